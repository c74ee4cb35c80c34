#include "host/app/evidence_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace squall::app {
namespace {

/// The error of ln Z is the spread of the families' shares, (sum of their squares)^1/2: a quarter for twenty of them, and never more than
/// 1 however wrong ln Z is. Of a posterior in 80 dimensions with 17 measurements ln Z was off by 1 to 13 where fewer survived.
constexpr double fewest_families = 20;

/// A direction that a measurement fixes adds 1 to <chi^2> above the best point's, one that the prior fixes less. Walkers on their way
/// have more: a quarter of the measurements is 4 where there are 17, while its own spread over families is (2 n/families)^1/2, 1.3 for 20.
constexpr double most_per_measurement = 1.25;

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
    double const above_best = checks.mean_minus_2_ln_l - checks.best_minus_2_ln_l;
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
    if (checks.measurements && above_best > most_per_measurement * n)
        text += fmt::format(
            "warning: <-2 ln L> is {:.3g} above the best point (settled walkers are above it by the number of measurements, {:g}, or less, "
            "so ln Z is likely too low); give more moves between temperatures or levels\n",
            above_best, n);
    return text;
}

}  // namespace squall::app
