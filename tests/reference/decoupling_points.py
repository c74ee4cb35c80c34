"""Writes decoupling_points.csv: points whose heavy neutrinos are integrated out each at its own mass (decoupling_points.README.md).

Usage: decoupling_points.py > decoupling_points.csv        (needs numpy, scipy, mpmath; texture_points.json beside it)
"""

import json
from pathlib import Path

import mpmath as mp
import numpy as np
from scipy.integrate import solve_ivp

mp.mp.dps = 40
loop = 16 * np.pi**2
tolerance = 1e-12


def dagger(a):
    return a.conj().T


# -- running: state = (g, Yu, Yd, Ye, kappa, Ynu, M), Ynu and M of the neutrinos that are left --------------------------------------------

def pack(parts):
    return np.concatenate([np.asarray(p, complex).ravel() for p in parts])


def unpack(y, n):
    sizes = [(3,), (3, 3), (3, 3), (3, 3), (3, 3), (n, 3), (n, n)]
    parts, at = [], 0
    for size in sizes:
        count = int(np.prod(size))
        parts.append(y[at : at + count].reshape(size))
        at += count
    return parts


def mssm(y, n):
    """Anomalous dimensions of the superfields, and each coupling of the superpotential by those of its fields."""
    g, Yu, Yd, Ye, kappa, Ynu, M = unpack(y, n)
    g1, g2, g3 = (g.real) ** 2
    one = np.eye(3)
    Q = dagger(Yu) @ Yu + dagger(Yd) @ Yd - (g1 / 30 + 3 * g2 / 2 + 8 * g3 / 3) * one
    U = 2 * Yu @ dagger(Yu) - (8 * g1 / 15 + 8 * g3 / 3) * one
    D = 2 * Yd @ dagger(Yd) - (2 * g1 / 15 + 8 * g3 / 3) * one
    L = dagger(Ye) @ Ye + dagger(Ynu) @ Ynu - (3 * g1 / 10 + 3 * g2 / 2) * one
    E = 2 * Ye @ dagger(Ye) - (6 * g1 / 5) * one
    N = 2 * Ynu @ dagger(Ynu)
    higgs = -(3 * g1 / 10 + 3 * g2 / 2)
    Hu = 3 * np.trace(dagger(Yu) @ Yu) + np.trace(dagger(Ynu) @ Ynu) + higgs
    Hd = 3 * np.trace(dagger(Yd) @ Yd) + np.trace(dagger(Ye) @ Ye) + higgs
    return pack([
        np.array([33 / 5, 1, -3]) * g**3,
        Yu @ Q + U @ Yu + Hu * Yu,
        Yd @ Q + D @ Yd + Hd * Yd,
        Ye @ L + E @ Ye + Hd * Ye,
        L.T @ kappa + kappa @ L + 2 * Hu * kappa,
        Ynu @ L + N @ Ynu + Hu * Ynu,
        N @ M + M @ N.T,
    ]) / loop


def standard_model(y, lambda_H):
    g, Yu, Yd, Ye, kappa, _, _ = unpack(y, 0)
    g1, g2, g3 = (g.real) ** 2
    u, d, e = (dagger(Y) @ Y for Y in (Yu, Yd, Ye))
    T = np.trace(3 * u + 3 * d + e)
    return pack([
        np.array([41 / 10, -19 / 6, -7]) * g**3,
        1.5 * Yu @ (u - d) + (T - 17 * g1 / 20 - 9 * g2 / 4 - 8 * g3) * Yu,
        1.5 * Yd @ (d - u) + (T - g1 / 4 - 9 * g2 / 4 - 8 * g3) * Yd,
        1.5 * Ye @ e + (T - 9 * g1 / 4 - 9 * g2 / 4) * Ye,
        -1.5 * (kappa @ e + e.T @ kappa) + (lambda_H - 3 * g2 + 2 * T) * kappa,
        np.zeros((0, 3)),
        np.zeros((0, 0)),
    ]) / loop


def integrate(law, y, start, end):
    if start == end:
        return y
    return solve_ivp(lambda t, y: law(y), (start, end), y, method="DOP853", rtol=tolerance, atol=1e-60).y[:, -1]


# -- heavy neutrinos ------------------------------------------------------------------------------------------------------------------------

