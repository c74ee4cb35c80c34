#include "tests/samplers/calibration.hpp"

namespace squall::test {
namespace {

TEST(Calibration, OfSmc) { expect_calibrated(configured<Smc>(2, 128), 400); }
TEST(Calibration, OfDemcz) { expect_calibrated(configured<Demcz>(2, 128), 400); }
TEST(Calibration, OfPt) { expect_calibrated(configured<Pt>(2, 256), 400); }
TEST(Calibration, OfNested) { expect_calibrated(configured<Nested>(2, 64), 400); }

TEST(Calibration, SeesPosteriorsThatAreTooWide) {
    auto const p_value = [](double width) {
        std::vector<double> places(thinned + 1, 0.0);
        for (std::size_t run = 0; run < 400; ++run) {
            samplers::Draws draws(78, samplers::Stream::scan, run, 0);
            double const theta = draws.normal(), data = theta + draws.normal();  // posterior: N(data/2, 1/2)
            std::size_t below = 0;
            for (std::size_t i = 0; i < thinned; ++i) {
                below += data / 2 + width * std::sqrt(0.5) * draws.normal() < theta;
            }
            ++places[below];
        }
        return evenness_p_value(places);
    };
    EXPECT_GT(p_value(1), 1e-4);
    EXPECT_LT(p_value(1.5), 1e-6);
}

}  // namespace
}  // namespace squall::test
