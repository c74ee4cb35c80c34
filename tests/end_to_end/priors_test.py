"""Priors of every kind and parameters derived from others, from the config to the file and back."""

import csv
import json
import os
import unittest

import h5py
import numpy as np
from squall_program import CONFIG, ProgramTest

PRIORS = CONFIG.replace("sign_mu = 1", """sign_mu = { prior = "discrete", values = [1, -1], weights = [1, 2] }
M_D = { prior = "log_normal", median = 3e7, sigma = 1.5, min = 2e6, max = 1e9 }
M_L = "2 * M_D + M_mess / 10\"""")

JOINT = CONFIG + """
[[joint]]
parameters = ["M_D", "M_L"]
prior = "dirichlet"
concentrations = [2, 3]
total = 1e9
"""


class Priors(ProgramTest):
    config = PRIORS

    def run_it(self, *arguments):
        self.squall("run", "config.toml", *arguments)
        with h5py.File(self.path("out.h5")) as run:
            columns = {name: [c.decode() for c in run[f"mcmc/{name}"].attrs["columns"]] for name in ("chain", "blobs")}
            rows = {name: run[f"mcmc/{name}"][()] for name in ("chain", "blobs")}
            status = run["status"][()]
        return lambda name: next(rows[kind][:, :, columns[kind].index(name)] for kind in rows if name in columns[kind]), columns, status

    def test_a_sampled_sign_and_an_expression_are_stored(self):
        column, columns, status = self.run_it()
        self.assertEqual(columns["chain"], ["Lambda", "M_mess", "tan_beta", "sign_mu", "M_D"])
        self.assertEqual(columns["blobs"][-3:], ["M_L", "loglike", "loglike_bsgamma"])
        np.testing.assert_allclose(column("M_L"), 2 * column("M_D") + column("M_mess") / 10, rtol=1e-15)  # one rounding each
        self.assertEqual(set(np.unique(column("sign_mu"))), {-1.0, 1.0})
        self.assertTrue((column("M_D") >= 2e6).all() and (column("M_D") <= 1e9).all())
        self.assertTrue((status == 0).any())

    def test_a_stored_point_is_found_again_by_point_batch_and_export(self):
        column, _, status = self.run_it("--steps", 10)
        names = ["Lambda", "M_mess", "tan_beta", "sign_mu", "M_D"]
        walkers = np.flatnonzero(status[-1] == 0)[:4]
        with open(self.path("points.csv"), "w") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([[repr(float(column(name)[-1, w])) for name in names] for w in walkers])
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "points_out.csv")
        with open(self.path("points_out.csv")) as file:
            rows = list(csv.DictReader(file))
        for row, w in zip(rows, walkers):
            for name in ("M_L", "m_gluino", "mh"):  # the same bits: the evaluator is built for the same ranges
                self.assertEqual(float(row[name]), column(name)[-1, w], name)
        w = walkers[0]
        fixed = [f"{name}={float(column(name)[-1, w])!r}" for name in names]
        point = json.loads(self.squall("point", "config.toml", "--json", "--set", *fixed).stdout)
        self.assertEqual(point["parameters"]["M_L"], float(rows[0]["M_L"]))
        # built for these masses alone: error_target
        self.assertAlmostEqual(point["masses"]["m_gluino"] / column("m_gluino")[-1, w], 1, delta=1e-3)
        result = self.squall("export", "out.h5", "--format", "slha", "--points", f"{9 * 64 + w}:{9 * 64 + w + 1}", "-o", "slha")
        self.assertNotIn("differ from what the run stored", result.stderr)

    def test_a_changed_prior_or_expression_is_no_resumption(self):
        self.squall("run", "config.toml", "--steps", 4)
        for change in ("sign_mu.weights=[1,1]", "M_L=3 * M_D", "M_D.sigma=1"):
            result = self.squall("run", "config.toml", "--steps", 8, "--resume", "--set", change, expect=2)
            self.assertIn("parameters." + change.split(".")[0].split("=")[0], result.stderr)
        self.squall("run", "config.toml", "--steps", 8, "--resume")
        self.squall("run", "config.toml", "--steps", 8, "-o", "whole.h5")
        self.assert_same_run("whole.h5", "out.h5")

    def test_check_tells_of_them(self):
        text = self.squall("check", "config.toml").stdout
        for line in ("sign_mu       sampled, one of 1, -1 with weights 1, 2", "M_L           = 2 * M_D + M_mess / 10",
                     "M_D           sampled, log_normal, median 3e+07 GeV, ln +- 1.5, within 2e+06 to 1e+09 GeV", "in 5 dimensions"):
            self.assertIn(line, text)
        self.assertIn("log_normal", self.squall("models", "ggm").stdout)

    def test_errors_name_their_place(self):
        self.write("config.toml", PRIORS.replace("2 * M_D + M_mess", "2 * M_D + M_mes"))
        result = self.squall("check", "config.toml", expect=2)
        self.assertRegex(result.stderr, r'config.toml:11:18: unknown name "M_mes" .* did you mean "M_mess"\?')
        self.write("config.toml", PRIORS.replace("{ prior = \"log_normal\", median = 3e7, sigma = 1.5, min = 2e6, max = 1e9 }", '"M_L / 2"'))
        self.assertIn("M_D <- M_L <- M_D", self.squall("check", "config.toml", expect=2).stderr)


class JointPriors(ProgramTest):
    config = JOINT

    def test_shares_of_a_total_are_sampled(self):
        self.squall("run", "config.toml", "--steps", 30)
        with h5py.File(self.path("out.h5")) as run:
            self.assertEqual([c.decode() for c in run["mcmc/chain"].attrs["columns"]], ["Lambda", "M_mess", "tan_beta", "M_D", "M_L"])
            chain = run["mcmc/chain"][()]
        np.testing.assert_allclose(chain[:, :, 3] + chain[:, :, 4], 1e9, rtol=1e-15)
        self.squall("run", "config.toml", "--steps", 10, "-o", "short.h5")
        self.squall("run", "config.toml", "--steps", 30, "-o", "short.h5", "--resume")
        self.assert_same_run("out.h5", "short.h5")
        result = self.squall("run", "config.toml", "--steps", 40, "--resume", "--set", "joint.0.total=2e9", expect=2)
        self.assertIn("joint.0.total", result.stderr)
        text = self.squall("check", "config.toml").stdout
        self.assertIn("M_D           sampled with M_D, M_L: dirichlet 2, 3 of a total of 1e+09 GeV", text)
        self.assertIn("in 4 dimensions", text)

    def test_a_point_needs_all_of_them(self):
        few = ["Lambda=3e5", "M_mess=1e8", "tan_beta=10"]
        self.assertIn("--set M_D=... --set M_L=...", self.squall("point", "config.toml", "--set", *few, expect=2).stderr)
        self.assertIn("nothing is said of M_L", self.squall("point", "config.toml", "--set", *few, "M_D=4e8", expect=2).stderr)
        point = json.loads(self.squall("point", "config.toml", "--json", "--set", *few, "M_D=4e8", "M_L=1e9 - M_D").stdout)
        self.assertEqual(point["parameters"]["M_L"], 6e8)
        self.assertFalse(os.path.exists(self.path("out.h5")))


if __name__ == "__main__":
    unittest.main(verbosity=2)
