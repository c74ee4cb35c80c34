"""Every command as a user types it, with good input and bad."""

import csv
import json
import math
import os
import re
import subprocess
import unittest

from squall_program import CONFIG, MINIMAL_POINT, ProgramTest, REFERENCE, SQUALL

MATRIX_INDEX = re.compile(r"_?\d+$")


class Point(ProgramTest):
    config = MINIMAL_POINT

    def test_json_has_the_documented_schema(self):
        point = json.loads(self.squall("point", "config.toml", "--json").stdout)
        self.assertEqual(point["status"], "ok")
        for group in ("parameters", "masses", "observables"):
            self.assertIsInstance(point[group], dict)
        for name in ("mh", "mA", "mHp", "m_gluino", "m_chargino_1", "m_neutralino_1", "m_stop_1", "m_stau_1"):
            self.assertGreater(point["masses"][name], 1.0)
        self.assertAlmostEqual(point["observables"]["bsgamma_ratio"], 1.0, delta=0.5)
        self.assertTrue(math.isfinite(point["loglike"]))

    def test_a_failed_point_is_named_and_still_valid_json(self):
        result = self.squall("point", "config.toml", "--json", "--set", "tan_beta=1.02", "--set", "M_mess=1e14", expect=1)
        point = json.loads(result.stdout)
        self.assertEqual(point["status"], "landau_pole")
        self.assertIsNone(point["masses"]["m_gluino"])

    def test_a_first_guess_beyond_a_landau_pole_does_not_lose_a_point(self):
        # converges to ok from below; the usual first guess of M_SUSY overshoots and meets the pole of y_t
        values = {"Lambda": 182971, "M_mess": 5.95828e13, "tan_beta": 1.23314, "messengers": "[1, 0, 0, 0, 1]"}
        assignments = [word for item in values.items() for word in ("--set", "=".join(map(str, item)))]
        point = json.loads(self.squall("point", "config.toml", "--json", *assignments).stdout)
        self.assertEqual(point["status"], "ok")
        self.assertAlmostEqual(point["observables"]["m_susy"], 1881, delta=5)

    def test_the_table_states_the_level_of_the_calculation(self):
        text = self.squall("point", "config.toml").stdout
        self.assertIn("tree level", text)
        self.assertIn("chirally enhanced corrections resummed", text)

    def test_the_paper_preset_gives_a_row_of_its_table(self):
        # (0,0,1,1,0) at 100 TeV, tan(beta) printed as 36: gluino, light stop and lighter chargino within half a printed unit plus 0.2 %
        self.write("paper.toml", """
[model]
name = "ggm"
[parameters]
Lambda = 1e5
M_mess = 1e7
tan_beta = 36.5
messengers = [0, 0, 1, 1, 0]
sign_mu = 1
[inputs]
preset = "hamidian98"
""")
        masses = json.loads(self.squall("point", "paper.toml", "--json").stdout)["masses"]
        for name, printed in (("m_gluino", 703), ("m_stop_1", 821), ("m_chargino_1", 248), ("m_stau_2", 370)):
            self.assertAlmostEqual(masses[name], printed, delta=0.5 + 0.002 * printed)


class Configs(ProgramTest):
    def expect_error(self, text, *words):
        self.write("bad.toml", text)
        for command in (("check",), ("run",)):
            result = self.squall(*command, "bad.toml", expect=2)
            for word in words:
                self.assertIn(word, result.stderr)
            self.assertNotIn("terminate", result.stderr)

    def test_an_unknown_key_has_a_place_and_a_suggestion(self):
        self.expect_error(CONFIG.replace("walkers", "walker"), "bad.toml:14:1", "walkers")
        self.expect_error(CONFIG.replace("Lambda", "Lamda"), "bad.toml:5:1", "Lambda")
        self.expect_error(CONFIG.replace('"bsgamma"', '"bsgama"'), "bsgamma")

    def test_a_wrong_type_has_a_place(self):
        self.expect_error(CONFIG.replace("walkers = 64", 'walkers = "many"'), "bad.toml:14:")

    def test_a_prior_upside_down_is_an_error(self):
        self.expect_error(CONFIG.replace("min = 2, max = 60", "min = 60, max = 2"), "bad.toml:7:", "min")

    def test_messengers_that_leave_a_gaugino_massless_are_an_error(self):
        self.expect_error(CONFIG.replace("[0, 0, 1, 1, 0]", "[0, 0, 1, 0, 0]"), "bad.toml:8:", "massless")

    def test_nonperturbative_messengers_are_an_error_where_they_are_fixed(self):
        self.expect_error(MINIMAL_POINT.replace("[0, 0, 1, 1, 0]", "[3, 0, 9, 9, 0]"), "perturbative")

    def test_broken_toml_has_a_place(self):
        self.expect_error(CONFIG + "\n[model", "bad.toml:")

    def test_a_missing_file_is_an_error(self):
        for command in ("run", "check", "point"):
            result = self.squall(command, "nowhere.toml", expect=2)
            self.assertIn("nowhere.toml", result.stderr)

    def test_a_good_config_is_explained(self):
        self.assertIn("tan_beta", self.squall("check", "config.toml").stdout)


