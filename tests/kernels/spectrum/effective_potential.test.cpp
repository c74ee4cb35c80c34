#include "kernels/spectrum/effective_potential.hpp"

#include "kernels/spectrum/electroweak.hpp"
#include "kernels/spectrum/tree_level.hpp"
#include "tests/support/long_double_potential.hpp"
#include "tests/support/low_scale_points.hpp"
#include "tests/support/running_low_scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

using namespace squall::spectrum;
using namespace squall::test;
using squall::Complex;

/// Parameters with mu, b and the vevs: all that the potential depends on.
struct Point {
    LowScale<double> p;
    Complex<double> mu;
    double b;
    HiggsVevs<double> vev;

    PotentialDerivatives<double> matter() const {
        MassBasis<double> bases[3];
        QuarkSector<double> quarks;
        fermion_sector(p, bases, quarks);
        return matter_potential(p, bases, vev, mu);
    }
    PotentialDerivatives<double> higgs() const { return higgs_potential(p, vev, mu, b); }
    PotentialDerivatives<double> all() const { return matter() + higgs(); }
    LongVevs vevs() const { return {vev.v_u, vev.v_d}; }
};

Point at_tree_minimum(LowScale<double> const& p) {
    double status = 0.0;
    auto const minimum = break_electroweak_symmetry(p.m_Hu2, p.m_Hd2, p.tan_beta, z_mass_squared(p.g[0], p.g[1]), p.sign_mu, status);
    EXPECT_EQ(status, 0.0);
    return {p, {minimum.mu, 0.0}, minimum.b, higgs_vevs(p.tan_beta)};
}
/// Degenerate and massless states (no flavour violation), full flavour, almost degenerate squarks.
std::vector<Point> tree_minima() {
    return {at_tree_minimum(gauge_mediation_point()), at_tree_minimum(flavoured_point(1)), at_tree_minimum(flavoured_point(2)),
            at_tree_minimum(flavoured_point(3, 1e-8))};
}
/// The same at vevs of any size and direction, where Goldstone bosons have a mass; two with a complex mu.
std::vector<Point> elsewhere() {
    auto result = tree_minima();
    result[0].vev = {350.0, 60.0};
    result[1].vev = {90.0, 70.0};
    result[2].vev = {230.0, 310.0};
    result[3].vev = {60.0, 350.0};
    result[1].mu = {250.0, -370.0};
    result[2].mu = {-150.0, 170.0};
    return result;
}
std::vector<Point> everywhere() {
    auto result = tree_minima();
    for (auto const& point : elsewhere()) result.push_back(point);
    return result;
}

/// The long double potential with its differences. Kinds of fields cancel against each other, so each number comes with the largest
/// contribution of a kind: what rounding is relative to.
struct Reference {
    struct Sum {
        long double total = 0, largest = 0;
        void operator+=(long double x) {
            total += x;
            largest = std::max(largest, std::abs(x));
        }
    };
    Sum value, first[2], second[3];

    template <std::size_t N>
    Reference(Point const& point, std::array<Fields, N> const& all, int steps, Goldstones goldstones = Goldstones::kept) {
        LongDoublePotential const potential(point.p, {point.mu.re, point.mu.im}, point.b);
        for (auto fields : all) {
            auto const f = [&](LongVevs v) { return potential.one_loop(fields, v, goldstones); };
            value += f(point.vevs());
            auto const slopes = gradient(f, point.vevs(), steps);
            auto const curvatures = hessian(f, point.vevs(), steps);
            for (int i = 0; i < 2; ++i) first[i] += slopes[i];
            for (int i = 0; i < 3; ++i) second[i] += curvatures[i];
        }
    }
};

/// |difference| in units of the largest contribution
double distance(double is, Reference::Sum const& expected) {
    return static_cast<double>(std::abs((is - expected.total) / expected.largest));
}

