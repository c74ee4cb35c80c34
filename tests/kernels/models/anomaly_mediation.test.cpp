/// Anomaly mediation against its own exactness: what it gives at one scale is what it gives at another, run there.
#include "kernels/models/anomaly_mediation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/mssm_points.hpp"

namespace squall::test {
namespace {

using Backend = DenseBackend<double>;

void run(Mssm& y, double from, double to, int steps = 400) {
    ode::integrate_low_storage(rge::MssmOneLoop<Backend>{}, y, std::log(to / from), steps);
}

/// General complex Yukawa matrices that stay perturbative up to 1e16 GeV; no soft terms.
Mssm couplings_alone(std::uint64_t seed) {
    auto const random = random_point(seed);
    Mssm y{};
    y.couplings = random.couplings;
    return y;
}

/// Soft terms of another origin: complex gaugino masses and trilinears, hermitian masses.
void add_other_soft_terms(Mssm& y, std::uint64_t seed) {
    auto const random = random_point(seed);
    for (int a = 0; a < 3; ++a) y.gaugino[a] = random.gaugino[a];
    for (int f = 0; f < 3; ++f) y.a[f] = random.a[f];
    for (int i = 0; i < 5; ++i) y.m2[i] = random.m2[i];
    y.m2_Hu = random.m2_Hu;
    y.m2_Hd = random.m2_Hd;
}

/// Largest difference of the soft terms, of each block relative to its largest entry.
double largest_difference(Mssm const& x, Mssm const& y) {
    double worst = 0;
    auto const block = [&](auto const& a, auto const& b) {
        double size = 0, difference = 0;
        for (int i = 0; i < ode::slot_count<double, std::remove_cvref_t<decltype(a)>>; ++i) {
            size = std::max(size, std::abs(ode::slots<double>(b)[i]));
            difference = std::max(difference, std::abs(ode::slots<double>(a)[i] - ode::slots<double>(b)[i]));
        }
        worst = std::max(worst, difference / size);
    };
    for (int a = 0; a < 3; ++a) block(x.gaugino[a], y.gaugino[a]);
    for (int f = 0; f < 3; ++f) block(x.a[f], y.a[f]);
    for (int i = 0; i < 5; ++i) block(x.m2[i], y.m2[i]);
    block(x.m2_Hu, y.m2_Hu);
    block(x.m2_Hd, y.m2_Hd);
    return worst;
}

constexpr double low = 1e3, middle = 1e8, high = 1e16, m_gravitino = 6e4;  // GeV

// 400 steps of the fourth order over 18 to 30 e-folds: 2e-11 was seen elsewhere, 1e-9 is asked for.
TEST(AnomalyMediation, GivesTheSameSoftTermsFromTwoScales) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        auto from_high = couplings_alone(seed);
        run(from_high, low, high);
        auto from_middle = from_high;
        models::add_anomaly_mediation<Backend>(m_gravitino, from_high);
        run(from_high, high, low);
        run(from_middle, high, middle);
        models::add_anomaly_mediation<Backend>(m_gravitino, from_middle);
        run(from_middle, middle, low);
        EXPECT_LT(largest_difference(from_high, from_middle), 1e-9) << seed;
    }
}

// Beside soft terms of another origin the sum runs as the MSSM does only with the cross term of both.
TEST(AnomalyMediation, RunsWithOtherSoftTermsThroughItsCrossTerm) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        auto before = couplings_alone(seed);
        run(before, low, high);
        add_other_soft_terms(before, seed + 100);
        auto after = before;
        models::add_anomaly_mediation<Backend>(m_gravitino, before);
        run(before, high, middle);
        run(after, high, middle);
        models::add_anomaly_mediation<Backend>(m_gravitino, after);
        EXPECT_LT(largest_difference(before, after), 1e-10) << seed;
    }
}

// The sum of both alone, without the cross term, is off by as much as either of them.
TEST(AnomalyMediation, DoesNotSimplyAddToOtherSoftTerms) {
    auto both = couplings_alone(7);
    run(both, low, middle);
    auto anomaly = both, other = both;
    add_other_soft_terms(both, 107);
    add_other_soft_terms(other, 107);
    models::add_anomaly_mediation<Backend>(m_gravitino, both);
    models::add_anomaly_mediation<Backend>(m_gravitino, anomaly);
    double const cross = both.m2[0].diagonal[2] - anomaly.m2[0].diagonal[2] - other.m2[0].diagonal[2];
    EXPECT_GT(std::abs(cross), 0.1 * std::abs(anomaly.m2[0].diagonal[2]));
}

// The textbook: M_a = b_a g_a^2/16pi^2 m_{3/2}; without Yukawas m^2 = -2 sum C_a b_a (g_a^2/16pi^2)^2 m_{3/2}^2 (hep-th/9810155).
TEST(AnomalyMediation, IsThatOfTheTextbookWithoutYukawaCouplings) {
    Mssm y{};
    double const g[3] = {0.5, 0.65, 1.0}, b[3] = {33.0 / 5.0, 1.0, -3.0};
    for (int a = 0; a < 3; ++a) y.couplings.g[a] = g[a];
    models::add_anomaly_mediation<Backend>(m_gravitino, y);
    double const hypercharge[5] = {1.0 / 6, -2.0 / 3, 1.0 / 3, -1.0 / 2, 1.0};
    double const c2[5] = {0.75, 0, 0, 0.75, 0}, c3[5] = {4.0 / 3, 4.0 / 3, 4.0 / 3, 0, 0};
    for (int a = 0; a < 3; ++a) EXPECT_NEAR(y.gaugino[a].re, b[a] * g[a] * g[a] / loop_factor * m_gravitino, 1e-9);
    for (int i = 0; i < 5; ++i) {
        double const casimir[3] = {0.6 * hypercharge[i] * hypercharge[i], c2[i], c3[i]};
        double expected = 0;
        for (int a = 0; a < 3; ++a) expected -= 2 * casimir[a] * b[a] * std::pow(g[a], 4) / (loop_factor * loop_factor);
        expected *= m_gravitino * m_gravitino;
        EXPECT_NEAR(y.m2[i].diagonal[0] / expected, 1, 1e-12);
        EXPECT_EQ(y.m2[i].diagonal[0], y.m2[i].diagonal[2]);
    }
}

}  // namespace
}  // namespace squall::test
