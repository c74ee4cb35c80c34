#include "host/pipeline/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <set>

#include "host/io/hdf5.hpp"
#include "host/io/run_reader.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/wave_evaluator.hpp"

namespace squall::pipeline {
namespace {

namespace fs = std::filesystem;
using test::h5_difference;
using test::TemporaryDirectory;
using test::wave_likelihood;
using test::wave_plan;
using test::WaveEvaluator;
using testing::HasSubstr;

RunOutcome run(RunPlan const& plan, ProgressSink const& sink = {}, int threads = 1) {
    WaveEvaluator evaluator(threads);
    return run_chain(plan, evaluator, wave_likelihood(), sink);
}

/// Ends the run after `step` as a signal would.
ProgressSink stop_after(std::uint64_t step, int signal = SIGTERM) {
    return [=](Progress const& p) {
        if (p.step == step && !p.last) raise(signal);
    };
}

/// The file of an uninterrupted run.
fs::path reference(TemporaryDirectory const& directory, std::uint64_t steps = 40) {
    fs::path const path = directory / "reference.h5";
    run(wave_plan(path, steps));
    return path;
}

TEST(Run, GivesTheSameFileWithOneAndTwoThreads) {
    TemporaryDirectory const directory;
    run(wave_plan(directory / "one.h5"), {}, 1);
    run(wave_plan(directory / "two.h5"), {}, 2);
    EXPECT_EQ(h5_difference(directory / "one.h5", directory / "two.h5"), "");
}

TEST(Run, GivesAnotherChainForAnotherSeed) {
    TemporaryDirectory const directory;
    fs::path const first = reference(directory);
    RunPlan plan = wave_plan(directory / "other.h5");
    plan.seed += 1ull << 32;  // the upper half of the seed counts too
    run(plan);
    EXPECT_NE(h5_difference(first, directory / "other.h5"), "");
    EXPECT_NE(io::RunReader(first).read(0, 1).chain, io::RunReader(directory / "other.h5").read(0, 1).chain);
}

TEST(Run, DoesNotDependOnTheSegmentation) {
    TemporaryDirectory const directory;
    fs::path const expected = reference(directory);
    for (std::uint64_t every : {1, 7, 1000}) {
        RunPlan plan = wave_plan(directory / ("every" + std::to_string(every) + ".h5"));
        plan.checkpoint_steps = every;
        run(plan);
        EXPECT_EQ(h5_difference(expected, plan.output), "") << every;
    }
}

TEST(Run, ResumedAfterAnyStepEqualsTheUninterrupted) {
    TemporaryDirectory const directory;
    fs::path const expected = reference(directory);
    for (std::uint64_t step = 1; step < 40; ++step) {
        RunPlan const plan = wave_plan(directory / ("stopped" + std::to_string(step) + ".h5"));
        RunOutcome const stopped = run(plan, stop_after(step));
        EXPECT_EQ(stopped.ending, RunOutcome::Ending::interrupted);
        EXPECT_EQ(stopped.signal, SIGTERM);
        EXPECT_EQ(stopped.step, step);
        EXPECT_NE(h5_difference(expected, plan.output), "");  // assembled, but shorter
        RunOutcome const resumed = run(plan);
        EXPECT_EQ(resumed.ending, RunOutcome::Ending::finished);
        EXPECT_EQ(resumed.resumed_from, step);
        ASSERT_EQ(h5_difference(expected, plan.output), "") << "stopped after step " << step;
    }
}

TEST(Run, ExtendedEqualsTheLongerRun) {
    TemporaryDirectory const directory;
    fs::path const expected = reference(directory, 40);
    fs::path const path = directory / "extended.h5";
    run(wave_plan(path, 17));
    EXPECT_EQ(io::RunReader(path).totals().step, 17u);
    run(wave_plan(path, 40));
    EXPECT_EQ(h5_difference(expected, path), "");
    WaveEvaluator evaluator;
    run_chain(wave_plan(path, 30), evaluator, wave_likelihood());  // fewer steps than are there: nothing to do, nothing is lost
    EXPECT_EQ(evaluator.points_evaluated, 0u);
    EXPECT_EQ(h5_difference(expected, path), "");
}

/// A slow backend, of 32 points at once: raises SIGTERM during one of the evaluations, counted from 1.
struct SignallingEvaluator final : WaveEvaluator {
    explicit SignallingEvaluator(int at) : at_(at) {}
    std::size_t quantum() const override { return 1; }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override {
        largest = std::max(largest, size);
        if (++evaluations == at_) raise(SIGTERM);
        WaveEvaluator::evaluate(parameters, size, result);
    }
    int evaluations = 0;
    std::size_t largest = 0;

private:
    int at_;
};

TEST(Run, LeavesALongStepWhenInterruptedAndDoesItAgain) {
    TemporaryDirectory const directory;
    auto const long_plan = [&directory](std::string const& name) {
        RunPlan plan = wave_plan(directory / name, 12, 200);  // up to seven evaluations a step, by the walkers inside the prior
        plan.parameters = test::wave_parameters({samplers::Prior::Kind::gaussian, -3.0, 3.0, 0.5, 1.5});  // another density at each
        return plan;
    };
    run(long_plan("reference.h5"));
    int left = 0, at = 1;
    for (bool interrupted = true; interrupted; ++at) {
        RunPlan const plan = long_plan(std::to_string(at) + ".h5");
        SignallingEvaluator evaluator(at);
        RunOutcome const stopped = run_chain(plan, evaluator, wave_likelihood());
        EXPECT_LE(evaluator.largest, 32u);
        interrupted = stopped.ending == RunOutcome::Ending::interrupted;
        if (!interrupted) break;
        EXPECT_LE(evaluator.evaluations, at + 1) << "went on after the signal";
        left += evaluator.evaluations == at && stopped.step > 0;
        EXPECT_EQ(run(plan).ending, RunOutcome::Ending::finished);
        ASSERT_EQ(h5_difference(directory / "reference.h5", plan.output), "") << "left in evaluation " << at;
    }
    EXPECT_GT(left, 40);  // within a step; twelve times in its last evaluation, which ends it
}

TEST(Run, InterruptedBySigintSaysSo) {
    TemporaryDirectory const directory;
    EXPECT_EQ(run(wave_plan(directory / "a.h5"), stop_after(4, SIGINT)).signal, SIGINT);
}

TEST(Run, StoresEmceesLayoutWithParametersAndBlobsThatBelongTogether) {
    TemporaryDirectory const directory;
    fs::path const path = reference(directory);
    io::RunReader const reader(path);
    EXPECT_EQ(reader.rows(), 13u);  // steps 3, 6, ..., 39
    io::h5::File const file = io::h5::File::open(path);
    io::h5::Group const mcmc = file.root().open_group("mcmc");
    EXPECT_EQ(mcmc.integer("nwalkers"), 32u);
    EXPECT_EQ(mcmc.integer("ndim"), 2u);
    EXPECT_EQ(mcmc.integer("iteration"), 13u);
    EXPECT_EQ(mcmc.shape("chain"), (io::h5::Shape{13, 32, 2}));
    EXPECT_EQ(mcmc.shape("log_prob"), (io::h5::Shape{13, 32}));
    EXPECT_EQ(mcmc.shape("blobs"), (io::h5::Shape{13, 32, 5}));
    EXPECT_EQ(mcmc.shape("accepted"), (io::h5::Shape{32}));
    EXPECT_EQ(reader.identity().parameters.name, (std::vector<std::string>{"scale", "angle"}));
    EXPECT_EQ(reader.identity().blobs.name, (std::vector<std::string>{"mass", "wave", "loglike", "loglike_mass", "loglike_wave"}));
    io::Rows const rows = reader.read(0, reader.rows());
    ASSERT_EQ(rows.chain.size(), 13u * 32 * 2);
    ASSERT_EQ(rows.blobs.size(), 13u * 32 * 5);
    double const log_prior = -std::log(std::log(1e4)) - std::log(6.0);
    for (std::size_t i = 0; i < 13 * 32; ++i) {
        double const scale = rows.chain[2 * i], angle = rows.chain[2 * i + 1], *blob = rows.blobs.data() + 5 * i;
        ASSERT_EQ(rows.status[i], 0);
        EXPECT_NEAR(blob[0], std::log10(scale) + 0.5, 1e-14);  // rounding of one logarithm
        EXPECT_NEAR(blob[1], std::sin(3.0 * angle) * blob[0], 1e-14);
        EXPECT_EQ(blob[2], blob[3] + blob[4]);
        EXPECT_NEAR(rows.log_prob[i], blob[2] + log_prior, 1e-13);  // a sum of three numbers of order 10
    }
    EXPECT_EQ(reader.blob_column(1).size(), 13u * 32);
    EXPECT_EQ(reader.blob_column(1)[77], rows.blobs[5 * 77 + 1]);
    io::Rows const part = reader.read(4, 2);
    EXPECT_TRUE(std::equal(part.chain.begin(), part.chain.end(), rows.chain.begin() + 4 * 64));
}

TEST(Run, StoresDerivedParametersBesideTheOutputs) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5");
    auto const offset = [](std::span<double const> row) { return row[1] > 2 ? std::nan("") : 0.25 * row[1] + 1; };
    plan.parameters.derived = {{2, offset}};
    run(plan);
    io::RunReader const reader(plan.output);
    EXPECT_EQ(reader.identity().parameters.name, (std::vector<std::string>{"scale", "angle"}));
    EXPECT_EQ(reader.identity().blobs.name,
              (std::vector<std::string>{"mass", "wave", "offset", "loglike", "loglike_mass", "loglike_wave"}));
    EXPECT_EQ(reader.identity().blobs.meaning[2], "an offset");
    io::Rows const rows = reader.read(0, reader.rows());
    ASSERT_EQ(rows.status.size(), 13u * 32);
    for (std::size_t i = 0; i < rows.status.size(); ++i) {
        double const scale = rows.chain[2 * i], angle = rows.chain[2 * i + 1], *blob = rows.blobs.data() + 6 * i;
        ASSERT_EQ(rows.status[i], 0);
        EXPECT_LE(angle, 2);  // beyond, there is no such point
        EXPECT_EQ(blob[2], 0.25 * angle + 1);
        EXPECT_NEAR(blob[0], std::log10(scale) + blob[2], 1e-14);  // rounding of one logarithm
        EXPECT_EQ(blob[3], blob[4] + blob[5]);
    }
    EXPECT_EQ(reader.totals().failures[static_cast<std::size_t>(Status::tachyon_stau)], 0u);  // those have an angle above 2.5
    EXPECT_EQ(reader.totals().best.blobs.at(3), reader.totals().best.log_likelihood);
}

TEST(Run, MayStoreMoreValuesThanItHasCoordinates) {
    TemporaryDirectory const directory;
    auto const shared = [&directory](char const* name, std::uint64_t steps) {
        RunPlan plan = wave_plan(directory / name, steps);
        plan.parameters = {{0, 0, 0}, {}, {0, 1, 2}, {}};
        plan.parameters.prior.add({samplers::Prior::Kind::log, 100.0, 1e6});
        plan.parameters.prior.add_dirichlet({2, 3}, 1.5);
        return plan;
    };
    run(shared("a.h5", 40));
    io::RunReader const reader(directory / "a.h5");
    EXPECT_EQ(reader.identity().parameters.name, (std::vector<std::string>{"scale", "angle", "offset"}));
    io::Rows const rows = reader.read(0, reader.rows());
    ASSERT_EQ(rows.chain.size(), 13u * 32 * 3);
    for (std::size_t i = 0; i < 13 * 32; ++i) {
        EXPECT_NEAR(rows.chain[3 * i + 1] + rows.chain[3 * i + 2], 1.5, 1e-15);
        EXPECT_NEAR(rows.blobs[5 * i], std::log10(rows.chain[3 * i]) + rows.chain[3 * i + 2], 1e-14);  // rounding of one logarithm
    }
    run(shared("b.h5", 17));
    run(shared("b.h5", 40));
    EXPECT_EQ(h5_difference(directory / "a.h5", directory / "b.h5"), "");
}

TEST(Run, CountsEveryPointOnceByItsStatus) {
    TemporaryDirectory const directory;
    WaveEvaluator evaluator;
    RunOutcome const outcome = run_chain(wave_plan(directory / "a.h5"), evaluator, wave_likelihood());
    std::uint64_t evaluated = 0;
    for (std::size_t s = 0; s < outcome.failures.size(); ++s)
        if (s != static_cast<std::size_t>(Status::outside_prior)) evaluated += outcome.failures[s];
    EXPECT_EQ(evaluated, evaluator.points_evaluated);
    EXPECT_GT(outcome.failures[static_cast<std::size_t>(Status::tachyon_stau)], 0u);
    EXPECT_GT(outcome.failures[static_cast<std::size_t>(Status::no_ewsb)], 0u);
    EXPECT_GT(outcome.failures[static_cast<std::size_t>(Status::outside_prior)], 0u);
    io::RunReader const reader(directory / "a.h5");
    EXPECT_EQ(reader.totals().failures, outcome.failures);
    EXPECT_GT(reader.totals().zero_likelihood, 0u);
    std::uint64_t proposed = 0, accepted = 0, accepted_by_walker = 0;
    for (std::uint64_t count : reader.totals().proposed_by_move) proposed += count;
    for (std::uint64_t count : reader.totals().accepted_by_move) accepted += count;
    for (std::uint64_t count : reader.totals().accepted) accepted_by_walker += count;
    EXPECT_EQ(proposed, 40u * 32);
    EXPECT_EQ(accepted, accepted_by_walker);
}

TEST(Run, StartsWalkersWhereAnotherIsIfTooFewPointsArePossible) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5", 200);
    plan.thin = 1;
    plan.parameters = test::wave_parameters({samplers::Prior::Kind::flat, 2.499, 3.0});  // 0.2 % of the prior is possible
    run(plan);
    io::RunReader const reader(plan.output);
    io::Rows const rows = reader.read(0, reader.rows());
    for (std::size_t i = 0; i < rows.status.size(); ++i) ASSERT_TRUE(rows.status[i] == 0 && std::isfinite(rows.log_prob[i]));
    std::set<double> first, last;
    for (std::size_t w = 0; w < 32; ++w) first.insert(rows.chain[2 * w]), last.insert(rows.chain[rows.chain.size() - 2 * w - 2]);
    EXPECT_LT(first.size(), 32u);
    EXPECT_GT(last.size(), 25u);  // they went their ways
}

