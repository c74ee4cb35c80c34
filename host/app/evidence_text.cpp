#include "host/app/evidence_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace squall::app {
namespace {

/// The error of ln Z is the spread of the families' shares, the root of the sum of their squares: a quarter for twenty of equal size, and
/// never more than 1 however wrong ln Z is. On valleys in 80 dimensions with 17 measurements (tests/samplers/valleys.hpp, 1,024 walkers)
/// five moves a temperature leave one or two starts and a stated error of 1.0 while ln Z is off by -5 to -12; 40 leave 45, of an effective
/// 10, and -0.40 +- 0.32; 80 leave 98, of an effective 45, and errors that are right (decisions/0011).
constexpr double fewest_families = 20;

/// What <chi^2> of settled walkers is at most, where a model can fit all: each direction that a measurement fixes adds 1 to the mean and 2
/// to the variance, each that the prior fixes less, and families are independent; three standard deviations of the mean.
double most_chi_squared(double measurements, double families) {
    return measurements + 3 * std::sqrt(2 * measurements / std::max(families, 1.0));
}

/// Whether a model can: its best point is as good as few draws around a perfect one. (Not compared with it directly, for in dozens of
/// dimensions no walker comes near the best there is: 5.3 for 17 measurements of those valleys, where it is 0.)
bool can_fit(double best, double measurements) { return best <= measurements / 2; }

}  // namespace

std::optional<std::size_t> measurements_of(std::span<likelihood::Block const> blocks) {
    std::size_t count = 0;
    for (auto const& block : blocks)
        for (auto const& m : block.entries) {
            if (m.kind != likelihood::Kind::gaussian || m.theory_error_relative != likelihood::Error{}) return {};
            ++count;
        }
    return count > 0 ? std::optional(count) : std::nullopt;
}

std::string evidence_text(EvidenceChecks const& checks) {
    std::string text;
    auto const n = static_cast<double>(checks.measurements.value_or(0));
    if (std::isfinite(checks.mean_minus_2_ln_l)) {
        text += fmt::format("<-2 ln L> = {:.3g}", checks.mean_minus_2_ln_l);
        text += checks.measurements
                    ? fmt::format(" for {} measurements, {:.3g} at the best point\n", *checks.measurements, checks.best_minus_2_ln_l)
                    : "\n";
    }
    if (std::isfinite(checks.surviving_ancestors))
        text += fmt::format("{:g} starts have descendants, families that tell as much as {:.3g} of equal size\n",
                            checks.surviving_ancestors, checks.effective_families);
    if (checks.effective_families < fewest_families || checks.surviving_ancestors < fewest_families)
        text += fmt::format(
            "warning: ln Z stands on few families (below {:g} their spread does not tell its error, which may be several units); give more "
            "walkers, or more moves between temperatures or levels\n",
            fewest_families);
    if (checks.measurements && can_fit(checks.best_minus_2_ln_l, n) &&
        checks.mean_minus_2_ln_l > most_chi_squared(n, checks.effective_families))
        text += fmt::format(
            "warning: <-2 ln L> = {:.3g} is above {:g} (settled walkers have the number of measurements or less where all can be fitted, "
            "so "
            "these hang above their valley and ln Z is likely too low); give more moves between temperatures or levels\n",
            checks.mean_minus_2_ln_l, n);
    return text;
}

}  // namespace squall::app
