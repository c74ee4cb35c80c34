#include "kernels/flavour/squark_boxes.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <vector>

#include "tests/support/box_sums.hpp"
#include "tests/support/random_spectrum.hpp"
#include "tests/support/rosiek.hpp"

namespace squall::test {
namespace {

using flavour::FourQuark, flavour::meson_quarks;
using Boxes = flavour::SquarkBoxes<double>;
using Spectrum = spectrum::Spectrum<double>;

std::vector<Complex<double>> list(FourQuark<double> const& c) { return {c.vll, c.vrr, c.lr1, c.lr2, c.sll1, c.sll2, c.srr1, c.srr2}; }

double largest(FourQuark<double> const& c) {
    double size = 0.0;
    for (auto const& x : list(c)) size = std::max(size, modulus(x));
    return size;
}

Boxes boxes_of(Spectrum const& s) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(s, states);
    Boxes boxes;
    flavour::squark_boxes(s, states, boxes);
    return boxes;
}

Spectrum without_neutralinos(Spectrum s) {
    s.g[0] = s.g[1] = 0.0;
    return s;
}

/// Random mixing and couplings, masses far enough from each other for the closed box integrals (to 1e-11).
Spectrum separated_spectrum(unsigned seed) {
    auto s = RandomSpectrum(seed)();
    double const squarks[6] = {300.0, 520.0, 840.0, 1300.0, 1900.0, 2600.0};
    for (int j = 0; j < 6; ++j) s.m_up_squark[j] = s.m_down_squark[j] = squarks[j];
    double const neutralinos[4] = {110.0, 230.0, 670.0, 1600.0};
    for (int k = 0; k < 4; ++k) s.m_neutralino[k] = neutralinos[k];
    s.m_chargino[0] = 410.0;
    s.m_chargino[1] = 1080.0;
    s.m_gluino = 2200.0;
    return s;
}

/// x f6 and f6tilde of Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387, eq. (A.3): x = (gluino/squark mass)^2.
double f6(double x) { return (6 * (1 + 3 * x) * std::log(x) + x * x * x - 9 * x * x - 9 * x + 17) / (6 * std::pow(x - 1, 5)); }
double f6_tilde(double x) { return (6 * x * (1 + x) * std::log(x) - x * x * x - 9 * x * x + 9 * x + 1) / (3 * std::pow(x - 1, 5)); }

/// A spectrum with hermitian squark mass matrices m^2 (1 + insertion) and a gluino of mass m sqrt(x).
struct Insertions {
    Eigen::Matrix<std::complex<double>, 6, 6> matrix = Eigen::Matrix<std::complex<double>, 6, 6>::Identity();
    void put(int i, int j, std::complex<double> delta) {
        matrix(i, j) = delta;
        matrix(j, i) = std::conj(delta);
    }
};

Spectrum inserted(Insertions const& insertions, double m, double x) {
    Spectrum s = without_neutralinos(RandomSpectrum(4)());
    Eigen::SelfAdjointEigenSolver<Eigen::Matrix<std::complex<double>, 6, 6>> const solver(insertions.matrix);
    for (int j = 0; j < 6; ++j) {
        s.m_down_squark[j] = s.m_up_squark[j] = m * std::sqrt(solver.eigenvalues()(j));
        for (int l = 0; l < 6; ++l) {
            auto const z = std::conj(solver.eigenvectors()(l, j));
            s.Z_down[j][l] = s.Z_up[j][l] = {z.real(), z.imag()};
        }
    }
    s.m_gluino = m * std::sqrt(x);
    s.gluino_phase = {1.0, 0.0};
    return s;
}

constexpr double delta = 1e-4, tolerance = 1e-3;  // of the mass-insertion limit; the next order is delta itself

class MassInsertionLimit : public ::testing::TestWithParam<double> {
protected:
    double const m = 800.0, x = GetParam();
    double const A = 24 * x * f6(x), B = f6_tilde(x);
    double alpha_s(Spectrum const& s) const { return s.g[2] * s.g[2] / (4 * M_PI); }
    double scale(Spectrum const& s) const { return -alpha_s(s) * alpha_s(s) / (216 * m * m); }
    static void expect(std::complex<double> expected, Complex<double> ours, double size) {
        EXPECT_NEAR(ours.re, expected.real(), tolerance * size);
        EXPECT_NEAR(ours.im, expected.imag(), tolerance * size);
    }
};

TEST_P(MassInsertionLimit, HasTheVectorOperatorsOfLeftAndRightInsertions) {
    for (int n = 0; n < flavour::mesons; ++n) {
        auto const [heavy, light] = meson_quarks[n];
        std::complex<double> const left = delta * std::polar(1.0, 0.4), right = 0.7 * delta * std::polar(1.0, -1.1);
        Insertions insertions;
        insertions.put(light, heavy, left);
        insertions.put(light + 3, heavy + 3, right);
        auto const s = inserted(insertions, m, x);
        auto const c = boxes_of(s).gaugino[n];
        double const unit = scale(s), size = std::abs(unit) * delta * delta;
        expect(unit * (A + 66 * B) * left * left, c.vll, size * std::abs(A + 66 * B));
        expect(unit * (A + 66 * B) * right * right, c.vrr, size * std::abs(A + 66 * B));
        auto const o4 = unit * (21 * A - 72 * B) * left * right, o5 = unit * (A + 120 * B) * left * right;
        expect(o4, c.lr2, std::abs(o4));
        expect(-0.5 * o5, c.lr1, std::abs(o5));
        EXPECT_LT(modulus(c.sll1) + modulus(c.srr1), 1e-6 * std::abs(o4));
    }
}

TEST_P(MassInsertionLimit, HasTheScalarAndTensorOperatorsOfChiralityFlips) {
    for (int n = 0; n < flavour::mesons; ++n) {
        auto const [heavy, light] = meson_quarks[n];
        std::complex<double> const rl = delta * std::polar(1.0, 0.9), lr = 0.6 * delta * std::polar(1.0, -0.3);
        Insertions insertions;
        insertions.put(light + 3, heavy, rl);  // d_R s_L: (delta_12)_RL
        insertions.put(light, heavy + 3, lr);
        auto const s = inserted(insertions, m, x);
        auto const c = boxes_of(s).gaugino[n];
        double const unit = scale(s), xf6 = x * f6(x);
        auto const o2 = unit * 204 * xf6 * rl * rl, o3 = unit * -36 * xf6 * rl * rl;
        auto const p2 = unit * 204 * xf6 * lr * lr, p3 = unit * -36 * xf6 * lr * lr;
        expect(o2 - 0.5 * o3, c.sll1, std::abs(o2));
        expect(0.125 * o3, c.sll2, std::abs(0.125 * o3));
        expect(p2 - 0.5 * p3, c.srr1, std::abs(p2));
        expect(0.125 * p3, c.srr2, std::abs(0.125 * p3));
        auto const o4 = unit * -132 * B * lr * rl, o5 = unit * -180 * B * lr * rl;
        expect(o4, c.lr2, std::abs(o4));
        expect(-0.5 * o5, c.lr1, std::abs(o5));
    }
}

INSTANTIATE_TEST_SUITE_P(GluinoToSquark, MassInsertionLimit, ::testing::Values(0.3, 0.9, 2.7, 12.0));

TEST(SquarkBoxes, HaveTheCoefficientsOfSusyFlavorWhereSquarksDifferEnough) {
    // DF2G of the dumps: columns VLL, VRR, VLR, SLL, SRR, SLR, TL, TR of the operators (sbar d)(sbar d), so the complex conjugates of ours
    // with SLL, TL <-> SRR, TR; sigma = i/2 [g, g] there; as sums before the factor -1/(16 pi^2); and with g_s^2 where g_s^4 belongs
    // (dd_xxx_g of that program). Its sums over squarks lose digits like 1/delta^2: rows with delta of 0.05 or more remain, without
    // the entries that exact sums leave below 1e-6 of the largest one.
    struct Row {
        char const* point;
        std::vector<int> columns;
    };
    std::vector<Row> const rows = {{"dQ23_LL_m0.1_tb10", {0, 2, 3, 4, 5, 6, 7}},
                                   {"dD23_RR_0.2_tb10", {1, 2, 3, 4, 5, 6, 7}},
                                   {"dD32_T32_tb10", {3, 6}},
                                   {"GGM_like_heavy_tb10", {0, 2, 3, 4, 5, 6, 7}}};
    int compared = 0;
    for (auto const& point : read_flavour_dumps())
        for (auto const& row : rows) {
            if (point.name != row.point) continue;
            auto const c = boxes_of(without_neutralinos(point.spectrum)).gaugino[2];
            Complex<double> const ours[8] = {c.vll, c.vrr, c.lr1, c.srr1, c.sll1, c.lr2, -c.srr2, -c.sll2};
            double const scale = -1.0 / (16 * M_PI * M_PI) * point.spectrum.g[2] * point.spectrum.g[2];
            for (int const column : row.columns) {
                auto const theirs = scale * conj(point.gluino_boxes.at(23)[column]);
                // its own cancellation: 2e-4 seen
                EXPECT_LT(modulus(ours[column] - theirs) / modulus(theirs), 1e-3) << point.name << " " << column;
                ++compared;
            }
        }
    EXPECT_EQ(compared, 23);
}

TEST(SquarkBoxes, OfCharginosAreTheSumOverAllMassStates) {
    // H = sum a_L a_L* a_L a_L* D2/(128 pi^2) VLL and so on (Buras, Chankowski, Rosiek, Slawianowska hep-ph/0210145, appendix): line by
    // line of fermions (k, l) and squarks (i, j). Closed integrals with masses taken apart are good to 1e-11.
    for (unsigned seed = 1; seed <= 3; ++seed) {
        auto s = separated_spectrum(seed);
        flavour::DownQuarkStates<double> states;
        flavour::super_ckm_states(s, states);
        for (auto& row : states.ckm_yukawa)  // as resummation leaves them: not along V
            for (auto& entry : row) entry = entry + Complex<double>{0.01 * static_cast<double>(seed), -0.02};
        Boxes boxes;
        flavour::squark_boxes(s, states, boxes);
        for (int n = 0; n < flavour::down_mesons; ++n) {
            auto const [heavy, light] = meson_quarks[n];
            FourQuark<double> sum{};
            double terms = 0.0;  // the size of what cancels in these sums
            for (int k = 0; k < 2; ++k)
                for (int l = 0; l < 2; ++l)
                    for (int i = 0; i < 6; ++i)
                        for (int j = 0; j < 6; ++j) {
                            double const D2 =
                                static_cast<double>(closed_box(s.m_chargino[k], s.m_chargino[l], s.m_up_squark[i], s.m_up_squark[j], 2));
                            double const D0 =
                                static_cast<double>(closed_box(s.m_chargino[k], s.m_chargino[l], s.m_up_squark[i], s.m_up_squark[j], 1));
                            double const flip = s.m_chargino[k] * s.m_chargino[l] * D0;
                            auto const in1 = chargino_vertex(s, states, heavy, k, i), out2 = chargino_vertex(s, states, light, l, i);
                            auto const in2 = chargino_vertex(s, states, heavy, l, j), out1 = chargino_vertex(s, states, light, k, j);
                            auto const line = [&](Complex<double> a, Complex<double> b, Complex<double> c, Complex<double> d) {
                                auto const product = (a * conj(b)) * (c * conj(d));
                                terms += D2 / 8 * modulus(product);
                                return product;
                            };
                            sum.vll = sum.vll + (D2 / 8) * line(in1.left, out2.left, in2.left, out1.left);
                            sum.vrr = sum.vrr + (D2 / 8) * line(in1.right, out2.right, in2.right, out1.right);
                            sum.lr1 = sum.lr1 + (flip / 2) * line(in1.left, out2.left, in2.right, out1.right);
                            sum.lr2 = sum.lr2 + (-D2 / 2) * line(in1.left, out2.right, in2.right, out1.left);
                            sum.sll1 = sum.sll1 + (flip / 4) * line(in1.left, out2.right, in2.left, out1.right);
                            sum.sll2 = sum.sll2 + (-flip / 16) * line(in1.left, out2.right, in2.left, out1.right);
                            sum.srr1 = sum.srr1 + (flip / 4) * line(in1.right, out2.left, in2.right, out1.left);
                            sum.srr2 = sum.srr2 + (-flip / 16) * line(in1.right, out2.left, in2.right, out1.left);
                        }
            auto const expected = list(sum), ours = list(boxes.chargino[n]);
            for (std::size_t c = 0; c < 8; ++c)
                EXPECT_LT(modulus((16 * M_PI * M_PI) * ours[c] - expected[c]), 1e-11 * terms) << "operator " << c;
        }
    }
}

TEST(SquarkBoxes, OfWinosInCharmMixingAreTheSumOverAllMassStates) {
    // up quarks, winos and down squarks: g2^4 |U_k1|^2 |U_l1|^2 D2/(128 pi^2) of the squarks' left-handed partners V_il* Z_jl
    auto s = separated_spectrum(8);
    for (auto& m : s.m_down_squark) m *= 1.1;  // not those of up squarks
    auto const boxes = boxes_of(s);
    auto const partner = [&](int i, int j) {
        auto sum = complex_zero<double>();
        for (int l = 0; l < 3; ++l) sum = sum + conj(s.quarks.ckm[i][l]) * s.Z_down[j][l];
        return sum;
    };
    auto sum = complex_zero<double>();
    for (int k = 0; k < 2; ++k)
        for (int l = 0; l < 2; ++l)
            for (int i = 0; i < 6; ++i)
                for (int j = 0; j < 6; ++j) {
                    auto const D2 =
                        static_cast<double>(closed_box(s.m_chargino[k], s.m_chargino[l], s.m_down_squark[i], s.m_down_squark[j], 2));
                    double const winos = std::pow(s.g[1], 4) * norm(s.chargino_U[k][0]) * norm(s.chargino_U[l][0]);
                    sum = sum + (winos * D2) * ((partner(1, i) * conj(partner(0, i))) * (partner(1, j) * conj(partner(0, j))));
                }
    auto const& charm = boxes.chargino[3];
    EXPECT_LT(modulus((128 * M_PI * M_PI) * charm.vll - sum), 1e-9 * modulus(sum));  // integrals good to 1e-11, cancelling
    EXPECT_EQ(modulus(charm.vrr) + modulus(charm.lr1) + modulus(charm.lr2) + modulus(charm.sll1), 0.0);
}

TEST(SquarkBoxes, OfNeutralinosAndGluinosAreTheSumOverAllMassStates) {
    // Gauge couplings only: VLL of g3^2/6 [l l* D2 - m m (l l + l* l*) D0] and neutralinos alone, l l* l l* D2/8 - m m l l l* l* D0/4, over
    // 16 pi^2 (same source; neutralino vertices of Martin's primer: -sqrt2 (T3 g2 N2* + Y g' N1*) and sqrt2 Q g' N1).
    for (int n = 0; n < flavour::mesons; ++n) {
        auto s = separated_spectrum(11 + static_cast<unsigned>(n));
        s.gluino_phase = {1.0, 0.0};
        auto const all = boxes_of(s), gluinos = boxes_of(without_neutralinos(s));
        auto const [heavy, light] = meson_quarks[n];
        bool const up = n == 3;
        auto const& Z = up ? s.Z_up : s.Z_down;
        auto const& m = up ? s.m_up_squark : s.m_down_squark;
        double const g_prime = std::sqrt(0.6) * s.g[0], g32 = s.g[2] * s.g[2], T3 = up ? 0.5 : -0.5, Q = up ? 2.0 / 3.0 : -1.0 / 3.0;
        Complex<double> left[4], right[4];
        for (int k = 0; k < 4; ++k) {
            left[k] = -std::sqrt(2.0) * ((T3 * s.g[1]) * conj(s.neutralino_N[k][1]) + (g_prime / 6) * conj(s.neutralino_N[k][0]));
            right[k] = (std::sqrt(2.0) * Q * g_prime) * s.neutralino_N[k][0];
        }
        auto vll = complex_zero<double>(), vrr = vll;
        for (int i = 0; i < 6; ++i)
            for (int j = 0; j < 6; ++j) {
                auto const ll = (Z[i][heavy] * conj(Z[i][light])) * (Z[j][heavy] * conj(Z[j][light]));
                auto const rr = (Z[i][heavy + 3] * conj(Z[i][light + 3])) * (Z[j][heavy + 3] * conj(Z[j][light + 3]));
                for (int k = 0; k < 4; ++k) {
                    auto const box = [&](double other, int power) {
                        return static_cast<double>(closed_box(other, s.m_neutralino[k], m[i], m[j], power));
                    };
                    auto const D2 = box(s.m_gluino, 2), flip = box(s.m_gluino, 1) * s.m_gluino * s.m_neutralino[k];
                    vll = vll + (g32 / 6 * (norm(left[k]) * D2 - flip * 2 * (left[k] * left[k]).re)) * ll;
                    vrr = vrr + (g32 / 6 * (norm(right[k]) * D2 - flip * 2 * (right[k] * right[k]).re)) * rr;
                    for (int q = 0; q < 4; ++q) {
                        auto const E2 = box(s.m_neutralino[q], 2), E0 = box(s.m_neutralino[q], 1) * s.m_neutralino[q] * s.m_neutralino[k];
                        auto const pair = [&](Complex<double> const(&c)[4]) {
                            return norm(c[k]) * norm(c[q]) * E2 / 8 - E0 / 4 * ((c[k] * c[k]) * conj(c[q] * c[q])).re;
                        };
                        vll = vll + pair(left) * ll;
                        vrr = vrr + pair(right) * rr;
                    }
                }
            }
        double const loop = 16 * M_PI * M_PI;  // integrals are good to 1e-11, sums cancel by up to a hundred
        EXPECT_LT(modulus(loop * (all.gaugino[n].vll - gluinos.gaugino[n].vll) - vll), 1e-9 * modulus(vll)) << n;
        EXPECT_LT(modulus(loop * (all.gaugino[n].vrr - gluinos.gaugino[n].vrr) - vrr), 1e-9 * modulus(vrr)) << n;
    }
}

TEST(SquarkBoxes, HaveTheColoursOfAUnitaryGroup) {
    // Gluinos and a singlet with the generator 1/sqrt6 make U(3), where sum T_ij T_kl = delta_il delta_kj/2: colour factors 3/4 (Dirac-like
    // boxes) and 1/4 (Majorana-like) of uncrossed colours alone. Nothing but sums of simple fractions: 1e-15.
    using flavour::box_detail::gaugino, flavour::box_detail::gaugino_weights;
    double const t = 1.7, mass = 1.3, root6 = std::sqrt(6.0);
    Complex<double> const l{-0.8, 0.3}, r{0.5, 0.9};
    auto const w = gaugino_weights(gaugino(mass, l, r), gaugino(mass, (1 / root6) * l, (1 / root6) * r), t);
    double const ll = norm(l), rr = norm(r);
    EXPECT_NEAR(w.vll, 0.5 * 0.25 * mass * mass * ll * ll - 0.25 * t * 0.75 * ll * ll, 1e-15);
    EXPECT_NEAR(w.vrr, 0.5 * 0.25 * mass * mass * rr * rr - 0.25 * t * 0.75 * rr * rr, 1e-15);
    EXPECT_NEAR(w.ll_rr_o4, 2 * 0.75 * mass * mass * ll * rr, 1e-15);
    EXPECT_NEAR(w.ll_rr_o5, -t * 0.25 * ll * rr, 1e-15);
    EXPECT_NEAR(w.lr_rl_o4, t * 0.25 * ll * rr, 1e-15);
    EXPECT_NEAR(w.lr_rl_o5, t * 0.75 * ll * rr, 1e-15);
    auto const flip = conj_multiply(r, l);
    auto const square_of_flip = (mass * mass) * (flip * flip);
    EXPECT_LT(modulus(w.lr_o2 - 0.5 * square_of_flip), 1e-15);   // 3/4 - 1/4
    EXPECT_LT(modulus(w.lr_o3 + 0.25 * square_of_flip), 1e-15);  // 0 - 1/4
}

TEST(SquarkBoxes, TurnWithThePhaseOfTheGluino) {
    // a_R = sqrt2 g3 e^{i phi} Z_R: the phase may as well stand in the right-handed columns of Z. Rounding of sums of like terms.
    auto s = without_neutralinos(RandomSpectrum(7)()), moved = s;
    moved.gluino_phase = {1.0, 0.0};
    for (int j = 0; j < 6; ++j)
        for (int l = 3; l < 6; ++l) {
            moved.Z_down[j][l] = s.gluino_phase * s.Z_down[j][l];
            moved.Z_up[j][l] = s.gluino_phase * s.Z_up[j][l];
        }
    auto const a = boxes_of(s), b = boxes_of(moved);
    for (int n = 0; n < flavour::mesons; ++n) {
        auto const one = list(a.gaugino[n]), other = list(b.gaugino[n]);
        for (std::size_t c = 0; c < 8; ++c) EXPECT_LT(modulus(one[c] - other[c]), 1e-12 * largest(a.gaugino[n])) << n << " " << c;
    }
}

TEST(SquarkBoxes, VanishForDegenerateSquarks) {
    auto s = RandomSpectrum(3)();
    for (int j = 0; j < 6; ++j) s.m_down_squark[j] = s.m_up_squark[j] = 913.0;
    auto const boxes = boxes_of(s);
    for (int n = 0; n < flavour::mesons; ++n) EXPECT_EQ(largest(boxes.gaugino[n]), 0.0) << n;
    // charginos keep the Yukawa couplings of up quarks, and nothing of winos alone
    EXPECT_GT(modulus(boxes.chargino[2].vll), 0.0);
    for (auto& y : s.quarks.y_up) y = 0.0;
    EXPECT_EQ(modulus(boxes_of(s).chargino[2].vll), 0.0);
    EXPECT_EQ(modulus(boxes_of(s).chargino[3].vll), 0.0);
}

TEST(SquarkBoxes, KeepTheirDigitsNearDegeneracy) {
    // splittings 1e-5 and 1e-6 of the masses: coefficients in the ratio of their squares to first order in the splitting
    auto s = RandomSpectrum(3)(), t = s;
    for (int j = 0; j < 6; ++j) {
        s.m_down_squark[j] = s.m_up_squark[j] = 900.0 * (1 + 1e-5 * j);
        t.m_down_squark[j] = t.m_up_squark[j] = 900.0 * (1 + 1e-6 * j);
    }
    auto const a = boxes_of(s), b = boxes_of(t);
    for (int n = 0; n < flavour::mesons; ++n) {
        auto const one = list(a.gaugino[n]), other = list(b.gaugino[n]);
        for (std::size_t c = 0; c < 8; ++c) EXPECT_NEAR(modulus(divide(one[c], other[c])), 100.0, 0.05) << n << " " << c;
    }
}

TEST(SquarkBoxes, DecoupleLikeOneOverTheSquareOfTheScale) {
    auto s = RandomSpectrum(5)(), heavy = s;
    for (auto* masses : {heavy.m_up_squark, heavy.m_down_squark})
        for (int j = 0; j < 6; ++j) masses[j] *= 10.0;
    for (auto& m : heavy.m_chargino) m *= 10.0;
    for (auto& m : heavy.m_neutralino) m *= 10.0;
    heavy.m_gluino *= 10.0;
    auto const a = boxes_of(s), b = boxes_of(heavy);
    for (int n = 0; n < flavour::mesons; ++n)
        for (auto const& [light, decoupled] : {std::pair{a.gaugino[n], b.gaugino[n]}, std::pair{a.chargino[n], b.chargino[n]}}) {
            auto const one = list(light), other = list(decoupled);
            for (std::size_t c = 0; c < 8; ++c)  // rounding of 112 terms
                EXPECT_LT(modulus(0.01 * one[c] - other[c]), 1e-13 * largest(light)) << n << " " << c;
        }
}

}  // namespace
}  // namespace squall::test
