"""squall textures and squall fit: textures listed, enumerated, fitted."""

import csv
import unittest

from squall_program import ProgramTest


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


if __name__ == "__main__":
    unittest.main()
