#include "tests/support/kill_test.hpp"

namespace squall::test {
namespace {

TEST(KilledRun, ResumedEqualsTheUninterruptedFiftyTimesWithEverySampler) {
    for (char const* name : wave_samplers)
        kill_at_random_moments(50, 2, [name](pipeline::RunPlan& plan) {
            plan.sampler = wave_sampler(name);
            if (std::string(name) == "nested" || std::string(name) == "de") plan.steps = 1000;
        });
}

}  // namespace
}  // namespace squall::test
