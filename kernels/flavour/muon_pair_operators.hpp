#pragma once
#include "kernels/flavour/electroweak_loops.hpp"

/// b -> q mu+ mu- (q = d, s) in the effective theory: its operators, and what every loop's result is divided by.
namespace squall::inline SQUALL_ISA::flavour {

/// H = -(4 G_F/sqrt2) V_tb V_tq* (alpha/4 pi) sum C_i O_i + h.c. (Buchalla, Buras, Lautenbacher hep-ph/9512380; scalars as
/// Bobeth, Ewerth, Krueger, Urban hep-ph/0104284), C10 of the Standard Model being near -4.2:
///   O10 = (qbar gamma^m P_L b)(mubar gamma_m gamma5 mu), O_S = m_b (qbar P_R b)(mubar mu), O_P = m_b (qbar P_R b)(mubar gamma5 mu),
/// primed: P_L <-> P_R, with m_b in O_S', O_P' too. C10 has no dimension, the others are in GeV^-1. None of them runs in QCD: m_b is
/// the running mass at the scale of the scalar current.
template <class Real>
struct MuonPair {
    Complex<Real> c10, c10_prime, c_S, c_P, c_S_prime, c_P_prime;
};

template <class Real>
SQUALL_HD inline MuonPair<Real> muon_pair_zero() {
    auto const zero = complex_zero<Real>();
    return {zero, zero, zero, zero, zero, zero};
}

template <class Real>
SQUALL_HD inline MuonPair<Real> operator+(MuonPair<Real> const& a, MuonPair<Real> const& b) {
    return {a.c10 + b.c10, a.c10_prime + b.c10_prime, a.c_S + b.c_S, a.c_P + b.c_P, a.c_S_prime + b.c_S_prime, a.c_P_prime + b.c_P_prime};
}

/// Which b -> q: the index of q among down quarks.
enum class Transition { b_to_d = 0, b_to_s = 1 };

/// Coefficients of the Lagrangian itself, GeV^-2: of (qbar gamma P_L b)(mubar gamma gamma5 mu), and with P_R; of
/// (qbar P_R b)(mubar P_R mu), (qbar P_R b)(mubar P_L mu), (qbar P_L b)(mubar P_R mu), (qbar P_L b)(mubar P_L mu).
template <class Real>
struct MuonPairLagrangian {
    Complex<Real> axial_L, axial_R, scalar_RR, scalar_RL, scalar_LR, scalar_LL;
};

/// What turns a Lagrangian into coefficients.
template <class Real>
struct MuonPairNormalisation {
    Real G_F;    ///< GeV^-2
    Real alpha;  ///< electromagnetic coupling in the definition of the coefficients; drops out of every rate
    Real m_b;    ///< running mass of the bottom quark at the scale of the loops, GeV
};

/// V_tb V_tq*
template <class Real>
SQUALL_HD inline Complex<Real> lambda_t(Complex<Real> const (&ckm)[3][3], Transition q) {
    return ckm[2][2] * conj(ckm[2][static_cast<int>(q)]);
}

template <class Real>
SQUALL_HD inline MuonPair<Real> muon_pair(MuonPairLagrangian<Real> const& lagrangian, MuonPairNormalisation<Real> const& normalisation,
                                          Complex<Real> lambda) {
    constexpr double four_over_root2_4pi = 2.8284271247461901 / (4.0 * pi);
    Real const strength = Real(four_over_root2_4pi) * normalisation.G_F * normalisation.alpha;
    auto const unit = divide(Complex<Real>{Real(1.0) / strength, Real(0.0)}, lambda);
    auto const half = (Real(0.5) / normalisation.m_b) * unit;
    auto const& c = lagrangian;
    return {unit * c.axial_L,
            unit * c.axial_R,
            half * (c.scalar_RR + c.scalar_RL),
            half * (c.scalar_RR - c.scalar_RL),
            half * (c.scalar_LR + c.scalar_LL),
            half * (c.scalar_LR - c.scalar_LL)};
}

/// Left-handed fermions couple to the Z as T3 - sin^2(theta) Q. A flavour-changing current qbar gamma P b times V/(16 pi^2), in units of
/// g_Z, gives this much of (qbar gamma P b)(mubar gamma gamma5 mu): -(g_Z/m_Z)^2/4 = -sqrt2 G_F times V/(16 pi^2).
template <class Real>
SQUALL_HD inline Real z_exchange(Real G_F) {
    return Real(-1.4142135623730951 / (16.0 * pi * pi)) * G_F;
}

}  // namespace squall::inline SQUALL_ISA::flavour