TEST(Run, RemembersTheBestPointEvenIfNotStored) {
    TemporaryDirectory const directory;
    RunOutcome const outcome = run(wave_plan(directory / "a.h5"));
    io::RunReader const reader(directory / "a.h5");
    io::BestPoint const& best = reader.totals().best;
    EXPECT_EQ(best.log_likelihood, outcome.best_log_likelihood);
    EXPECT_EQ(best.blobs.at(2), best.log_likelihood);
    EXPECT_NEAR(best.blobs.at(0), std::log10(best.parameters.at(0)) + 0.5, 1e-14);
    for (double log_likelihood : reader.blob_column(2)) EXPECT_LE(log_likelihood, best.log_likelihood);
}

TEST(Run, WithoutAValidPointSaysSoAndKeepsTheReasons) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5");
    plan.parameters = test::wave_parameters({samplers::Prior::Kind::flat, 2.6, 3.0});  // all tachyonic
    RunOutcome const outcome = run(plan);
    EXPECT_EQ(outcome.ending, RunOutcome::Ending::no_valid_point);
    EXPECT_EQ(outcome.step, 0u);
    EXPECT_FALSE(fs::exists(plan.output));  // there is no chain to show; the directory tells of the failures
    EXPECT_GT(io::RunReader(plan.output).totals().failures[static_cast<std::size_t>(Status::tachyon_stau)], 1000u);
    EXPECT_EQ(run(plan).ending, RunOutcome::Ending::no_valid_point);  // resumed
}

