"""SLHA files as another program would read them: an independent strict reader of the format (hep-ph/0311123, arXiv:0801.0045)."""

import csv
import json
import math
import os
import re
import unittest

import h5py
import numpy as np

from squall_program import MINIMAL_POINT, ProgramTest, REFERENCE

HEADER = re.compile(r"BLOCK ([A-Z][A-Z0-9]*)(?: Q= (\d\.\d+E[+-]\d\d))?  # \S.*")
INTEGER = re.compile(r"\d+")
NUMBER = re.compile(r"-?\d\.\d{16}E[+-]\d\d")

# Blocks of the accord: how many indices, and the range of each where it is a matrix.
LISTS = {"SMINPUTS", "VCKMIN", "MINPAR", "EXTPAR", "MASS", "HMIX", "GAUGE", "MSOFT", "IMMSOFT"}
TEXTS = {"SPINFO", "MODSEL"}
MATRICES = {"NMIX": 4, "UMIX": 2, "VMIX": 2, "USQMIX": 6, "DSQMIX": 6, "SELMIX": 6, "SNUMIX": 3, "VCKM": 3,
            "TU": 3, "TD": 3, "TE": 3, "MSQ2": 3, "MSU2": 3, "MSD2": 3, "MSL2": 3, "MSE2": 3}
DIAGONALS = {"YU", "YD", "YE"}
FLAVOUR = {"FWCOEF": (r"(\d\d){2,4}", r"\d{4}", r"\d\d", r"[012]"), "IMFWCOEF": (r"(\d\d){2,4}", r"\d{4}", r"\d\d", r"[012]"),
           "FOBS": (r"\d+", r"\d"), "FDIPOLE": (r"\d+", r"[12]", r"[012]")}
RUNNING = {"FWCOEF", "HMIX", "GAUGE", "MSOFT", "IMMSOFT", "VCKM", "TU", "TD", "TE", "MSQ2", "MSU2", "MSD2", "MSL2", "MSE2", "YU", "YD", "YE"}
UNITARY = {"NMIX", "UMIX", "VMIX", "USQMIX", "DSQMIX", "SELMIX", "SNUMIX", "VCKM"}
PDG_CODES = {24, 25, 35, 36, 37, 1000021, 1000022, 1000023, 1000025, 1000035, 1000024, 1000037, *range(1000001, 1000007), *range(2000001, 2000007),
             *range(1000011, 1000017), 2000011, 2000013, 2000015}


