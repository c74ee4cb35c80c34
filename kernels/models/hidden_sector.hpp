#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

/// Scales and ratios of a conformally sequestered hidden sector (seed 000: Murayama, Nomura, Poland, arXiv:0709.0775). Everything is given
/// at m_X, where the hidden sector leaves its fixed point: after the suppression of the operators linear in S by (m_X/Q)^gamma_S.
namespace squall::inline SQUALL_ISA::models {

/// x^y for positive x.
template <class Real>
SQUALL_HD inline Real power(Real x, Real y) { return exp(y * log(x)); }

/// What tells the scales of one point. Masses in GeV.
template <class Real>
struct HiddenSector {
    Real Lambda;             ///< lambda(m_f) F_S/m_f, F/M of the messengers; 0 without messengers
    Real M_half;             ///< gaugino mass of gaugino mediation; 0 without it
    Real m_f, m_X;           ///< mass of the messengers; where conformal running ends
    Real Lambda_star, M_star;///< where it begins; cutoff
    Real R_S, alpha_hat;
    Real c_lambda, d_S;      ///< lambda = c_lambda (Lambda_star/M_star)^(d_S - 1), eq. (29)
    Real R51;                ///< 0: follows from lambda
    Real m_gravitino;        ///< 0: follows from F_S
    Real group_factor;       ///< C of eqs. (55)-(57)
};

/// gamma_S = 3 R(S)/2 - 1, eq. (7).
template <class Real>
SQUALL_INLINE Real gamma_of(Real R_S) { return fma(Real(1.5), R_S, Real(-1.0)); }

/// What follows. A ratio that needs a scale that is not there is not finite.
template <class Real>
struct HiddenSectorScales {
    Real gamma_S;
    Real lambda;             ///< coupling of S to the messengers at Lambda_star
    Real F_S;                ///< GeV^2
    Real m_gravitino;        ///< GeV
    Real gravity_m2;         ///< unit of the operators S†S phi†phi/M_star^2 at m_X, eq. (49): GeV^2
    Real singlet_A;          ///< unit of the operators S phi†phi/M_star there, eq. (47): GeV
    Real R51, R52, R53, R54, R57;
    Real N_mess;             ///< (m_X/m_f)^(-alpha_hat) messengers for each that is there, section 4.2
};

/// F_S from the messengers, Lambda = lambda (m_X/Lambda_star)^gamma_S F_S/m_f (eqs. 15, 30, 32), from the gauginos of gaugino mediation,
/// M = sqrt(C) F_S/(4 pi M_star) (m_X/Lambda_star)^gamma_S (section 5), or from the gravitino, m_{3/2} = F_S/(sqrt3 M_Pl). The ratios are
/// eqs. (51)-(54) and (57); those of B_grav take it as F_S/M_Pl, as the paper does.
template <class Real>
SQUALL_HD inline HiddenSectorScales<Real> scales_of(HiddenSector<Real> const& h) {
    constexpr double root3 = 1.7320508075688772;
    constexpr double M_Pl = reduced_planck_mass;
    HiddenSectorScales<Real> s;
    s.gamma_S = gamma_of(h.R_S);
    Real const run = log(h.m_X / h.Lambda_star);
    Real const linear = exp(s.gamma_S * run), quadratic = exp(h.alpha_hat * run);  // suppressions from Lambda_star to m_X
    auto const given = h.R51 > Real(0.0);
    Real const natural = h.c_lambda * power(h.Lambda_star / h.M_star, h.d_S - Real(1.0));
    Real const from_R51 = Real(loop_factor) * (h.m_f / h.M_star) * sqrt(quadratic / select(given, h.R51, Real(1.0)));
    s.lambda = select(given, from_R51, natural);

    auto const messengers = h.Lambda > Real(0.0), gauginos = h.M_half > Real(0.0);
    Real const unknown(__builtin_nan(""));
    Real const F_of_messengers = select(h.m_f > Real(0.0), h.Lambda * h.m_f / (s.lambda * linear), unknown);
    Real const F_of_gauginos = Real(4.0 * pi) * h.M_star * h.M_half / (sqrt(h.group_factor) * linear);
    Real const F_of_gravitino = select(h.m_gravitino > Real(0.0), Real(root3 * M_Pl) * h.m_gravitino, unknown);
    s.F_S = select(messengers, F_of_messengers, select(gauginos, F_of_gauginos, F_of_gravitino));
    s.m_gravitino = select(h.m_gravitino > Real(0.0), h.m_gravitino, s.F_S * Real(1.0 / (root3 * M_Pl)));

    s.R51 = select(given, h.R51, square(Real(loop_factor) / s.lambda * (h.m_f / h.M_star)) * quadratic);
    Real const gravity = square(s.F_S / h.M_star * linear) * quadratic;
    s.gravity_m2 = select(messengers, s.R51 * square(h.Lambda * Real(1.0 / loop_factor)), gravity);
    s.singlet_A = s.F_S / h.M_star * linear;

    Real const messenger = square(Real(loop_factor) / s.lambda * (h.m_f * Real(1.0 / M_Pl)));
    s.R52 = messenger / square(linear);
    s.R53 = square(Real(loop_factor) / s.lambda * (h.m_f / h.M_star)) * power(h.Lambda_star / h.m_f, abs(h.alpha_hat));
    s.R54 = s.R52 * power(h.m_X / h.m_f, abs(h.alpha_hat));
    s.R57 = Real(loop_factor) / h.group_factor * square(h.M_star * Real(1.0 / M_Pl)) / square(linear);
    s.N_mess = power(h.m_f / h.m_X, h.alpha_hat);
    return s;
}

/// Whether the scales that are there (not zero) are in order, m_X <= m_f <= Lambda_star.
template <class Real>
SQUALL_HD inline MaskOf<Real> has_scales_in_order(HiddenSector<Real> const& h) {
    Real const top = select(h.m_f > Real(0.0), h.m_f, h.Lambda_star);
    return h.m_X <= top && top <= h.Lambda_star;
}

/// Whether there is such a hidden sector: scales in order; S above the unitarity bound, eq. (7); operators quadratic in S that do not grow
/// towards the infrared relative to F_S^2.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_consistent(HiddenSector<Real> const& h) {
    Real const kappa = fma(Real(2.0), gamma_of(h.R_S), h.alpha_hat);
    return has_scales_in_order(h) && h.R_S > Real(2.0 / 3.0) && kappa >= Real(-1e-12);  // a conserved current to rounding
}

}  // namespace squall::inline SQUALL_ISA::models