class Tables(ProgramTest):
    def test_batch_evaluates_the_points_of_a_table(self):
        self.write("points.csv", "Lambda,M_mess,tan_beta\n3e5,1e8,10\n4e5,1e8,30\n3e5,2e5,10\n")
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv")
        with open(self.path("out.csv")) as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["status"] for row in rows], ["ok", "ok", "messenger_tachyon"])
        self.write("point.toml", MINIMAL_POINT)
        alone = json.loads(self.squall("point", "point.toml", "--json").stdout)
        self.assertAlmostEqual(float(rows[0]["m_gluino"]), alone["masses"]["m_gluino"], delta=1e-3)

    def test_batch_refuses_bad_tables(self):
        self.write("points.csv", "Lambda,M_mess,tan_beta\n3e5,1e8\n")
        self.assertIn("points.csv:2", self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv", expect=2).stderr)
        self.write("points.csv", "Lambda,M_mes,tan_beta\n3e5,1e8,1\n")
        self.assertIn("M_mess", self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv", expect=2).stderr)
        self.squall("batch", "config.toml", "--points", "absent.csv", "-o", "out.csv", expect=3)

    def test_export_and_info_read_a_run(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 5)
        lines = self.squall("export", "out.h5", "--format", "csv").stdout.splitlines()
        self.assertGreater(len(lines), 1)
        self.assertIn("tan_beta", lines[0])
        self.assertIn("acceptance", self.squall("info", "out.h5").stdout)

    def test_info_tells_convergence_and_that_short_chains_have_no_tau(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 24, "--set", "output.thin=1")
        self.assertRegex(self.squall("info", "out.h5").stdout,
                         r"Lambda +R-hat \d\.\d{4}, nested \d\.\d{4} +ESS bulk \d+, tail \d+ +tau unknown, \d+\.\d or more")

    def test_quiet_runs_say_nothing(self):
        result = self.squall("run", "config.toml", "-o", "out.h5", "--steps", 3, "--quiet")
        self.assertEqual((result.stdout, result.stderr), ("", ""))


    def test_batch_gives_a_point_of_a_run_its_bits(self):
        # the chain's prior reaches to M_mess = 1e9; the table's points alone would be integrated with fewer steps
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 5, "--quiet")
        self.squall("export", "out.h5", "-o", "chain.csv")
        with open(self.path("chain.csv")) as file:
            chain = [row for row in csv.DictReader(file) if row["status"] == "ok" and float(row["M_mess"]) < 1e7]
        self.assertGreater(len(chain), 10)
        names = ("Lambda", "M_mess", "tan_beta")
        self.write("points.csv", ",".join(names) + "\n" + "".join(",".join(row[name] for name in names) + "\n" for row in chain))
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "again.csv")
        with open(self.path("again.csv")) as file:
            again = list(csv.DictReader(file))
        shared = [name for name in chain[0] if name in again[0]]
        self.assertIn("m_gluino", shared)
        self.assertEqual([[row[name] for name in shared] for row in chain], [[row[name] for name in shared] for row in again])

    def test_an_exported_range_is_that_part_of_the_whole(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 5, "--quiet")
        whole = self.squall("export", "out.h5").stdout.splitlines()
        part = self.squall("export", "out.h5", "--points", "70:200").stdout.splitlines()
        self.assertEqual(len(whole), 1 + 5 * 64)
        self.assertEqual(part, whole[:1] + whole[71:201])

    def test_numbers_out_of_range_are_wrong_usage(self):
        for arguments in (["--threads", 1025], ["--threads", -1], ["--steps", 0], ["--seed", -1]):
            self.squall("run", "config.toml", "-o", "out.h5", *arguments, expect=2)
        self.assertFalse(os.path.exists(self.path("out.h5.d")))