TEST(Run, RefusesAnExistingOutputAndLeavesItUntouched) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5");
    run(plan);
    auto const before = fs::last_write_time(plan.output);
    plan.existing = io::Existing::refuse;
    EXPECT_THROW(run(plan), io::IoError);
    EXPECT_EQ(fs::last_write_time(plan.output), before);
    plan.existing = io::Existing::overwrite;
    plan.seed = 5;
    EXPECT_EQ(run(plan).ending, RunOutcome::Ending::finished);
    EXPECT_EQ(io::RunReader(plan.output).identity().seed, 5u);
}

TEST(Run, ResumedUnderAnotherConfigListsTheDifferences) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5");
    run(plan);
    plan.config = "parameters.angle = flat(-3, 3)\nparameters.offset = 0.7\nparameters.extra = 1\n";
    try {
        run(plan);
        FAIL() << "accepted";
    } catch (io::ResumeMismatch const& error) {
        EXPECT_THAT(error.what(), HasSubstr("parameters.offset: was 0.5, now 0.7\n"));
        EXPECT_THAT(error.what(), HasSubstr("parameters.scale: was log(100, 1e6), now absent\n"));
        EXPECT_THAT(error.what(), HasSubstr("parameters.extra: was absent, now 1\n"));
        EXPECT_THAT(error.what(), testing::Not(HasSubstr("angle")));
    }
    plan = wave_plan(directory / "a.h5");
    plan.seed = 3;
    EXPECT_THROW(run(plan), io::ResumeMismatch);
    plan = wave_plan(directory / "a.h5");
    plan.thin = 4;
    EXPECT_THROW(run(plan), io::ResumeMismatch);
}