class StrictReader:
    """Blocks of a file: name -> {index tuple: value}; raises ValueError for whatever the accord does not allow."""

    def __init__(self, text):
        self.blocks, self.scales = {}, {}
        for line in text.splitlines():
            if not line.isascii() or "\t" in line or not line:
                raise ValueError(f"not plain text: {line!r}")
            if line[0] == " ":
                self.entry(line)
            elif header := HEADER.fullmatch(line):
                name, scale = header.groups()
                if name in self.blocks:
                    raise ValueError(f"{name} twice")
                if (scale is not None) != (name.removeprefix("IM") in RUNNING or name in {"USQMIX", "DSQMIX", "SELMIX", "SNUMIX", "IMUSQMIX", "IMDSQMIX",
                                           "IMSELMIX", "IMSNUMIX", "SQUALL", "SQUALLMASS"}):
                    raise ValueError(f"scale of {name}: {scale}")
                self.name, self.blocks[name] = name, {}
                self.scales[name] = float(scale) if scale else None
            else:
                raise ValueError(f"neither header nor entry: {line!r}")

    def entry(self, line):
        content, _, comment = line.partition("#")
        words = content.split()
        block = self.blocks[self.name]
        if self.name in FLAVOUR:
            self.flavour_entry(line, words, block)
            return
        if self.name in TEXTS:
            if not INTEGER.fullmatch(words[0]) or not comment:
                raise ValueError(f"text without number or comment: {line!r}")
            block.setdefault((int(words[0]),), " ".join(words[1:]))
            return
        *index, value = words
        index = tuple(int(i) for i in index if INTEGER.fullmatch(i))
        if len(index) + 1 != len(words) or not NUMBER.fullmatch(value) or index in block:
            raise ValueError(f"{self.name}: {line!r}")
        bare = self.name.removeprefix("IM")
        wanted = 0 if self.name == "ALPHA" else 2 if bare in MATRICES or bare in DIAGONALS else 1
        known = bare in MATRICES or bare in DIAGONALS or self.name in LISTS or self.name == "ALPHA" or self.name.startswith("SQUALL")
        if not known or len(index) != wanted:
            raise ValueError(f"{self.name}: index {index}")
        block[index] = float(value)

    def flavour_entry(self, line, words, block):
        """Entries of the flavour accord (arXiv:1008.0762): numbers with leading zeros; the value before scale and daughters."""
        widths = FLAVOUR[self.name]
        index, value, rest = words[:len(widths)], words[len(widths)], words[len(widths) + 1:]
        if not all(re.fullmatch(width, word) for width, word in zip(widths, index)) or not NUMBER.fullmatch(value) or tuple(index) in block:
            raise ValueError(f"{self.name}: {line!r}")
        if self.name == "FOBS":
            index += rest
            if rest[0] != "0" or len(rest) != 2 + int(rest[1]):
                raise ValueError(f"FOBS: daughters of {line!r}")
        elif rest:
            raise ValueError(f"{self.name}: {line!r}")
        block[tuple(index)] = float(value)

    def matrix(self, name):
        n = MATRICES[name]
        entries = {(i, j) for i in range(1, n + 1) for j in range(1, n + 1)}
        if set(self.blocks[name]) != entries or set(self.blocks.get("IM" + name, entries)) != entries:
            raise ValueError(f"{name} is not complete")
        m = np.array([[self.blocks[name][i + 1, j + 1] for j in range(n)] for i in range(n)], dtype=complex)
        if "IM" + name in self.blocks:
            m += 1j * np.array([[self.blocks["IM" + name][i + 1, j + 1] for j in range(n)] for i in range(n)])
        return m