def takagi(M):
    """Masses, ascending, and V with V^T M V their diagonal matrix, for masses that differ. 40 digits: M spans many orders of magnitude."""
    n = len(M)
    _, values, right = mp.svd_c(mp.matrix(M.tolist()))
    order = sorted(range(n), key=lambda k: values[k])
    vectors = right.transpose_conj()
    V = mp.matrix(n, n)
    for place, k in enumerate(order):
        column = vectors[:, k]
        phase = mp.arg((column.T * mp.matrix(M.tolist()) * column)[0])
        for i in range(n):
            V[i, place] = column[i] * mp.expj(-phase / 2)
    to_array = lambda m: np.array([[complex(m[i, j]) for j in range(n)] for i in range(n)])
    return np.array([float(values[k]) for k in order]), to_array(V)


def run_down(point, y):
    """From M_high to M_Z; tells the scales of thresholds too."""
    t, low = np.log(point["M_high"]), np.log(point["M_S"])
    n, thresholds = 3, []
    while n:
        def miss(there, y=y, n=n, t=t):
            z = integrate(lambda x: mssm(x, n), y, t, there)
            return z, np.log(takagi(unpack(z, n)[6])[0][-1]) - there

        # secants for ln M_n(there) = there, each from the start of the leg
        there, z, f = t, *miss(t)
        if f < 0:  # else above, integrated out here
            previous, f_previous = there, f
            there = max(there + f, low)
            z, f = miss(there)
            while abs(f) > 1e-13 and not (there == low and f < 0):
                slope = (f - f_previous) / (there - previous) if there != previous else -1
                previous, f_previous = there, f
                there = min(max(there - f / slope, low), t)
                if there == previous:
                    break
                z, f = miss(there)
        g, Yu, Yd, Ye, kappa, Ynu, M = unpack(z, n)
        masses, V = takagi(M)
        Ynu = V.T @ Ynu
        kappa = kappa + np.outer(Ynu[-1], Ynu[-1]) / masses[-1]
        n -= 1
        y, t = pack([g, Yu, Yd, Ye, kappa, Ynu[:-1], np.diag(masses[:-1])]), there
        thresholds.append(np.exp(there))
    y = integrate(lambda x: mssm(x, 0), y, t, low)
    g, Yu, Yd, Ye, kappa, _, _ = unpack(y, 0)
    sine, cosine = point["tan_beta"] / np.hypot(1, point["tan_beta"]), 1 / np.hypot(1, point["tan_beta"])
    y = pack([g, sine * Yu, cosine * Yd, cosine * Ye, sine**2 * kappa, np.zeros((0, 3)), np.zeros((0, 0))])
    y = integrate(lambda x: standard_model(x, point["lambda_H"]), y, low, np.log(point["M_Z"]))
    return unpack(y, 0)[1:5], thresholds


# -- masses and mixing ----------------------------------------------------------------------------------------------------------------------

def diagonal(a):
    """Singular values, ascending, and right singular vectors as columns, in 40 digits."""
    _, values, right = mp.svd_c(mp.matrix(a.tolist()))
    order = sorted(range(3), key=lambda k: values[k])
    vectors = right.transpose_conj()
    U = mp.matrix(3, 3)
    for place, k in enumerate(order):
        for i in range(3):
            U[i, place] = vectors[i, k]
    return [values[k] for k in order], U


def mixing(a, b):
    V = a.transpose_conj() * b
    c13_squared = abs(V[0, 0]) ** 2 + abs(V[0, 1]) ** 2
    s13, s12, s23 = abs(V[0, 2]), abs(V[0, 1]) / mp.sqrt(c13_squared), abs(V[1, 2]) / mp.sqrt(c13_squared)
    Q = V[0, 1] * V[1, 2] * mp.conj(V[0, 2]) * mp.conj(V[1, 1])
    delta = mp.arg(Q / (s12 * s23 * s13 * c13_squared) + s12 * s23 * s13)
    return {"s12": s12, "s23": s23, "s13": s13, "delta": delta, "J": Q.imag, "absV": [[abs(V[i, j]) for j in range(3)] for i in range(3)]}


def observables(point, couplings):
    v = point["v"]
    (u, U_u), (d, U_d), (e, U_e), (nu, U_nu) = (diagonal(a) for a in couplings)
    m = [x * v**2 * 1e9 for x in nu]
    return {
        "m_u": [x * v for x in u], "m_d": [x * v for x in d], "m_e": [x * v for x in e], "m_nu_eV": m,
        "CKM": mixing(U_u, U_d), "PMNS": mixing(U_e, U_nu),
        "dm21_eV2": m[1] ** 2 - m[0] ** 2, "dm31_eV2": m[2] ** 2 - m[0] ** 2, "r": (m[1] ** 2 - m[0] ** 2) / (m[2] ** 2 - m[0] ** 2),
    }


