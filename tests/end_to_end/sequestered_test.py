"""Conformally sequestered hidden sectors as a user meets them: checked, a point, a table, runs, and what is refused."""

import csv
import json
import os
import unittest

import h5py
from squall_program import ProgramTest, squall

POINT = """
[model]
name = "sequestered"
mediation = ["gauge", "gravity"]
[parameters]
Lambda = 3e5
M_mess = 1e11
m_X = 1e9
R_S = 1
alpha_hat = 1
messengers = [0, 0, 1, 1, 0]
tan_beta = 10
A_Hu = 0.5
A_Hd = 1
R51 = 1e-6
c_Q = [[1, [0.5, 0.3], 0], [[0.5, -0.3], 1, 0], [0, 0, 1]]
[inputs]
preset = "sequestered_points"
[numerics]
error_target = 1e-3
susy_scale_factor = 1.3
"""

SAMPLED = POINT.replace("R51 = 1e-6", 'R51 = { prior = "log", min = 1e-7, max = 1e-3 }').replace(
    "c_Q = [[1, [0.5, 0.3], 0], [[0.5, -0.3], 1, 0], [0, 0, 1]]",
    'c_E = { prior = "gaussian", sigma = 1 }\nc_D_12_re = 0.5') + """
[constraints]
use = ["mass_insertions_loose"]
[sampler]
name = "scan"
kind = "random"
points = 256
walkers = 32
seed = 3
[output]
file = "out.h5"
checkpoint_seconds = 0.05
"""

FROM_B = """
[model]
name = "sequestered"
mediation = ["gauge"]
boundary = "m_X"
[parameters]
Lambda = 3e5
m_X = 2e16
messengers = [0, 0, 1, 1, 0]
tan_beta = "from_B"
sign_mu = "from_B"
[inputs]
preset = "sequestered_points"
[numerics]
tan_beta_max = 20
tan_beta_step = 2
error_target = 1e-3
"""


class Point(ProgramTest):
    config = POINT

    def test_check_explains_the_config(self):
        text = self.squall("check", "config.toml").stdout
        for words in ("conformally sequestered", "alpha_hat", "A_Hu_re", "c_Q_12_im"):
            self.assertIn(words, text)
        self.assertNotIn("c_U_11", text)

    def test_reports_tell_the_coefficients_that_are_given_and_no_others(self):
        # c_Q as a matrix has nine entries, and A_Hu and A_Hd as real numbers have two parts each
        given = {"A_Hu_re", "A_Hu_im", "A_Hd_re", "A_Hd_im"} | {f"c_Q_{i}{i}" for i in (1, 2, 3)} | {
            f"c_Q_{pair}_{part}" for pair in (12, 13, 23) for part in ("re", "im")}
        point = json.loads(self.squall("point", "config.toml", "--json").stdout)
        self.assertEqual(point["status"], "ok")
        told = {name for name in point["parameters"] if name[:2] in ("A_", "c_") and name[2:3] in "HQUDLE"} - {"c_Hu", "c_Hd"}
        self.assertEqual(told, given)
        self.assertEqual(point["parameters"]["c_Q_12_im"], 0.3)
        table = self.squall("point", "config.toml").stdout
        self.assertIn("c_Q_12_im", table)
        self.assertNotIn("A_Q_11_re", table)
        slha = self.squall("point", "config.toml", "--slha", "-").stdout
        self.assertIn("# c_Q_12_im", slha)
        self.assertRegex(slha, r"(?m)^ +1 +0 +# general MSSM")  # MODSEL: the accord has no such model
        self.assertNotIn("EXTPAR", slha)
        self.assertNotIn("# A_Q_11_re", slha)

    def test_a_point_tells_what_the_hidden_sector_comes_to(self):
        observables = json.loads(self.squall("point", "config.toml", "--json").stdout)["observables"]
        self.assertEqual(observables["gamma_S"], 0.5)  # 3 R_S/2 - 1
        self.assertAlmostEqual(observables["R_51"], 1e-6, delta=1e-18)
        # what c_Q adds to the doublet squarks is not universal: an insertion of the size of R51 times 0.58, over (m_Q/unit)^2 = 0.1 to 10
        self.assertGreater(observables["delta_d_LL_12"], 1e-8)
        self.assertLess(observables["delta_d_LL_12"], 1e-4)

    def test_models_lists_options_and_matrices(self):
        text = self.squall("models", "sequestered").stdout
        for words in ("mediation", "quark_basis", "[hidden_sector]", "c_matter", "hermitian 3x3", "found from b_residual = 0"):
            self.assertIn(words, text)
        self.assertNotIn("M_mess)", text.replace("lambda(M_mess)", ""))  # the condition of another family
        self.assertLess(len(text.splitlines()), 100)


