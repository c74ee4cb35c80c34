#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"
#include "kernels/models/flipped_su5_content.hpp"

/// Unification of flipped SU(5) in two steps: alpha_2 and alpha_3 at M_23, SU(5) and U(1)_X at the scale M_U = M_* where SO(10) is strongly
/// coupled (seed 002: Balazs, Kang, Li, Wang, Yang 2009, section 6). One-loop running; thresholds of Kaluza-Klein modes by Choi, Kim and
/// Song (NPB 687 (2004) 101). The paper's equations have two errors; `Form` says whether they are taken as printed.
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

/// What is uniform over a run.
struct Form {
    double b1_of_ten;    ///< what a pair of messengers (10,1) adds to b_1
    double Z_of_profile; ///< the power of a profile that is Z
};
/// Eq. (6.8) has 12/5, eq. (6.20) ln Z = ln(profile).
SQUALL_TABLE Form printed{12.0 / 5.0, 1.0};
/// From the content of the multiplet, and Z = profile^2 (eqs. 4.6 and 4.7).
SQUALL_TABLE Form corrected{beta_of_pair(F).a[0], 2.0};

/// Couplings at M_Z and what changes their running.
template <class Real>
struct Thresholds {
    Real m_Z;             ///< GeV
    Real inverse_alpha[3];///< at m_Z: U(1)_Y with g1 normalised to SU(5), SU(2), SU(3)
    Real M_S, M_mess;        ///< superpartners; messengers, GeV
    Real N_F, N_G;        ///< pairs of messengers (5,-2) and (10,1)
};

/// 1/alpha_i at m_Z from 1/alpha_em and sin^2(theta_W) there, eqs. (6.25)-(6.26), and alpha_s.
template <class Real>
SQUALL_HD inline void take_weak_inputs(Real inverse_alpha_em, Real sin2_theta, Real alpha_s, Thresholds<Real>& thresholds) {
    thresholds.inverse_alpha[0] = Real(0.6) * inverse_alpha_em * (Real(1.0) - sin2_theta);
    thresholds.inverse_alpha[1] = inverse_alpha_em * sin2_theta;
    thresholds.inverse_alpha[2] = Real(1.0) / alpha_s;
}

/// b_i above M_mess, eq. (6.8).
template <class Real>
SQUALL_HD inline void beta_above_messengers(Thresholds<Real> const& at, Form const& form, Real (&b)[3]) {
    for (int i = 0; i < 3; ++i) {
        Real const of_ten(i == 0 ? form.b1_of_ten : beta_of_ten.a[i]);
        b[i] = fma(of_ten, at.N_G, fma(Real(beta_of_five.a[i]), at.N_F, Real(beta_above_M_S.a[i])));
    }
}

/// 1/alpha_i at q >= m_Z, GeV, eqs. (6.5)-(6.8); m_Z <= M_S <= M_mess.
template <class Real>
SQUALL_HD inline void inverse_alphas(Thresholds<Real> const& at, Form const& form, Real q, Real (&inverse)[3]) {
    Real const low = log(min(q, at.M_S) / at.m_Z), middle = log(max(min(q, at.M_mess) / at.M_S, Real(1.0)));
    Real const high = log(max(q / at.M_mess, Real(1.0)));
    Real b[3];
    beta_above_messengers(at, form, b);
    for (int i = 0; i < 3; ++i) {
        Real const sum = fma(b[i], high, fma(Real(beta_above_M_S.a[i]), middle, Real(beta_below_M_S.a[i]) * low));
        inverse[i] = fma(Real(-0.5 / pi), sum, at.inverse_alpha[i]);
    }
}

