#include "host/io/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "host/io/merged_evidence.hpp"
#include "host/io/run_file.hpp"
#include "host/io/run_reader.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/sample_runs.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::io {
namespace {

namespace fs = std::filesystem;
using test::DiscPoint;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr double nothing = -std::numeric_limits<double>::infinity();

std::string error_of(auto&& action) {
    try {
        action();
    } catch (std::exception const& error) {
        return error.what();
    }
    return "no error";
}

/// log L and births of a nested run of the disc with n live points, half of which die at a time, exactly drawn.
struct NestedPoints {
    std::vector<double> log_likelihood, birth;
    void append(NestedPoints const& other) {
        log_likelihood.insert(log_likelihood.end(), other.log_likelihood.begin(), other.log_likelihood.end());
        birth.insert(birth.end(), other.birth.begin(), other.birth.end());
    }
};

NestedPoints nested_points(std::size_t n, test::Uniform& uniform) {
    NestedPoints points;
    std::vector<DiscPoint> live;
    for (std::size_t i = 0; i < n; ++i) live.push_back({uniform(), 0});
    auto const note = [&](DiscPoint const& p) {
        points.log_likelihood.push_back(p.log_likelihood());
        points.birth.push_back(p.birth);
    };
    for (int round = 0; round < 16; ++round) {  // X is 2^-16 then, and exp(-50 X) constant
        std::ranges::sort(live, std::greater{}, &DiscPoint::volume);
        DiscPoint const contour = live[n / 2 - 1];
        for (std::size_t i = 0; i < n / 2; ++i) {
            note(live[i]);
            live[i] = {contour.volume * uniform(), 0, contour.log_likelihood()};
        }
    }
    std::ranges::for_each(live, note);
    return points;
}

NestedUnion joined(NestedPoints const& points, double ln_start = 0) { return join_nested(points.log_likelihood, points.birth, ln_start); }

TEST(JoinNested, GivesOneRunItsOwnWeights) {
    TemporaryDirectory const directory;
    assemble(directory / "a.h5", test::write_nested_run(directory / "a.h5", 50));
    RunReader const run(directory / "a.h5");
    Rows const rows = run.read(0, run.rows());
    auto const result = join_nested(run.blob_column(1), rows.birth_log_likelihood, 0);
    for (std::size_t i = 0; i < result.order.size(); ++i) {
        ASSERT_EQ(result.order[i], i);                                // written as they died
        EXPECT_NEAR(result.log_weight[i], rows.log_weight[i], 1e-9);  // rounding of the volume, a product of 900 numbers, in ln and not
    }
    EXPECT_NEAR(result.ln_evidence, run.totals().results.at("ln_evidence"), 1e-9);
}

TEST(JoinNested, CountsHowManyAreAlive) {
    // two runs of two points each, drawn from a quarter of the prior: 1 and 4 (born above 1) with 3; 2 and 5 with 6
    std::vector<double> const level{1, 3, 4, 2, 5, 6}, birth{nothing, nothing, 1, nothing, nothing, 2};
    auto const result = join_nested(level, birth, std::log(0.25));
    EXPECT_THAT(result.order, testing::ElementsAre(0, 3, 1, 2, 4, 5));
    double volume = 0.25;
    double const alive[] = {4, 4, 4, 3, 2, 1};  // each of the first two deaths is followed by a birth
    for (std::size_t i = 0; i < 6; ++i) {
        double const left = volume * alive[i] / (alive[i] + 1);
        EXPECT_NEAR(result.log_weight[i], static_cast<double>(i + 1) + std::log(volume - left), 1e-14);
        volume = left;
    }
}

TEST(JoinNested, OfFourRunsHasHalfTheError) {
    // ln Z of 1,600 runs of 20 live points, and of the same in 400 unions of four, which are runs of 80
    test::Uniform uniform;
    constexpr int groups = 400, runs = 4;
    constexpr std::size_t live = 20;
    std::vector<double> single, united;
    double information = 0;
    for (int g = 0; g < groups; ++g) {
        NestedPoints all;
        for (int r = 0; r < runs; ++r) {
            auto const points = nested_points(live, uniform);
            single.push_back(joined(points).ln_evidence);
            all.append(points);
        }
        auto const result = joined(all);
        united.push_back(result.ln_evidence);
        information += result.information / groups;
    }
    auto const moments = [](std::vector<double> const& x) {
        double mean = 0, variance = 0;
        for (double v : x) mean += v / static_cast<double>(x.size());
        for (double v : x) variance += (v - mean) * (v - mean) / static_cast<double>(x.size() - 1);
        return std::pair(mean, variance);
    };
    auto const [mean, variance] = moments(united);
    // ln of a ratio of two variances of 399 and 1,599 degrees of freedom has standard deviation sqrt(2/399 + 2/1599) = 0.079; 4.4 of it
    EXPECT_NEAR(std::log(moments(single).second / variance / runs), 0, 0.35);
    // the mean of 400: its error 4.4 times, and the bias of a logarithm, half the variance
    EXPECT_NEAR(mean, test::disc_ln_evidence(), 4.4 * std::sqrt(variance / groups) + 0.5 * variance);
    // Each death among k adds 1/k^2 to the variance of ln X: sum_{k=n/2}^{n} 1/k^2 = 1/n for each factor 2. To first order, ln Z moves by
    // the posterior's mean of the errors of ln X, whose covariance at X and X' is that at the larger. In the posterior a X is exponential,
    // so that the mean of -ln max(X, X') is ln a - ln 2 + Euler's gamma. ln of a variance of 399 degrees of freedom: 4.4 sqrt(2/399).
    double const theory = (std::log(test::steepness) - std::log(2) + 0.5772) / (live * runs * std::log(2));
    EXPECT_NEAR(std::log(variance / theory), 0, 0.31);
    EXPECT_NEAR(information, -1 - test::disc_ln_evidence(),
                0.05);  // mean of -a X less ln Z; ln Z's own error 0.26/sqrt(400) and bias 0.034
}

TEST(JoinedError, AddsInverseVariances) {
    EXPECT_DOUBLE_EQ(joined_error(std::vector{0.3, 0.3, 0.3, 0.3}), 0.15);
    EXPECT_DOUBLE_EQ(joined_error(std::vector{3.0, 4.0}), 2.4);  // 1/sqrt(1/9 + 1/16)
}

TEST(MeanEvidence, IsThatOfTheMeanZ) {
    auto const both = mean_evidence(std::vector<Evidence>{{std::log(2.0), 0.1}, {std::log(4.0), 0.2}}, std::vector{1.0, 3.0});
    EXPECT_NEAR(both.ln_evidence, std::log(3.5), 1e-15);                    // (1 * 2 + 3 * 4)/4
    EXPECT_NEAR(both.error, std::sqrt(0.2 * 0.2 + 2.4 * 2.4) / 14, 1e-15);  // sigma of 2 is 0.2, of 12 is 2.4
    EXPECT_NEAR(mean_evidence(std::vector<Evidence>{{-2000, 0.1}, {-2000, 0.1}}, std::vector{1.0, 1.0}).ln_evidence, -2000, 1e-12);
}

/// Chains of three walkers, a number of steps, that only the seed tells apart.
fs::path write_chains(fs::path const& output, std::uint64_t seed, std::size_t steps) {
    SegmentStore store(output, Existing::overwrite);
    Checkpoint checkpoint;
    RunHead& head = checkpoint.head;
    head.identity = test::disc_identity("smc", RowKind::chain, false, 3);
    head.identity.seed = seed;
    head.identity.config += "sampler.seed = " + std::to_string(seed) + "\n";
    head.identity.moves = {"difference"};
    head.totals.step = steps;
    head.totals.accepted = {seed, 2, 3};
    head.totals.failures.assign(head.identity.statuses.size(), seed);
    head.totals.proposed_by_move = {10 * seed};
    head.totals.accepted_by_move = {seed};
    head.totals.zero_likelihood = 1;
    head.totals.evaluated = 100;
    head.totals.best = {-1.0, -static_cast<double>(seed), {0.5, 0.5}, {1, 2}};
    head.totals.results = {{"ln_evidence", -static_cast<double>(seed)}, {"ln_evidence_error", 0.1}};
    Rows rows;
    test::Uniform uniform(seed);
    for (std::size_t i = 0; i < 3 * steps; ++i) test::append(rows, {uniform(), uniform()}, head.identity);
    store.commit(rows, checkpoint);
    store.finish(checkpoint);
    return output;
}

TEST(Merge, PutsChainsSideBySide) {
    TemporaryDirectory const directory;
    auto const a = write_chains(directory / "a.h5", 2, 7), b = write_chains(directory / "b.h5", 5, 6);
    merge({b, a}, directory / "m.h5", {{"squall", "test"}});
    RunReader const merged(directory / "m.h5"), first(a), second(b);
    EXPECT_EQ(merged.rows(), 6u);
    EXPECT_EQ(merged.identity().walkers, 6u);
    Rows const all = merged.read(0, 6), one = first.read(0, 6), other = second.read(0, 6);
    for (std::size_t step = 0; step < 6; ++step)
        for (std::size_t walker = 0; walker < 6; ++walker) {
            Rows const& from = walker < 3 ? one : other;
            std::size_t const i = 6 * step + walker, j = 3 * step + walker % 3;
            EXPECT_EQ(all.log_prob[i], from.log_prob[j]);
            for (std::size_t k = 0; k < 2; ++k) EXPECT_EQ(all.chain[2 * i + k], from.chain[2 * j + k]);
            for (std::size_t k = 0; k < 2; ++k) EXPECT_EQ(all.blobs[2 * i + k], from.blobs[2 * j + k]);
        }
    RunTotals const& totals = merged.totals();
    EXPECT_EQ(totals.step, 6u);
    EXPECT_THAT(totals.accepted, testing::ElementsAre(2, 2, 3, 5, 2, 3));
    EXPECT_EQ(totals.failures[1], 7u);
    EXPECT_EQ(totals.proposed_by_move, std::vector<std::uint64_t>{70});
    EXPECT_EQ(totals.zero_likelihood, 2u);
    EXPECT_EQ(totals.evaluated, 200u);
    EXPECT_EQ(totals.best.log_likelihood, -2);
    EXPECT_NEAR(totals.results.at("ln_evidence"), std::log((std::exp(-2.0) + std::exp(-5.0)) / 2), 1e-14);
    EXPECT_EQ(merged.head().provenance.text.at(merged_from), a.string() + " (seed 2, step 7)\n" + b.string() + " (seed 5, step 6)");
    merge({a, b}, directory / "n.h5", {});
    EXPECT_EQ(test::h5_difference(directory / "m.h5", directory / "n.h5"), "");
}

TEST(Merge, JoinsNestedRunsFinishedOrNot) {
    TemporaryDirectory const directory;
    std::vector<fs::path> runs;
    NestedPoints all;
    for (std::uint64_t seed : {21, 22, 23}) {
        runs.push_back(directory / (std::to_string(seed) + ".h5"));
        auto checkpoint = test::write_nested_run(runs.back(), 40, 5, seed);
        if (seed != 22) assemble(runs.back(), checkpoint);
        RunReader const run(runs.back());
        all.append({run.blob_column(1), run.read(0, run.rows()).birth_log_likelihood});
    }
    merge(runs, directory / "m.h5", {});
    RunReader const merged(directory / "m.h5");
    EXPECT_EQ(merged.rows(), 3 * 18u);
    auto const log_likelihood = merged.blob_column(1);
    EXPECT_TRUE(std::ranges::is_sorted(log_likelihood));
    auto const expected = joined(all);
    EXPECT_NEAR(merged.totals().results.at("ln_evidence"), expected.ln_evidence, 1e-12);
    EXPECT_EQ(merged.totals().results.at("live_points"), 240);
    EXPECT_FALSE(merged.totals().results.contains("ln_evidence_error"));  // these runs tell none
    // the points keep what belongs to them: log L = -50 r^2, and x, y on that circle
    Rows const rows = merged.read(0, merged.rows());
    for (std::size_t i = 0; i < log_likelihood.size(); ++i) {
        double const r = rows.blobs[2 * i];
        EXPECT_NEAR(log_likelihood[i], -test::steepness * r * r, 1e-12);
        EXPECT_NEAR(std::hypot(rows.chain[2 * i], rows.chain[2 * i + 1]), r, 1e-15);
        EXPECT_LT(rows.birth_log_likelihood[i], log_likelihood[i]);
    }
    EXPECT_EQ(merged.log_weights(), rows.log_weight);
}

TEST(Merge, TakesAllPointsOfScansAndSearches) {
    TemporaryDirectory const directory;
    for (auto kind : {RowKind::weighted, RowKind::points}) {
        std::vector<fs::path> runs;
        std::vector<double> log_likelihood;
        for (std::uint64_t seed : {31, 32}) {
            runs.push_back(directory / (std::to_string(seed) + ".h5"));
            assemble(runs.back(), test::write_scan(runs.back(), kind, 100, seed == 31 ? 50 : 30, seed));
            auto const own = RunReader(runs.back()).blob_column(1);
            log_likelihood.insert(log_likelihood.end(), own.begin(), own.end());
        }
        merge(runs, directory / "m.h5", {});
        RunReader const merged(directory / "m.h5");
        EXPECT_EQ(merged.rows(), 80u);
        EXPECT_EQ(merged.blob_column(1), log_likelihood);
        EXPECT_EQ(merged.totals().results.at("points"), 8000);
        EXPECT_EQ(merged.log_weights(), kind == RowKind::weighted ? log_likelihood : std::vector<double>());
        for (auto const& path : runs) fs::remove_all(directory_of(path));
        for (auto const& path : runs) fs::remove(path);
        fs::remove(directory / "m.h5");
    }
}

TEST(Merge, RefusesWhatIsNotOneProblemWithOtherSeeds) {
    TemporaryDirectory const directory;
    auto const a = write_chains(directory / "a.h5", 2, 4), b = write_chains(directory / "b.h5", 5, 4),
               same = write_chains(directory / "c.h5", 5, 9);
    auto const merging = [&](std::vector<fs::path> const& runs) { return error_of([&] { merge(runs, directory / "m.h5", {}); }); };
    EXPECT_THAT(merging({a}), HasSubstr("name two or more"));
    EXPECT_THAT(merging({a, a}), HasSubstr("the same seed"));
    EXPECT_THAT(merging({a, b, same}), HasSubstr("b.h5 and " + same.string() + ": have the same seed"));
    assemble(directory / "scan.h5", test::write_scan(directory / "scan.h5", RowKind::weighted));
    EXPECT_THAT(merging({a, directory / "scan.h5"}), HasSubstr("sampler: was smc, now scan"));
    merge({a, b}, directory / "ab.h5", {});
    EXPECT_THAT(merging({directory / "ab.h5", write_chains(directory / "d.h5", 9, 4)}), HasSubstr("is itself of several runs"));
    EXPECT_FALSE(fs::exists(directory / "m.h5"));
}

TEST(Merge, LeavesAFileThatNoRunGoesOnWith) {
    TemporaryDirectory const directory;
    merge({write_chains(directory / "a.h5", 2, 4), write_chains(directory / "b.h5", 5, 4)}, directory / "m.h5", {});
    EXPECT_THAT(error_of([&] { SegmentStore(directory / "m.h5", Existing::resume); }), HasSubstr("squall merge made it"));
    EXPECT_FALSE(fs::exists(directory / "m.h5.d/state"));
    SegmentStore(directory / "m.h5", Existing::overwrite);
}

}  // namespace
}  // namespace squall::io
