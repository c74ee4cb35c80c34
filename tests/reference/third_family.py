#!/usr/bin/env python3
"""Tables third_family_points.csv and third_family_roots.csv: generalised gauge mediation by another program.

Written from the papers alone, without a look at the kernels: dense numpy, plain RK4 and plain repetition, the field-dependent masses as
numerical matrices. The third family alone has Yukawa couplings and nothing mixes the families; all families have soft masses.

- The algorithm is that of seed 001, Hamidian, Huitu, Puolamaki, Zhang (1998); delta_b, delta mu^2 and delta B are its equations.
- One-loop running: Martin and Vaughn, hep-ph/9311340, whose two-loop beta function of b is used too.
- Messenger functions: Martin, hep-ph/9608224. Masses: Martin, hep-ph/9709356. Potential: Coleman and Weinberg, DR-bar.

Conventions: v = 174.1 GeV, m_t = y_t v_u; g1 GUT-normalised; a = A y; W = mu H_u H_d, V = b H_u H_d + c.c.; M_Z and M_W follow from the
couplings at M_SUSY; charginos, neutralinos and sfermions take the tree-level mu. GeV, t = ln Q. All quantities are arrays over points.

third_family_points.csv: vacua at given tan(beta), columns as Squall calls them. third_family_roots.csv: all accepted roots of
b(M_mess) = 0 with 2 < tan(beta) < 75, both signs of mu; `roots` is their number, and a point without one has a line without tan_beta.
Both are good to 1e-10: with 500 steps stau_1 moves by 5e-11, all else by less. Takes a minute.
"""
from functools import lru_cache
from pathlib import Path

import mpmath as mp
import numpy as np

# The inputs hamidian98, fitted to table I of seed 001, at M_Z with six flavours; GeV.
M_Z, V = 91.187, 174.1
ALPHA_S, INVERSE_ALPHA_2, INVERSE_ALPHA_1 = 0.114832, 29.66634, 59.02358
M_TOP, M_BOTTOM, M_TAU = 174.7631, 2.931567, 1.761414
SCALE_FACTOR = 1.087902  # M_SUSY over the squark doublet's mass at the messenger scale

POINT = ["n_Q", "n_U", "n_D", "n_L", "n_E", "Lambda", "M_mess"]
LOOP = 1 / (16 * np.pi**2)
# A state is g1 g2 g3 y_t y_b y_tau; where it is longer, M1 M2 M3, a_t a_b a_tau, m^2 of H_u H_d, of Q U D L E of the third family and of
# either light one; where it is longer still, mu and b.


@lru_cache(maxsize=None)
def messenger_functions(x):
    """g of the gauginos and f of the scalars, hep-ph/9608224; 50 digits, since small x cancels."""
    mp.mp.dps = 50
    x = mp.mpf(x)

    def half(t):
        return (1 + t) / t**2 * (mp.log(1 + t) - 2 * mp.polylog(2, t / (1 + t)) + mp.polylog(2, 2 * t / (1 + t)) / 2)

    g = ((1 + x) * mp.log(1 + x) + (1 - x) * mp.log(1 - x)) / x**2
    return float(g), float(mp.re(half(x) + half(-x)))


