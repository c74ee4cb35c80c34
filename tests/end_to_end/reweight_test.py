"""Finished runs under other constraints, against the formula of the likelihood, against runs under them, and with every reader."""

import csv
import io
import os
import unittest

import h5py
import numpy as np
from squall_program import CONFIG, ProgramTest

# two measurements of what moves with the parameters of the config: names, values, errors are made up
GLUINO = {"value": 4000.0, "error": 300.0, "theory_error_relative": 0.06}  # GeV
HIGGS = {"value": 2500.0, "error": 250.0}                                  # GeV, an upper limit on mA as half a Gaussian

MEASUREMENTS = {
    "gluino": 'observable = "m_gluino"\nkind = "gaussian"\n' + "".join(f"{key} = {value}\n" for key, value in GLUINO.items()),
    "higgs": 'observable = "mA"\nkind = "upper_limit"\nshape = "half_gaussian"\n' + "".join(f"{key} = {value}\n" for key, value in HIGGS.items()),
}


def log_likelihood_of_gluino(x):
    """A Gaussian whose width has a theory error in proportion to the prediction, normalised over the measured value."""
    width = lambda at: np.hypot(GLUINO["error"], GLUINO["theory_error_relative"] * at)
    return -((x - GLUINO["value"]) / width(x))**2 / 2 - np.log(width(x) / width(GLUINO["value"]))


def log_likelihood_of_higgs(x):
    return -np.maximum(x - HIGGS["value"], 0)**2 / (2 * HIGGS["error"]**2)


def using(*names):
    return CONFIG.replace('use = ["bsgamma"]', "use = " + str(["bsgamma", *names]).replace("'", '"'))


class ReweightTest(ProgramTest):
    def setUp(self):
        super().setUp()
        for name, text in MEASUREMENTS.items():
            self.write(name + ".toml", f'title = "made up"\n[[entries]]\nname = "{name}"\n{text}unit = "GeV"\n'
                       'experiment = "none"\nyear = 2000\nreference = "none"\n')
        self.write("both.toml", using("gluino.toml", "higgs.toml"))
        self.write("gluino_too.toml", using("gluino.toml"))

    def table(self, file):
        """Columns of an export by name."""
        rows = list(csv.reader(io.StringIO(self.squall("export", file).stdout)))
        values = np.array([[float(field) for field in row[:-1]] for row in rows[1:]])
        return dict(zip(rows[0], values.T))

    def results(self, file):
        with h5py.File(self.path(file)) as opened:
            return dict(opened["results"].attrs)