# -- points -----------------------------------------------------------------------------------------------------------------------------------

def complex_matrix(pairs):
    return np.array(pairs)[..., 0] + 1j * np.array(pairs)[..., 1]


def powers(point, name):
    return point["lam"] ** np.array(point["exponents"][name], float)


def symmetric(rng):
    """Six complex coefficients of modulus 1/3 to 3, as they are written down."""
    c = drawn(rng)
    return np.triu(c) + np.triu(c, 1).T


def drawn(rng):
    return np.round(3 ** rng.uniform(-1, 1, (3, 3)) * np.exp(2j * np.pi * rng.uniform(size=(3, 3))), 6)


def points():
    stored = {p["id"]: p for p in json.loads((Path(__file__).parent / "texture_points.json").read_text())["sets"]}
    for identity, profile in ((0, [8, 4, 0]), (3, [7, 4, 0])):
        yield {**stored[identity], "profile": profile}
    rng = np.random.default_rng(20)
    plain = {k: v for k, v in stored[8].items()}
    plain["coeff"] = {k: v for k, v in plain["coeff"].items() if k in ("Cu", "Cd", "Ce")}
    zero = np.zeros((3, 3))
    seesaws = {  # id: powers of lambda of D and M, coefficients of M, kappa_0
        20: ([[1, 1, 0]] * 3, zero, symmetric(rng), 1.65e-15),
        21: ([[9, 3, 0]] * 3, np.add.outer([11, 3, 0], [11, 3, 0]), symmetric(rng), 3e-17),
        22: ([[0, 0, 1]] * 3, zero, np.array([[0, 1.1, 0], [1.1, 0, 0], [0, 0, 0.3 + 0.2j]]), 1.65e-15),
    }
    for identity, (n_D, n_M, M, kappa_0) in seesaws.items():
        D = drawn(rng)
        pairs = lambda a: [[[float(z.real), float(z.imag)] for z in row] for row in a]
        yield {**plain, "id": identity, "kappa0_per_GeV": kappa_0,
               "exponents": {**plain["exponents"], "D": n_D, "nu": n_M.tolist() if hasattr(n_M, "tolist") else n_M},
               "coeff": {**plain["coeff"], "D": pairs(D), "Ck": pairs(M.astype(complex))}}


def start(point):
    c = {k: complex_matrix(v) for k, v in point["coeff"].items()}
    Yu = point["N_u"] * (c["Cu"] * powers(point, "u")).T
    Yd = point["N_d"] * (c["Cd"] * powers(point, "d")).T
    Ye = point["N_d"] * (c["Ce"] * powers(point, "e")).T
    kappa_0 = point["kappa0_per_GeV"]
    if "profile" in point:  # N^c is in F: D = f_bar F; S = F, and Y_nu = Y_u^T
        F = point["lam"] ** np.array(point["profile"], float)
        f = point["lam"] ** (np.diag(np.array(point["exponents"]["nu"], float)) / 2)
        Ynu = point["N_u"] * F[:, None] * c["Cu"] * f[None, :]
        heavy = c["Cs"] @ np.linalg.inv(c["CM"]) @ c["Cs"].T
        M = point["N_u"] ** 2 / kappa_0 * np.outer(F, F) * (heavy + heavy.T) / 2
    else:
        Ynu = (c["D"] * powers(point, "D")).T
        M = c["Ck"] * powers(point, "nu") / kappa_0
    return pack([point["g_high"], Yu, Yd, Ye, np.zeros((3, 3)), Ynu, M])


def rows(value, path=(), index=()):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from rows(part, path + (key,), index)
    elif isinstance(value, list) and len(value) == 2 and path[0] == "coeff":
        yield path, index, *value
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from rows(part, path, index + (i,))
    elif not isinstance(value, str):
        yield path, index, float(value), 0


if __name__ == "__main__":
    print("id,quantity,i,j,re,im")
    for point in points():
        begin = start(point)
        masses = takagi(unpack(begin, 3)[6])[0].tolist()
        couplings, thresholds = run_down(point, begin)
        kept = {k: v for k, v in point.items() if k not in ("high", "low", "Y_high", "id")}
        for path, index, re, im in rows({**kept, "heavy_mass": masses, "threshold": thresholds, "low": observables(point, couplings)}):
            i, j = (list(index) + [0, 0])[:2]
            print(f"{point['id']},{'.'.join(path)},{i},{j},{re!r},{im!r}")
