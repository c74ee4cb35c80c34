#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/io/run_reader.hpp"
#include "host/pipeline/run.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/small_disk.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/wave_evaluator.hpp"

namespace squall::pipeline {
namespace {

using testing::HasSubstr;

/// 60 steps of 64 walkers, each stored: some 100 kB in OUT.h5 and as much in its segments.
RunPlan plan_on(std::filesystem::path output) {
    RunPlan plan = test::wave_plan(std::move(output), 60, 64);
    plan.thin = 1;
    return plan;
}

TEST(FullDisk, LosesNothingCommittedAndTheRunGoesOn) {
    test::TemporaryDirectory const directory;
    test::WaveEvaluator evaluator;
    run_chain(plan_on(directory / "reference.h5"), evaluator, test::wave_likelihood());
    int failed_while_sampling = 0, failed_while_assembling = 0;
    for (std::size_t kilobytes = 40; kilobytes <= 4000; kilobytes += 25) {
        test::SmallDisk const disk(directory / "disk", kilobytes);
        if (!disk.mounted()) GTEST_SKIP() << "a small tmpfs cannot be mounted here (that needs root)";
        RunPlan const plan = plan_on(disk / "a.h5");
        std::string message;
        try {
            run_chain(plan, evaluator, test::wave_likelihood());
        } catch (io::IoError const& error) {
            message = error.what();
        }
        if (message.empty()) break;  // large enough
        EXPECT_THAT(message, HasSubstr("No space left on device")) << kilobytes;
        EXPECT_FALSE(std::filesystem::exists(plan.output));
        auto const kept = io::newest_checkpoint(io::directory_of(plan.output));
        std::uint64_t const step = kept ? kept->head.totals.step : 0;
        EXPECT_THAT(message, HasSubstr(kept ? "all up to step " + std::to_string(step) + " is kept" : "nothing was kept yet")) << kilobytes;
        ++(step == plan.steps ? failed_while_assembling : failed_while_sampling);

        ASSERT_TRUE(disk.resize(16384));
        RunOutcome const resumed = run_chain(plan, evaluator, test::wave_likelihood());
        EXPECT_EQ(resumed.resumed_from, step);
        ASSERT_EQ(test::h5_difference(directory / "reference.h5", plan.output), "") << kilobytes;
    }
    EXPECT_GE(failed_while_sampling, 3);
    EXPECT_GE(failed_while_assembling, 3);
}

}  // namespace
}  // namespace squall::pipeline
