/// The law of a conformal hidden sector against what is known of it without its coefficients.
#include "kernels/rge/hidden_sector.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/pipeline/settings.hpp"
#include "host/pipeline/steps.hpp"
#include "kernels/models/sequestered_iteration.hpp"
#include "tests/support/mssm_points.hpp"

namespace squall::test {
namespace {

using Backend = DenseBackend<double>;
using State = rge::MssmWithResponses<Backend>;
using Law = rge::HiddenSectorOneLoop<Backend>;

constexpr double m_f = 1e12, m_X = 1e8;  // GeV

/// A point at m_f with general complex flavour and mu = 1, as a boundary has it.
State start(std::uint64_t seed) {
    State y{};
    y.parameters = random_point(seed);
    y.parameters.mu = {1.0, 0.0};
    y.parameters.b = {3e3, 4e2};
    return y;
}

/// The same with the couplings and soft terms another program has at a messenger scale.
State realistic_start(std::size_t row) {
    auto y = start(1);
    y.parameters = softsusy_point(read_csv(reference("rge_softsusy_fv1.csv")), row);
    y.parameters.mu = {1.0, 0.0};
    y.parameters.b = {3e3, 4e2};
    return y;
}

/// Steps as a point takes them at the default error target.
int default_steps(double alpha_hat) {
    double const step = pipeline::longest_step(pipeline::Numerics{}.error_target);
    return static_cast<int>(std::ceil(std::log(m_f / m_X) / models::conformal_step(step, alpha_hat)));
}

State run_down(State y, rge::HiddenSectorExponents<double> const& exponents, int steps) {
    Law law;
    law.exponents = exponents;
    ode::integrate_low_storage(law, y, std::log(m_X / m_f), steps);
    return y;
}

/// Largest difference of a and b, of each block relative to its largest entry.
class Blocks {
public:
    template <class Block>
    void compare(Block const& a, Block const& b, double scale = 1) {
        double size = 0, difference = 0;
        for (int i = 0; i < ode::slot_count<double, Block>; ++i) {
            size = std::max(size, std::abs(ode::slots<double>(b)[i]));
            difference = std::max(difference, std::abs(ode::slots<double>(a)[i] * scale - ode::slots<double>(b)[i]));
        }
        worst = std::max(worst, difference / size);
    }
    double worst = 0;
};

// Mass dimensions alone: M, a, mu scale by (m_X/m_f)^gamma_S, m^2 and b by its square. The integration with gamma_S is stiff and takes
// more steps than the default; without it these are good to 1e-6.
TEST(HiddenSector, LetsGammaSDropOutOfTheVisibleSector) {
    for (double const gamma_S : {0.1, 0.35}) {
        double const alpha_hat = 0.6;
        auto const without = run_down(realistic_start(0), {0, alpha_hat}, default_steps(alpha_hat));
        auto const with = run_down(realistic_start(0), {gamma_S, alpha_hat}, 400);
        double const linear = std::pow(m_X / m_f, gamma_S), quadratic = linear * linear;
        Blocks blocks;
        auto const &x = without.parameters, &y = with.parameters;
        for (int a = 0; a < 3; ++a) blocks.compare(x.gaugino[a], y.gaugino[a], linear);
        for (int f = 0; f < 3; ++f) blocks.compare(x.a[f], y.a[f], linear);
        blocks.compare(x.mu, y.mu, linear);
        blocks.compare(x.b, y.b, quadratic);
        for (int i = 0; i < 5; ++i) blocks.compare(x.m2[i], y.m2[i], quadratic);
        blocks.compare(x.m2_Hu, y.m2_Hu, quadratic);
        blocks.compare(x.m2_Hd, y.m2_Hd, quadratic);
        EXPECT_LT(blocks.worst, 1e-6) << gamma_S;
    }
}

/// Couplings off: nothing of the visible sector runs.
State switched_off(std::uint64_t seed) {
    auto y = start(seed);
    for (auto& g : y.parameters.couplings.g) g = 0;
    for (auto& Y : y.parameters.couplings.Y) Y = matrix_zero<double>();
    for (auto& a : y.parameters.a) a = matrix_zero<double>();  // they alone would source the soft masses
    y.parameters.mu = {500.0, 300.0};
    return y;
}

// K = K_f (m_X/m_f)^alpha_hat with K = m^2, m_H^2 + |mu|^2 and b (seed 000, eqs. 16-17); all else stays.
TEST(HiddenSector, SuppressesQuadraticOperatorsByThePowerLawAlone) {
    for (double const alpha_hat : {1.5, 0.4, -0.2}) {
        auto const before = switched_off(3), after = run_down(before, {0, alpha_hat}, 400);
        double const power = std::pow(m_X / m_f, alpha_hat);
        auto const &x = before.parameters, &y = after.parameters;
        double const mu2 = norm(x.mu);
        double const largest = std::max(1.0, power);
        for (int i = 0; i < 5; ++i)
            for (int s = 0; s < 9; ++s)
                EXPECT_NEAR(ode::slots<double>(y.m2[i])[s] / 1e6, ode::slots<double>(x.m2[i])[s] * power / 1e6, 1e-9 * largest);
        // what |mu|^2 gives is kept apart
        EXPECT_NEAR((y.m2_Hu + after.from_mu2.m2_Hu + mu2) / 1e6, (x.m2_Hu + mu2) * power / 1e6, 1e-9 * largest);
        EXPECT_NEAR((y.m2_Hd + after.from_mu2.m2_Hd + mu2) / 1e6, (x.m2_Hd + mu2) * power / 1e6, 1e-9 * largest);
        EXPECT_NEAR(y.b.re, x.b.re * power, 1e-5 * largest);
        EXPECT_EQ(y.mu.re, x.mu.re);
        for (int a = 0; a < 3; ++a) EXPECT_EQ(y.gaugino[a].re, x.gaugino[a].re);
    }
}

// A conserved current has total exponent zero: kappa = 2 gamma_S + alpha_hat = 0. Relative to F_S^2 (the same at all scales) such an
// operator is not sequestered, while what is linear in S is.
TEST(HiddenSector, DoesNotSequesterAConservedCurrent) {
    double const gamma_S = 0.3;
    auto const before = switched_off(4), after = run_down(before, {gamma_S, -2 * gamma_S}, 200);
    for (int s = 0; s < 9; ++s)
        EXPECT_NEAR(ode::slots<double>(after.parameters.m2[2])[s], ode::slots<double>(before.parameters.m2[2])[s], 1e-3 * 1e-6);
    double const linear = std::pow(m_X / m_f, gamma_S);
    EXPECT_NEAR(after.parameters.gaugino[1].re / before.parameters.gaugino[1].re, linear, 1e-9);
}

// The response is what a run with the source -alpha_hat |mu|^2 in the Higgs masses says: here with the masses themselves shifted, since
// m_H^2 + |mu|^2 runs as a quadratic operator would with mu switched off.
TEST(HiddenSector, TellsHowSoftMassesFollowMu) {
    rge::HiddenSectorExponents<double> const exponents{0, 0.8};
    auto unit = start(5), shifted = start(5);
    shifted.parameters.mu = {0, 0};  // no source
    shifted.parameters.m2_Hu -= 1e6;
    shifted.parameters.m2_Hd -= 3e6;      // another, so that the hypercharge trace sees it
    double const unit_of_response = 1e6;  // GeV^2, so that rounding of the soft masses does not hide it
    unit.from_mu2.m2_Hu = -unit_of_response;
    unit.from_mu2.m2_Hd = -3 * unit_of_response;
    unit.parameters.mu = {0, 0};
    auto const x = run_down(unit, exponents, 60), y = run_down(shifted, exponents, 60);
    auto sum = x.parameters;
    for (int i = 0; i < 5; ++i) Backend::add_scaled(1.0, x.from_mu2.m2[i], sum.m2[i]);
    Blocks blocks;
    for (int i = 0; i < 5; ++i) blocks.compare(sum.m2[i], y.parameters.m2[i]);
    EXPECT_LT(blocks.worst, 1e-12) << "both sides are the same linear combination";
    EXPECT_NEAR(x.parameters.m2_Hu + x.from_mu2.m2_Hu, y.parameters.m2_Hu, 1e-12 * std::abs(y.parameters.m2_Hu));
    EXPECT_NEAR(x.parameters.m2_Hd + x.from_mu2.m2_Hd, y.parameters.m2_Hd, 1e-12 * std::abs(y.parameters.m2_Hd));
    EXPECT_GT(std::abs(x.from_mu2.m2[0].diagonal[2]), 1e-6 * unit_of_response) << "third-family squarks feel mu";

    // with the source and no other running: d m_H^2/dt = alpha_hat (m_H^2 + |mu|^2) keeps m_H^2 = -|mu|^2
    auto still = switched_off(5);
    still.from_mu2.m2_Hu = -norm(still.parameters.mu);
    EXPECT_NEAR(run_down(still, exponents, 200).from_mu2.m2_Hu / still.from_mu2.m2_Hu, 1, 1e-12);
}

// Case 1: K is drawn to a quasi-fixed point -beta_K/alpha_hat, not to zero (Martin arXiv:1712.05806); the closer, the faster it moves
// there.
TEST(HiddenSector, DrawsSoftMassesToTheirQuasiFixedPoint) {
    double previous = 1;
    for (double const alpha_hat : {2.0, 8.0, 32.0}) {
        auto const y = run_down(start(6), {0, alpha_hat}, 1000);
        State k{};
        Law{}.add_to(y, 1.0, k);  // beta at m_X
        double const ratio = -k.parameters.m2[0].diagonal[0] / alpha_hat / y.parameters.m2[0].diagonal[0];
        EXPECT_LT(std::abs(ratio - 1), previous / 2) << alpha_hat;
        previous = std::abs(ratio - 1);
    }
    EXPECT_LT(previous, 0.02);
}

// Fourth order of the steps as they are chosen: the error at the default is below the target.
TEST(HiddenSector, KeepsTheErrorTargetAtTheDefaultSteps) {
    for (double const alpha_hat : {0.3, 1.0, 2.0, -0.3}) {
        auto const fine = run_down(realistic_start(4), {0, alpha_hat}, 1000);
        auto const usual = run_down(realistic_start(4), {0, alpha_hat}, default_steps(alpha_hat));
        Blocks blocks;
        for (int i = 0; i < 5; ++i) blocks.compare(usual.parameters.m2[i], fine.parameters.m2[i]);
        blocks.compare(usual.parameters.b, fine.parameters.b);
        for (int i = 0; i < 5; ++i) blocks.compare(usual.from_mu2.m2[i], fine.from_mu2.m2[i]);
        EXPECT_LT(blocks.worst, 1e-6) << alpha_hat << " with " << default_steps(alpha_hat) << " steps";
    }
}

}  // namespace
}  // namespace squall::test