class Slha(ProgramTest):
    config = MINIMAL_POINT

    def read(self, name):
        with open(self.path(name)) as file:
            return StrictReader(file.read())

    def test_a_strict_reader_takes_our_files(self):
        self.squall("point", "config.toml", "--slha", "out.slha")
        slha = self.read("out.slha")
        self.assertEqual({code for (code,) in slha.blocks["MASS"]}, PDG_CODES)
        self.assertEqual(slha.blocks["MODSEL"], {(1,): "2", (6,): "3"})
        self.assertNotIn((4,), slha.blocks["SPINFO"])
        for name in MATRICES:
            slha.matrix(name)
        for name in UNITARY:
            m = slha.matrix(name)
            np.testing.assert_allclose(m @ m.conj().T, np.eye(len(m)), atol=1e-13)
        for name in ("MSQ2", "MSU2", "MSD2", "MSL2", "MSE2"):
            m = slha.matrix(name)
            np.testing.assert_allclose(m, m.conj().T, atol=1e-12 * abs(m).max())
        scales = {q for name, q in slha.scales.items() if q and name.removeprefix("IM") != "FWCOEF"}
        self.assertEqual(len(scales), 1)

    def test_the_flavour_accord_has_coefficients_and_observables(self):
        point = json.loads(self.squall("point", "config.toml", "--json", "--slha", "out.slha").stdout)["observables"]
        slha = self.read("out.slha")
        self.assertEqual(slha.scales["FWCOEF"], 160.0)
        for block, part in (("FWCOEF", "re"), ("IMFWCOEF", "im")):
            coefficients = slha.blocks[block]
            self.assertEqual(len(coefficients), 18)
            for code, column in ((("0305", "4422", "00"), "delta_c7"), (("0305", "6421", "00"), "delta_c8"), (("0305", "4322", "00"), "c7_prime"),
                                 (("0305", "6321", "00"), "c8_prime"), (("03051313", "4137", "99"), "delta_c10"), (("03051313", "4237", "99"), "c10_prime")):
                old, new, both = (coefficients[*code, m] for m in "012")
                self.assertAlmostEqual(new, point[f"{column}_{part}"], delta=1e-11 * abs(new))
                self.assertEqual(both, old + new)
        standard_model = {code[1]: value for code, value in slha.blocks["FWCOEF"].items() if code[3] == "0"}
        # leading order at 160 GeV: Buras et al., NPB 424 (1994) 374, x_t = 4; C10: Bobeth et al. 1311.0903
        self.assertAlmostEqual(standard_model["4422"], -0.19, delta=0.01)
        self.assertAlmostEqual(standard_model["6421"], -0.095, delta=0.005)
        self.assertAlmostEqual(standard_model["4137"], -4.1, delta=0.1)
        observables = slha.blocks["FOBS"]
        self.assertEqual(observables["5", "1", "0", "2", "3", "22"], point["bsgamma_br"])
        self.assertEqual(observables["531", "1", "0", "2", "13", "-13"], point["bsmumu_br"])
        self.assertEqual(observables["521", "2", "0", "2", "-15", "16"], point["btaunu_ratio"])
        self.assertAlmostEqual(observables["531", "7", "0", "1", "-531"], point["delta_m_s"] / 6.582119569e-13, delta=1e-12 * 18)  # 1/ps, hbar of CODATA
        self.assertEqual(len(observables), 13)
        self.assertEqual(slha.blocks["FDIPOLE"]["13", "2", "1"], point["delta_a_mu"])
        self.assertEqual(len(slha.blocks["FDIPOLE"]), 7)

    def test_neutralinos_and_charginos_diagonalise_the_matrices_of_the_accord(self):
        self.squall("point", "config.toml", "--slha", "out.slha")
        slha = self.read("out.slha")
        mass, hmix, soft = slha.blocks["MASS"], slha.blocks["HMIX"], slha.blocks["MSOFT"]
        gp, g2 = (slha.blocks["GAUGE"][i,] for i in (1, 2))
        beta, mu, v = math.atan(hmix[2,]), hmix[1,], hmix[3,]
        m_w, m_zs, m_zc = g2 * v / 2, gp * v / 2, g2 * v / 2  # m_Z sin(theta_W), m_Z cos(theta_W)
        c, s = math.cos(beta), math.sin(beta)
        neutralino = np.array([[soft[1,], 0, -m_zs * c, m_zs * s], [0, soft[2,], m_zc * c, -m_zc * s],
                               [-m_zs * c, m_zc * c, 0, -mu], [m_zs * s, -m_zc * s, -mu, 0]])
        n = slha.matrix("NMIX")
        np.testing.assert_allclose(n.conj() @ neutralino @ n.conj().T, np.diag([mass[k,] for k in (1000022, 1000023, 1000025, 1000035)]), atol=1e-9)
        chargino = np.array([[soft[2,], math.sqrt(2) * m_w * s], [math.sqrt(2) * m_w * c, mu]])
        u, w = slha.matrix("UMIX"), slha.matrix("VMIX")
        np.testing.assert_allclose(u.conj() @ chargino @ w.conj().T, np.diag([mass[1000024,], mass[1000037,]]), atol=1e-9)

    def test_a_file_gives_the_point_it_came_from(self):
        first = json.loads(self.squall("point", "config.toml", "--json", "--slha", "out.slha").stdout)
        again = json.loads(self.squall("point", "--from-slha", "out.slha", "--json").stdout)
        self.assertEqual(again["status"], "ok")
        for group in ("masses", "observables"):
            for name, value in again[group].items():
                self.assertAlmostEqual(value, first[group][name], delta=1e-10 * max(1e-3, abs(value)), msg=name)
        self.assertGreater(len(again["masses"]), 30)
        self.assertAlmostEqual(again["loglike_blocks"]["bsgamma"], first["loglike_blocks"]["bsgamma"], delta=1e-9)

    def test_mass_limits_count_for_given_spectra_too(self):
        def blocks(gluino):
            self.squall("point", "config.toml", "--slha", "out.slha", "--overwrite")
            with open(self.path("out.slha")) as file:
                text = file.read()
            self.write("changed.slha", re.sub(r"( 1000021 +)\S+", rf"\g<1>{gluino}", text))
            point = json.loads(self.squall("point", "--from-slha", "changed.slha", "--json").stdout)
            self.assertEqual(point["masses"]["m_gluino"], gluino)
            return point["loglike_blocks"], point["loglike"]
        allowed, total = blocks(2301.0)  # configs/measurements/mass_limits.toml: 2300 GeV
        self.assertEqual(allowed["mass_limits"], 0.0)
        self.assertLessEqual({"bsgamma", "b_leptonic", "meson_mixing", "lepton_flavour", "electric_dipoles"}, set(allowed))
        self.assertAlmostEqual(sum(allowed.values()), total, delta=1e-12 * abs(total))
        excluded, total = blocks(2299.0)
        self.assertIsNone(excluded["mass_limits"])  # -infinity
        self.assertIsNone(total)

    def test_inputs_are_quoted_as_in_data_tables(self):
        self.squall("point", "config.toml", "--slha", "out.slha")
        inputs = self.read("out.slha").blocks["SMINPUTS"]
        self.assertEqual({code for (code,) in inputs}, {1, 2, 3, 4, 5, 6, 7, 11, 13, 21, 22, 23, 24})
        # PDG 2024 in GeV; the running masses of the calculation are smaller
        self.assertEqual([inputs[code,] for code in (5, 7, 11, 13, 24)], [4.183, 1.77693, 0.51099895e-3, 0.1056583755, 1.273])
        self.squall("point", "config.toml", "--slha", "paper.slha", "--set", "inputs.preset=hamidian98")
        self.assertEqual({code for (code,) in self.read("paper.slha").blocks["SMINPUTS"]}, {2, 3, 4, 5})

    def test_standard_output_takes_the_file_in_place_of_the_table(self):
        self.squall("point", "config.toml", "--slha", "out.slha")
        with open(self.path("out.slha")) as file:
            self.assertEqual(self.squall("point", "config.toml", "--slha", "-").stdout, file.read())

    def test_a_failed_point_says_so_and_has_no_spectrum(self):
        self.squall("point", "config.toml", "--set", "tan_beta=1.02", "--set", "M_mess=1e14", "--slha", "bad.slha", expect=1)
        slha = self.read("bad.slha")
        self.assertTrue(slha.blocks["SPINFO"][4,].startswith("landau_pole"))
        self.assertNotIn("MASS", slha.blocks)
        result = self.squall("point", "--from-slha", "bad.slha", expect=1)
        self.assertIn("bad.slha:4:1", result.stderr)
        self.assertIn("landau_pole", result.stderr)

    def test_an_existing_file_stays_untouched(self):
        self.write("out.slha", "precious")
        result = self.squall("point", "config.toml", "--slha", "out.slha", expect=3)
        self.assertIn("--overwrite", result.stderr)
        with open(self.path("out.slha")) as file:
            self.assertEqual(file.read(), "precious")
        self.squall("point", "config.toml", "--slha", "out.slha", "--overwrite")
        self.read("out.slha")

    def test_files_of_other_programs_are_read(self):
        point = json.loads(self.squall("point", "--json", "--from-slha", os.path.join(REFERENCE, "superiso_slha", "gmsb_L100_tb10_mup.spc")).stdout)
        self.assertEqual(point["status"], "ok")
        self.assertEqual(point["masses"]["mHp"], 544.923703)
        self.squall("point", "--from-slha", os.path.join(REFERENCE, "slha1_layout.slha"))
        paper = json.loads(self.squall("point", "--json", "--inputs", "hamidian98", "--from-slha", os.path.join(REFERENCE, "slha1_layout.slha")).stdout)
        self.assertGreater(paper["observables"]["bsgamma_br"], 0)

    def test_bad_requests_are_refused(self):
        self.write("text.slha", "Hello\n")
        self.assertIn("BLOCK", self.squall("point", "--from-slha", "text.slha", expect=2).stderr)
        self.squall("point", "--from-slha", "missing.slha", expect=3)
        self.assertEqual(self.squall("point", "--from-slha", ".", expect=3).stderr,
                         "squall: .: is a directory (an SLHA file is to be read); name a file in it\n")
        self.assertIn("is empty", self.squall("point", "--from-slha", "", expect=2).stderr)
        self.assertIn("is empty", self.squall("point", "config.toml", "--slha", "", expect=2).stderr)
        self.assertIn("CONFIG", self.squall("point", expect=2).stderr)
        self.squall("point", "config.toml", "--from-slha", "text.slha", expect=2)
        self.squall("point", "config.toml", "--inputs", "pdg2024", expect=2)
        self.squall("point", "config.toml", "--json", "--slha", "-", expect=2)