class Chain(ReweightTest):
    def setUp(self):
        super().setUp()
        self.squall("run", "config.toml", "-o", "out.h5")

    def test_to_more_constraints_is_importance_sampling_of_the_stored_columns(self):
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "new.h5")
        before, after = self.table("out.h5"), self.table("new.h5")
        gluino, higgs = log_likelihood_of_gluino(before["m_gluino"]), log_likelihood_of_higgs(before["mA"])
        self.assertGreater(gluino.std(), 0.5)
        self.assertGreater(higgs.std(), 0.5)
        # rounding of sums of some ten: log L of the run is there as its evaluator left it
        np.testing.assert_allclose(after["log_weight"], gluino + higgs, rtol=0, atol=1e-12)
        np.testing.assert_allclose(after["log_prob"], before["log_prob"] + gluino + higgs, rtol=0, atol=1e-12)
        np.testing.assert_allclose(after["loglike_gluino"], gluino, rtol=0, atol=1e-12)
        np.testing.assert_allclose(after["loglike_higgs"], higgs, rtol=0, atol=1e-12)
        np.testing.assert_array_equal(after["loglike_bsgamma"], before["loglike_bsgamma"])
        np.testing.assert_allclose(after["loglike"], before["loglike"] + gluino + higgs, rtol=0, atol=1e-12)
        kept = [name for name in before if not name.startswith("log") and name not in ("step", "walker")]
        self.assertGreater(len(kept), 30)
        for name in kept:
            np.testing.assert_array_equal(after[name], before[name])
        weights = np.exp(gluino + higgs)
        size = weights.sum()**2 / (weights**2).sum()
        results = self.results("new.h5")
        self.assertAlmostEqual(results["effective_size"] / size, 1, delta=1e-9)
        self.assertAlmostEqual(results["effective_share"], size / len(weights), delta=1e-9)
        self.assertNotIn("ln_evidence", results)  # a chain of demcz has none

    def test_a_new_set_replaces_the_old_one(self):
        self.squall("reweight", "out.h5", "--use", "gluino.toml", "-o", "new.h5")
        before, after = self.table("out.h5"), self.table("new.h5")
        np.testing.assert_allclose(after["log_weight"], log_likelihood_of_gluino(before["m_gluino"]) - before["loglike"], rtol=0, atol=1e-12)
        self.assertNotIn("loglike_bsgamma", after)

    def test_to_the_same_constraints_leaves_equal_weights(self):
        self.squall("reweight", "out.h5", "--use", "bsgamma", "-o", "new.h5")
        np.testing.assert_allclose(self.table("new.h5")["log_weight"], 0, rtol=0, atol=1e-13)
        self.assertAlmostEqual(self.results("new.h5")["effective_share"], 1, delta=1e-12)

    def test_there_and_back_again(self):
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "there.h5")
        self.squall("reweight", "there.h5", "--constraints", "config.toml", "-o", "back.h5")
        np.testing.assert_allclose(self.table("back.h5")["log_weight"], 0, rtol=0, atol=1e-12)
        self.assertIn("reweighted from there.h5 (sampler reweight, seed 5, step 60), from out.h5 (sampler demcz",
                      self.squall("info", "back.h5").stdout)

    def test_the_directory_of_an_interrupted_run_is_enough(self):
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "whole.h5")
        os.remove(self.path("out.h5"))
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "parts.h5")
        self.assert_same_run("whole.h5", "parts.h5")

    def test_every_reader_takes_the_result(self):
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "new.h5", "--burn-in", 0.5)
        after = self.table("new.h5")
        weights = np.exp(after["log_weight"] - after["log_weight"].max())
        text = self.squall("info", "new.h5").stdout
        for part in ("reweighted from out.h5 (sampler demcz, seed 5, step 60)", "1920 stored points", "gluino", "higgs", "effective_share",
                     "1920 points, effective sample size"):
            self.assertIn(part, text)
        for format in ("getdist", "anesthetic"):
            self.squall("export", "new.h5", "--format", format, "-o", format)
            table = np.loadtxt(self.path(format + ".txt"))
            np.testing.assert_allclose(table[:, 0], weights[weights > 0], rtol=1e-12)
            np.testing.assert_array_equal(table[:, 1], -after["log_prob"][weights > 0])
        self.squall("export", "new.h5", "--format", "gambit", "-o", "gambit")
        for path in ("gambit.hdf5", "new.h5"):
            with h5py.File(self.path(path)) as file:
                np.testing.assert_allclose(file["data/mult"], weights, rtol=1e-12)
                np.testing.assert_array_equal(file["data/LogLike"], after["loglike"])
        with h5py.File(self.path("new.h5")) as file:
            size = int(weights.sum()**2 / (weights**2).sum())
            self.assertEqual(file["posterior/mA"].shape, (1, size))
        self.squall("export", "new.h5", "--format", "slha", "-o", "slha", "--points", "0:2")
        self.assertEqual(len(os.listdir(self.path("slha"))), 2)

    def test_the_result_is_no_run_to_go_on_with(self):
        self.squall("reweight", "out.h5", "--constraints", "both.toml", "-o", "new.h5")
        before = self.table("new.h5")
        for config in ("config.toml", "both.toml"):
            errors = self.squall("run", config, "-o", "new.h5", "--resume", expect=3).stderr
            self.assertIn("points of another run under other constraints", errors)
        self.assertFalse(os.path.exists(self.path("new.h5.d")))
        np.testing.assert_array_equal(self.table("new.h5")["log_weight"], before["log_weight"])
        self.squall("run", "config.toml", "-o", "out.h5", "--resume", "--steps", 70)  # the run itself goes on

    def test_a_limit_that_is_gone_still_limits(self):
        self.squall("reweight", "out.h5", "--use", "mass_limits", "-o", "limited.h5")
        result = self.squall("reweight", "limited.h5", "--use", "bsgamma", "-o", "new.h5")
        self.assertIn("kept no points that mass_limits excluded", result.stderr)
        self.assertIn("within the limits of mass_limits", self.squall("info", "new.h5").stdout)
        limited, after = self.table("limited.h5"), self.table("new.h5")
        np.testing.assert_array_equal(np.isneginf(after["log_weight"]), np.isneginf(limited["log_weight"]))
        self.assertGreater(np.isneginf(after["log_weight"]).sum(), 0)
        self.assertNotIn("kept no points", self.squall("reweight", "out.h5", "--use", "mass_limits", "-o", "other.h5").stderr)

    def test_wrong_use_is_explained(self):
        def refusal(*arguments, expect=2):
            errors = self.squall("reweight", "out.h5", "-o", "new.h5", *arguments, expect=expect).stderr
            self.assertFalse(os.path.exists(self.path("new.h5")))
            return errors

        self.assertIn('did you mean "bsgamma"?', refusal("--use", "bsgama"))
        self.assertIn("used twice", refusal("--use", "bsgamma", "bsgamma"))
        self.assertIn("no new constraints", refusal())
        self.assertIn("excludes", refusal("--use", "bsgamma", "--constraints", "both.toml"))
        self.write("none.toml", using().replace('use = ["bsgamma"]', ""))
        self.assertIn("no constraints", refusal("--constraints", "none.toml"))
        self.write("other.toml", using().replace('name = "ggm"', 'name = "mssm"'))
        self.assertIn('model "mssm"', refusal("--constraints", "other.toml"))
        with open(self.path("gluino.toml")) as file:
            text = file.read()
        self.write("unknown.toml", text.replace("m_gluino", "m_gluon"))
        self.assertIn('unknown observable "m_gluon" (the run did not store it); did you mean "m_gluino"?', refusal("--use", "unknown.toml"))
        self.write("impossible.toml", text.replace('kind = "gaussian"\n' + "".join(f"{k} = {v}\n" for k, v in GLUINO.items()),
                                                   'kind = "lower_limit"\nshape = "step"\nvalue = 1e9\n'))
        self.assertIn("none of the points has a weight", refusal("--use", "impossible.toml", expect=1))
        self.assertIn("no run at", self.squall("reweight", "gone.h5", "--use", "bsgamma", "-o", "new.h5", expect=3).stderr)
        self.assertIn("the run that is read", self.squall("reweight", "out.h5", "--use", "bsgamma", "-o", "out.h5", "--overwrite", expect=2).stderr)
        self.write("new.h5", "precious")
        self.assertIn("exists", self.squall("reweight", "out.h5", "--use", "bsgamma", "-o", "new.h5", expect=3).stderr)
        with open(self.path("new.h5")) as file:
            self.assertEqual(file.read(), "precious")
        self.squall("reweight", "out.h5", "--use", "bsgamma", "-o", "new.h5", "--overwrite")


