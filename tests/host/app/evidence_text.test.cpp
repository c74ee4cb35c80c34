#include "host/app/evidence_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/measurement_text.hpp"

namespace squall::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(EvidenceText, NamesChiSquaredBesideTheMeasurements) {
    EXPECT_THAT(evidence_text({16.3, 0.12, 210, 96.2, 17}),
                AllOf(HasSubstr("<-2 ln L> = 16.3 for 17 measurements, 0.12 at the best point\n"), HasSubstr("210 starts"),
                      HasSubstr("as much as 96.2"), Not(HasSubstr("warning"))));
    EXPECT_THAT(evidence_text({16.3, 0.12, 210, 96.2, {}}), AllOf(HasSubstr("<-2 ln L> = 16.3\n"), Not(HasSubstr("measurements"))));
    double const unknown = std::nan("");
    EXPECT_EQ(evidence_text({unknown, -3, unknown, unknown, 17}), "");
}

TEST(EvidenceText, WarnsOfFewFamilies) {
    auto const few = HasSubstr("warning: ln Z stands on few families");
    EXPECT_THAT(evidence_text({16.3, 0.12, 12, 9, 17}), few);
    EXPECT_THAT(evidence_text({16.3, 0.12, 300, 19.5, 17}), few);  // one family is most of them
    EXPECT_THAT(evidence_text({16.3, 0.12, 30, 21, 17}), Not(few));
}

TEST(EvidenceText, WarnsOfWalkersAboveTheirValley) {
    auto const above = HasSubstr("warning: <-2 ln L> = 22 is above 17");
    auto const chi_squared = [](double mean, double best, double families, std::optional<std::size_t> measurements = 17) {
        return evidence_text({mean, best, 200, families, measurements});
    };
    EXPECT_THAT(chi_squared(22, 3, 100), above);  // 17 +- 0.58
    EXPECT_THAT(chi_squared(18.5, 3, 100), Not(HasSubstr("warning")));
    EXPECT_THAT(chi_squared(22, 3, 20), above);  // 17 +- 1.3
    EXPECT_THAT(chi_squared(20.5, 3, 20), Not(HasSubstr("warning")));
    EXPECT_THAT(chi_squared(22, 9, 100), Not(HasSubstr("warning")));      // the model does not fit better
    EXPECT_THAT(chi_squared(22, 3, 100, {}), Not(HasSubstr("warning")));  // log L is no chi^2
}

TEST(EvidenceText, CountsMeasurementsOfALikelihoodThatIsChiSquared) {
    using test::block;
    using test::entry;
    auto const gaussian = entry("observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1"),
               logarithmic = entry("observable = \"b\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1\nscale = \"log\"");
    EXPECT_EQ(measurements_of(std::vector{block(gaussian + logarithmic), block(gaussian)}), 3u);
    EXPECT_EQ(measurements_of(std::vector{block(gaussian + entry("observable = \"c\"\nkind = \"interval\"\nmin = 0\nmax = 1"))}),
              std::nullopt);
    EXPECT_EQ(measurements_of(
                  std::vector{block(entry("observable = \"a\"\nkind = \"gaussian\"\nvalue = 1\nerror = 1\ntheory_error_relative = 0.1"))}),
              std::nullopt);
    EXPECT_EQ(measurements_of({}), std::nullopt);
}

}  // namespace
}  // namespace squall::app
