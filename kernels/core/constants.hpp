#pragma once
#include "kernels/core/isa.hpp"

/// Mathematical and physical constants of the kernels.
namespace squall::inline SQUALL_ISA {

inline constexpr double pi = 3.14159265358979323846;
inline constexpr double loop_factor = 16.0 * pi * pi;  ///< 16 pi^2
inline constexpr double gut_scale = 2.0e16;            ///< GeV; where perturbativity of the gauge couplings is asked for (seed 001)
inline constexpr double reduced_planck_mass = 2.435e18;///< GeV, (8 pi G_N)^(-1/2) (PDG)
/// v^2 = v_u^2 + v_d^2 = (174.1 GeV)^2, as fixed by seed 001 (from G_F: 174.104)
inline constexpr double v_higgs = 174.1;               ///< GeV
inline constexpr double centimetre_GeV = 1.973269804e-14;  ///< hbar c in GeV cm (exact in the SI of 2019): GeV^-1 in cm

}  // namespace squall::inline SQUALL_ISA
