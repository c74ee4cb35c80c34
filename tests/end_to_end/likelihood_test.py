"""Measurements of every kind in a user's file, from check to reweight, against their formulas written out with numpy."""

import csv
import io
import re
import unittest
from statistics import NormalDist

import numpy as np
from squall_program import CONFIG, MINIMAL_POINT, ProgramTest

COMMON = 'unit = "GeV"\nexperiment = "none"\nyear = 2000\nreference = "made up"\n'

# of what moves with the parameters of the config; the values are made up
FILE = 'title = "every kind"\n' + "".join(f'[[entries]]\nname = "{name}"\n{text}{COMMON}' for name, text in {
    "gluino": 'observable = "m_gluino"\nkind = "gaussian"\nvalue = 4000\nerror_stat = [300, 200]\nerror_syst = 100\n'
              'theory_error_relative = [0.04, 0.08]\n',
    "A": 'observable = "mA"\nkind = "upper_limit"\nvalue = 2500\nconfidence = 0.95\n',
    "H": 'observable = "mHp"\nkind = "lower_limit"\nvalue = 1000\nconfidence = 0.90\ncentral = 1500\n',
    "stop": 'observable = "m_stop_1"\nkind = "gaussian"\nvalue = 3000\nerror = 400\ntheory_error_relative = 0.1\n',
    "sbottom": 'observable = "m_sbottom_1"\nkind = "gaussian"\nvalue = 3100\nerror = 300\ntheory_error = 50\ntheory_error_relative = 0.1\n',
}.items()) + ('[[correlated]]\nentries = ["sbottom", "stop"]\ncorrelation = [[1, -0.4], [-0.4, 1]]\n'
              'theory_correlation = [[1, 1], [1, 1]]\n')


def log_likelihood_of_gluino(x):
    side = lambda at, error, relative: np.sqrt(error**2 + 100**2 + (relative * at)**2)
    above = lambda at: side(at, 300, 0.08)  # the error upwards, and of a prediction that is too high its error downwards
    below = lambda at: side(at, 200, 0.04)
    return (-((x - 4000) / np.where(x > 4000, above(x), below(x)))**2 / 2
            - np.log((above(x) + below(x)) / (above(4000) + below(4000))))


def log_likelihood_of_limits(m_A, m_H):
    upper = 2500 / NormalDist().inv_cdf(0.975)  # of what is never negative: two-sided
    lower = 500 / NormalDist().inv_cdf(0.9)     # below a central value: one-sided
    return -np.maximum(m_A, 0)**2 / upper**2 / 2 - np.minimum(m_H - 1500, 0)**2 / lower**2 / 2


def group(stop, sbottom):
    """chi^2 and log L."""
    def covariance(stop, sbottom):
        experiment = np.array([[300**2, -0.4 * 300 * 400], [-0.4 * 300 * 400, 400**2]])
        theory = np.array([np.hypot(50, 0.1 * sbottom), 0.1 * stop])
        return experiment + np.outer(theory, theory)
    d = np.array([sbottom - 3100, stop - 3000])
    here, there = covariance(stop, sbottom), covariance(3000, 3100)
    chi_squared = d @ np.linalg.solve(here, d)
    return chi_squared, -chi_squared / 2 - np.log(np.linalg.det(here) / np.linalg.det(there)) / 2


