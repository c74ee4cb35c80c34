#!/usr/bin/env python3
"""Table dilogarithm.csv: x, Re Li2(x) with 40 digits."""
import mpmath as mp
from pathlib import Path

mp.mp.dps = 40
points = [mp.mpf(k) / 16 for k in range(-64, 65)]
points += [s * mp.mpf(2) ** k for k in (-60, -30, -20, -10, -7, 4, 6, 10, 30, 100) for s in (1, -1)]
points += [c + s * mp.mpf(2) ** -k for c in (-1, 1, 2) for k in (10, 30, 50) for s in (1, -1)]
points += [mp.mpf(1) / 2 + s * mp.mpf(2) ** -k for k in (10, 30, 50) for s in (1, -1)]
with open(Path(__file__).with_suffix(".csv"), "w") as table:
    table.write("x,li2\n")
    for x in sorted(set(points)):
        table.write(f"{float(x)!r},{mp.nstr(mp.re(mp.polylog(2, x)), 20)}\n")