/// A double's rounding, 1e-16, of masses up to 1 TeV against derivatives along v_d that only small masses feel: 1e-12 at worst.
/// The reference: steps of v/40 leave 40^-8 = 2e-13 of y^4 v^4 ln v^2, the least smooth term; 19 digits of 1e12 GeV^4 leave 1e-7 GeV^2
/// in second derivatives, 1e-10 of them.
TEST(EffectivePotential, OfMatterIsThatOfTheLagrangianInLongDouble) {
    for (auto const& point : everywhere()) {
        Reference const expected(point, matter_fields, 40);
        auto const is = point.matter();
        EXPECT_LT(distance(is.value, expected.value), 1e-14);
        for (int i = 0; i < 2; ++i) EXPECT_LT(distance(is.first[i], expected.first[i]), 1e-12) << i;
        for (int i = 0; i < 3; ++i) EXPECT_LT(distance(is.second[i], expected.second[i]), 1e-9) << i;
    }
}

/// At a minimum of the tree potential x^2 ln x of a Goldstone boson has no derivative in x = 0, but differences would feel the next order.
/// Away from it the steps must be small beside the distance from x = 0; the potential is a thousand times smaller here, so they may be.
TEST(EffectivePotential, OfHiggsBosonsIsThatOfTheLagrangianInLongDouble) {
    auto const compare = [](Point const& point, Goldstones goldstones) {
        Reference const expected(point, higgs_fields, 200, goldstones);
        auto const is = point.higgs();
        EXPECT_LT(distance(is.value, expected.value), 1e-14);
        for (int i = 0; i < 2; ++i) EXPECT_LT(distance(is.first[i], expected.first[i]), 1e-11) << i;
    };
    for (auto const& point : tree_minima()) compare(point, Goldstones::dropped);
    for (auto const& point : elsewhere()) compare(point, Goldstones::kept);
}

/// Curvature of the Higgs bosons where none is a tachyon; states below m_Z count with m_Z: Goldstone bosons, and h at a tree minimum.
TEST(EffectivePotential, OfHiggsBosonsHasTheCurvatureOfStatesNotLighterThanZ) {
    auto const compare = [](Point const& point) {
        long double const m_Z2 = z_mass_squared(point.p.g[0], point.p.g[1]);
        auto const expected = LongDoublePotential(point.p, {point.mu.re, point.mu.im}, point.b).higgs_curvature(point.vevs(), m_Z2, 100);
        auto const is = point.higgs();
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(is.second[i] / static_cast<double>(expected[i]), 1.0, 1e-9) << i;
    };
    for (auto const& point : tree_minima()) compare(point);
    compare(elsewhere()[0]);
    compare(elsewhere()[1]);
}

/// [F'(x) - F'(y)]/(x - y) of F' = 2 x (ln x/Q^2 - 1), across the way from equal to very different arguments and to a massless one.
TEST(EffectivePotential, HasASlopeDifferenceWithoutCancellation) {
    ColemanWeinberg<double> const law{1.0 / 810000.0, 0.0};
    auto const slope = [](long double x) { return 2 * x * (std::log(x / 810000.0L) - 1); };
    for (double x : {3.0, 1.7e4, 8.1e5, 4e6}) {
        EXPECT_NEAR(law.slope_difference(x, x), 2.0 * std::log(x / 810000.0), 1e-14 * 20.0);
        for (double ratio = 1e-9; ratio < 1e9; ratio *= 3.7) {
            double const y = x * (1.0 + ratio);
            // the quotient cancels to 1e-19/ratio, which 1e-4 allows; below it the next term of the expansion is of order ratio^4
            long double const m = (static_cast<long double>(x) + y) / 2, delta = (y - static_cast<long double>(x)) / 2;
            long double const expected = ratio < 1e-4 ? 2 * std::log(m / 810000.0L) - delta * delta / (3 * m * m)
                                                      : (slope(y) - slope(x)) / (y - static_cast<long double>(x));
            EXPECT_NEAR(law.slope_difference(x, y), static_cast<double>(expected), 1e-14 * 40.0) << x << " " << ratio;
            EXPECT_EQ(law.slope_difference(x, y), law.slope_difference(y, x));
        }
        EXPECT_NEAR(law.slope_difference(x, 0.0), 2.0 * (std::log(x / 810000.0) - 1.0), 1e-14 * 20.0);
    }
    EXPECT_EQ(law.value(0.0), 0.0);
    EXPECT_EQ(law.slope(0.0), 0.0);
}