class Measurements(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("kinds.toml", FILE)
        self.write("kinds_too.toml", CONFIG.replace('["bsgamma"]', '["bsgamma", "kinds.toml"]'))

    def table(self, file):
        rows = list(csv.DictReader(io.StringIO(self.squall("export", file).stdout)))
        return {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name != "status"}

    def test_of_every_kind_have_the_log_likelihood_of_their_formulas(self):
        self.squall("run", "kinds_too.toml", "-o", "out.h5", "--steps", 20)
        table = self.table("out.h5")
        expected = (log_likelihood_of_gluino(table["m_gluino"]) + log_likelihood_of_limits(table["mA"], table["mHp"])
                    + np.array([group(*masses)[1] for masses in zip(table["m_stop_1"], table["m_sbottom_1"])]))
        self.assertGreater(expected.std(), 1)
        # rounding of sums of some ten
        np.testing.assert_allclose(table["loglike_kinds"], expected, rtol=1e-11, atol=1e-11)

    def test_of_every_kind_reweight_a_run(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 20)
        self.squall("reweight", "out.h5", "--constraints", "kinds_too.toml", "-o", "new.h5")
        before, after = self.table("out.h5"), self.table("new.h5")
        expected = (log_likelihood_of_gluino(before["m_gluino"]) + log_likelihood_of_limits(before["mA"], before["mHp"])
                    + np.array([group(*masses)[1] for masses in zip(before["m_stop_1"], before["m_sbottom_1"])]))
        np.testing.assert_allclose(after["loglike_kinds"], expected, rtol=1e-11, atol=1e-11)
        np.testing.assert_allclose(after["log_weight"], expected, rtol=1e-11, atol=1e-11)

    def test_have_their_pulls_at_the_best_point(self):
        self.squall("run", "kinds_too.toml", "-o", "out.h5", "--steps", 20)
        text = self.squall("info", "out.h5").stdout
        table = self.table("out.h5")
        line = lambda name: re.search(rf"^  {name} +(\S+) .*$", text, re.MULTILINE)
        numbers = lambda name: tuple(float(re.search(word + r" ([-+\d.e]+)", line(name).group(0)).group(1)) for word in ("pull", "log L"))
        predictions = {name: float(line(name).group(1)) for name in ("gluino", "A", "H", "stop", "sbottom")}
        # a prediction is printed to five digits
        pull, log_likelihood = numbers("gluino")
        self.assertIn("4000 +316.228 -223.607 +4 % -8 % (theory) GeV", line("gluino").group(0))
        self.assertAlmostEqual(log_likelihood, log_likelihood_of_gluino(predictions["gluino"]), delta=2e-3)
        self.assertEqual(np.sign(pull), np.sign(predictions["gluino"] - 4000))
        self.assertIn("below 2500 GeV (95 % CL)", line("A").group(0))
        self.assertAlmostEqual(numbers("A")[0], predictions["A"] / 2500 * NormalDist().inv_cdf(0.975), delta=6e-3)
        self.assertIn("above 1000 GeV (90 % CL)", line("H").group(0))
        self.assertIn("correlated", line("stop").group(0))
        marginal = (predictions["stop"] - 3000) / np.hypot(400, 0.1 * predictions["stop"])
        self.assertAlmostEqual(float(re.search(r"pull ([-+\d.]+)", line("stop").group(0)).group(1)), marginal, delta=6e-3)
        together = re.search(r"^  together: sbottom, stop +chi\^2 (\S+) of 2, log L (\S+)$", text, re.MULTILINE)
        chi_squared, log_likelihood = group(predictions["stop"], predictions["sbottom"])
        self.assertAlmostEqual(float(together.group(1)), chi_squared, delta=2e-3 * (1 + chi_squared))
        self.assertAlmostEqual(float(together.group(2)), log_likelihood, delta=2e-3 * (1 + abs(log_likelihood)))
        best = table["loglike"].argmax()
        heading = re.search(r"^kinds \(every kind\): log L = (\S+)$", text, re.MULTILINE)
        if table["loglike"][best] >= float(re.search(r"best point: log L = (\S+)", text).group(1)) - 1e-4:  # it was stored
            self.assertAlmostEqual(float(heading.group(1)), table["loglike_kinds"][best], delta=1e-4)

    def test_are_checked_and_shown_for_one_point(self):
        self.write("point.toml", MINIMAL_POINT.replace('["bsgamma"]', '["kinds.toml"]'))
        self.assertIn("below 2500 GeV (95 % CL)", self.squall("check", "point.toml").stdout)
        text = self.squall("point", "point.toml").stdout
        self.assertRegex(text, r"together: sbottom, stop +chi\^2")
        self.assertRegex(text, r"  gluino +\S+ +4000 \+316.228 -223.607 .* pull [-+][\d.]+ +log L -")

    def test_are_refused_with_their_place_and_what_to_do(self):
        def refusal(old, new):
            self.write("kinds.toml", FILE.replace(old, new))
            return self.squall("check", "kinds_too.toml", expect=2).stderr
        self.assertIn('did you mean "sbottom"?', refusal('["sbottom", "stop"]', '["sbotom", "stop"]'))
        self.assertRegex(refusal("[[1, -0.4], [-0.4, 1]]", "[[1, -1.4], [-1.4, 1]]"),
                         r'kinds.toml:\d+:15: correlation is not positive definite \(.*"stop" would have -0.96 of its variance left')
        self.assertRegex(refusal("[300, 200]", "[300, -200]"), r"kinds.toml:\d+:20: error_stat = -200 \(an error is finite and not negative\)")
        self.assertRegex(refusal("confidence = 0.95", "confidence = 95"), r"kinds.toml:\d+:14: .*write 0.90 for 90 %")
        self.assertIn('did you mean "m_stop_1"?', refusal('"m_stop_1"', '"m_stop1"'))


if __name__ == "__main__":
    unittest.main()
