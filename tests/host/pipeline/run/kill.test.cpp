#include "tests/support/kill_test.hpp"

#include <sys/mman.h>

#include <atomic>

namespace squall::pipeline {
namespace {

TEST(KilledRun, ResumedEqualsTheUninterruptedEightTimes) { test::kill_at_random_moments(8, 1); }

/// A number that a child process tells its parent.
class SharedNumber {
public:
    SharedNumber()
        : number_(new (mmap(nullptr, sizeof *number_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
                      std::atomic<std::uint64_t>(0)) {}
    ~SharedNumber() { munmap(static_cast<void*>(number_), sizeof *number_); }
    SharedNumber(SharedNumber const&) = delete;
    SharedNumber& operator=(SharedNumber const&) = delete;
    std::atomic<std::uint64_t>& operator*() { return *number_; }

private:
    std::atomic<std::uint64_t>* number_;
};

TEST(KilledRun, LosesNoMoreStepsThanTwoTimesTheTimerAllows) {
    // Each step takes 2 ms at least, so that at most 11 fit between two checkpoints of a timer of 20 ms. The last but one is on the disk
    // when the last begins, on a thread of its own; so 22 steps may be lost, and the one that the sink has not seen.
    test::TemporaryDirectory const directory;
    std::chrono::milliseconds const step(2);
    RunPlan plan = test::wave_plan(directory / "a.h5", 4000);
    plan.thin = 1;
    plan.checkpoint_steps = 0;
    plan.checkpoint_seconds = 0.02;
    std::mt19937 random(5);
    std::uint64_t before = 0;
    for (int kills = 0; kills < 6; ++kills) {
        SharedNumber told;
        pid_t const child = fork();
        if (child == 0) {
            test::WaveEvaluator evaluator;
            run_chain(plan, evaluator, test::wave_likelihood(), [&](Progress const& p) {
                *told = p.step;
                std::this_thread::sleep_for(step);
            });
            _exit(0);
        }
        std::uint64_t const enough = before + 30 + random() % 60;
        while (*told < enough) std::this_thread::sleep_for(step);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        std::uint64_t const kept = io::newest_checkpoint(io::directory_of(plan.output))->head.totals.step;
        EXPECT_GE(kept + 23, *told);
        EXPECT_LE(kept, *told + 1);
        before = kept;
    }
}

}  // namespace
}  // namespace squall::pipeline
