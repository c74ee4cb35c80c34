#!/usr/bin/env python3
"""Table threshold_integral.csv: x, y, z, I(x, y, z) of seed 001 as printed, with 220 digits; coinciding arguments are
separated by 1e-35, which moves I by less than 1e-30."""
import mpmath as mp
import random
from pathlib import Path

mp.mp.dps = 220


def integral(x, y, z):
    split = mp.mpf(10) ** -35
    if y == x:
        y *= 1 + split
    if z == x or z == y:
        z *= 1 - split
    if z == 0:
        return mp.log(x / y) / (x - y)
    numerator = x * y * mp.log(x / y) + y * z * mp.log(y / z) + z * x * mp.log(z / x)
    return -numerator / ((x - y) * (y - z) * (z - x))


random.seed(1)
points = [(1.0, 1.0, 1.0), (4.0, 4.0, 4.0), (2.0, 1.0, 1.0), (2.0, 2.0, 1.0), (1.0, 1.0, 1e6), (1e6, 1e6, 1.0), (3.0, 2.0, 1.0)]
points += [(2.0, 1.0, 0.0), (5.0, 5.0, 0.0), (1.0, 1e-12, 1e-24), (1e8, 1e4, 1.0)]
for exponent in (-15, -12, -10, -8, -6, -5, -4, -3, -2, -1, -0.7, -0.65, -0.6, -0.3):
    e = 10.0**exponent
    points += [(1e6 * (1 + e), 1e6, 1e6 * (1 - e)), (1e6 * (1 + e), 1e6, 1e6), (7e5 * (1 + 3 * e), 7e5 * (1 + e), 7e5)]
for _ in range(200):  # masses squared of 80 GeV .. 20 TeV, then near-degenerate ones
    points.append(tuple(10.0 ** random.uniform(3.8, 8.6) for _ in range(3)))
for _ in range(200):
    base, width = 10.0 ** random.uniform(4, 8), 10.0 ** random.uniform(-14, 0)
    points.append(tuple(base * (1 + width * random.random()) for _ in range(3)))
with open(Path(__file__).with_suffix(".csv"), "w") as table:
    table.write("x,y,z,I\n")
    for p in points:
        value = integral(*(mp.mpf(t) for t in p))
        table.write(",".join(repr(t) for t in p) + f",{mp.nstr(value, 20)}\n")
