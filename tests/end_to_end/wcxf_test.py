"""Wilson coefficients as flavio and smelli read them: files of the exchange format WCxf (arXiv:1712.05298)."""

import csv
import json
import os
import unittest

from squall_program import MINIMAL_POINT, ProgramTest, REFERENCE

# Names of the basis flavio of WET that we fill: https://wcxf.github.io
MIXING = [f"C{operator}_{quarks}" for quarks in ("bsbs", "bdbd", "sdsd", "ucuc") for operator in ("VLL", "VRR", "SLL", "SRR", "TLL", "TRR", "VLR", "SLR")]
MUONS = [f"C{operator}_{quarks}mumu" for quarks in ("bs", "bd") for operator in ("10", "10p", "S", "P", "Sp", "Pp")]
LEPTONS = ["C7_ee", "C7_mumu", "C7_tautau"] + [f"Cgamma_{i}{j}" for i in ("e", "mu", "tau") for j in ("e", "mu", "tau") if i != j]
NAMES = {"C7_bs", "C8_bs", "C7p_bs", "C8p_bs", "CSR_butaunutau", *MIXING, *MUONS, *LEPTONS}

COLUMNS = {"C7_bs": "delta_c7", "C8_bs": "delta_c8", "C7p_bs": "c7_prime", "C8p_bs": "c8_prime", "C10_bsmumu": "delta_c10", "C10p_bsmumu": "c10_prime",
           "CS_bsmumu": "c_S", "CP_bsmumu": "c_P", "CSp_bsmumu": "c_S_prime", "CPp_bsmumu": "c_P_prime"}


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


