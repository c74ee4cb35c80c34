"""Writes loop_momentum_integrals.csv: int_0^infinity t^n dt/prod_i (t + m_i^2) from divided differences, at 150 digits.

n = 1 with three masses (Z penguins with two fermions), n = 2 with four (boxes, Z penguins of two neutral lines), n = 1 with four; and the charged Higgs
boson's y [(y - 1) - ln y]/(y - 1)^2, written as n = 0 with m_1^2 = y. Masses squared are the doubles printed, as hexadecimal floats.
Equal masses are moved apart by 1e-30 of themselves.
"""
import itertools
import mpmath as mp
from pathlib import Path

mp.mp.dps = 150


def integral(n, masses):
    points = [mp.mpf(m) * (1 + i * mp.mpf(10) ** -30) for i, m in enumerate(masses)]
    total = mp.mpf(0)
    for i, x in enumerate(points):
        rest = mp.mpf(1)
        for j, y in enumerate(points):
            if j != i:
                rest *= y - x
        total += -((-x) ** n) * mp.log(x) / rest
    return total


def charged_higgs(y):
    y = mp.mpf(y) * (1 + mp.mpf(10) ** -30)
    return y * (y - 1 - mp.log(y)) / (y - 1) ** 2


scales = [200.0**2, 200.0**2 * (1 + 1e-9), 200.0**2 * (1 - 1e-4), 200.0**2 * 1.01, 350.0**2, 2000.0**2]
with open(Path(__file__).with_name("loop_momentum_integrals.csv"), "w") as out:
    out.write("n,m1_squared,m2_squared,m3_squared,m4_squared,value\n")

    def write(n, masses, value):
        names = [m.hex() for m in masses] + [""] * (4 - len(masses))
        out.write(f"{n}," + ",".join(names) + "," + mp.nstr(value, 20, min_fixed=0, max_fixed=0) + "\n")

    for masses in itertools.combinations_with_replacement(scales, 3):
        write(1, masses, integral(1, masses))
    for masses in itertools.combinations_with_replacement(scales[::2] + [scales[1]], 4):
        write(1, masses, integral(1, masses))
        write(2, masses, integral(2, masses))
    for y in sorted({10.0 ** (k / 4) for k in range(-24, 9)} | {1 + s * 10.0 ** -k for k in range(1, 15) for s in (-1, 1)} | {1.0}):
        write(0, [y], charged_higgs(y))