class Export(ProgramTest):
    def test_stored_points_become_files_that_hold_the_same_numbers(self):
        for inputs in ("", '[inputs]\npreset = "hamidian98"\n'):
            self.write("config.toml", self.config.replace("[numerics]", inputs + "[numerics]").replace("steps = 60", "steps = 5"))
            self.squall("run", "config.toml", "-q", "--overwrite")
            result = self.squall("export", "out.h5", "--format", "slha", "--points", "70:72", "-o", "files", "--overwrite")
            self.assertEqual(result.stderr, "2 files in files\n")  # and no warning
            self.assertEqual(sorted(os.listdir(self.path("files"))), ["00000070.slha", "00000071.slha"])
            stored = list(csv.DictReader(self.squall("export", "out.h5", "--points", "70:72").stdout.splitlines()))
            for row, name in zip(stored, ("00000070.slha", "00000071.slha")):
                self.read_strictly(os.path.join("files", name))
                point = json.loads(self.squall("point", "--json", "--from-slha", os.path.join("files", name)).stdout)
                for column, value in {**point["masses"], **point["observables"]}.items():
                    self.assertAlmostEqual(value, float(row[column]), delta=1e-10 * max(1e-3, abs(value)), msg=column)

    def read_strictly(self, name):
        with open(self.path(name)) as file:
            return StrictReader(file.read())

    def test_a_point_of_another_program_is_told_apart(self):
        self.write("config.toml", self.config.replace("steps = 60", "steps = 2"))
        self.squall("run", "config.toml", "-q")
        with h5py.File(self.path("out.h5"), "r+") as file:
            blobs = file["/mcmc/blobs"]
            names = [name.decode() if isinstance(name, bytes) else name for name in blobs.attrs["columns"]]
            blobs[1, 6, names.index("m_gluino")] *= 1 + 3e-6  # point 70 of 64 walkers
        result = self.squall("export", "out.h5", "--format", "slha", "--points", "69:72", "-o", "files")
        self.assertIn("1 of the points differ", result.stderr)
        self.assertIn("m_gluino of point 70", result.stderr)
        self.assertEqual(len(os.listdir(self.path("files"))), 3)

    def test_points_and_directory_must_be_named(self):
        self.write("config.toml", self.config.replace("steps = 60", "steps = 1"))
        self.squall("run", "config.toml", "-q")
        self.assertIn("--points", self.squall("export", "out.h5", "--format", "slha", "-o", "files", expect=2).stderr)
        self.squall("export", "out.h5", "--format", "slha", "--points", "0:1", expect=2)
        self.assertIn("one file a point", self.squall("export", "out.h5", "--format", "slha", "--points", "0:1", "-o", "-", expect=2).stderr)
        nothing = self.squall("export", "out.h5", "--format", "slha", "--points", "0:9", "--status", "tachyon", "-o", "none", expect=1)
        self.assertIn("nothing was written", nothing.stderr)
        self.assertFalse(os.path.exists(self.path("-")) or os.path.exists(self.path("none")))
        self.squall("export", "out.h5", "--format", "slha", "--points", "0:1", "-o", "files")
        self.squall("export", "out.h5", "--format", "slha", "--points", "0:1", "-o", "files", expect=3)


if __name__ == "__main__":
    unittest.main()
