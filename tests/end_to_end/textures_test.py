"""squall textures, fit, naturalness and runs of the family texture."""

import csv
import os
import stat
import unittest

from squall_program import ProgramTest, squall


class Textures(ProgramTest):
    def test_built_in_textures_are_listed(self):
        text = self.squall("textures", "list").stdout
        for name in ("cornella23", "flipped_su5_a", "su5_fn_420"):
            self.assertIn("\n" + name + " ", "\n" + text)
        self.assertIn("20 variants, cornella23:1 ...", text)

    def test_charges_are_enumerated_and_ranked(self):
        text = self.squall("textures", "enumerate", "su5_fn_420", "--fields", "ten=0:4,five_bar=0:2", "--first-draws", "200", "--keep", "5",
                           "--draws", "1e4", "-q", "-o", "out.csv").stdout
        self.assertIn("90 textures", text)  # 15 of ten, 6 of five_bar with the third shifted to 0
        with open(self.path("out.csv"), newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["rank"] for row in rows], list("12345"))
        self.assertTrue(all(int(row["draws"]) == 10000 for row in rows))
        # the charges of the built-in texture, 10 = (4, 2, 0) and 5bar = (4, 3, 3), are among the best
        self.assertIn("ten(4,2,0) five_bar(1,0,0)", [row["texture"] for row in rows])
        self.squall("textures", "enumerate", "su5_fn_420", "--fields", "ten=0:4,five_bar=0:2", "-o", "out.csv", expect=3)

    def test_what_was_enumerated_goes_on(self):
        enumerate_few = ("textures", "enumerate", "su5_fn_420", "--fields", "ten=3:4,five_bar=0:1", "--keep", "3", "--first-draws", "100",
                         "--draws", "5000", "--within", "5,10", "-q", "--write", "found/best.toml")
        self.squall(*enumerate_few, "-o", "enumerated.csv")
        self.squall("naturalness", "found/best.toml", "--draws", "5000", "--within", "5,10", "-q", "-o", "again.csv")

        def rows(name):
            with open(self.path(name), newline="") as file:
                return [{**row, "texture": row["texture"].split(":")[-1]} for row in csv.DictReader(file)]
        self.assertEqual(len(rows("enumerated.csv")), 3)
        self.assertEqual(rows("enumerated.csv"), rows("again.csv"))  # the same draws
        best = "found/best.toml:" + rows("again.csv")[0]["texture"]
        self.assertIn("chi^2", self.squall("fit", best, "--starts", 2, "-o", "fitted.toml").stdout)
        self.assertIn("log L", self.squall("point", "fitted.toml").stdout)
        self.write("config.toml", Runs.CONFIG.replace("mine.toml", best))
        self.squall("run", "config.toml", "-q", "--steps", 5)
        self.squall(*enumerate_few, expect=3)
        self.assertIn("write best.toml", self.squall("textures", "enumerate", "--quarks", "1", "--write", "best", expect=2).stderr)

    def test_bad_charges_are_explained(self):
        for arguments, said in ((["su5_fn_420", "--fields", "ten=4"], "write Q=0:4"),
                                (["su5_fn_420"], "no charges to enumerate"),
                                (["--quarks", "20"], "give narrower ranges"),
                                (["su5_fn_420", "--fields", "fiv=0:1"], "five_bar")):
            self.assertIn(said, self.squall("textures", "enumerate", *arguments, expect=2).stderr)
        self.squall("textures", expect=2)


class Fits(ProgramTest):
    def test_the_best_point_goes_on(self):
        text = self.squall("fit", "su5_fn_420", "--starts", "10", "-o", "best.toml").stdout
        self.assertIn("starts within 1 of it         10 of 10", text)
        point = self.squall("point", "best.toml").stdout
        log_likelihood = float(point.split("log L = ")[1].split()[0])
        self.assertLess(abs(log_likelihood), 1e-3)  # chi^2 = 0 within a step's gain
        self.assertEqual(self.squall("fit", "su5_fn_420", "--starts", "10").stdout, text)

    def test_a_prior_keeps_coefficients_of_order_one(self):
        text = self.squall("fit", "su5_fn_420", "--starts", "4", "--iterations", "60", "--prior", "0.5").stdout
        self.assertIn("(ln|c| of width 0.5)", text)
        largest = float(text.split("|ln|c|| at most")[1].split(",")[0])
        self.assertLess(largest, 1)

    def test_bad_usage_is_explained(self):
        self.assertIn("nothing to fit", self.squall("fit", "cornella23:1", expect=2).stderr)
        self.assertIn("is several textures", self.squall("fit", "cornella23", expect=2).stderr)
        self.assertIn("positive", self.squall("fit", "su5_fn_420", "--prior", "0", expect=2).stderr)