class Against(ReweightTest):
    """A run under the new constraints from the start."""

    def test_a_scan_is_the_scan_under_the_new_constraints(self):
        scan = ["--set", "sampler.name=scan", "--set", "sampler.points=1000"]  # 15.6 batches of 64
        for config, output in (("config.toml", "old.h5"), ("both.toml", "direct.h5")):
            self.squall("run", config, "-o", output, *scan)
        self.squall("reweight", "old.h5", "--constraints", "both.toml", "-o", "new.h5")
        new, direct = self.table("new.h5"), self.table("direct.h5")
        self.assertEqual(list(new), list(direct))
        for name, values in direct.items():  # the same points: the same numbers but for rounding of log L
            np.testing.assert_allclose(new[name], values, rtol=0 if name.startswith("log") else 1e-15, atol=1e-11)
        new, direct = self.results("new.h5"), self.results("direct.h5")
        self.assertAlmostEqual(new["ln_evidence"], direct["ln_evidence"], delta=1e-11)
        with h5py.File(self.path("new.h5")) as a, h5py.File(self.path("direct.h5")) as b:
            self.assertEqual([line for line in a["config/text"][()].decode().splitlines()], b["config/text"][()].decode().splitlines())
            self.assertAlmostEqual(a["best"].attrs["log_likelihood"], b["best"].attrs["log_likelihood"], delta=1e-11)

    def test_means_and_evidence_agree_with_those_of_a_run(self):
        smc = ["--set", "sampler.name=smc", "--set", "sampler.walkers=256", "--steps", 60]
        for config, output in (("config.toml", "old.h5"), ("gluino_too.toml", "direct.h5")):
            self.squall("run", config, "-o", output, *smc)
        self.squall("reweight", "old.h5", "--constraints", "gluino_too.toml", "-o", "new.h5")

        def mean(file, of):
            """A weighted mean and its error by the scatter of the walkers, which are independent: that of a ratio of sums over them."""
            table = self.table(file)
            weights = np.exp(table["log_weight"]) if "log_weight" in table else np.ones_like(table["loglike"])
            sums, totals = ((weights * x).reshape(-1, 256).sum(axis=0) for x in (of(table), np.ones_like(weights)))
            return sums.sum() / totals.sum(), np.sqrt(((sums - sums.sum() / totals.sum() * totals)**2).sum()) / totals.sum()

        self.assertGreater(self.results("new.h5")["effective_share"], 0.1)
        for of in (lambda t: np.log(t["Lambda"]), lambda t: np.log(t["M_mess"]), lambda t: t["tan_beta"], lambda t: t["m_gluino"]):
            new, direct, old = (mean(file, of) for file in ("new.h5", "direct.h5", "old.h5"))
            # five deviations: 4 comparisons at 6e-7
            self.assertLess(abs(new[0] - direct[0]), 5 * np.hypot(new[1], direct[1]))
        self.assertGreater(abs(old[0] - direct[0]), 10 * np.hypot(old[1], direct[1]))  # the last: the new constraint does move it
        new, direct, old = (self.results(file) for file in ("new.h5", "direct.h5", "old.h5"))
        self.assertGreater(new["ln_evidence_error"], old["ln_evidence_error"])
        self.assertLess(abs(new["ln_evidence"] - direct["ln_evidence"]), 5 * np.hypot(new["ln_evidence_error"], direct["ln_evidence_error"]))
        self.assertGreater(abs(old["ln_evidence"] - direct["ln_evidence"]), 10 * np.hypot(old["ln_evidence_error"], direct["ln_evidence_error"]))

    def test_points_of_an_optimiser_have_no_posterior(self):
        self.squall("run", "config.toml", "-o", "de.h5", "--set", "sampler.name=de", "--steps", 2)
        self.assertIn("no posterior weights", self.squall("reweight", "de.h5", "--use", "bsgamma", "-o", "new.h5", expect=2).stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
