"""Writes chargino_muon_pairs.csv: chargino Z penguins and boxes of b -> q mu mu at points of flavour_dumps.csv, GeV^-2, at 40 digits.

Closed forms with the whole T3 of every field and the self-energies of the external quarks, as textbooks have them: none of the
rearrangements of kernels/flavour/z_charges.hpp. G_F stands for (g_Z/m_Z)^2/(4 sqrt2) of the point.
"""
import csv
import mpmath as mp
from pathlib import Path

mp.mp.dps = 40
here = Path(__file__)
dump = {}
with open(here.with_name("flavour_dumps.csv")) as table:
    for row in csv.DictReader(table):
        dump[row["point"], row["key"], int(row["i"]), int(row["j"])] = mp.mpc(row["re"], row["im"])


def divided_difference(function, points):
    points = [x * (1 + i * mp.mpf(10) ** -12) for i, x in enumerate(points)]
    total = mp.mpf(0)
    for i, x in enumerate(points):
        rest = mp.mpf(1)
        for j, y in enumerate(points):
            if j != i:
                rest *= x - y
        total += function(x) / rest
    return total


def with_momenta(*masses):  # int t^2/2 / ((t + a)(t + b)(t + c)), less a common divergence
    return -divided_difference(lambda x: x * x * mp.log(x), masses) / 2


def with_masses(*masses):  # int t / ((t + a)(t + b)(t + c))
    return divided_difference(lambda x: x * mp.log(x), masses)


def box(*masses):  # int t^2 / four
    return divided_difference(lambda x: x * x * mp.log(x), masses)


def box_masses(*masses):  # int t / four
    return -divided_difference(lambda x: x * mp.log(x), masses)


def amplitudes(point, q):
    at = lambda key, i, j=0: dump[point, key, i, j]
    e, sin = at("E", 0).real, at("E", 1).real
    g2, g_Z = e / sin, e / (sin * mp.sqrt(1 - sin**2))
    V = lambda l, i: at("CKMP", l, i)
    Z = [[mp.conj(at("ZU", l, j)) for l in range(6)] for j in range(6)]
    squark = [at("SUM", j).real ** 2 for j in range(6)]
    m = [at("FCM", k).real for k in range(2)]
    chargino = [x**2 for x in m]
    U = [[mp.conj(at("ZNEG", a, k)) for a in range(2)] for k in range(2)]
    W = [[mp.conj(at("ZPOS", a, k)) for a in range(2)] for k in range(2)]
    y_u = [at("YU", l).real for l in range(3)]
    y_d = [-at("YD", l).real for l in range(3)]
    y_mu, sneutrino = -at("YL", 1).real, at("VM", 1).real ** 2
    left = {(i, k, j): sum(V(l, i) * (y_u[l] * mp.conj(W[k][1]) * Z[j][l + 3] - g2 * mp.conj(W[k][0]) * Z[j][l]) for l in range(3))
            for i in (q, 2) for k in range(2) for j in range(6)}
    right = {(i, k, j): y_d[i] * U[k][1] * sum(V(l, i) * Z[j][l] for l in range(3)) for i in (q, 2) for k in range(2) for j in range(6)}
    of_V = lambda a, b: -W[b][0] * mp.conj(W[a][0]) - W[b][1] * mp.conj(W[a][1]) / 2
    of_U = lambda a, b: -U[a][0] * mp.conj(U[b][0]) - U[a][1] * mp.conj(U[b][1]) / 2
    half = mp.mpf(1) / 2

    def penguin(vertex, same, opposite, T3_quark):
        total = mp.mpc(0)
        for j in range(6):
            for a in range(2):
                for b in range(2):
                    total += mp.conj(vertex[q, a, j]) * vertex[2, b, j] * (
                        same(a, b) * (with_momenta(squark[j], chargino[a], chargino[b]) - half)
                        + opposite(a, b) * m[a] * m[b] * with_masses(squark[j], chargino[a], chargino[b]))
        for k in range(2):
            for j in range(6):
                total -= T3_quark * mp.conj(vertex[q, k, j]) * vertex[2, k, j] * with_momenta(chargino[k], squark[j], squark[j])
                for n in range(6):
                    T3 = sum(Z[n][l] * mp.conj(Z[j][l]) for l in range(3)) / 2
                    total += mp.conj(vertex[q, k, n]) * vertex[2, k, j] * T3 * with_momenta(chargino[k], squark[j], squark[n])
        return -(g_Z / at("WMZM", 1).real) ** 2 / 4 * total

    b_left = [-g2 * mp.conj(W[k][0]) for k in range(2)]
    b_right = [y_mu * U[k][1] for k in range(2)]
    vll = rl = rr = mp.mpc(0)
    for j in range(6):
        for k in range(2):
            for n in range(2):
                masses = squark[j], chargino[k], chargino[n], sneutrino
                vll -= box(*masses) / 4 * mp.conj(left[q, n, j]) * left[2, k, j] * mp.conj(b_left[k]) * b_left[n]
                rl += box(*masses) / 2 * mp.conj(left[q, n, j]) * right[2, k, j] * mp.conj(b_right[k]) * b_left[n]
                rr -= m[k] * m[n] * box_masses(*masses) / 2 * mp.conj(left[q, n, j]) * right[2, k, j] * mp.conj(b_left[k]) * b_right[n]
    loop = 16 * mp.pi**2
    return {"axial_L": (penguin(left, of_V, of_U, -half) - vll / 2) / loop, "axial_R": penguin(right, of_U, of_V, mp.mpf(0)) / loop,
            "scalar_RL": rl / loop, "scalar_RR": rr / loop}


with open(here.with_name("chargino_muon_pairs.csv"), "w") as out:
    out.write("point,quark,coefficient,re,im\n")
    for point in ("mfv_tb40_mup", "dQ23_LL_m0.1_tb10", "dU23_LR_T_tb10", "dQ12_dD12_LLRR_cplx"):
        for q in (0, 1):
            for name, value in amplitudes(point, q).items():
                out.write(f"{point},{q},{name},{mp.nstr(value.real, 17)},{mp.nstr(value.imag, 17)}\n")