class Naturalness(ProgramTest):
    MINE = """
title = "mine"
lambda = 0.22
[charges]
ten = [4, 2, 0]
five_bar = [1, 0, 0]
[neutrinos]
mechanism = "weinberg"
[targets]
use = ["texture_fit_high_scale"]
"""

    def test_textures_are_ranked(self):
        self.write("mine.toml", self.MINE)
        text = self.squall("naturalness", "flipped_su5_a", "./mine.toml", "su5_fn_420", "--draws", "2e4", "--within", "5,10", "-q", "-o", "out.csv",
                           "--percentiles", "percentiles.csv").stdout
        self.assertIn("share within 5", text)
        with open(self.path("out.csv"), newline="") as file:
            rows = list(csv.DictReader(file))
        # charges of 5bar shifted by 3 are absorbed by N_d and kappa_0: the draws are the same
        shares = {row["texture"]: row["F5"] for row in rows}
        self.assertEqual(shares["./mine.toml"], shares["su5_fn_420"])
        self.assertEqual(rows[-1]["texture"], "flipped_su5_a")
        with open(self.path("percentiles.csv"), newline="") as file:
            self.assertEqual(sum(row["texture"] == "flipped_su5_a" for row in csv.DictReader(file)), 17)
        self.squall("naturalness", "flipped_su5_a", "-o", "out.csv", expect=3)

    def test_draws_are_pictured(self):
        self.write("mine.toml", self.MINE)
        for name, textures in (("one.png", ["./mine.toml"]), ("few.png", ["./mine.toml", "flipped_su5_a"]), ("many.png", ["cornella23"])):
            self.squall("naturalness", *textures, "--draws", 2000, "-q", "--figure", name)
            with open(self.path(name), "rb") as file:
                picture = file.read()
            self.assertTrue(picture.startswith(b"\x89PNG\r\n\x1a\n"), name)
            self.assertGreater(len(picture), 20000)
        self.assertEqual(sorted(os.listdir(self.path("."))), ["config.toml", "few.png", "many.png", "mine.toml", "one.png"])
        self.assertIn("one.png: exists", self.squall("naturalness", "./mine.toml", "--figure", "one.png", expect=3).stderr)
        self.assertIn("write plot.pdf.png", self.squall("naturalness", "./mine.toml", "--figure", "plot.pdf", expect=2).stderr)

    def test_a_picture_that_cannot_be_is_refused_at_once(self):
        os.makedirs(self.path("bin"))
        self.write("bin/python3", "#!/bin/sh\nexit 1\n")
        os.chmod(self.path("bin/python3"), stat.S_IRWXU)
        result = squall("naturalness", "su5_fn_420", "--draws", "1e9", "--figure", "draws.png", cwd=self.directory,
                        env={**os.environ, "PATH": self.path("bin") + os.pathsep + os.environ["PATH"]})
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertIn("draws.png: cannot be drawn (python3 failed", result.stderr)
        self.assertFalse(os.path.exists(self.path("draws.png")))

    def test_a_run_of_more_draws_contains_that_of_fewer(self):
        few = self.squall("naturalness", "cornella23:1", "--draws", 2000, "-q", "--threads", 1).stdout
        self.assertEqual(few, self.squall("naturalness", "cornella23:1", "--draws", "2e3", "-q", "--threads", 3).stdout)

    def test_bad_input_is_explained(self):
        for text, said in ((self.MINE.replace("0.22", "1"), "lambda = 1 (a small parameter"),
                           (self.MINE.replace("[4, 2, 0]", "[4, 2]"), "charges of ten are not three numbers"),
                           (self.MINE.replace("five_bar", "five_barr"), "did you mean"),
                           (self.MINE.replace("high_scale", "scale"), "unknown name")):
            self.write("bad.toml", text)
            error = self.squall("naturalness", "./bad.toml", expect=2).stderr
            self.assertIn(said, error)
            self.assertIn("bad.toml:", error)
        self.assertIn("above 1", self.squall("naturalness", "su5_fn_420", "--within", "0.5", expect=2).stderr)
        self.assertIn("at least 1", self.squall("naturalness", "su5_fn_420", "--draws", 0, expect=2).stderr)
        self.assertIn("--backend cpu", self.squall("naturalness", "su5_fn_420", "--backend", "cuda", expect=4).stderr)


class Runs(ProgramTest):
    CONFIG = """
[model]
name = "texture"
texture = "mine.toml"
[parameters]
N_u = { prior = "log_normal", median = 1, sigma = 1 }
N_d = { prior = "log_normal", median = 1, sigma = 1 }
[constraints]
use = ["texture_fit_high_scale"]
[sampler]
walkers = 64
moves = 4
most_moves = 4
shares = { block = 0.6, pcn = 0.3 }
steps = 20
seed = 3
[output]
file = "out.h5"
"""

    def setUp(self):
        super().setUp()
        self.write("mine.toml", Naturalness.MINE)
        self.write("config.toml", self.CONFIG)

    def test_a_run_goes_on_where_it_stopped_and_keeps_its_texture(self):
        self.squall("run", "config.toml", "-q")
        self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--steps", 5)
        self.write("mine.toml", Naturalness.MINE.replace("[4, 2, 0]", "[3, 2, 0]"))
        error = self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--resume", expect=2).stderr
        self.assertIn("texture.charges.ten.0", error)
        self.write("mine.toml", Naturalness.MINE)
        self.squall("run", "config.toml", "-q", "-o", "cut.h5", "--resume")
        self.assert_same_run("out.h5", "cut.h5")
        self.assertIn("ln Z", self.squall("info", "out.h5").stdout)

    def test_there_are_no_files_of_superpartners(self):
        self.squall("run", "config.toml", "-q")
        for kind in ("slha", "wcxf"):
            error = self.squall("export", "out.h5", "--format", kind, "--points", "0:1", "-o", "files", expect=2).stderr
            self.assertIn("no superpartners", error)
        self.squall("fit", "su5_fn_420", "--starts", 2, "-o", "best.toml")
        self.assertIn("no superpartners", self.squall("point", "best.toml", "--slha", "-", expect=2).stderr)


if __name__ == "__main__":
    unittest.main()