class Streams(ProgramTest):
    """Standard output that cannot be written is an error; standard error that cannot be written is none."""

    config = MINIMAL_POINT

    def shell(self, command):
        return subprocess.run(["bash", "-c", command, "bash", SQUALL], cwd=self.directory, capture_output=True, text=True, timeout=60)

    def test_a_full_standard_output_is_an_error(self):
        for command in ("models", "check config.toml", "point config.toml --json", "--version", "--help"):
            result = self.shell(f'"$1" {command} > /dev/full')
            self.assertEqual(result.returncode, 3, command)
            self.assertIn("standard output cannot be written (No space left on device); free some space and repeat\n", result.stderr)

    def test_closed_streams_do_not_lend_their_numbers_to_files(self):
        self.write("points.csv", "Lambda\n3e5\n")
        self.assertEqual(self.shell('"$1" batch config.toml --points points.csv -o out.csv 0<&- 1>&- 2>&-').returncode, 0)
        with open(self.path("out.csv")) as file:
            self.assertEqual(len(file.readlines()), 2)
        self.assertEqual(self.shell('"$1" point config.toml 2>&-').returncode, 0)

    def test_a_broken_standard_error_ends_nothing(self):
        self.write("points.csv", "Lambda\n3e5\n")
        result = self.shell('{ "$1" batch config.toml --points points.csv -o out.csv; echo $? > code; } 2> >(exec true); wait; cat code')
        self.assertEqual(result.stdout.strip(), "0")


class Rge(ProgramTest):
    """Rows of another program, through the command: 1e-8 of the largest entry of a block (1e-7 from the unification scale)."""

    def block(self, name):
        if name in ("g1_gut", "g2", "g3"):
            return "g"
        if name in ("M1", "M2", "M3"):
            return "M"
        return "mH" if name.startswith("mH") else MATRIX_INDEX.sub("", name)

    def compare(self, table, tolerance):
        with open(os.path.join(REFERENCE, table)) as file:
            rows = list(csv.DictReader(file))
        starts = {row["id"]: row for row in rows if row["loops"] == "0"}
        for wanted in (row for row in rows if row["loops"] == "1"):
            self.write("in.csv", ",".join(wanted) + "\n" + ",".join(starts[wanted["id"]].values()) + "\n")
            self.squall("rge", "in.csv", "--to", wanted["Q"], "--loops", 1, "-o", "out.csv", "--overwrite")
            with open(self.path("out.csv")) as file:
                found = next(csv.DictReader(file))
            largest = {}
            numbers = [name for name in wanted if name not in ("id", "model", "mode", "loops", "mixing", "where", "Q")]
            for name in numbers:
                largest[self.block(name)] = max(largest.get(self.block(name), 0.0), abs(float(wanted[name])))
            for name in numbers:
                self.assertLessEqual(abs(float(found[name]) - float(wanted[name])), tolerance * largest[self.block(name)], f"{table} {wanted['id']} {name}")

    def test_softsusy_without_mixing(self):
        self.compare("rge_softsusy_nofv.csv", 1e-8)

    def test_softsusy_with_mixing(self):
        self.compare("rge_softsusy_fv1.csv", 1e-8)
        self.compare("rge_softsusy_fv2.csv", 1e-8)

    def test_softsusy_from_the_unification_scale(self):
        self.compare("rge_softsusy_sugra.csv", 1e-7)

    def test_bad_tables_are_explained(self):
        self.write("in.csv", "Q,g1\n100,0.5\n")
        self.assertIn("g1_gut", self.squall("rge", "in.csv", "--to", 1000, "-o", "out.csv", expect=2).stderr)
        self.squall("rge", "absent.csv", "--to", 1000, "-o", "out.csv", expect=3)
        for scale in ("inf", "nan", "-1", "0", "1e999"):
            self.squall("rge", "in.csv", "--to", scale, "-o", "out.csv", expect=2)
        self.assertFalse(os.path.exists(self.path("out.csv.part")))
        self.assertIn("one-loop", self.squall("rge", "in.csv", "--to", 1000, "--loops", 2, "-o", "out.csv", expect=2).stderr)