/// All soft terms off; full flavour in the Yukawas.
LowScale<double> supersymmetric_point() {
    auto p = flavoured_point(6);
    for (auto& mass : p.gaugino) mass = {0.0, 0.0};
    for (auto& a : p.trilinear) a = squall::matrix_zero<double>();
    for (auto& m2 : p.m2) m2 = squall::hermitian_diagonal(0.0, 0.0, 0.0);
    p.m_Hu2 = p.m_Hd2 = 0.0;
    p.q = 100.0;
    return p;
}

/// The D-flat direction v_u = v_d with mu = b = 0 leaves supersymmetry intact: massive W and Z multiplets, degenerate quarks and squarks.
/// Delta V vanishes all along it. Across it there is a slope: wave functions of one loop, which differ for H_u and H_d, turn the direction.
TEST(EffectivePotential, VanishesAlongASupersymmetricFlatDirection) {
    for (double v : {50.0, 123.0, 400.0}) {
        Point const point{supersymmetric_point(), {0.0, 0.0}, 0.0, {v, v}};
        Reference const matter(point, matter_fields, 40);  // top quarks set the scale
        auto const sum = point.all();
        EXPECT_GT(std::abs(point.higgs().value), 1e-4 * matter.value.largest);  // Higgs bosons are part of it
        EXPECT_LT(std::abs(sum.value), 1e-14 * matter.value.largest);
        EXPECT_LT(std::abs(sum.first[along_u] + sum.first[along_d]), 1e-14 * matter.first[along_u].largest);
        EXPECT_GT(std::abs(sum.first[along_u] - sum.first[along_d]), 1e-4 * matter.first[along_u].largest);
    }
}

/// So does v_u = v_d = 0 with mu: eight Higgs bosons against the higgsinos.
TEST(EffectivePotential, VanishesAtTheSupersymmetricOriginWithMu) {
    Point const point{supersymmetric_point(), {120.0, 270.0}, 0.0, {0.0, 0.0}};
    EXPECT_GT(std::abs(point.higgs().value), 1e6);
    EXPECT_LT(std::abs(point.all().value), 1e-14 * std::abs(point.higgs().value));
    for (auto first : point.all().first) EXPECT_EQ(first, 0.0);
}

/// dV0/d ln Q at fixed fields of the Lagrangian, GeV^4: the one-loop beta functions of its parameters and the anomalous dimensions of
/// the Higgs fields. In Landau gauge 16 pi^2 d ln v_u/d ln Q = -3 tr Yu†Yu + g_a^2 C_a(H) = ... + 3/4 g2^2 + 1/4 gY^2, v_d alike
/// (hep-ph/0206136): gauge bosons give the 3 C of the Standard Model, gauginos -2 C.
long double tree_running(Point const& point, LongVevs v) {
    using squall::rge::down, squall::rge::lepton, squall::rge::up;
    using Backend = squall::DenseBackend<double>;
    auto const y = running_parameters(point.p, point.mu, point.b);
    squall::rge::DenseMssm<double> beta{};
    squall::rge::MssmOneLoop<Backend>{}.add_to(y, 1.0, beta);

    auto const trace = [&](int f) { return Backend::real_trace_adjoint_product(y.couplings.Y[f], y.couplings.Y[f]); };
    double const g1 = y.couplings.g[0], g2 = y.couplings.g[1], gauge = 0.75 * g2 * g2 + 0.25 * 0.6 * g1 * g1;
    long double const growth_u = (gauge - 3.0 * trace(up)) / squall::loop_factor;
    long double const growth_d = (gauge - 3.0 * trace(down) - trace(lepton)) / squall::loop_factor;
    long double const G = g2 * g2 + 0.6 * g1 * g1, beta_G = 2.0 * (g2 * beta.couplings.g[1] + 0.6 * g1 * beta.couplings.g[0]);
    long double const mu2 = norm(y.mu), beta_mu2 = 2.0 * real_inner(y.mu, beta.mu);
    long double const u = v.u, d = v.d, flat = u * u - d * d;
    long double const of_parameters =
        (beta.m2_Hu + beta_mu2) * u * u + (beta.m2_Hd + beta_mu2) * d * d - 2 * beta.b.re * u * d + beta_G / 8 * flat * flat;
    long double const dV_dlnu = 2 * (y.m2_Hu + mu2) * u * u - 2 * y.b.re * u * d + G / 2 * flat * u * u;
    long double const dV_dlnd = 2 * (y.m2_Hd + mu2) * d * d - 2 * y.b.re * u * d - G / 2 * flat * d * d;
    return of_parameters + growth_u * dV_dlnu + growth_d * dV_dlnd;
}

