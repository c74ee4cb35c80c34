#pragma once
#include "kernels/models/flipped_su5_unification.hpp"

/// Decay of the proton in flipped SU(5). Dimension five through triplet Higgsinos is absent (missing partners); what is left is the
/// exchange of gauge bosons (dimension six), and what seed 002 allows on the brane.
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

inline constexpr double proton_mass = 0.938272;             ///< GeV (PDG)
inline constexpr double neutral_pion_mass = 0.134977;       ///< GeV (PDG)
/// |<pi0|(ud)_R u_L|p>|, GeV^2 at 2 GeV: 0.131(4)(13), lattice (Aoki, Izubuchi, Shintani, Soni, arXiv:1705.01338)
inline constexpr double pion_matrix_element = 0.131;
/// Running of the operators from m_Z to 2 GeV at two loops of QCD (Nihei and Arafune, hep-ph/9412325)
inline constexpr double long_range_factor = 1.247;
inline constexpr double V_ud = 0.974;
inline constexpr double GeV_year = 6.582119569e-25 / 3.15576e7;  ///< hbar in GeV s (SI of 2019) over the seconds of a Julian year

/// One-loop anomalous dimensions of (u^c† d^c†)(Q L) in units of alpha_i/2pi, below and above M_S (Abbott and Wise, PRD 22 (1980) 2208;
/// Munoz, PLB 177 (1986) 55; as collected by Hisano, Kobayashi, Kuwahara, Nagata, arXiv:1304.3651). Yukawa couplings are left out.
SQUALL_TABLE double operator_running_standard_model[3] = {11.0 / 20.0, 9.0 / 4.0, 2.0};
SQUALL_TABLE double operator_running_mssm[3] = {11.0 / 30.0, 3.0 / 2.0, 4.0 / 3.0};

/// ln of what a leg between two scales makes of the operator: sum of c_i/b_i ln(alpha_i(top)/alpha_i(bottom)), smooth at b_i = 0.
template <class Real>
SQUALL_HD inline Real log_operator_running(double const (&c)[3], Real const (&bottom)[3], Real const (&top)[3], Real span) {
    Real sum(0.0);
    for (int i = 0; i < 3; ++i)
        sum = fma(Real(c[i] * (0.5 / pi)) * span, log_slope(max(bottom[i], top[i]), min(bottom[i], top[i])), sum);
    return sum;
}

/// Short-range factor of the operator between M_23 and m_Z, one loop.
template <class Real>
SQUALL_HD inline Real short_range_factor(Thresholds<Real> const& at, Form const& form) {
    Real const M_23 = scale_23(at);
    Real at_S[3], at_E[3], at_23[3];
    inverse_alphas(at, form, at.M_S, at_S);
    inverse_alphas(at, form, at.M_mess, at_E);
    inverse_alphas(at, form, M_23, at_23);
    Real const below = log_operator_running(operator_running_standard_model, at.inverse_alpha, at_S, log(at.M_S / at.m_Z));
    Real const above = log_operator_running(operator_running_mssm, at_S, at_E, log(at.M_mess / at.M_S)) +
                       log_operator_running(operator_running_mssm, at_E, at_23, log(M_23 / at.M_mess));
    return exp(below + above);
}

/// tau(p -> e+ pi0) in years from gauge bosons of mass M_X (M_23 here: v = M_23/g, section 6) and alpha_5 at that scale:
///   Gamma = g_5^4 m_p/(32 pi M_X^4) |V_ud|^2 (1 - m_pi^2/m_p^2)^2 A_L^2 A_S^2 |<pi0|(ud)_R u_L|p>|^2.
/// The width of SU(5) as in Hisano et al., arXiv:1304.3651, without the operators of E^c, which is a singlet here: five times longer
/// (Ellis, Nanopoulos, Walker, hep-ph/0205336). The mixing of the charged lepton, |U_l11| <= 1 (Ellis, Garcia, Nagata, Nanopoulos, Olive,
/// arXiv:2003.03285), is taken as 1: an estimate from below.
template <class Real>
SQUALL_HD inline Real proton_lifetime(Real M_X, Real alpha_5, Real A_S) {
    constexpr double ratio = neutral_pion_mass / proton_mass, phase_space = (1.0 - ratio * ratio) * (1.0 - ratio * ratio);
    constexpr double element = long_range_factor * pion_matrix_element * V_ud;
    constexpr double unit = pi / 2.0 * proton_mass * phase_space * element * element;  // g^4/32pi = pi/2 alpha^2
    Real const amplitude = alpha_5 * A_S / square(M_X);
    return Real(GeV_year / unit) / square(amplitude);
}

/// Scale of dimension-five operators F f f l^c on the brane, suppressed by (psi_2)^2/M_Pl^3: M_Pl^3/M^2, GeV, section 7.
template <class Real>
SQUALL_HD inline Real dimension_five_scale(Real M) {
    constexpr double planck = reduced_planck_mass;
    return Real(planck) * square(Real(planck) / M);
}

/// Mass of the triplets that D_h and D^c_H form, 8 pi lambda <N^c_H>, GeV, section 2.
template <class Real>
SQUALL_HD inline Real triplet_mass(Real lambda, Real vacuum_value) {
    return Real(8.0 * pi) * lambda * vacuum_value;
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
