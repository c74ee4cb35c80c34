"""Prints the eight magic numbers of C7eff, sum h_i eta^a_i, and of C8eff: the shares of C2(mu_W) = 1 in them at mu_b, leading order, five flavours.

From the one-loop (two-loop for the last two columns) effective anomalous dimension matrix of C1..C6, C7eff, C8eff in
Chetyrkin, Misiak, Muenz, hep-ph/9612313: C(mu) = eta^(gamma^T/2 beta0) C(mu_W). Four of the a_i and h_i are rational;
that they come out as 626126/272277, -56281/51730, -3/7, -1/14 confirms the matrix.
"""
import mpmath as mp

mp.mp.dps = 40
GAMMA = """-4 8/3 0 -2/9 0 0 -208/243 173/162
12 0 0 4/3 0 0 416/81 70/27
0 0 0 -52/3 0 2 -176/81 14/27
0 0 -40/9 -100/9 4/9 5/6 -152/243 -587/162
0 0 0 -256/3 0 20 -6272/81 6596/27
0 0 -256/9 56/9 40/9 -2/3 4624/243 4772/81
0 0 0 0 0 0 32/3 0
0 0 0 0 0 0 -32/9 28/3"""


def number(text):
    numerator, _, denominator = text.partition("/")
    return mp.mpf(numerator) / mp.mpf(denominator or 1)


gamma = mp.matrix([[number(word) for word in line.split()] for line in GAMMA.splitlines()])
beta0 = mp.mpf(23) / 3
a, vectors = mp.eig(gamma.T / (2 * beta0))
start = mp.inverse(vectors) * mp.matrix([0, 1, 0, 0, 0, 0, 0, 0])
for i in range(8):
    print("a =", mp.nstr(mp.re(a[i]), 17), " h =", mp.nstr(mp.re(vectors[6, i] * start[i]), 17), " h8 =",
          mp.nstr(mp.re(vectors[7, i] * start[i]), 17))
