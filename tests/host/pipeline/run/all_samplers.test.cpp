#include <gtest/gtest.h>

#include <csignal>

#include "host/io/run_reader.hpp"
#include "host/pipeline/run.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/kill_test.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/wave_evaluator.hpp"

namespace squall::pipeline {
namespace {

using test::h5_difference;
using test::TemporaryDirectory;
using test::wave_likelihood;
using test::wave_plan;
using test::WaveEvaluator;

/// A backend of one point.
struct NarrowEvaluator final : WaveEvaluator {
    std::size_t quantum() const override { return 1; }
};

class AnySampler : public testing::TestWithParam<char const*> {
protected:
    RunPlan plan(std::string const& name) const {
        RunPlan result = wave_plan(directory / name, 20);
        result.sampler = test::wave_sampler(GetParam());
        if (std::string(GetParam()) == "nested" || std::string(GetParam()) == "de") result.steps = 1000;  // it ends by itself
        return result;
    }
    RunOutcome run(RunPlan const& plan, ProgressSink const& sink = {}, int threads = 1) const {
        WaveEvaluator evaluator(threads);
        return run_chain(plan, evaluator, wave_likelihood(), sink);
    }
    /// The file of an uninterrupted run.
    std::filesystem::path reference() const {
        EXPECT_EQ(run(plan("reference.h5")).ending, RunOutcome::Ending::finished);
        return directory / "reference.h5";
    }
    TemporaryDirectory const directory;
};

TEST_P(AnySampler, GivesTheSameFileWithAnyThreadsAndAnyBackend) {
    auto const expected = reference();
    run(plan("two.h5"), {}, 2);
    EXPECT_EQ(h5_difference(expected, directory / "two.h5"), "");
    NarrowEvaluator narrow;
    run_chain(plan("narrow.h5"), narrow, wave_likelihood());
    EXPECT_EQ(h5_difference(expected, directory / "narrow.h5"), "");
}

TEST_P(AnySampler, ResumedAfterAnyStepEqualsTheUninterrupted) {
    auto const expected = reference();
    bool interrupted = true;
    int stops = 0;
    for (int at = 1; interrupted; ++at) {
        RunPlan const current = plan(std::to_string(at) + ".h5");
        int reports = 0;
        auto const stop = [&](Progress const& p) {
            if (++reports == at && !p.last) raise(SIGTERM);
        };
        interrupted = run(current, stop).ending == RunOutcome::Ending::interrupted;
        if (!interrupted) break;
        ++stops;
        EXPECT_EQ(run(current).ending, RunOutcome::Ending::finished);
        ASSERT_EQ(h5_difference(expected, current.output), "") << "stopped in report " << at;
    }
    EXPECT_GT(stops, 5);
}

TEST_P(AnySampler, StoresWhatItsPointsAre) {
    io::RunReader const reader(reference());
    ASSERT_GT(reader.rows(), 0u);
    io::Rows const rows = reader.read(0, reader.rows());
    auto const& columns = reader.identity().blobs.name;
    for (std::size_t i = 0; i < rows.status.size(); ++i) {
        if (rows.status[i] != 0) continue;
        double const scale = rows.chain[2 * i], *blob = rows.blobs.data() + columns.size() * i;
        EXPECT_NEAR(blob[0], std::log10(scale) + 0.5, 1e-14);  // rounding of one logarithm
        EXPECT_EQ(blob[2], blob[3] + blob[4]);
    }
    EXPECT_GT(reader.totals().evaluated, 0u);
    std::uint64_t counted = 0;
    for (std::size_t s = 0; s < reader.totals().failures.size(); ++s)
        if (s != static_cast<std::size_t>(Status::outside_prior)) counted += reader.totals().failures[s];
    EXPECT_EQ(counted, reader.totals().evaluated);
}

TEST_P(AnySampler, KilledAtRandomMomentsAndResumedEqualsTheUninterrupted) {
    test::kill_at_random_moments(3, 2, [](RunPlan& plan) {
        plan.sampler = test::wave_sampler(GetParam());
        if (std::string(GetParam()) == "nested" || std::string(GetParam()) == "de") plan.steps = 1000;
    });
}

INSTANTIATE_TEST_SUITE_P(Run, AnySampler, testing::ValuesIn(test::wave_samplers), [](auto const& info) { return std::string(info.param); });

TEST(Run, FindsTheEvidenceOfTheSameProblemWithEverySamplerThatClaimsOne) {
    TemporaryDirectory const directory;
    std::vector<std::pair<double, double>> found;
    for (char const* name : {"smc", "pt", "nested", "scan"}) {
        RunPlan plan = wave_plan(directory / (std::string(name) + ".h5"), 400);
        plan.sampler = test::wave_sampler(name, 512);
        plan.checkpoint_steps = 0;
        if (auto* smc = std::get_if<samplers::Smc>(&plan.sampler)) smc->moves = {};
        if (auto* nested = std::get_if<samplers::Nested>(&plan.sampler)) nested->moves = {20, 100, 0.1};
        if (auto* scan = std::get_if<samplers::Scan>(&plan.sampler)) scan->points = 400 * 512;
        WaveEvaluator evaluator;
        auto const results = run_chain(plan, evaluator, wave_likelihood()).results;
        found.emplace_back(results.at("ln_evidence"), results.at("ln_evidence_error"));
    }
    auto const [truth, small] = found.back();  // 204,800 independent draws of the prior
    EXPECT_LT(small, 0.01);
    for (auto const& [ln_evidence, error] : found) EXPECT_NEAR(ln_evidence, truth, 4 * error + 4 * small);  // four standard deviations
}

}  // namespace
}  // namespace squall::pipeline
