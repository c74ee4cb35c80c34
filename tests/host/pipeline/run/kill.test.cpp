#include "tests/support/kill_test.hpp"

TEST(KilledRun, ResumedEqualsTheUninterruptedEightTimes) { squall::test::kill_at_random_moments(8, 1); }
