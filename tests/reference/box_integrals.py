"""Box integrals of four masses at vanishing external momenta, for tests/kernels/flavour/loop_momentum.test.cpp.

D0 = int_0^inf t dt/prod(t + m_i), D2 = int_0^inf t^2 dt/prod(t + m_i), m_i masses squared. Partial fractions at 120 digits; equal masses are
taken apart by 1e-20 of their size around their mean, which changes the integrals by 1e-40 relative. Masses are exact binary numbers (hexadecimal).
Writes box_integrals.csv. Needs mpmath.
"""
import itertools
from pathlib import Path

from mpmath import mp, mpf, log

mp.dps = 120


def integral(masses, power):
    m = list(masses)
    spread = [mpf(10) ** -20 * k for k in range(len(m))]
    m = [x * (1 + s - sum(spread) / len(m)) for x, s in zip(m, spread)]
    total = mpf(0)
    for i, x in enumerate(m):  # int t^p/prod(t + m) = -sum_i (-m_i)^p ln(m_i)/prod_{j != i}(m_j - m_i)
        denominator = mpf(1)
        for j, y in enumerate(m):
            if j != i:
                denominator *= y - x
        total -= (-x) ** power * log(x) / denominator
    return total


def sets():
    ratios = [1e-6, 1e-4, 1e-2, 0.3, 1.0, 3.0, 1e2, 1e4, 1e6]
    for x in ratios:  # two gluinos and two equal squarks
        yield (x, x, 1.0, 1.0)
        yield (x, 1.0, 1.0, 1.0)
    for x in [1.0 + 2.0**-k for k in (2, 5, 10, 20, 30, 40, 50)] + [1.0 - 2.0**-k for k in (2, 5, 10, 20, 30, 40, 50)]:  # near equality
        yield (x, x, 1.0, 1.0)
        yield (1.0, 1.0, 1.0, x)
        yield (1.0, 1.5, x, 1.5 * x)
    for y in itertools.combinations([1.0, 7.0, 110.0, 2.5e3, 4e4, 1e6], 3):  # hierarchies up to 1e6
        yield (1.0,) + y
        yield tuple(1e6 / v for v in (1.0,) + y)


if __name__ == "__main__":
    with open(Path(__file__).with_suffix(".csv"), "w") as out:
        out.write("# box_integrals.py: masses squared in units of one of them; D0, D2 to 20 digits\nm1_hex,m2_hex,m3_hex,m4_hex,D0,D2\n")
        for masses in sorted(set(sets())):
            exact = [mpf(m) for m in masses]
            values = [mp.nstr(integral(exact, p), 20, min_fixed=0, max_fixed=0) for p in (1, 2)]
            out.write(",".join([float(m).hex() for m in masses] + values) + "\n")