class FromB(ProgramTest):
    """tan(beta) from b(M_mess) = 0, and messengers to choose from."""

    config = CONFIG.replace('tan_beta = { prior = "flat", min = 2, max = 60 }', 'tan_beta = "from_B"').replace("sign_mu = 1", 'sign_mu = "from_B"').replace(
        "walkers = 64", "walkers = 16") + "tan_beta_step = 8\n"
    # three roots that are vacua: mu > 0 at tan(beta) = 67, mu < 0 at 30 and 45 (Hamidian et al. 1998, fig. 1)
    three = ("--set", "Lambda=1.5e5", "M_mess=1.5e7", "messengers=[0,0,1,2,0]", "inputs.preset=hamidian98")

    def point(self, *assignments, expect=0):
        return json.loads(self.squall("point", "config.toml", "--json", *self.three, *assignments, expect=expect).stdout)

    def test_a_point_lists_its_roots_and_takes_one(self):
        point = self.point()
        self.assertEqual(point["status"], "ok")
        accepted = [root for root in point["roots"] if root["status"] == "ok"]
        self.assertEqual([root["sign_mu"] for root in accepted], [1, -1, -1])
        for root, tan_beta in zip(accepted, (66.7, 30.1, 44.5)):
            self.assertAlmostEqual(root["tan_beta"], tan_beta, delta=0.5)
        self.assertEqual(point["observables"]["tan_beta"], accepted[0]["tan_beta"])
        self.assertEqual(point["observables"]["roots"], 3)
        for name in ("tan_beta", "sign_mu"):
            self.assertNotIn(name, point["parameters"])
        table = self.squall("point", "config.toml", *self.three, "root=2").stdout
        self.assertIn("roots of b(M_mess) = 0, tan_beta from 2 to 75", table)
        self.assertRegex(table, r"2  tan_beta 30\.\d+ +mu < 0   accepted, taken")

    def test_roots_are_counted_or_shared(self):
        tan_beta = [self.point(f"root={root}")["observables"]["tan_beta"] for root in (1, 2, 3, 0, 0.34, 0.99)]
        self.assertEqual(tan_beta[:3], tan_beta[3:])
        self.assertEqual(self.point("root=4", expect=1)["status"], "no_root")
        self.assertEqual(len(self.point("root=4", expect=1)["roots"]), len(self.point()["roots"]))
        self.assertEqual(self.point("sign_mu=-1")["observables"]["tan_beta"], tan_beta[1])

    def test_a_root_is_the_point_with_its_tan_beta(self):
        found = self.point("root=2")
        given = self.point(f"tan_beta={found['observables']['tan_beta']!r}", "sign_mu=-1")
        self.assertNotIn("roots", given)
        self.assertEqual(found["masses"], given["masses"])
        # b is zero there as far as tan(beta) is known, 1e-8; its size is that of mu^2
        self.assertLess(abs(found["observables"]["b_mess"]), 1e-5 * found["observables"]["mu"] ** 2)

    def test_a_set_of_a_list_is_that_set(self):
        sectors = self.point("messengers=sectors", "messenger_set=3")
        self.assertEqual([sectors["observables"]["n_" + species] for species in "QUDLE"], [0, 0, 1, 2, 0])
        self.assertEqual(sectors["parameters"]["messenger_set"], 3)
        self.assertEqual(sectors["masses"], self.point()["masses"])
        missing = self.squall("point", "config.toml", *self.three, "messengers=sectors", expect=2)
        self.assertIn("add --set messenger_set=...", missing.stderr)

    def test_batch_writes_what_was_found(self):
        self.write("points.csv", "Lambda,M_mess,messenger_set,root\n1.5e5,1.5e7,3,2\n1.5e5,1.5e7,3,9\n1.5e7,1.5e7,3,1\n")
        self.squall("batch", "config.toml", "--points", "points.csv", "-o", "out.csv", "--set", "messengers=sectors", "inputs.preset=hamidian98")
        with open(self.path("out.csv")) as file:
            lines = list(csv.reader(file))
        self.assertEqual(len(lines[0]), len(set(lines[0])), "a column stands twice")
        rows = [dict(zip(lines[0], line)) for line in lines[1:]]
        self.assertEqual([row["status"] for row in rows], ["ok", "no_root", "messenger_tachyon"])
        self.assertAlmostEqual(float(rows[0]["tan_beta"]), 30.1, delta=0.5)
        self.assertEqual([row["roots"] for row in rows], ["3", "3", "0"])
        self.assertEqual([row["n_L"] for row in rows], ["2", "2", "2"])
        self.write("points.csv", "Lambda,M_mess,tan_beta\n1.5e5,1.5e7,30\n")
        refused = self.squall("batch", "config.toml", "--points", "points.csv", "-o", "again.csv", expect=2)
        self.assertIn("column tan_beta has no meaning", refused.stderr)

    def test_slha_of_a_point_without_a_root_has_its_messengers(self):
        set_3 = (*self.three, "messengers=sectors", "messenger_set=3", "root=9")
        text = self.squall("point", "config.toml", *set_3, "--slha", "-", expect=1).stdout
        self.assertIn("no_root", text)
        self.assertRegex(text, r"BLOCK EXTPAR.*\n +51 +1\.6.*\n +52 +2\.0.*\n +53 +1\.0")

    def test_the_shipped_scan_runs_and_resumes(self):
        scan = os.path.join(os.path.dirname(REFERENCE), os.pardir, "configs", "runs", "ggm_from_B.toml")
        small = ("--set", "sampler.walkers=12", "numerics.error_target=1e-3", "-o")
        self.assertIn("messenger_set  [n_Q, n_U, n_D, n_L, n_E]", self.squall("check", scan).stdout)
        self.squall("run", scan, *small, "whole.h5", "--steps", 6)
        self.squall("run", scan, *small, "cut.h5", "--steps", 3, "--threads", 1)
        self.squall("run", scan, *small, "cut.h5", "--steps", 6, "--resume")
        self.assert_same_run("whole.h5", "cut.h5")
        self.assertRegex(self.squall("info", "whole.h5").stdout, r"tan_beta +[\d.]+ \(found\)")
        refused = self.squall("run", scan, *small, "cut.h5", "--steps", 8, "--resume", "--set", "numerics.tan_beta_step=2", expect=2)
        self.assertIn("tan_beta_step", refused.stderr)

    def test_bad_configs_are_explained(self):
        for assignments, words in (
            (["tan_beta=from_b"], ["did you mean \"from_B\"?"]),
            (["tan_beta=10"], ["sign_mu = \"from_B\" with tan_beta given", "config.toml:9:"]),
            (["root=1.5"], ["--set root=1.5", "an integer or a number below 1"]),
            (["tan_beta=10", "sign_mu=1", "root=2"], ["root has no meaning here"]),
            (["messenger_set=2"], ["messenger_set has no meaning here"]),
            (["messengers=[[0,0,1,1,0],[0,0,1,0,0]]"], ["messengers [0, 0, 1, 0, 0] have n_2 = 0"]),
            (["numerics.tan_beta_step=1e-3"], ["more than 10000 nodes"]),
        ):
            stderr = self.squall("check", "config.toml", "--set", *assignments, expect=2).stderr
            for word in words:
                self.assertIn(word, stderr)


