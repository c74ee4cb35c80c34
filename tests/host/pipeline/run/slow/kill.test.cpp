#include "tests/support/kill_test.hpp"

TEST(KilledRun, ResumedEqualsTheUninterruptedFiftyTimes) { squall::test::kill_at_random_moments(50, 2); }
