#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>

#include "host/io/run_reader.hpp"
#include "host/pipeline/run.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/small_disk.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/thread_team.hpp"
#include "tests/support/wave_evaluator.hpp"

namespace squall::pipeline {
namespace {

namespace fs = std::filesystem;
using test::h5_difference;
using test::TemporaryDirectory;
using test::wave_likelihood;
using test::WaveEvaluator;
using testing::HasSubstr;

template <class Sampler>
Sampler of(std::size_t walkers) {
    Sampler sampler;
    sampler.walkers = walkers;
    return sampler;
}

/// Every sampler, small; the numbers of slots are no multiples of 2 or 3 where they need not be.
std::vector<SamplerPlan> every_sampler() {
    auto smc = of<samplers::Smc>(35);
    smc.moves = {2, 4, 0.15};
    auto pt = of<samplers::Pt>(40);
    pt.rungs = 4;
    auto nested = of<samplers::Nested>(17);
    nested.moves = {3, 6, 0.15};
    nested.remainder = 1e-6;  // not before its steps are done
    auto scan = of<samplers::Scan>(23);
    scan.kind = samplers::Scan::Kind::sobol;
    scan.points = 23 * 11 + 5;  // the last row is filled up
    return {of<samplers::Demcz>(35), smc, pt, nested, of<samplers::De>(31), scan};
}

RunPlan plan_of(fs::path output, SamplerPlan const& sampler, std::uint64_t steps = 12) {
    RunPlan plan = test::wave_plan(std::move(output), steps);
    plan.sampler = sampler;
    plan.thin = 1;
    plan.checkpoint_steps = 3;
    return plan;
}

using MakeEvaluator = std::function<std::unique_ptr<WaveEvaluator>(std::size_t rank)>;
std::unique_ptr<WaveEvaluator> plain(std::size_t) { return std::make_unique<WaveEvaluator>(); }

struct TeamRun {
    std::vector<RunOutcome> outcomes;
    std::map<std::size_t, std::string> errors;  ///< by rank, of those that say why
    std::size_t stopped = 0;                    ///< ranks that ended with TeamStopped

