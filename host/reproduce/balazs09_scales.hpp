#pragma once
#include <cmath>
#include <vector>

#include "host/reproduce/balazs09.hpp"
#include "kernels/models/flipped_su5_unification.hpp"

namespace squall::reproduce::balazs09 {

namespace su5 = models::flipped_su5;

inline constexpr double lambda = 0.22;
inline constexpr double soft_scale = 600;        ///< GeV: M_S of the paper's example
inline constexpr double messenger_scale = 1e11;  ///< GeV: M_E; not stated, what reproduces Table 3

/// Powers of lambda in the profiles of the families.
struct Scenario {
    char const* name;
    int F[3], f_bar[3], l_c[3];
    int singlets[3][3];  ///< S_ij/M_*
};
inline constexpr Scenario scenario_A{"A", {8, 4, 0}, {9, 9, 9}, {7, 5, 3}, {{0, 3, 7}, {3, 6, 10}, {7, 10, 12}}};
inline constexpr Scenario scenario_B{"B", {7, 4, 0}, {10, 9, 9}, {6, 5, 3}, {{2, 4, 8}, {4, 6, 10}, {8, 10, 12}}};

inline su5::LogProfiles<double> log_profiles(Scenario const& scenario) {
    auto const log_of = [](int const(&powers)[3]) { return (powers[0] + powers[1] + powers[2]) * std::log(lambda); };
    return {log_of(scenario.F), log_of(scenario.f_bar), log_of(scenario.l_c), 0};
}

/// N_F = 1, which moves nothing but the couplings themselves.
inline su5::Thresholds<double> thresholds(Setup const& setup, double M_S, double N_G) {
    auto const& sm = setup.inputs;
    return {sm.m_Z, {sm.inverse_alpha_1, sm.inverse_alpha_2, 1 / sm.alpha_s}, M_S, messenger_scale, 1, N_G};
}

/// M_U in GeV with the profiles of scenario A.
inline double unified_scale(Setup const& setup, double M_S, double N_G, double M_C_star, su5::Form const& form,
                            su5::LogProfiles<double> const& logs = log_profiles(scenario_A)) {
    return su5::unification_scale(su5::couplings_at_23(thresholds(setup, M_S, N_G), form), N_G, M_C_star, logs, form);
}

}  // namespace squall::reproduce::balazs09