class Program(ProgramTest):
    def test_sectors_of_the_paper(self):
        sectors = json.loads(self.squall("models", "ggm", "--sectors", "--json").stdout)
        self.assertEqual((sectors["sets"], sectors["massive"], len(sectors["sectors"])), (75, 53, 32))
        minimal = sectors["sectors"][0]
        self.assertEqual(minimal, {"messengers": [0, 0, 1, 1, 0], "dynkin": [1, 1, 1], "equivalent": []})
        text = self.squall("models", "ggm", "--sectors").stdout
        self.assertIn("75 sets -> 53 give all gauginos a mass -> 32 differ", text)
        self.assertRegex(text, r"14 +\[0, 0, 3, 3, 0\] +3 +3 +3 +\[1, 0, 1, 0, 2\] +\[1, 1, 0, 0, 1\]")
        for wrong in (["--sectors"], ["ggm", "--json"]):
            self.squall("models", *wrong, expect=2)

    def test_version_and_models(self):
        self.assertIn("instruction sets", self.squall("--version").stdout)
        self.assertIn("ggm", self.squall("models").stdout)
        self.assertIn("tan_beta", self.squall("models", "ggm").stdout)

    def test_a_family_of_many_coefficients_is_readable(self):
        text = self.squall("models", "sequestered").stdout
        self.assertLess(len(text.splitlines()), 90)  # of 168 parameters
        for words in (r"A_U +complex 3x3 +A_U_11_re, \.\.\., A_U_33_im", r"c_matter +hermitian 3x3 +all of c_Q, c_U, c_D, c_L, c_E",
                      r"mediation +gauge \| gaugino \| anomaly \| gravity", r"m_X +GeV +required", r"N_c, N_f", r"n_Q, n_U, n_D, n_L, n_E\] sets"):
            self.assertRegex(text, words)
        self.assertNotIn("A_U_12_re", text)
        self.assertNotIn("messenger_set", text)

    def test_wrong_usage_is_an_error(self):
        self.squall("dance", expect=2)
        self.squall(expect=2)
        self.squall("run", expect=2)
        self.squall("models", "gmm", expect=2)

    def test_a_missing_device_has_its_own_exit_code(self):
        self.squall("run", "config.toml", "--backend", "cuda", expect=4)


if __name__ == "__main__":
    unittest.main(verbosity=2)