TEST(Run, TellsItsProgress) {
    TemporaryDirectory const directory;
    std::vector<Progress> seen;
    run(wave_plan(directory / "a.h5"), [&](Progress const& p) { seen.push_back(p); });
    ASSERT_EQ(seen.size(), 41u);
    EXPECT_TRUE(seen.back().last);
    EXPECT_EQ(seen.back().step, 40u);
    EXPECT_GT(seen.back().failed_share, 0.0);
    EXPECT_LT(seen.back().failed_share, 1.0);
    EXPECT_GT(seen.back().points_per_second, 0.0);
    EXPECT_GT(seen.back().acceptance, 0.0);
    std::ifstream heartbeat(directory / "a.h5.d/status.json");
    std::string const text((std::istreambuf_iterator<char>(heartbeat)), {});
    EXPECT_THAT(text, HasSubstr("\"step\": 40, \"steps\": 40"));
}

/// Interrupted while it evaluates.
struct Impatient : WaveEvaluator {
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override {
        WaveEvaluator::evaluate(parameters, size, result);
        raise(SIGINT);
    }
};

TEST(Run, OverwrittenStaysWholeUntilTheNewRunHasItsStart) {
    TemporaryDirectory const directory;
    fs::path const expected = reference(directory);
    RunPlan plan = wave_plan(directory / "a.h5");
    run(plan);
    plan.existing = io::Existing::overwrite;
    plan.seed = 5;
    Impatient evaluator;
    RunOutcome const outcome = run_chain(plan, evaluator, wave_likelihood());
    EXPECT_EQ(outcome.ending, RunOutcome::Ending::interrupted);
    EXPECT_FALSE(outcome.stored);
    EXPECT_EQ(h5_difference(expected, plan.output), "");
    RunPlan const old = wave_plan(directory / "a.h5", 50);
    EXPECT_EQ(run(old).resumed_from, 40u);
}

