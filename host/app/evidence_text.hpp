#pragma once
#include <optional>
#include <span>
#include <string>

#include "host/likelihood/measurement.hpp"

namespace squall::app {

/// What tells whether an evidence can be believed; NaN where it is not known.
struct EvidenceChecks {
    double mean_minus_2_ln_l = 0;  ///< <-2 ln L> of the posterior
    double best_minus_2_ln_l = 0;  ///< of the best point
    double surviving_ancestors = 0, effective_families = 0;
    std::optional<std::size_t> measurements;  ///< where log L is -chi^2/2 of so many
};

/// Entries of a likelihood that is made of Gaussian measurements with fixed widths alone, so that it is -chi^2/2; none for another.
std::optional<std::size_t> measurements_of(std::span<likelihood::Block const>);

/// Lines beside ln Z, with a warning where walkers were moved too little: too few families survive to tell the error of ln Z from
/// their spread, or walkers hang above the valley they belong in.
std::string evidence_text(EvidenceChecks const&);

}  // namespace squall::app