/// Where alpha_2 = alpha_3, GeV, eq. (6.9): messengers in whole multiplets of SU(5) do not move it.
template <class Real>
SQUALL_HD inline Real scale_23(Thresholds<Real> const& at) {
    Real const below(beta_below_M_S.a[1] - beta_below_M_S.a[2]), above(beta_above_M_S.a[1] - beta_above_M_S.a[2]);
    Real const difference = Real(2.0 * pi) * (at.inverse_alpha[1] - at.inverse_alpha[2]);
    return at.M_S * exp((difference - below * log(at.M_S / at.m_Z)) / above);
}

/// Couplings of SU(5) x U(1)_X at M_23.
template <class Real>
struct FlippedCouplings {
    Real M_23;                              ///< GeV
    Real inverse_alpha_5, inverse_alpha_X;  ///< 25/alpha_Y = 1/alpha_5 + 24/alpha_X, eq. (6.11)
    Real inverse_alpha_Y;
};

template <class Real>
SQUALL_HD inline FlippedCouplings<Real> couplings_at_23(Thresholds<Real> const& at, Form const& form) {
    FlippedCouplings<Real> result;
    result.M_23 = scale_23(at);
    Real inverse[3];
    inverse_alphas(at, form, result.M_23, inverse);
    result.inverse_alpha_Y = inverse[0];
    result.inverse_alpha_5 = inverse[1];
    result.inverse_alpha_X = (Real(25.0) * inverse[0] - inverse[1]) * Real(1.0 / 24.0);
    return result;
}

/// Logarithms of products of profiles.
template <class Real>
struct LogProfiles {
    Real F, f_bar, l_c;   ///< of the three families
    Real tens;            ///< of the 2 N_G messengers (10,1); those of (5,-2) drop out
};

/// How much larger the threshold of SU(5) is than that of U(1)_X through the zero modes of matter, eqs. (6.16)-(6.17): index × ln Z.
template <class Real>
SQUALL_HD inline Real matter_threshold_difference(LogProfiles<Real> const& logs, Form const& form) {
    constexpr double ten = index_5_of_F - index_X_of_F, five = index_5_of_f_bar - index_X_of_f_bar, one = index_5_of_l_c - index_X_of_l_c;
    Real const sum = fma(Real(ten), logs.F + logs.tens, fma(Real(five), logs.f_bar, Real(one) * logs.l_c));
    return Real(form.Z_of_profile) * sum;
}

/// d/d ln M_* of what eqs. (6.19)-(6.22) hold against the couplings: b_5 - b_X of the zero modes and 5 of the gauge bosons' tower.
template <class Real>
SQUALL_HD inline Real unification_slope(Real N_G) {
    Real const none(0.0);  // N_F drops out
    return beta_5(none, N_G) - beta_X(none, N_G) + Real(adjoint_5);
}

/// Whether the couplings do not depend on M_U, so that they cannot tell it: N_G = 3, as printed and corrected.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_unification_singular(Real N_G) {
    return abs(unification_slope(N_G)) < Real(1e-9);
}

/// M_U = M_*, GeV, from eqs. (6.19)-(6.22):
///   2 pi (1/alpha_5 - 1/alpha_X)(M_23) = (b_5 - b_X) ln(M_*/M_23) + 5 ln(M_*/M_C*) + matter,   M_C* = 2/(pi R).
/// NaN where the formula is singular. A result below M_C* is no unification.
template <class Real>
SQUALL_HD inline Real unification_scale(FlippedCouplings<Real> const& at, Real N_G, Real M_C_star, LogProfiles<Real> const& logs,
                                        Form const& form) {
    Real const slope = unification_slope(N_G);
    Real const difference = Real(2.0 * pi) * (at.inverse_alpha_5 - at.inverse_alpha_X) - matter_threshold_difference(logs, form);
    Real const known = (slope - Real(adjoint_5)) * log(at.M_23) + Real(adjoint_5) * log(M_C_star);
    auto const singular = is_unification_singular(N_G);
    Real const scale = exp((difference + known) / select(singular, Real(1.0), slope));
    return select(singular, Real(__builtin_nan("")), scale);
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
