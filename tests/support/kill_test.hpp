#pragma once
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <random>
#include <thread>

#include "host/io/run_reader.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/wave_evaluator.hpp"

namespace squall::test {

/// Runs the plan in a child process, killed with SIGKILL after the time given unless it ends before. True where it was killed.
inline bool run_and_kill(pipeline::RunPlan const& plan, std::chrono::duration<double> after) {
    pid_t const child = fork();
    if (child == 0) {
        try {
            WaveEvaluator evaluator;
            pipeline::run_chain(plan, evaluator, wave_likelihood());
            _exit(0);
        } catch (...) {
            _exit(1);
        }
    }
    auto const deadline = std::chrono::steady_clock::now() + after;
    int status = 0;
    pid_t ended = 0;
    while (ended == 0 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        ended = waitpid(child, &status, WNOHANG);
    }
    if (ended == 0) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0) << "the run failed";
    return WIFSIGNALED(status);
}

/// Kills runs at random moments, resuming each until it is done; every finished file must equal that of an uninterrupted run.
/// `change` makes the plan another than that of 60 steps of demcz.
inline void kill_at_random_moments(int kills, unsigned seed, std::function<void(pipeline::RunPlan&)> const& change = {}) {
    TemporaryDirectory const directory;
    auto const plan = [&](std::string const& name) {
        pipeline::RunPlan result = wave_plan(directory / name, 60);
        result.thin = 1;
        if (change) change(result);
        result.checkpoint_steps = 1;  // most of the time goes into files, where a kill could hurt
        return result;
    };
    auto const start = std::chrono::steady_clock::now();
    EXPECT_FALSE(run_and_kill(plan("reference.h5"), std::chrono::seconds(300)));
    std::chrono::duration<double> const whole = std::chrono::steady_clock::now() - start;

    std::mt19937 random(seed);
    std::uniform_real_distribution<double> moment(0.0, 0.4);
    for (int killed = 0, run = 0; killed < kills; ++run) {
        auto const current = plan("run" + std::to_string(run) + ".h5");
        while (run_and_kill(current, killed < kills ? moment(random) * whole : std::chrono::seconds(300))) ++killed;
        ASSERT_EQ(h5_difference(directory / "reference.h5", current.output), "") << "after " << killed << " kills";
    }
}

}  // namespace squall::test