class FromB(ProgramTest):
    config = FROM_B

    def test_roots_of_the_residual_of_b_are_listed(self):
        # an independent program has b = 0 at tan(beta) = 3.48 and 9.79 there (roots at m_X = 2e16 GeV); steps of 1e-3 move them by less than 1 %
        table = self.squall("point", "config.toml").stdout
        self.assertIn("roots of b_residual = 0, tan_beta from 2 to 20", table)
        self.assertNotIn("b(M_mess)", table)
        self.assertIn("tan_beta from b_residual = 0: all roots from 2 to 20", self.squall("check", "config.toml").stdout)
        roots = json.loads(self.squall("point", "config.toml", "--json").stdout)["roots"]
        accepted = [root for root in roots if root["status"] == "ok"]
        self.assertEqual([root["sign_mu"] for root in accepted], [1, 1])
        for root, tan_beta in zip(accepted, (3.48, 9.79)):
            self.assertAlmostEqual(root["tan_beta"], tan_beta, delta=0.01 * tan_beta)


class Tables(ProgramTest):
    config = POINT

    def test_a_column_of_a_table_is_in_the_output_though_the_config_leaves_it_out(self):
        self.write("points.csv", "R51,c_D_12_re,c_D_12_im\n1e-4,0,0\n1e-4,1,0\n1e-4,0,1\n")
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv")
        with open(self.path("out.csv")) as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["status"], float(row["c_D_12_re"])) for row in rows], [("ok", 0), ("ok", 1), ("ok", 0)])
        self.assertNotIn("c_D_11", rows[0])
        self.assertIn("c_Q_11", rows[0])
        insertions = [float(row["delta_d_RR_12"]) for row in rows]
        self.assertLess(insertions[0], 1e-3 * insertions[1])
        # a phase moves the modulus only through what the Yukawa couplings of the first families add: 1e-3 is far above them
        self.assertAlmostEqual(insertions[2], insertions[1], delta=1e-3 * insertions[1])

    def test_hdf5_tables_have_the_same_columns(self):
        self.write("points.csv", "R51,c_D_12_re\n1e-4,1\n")
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.h5")
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv")
        with open(self.path("out.csv")) as file:
            header = next(csv.reader(file))
        with h5py.File(self.path("out.h5")) as file:
            columns = [name.decode() if isinstance(name, bytes) else name for name in file["values"].attrs["columns"]]
        self.assertEqual(columns + ["status"], header)


class Runs(ProgramTest):
    config = SAMPLED

    def resumed_equals_whole(self, *arguments):
        """A run stopped after two steps and resumed is the run that was not."""
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 6, "--quiet", *arguments)
        self.squall("run", "config.toml", "-o", "cut.h5", "--steps", 2, "--quiet", *arguments)
        self.squall("run", "config.toml", "-o", "cut.h5", "--steps", 6, "--resume", "--quiet", *arguments)
        self.assert_same_run("whole.h5", "cut.h5")

    def test_a_scan_resumes(self):
        self.resumed_equals_whole()

    def test_a_chain_resumes(self):
        self.write("config.toml", SAMPLED.replace('name = "scan"\nkind = "random"\npoints = 256', 'name = "demcz"\nsteps = 6'))
        self.resumed_equals_whole()

    def test_a_scan_is_stored_reported_and_exported(self):
        self.squall("run", "config.toml", "--quiet")
        info = self.squall("info", "out.h5").stdout
        self.assertIn("256 points evaluated", info)
        self.assertIn("c_E_23_im", info)
        self.assertNotIn("c_Q_11", info)
        rows = list(csv.DictReader(self.squall("export", "out.h5").stdout.splitlines()))
        self.assertEqual(len(rows), 256)
        self.assertNotIn("c_Q_11", rows[0])
        self.assertEqual(sum(name.startswith("c_E_") for name in rows[0]), 9)
        # the loose cuts end at R51 of 1e-5 or so: some draws pass them and some do not
        passed = [row for row in rows if float(row["log_prob"]) > float("-inf")]
        self.assertGreater(len(passed), 10)
        self.assertLess(len(passed), 246)
        self.assertLess(max(float(row["R51"]) for row in passed), 9e-4)


