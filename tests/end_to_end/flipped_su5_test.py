"""Flipped SU(5) as a user meets it."""

import csv
import json
import math
import os
import unittest

import h5py
import numpy as np

from squall_program import ProgramTest

RUN = """
[model]
name = "flipped_su5"
[parameters]
M = { prior = "log", min = 5e8, max = 2.5e12 }
F_over_M = { prior = "log", min = 1e5, max = 5e5 }
N_F = 2
N_G = { prior = "discrete", values = [0, 1] }
m_prime_12 = { prior = "log", min = 0.01, max = 10 }
M_C_star = 4e16
tan_beta = { prior = "flat", min = 5, max = 40 }
[constraints]
use = ["bsgamma"]
[sampler]
name = "scan"
kind = "random"
points = 128
walkers = 32
seed = 3
[output]
file = "out.h5"
[numerics]
error_target = 1e-3
"""

PAPER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../configs/papers/balazs09.toml")


class FlippedSu5(ProgramTest):
    config = RUN

    def test_the_papers_point_has_its_scales(self):
        point = json.loads(self.squall("point", "--json", PAPER).stdout)
        self.assertEqual(point["status"], "ok")
        told = {name: value for group in point.values() if isinstance(group, dict) for name, value in group.items()
                if isinstance(value, (int, float))}
        text = self.squall("point", PAPER).stdout
        for name in ("f_a", "m_axion", "m_3_2", "M_23", "M_U", "tau_p", "N_eff"):
            self.assertIn(name, text)
        # F = 1e16 GeV^2, M_Pl = 2.435e18 GeV
        self.assertAlmostEqual(told["m_3_2"] / (1e16 / (math.sqrt(3) * 2.435e18)), 1, places=9)
        self.assertAlmostEqual(told["m_3_2_all"] / told["m_3_2"], math.sqrt(2), places=9)
        # M_23 of the paper's Tables lies between 2.6e16 and 2.7e16 GeV for M_S between 600 GeV and 1 TeV
        self.assertTrue(2.62e16 < told["M_23"] < 2.71e16, told["M_23"])

    def test_points_are_sampled_and_stored(self):
        self.squall("run", "config.toml", "--quiet")
        with h5py.File(self.path("out.h5")) as file:
            names = []
            file.visit(names.append)
            data = {name.split("/")[-1]: np.asarray(file[name]).ravel() for name in names
                    if isinstance(file[name], h5py.Dataset) and name.startswith("data")}
        self.assertTrue(data, names)
        healthy = np.isfinite(data["N_eff"])
        self.assertGreater(healthy.sum(), 40)
        # two pairs of fives with a nilpotent m' look like .96 to 2 messengers; a pair of tens counts three times
        N_G, N_eff = data["N_G"][healthy], data["N_eff"][healthy]
        self.assertTrue(np.all((N_eff > 0.96) & (N_eff < 2 + 3 * N_G + 1e-9)))
        self.assertEqual(set(N_G), {0.0, 1.0})

    def test_a_singular_unification_is_refused(self):
        said = self.squall("check", "config.toml", "--set", "N_G=3", expect=2).stderr
        self.assertIn("N_G = 3 with M_C_star", said)
        self.assertIn("5/2 (N_G - 3)", said)

    def test_a_hidden_sector_without_broken_r_symmetry_is_refused(self):
        assignments = ("hidden_lambda=1", "hidden_f=1e10", "hidden_m=1e6")
        said = self.squall("check", "config.toml", *(word for a in assignments for word in ("--set", a)), expect=2).stderr
        self.assertIn("R-symmetry is not broken", said)


TEXTURE = """
title = "mine"
lambda = 0.22
[charges]
ten = [4, 2, 0]
five_bar = [1, 0, 0]
[neutrinos]
mechanism = "weinberg"
[running]
scale = 2e16
"""

TEXTURE_RUN = """
[model]
name = "flipped_su5"
texture = "mine.toml"
[parameters]
M = 1e11
F_over_M = { prior = "log", min = 2e5, max = 1e6 }
N_F = 2
tan_beta = { prior = "flat", min = 5, max = 40 }
N_u = { prior = "log_normal", median = 0.5, sigma = 0.5 }
N_d = { prior = "log_normal", median = 1, sigma = 1 }
[constraints]
use = ["texture_fit_m_z", "bsgamma", "higgs_mass"]
[sampler]
name = "smc"
walkers = 64
moves = 2
most_moves = 2
shares = { block = 0.7, pcn = 0.2 }
steps = 4
seed = 3
[output]
file = "out.h5"
[numerics]
error_target = 1e-3
"""

RUNS = os.path.join(os.path.dirname(PAPER), "../runs")


class FromCoefficientsToFlavour(ProgramTest):
    config = TEXTURE_RUN

    def setUp(self):
        super().setUp()
        self.write("mine.toml", TEXTURE)

    def test_a_run_has_masses_mixing_and_flavour_goes_on_and_keeps_its_texture(self):
        self.squall("run", "config.toml", "-q")
        self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--steps", 2)
        self.write("mine.toml", TEXTURE.replace("[4, 2, 0]", "[3, 2, 0]"))
        error = self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--resume", expect=2).stderr
        self.assertIn("texture.charges.ten.0", error)
        self.write("mine.toml", TEXTURE)
        self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--resume")
        self.assert_same_run("out.h5", "cut.h5")
        rows = list(csv.DictReader(self.squall("export", "out.h5", "--format", "csv").stdout.splitlines()))
        for name in ("C_up_11_re", "N_d", "m_b", "ckm_s12", "sin2_theta13", "mh", "bsgamma_br", "loglike_texture_fit_m_z", "loglike_bsgamma"):
            self.assertIn(name, rows[0])
        for row in rows:
            self.assertEqual(row["status"], "ok")
            blocks = sum(float(row["loglike_" + block]) for block in ("texture_fit_m_z", "bsgamma", "higgs_mass"))
            self.assertAlmostEqual(float(row["loglike"]), blocks, delta=1e-9 * abs(blocks))  # rounding of the sum
        self.squall("export", "out.h5", "--format", "slha", "--points", "0:1", "-o", "slha")
        file, = os.listdir(self.path("slha"))
        again = json.loads(self.squall("point", "--from-slha", "slha/" + file, "--json").stdout)
        self.assertIn("bsgamma_br", again["observables"])

    def test_shipped_runs_are_valid(self):
        for name in sorted(os.listdir(RUNS)):
            self.assertIn("a valid config", self.squall("check", os.path.join(RUNS, name)).stdout, name)

    def test_what_does_not_go_together_is_refused_with_the_reason(self):
        for settings, said in ((["model.texture=flipped_su5_a"], "has no [running]"), (["m_b=2.9"], "which predicts it"),
                               (["inputs.sample=[\"m_c_m_c\"]"], "use m_c")):
            self.assertIn(said, self.squall("check", "config.toml", *(word for s in settings for word in ("--set", s)), expect=2).stderr)
        self.write("mine.toml", TEXTURE.replace("weinberg", "none"))
        self.squall("check", "config.toml", "--set", "constraints.use=[\"running_masses\"]")
        said = self.squall("check", "config.toml", "--set", "constraints.use=[\"neutrinos\"]", expect=2).stderr
        self.assertIn("neutrinos.mechanism is none", said)


if __name__ == "__main__":
    unittest.main()