class Wcxf(ProgramTest):
    config = MINIMAL_POINT

    def read(self, name):
        """The values of a file as complex numbers, after a look at everything that the format asks for."""
        with open(self.path(name)) as file:
            document = json.load(file, parse_constant=refuse)
        self.assertEqual(set(document), {"eft", "basis", "scale", "metadata", "values"})
        self.assertEqual((document["eft"], document["basis"]), ("WET", "flavio"))
        self.assertIn("Squall", document["metadata"]["generator"])
        self.assertEqual(set(document["values"]), NAMES)
        for name, value in document["values"].items():
            self.assertEqual(set(value), {"Re", "Im"}, name)
        self.scale = document["scale"]
        return {name: complex(value["Re"], value["Im"]) for name, value in document["values"].items()}

    def text(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def same_as_observables(self, values, observables):
        for name, column in COLUMNS.items():
            for part, end in ((values[name].real, "_re"), (values[name].imag, "_im")):
                self.assertAlmostEqual(part, float(observables[column + end]), delta=1e-11 * abs(values[name]), msg=name)

    def test_a_point_becomes_a_file_of_its_coefficients(self):
        point = json.loads(self.squall("point", "config.toml", "--json", "--wcxf", "out.json").stdout)
        values = self.read("out.json")
        self.assertEqual(self.scale, 160.0)
        self.same_as_observables(values, point["observables"])
        self.assertGreater(abs(values["C7_bs"]), 1e-4)
        self.squall("point", "config.toml", "--wcxf", "again.json")
        self.assertEqual(self.text("out.json"), self.text("again.json"))
        self.assertEqual(self.squall("point", "config.toml", "--wcxf", "-").stdout, self.text("out.json"))

    def test_the_level_and_the_scale_are_those_of_the_config(self):
        self.squall("point", "config.toml", "--wcxf", "out.json")
        resummed = self.read("out.json")
        self.assertIn("resummed", self.text("out.json"))
        point = json.loads(self.squall("point", "config.toml", "--set", "numerics.resummation=false", "--json", "--wcxf", "loop.json").stdout)
        one_loop = self.read("loop.json")
        self.assertNotIn("resummed", self.text("loop.json"))
        self.same_as_observables(one_loop, point["observables"])
        self.assertNotEqual(resummed["C7_bs"], one_loop["C7_bs"])
        self.squall("point", "config.toml", "--set", "inputs.preset=hamidian98", "--wcxf", "paper.json")
        self.read("paper.json")
        self.assertEqual(self.scale, 80.33)

    def test_a_spectrum_from_a_file_has_the_same_coefficients(self):
        self.squall("point", "config.toml", "--slha", "out.slha", "--wcxf", "out.json")
        self.squall("point", "--from-slha", "out.slha", "--wcxf", "again.json")
        first, again = self.read("out.json"), self.read("again.json")
        for name in NAMES:
            self.assertAlmostEqual(again[name], first[name], delta=1e-8 * abs(first[name]), msg=name)  # super-GIM cancellations of 1e-16
        foreign = os.path.join(REFERENCE, "superiso_slha", "gmsb_L100_tb10_mup.spc")
        point = json.loads(self.squall("point", "--from-slha", foreign, "--json", "--wcxf", "foreign.json").stdout)
        self.same_as_observables(self.read("foreign.json"), point["observables"])

    def test_a_failed_point_has_no_file_and_says_why(self):
        result = self.squall("point", "config.toml", "--set", "tan_beta=1.02", "--set", "M_mess=1e14", "--wcxf", "bad.json", expect=1)
        self.assertIn("bad.json", result.stderr)
        self.assertIn("landau_pole: ", result.stderr)
        self.assertEqual(os.listdir(self.directory), ["config.toml"])

    def test_bad_requests_are_refused(self):
        self.write("out.json", "precious")
        self.assertIn("--overwrite", self.squall("point", "config.toml", "--wcxf", "out.json", expect=3).stderr)
        self.assertEqual(self.text("out.json"), "precious")
        self.squall("point", "config.toml", "--wcxf", "out.json", "--overwrite")
        self.read("out.json")
        self.assertIn("is empty", self.squall("point", "config.toml", "--wcxf", "", expect=2).stderr)
        self.assertIn("standard output", self.squall("point", "config.toml", "--json", "--wcxf", "-", expect=2).stderr)
        self.assertIn("standard output", self.squall("point", "config.toml", "--slha", "-", "--wcxf", "-", expect=2).stderr)
        self.assertIn("leave it out", self.squall("point", "config.toml", "--overwrite", expect=2).stderr)


class Export(ProgramTest):
    read = Wcxf.read

    def test_stored_points_become_files_with_the_stored_coefficients(self):
        self.write("config.toml", self.config.replace("steps = 60", "steps = 2"))
        self.squall("run", "config.toml", "-q")
        result = self.squall("export", "out.h5", "--format", "wcxf", "--points", "70:72", "-o", "files")
        self.assertEqual(result.stderr, "2 files in files\n")
        self.assertEqual(sorted(os.listdir(self.path("files"))), ["00000070.json", "00000071.json"])
        stored = list(csv.DictReader(self.squall("export", "out.h5", "--points", "70:72").stdout.splitlines()))
        for row, name in zip(stored, ("00000070.json", "00000071.json")):
            Wcxf.same_as_observables(self, self.read(os.path.join("files", name)), row)
        self.assertIn("--points", self.squall("export", "out.h5", "--format", "wcxf", "-o", "files", expect=2).stderr)

    def test_points_that_failed_are_left_out_and_told(self):
        scan = self.config[:self.config.index("[sampler]")] + '[sampler]\nname = "scan"\nkind = "random"\npoints = 64\nseed = 5\n[output]\nfile = "out.h5"\n'
        self.write("config.toml", scan.replace("min = 2e6, max = 1e9", "min = 2e5, max = 1e6"))  # half of the messengers are tachyons
        self.squall("run", "config.toml", "-q")
        statuses = [row["status"] for row in csv.DictReader(self.squall("export", "out.h5").stdout.splitlines())]
        good = [i for i, status in enumerate(statuses) if status == "ok"]
        self.assertTrue(0 < len(good) < 64)
        result = self.squall("export", "out.h5", "--format", "wcxf", "--points", "0:64", "-o", "files")
        self.assertIn(f"{64 - len(good)} of the points have no Wilson coefficients", result.stderr)
        self.assertEqual(sorted(os.listdir(self.path("files"))), [f"{i:08}.json" for i in good])
        bad = statuses.index("messenger_tachyon")
        result = self.squall("export", "out.h5", "--format", "wcxf", "--points", f"{bad}:{bad + 1}", "-o", "none", expect=1)
        self.assertIn("messenger_tachyon: ", result.stderr)
        self.assertFalse(os.path.exists(self.path("none")))


if __name__ == "__main__":
    unittest.main()
