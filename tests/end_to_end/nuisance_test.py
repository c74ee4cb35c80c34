"""Standard Model inputs as nuisance parameters: sampled, fixed, tabulated, stored, exported, resumed, in every family."""

import csv
import json
import unittest

import h5py
import numpy as np
from sequestered_test import POINT as SEQUESTERED
from squall_program import CONFIG, MINIMAL_POINT, ProgramTest

INPUTS = """
[inputs]
sample = ["alpha_s", "m_t_pole", "ckm_A"]
m_b = { prior = "flat", min = 2.75, max = 2.95 }
m_t = "168.26 * m_t_pole / 172.57"
"""
NAMES = ["alpha_s", "m_t_pole", "m_b", "ckm_A"]  # in the order of the inputs; m_t follows


def columns_of(path):
    """All columns of a run by name, [step, walker], and its statuses."""
    with h5py.File(path) as run:
        found = {}
        for kind in ("chain", "blobs"):
            values = run[f"mcmc/{kind}"][()]
            found |= {name.decode(): values[..., c] for c, name in enumerate(run[f"mcmc/{kind}"].attrs["columns"])}
        return found, run["status"][()]


def largest_difference(one, other):
    """Of two --json points, relative; on natural scales what may come out near zero: Wilson coefficients and mass insertions on that of 0.01,
    masses squared on that of M_SUSY^2, electric dipole moments on that of their limits (4e-30 e cm), mixing of D on that of its
    measurement (4e-3)."""
    worst = 0
    m_susy = one["observables"]["m_susy"]
    for group in ("masses", "observables"):
        for name, x in one[group].items():
            y = other[group][name]
            scale = abs(x)
            if one["units"].get(name) == "GeV^2":
                scale = max(scale, m_susy**2)
            if name.startswith(("delta_", "c7", "c8", "c10", "c_S", "c_P")):
                scale = max(scale, 1e-2)
            if name in ("d_e", "d_mu", "d_tau", "d_n"):
                scale = max(scale, 4e-30)
            if name == "x12_D":
                scale = max(scale, 4e-3)
            if x != y:
                worst = max(worst, abs(x - y) / scale)
    return worst


