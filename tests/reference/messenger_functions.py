#!/usr/bin/env python3
"""Table messenger_functions.csv: x, g(x), f(x) of hep-ph/9608224, evaluated as printed with 60 digits."""
import mpmath as mp
from pathlib import Path

mp.mp.dps = 60


def gaugino(x):
    return ((1 + x) * mp.log(1 + x) + (1 - x) * mp.log(1 - x)) / x**2


def scalar(x):
    def half(t):
        return (1 + t) / t**2 * (mp.log(1 + t) - 2 * mp.polylog(2, t / (1 + t)) + mp.polylog(2, 2 * t / (1 + t)) / 2)

    return (half(x) + half(-x)).real


points = [mp.mpf(k) / 64 for k in range(1, 64)]
points += [mp.mpf(2) ** -k for k in (7, 8, 10, 13, 17, 20, 27, 40)]
points += [1 - mp.mpf(2) ** -k for k in (7, 8, 10, 13, 17, 20, 27, 40, 52)]
points += [mp.mpf(float(t)) for t in ("0.2499999", "0.2500001", "0.4999999", "0.5000001")]
with open(Path(__file__).with_suffix(".csv"), "w") as table:
    table.write("x,g,f\n")
    for x in sorted(points):
        table.write(f"{float(x)!r},{mp.nstr(gaugino(x), 20)},{mp.nstr(scalar(x), 20)}\n")
