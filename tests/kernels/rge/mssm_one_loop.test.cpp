/// Laws the MSSM beta functions obey, whatever their coefficients were copied from.
#include "kernels/rge/mssm_one_loop.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <complex>

#include "kernels/ode/low_storage.hpp"
#include "kernels/ode/rk4.hpp"
#include "kernels/rge/legs.hpp"
#include "tests/support/mssm_points.hpp"

namespace squall::test {
namespace {

using Backend = DenseBackend<double>;
using Law = rge::MssmOneLoop<Backend>;
using Flavour = Eigen::Matrix3cd;

Flavour eigen(Matrix3<double> const& m) {
    Flavour result;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result(i, j) = {m.e[i][j].re, m.e[i][j].im};
    return result;
}
Flavour eigen(Hermitian3<double> const& h) {
    Flavour result;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result(i, j) = {h.at(i, j).re, h.at(i, j).im};
    return result;
}
void assign(Matrix3<double>& m, Flavour const& value) {
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) m.e[i][j] = {value(i, j).real(), value(i, j).imag()};
}
void assign(Hermitian3<double>& h, Flavour const& value) {
    for (int i = 0; i < 3; ++i) {
        h.diagonal[i] = value(i, i).real();
        for (int j = i + 1; j < 3; ++j) h.upper[i + j - 1] = {value(i, j).real(), value(i, j).imag()};
    }
}

Mssm derivative(Mssm const& y, rge::BilinearLoops loops = rge::BilinearLoops::one) {
    Mssm k{};
    Law law;
    law.bilinear = loops;
    law.add_to(y, loop_factor, k);
    return k;
}

double largest_difference(Mssm const& x, Mssm const& y, Mssm const& scale) {
    double worst = 0;
    for (int i = 0; i < 168; ++i)
        worst = std::max(
            worst, std::abs(ode::slots<double>(x)[i] - ode::slots<double>(y)[i]) / std::max(1e-3, std::abs(ode::slots<double>(scale)[i])));
    return worst;
}

Mssm run(Mssm y, double span, int steps) {
    ode::integrate_low_storage(Law{}, y, span, steps);
    return y;
}

Flavour random_unitary(unsigned seed) {
    std::srand(seed);
    return Eigen::HouseholderQR<Flavour>(Flavour::Random()).householderQ();
}

/// Y -> R† Y L, a alike, m^2_doublet -> L† m^2 L, m^2_singlet -> R† m^2 R for independent rotations of Q, U, D, L, E.
Mssm rotated(Mssm const& y) {
    Flavour v[rge::soft_mass_count];
    for (unsigned i = 0; i < rge::soft_mass_count; ++i) v[i] = random_unitary(i + 1);
    Mssm result = y;
    for (int f = 0; f < rge::sector_count; ++f) {
        auto const [partner, doublet, singlet, colours] = rge::sector_traits[f];
        assign(result.couplings.Y[f], v[singlet].adjoint() * eigen(y.couplings.Y[f]) * v[doublet]);
        assign(result.a[f], v[singlet].adjoint() * eigen(y.a[f]) * v[doublet]);
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) assign(result.m2[i], v[i].adjoint() * eigen(y.m2[i]) * v[i]);
    return result;
}

// Beta functions know no basis: U(3)^5 rotations commute with them. 1e-12: rounding of sums of about 100 terms.
TEST(MssmOneLoop, IsCovariantUnderFlavourRotations) {
    Mssm const y = random_point(1);
    Mssm const scale = derivative(y);
    EXPECT_LT(largest_difference(derivative(rotated(y), rge::BilinearLoops::two), rotated(derivative(y, rge::BilinearLoops::two)),
                                 rotated(scale)),
              1e-10);
}

// Complex conjugation of all parameters (CP) conjugates the flow, bit for bit up to the order of sums.
TEST(MssmOneLoop, CommutesWithComplexConjugation) {
    auto const conjugated = [](Mssm y) {
        for (int f = 0; f < 3; ++f) {
            assign(y.couplings.Y[f], eigen(y.couplings.Y[f]).conjugate());
            assign(y.a[f], eigen(y.a[f]).conjugate());
        }
        for (auto& m2 : y.m2) assign(m2, eigen(m2).conjugate());
        for (auto& m : y.gaugino) m = conj(m);
        y.mu = conj(y.mu);
        y.b = conj(y.b);
        return y;
    };
    Mssm const y = random_point(2);
    EXPECT_LT(largest_difference(derivative(conjugated(y)), conjugated(derivative(y)), derivative(y)), 1e-12);
}

// M_a/g_a^2 is constant at one loop: an exact relation. 1e-10: the fixed steps' error at 200 steps.
TEST(MssmOneLoop, KeepsGauginoMassOverCouplingSquaredConstant) {
    Mssm const y = random_point(3);
    Mssm const end = run(y, -5.0, 200);
    for (int a = 0; a < 3; ++a) {
        double const before = y.couplings.g[a] * y.couplings.g[a], after = end.couplings.g[a] * end.couplings.g[a];
        EXPECT_NEAR(end.gaugino[a].re / after, y.gaugino[a].re / before, 1e-10 * std::abs(y.gaugino[a].re / before));
        EXPECT_NEAR(end.gaugino[a].im / after, y.gaugino[a].im / before, 1e-10 * std::abs(y.gaugino[a].im / before));
    }
}

// 1/g^2 runs linearly in t: closed form with the group theory of the MSSM.
TEST(MssmOneLoop, RunsGaugeCouplingsAsTheClosedForm) {
    Mssm const y = random_point(4);
    double const span = -4.0, b[3] = {33.0 / 5.0, 1.0, -3.0};
    Mssm const end = run(y, span, 200);
    for (int a = 0; a < 3; ++a) {
        double const exact = 1.0 / std::sqrt(1.0 / (y.couplings.g[a] * y.couplings.g[a]) - 2.0 * b[a] * span / loop_factor);
        EXPECT_NEAR(end.couplings.g[a], exact, 1e-11);
    }
}

// The hypercharge trace S runs as S(t) proportional to g1^2 (anomaly cancellation): S/g1^2 is constant at one loop.
TEST(MssmOneLoop, KeepsHyperchargeTraceOverCouplingSquaredConstant) {
    auto const trace = [](Mssm const& y) {
        double sum = y.m2_Hu - y.m2_Hd;
        double const weight[5] = {1.0, -2.0, 1.0, -1.0, 1.0};
        for (int i = 0; i < 5; ++i) sum += weight[i] * Backend::trace(y.m2[i]);
        return sum / (y.couplings.g[0] * y.couplings.g[0]);
    };
    Mssm const y = random_point(5);
    EXPECT_NEAR(trace(run(y, -3.0, 200)), trace(y), 1e-9 * std::abs(trace(y)) + 1e-3);
}

// Masses scale with their dimension: multiplying them by r multiplies their derivatives by r (r^2).
TEST(MssmOneLoop, RespectsMassDimensions) {
    auto const scaled = [](Mssm y, double r) {
        for (auto& m : y.gaugino) m = r * m;
        for (auto& a : y.a) Backend::scaled(r, Matrix3<double>(a), a);
        for (auto& m2 : y.m2) Backend::scaled(r * r, Hermitian3<double>(m2), m2);
        y.m2_Hu *= r * r;
        y.m2_Hd *= r * r;
        y.mu = r * y.mu;
        y.b = (r * r) * y.b;
        return y;
    };
    Mssm const y = random_point(6);
    auto const two = rge::BilinearLoops::two;
    Mssm const k = derivative(y, two);
    Mssm scaled_k = scaled(k, 8.0);  // a power of two: exact
    scaled_k.couplings = k.couplings;
    EXPECT_LT(largest_difference(derivative(scaled(y, 8.0), two), scaled_k, scaled_k), 1e-14);
}

// An R rotation multiplies a, M and b by one phase (mu has none) and leaves m^2 alone: fixes every Y†a against its conjugate.
TEST(MssmOneLoop, CommutesWithRRotations) {
    Complex<double> const phase{std::cos(0.7), std::sin(0.7)};
    auto const turned = [&](Mssm y) {
        for (auto& m : y.gaugino) m = phase * m;
        for (auto& a : y.a)
            for (auto& row : a.e)
                for (auto& entry : row) entry = phase * entry;
        y.b = phase * y.b;
        return y;
    };
    Mssm const y = random_point(7);
    auto const two = rge::BilinearLoops::two;
    EXPECT_LT(largest_difference(derivative(turned(y), two), turned(derivative(y, two)), derivative(y, two)), 1e-11);
}

// Soft parameters are the theta^2 components of couplings (Giudice and Rattazzi hep-ph/9706540; Jack and Jones hep-ph/9709364):
// db/dt = gamma b + 2 mu (O gamma), gamma = (dmu/dt)/mu, where O takes each Y (not Y†) to a and each g^2 to -M g^2. The derivative is
// taken numerically here, central in steps of 1e-6: relative error 1e-9 or better, tolerance 1e-7.
TEST(MssmOneLoop, DerivesTheSourceOfBFromTheRunningOfMu) {
    for (auto loops : {rge::BilinearLoops::one, rge::BilinearLoops::two}) {
        Mssm y = random_point(7);
        for (auto& m : y.gaugino) m.im = 0;  // so that g^2 moves by real steps
        auto const gamma = [&](Mssm z) {
            z.mu = {0.0, 0.0};
            z.b = {1.0, 0.0};
            return derivative(z, loops).b.re;
        };
        double const eps = 1e-6;
        auto const yukawas = [&](Complex<double> step) {
            Mssm z = y;
            for (int f = 0; f < 3; ++f)
                for (int i = 0; i < 3; ++i)
                    for (int j = 0; j < 3; ++j)
                        z.couplings.Y[f].e[i][j] = multiply_add(step, 1e-3 * y.a[f].e[i][j], z.couplings.Y[f].e[i][j]);
            return gamma(z);
        };
        auto const gauge = [&](double step) {
            Mssm z = y;
            for (int a = 0; a < 3; ++a) z.couplings.g[a] *= std::sqrt(1.0 - step * 1e-3 * y.gaugino[a].re);
            return gamma(z);
        };
        // Wirtinger derivative: gamma depends on Y and Y†, O acts on Y alone
        double const along = (yukawas({eps, 0}) - yukawas({-eps, 0})) / (2 * eps),
                     across = (yukawas({0, eps}) - yukawas({0, -eps})) / (2 * eps);
        double const gauge_part = (gauge(eps) - gauge(-eps)) / (2 * eps);
        Complex<double> const source{1e3 * (along + 2 * gauge_part), -1e3 * across};  // 2 x 1/2 (along - i across) + 2 x gauge
        Mssm z = y;
        z.mu = {1.0, 0.0};
        z.b = {0.0, 0.0};
        Mssm const k = derivative(z, loops);
        EXPECT_NEAR(k.b.re, source.re, 1e-7 * modulus(source));
        EXPECT_NEAR(k.b.im, source.im, 1e-7 * modulus(source));
    }
}

// Group theory of a chiral superfield at two loops, pure gauge part of gamma_Hu + gamma_Hd (Martin and Vaughn, eq. (2.5)):
// 2 g_a^4 C_a (S_a - 3 C_a(G)) + 4 g_a^2 g_b^2 C_a C_b, with C_1 = 3/20, C_2 = 3/4, S_a - 3 C_a(G) = (33/5, 1).
TEST(BilinearTwoLoop, HasTheGroupTheoryOfItsGaugeTerms) {
    Mssm y{};
    y.couplings.g[0] = 0.5;
    y.couplings.g[1] = 0.6;
    y.b = {1.0, 0.0};
    double const g2[2] = {0.25, 0.36}, casimir[2] = {3.0 / 20.0, 3.0 / 4.0};
    for (double const messengers : {0.0, 3.0}) {  // complete multiplets of SU(5) add one to every S_a
        auto const b_derivative = [&](rge::BilinearLoops loops) {
            Mssm k{};
            Law law;
            law.bilinear = loops;
            for (auto& b : law.beta.b) b += messengers;
            law.add_to(y, loop_factor, k);
            return k.b.re;
        };
        double const two = b_derivative(rge::BilinearLoops::two) - b_derivative(rge::BilinearLoops::one);
        double const beta[2] = {33.0 / 5.0 + messengers, 1.0 + messengers};
        double expected = 0;
        for (int a = 0; a < 2; ++a) {
            expected += 2.0 * 2.0 * g2[a] * g2[a] * casimir[a] * beta[a];
            for (int b = 0; b < 2; ++b) expected += 2.0 * 4.0 * g2[a] * g2[b] * casimir[a] * casimir[b];
        }
        EXPECT_NEAR(two, expected / loop_factor, 1e-15) << messengers;
    }
}

// Mixed terms g_a^2 Y^2 come with 2 C(p) - C(H) summed over both fields p of the vertex, times the colour factor (eq. (2.5)).
TEST(BilinearTwoLoop, HasTheGroupTheoryOfItsMixedTerms) {
    struct Field {
        double c1, c3;
    };
    Field const Q{1.0 / 60, 4.0 / 3}, U{4.0 / 15, 4.0 / 3}, D{1.0 / 15, 4.0 / 3}, L{3.0 / 20, 0}, E{3.0 / 5, 0};
    Field const pairs[3][2] = {{Q, U}, {Q, D}, {L, E}};
    double const colours[3] = {3, 3, 1}, higgs_c1 = 3.0 / 20;
    for (int f = 0; f < 3; ++f)
        for (int a : {0, 2}) {
            Mssm y{};
            y.b = {1.0, 0.0};
            y.couplings.g[a] = 0.5;
            y.couplings.Y[f].e[2][2] = {0.3, 0.0};
            auto const two_loop = [&](Mssm const& z) {
                return (derivative(z, rge::BilinearLoops::two).b.re - derivative(z).b.re) * loop_factor;
            };
            Mssm gauge_only = y, yukawa_only = y;
            gauge_only.couplings.Y[f] = matrix_zero<double>();
            yukawa_only.couplings.g[a] = 0;
            double const mixed = two_loop(y) - two_loop(gauge_only) - two_loop(yukawa_only);
            auto const c = [&](Field const& p) { return a == 0 ? p.c1 : p.c3; };
            double const sum = 2 * c(pairs[f][0]) + 2 * c(pairs[f][1]) - 2 * (a == 0 ? higgs_c1 : 0.0);
            EXPECT_NEAR(mixed, 0.25 * 0.09 * colours[f] * sum, 1e-14) << f << " " << a;
        }
}

// There and back again: the integrator's error only; with couplings this large 400 steps of fourth order leave 1e-7.
TEST(MssmOneLoop, RunsBackToWhereItStarted) {
    Mssm const y = random_point(8);
    EXPECT_LT(largest_difference(run(run(y, -3.0, 400), 3.0, 400), y, y), 1e-7);
}

// Both steppers converge at fourth order on the real equations: halving the step divides the error by 16, within the next order's share.
TEST(MssmOneLoop, ConvergesAtFourthOrderWithBothSteppers) {
    Mssm const y = random_point(11);
    Mssm const exact = run(y, -2.0, 2000);
    auto const error = [&](int steps, bool rk4) {
        Mssm z = y;
        if (rk4)
            ode::integrate_rk4(Law{}, z, -2.0, steps);
        else
            ode::integrate_low_storage(Law{}, z, -2.0, steps);
        return std::abs(z.m2_Hu - exact.m2_Hu) + std::abs(z.b.re - exact.b.re);
    };
    for (bool rk4 : {false, true}) EXPECT_NEAR(std::log2(error(16, rk4) / error(32, rk4)), 4.0, 0.3) << rk4;
}

// The dimensionless law used on the way up is the same as the full one.
TEST(MssmOneLoop, AgreesWithTheCouplingsOnlyLaw) {
    Mssm const y = random_point(9);
    rge::DenseGaugeYukawa<double> k{};
    rge::MssmCouplingsOneLoop<Backend>{}.add_to(y.couplings, loop_factor, k);
    Mssm const full = derivative(y);
    for (int i = 0; i < 57; ++i) EXPECT_DOUBLE_EQ(ode::slots<double>(k)[i], ode::slots<double>(full.couplings)[i]);
}

// mu and b run linearly in their boundary values; the response slot predicts the end of any run.
TEST(MssmWithResponse, PredictsBilinearsForAnyBoundaryValues) {
    Mssm y = random_point(10);
    auto const evolve = [&](Complex<double> mu, Complex<double> b) {
        rge::MssmWithResponse<Backend> state{y, 1.0};
        state.parameters.mu = mu;
        state.parameters.b = b;
        rge::MssmWithResponseOneLoop<Backend> law;
        law.law.bilinear = rge::BilinearLoops::two;
        ode::integrate_low_storage(law, state, -3.0, 60);
        return state;
    };
    auto const unit = evolve({1.0, 0.0}, {0.0, 0.0});
    auto const full = evolve({500.0, -40.0}, {3e4, 2e4});
    Complex<double> const mu{500.0, -40.0}, b{3e4, 2e4};
    auto const predicted = unit.b_growth * b + unit.parameters.b * mu;
    EXPECT_NEAR(full.parameters.mu.re, (unit.parameters.mu * mu).re, 1e-10);
    EXPECT_NEAR(full.parameters.b.re, predicted.re, 1e-8);
    EXPECT_NEAR(full.parameters.b.im, predicted.im, 1e-8);
}

}  // namespace
}  // namespace squall::test
