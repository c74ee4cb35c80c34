"""Evidences of textures in 80 dimensions (shared physics: 17 data at the high scale, moduli log-normal with sigma 0.5)."""

import math
import re
import statistics
import unittest
from pathlib import Path

from squall_program import ProgramTest

RUN = """
[model]
name = "texture"
texture = "{texture}"

[parameters]
C = {{ prior = "order_one", sigma = 0.5 }}
N_u = {{ prior = "log_normal", median = 1, sigma = 1 }}
N_d = {{ prior = "log_normal", median = 1, sigma = 1 }}

[constraints]
use = ["{measurements}"]

[sampler]
name = "smc"
walkers = 1024
moves = {moves}
shares = {{ block = 0.7, pcn = 0.2 }}
steps = 1
seed = {seed}

[output]
file = "out.h5"
"""
MEASUREMENTS = Path(__file__).parents[2] / "configs/measurements/texture_fit_high_scale.toml"


class Evidence(ProgramTest):
    def evidence(self, texture, measurements, moves, seed):
        """ln Z and its stated error."""
        self.write("run.toml", RUN.format(texture=texture, measurements=measurements, moves=moves, seed=seed))
        self.squall("run", "run.toml", "--overwrite", "-q")
        info = self.squall("info", "out.h5").stdout
        value, error = re.search(r"ln Z = (\S+) \+- (\S+)", info).groups()
        return float(value), float(error)


class WideErrors(Evidence):
    """With errors times 25 brute force is possible: 1e7 draws of the prior by an independent program."""

    def test_evidences_are_those_of_brute_force(self):
        text = MEASUREMENTS.read_text()
        wide = re.sub(r"^error = (\S+)", lambda m: f"error = {25 * float(m[1])!r}", text, flags=re.M)
        self.assertEqual(wide.count("error = "), 17)
        self.write("wide.toml", wide)
        for texture, expected, of_expected in (("flipped_su5_a", -10.842, 0.011), ("su5_fn_420", -9.080, 0.009)):
            found = [self.evidence(texture, self.path("wide.toml"), 40, seed) for seed in (1, 2)]
            stated = max(error for _, error in found)
            self.assertLess(stated, 0.08)
            # one in 16,000 that this is chance; a moved sign of a prior or a wrong normalisation is off by more than 0.3
            limit = 4 * math.hypot(stated / math.sqrt(2), of_expected)
            self.assertLess(abs(statistics.mean(z for z, _ in found) - expected), limit, texture)


class NominalErrors(Evidence):
    """Thin curved valleys: under-swept chains give ln Z that is 1 to 13 too low, and too small an error."""

    def test_ten_seeds_scatter_as_stated(self):
        mean = {}
        for texture in ("flipped_su5_a", "su5_fn_420", "flipped_su5_b"):
            found = [self.evidence(texture, "texture_fit_high_scale", 80, seed) for seed in range(1, 11)]
            mean[texture] = statistics.mean(z for z, _ in found)
            pulls = sum(((z - mean[texture]) / error) ** 2 for z, error in found)
            self.assertLess(pulls, 33.7, texture)  # chi^2 of nine degrees of freedom: 1e-4 above
            self.assertGreater(pulls, 0.7, texture)  # 1e-4 below
        # the independent program's, with its errors
        self.assertLess(abs(mean["flipped_su5_a"] + 60.0), 0.4)
        self.assertLess(abs(mean["su5_fn_420"] - mean["flipped_su5_a"] - 3.0), 0.4)
        self.assertLess(abs(mean["flipped_su5_a"] - mean["flipped_su5_b"] - 1.4), 0.4)


if __name__ == "__main__":
    unittest.main()
