/// Which backend a choice gets, with a GPU or without.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/device/query.hpp"
#include "tests/support/ggm_points.hpp"

namespace squall::test {
namespace {

using pipeline::BackendUnavailable;

std::string backend_of(std::string const& choice) {
    return pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), {}, {choice, 1})->backend();
}

/// The message of the refusal, or "" where there is none.
std::string refusal_of(std::string const& choice) {
    try {
        backend_of(choice);
    } catch (BackendUnavailable const& error) {
        return error.what();
    }
    return "";
}

TEST(BackendChoice, GivesTheWidestInstructionSetForCpu) {
    auto const present = backends::available_stages();
    EXPECT_EQ(backend_of("cpu"), present.tables[present.count - 1]->name);
}

// ... until its kernels have been run and compared on one.
TEST(BackendChoice, TakesNoDeviceUnasked) { EXPECT_EQ(backend_of("auto"), backend_of("cpu")); }

TEST(BackendChoice, SaysWhyThereIsNoDevice) {
    if (device::device().present) GTEST_SKIP() << "there is one: " << device::device().name;
    EXPECT_EQ(refusal_of("cuda"), "backend cuda is not available: " + device::device().absence + "; use --backend cpu");
    EXPECT_THAT(device::device().absence, testing::StartsWith("no CUDA"));
}

TEST(BackendChoice, RefusesAnInstructionSetNobodyHas) { EXPECT_THAT(refusal_of("mmx"), testing::HasSubstr("use --backend auto")); }

}  // namespace
}  // namespace squall::test
