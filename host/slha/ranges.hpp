#pragma once
#include "host/slha/document.hpp"

/// Where numbers of a spectrum can lie. Wide: what lies outside is a slip, and would go through the loops as a number like any other.
namespace squall::slha {

inline constexpr double planck_mass = 1.22e19;            ///< GeV
inline constexpr double strong_coupling_constant = 3.54;  ///< g^2 = 4 pi

inline constexpr Range mass_range{"a mass", 0, planck_mass, " GeV"};
inline constexpr Range signed_mass_range{"a mass parameter", -planck_mass, planck_mass, " GeV"};
inline constexpr Range squared_mass_range{"a mass squared", -1.5e38, 1.5e38, " GeV^2"};  // of the Planck mass
inline constexpr Range scale_range{"the scale of a spectrum", 10, planck_mass, " GeV"};
inline constexpr Range tan_beta_range{"tan(beta)", 0, 1000};  // y_b = m_b/v tan(beta) is not perturbative above
inline constexpr Range coupling_range{"a gauge or Yukawa coupling", 0, strong_coupling_constant};
inline constexpr Range flavour_range{"MODSEL 6", -1, 4};  // quarks 1, leptons 2, both 3
inline constexpr Range alpha_range{"alpha_s", 0, 1};
inline constexpr Range inverse_alpha_range{"1/alpha", 1, 1000};
inline constexpr Range fermi_constant_range{"G_F", 0, 1, " GeV^-2"};
inline constexpr Range cabibbo_range{"lambda of Wolfenstein", 0, 1};
inline constexpr Range hadronic_range{"a hadronic number", -1e30, 1e30};  // some are signed, lifetimes are in s
inline constexpr Range level_range{"resummation", -0.5, 1.5};             // 0 or 1
inline constexpr Range wolfenstein_range{"a parameter of Wolfenstein", -10, 10};

}  // namespace squall::slha
