"""Magic numbers of Delta F = 2 running at next-to-leading order, as kernels/flavour/four_quark_running.hpp holds them.

Anomalous dimensions: Buras, Misiak, Urban hep-ph/0005183, eqs. (2.18)-(2.24), MS-bar with naive gamma_5 and their evanescent operators,
at three colours. dC/d ln(mu) = gamma^T C, gamma = a g0 + a^2 g1, a = alpha_s/(4 pi). The solution is (Buchalla, Buras, Lautenbacher
hep-ph/9512380, sec. III.F)
    U(low, high) = (1 + a_low J) U0 (1 - a_high J),   U0 = sum_i P_i eta^e_i,   e_i = lambda_i/(2 beta0),   eta = alpha_s(high)/alpha_s(low),
with g0^T = V diag(lambda) V^-1, P_i = V_.i V^-1_i., J = V H V^-1 and
    H_ij = delta_ij lambda_i beta1/(2 beta0^2) - G_ij/(2 beta0 + lambda_i - lambda_j),   G = V^-1 g1^T V.
Prints one line for each number of flavours. Needs mpmath.
"""
from mpmath import mp, matrix, mpf, eig, inverse

mp.dps = 40


def vll(f):
    return matrix([[4]]), matrix([[-7 + mpf(4) / 9 * f]])


def left_right(f):
    g1 = [[mpf(71) / 3 - mpf(22) / 9 * f, 198 - mpf(44) / 3 * f], [mpf(225) / 4 - 2 * f, -mpf(1343) / 6 + mpf(68) / 9 * f]]
    return matrix([[2, 12], [0, -16]]), matrix(g1)


def scalar(f):
    g0 = [[-10, mpf(1) / 6], [-40, mpf(34) / 3]]
    g1 = [[-mpf(1459) / 9 + mpf(74) / 9 * f, -mpf(35) / 36 - mpf(f) / 54],
          [-mpf(6332) / 9 + mpf(584) / 9 * f, mpf(2065) / 9 - mpf(394) / 27 * f]]
    return matrix(g0), matrix(g1)


def solve(g0, g1, f):
    beta0, beta1 = 11 - mpf(2) / 3 * f, 102 - mpf(38) / 3 * f
    values, V = eig(g0.T)
    values = [mp.re(v) for v in values]
    n, W = g0.rows, inverse(V)
    G = W * g1.T * V
    H = matrix(n, n)
    for i in range(n):
        for j in range(n):
            H[i, j] = -G[i, j] / (2 * beta0 + values[i] - values[j]) + (values[i] * beta1 / (2 * beta0**2) if i == j else 0)
    J = V * H * W
    projectors = [V[:, i] * W[i, :] for i in range(n)]
    return [v / (2 * beta0) for v in values], projectors, J


def number(x):
    return mp.nstr(mp.re(x), 17, min_fixed=-4, max_fixed=6)


def block(g0, g1, f):
    exponents, projectors, J = solve(g0, g1, f)
    flat = lambda m: "{" + ", ".join("{" + ", ".join(number(m[i, j]) for j in range(m.cols)) + "}" for i in range(m.rows)) + "}"
    return "{{%s}, %s, %s}" % (", ".join(map(number, exponents)), flat(projectors[0]), flat(J))


if __name__ == "__main__":
    for f in (4, 5, 6):
        exponents, _, J = solve(*vll(f), f)
        print("// %d flavours: VLL, LR, SLL" % f)
        print("{{%s, %s}, %s, %s}" % (number(exponents[0]), number(J[0, 0]), block(*left_right(f), f), block(*scalar(f), f)))