TEST(Run, RemembersTheVersionsThatTookPartAndWarnsOfAChange) {
    TemporaryDirectory const directory;
    std::vector<std::string> warnings;
    auto const run_with = [&](char const* version, std::uint64_t steps) {
        RunPlan plan = wave_plan(directory / "a.h5", steps);
        plan.version = version;
        plan.warn = [&](std::string const& text) { warnings.push_back(text); };
        run(plan);
    };
    run_with("squall 1", 10);
    run_with("squall 1", 20);
    EXPECT_TRUE(warnings.empty());
    run_with("squall 2", 30);
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_THAT(warnings[0], testing::AllOf(HasSubstr("written by squall 1 "), HasSubstr("goes on with squall 2 ")));
    run_with("squall 2", 40);
    EXPECT_EQ(warnings.size(), 1u);
    EXPECT_EQ(io::RunReader(directory / "a.h5").head().provenance.text.at("history"), "squall 1@0\nsquall 1@10\nsquall 2@20\nsquall 2@30");
    EXPECT_EQ(h5_difference(reference(directory), directory / "a.h5"), "");  // outside /provenance nothing shows
}

TEST(Run, InterruptedAtItsStartBeginsAnew) {
    TemporaryDirectory const directory;
    RunPlan const plan = wave_plan(directory / "a.h5");
    Impatient evaluator;
    RunOutcome const outcome = run_chain(plan, evaluator, wave_likelihood());
    EXPECT_EQ(outcome.ending, RunOutcome::Ending::interrupted);
    EXPECT_EQ(outcome.signal, SIGINT);
    EXPECT_FALSE(outcome.stored);
    EXPECT_FALSE(fs::exists(plan.output));
    run(plan);
    EXPECT_EQ(h5_difference(reference(directory), plan.output), "");
}