def run(beta, y, t_from, t_to, steps):
    """Fourth-order Runge-Kutta."""
    h = (t_to - t_from) / steps
    for _ in range(steps):
        k1 = beta(y)
        k2 = beta(y + h / 2 * k1)
        k3 = beta(y + h / 2 * k2)
        k4 = beta(y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y


def beta_standard_model(y):
    """dy/dt of the couplings at one loop, six flavours; Arason et al., PRD 46 (1992) 3945."""
    g1, g2, g3, yt, yb, yl = y
    G1, G2, G3 = g1**2, g2**2, g3**2
    return LOOP * np.array([
        41 / 10 * g1**3, -19 / 6 * g2**3, -7 * g3**3,
        yt * (9 / 2 * yt**2 + 3 / 2 * yb**2 + yl**2 - 17 / 20 * G1 - 9 / 4 * G2 - 8 * G3),
        yb * (3 / 2 * yt**2 + 9 / 2 * yb**2 + yl**2 - 1 / 4 * G1 - 9 / 4 * G2 - 8 * G3),
        yl * (3 * yt**2 + 3 * yb**2 + 5 / 2 * yl**2 - 9 / 4 * G1 - 9 / 4 * G2)])


def beta_mssm(y):
    """dy/dt of the MSSM: one loop, b two loops. y has the couplings only, the soft parameters too, or mu and b as well."""
    d = np.empty_like(y)
    g1, g2, g3, yt, yb, yl = y[:6]
    G1, G2, G3 = g1**2, g2**2, g3**2
    d[0], d[1], d[2] = 33 / 5 * g1**3, g2**3, -3 * g3**3
    d[3] = yt * (6 * yt**2 + yb**2 - 16 / 3 * G3 - 3 * G2 - 13 / 15 * G1)
    d[4] = yb * (6 * yb**2 + yt**2 + yl**2 - 16 / 3 * G3 - 3 * G2 - 7 / 15 * G1)
    d[5] = yl * (4 * yl**2 + 3 * yb**2 - 3 * G2 - 9 / 5 * G1)
    if len(y) > 6:
        M1, M2, M3, at, ab, al, hu, hd, q3, u3, d3, l3, e3 = y[6:19]
        d[6], d[7], d[8] = 66 / 5 * G1 * M1, 2 * G2 * M2, -6 * G3 * M3
        d[9] = (at * (18 * yt**2 + yb**2 - 16 / 3 * G3 - 3 * G2 - 13 / 15 * G1) + 2 * ab * yb * yt
                + yt * (32 / 3 * G3 * M3 + 6 * G2 * M2 + 26 / 15 * G1 * M1))
        d[10] = (ab * (18 * yb**2 + yt**2 + yl**2 - 16 / 3 * G3 - 3 * G2 - 7 / 15 * G1) + 2 * at * yt * yb + 2 * al * yl * yb
                 + yb * (32 / 3 * G3 * M3 + 6 * G2 * M2 + 14 / 15 * G1 * M1))
        d[11] = al * (12 * yl**2 + 3 * yb**2 - 3 * G2 - 9 / 5 * G1) + 6 * ab * yb * yl + yl * (6 * G2 * M2 + 18 / 5 * G1 * M1)
        q, u, d_, l, e = (third + 2 * other for third, other in zip(y[14:19], y[19:24]))  # sums over families; s is zero here, as at M_mess
        s = G1 / 5 * (hu - hd + q - 2 * u + d_ - l + e)
        X_t, X_b = 2 * yt**2 * (hu + q3 + u3) + 2 * at**2, 2 * yb**2 * (hd + q3 + d3) + 2 * ab**2
        X_l = 2 * yl**2 * (hd + l3 + e3) + 2 * al**2
        c3, c2, c1 = 32 / 3 * G3 * M3**2, 6 * G2 * M2**2, G1 * M1**2
        d[12], d[13] = 3 * X_t - c2 - 6 / 5 * c1 + 3 * s, 3 * X_b + X_l - c2 - 6 / 5 * c1 - 3 * s
        d[19], d[20], d[21] = -c3 - c2 - 2 / 15 * c1 + s, -c3 - 32 / 15 * c1 - 4 * s, -c3 - 8 / 15 * c1 + 2 * s
        d[22], d[23] = -c2 - 6 / 5 * c1 - 3 * s, -24 / 5 * c1 + 6 * s
        d[14:19] = d[19:24] + np.array([X_t + X_b, 2 * X_t, 2 * X_b, X_l, 2 * X_l])
    if len(y) > 24:
        mu, b = y[24:]
        gamma = 3 * yt**2 + 3 * yb**2 + yl**2 - 3 * G2 - 3 / 5 * G1
        d[24] = mu * gamma
        b_part = (-3 * (3 * yt**4 + 3 * yb**4 + 2 * yt**2 * yb**2 + yl**4) + (16 * G3 + 4 / 5 * G1) * yt**2
                  + (16 * G3 - 2 / 5 * G1) * yb**2 + 6 / 5 * G1 * yl**2 + 15 / 2 * G2**2 + 9 / 5 * G1 * G2 + 207 / 50 * G1**2)
        mu_part = (-12 * (3 * at * yt**3 + 3 * ab * yb**3 + at * yt * yb**2 + ab * yb * yt**2 + al * yl**3)
                   + (32 * G3 + 8 / 5 * G1) * at * yt + (32 * G3 - 4 / 5 * G1) * ab * yb + 12 / 5 * G1 * al * yl
                   - (32 * G3 * M3 + 8 / 5 * G1 * M1) * yt**2 - (32 * G3 * M3 - 4 / 5 * G1 * M1) * yb**2 - 12 / 5 * G1 * M1 * yl**2
                   - 30 * G2**2 * M2 - 18 / 5 * G1 * G2 * (M1 + M2) - 414 / 25 * G1**2 * M1)
        d[25] = (b * gamma + mu * (6 * at * yt + 6 * ab * yb + 2 * al * yl + 6 * G2 * M2 + 6 / 5 * G1 * M1)
                 + LOOP * (b * b_part + mu * mu_part))
    return LOOP * d


def messenger_boundary(couplings, n, Lambda, M_mess):
    """Soft parameters at M_mess, seed 001; n = (n_Q, n_U, n_D, n_L, n_E), shape (5, points)."""
    n_Q, n_U, n_D, n_L, n_E = n
    dynkin = [(n_Q + 8 * n_U + 2 * n_D + 3 * n_L + 6 * n_E) / 5, 3 * n_Q + n_L, 2 * n_Q + n_U + n_D]
    (g, f), alpha = np.array([messenger_functions(x) for x in Lambda / M_mess]).T, couplings[:3]**2 * LOOP  # alpha/4pi

    def mass_squared(*casimirs):
        return 2 * Lambda**2 * f * sum(c * a**2 * i for c, a, i in zip(casimirs, alpha, dynkin))

    q, u, d = mass_squared(1 / 60, 3 / 4, 4 / 3), mass_squared(4 / 15, 0, 4 / 3), mass_squared(1 / 15, 0, 4 / 3)
    l, e = mass_squared(3 / 20, 3 / 4, 0), mass_squared(3 / 5, 0, 0)
    gauginos = [a * Lambda * i * g for a, i in zip(alpha, dynkin)]
    return np.array(gauginos + 3 * [0 * q] + [l, l] + 2 * [q, u, d, l, e])


def threshold_integral(x, y, z):
    """I(x, y, z) of seed 001."""
    return -(x * y * np.log(x / y) + y * z * np.log(y / z) + z * x * np.log(z / x)) / ((x - y) * (y - z) * (z - x))


def matrices(rows):
    """(points, n, n) from n rows of n entries."""
    entries = np.broadcast_arrays(*(entry for row in rows for entry in row))
    return np.moveaxis(np.reshape(entries, (len(rows), len(rows), -1)), -1, 0)


def field_dependent_masses(p, mu, b, v_u, v_d):
    """Squared mass matrices at H_u = v_u, H_d = v_d: name -> (degrees of freedom, fermions negative, matrix); and the neutralinos'."""
    g1, g2, _, yt, yb, yl, M1, M2, _, at, ab, al, hu, hd, q3, u3, d3, l3, e3, q, u, d, l, e = p
    gY, W, Y, root2 = np.sqrt(3 / 5) * g1, g2**2, 3 / 5 * g1**2, np.sqrt(2)

    def D(isospin, hypercharge):
        return (isospin * W - hypercharge * Y) / 2 * (v_d**2 - v_u**2)
    def two(left, right, mixing):
        return matrices([[left, mixing], [mixing, right]])
    def one(mass_squared):
        return matrices([[mass_squared]])

    neutralinos = matrices([[M1, 0, -gY * v_d / root2, gY * v_u / root2],
                            [0, M2, g2 * v_d / root2, -g2 * v_u / root2],
                            [-gY * v_d / root2, g2 * v_d / root2, 0, -mu],
                            [gY * v_u / root2, -g2 * v_u / root2, -mu, 0]])
    charginos = matrices([[M2, g2 * v_u], [g2 * v_d, mu]])
    m2_u, m2_d, G = hu + mu**2, hd + mu**2, (W + Y) / 4
    return {
        "stop": (6, two(q3 + yt**2 * v_u**2 + D(1 / 2, 1 / 6), u3 + yt**2 * v_u**2 + D(0, -2 / 3), at * v_u - mu * yt * v_d)),
        "sbottom": (6, two(q3 + yb**2 * v_d**2 + D(-1 / 2, 1 / 6), d3 + yb**2 * v_d**2 + D(0, 1 / 3), ab * v_d - mu * yb * v_u)),
        "stau": (2, two(l3 + yl**2 * v_d**2 + D(-1 / 2, -1 / 2), e3 + yl**2 * v_d**2 + D(0, 1), al * v_d - mu * yl * v_u)),
        "sneutrino_tau": (2, one(l3 + D(1 / 2, -1 / 2))),
        "up_left": (12, one(q + D(1 / 2, 1 / 6))), "up_right": (12, one(u + D(0, -2 / 3))),
        "down_left": (12, one(q + D(-1 / 2, 1 / 6))), "down_right": (12, one(d + D(0, 1 / 3))),
        "sneutrino": (4, one(l + D(1 / 2, -1 / 2))),
        "selectron_left": (4, one(l + D(-1 / 2, -1 / 2))), "selectron_right": (4, one(e + D(0, 1))),
        "top": (-12, one(yt**2 * v_u**2)), "bottom": (-12, one(yb**2 * v_d**2)), "tau": (-4, one(yl**2 * v_d**2)),
        "W": (6, one(W / 2 * (v_u**2 + v_d**2))), "Z": (3, one((W + Y) / 2 * (v_u**2 + v_d**2))),
        "neutralino": (-2, neutralinos @ neutralinos.swapaxes(-1, -2)),
        "chargino": (-4, charginos @ charginos.swapaxes(-1, -2)),
        "h_even": (1, two(m2_d + G * (3 * v_d**2 - v_u**2), m2_u + G * (3 * v_u**2 - v_d**2), -b - 2 * G * v_u * v_d)),
        "h_odd": (1, two(m2_d + G * (v_d**2 - v_u**2), m2_u + G * (v_u**2 - v_d**2), b)),
        "h_charged": (2, two(m2_d + G * (v_d**2 - v_u**2) + W / 2 * v_u**2, m2_u + G * (v_u**2 - v_d**2) + W / 2 * v_d**2,
                             b + W / 2 * v_u * v_d)),
    }, neutralinos


def potential_gradient(p, mu, b, v_u, v_d, Q):
    """d/dv_u and d/dv_d of the one-loop potential sum w m^4/64pi^2 (ln m^2/Q^2 - 3/2), w the degrees of freedom: the trace of
    w M^2/32pi^2 (ln M^2/Q^2 - 1) dM^2. The central difference dM^2 is exact, since the entries of M^2 are quadratic in the fields."""
    masses, _ = field_dependent_masses(p, mu, b, v_u, v_d)
    eigen = {name: np.linalg.eigh(matrix) for name, (_, matrix) in masses.items()}
    gradient = []
    for along_u, along_d in ((1.0, 0.0), (0.0, 1.0)):
        above, _ = field_dependent_masses(p, mu, b, v_u + along_u, v_d + along_d)
        below, _ = field_dependent_masses(p, mu, b, v_u - along_u, v_d - along_d)
        total = 0
        for name, (degrees, _) in masses.items():
            x, vectors = eigen[name]
            largest = np.abs(x).max(-1, keepdims=True)
            positive = np.where(np.abs(x) < 1e-9 * largest, 1e-300, np.abs(x))  # a Goldstone boson contributes nothing
            slope = np.einsum("pij,pik,pkj->pj", vectors, (above[name][1] - below[name][1]) / 2, vectors)
            total = total + degrees * LOOP / 2 * (x * (np.log(positive / Q[:, None]**2) - 1) * slope).sum(-1)
        gradient.append(total)
    return gradient


def evaluate(n, Lambda, M_mess, tan_beta, sign_mu, steps=200, most_iterations=60):
    """All about points: a dict of arrays. `accepted` says which are vacua, `defined` where b_mess means something."""
    sin_beta, cos_beta = tan_beta / np.sqrt(1 + tan_beta**2), 1 / np.sqrt(1 + tan_beta**2)
    v_u, v_d = V * sin_beta, V * cos_beta
    at_m_Z = np.array([np.sqrt(4 * np.pi / INVERSE_ALPHA_1), np.sqrt(4 * np.pi / INVERSE_ALPHA_2), np.sqrt(4 * np.pi * ALPHA_S),
                       M_TOP / V, M_BOTTOM / V, M_TAU / V])[:, None] * np.ones_like(tan_beta)
    t_Z, t_mess = np.log(M_Z), np.log(M_mess)
    m_susy, delta_b = 1000 * np.ones_like(tan_beta), np.zeros_like(tan_beta)
    for _ in range(most_iterations):
        t_susy = np.log(m_susy)
        low = run(beta_standard_model, at_m_Z, t_Z, t_susy, steps // 4)
        low[3:] /= sin_beta, cos_beta * (1 + delta_b), cos_beta
        high = run(beta_mssm, low, t_susy, t_mess, steps)
        soft = messenger_boundary(high, n, Lambda, M_mess)
        p = run(beta_mssm, np.concatenate([high, soft]), t_mess, t_susy, steps)
        finite = np.isfinite(p).all(0)
        p = np.where(finite, p, 1.0)
        new_m_susy = np.where(finite, SCALE_FACTOR * np.sqrt(np.abs(soft[8])), m_susy)
        # minimum of the tree-level potential
        hu, hd, W, Y = p[12], p[13], p[1]**2, 3 / 5 * p[0]**2
        mu2 = (hd - hu * tan_beta**2) / (tan_beta**2 - 1) - (W + Y) * V**2 / 4
        mu, b = sign_mu * np.sqrt(np.maximum(mu2, 0)), tan_beta / (1 + tan_beta**2) * (hu + hd + 2 * mu2)
        masses, neutralinos = field_dependent_masses(p, mu, b, v_u, v_d)
        m2 = {name: np.linalg.eigvalsh(matrix) for name, (_, matrix) in masses.items()}
        stop, sbottom, A_t = np.abs(m2["stop"]).T, np.abs(m2["sbottom"]).T, p[9] / p[3]
        new_delta_b = mu * tan_beta * (2 * p[2]**2 / (4 * np.pi) / (3 * np.pi) * p[8] * threshold_integral(*sbottom, p[8]**2)
                                       + p[3]**2 * A_t * LOOP * threshold_integral(*stop, np.maximum(mu2, 1e-6)))
        change = np.maximum(np.abs(new_delta_b - delta_b), np.abs(new_m_susy / m_susy - 1))
        if np.max(change[finite & (mu2 > -1e4)], initial=0) < 1e-13:
            break
        m_susy, delta_b = new_m_susy, np.where(finite, new_delta_b, 0)

    # seed 001: delta mu^2 and delta B from the one-loop potential
    slope_u, slope_d = potential_gradient(p, mu, b, v_u, v_d, m_susy)
    mu2_loop = mu2 + (v_d * slope_d - v_u * slope_u) / (v_u**2 - v_d**2) / 2
    mu_loop, b_loop = sign_mu * np.sqrt(np.maximum(mu2_loop, 0)), b + (v_u * slope_d - v_d * slope_u) / (v_u**2 - v_d**2) / 2
    at_mess = run(beta_mssm, np.concatenate([p, [mu_loop, b_loop]]), t_susy, t_mess, steps)

    m2_A = b * (1 + tan_beta**2) / tan_beta
    lightest = np.min([m2[name].min(-1) for name in ("stop", "sbottom", "stau", "sneutrino_tau", "up_left", "up_right", "down_left",
                                                     "down_right", "sneutrino", "selectron_left", "selectron_right")], 0)
    defined = finite & (change < 1e-9) & (mu2 > 0) & (mu2_loop > 0)
    result = {"m_susy": m_susy, "mu": mu, "b": b, "mu_loop": mu_loop, "b_loop": b_loop, "mu_mess": at_mess[24], "b_mess": at_mess[25],
              "delta_b": delta_b, "mHp": np.sqrt(m2_A + W * V**2 / 2), "m_gluino": p[8]}
    result |= {f"m_{name}_{i + 1}": np.sqrt(m2[name][:, i]) for name in ("stop", "sbottom", "stau", "chargino") for i in (0, 1)}
    result |= {"m_sneutrino_tau": np.sqrt(m2["sneutrino_tau"][:, 0])}
    result |= {f"m_neutralino_{i + 1}": mass for i, mass in enumerate(np.sort(np.abs(np.linalg.eigvalsh(neutralinos))).T)}
    # differences of numbers ten times as large lose the digits a comparison needs
    cancels = (mu2 < -hu / 10) | (mu2_loop < -hu / 10) | (m2_A < mu2 / 10) | (lightest < np.minimum(p[17], p[18]) / 10)
    return result | {"accepted": defined & (lightest > 0) & (m2_A > 0) & (b_loop > 0), "defined": defined, "cancels": cancels}


def points():
    """Rows of third_family_points.csv: of points at random, two vacua of each sector and sign where nothing cancels."""
    sectors = [(0, 0, 1, 1, 0), (0, 0, 1, 2, 0), (0, 0, 1, 3, 0), (0, 0, 2, 4, 0), (1, 0, 0, 1, 1), (1, 0, 0, 0, 1), (0, 0, 3, 1, 0),
               (0, 1, 1, 1, 0), (1, 1, 1, 1, 1), (0, 0, 1, 1, 2)]
    blocks = [(*sector, sign) for sector in sectors for sign in (1, -1)]
    draws = np.random.default_rng(1998).random((len(blocks), 20, 3))
    columns = np.array([[*block[:5], 5e4 * 6**x, 5e4 * 6**x * 2 * 5e6**y, 3 + 62 * z, block[5]]
                        for block, drawn in zip(blocks, draws) for x, y, z in drawn]).T
    coarse = evaluate(columns[:5], *columns[5:], steps=20)
    good = (coarse["accepted"] & ~coarse["cancels"]).reshape(len(blocks), -1)
    columns = columns[:, np.concatenate([20 * i + np.flatnonzero(row)[:2] for i, row in enumerate(good)])]
    result = evaluate(columns[:5], *columns[5:])
    results = {name: values for name, values in result.items() if name not in ("accepted", "defined", "cancels")}
    yield [*POINT, "tan_beta", "sign_mu", *results]
    yield from zip(*columns, *results.values())


def roots():
    """Rows of third_family_roots.csv: sign changes of b_mess on a grid of half a per cent, then regula falsi (Illinois)."""
    cases = np.array([(0, 0, 1, 2, 0, 1.5e5, 1.5e7), (0, 0, 1, 1, 0, 5e4, 5e6), (0, 0, 1, 1, 0, 3e5, 6e5), (0, 0, 1, 2, 0, 7e4, 7e8),
                      (0, 0, 1, 3, 0, 2e5, 2e9), (0, 0, 2, 4, 0, 7e4, 7e5), (1, 0, 0, 1, 1, 3e5, 3e7), (0, 0, 3, 1, 0, 1.5e5, 1.5e12),
                      (0, 1, 1, 1, 0, 1e5, 1e8), (1, 1, 1, 1, 1, 2e5, 2e7), (0, 0, 1, 4, 0, 1e5, 1e7), (0, 0, 1, 2, 0, 3e5, 3e8),
                      (1, 0, 0, 0, 1, 1e5, 1e9), (0, 0, 1, 1, 2, 1e5, 1e8), (0, 0, 2, 4, 0, 2e5, 2e7), (0, 0, 1, 2, 0, 2e5, 2e6)])
    grid = np.geomspace(2, 75, 728)
    which, sign, tan_beta = (a.ravel() for a in np.meshgrid(range(len(cases)), (1.0, -1.0), grid, indexing="ij"))

    def b(which, tan_beta, sign, steps):
        result = evaluate(cases[which, :5].T, *cases[which, 5:].T, tan_beta, sign, steps)
        return result["b_mess"], result["defined"], result["accepted"]

    value, defined, _ = b(which, tan_beta, sign, 16)
    left = np.flatnonzero(defined[:-1] & defined[1:] & (value[:-1] * value[1:] < 0) & (tan_beta[:-1] < tan_beta[1:]))
    which, sign, old, new = which[left], sign[left], tan_beta[left], tan_beta[left + 1]
    b_old, b_new = b(which, old, sign, 200)[0], b(which, new, sign, 200)[0]
    for _ in range(8):
        t = new - b_new * (new - old) / (b_new - b_old)
        b_t, _, accepted = b(which, t, sign, 200)
        crossed = b_t * b_new < 0
        old, b_old = np.where(crossed, new, old), np.where(crossed, b_new, b_old / 2)
        new, b_new = t, b_t
    yield [*POINT, "roots", "sign_mu", "tan_beta"]
    for k, case in enumerate(cases):
        mine = accepted & (which == k)
        for root in list(zip(sign[mine], new[mine])) or [("", "")]:
            yield [*case, mine.sum(), *root]


if __name__ == "__main__":
    np.seterr(all="ignore")  # points without a vacuum end in NaN
    for name, rows in (("points", points()), ("roots", roots())):
        lines = [",".join(x if isinstance(x, str) else f"{x:.13g}" for x in row) for row in rows]
        Path(__file__).with_name(f"third_family_{name}.csv").write_text("\n".join(lines) + "\n")