class Nuisance(ProgramTest):
    config = CONFIG + INPUTS

    def point(self, config, *settings):
        return json.loads(self.squall("point", config, "--json", *(("--set", *settings) if settings else ())).stdout)

    def batch(self, config):
        """The rows of points.csv, evaluated."""
        self.squall("batch", config, "--points", "points.csv", "-o", "points_out.csv")
        with open(self.path("points_out.csv")) as file:
            return list(csv.DictReader(file))

    def test_a_point_has_the_results_of_a_run_with_its_inputs(self):
        for text in (MINIMAL_POINT, SEQUESTERED.replace('preset = "sequestered_points"', "")):
            self.write("fixed.toml", text)
            inputs = text if "[inputs]" in text else text + "\n[inputs]\n"
            self.write("sampled.toml", inputs.replace("[inputs]\n", INPUTS.lstrip()))
            for alpha_s, m_t_pole, m_b, A in ((0.119, 173.2, 2.9, 0.80), (0.118, 172.57, 2.839, 0.826)):
                values = [f"alpha_s={alpha_s}", f"m_t_pole={m_t_pole}", f"m_b={m_b}", f"ckm_A={A}"]
                sampled = self.point("sampled.toml", *values)
                fixed = self.point("fixed.toml", *values, f"m_t={168.26 * m_t_pole / 172.57!r}")
                self.assertEqual(sampled["status"], "ok")
                # 1e-10: of the Standard Model run for this point alone, 3e-12, and of alpha_s(mu_b), 2e-11
                self.assertLess(largest_difference(sampled, fixed), 1e-10)
                self.assertEqual(sampled["parameters"]["alpha_s"], alpha_s)
                self.assertEqual(sampled["units"]["m_t_pole"], "GeV")
                self.assertNotIn("alpha_s", fixed["parameters"])

    def test_they_are_sampled_stored_and_found_again(self):
        self.squall("run", "config.toml", "--steps", 8)
        column, status = columns_of(self.path("out.h5"))
        with h5py.File(self.path("out.h5")) as run:
            names = [name.decode() for name in run["mcmc/chain"].attrs["columns"]]
        self.assertEqual(names, ["Lambda", "M_mess", "tan_beta", *NAMES])
        np.testing.assert_allclose(column["m_t"], 168.26 * column["m_t_pole"] / 172.57, rtol=1e-15)
        walkers = np.flatnonzero(status[-1] == 0)[:5]
        header = ["Lambda", "M_mess", "tan_beta", *NAMES]
        with open(self.path("points.csv"), "w") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows([[repr(float(column[name][-1, w])) for name in header] for w in walkers])
        rows = self.batch("config.toml")
        self.assertEqual(len(rows), len(walkers))
        for row, w in zip(rows, walkers):
            for name in ("mh", "m_gluino", "bsgamma_br", "loglike"):  # the same bits: a point is a function of its parameters
                self.assertEqual(float(row[name]), column[name][-1, w], name)
        w = walkers[0]
        self.squall("export", "out.h5", "--format", "slha", "--points", f"{7 * 64 + w}:{7 * 64 + w + 1}", "-o", "slha")
        with open(self.path(f"slha/{7 * 64 + w:08}.slha")) as file:
            slha = file.read()
        self.assertIn(f"{column['alpha_s'][-1, w]:.16E}  # alpha_s(m_Z), MSbar, five flavours", slha)
        again = json.loads(self.squall("point", "--from-slha", f"slha/{7 * 64 + w:08}.slha", "--json").stdout)
        self.assertAlmostEqual(again["observables"]["bsgamma_br"] / column["bsgamma_br"][-1, w], 1, delta=1e-9)  # digits of the file
        self.assertIn("alpha_s", self.squall("info", "out.h5").stdout)
        self.assertTrue(self.squall("export", "out.h5", "--format", "csv", "--points", "0:1").stdout.startswith(
            "step,walker,Lambda,M_mess,tan_beta,alpha_s,m_t_pole,m_b,ckm_A,"))

    def test_a_resumed_run_is_the_whole_one_and_another_prior_is_none(self):
        self.squall("run", "config.toml", "--steps", 4)
        for change in ("m_b.max=3", "alpha_s=0.118", "inputs.sample=[\"alpha_s\", \"m_t_pole\"]"):
            self.assertIn("inputs.", self.squall("run", "config.toml", "--steps", 8, "--resume", "--set", change, expect=2).stderr)
        self.squall("run", "config.toml", "--steps", 8, "--resume")
        self.squall("run", "config.toml", "--steps", 8, "-o", "whole.h5")
        self.assert_same_run("whole.h5", "out.h5")

    def test_a_table_may_have_inputs_that_the_config_fixes(self):
        self.write("fixed.toml", MINIMAL_POINT)
        self.write("points.csv", "alpha_s,tan_beta\n0.118,10\n0.119,10\n")
        rows = self.batch("fixed.toml")
        for row in rows:
            point = self.point("fixed.toml", "alpha_s=" + row["alpha_s"])
            self.assertAlmostEqual(float(row["mh"]) / point["masses"]["mh"], 1, delta=1e-10)
        self.assertNotEqual(rows[0]["mh"], rows[1]["mh"])
        self.write("points.csv", "m_Z,tan_beta\n91,10\n")
        self.assertIn("all inputs are given at this scale", self.squall("batch", "fixed.toml", "--points", "points.csv", "-o", "none.csv", expect=2).stderr)

    def test_check_and_models_tell_of_them(self):
        text = self.squall("check", "config.toml").stdout
        for line in ("alpha_s       sampled, gaussian 0.118 +- 0.0009", "m_b           sampled, flat from 2.75 to 2.95 GeV",
                     "m_t           = 168.26 * m_t_pole / 172.57", "in 7 dimensions"):
            self.assertIn(line, text)
        text = self.squall("models", "inputs").stdout
        self.assertRegex(text, r"alpha_s +0\.118 \+- 0\.0009 +alpha_s\(M_Z\), five flavours")
        self.assertNotRegex(text, r"\n  m_Z ")

    def test_what_cannot_be_sampled_is_refused_with_the_reason(self):
        for setting, reason in (('inputs.sample=["mu_b"]', "has no error to sample it with"), ('inputs.sample=["alpha"]', "unknown input"),
                                ('alpha_s_6={ prior = "flat", min = 0.1, max = 0.12 }', "these inputs give the gauge couplings by")):
            self.assertIn(reason, self.squall("check", "config.toml", "--set", setting, expect=2).stderr)

    def test_what_no_constraint_sees_keeps_its_prior(self):
        # Points far below the limits of the mass: the likelihood is flat, so that the posterior is the prior.
        self.write("toy.toml", self.config.replace('{ prior = "log", min = 2e5, max = 1e6 }', "3e5")
                   .replace('{ prior = "log", min = 2e6, max = 1e9 }', "1e8").replace('{ prior = "flat", min = 2, max = 60 }', "10")
                   .replace('use = ["bsgamma"]', "use = []").replace('"demcz"', '"smc"').replace("walkers = 64", "walkers = 512")
                   .replace("steps = 60", "steps = 20"))
        self.squall("run", "toy.toml")
        column, _ = columns_of(self.path("out.h5"))
        independent = 512  # walkers; steps add some
        for name, mean, sigma in (("alpha_s", 0.118, 0.0009), ("ckm_A", 0.826, 0.016), ("m_b", 2.85, 0.2 / np.sqrt(12))):
            values = column[name].ravel()
            # of a mean 4.5 standard errors, 1e-5; of a spread as many of sigma/sqrt(2 n)
            self.assertLess(abs(values.mean() - mean), 4.5 * sigma / np.sqrt(independent), name)
            self.assertLess(abs(values.std() - sigma), 4.5 * sigma / np.sqrt(2 * independent), name)


if __name__ == "__main__":
    unittest.main()
