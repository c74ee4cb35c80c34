#include "tests/samplers/calibration.hpp"

namespace squall::test {
namespace {

TEST(CalibrationLong, OfSmc) { expect_calibrated(configured<Smc>(2, 256), 3000); }
TEST(CalibrationLong, OfDemcz) { expect_calibrated(configured<Demcz>(2, 256), 3000); }
TEST(CalibrationLong, OfPt) { expect_calibrated(configured<Pt>(2, 512), 3000); }
TEST(CalibrationLong, OfNested) { expect_calibrated(configured<Nested>(2, 128), 3000); }

}  // namespace
}  // namespace squall::test
