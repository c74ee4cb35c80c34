#include "samplers/scan.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/samplers/backend.hpp"
#include "tests/samplers/every_sampler.hpp"
#include "tests/samplers/statistics.hpp"

namespace squall::samplers {
namespace {

using namespace test;

struct Scanned {
    ScanState state;
    Scan::Evidence evidence;
    std::vector<double> positions;
};

Scanned scanned(Scan const& scan, Density& density, std::uint64_t seed = 1) {
    Mover mover(density);
    Scanned result{begun(scan, seed, mover), {}, {}};
    Population batch;
    while (!scan.finished(result.state)) {
        scan.step(seed, result.state, mover, batch);
        result.positions.insert(result.positions.end(), batch.positions.begin(), batch.positions.end());
    }
    result.evidence = Scan::evidence(result.state);
    return result;
}

TEST(Scan, GivesTheEvidenceOfAPlane) {
    auto problem = himmelblau();
    auto const random = scanned({Scan::Kind::random, 1000, 40000, {}}, problem);
    // of peaks that are nearly Gaussian the mean of L^2 is half that of L: sqrt(1/(2 Z n)) = 0.055
    EXPECT_NEAR(random.evidence.error, 0.055, 0.01);
    EXPECT_NEAR(random.evidence.ln_evidence, problem.ln_evidence, pull_limit * random.evidence.error);
    // even points are much better: of 2^16 in the plane, the error falls almost as 1/n
    auto const sobol = scanned({Scan::Kind::sobol, 1000, 65536, {}}, problem);
    EXPECT_NEAR(sobol.evidence.ln_evidence, problem.ln_evidence, 0.005);
    // the mid-point rule with cells of 1/30, a tenth of the narrowest peak
    auto const grid = scanned({Scan::Kind::grid, 1000, 300 * 300, {300, 300}}, problem);
    EXPECT_NEAR(grid.evidence.ln_evidence, problem.ln_evidence, 0.001);
}

TEST(Scan, ReportsTheErrorOfIndependentDraws) {
    std::vector<double> pulls;
    auto problem = himmelblau();
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        auto const e = scanned({Scan::Kind::random, 512, 4096, {}}, problem, seed).evidence;
        pulls.push_back((e.ln_evidence - problem.ln_evidence) / e.error);
    }
    // ln of a mean is low by half its variance, and its error estimated from the same draws: a tenth and a fifth of it here
    EXPECT_NEAR(mean(pulls), 0, 0.15 + pull_limit / std::sqrt(300.0));
    EXPECT_NEAR(mean_square(pulls), 1, 0.2 + pull_limit * std::sqrt(2 / 300.0));
}

TEST(Scan, OfAGridGoesToEveryPlaceOnce) {
    auto problem = himmelblau();
    auto const grid = scanned({Scan::Kind::grid, 7, 15, {3, 5}}, problem);
    std::set<std::pair<double, double>> places;
    for (std::size_t i = 0; i < 15; ++i) places.insert({grid.positions[2 * i], grid.positions[2 * i + 1]});
    ASSERT_EQ(places.size(), 15u);
    std::set<double> x, y;
    for (auto const& [a, b] : places) x.insert(a), y.insert(b);
    ASSERT_EQ(x.size(), 3u);
    EXPECT_NEAR(*x.begin(), -5 + 10.0 / 6, 1e-12);  // the middle of the first third
    EXPECT_EQ(*std::next(x.begin()), 0);
    ASSERT_EQ(y.size(), 5u);
    EXPECT_NEAR(*y.begin(), -4, 1e-12);
}

TEST(Scan, EndsWithTheNumberOfPointsAsked) {
    auto problem = himmelblau();
    auto const random = scanned({Scan::Kind::random, 100, 250, {}}, problem);
    EXPECT_EQ(random.state.done, 250u);
    EXPECT_EQ(random.state.step, 3u);
    EXPECT_EQ(random.positions.size(), 500u);
    EXPECT_EQ(problem.calls, 250u);
}

TEST(Scan, DoesNotDependOnTheSizeOfEvenBatches) {
    auto problem = himmelblau();
    EXPECT_EQ(scanned({Scan::Kind::sobol, 100, 256, {}}, problem).positions, scanned({Scan::Kind::sobol, 37, 256, {}}, problem).positions);
}

TEST(Scan, WithoutAPossiblePointHasNoEvidence) {
    Backend backend(himmelblau());
    backend.is_impossible = [](Point) { return true; };
    auto const evidence = scanned({Scan::Kind::random, 100, 200, {}}, backend).evidence;
    EXPECT_EQ(evidence.ln_evidence, impossible);
    EXPECT_TRUE(std::isnan(evidence.error));
}

TEST(Scan, RefusesGridsThatDoNotFit) {
    auto problem = himmelblau();
    Mover mover(problem);
    for (auto const& per : {std::vector<std::uint64_t>{}, {3}, {3, 5, 1}, {0, 5}, {3, 4}})
        EXPECT_THROW(begun(Scan{Scan::Kind::grid, 8, 15, per}, 1, mover), std::invalid_argument);
    EXPECT_NO_THROW(begun(Scan{Scan::Kind::grid, 8, 15, {3, 5}}, 1, mover));
}

TEST(Scan, RefusesEvenPointsWhereThePriorHasNoPlaces) {
    struct WithoutPlaces : Problem {
        using Problem::Problem;
        void place(std::span<double const> shares, std::span<double> x) const override { Density::place(shares, x); }
    } problem("", 1, 0, 1, 0, [](Point) { return 0.0; });
    EXPECT_THROW(scanned({Scan::Kind::sobol, 10, 10, {}}, problem), std::invalid_argument);
    EXPECT_NO_THROW(scanned({Scan::Kind::random, 10, 10, {}}, problem));
}

}  // namespace
}  // namespace squall::samplers
