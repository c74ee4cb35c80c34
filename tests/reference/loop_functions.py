"""Writes loop_functions.csv: F1..F4 of Bertolini et al., NPB 353 (1991) 591, at 120 digits from the closed forms.

x is the double printed (exactly, as a hexadecimal float), so the table tests the function and not the rounding of its argument.
"""
import mpmath as mp
from pathlib import Path

mp.mp.dps = 120  # the closed forms lose (x-1)^-4: 60 digits at |x-1| = 1e-15


def loop_functions(x):
    if x == 1:
        return mp.mpf(1) / 24, mp.mpf(1) / 24, mp.mpf(1) / 3, mp.mpf(1) / 6
    t, log = x - 1, mp.log(x)
    return (
        (x**3 - 6 * x**2 + 3 * x + 2 + 6 * x * log) / (12 * t**4),
        (2 * x**3 + 3 * x**2 - 6 * x + 1 - 6 * x**2 * log) / (12 * t**4),
        (x**2 - 4 * x + 3 + 2 * log) / (2 * t**3),
        (x**2 - 1 - 2 * x * log) / (2 * t**3),
    )


points = {1.0}
points |= {10.0 ** (k / 20) for k in range(-120, 121)}                            # 1e-6 .. 1e6
points |= {1 + sign * 10.0 ** (k / 6) for k in range(-90, 0) for sign in (-1, 1)}  # |x-1| = 1e-15 .. 0.7
points |= {0.5 + k / 200 for k in range(301)}                                     # where series and closed form meet
with open(Path(__file__).with_name("loop_functions.csv"), "w") as out:
    out.write("x_hex,F1,F2,F3,F4\n")
    for x in sorted(points):
        values = loop_functions(mp.mpf(x))
        out.write(x.hex() + "," + ",".join(mp.nstr(v, 20, min_fixed=0, max_fixed=0) for v in values) + "\n")