/// Delta V is linear in ln Q: V(e Q) - V(Q) = -1/(32 pi^2) STr M^4, whose dependence on the vevs must undo the running of V0. This ties
/// every coupling of every particle to the beta functions. 1e-12: rounding of slopes along v_d that cancel to a tenth.
TEST(EffectivePotential, DependsOnTheScaleAsTheBetaFunctionsDemand) {
    for (auto point : everywhere()) {
        auto const running = gradient([&](LongVevs v) { return tree_running(point, v); }, point.vevs(), 4);
        auto const before = point.all();
        point.p.q *= std::numbers::e;
        auto const after = point.all();
        for (int i = 0; i < 2; ++i) EXPECT_NEAR((before.first[i] - after.first[i]) / static_cast<double>(running[i]), 1.0, 1e-12) << i;
    }
}

void expect_equal(PotentialDerivatives<double> const& a, PotentialDerivatives<double> const& b, double tolerance) {
    EXPECT_NEAR(a.value, b.value, tolerance * std::abs(a.value));
    for (int i = 0; i < 2; ++i) EXPECT_NEAR(a.first[i], b.first[i], tolerance * std::abs(a.first[i])) << i;
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(a.second[i], b.second[i], tolerance * std::abs(a.second[i])) << i;
}

TEST(EffectivePotential, DoesNotFeelAFlavourRotation) {
    RandomMatrices random(17);
    for (auto const& point : everywhere()) {
        auto rotated = point;
        rotated.p = flavour_rotated(point.p, random);
        expect_equal(rotated.all(), point.all(), 1e-12);
    }
}

/// V(parameters*) = V(parameters): the vevs are real.
TEST(EffectivePotential, IsInvariantUnderCP) {
    for (auto const& point : everywhere()) {
        auto conjugate = point;
        conjugate.p = cp_conjugate(point.p);
        conjugate.mu = conj(point.mu);
        expect_equal(conjugate.all(), point.all(), 1e-12);
    }
}

TEST(EffectivePotential, ScalesWithItsMassDimension) {
    double const c = 3.0;
    for (auto const& point : everywhere()) {
        auto scaled = point;
        scaled.p.q *= c;
        for (auto& mass : scaled.p.gaugino) mass = c * mass;
        for (int f = 0; f < 3; ++f) squall::DenseBackend<double>::scaled(c, point.p.trilinear[f], scaled.p.trilinear[f]);
        for (int m = 0; m < 5; ++m) squall::DenseBackend<double>::scaled(c * c, point.p.m2[m], scaled.p.m2[m]);
        scaled.p.m_Hu2 *= c * c;
        scaled.p.m_Hd2 *= c * c;
        scaled.mu = c * point.mu;
        scaled.b *= c * c;
        scaled.vev = {c * point.vev.v_u, c * point.vev.v_d};
        auto const expect_scaled = [&](PotentialDerivatives<double> const& is, PotentialDerivatives<double> expected) {
            expected.value *= std::pow(c, 4);
            for (auto& first : expected.first) first *= std::pow(c, 3);
            for (auto& second : expected.second) second *= c * c;
            expect_equal(is, expected, 1e-12);
        };
        expect_scaled(scaled.matter(), point.matter());
        auto const without_curvature = [](PotentialDerivatives<double> x) {  // that of Higgs bosons knows the fixed M_Z
            for (auto& second : x.second) second = 0.0;
            return x;
        };
        expect_scaled(without_curvature(scaled.higgs()), without_curvature(point.higgs()));
    }
}

}  // namespace