/// Loses its device in one batch.
struct BreakingEvaluator : WaveEvaluator {
    explicit BreakingEvaluator(int batches) : batches_left(batches) {}
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override {
        if (batches_left-- == 0) throw std::runtime_error("device lost");
        WaveEvaluator::evaluate(parameters, size, result);
    }
    int batches_left;
};

TEST(Run, KeepsWhatItHasWhenTheEvaluatorFails) {
    TemporaryDirectory const directory;
    fs::path const expected = reference(directory);
    RunPlan plan = wave_plan(directory / "a.h5");
    plan.checkpoint_steps = 0;
    BreakingEvaluator evaluator(60);
    EXPECT_THROW(run_chain(plan, evaluator, wave_likelihood()), std::runtime_error);
    EXPECT_GT(run(plan).resumed_from, 10u);  // at most four batches a step, and the starts
    EXPECT_EQ(h5_difference(expected, plan.output), "");
}

TEST(Run, RejectsPlansThatCannotRun) {
    TemporaryDirectory const directory;
    RunPlan plan = wave_plan(directory / "a.h5");
    plan.parameters = {{1000, 0, 0.5}, {}, {}, {}};
    EXPECT_THROW(run(plan), std::invalid_argument);
    plan = wave_plan(directory / "a.h5");
    std::get<samplers::Demcz>(plan.sampler).walkers = 3;
    EXPECT_THROW(run(plan), std::invalid_argument);
    plan = wave_plan(directory / "a.h5");
    plan.thin = 0;
    EXPECT_THROW(run(plan), std::invalid_argument);
    EXPECT_FALSE(fs::exists(directory / "a.h5.d"));
}

TEST(ProgressPrinter, FitsItsLineIntoTheTerminal) {
    int const master = posix_openpt(O_RDWR | O_NOCTTY);
    ASSERT_TRUE(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    winsize const size{25, 30, 0, 0};
    ASSERT_EQ(ioctl(master, TIOCSWINSZ, &size), 0);
    std::FILE* terminal = std::fopen(ptsname(master), "w");
    ASSERT_NE(terminal, nullptr);
    ProgressPrinter(terminal, progress_style_of(terminal))({1, 3, 1234.0, 61.0, 0.25, -1.5, 0.1, false});
    char text[256];
    auto const length = read(master, text, sizeof text);
    EXPECT_EQ(std::string(text, static_cast<std::size_t>(length)), "\rstep 1/3  1234 points/s  1:01\033[K");
    std::fclose(terminal);
    close(master);
}

TEST(ProgressPrinter, WritesLinesOrOneRewrittenLineOrNothing) {
    auto const printed = [](ProgressStyle style, double between) {
        std::FILE* file = std::tmpfile();
        ProgressPrinter printer(file, style, between);
        for (std::uint64_t step = 1; step <= 3; ++step) printer({step, 3, 1234.0, 61.0, 0.25, -1.5, 0.1, step == 3});
        std::string text(static_cast<std::size_t>(std::ftell(file)), '\0');
        std::rewind(file);
        EXPECT_EQ(std::fread(text.data(), 1, text.size(), file), text.size());
        std::fclose(file);
        return text;
    };
    std::string const line = "step 3/3  1234 points/s  1:01 left  acceptance 0.250  best log L -1.5  failed 10.0 %";
    EXPECT_EQ(printed(ProgressStyle::quiet, 0.0), "");
    EXPECT_EQ(printed(ProgressStyle::log, 1e9), "step 1/3" + line.substr(8) + "\n" + line + "\n");
    EXPECT_EQ(printed(ProgressStyle::line, 1e9), "\rstep 1/3" + line.substr(8) + "\033[K\r" + line + "\033[K\n");
}

}  // namespace
}  // namespace squall::pipeline
