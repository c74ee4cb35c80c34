#include "kernels/core/status_lanes.hpp"

#include <gtest/gtest.h>

namespace {

using squall::record;
using squall::Status;
using squall::status_value;

TEST(StatusLanes, KeepTheFirstFailure) {
    double status = status_value(Status::ok);
    record(status, false, Status::no_ewsb);
    EXPECT_EQ(status, status_value(Status::ok));
    record(status, true, Status::tachyon_A);
    record(status, true, Status::nan);
    EXPECT_EQ(status, status_value(Status::tachyon_A));
}

TEST(StatusLanes, NameTachyonsByGeneration) {
    double status = status_value(Status::ok);
    record(status, true, status_value(Status::tachyon_sdown) + 2.0);
    EXPECT_EQ(static_cast<Status>(static_cast<int>(status)), Status::tachyon_sbottom);
}

}  // namespace