class Errors(ProgramTest):
    """Bad input ends with exit code 2, a place and what to do, for check and run alike."""

    config = POINT

    def refused(self, text, *words):
        self.write("bad.toml", text)
        for command in ("check", "point", "run"):
            result = self.squall(command, "bad.toml", expect=2)
            for word in ("bad.toml:", *words):
                self.assertIn(word, result.stderr)
            self.assertEqual(result.stdout, "")
            self.assertNotIn("terminate", result.stderr)

    def with_sector(self, text):
        return POINT.replace("R_S = 1\n", "").replace("alpha_hat = 1\n", "") + "[hidden_sector]\n" + text

    def test_a_charge_below_unitarity(self):
        for charge in ('"2/3"', "0.5"):
            self.refused(POINT.replace("R_S = 1", f"R_S = {charge}"), "R_S", "unitarity")

    def test_flavours_outside_the_conformal_window(self):
        exponent = POINT.replace("R_S = 1\n", "")
        self.refused(exponent + "[hidden_sector]\nN_c = 4\nN_f = 6\n", "N_f", "3 N_c/2")
        self.refused(exponent + "[hidden_sector]\nN_c = 4\nN_f = 12\n", "N_f", "3 N_c")

    def test_a_hidden_sector_that_outlives_its_messengers(self):
        self.refused(POINT.replace("m_X = 1e9", "m_X = 1e12"), "m_X > M_mess", "lower m_X")

    def test_a_matrix_that_is_not_hermitian(self):
        self.refused(POINT.replace("[0.5, -0.3]", "[0.5, 0.3]"), "c_Q", "conjugate")

    def test_operators_that_grow_towards_the_infrared(self):
        self.refused(self.with_sector("R = [1, 0.7]\nalpha = [[-2, 0], [0, 0.5]]\n").replace("messengers", "R_S = 1\nmessengers", 1), "attractive")
        self.refused(POINT.replace("alpha_hat = 1", "alpha_hat = -2"), "alpha_hat", "attractive")

    def test_a_missing_coefficient(self):
        self.refused(POINT.replace(", 0], [0, 0, 1]]", ", 0], [0, 0]]"), "missing coefficient")

    def test_complex_coefficients_fix_no_sign_of_mu(self):
        self.refused(FROM_B.replace('sign_mu = "from_B"', 'sign_mu = "from_B"\nA_Hu = [1, 0.5]'), "A_Hu_im", "phase of mu")


class Murayama07(ProgramTest):
    config = POINT

    def test_quick_reproduction_writes_all_tables_and_refuses_foreign_files(self):
        quick = ("reproduce", "murayama07", "--quick", "--no-figures", "-o", "out")
        os.makedirs(self.path("out"))
        self.write("out/survival.csv", "of somebody else")
        refused = self.squall(*quick, expect=3)
        self.assertEqual(refused.stdout, "")
        self.assertIn("out/survival.csv: exists", refused.stderr)
        os.remove(self.path("out/survival.csv"))

        result = self.squall(*quick)
        self.assertEqual(result.stdout.splitlines()[-1], "All numbers are as expected.")
        self.assertEqual(result.stdout.count("The paper\n"), 6)
        tables = ("case_1_residual", "case_1_shortcut", "fractional_messengers", "slepton_cure", "survival", "vacua_one_loop", "vacua_tree")
        self.assertEqual(sorted(os.listdir(self.path("out"))), [name + ".csv" for name in tables])
        for name in tables:
            with open(self.path(f"out/{name}.csv")) as file:
                lines = file.read().splitlines()
            self.assertTrue(lines[0].startswith("# Murayama, Nomura, Poland"), name)
            header = next(line for line in lines if not line.startswith("#"))
            self.assertTrue(all(len(line.split(",")) == len(header.split(",")) for line in lines if not line.startswith("#")), name)


if __name__ == "__main__":
    unittest.main()
