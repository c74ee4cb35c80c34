#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "kernels/core/status.hpp"

namespace squall::pipeline {

/// Names of the statuses in the order of the enumeration, as files and --json show them.
inline constexpr std::array status_names = std::to_array<std::string_view>({
    "ok",
    "messenger_tachyon",
    "nonperturbative",
    "landau_pole",
    "no_ewsb",
    "tachyon_A",
    "tachyon_sup",
    "tachyon_scharm",
    "tachyon_stop",
    "tachyon_sdown",
    "tachyon_sstrange",
    "tachyon_sbottom",
    "tachyon_selectron",
    "tachyon_smuon",
    "tachyon_stau",
    "tachyon_sneutrino_e",
    "tachyon_sneutrino_mu",
    "tachyon_sneutrino_tau",
    "not_converged",
    "nan",
    "outside_prior",
    "no_ewsb_one_loop",
    "negative_b",
    "tachyon_h",
    "no_root",
    "inconsistent_hidden_sector",
});
static_assert(status_names.size() == static_cast<std::size_t>(Status::count_));
static_assert(status_names[static_cast<std::size_t>(Status::tachyon_stau)] == "tachyon_stau");
static_assert(status_names[static_cast<std::size_t>(Status::outside_prior)] == "outside_prior");
static_assert(status_names[static_cast<std::size_t>(Status::no_root)] == "no_root");

constexpr std::string_view status_name(Status status) { return status_names[static_cast<std::size_t>(status)]; }

}  // namespace squall::pipeline