    RunOutcome const& outcome() const { return outcomes.at(0); }
};

/// Runs the plan with so many ranks; one is a process alone.
TeamRun run(RunPlan const& plan, std::size_t ranks, ProgressSink const& sink = {}, MakeEvaluator const& make = plain) {
    TeamRun result;
    result.outcomes.resize(ranks);
    test::ThreadTeam::run(ranks, [&](samplers::Team const& team) {
        RunPlan own = plan;
        own.team = &team;
        auto const evaluator = make(team.rank());
        try {
            result.outcomes[team.rank()] = run_chain(own, *evaluator, wave_likelihood(), team.rank() == 0 ? sink : ProgressSink{});
        } catch (samplers::TeamStopped const& stopped) {
            static std::mutex mutex;
            std::lock_guard const lock(mutex);
            ++result.stopped;
            if (stopped.first) try {
                    std::rethrow_exception(stopped.mine);
                } catch (std::exception const& error) {
                    result.errors[team.rank()] = error.what();
                }
        }
    });
    return result;
}

ProgressSink stop_after_calls(int calls) {
    return [left = calls](Progress const& p) mutable {
        if (--left == 0 && !p.last) raise(SIGTERM);
    };
}

std::string name_of(SamplerPlan const& plan) {
    return std::visit([](auto const& sampler) { return std::string(sampler.name); }, plan);
}

TEST(TeamRun, GivesTheSameFileForAnyNumberOfRanks) {
    for (auto const& sampler : every_sampler()) {
        TemporaryDirectory const directory;
        run(plan_of(directory / "1.h5", sampler), 1);
        for (std::size_t ranks : {2, 3}) {
            auto const plan = plan_of(directory / (std::to_string(ranks) + ".h5"), sampler);
            auto const ended = run(plan, ranks);
            EXPECT_EQ(ended.stopped, 0u);
            EXPECT_EQ(ended.outcome().ending, RunOutcome::Ending::finished);
            for (auto const& other : ended.outcomes) {
                EXPECT_EQ(other.failures, ended.outcome().failures);
                EXPECT_EQ(other.best_log_likelihood, ended.outcome().best_log_likelihood);
            }
            EXPECT_EQ(h5_difference(directory / "1.h5", plan.output), "") << name_of(sampler) << " on " << ranks;
            EXPECT_TRUE(fs::exists(io::directory_of(plan.output) / "rank_0001" / "000001.h5"));
        }
    }
}

TEST(TeamRun, StoppedAfterAnyStepGoesOnWithAnyNumberOfRanks) {
    for (auto const& sampler : every_sampler()) {
        TemporaryDirectory const directory;
        run(plan_of(directory / "whole.h5", sampler), 1);
        for (int stop = 1, interrupted = 1; interrupted > 0; ++stop) {
            interrupted = 0;
            // 1 to 3, 3 to 2, 2 to 1, and again the other way
            std::size_t const before = static_cast<std::size_t>(stop) % 3 + 1, after = (stop / 3 % 2 == 0 ? before + 1 : before) % 3 + 1;
            auto const plan = plan_of(directory / (std::to_string(stop) + ".h5"), sampler);
            auto const stopped = run(plan, before, stop_after_calls(stop));
            interrupted += stopped.outcome().ending == RunOutcome::Ending::interrupted;
            for (auto const& outcome : stopped.outcomes) EXPECT_EQ(outcome.signal, interrupted ? SIGTERM : 0);
            auto const resumed = run(plan, after);
            EXPECT_EQ(resumed.outcome().ending, RunOutcome::Ending::finished);
            EXPECT_EQ(resumed.outcome().resumed_from, stopped.outcome().step);
            ASSERT_EQ(h5_difference(directory / "whole.h5", plan.output), "")
                << name_of(sampler) << " stopped after " << stop << " from " << before << " to " << after;
            EXPECT_TRUE(interrupted || stop >= 9) << name_of(sampler);
        }
    }
}

/// Raises a signal, or loses its device, in one of its evaluations, counted from 1.
struct TroubledEvaluator final : WaveEvaluator {
    TroubledEvaluator(int when, int what) : at(when), signal(what) {}
    std::size_t quantum() const override { return 1; }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override {
        if (++evaluations == at && signal == 0) throw std::runtime_error("device lost");
        if (evaluations == at) raise(signal);
        WaveEvaluator::evaluate(parameters, size, result);
    }
    int at, signal, evaluations = 0;
};

MakeEvaluator troubled(std::size_t rank, int when, int what) {
    return [=](std::size_t own) -> std::unique_ptr<WaveEvaluator> {
        return std::make_unique<TroubledEvaluator>(own == rank ? when : -1, what);
    };
}

TEST(TeamRun, LeavesAStepTogetherWhenOneRankIsInterruptedInIt) {
    TemporaryDirectory const directory;
    auto const sampler = of<samplers::Demcz>(200);
    run(plan_of(directory / "whole.h5", sampler), 1);
    for (int at = 2; at < 40; at += 5) {
        auto const plan = plan_of(directory / (std::to_string(at) + ".h5"), sampler);
        auto const stopped = run(plan, 2, {}, troubled(1, at, SIGUSR1));
        EXPECT_EQ(stopped.stopped, 0u);
        for (auto const& outcome : stopped.outcomes) {
            EXPECT_EQ(outcome.ending, RunOutcome::Ending::interrupted);
            EXPECT_EQ(outcome.signal, SIGUSR1);
            EXPECT_EQ(outcome.step, stopped.outcome().step);
        }
        run(plan, 3);
        ASSERT_EQ(h5_difference(directory / "whole.h5", plan.output), "") << at;
    }
}

TEST(TeamRun, EndsOnAllRanksWithOneReasonAndAllStepsWhenOneLosesItsDevice) {
    TemporaryDirectory const directory;
    auto const sampler = of<samplers::Demcz>(200);
    run(plan_of(directory / "whole.h5", sampler), 1);
    for (int at : {30, 60}) {
        auto plan = plan_of(directory / (std::to_string(at) + ".h5"), sampler);
        plan.checkpoint_steps = 1000;  // what there is beyond the start is written because of the failure
        auto const failed = run(plan, 3, {}, troubled(2, at, 0));
        EXPECT_EQ(failed.stopped, 3u);
        EXPECT_EQ(failed.errors, (std::map<std::size_t, std::string>{{2, "device lost"}}));
        EXPECT_GT(io::newest_checkpoint(io::directory_of(plan.output))->head.totals.step, 1u);
        run(plan, 2);
        ASSERT_EQ(h5_difference(directory / "whole.h5", plan.output), "") << at;
    }
}

TEST(TeamRun, TellsOnceWhatAllRanksRunInto) {
    TemporaryDirectory const directory;
    auto plan = plan_of(directory / "a.h5", of<samplers::Demcz>(35));
    run(plan, 1);
    plan.existing = io::Existing::refuse;
    auto const refused = run(plan, 3);
    EXPECT_EQ(refused.stopped, 3u);
    ASSERT_EQ(refused.errors.size(), 1u);
    EXPECT_THAT(refused.errors.at(0), HasSubstr("exists"));
    plan.existing = io::Existing::resume;
    plan.seed = 3;
    EXPECT_THAT(run(plan, 2).errors.at(0), HasSubstr("seed"));
    plan.thin = 0;
    auto const senseless = run(plan, 3);
    EXPECT_EQ(senseless.stopped, 3u);
    ASSERT_EQ(senseless.errors.size(), 1u);  // all of them found it
    EXPECT_THAT(senseless.errors.at(0), HasSubstr("thin"));
}

TEST(TeamRun, LosesNothingCommittedOnAFullDisk) {
    TemporaryDirectory const directory;
    auto const sampler = of<samplers::Demcz>(65);
    run(plan_of(directory / "whole.h5", sampler, 60), 1);
    int failed = 0;
    for (std::size_t kilobytes = 100; kilobytes <= 4000; kilobytes += 150) {
        test::SmallDisk const disk(directory / "disk", kilobytes);
        if (!disk.mounted()) GTEST_SKIP() << "a small tmpfs cannot be mounted here (that needs root)";
        auto const plan = plan_of(disk / "a.h5", sampler, 60);
        auto const full = run(plan, 3);
        if (full.stopped == 0) break;  // large enough
        ++failed;
        EXPECT_EQ(full.stopped, 3u);
        ASSERT_EQ(full.errors.size(), 1u);
        auto const kept = io::newest_checkpoint(io::directory_of(plan.output));
        EXPECT_THAT(full.errors.begin()->second,
                    HasSubstr(kept ? "all up to step " + std::to_string(kept->head.totals.step) + " is kept" : "nothing was kept yet"));
        ASSERT_TRUE(disk.resize(16384));
        run(plan, 2);
        ASSERT_EQ(h5_difference(directory / "whole.h5", plan.output), "") << kilobytes;
    }
    EXPECT_GE(failed, 4);
}

TEST(TeamRun, OverwritesWhatAnyNumberOfRanksLeft) {
    TemporaryDirectory const directory;
    auto const sampler = of<samplers::Demcz>(35);
    auto plan = plan_of(directory / "a.h5", sampler);
    run(plan, 3);
    std::ofstream(directory / "a.h5.d/rank_0002/notes.txt") << "precious";
    plan.existing = io::Existing::overwrite;
    plan.seed = 4;
    run(plan, 2);
    EXPECT_TRUE(fs::exists(directory / "a.h5.d/rank_0002/notes.txt"));
    EXPECT_FALSE(fs::exists(directory / "a.h5.d/rank_0002/000001.h5"));
    auto other = plan_of(directory / "b.h5", sampler);
    other.seed = 4;
    run(other, 1);
    EXPECT_EQ(h5_difference(plan.output, other.output), "");
    run(plan, 1);
    EXPECT_FALSE(fs::exists(directory / "a.h5.d/rank_0001"));
}

TEST(TeamRun, ReadsWhileItGoesOnLikeItsFile) {
    TemporaryDirectory const directory;
    for (auto const& sampler : every_sampler()) {
        auto const plan = plan_of(directory / (name_of(sampler) + ".h5"), sampler);
        run(plan, 3, stop_after_calls(7));
        run(plan, 2, stop_after_calls(3));
        io::RunReader const file(plan.output);
        EXPECT_FALSE(file.in_progress());
        fs::rename(plan.output, directory / "elsewhere.h5");
        io::RunReader const pieces(io::directory_of(plan.output));
        EXPECT_TRUE(pieces.in_progress());
        ASSERT_EQ(pieces.rows(), file.rows());
        for (std::uint64_t first = 0; first < file.rows(); first += 2) {
            io::Rows const a = pieces.read(first, file.rows() - first),
                           b = io::RunReader(directory / "elsewhere.h5").read(first, file.rows() - first);
            EXPECT_EQ(a.chain, b.chain);
            EXPECT_EQ(a.status, b.status);
            EXPECT_EQ(a.log_prob, b.log_prob);
            EXPECT_EQ(a.log_weight, b.log_weight);
            EXPECT_EQ(a.birth_log_likelihood, b.birth_log_likelihood);
            for (std::uint64_t column = 0; column < 2; ++column)
                EXPECT_EQ(pieces.chain_column(column, first), io::RunReader(directory / "elsewhere.h5").chain_column(column, first));
        }
    }
}

TEST(TeamRun, WithAPartOfASegmentGoneFallsBackToTheStateBefore) {
    TemporaryDirectory const directory;
    auto const plan = plan_of(directory / "a.h5", of<samplers::Demcz>(35));
    run(plan_of(directory / "whole.h5", of<samplers::Demcz>(35)), 1);
    run(plan, 3);  // commits at steps 0, 3, 6, 9, 12: four segments
    fs::remove(plan.output);
    fs::remove(directory / "a.h5.d/rank_0001/000004.h5");
    auto const resumed = run(plan, 2);
    EXPECT_EQ(resumed.outcome().resumed_from, 9u);
    EXPECT_EQ(h5_difference(directory / "whole.h5", plan.output), "");
}

}  // namespace
}  // namespace squall::pipeline
