#pragma once
#include "kernels/flavour/dipole.hpp"
#include "kernels/flavour/loop_functions.hpp"

/// The one law behind every scalar-fermion contribution to a dipole: Higgs, Goldstone, chargino, neutralino, gluino in b -> s gamma,
/// lepton dipoles and electric dipole moments.
namespace squall::inline SQUALL_ISA::flavour {

/// Couplings of one quark or lepton q in L = Fbar (a_L P_L + a_R P_R) q S* + h.c.
template <class Real>
struct Vertex {
    Complex<Real> left, right;
};

/// What the photon or gluon sees: electric charge times colour factor of the scalar and of the fermion.
struct LoopCharge {
    double scalar, fermion;
};
struct LoopCharges {
    LoopCharge photon, gluon;
};

/// Running masses of the external quarks at the scale of the loop, GeV.
template <class Real>
struct ExternalQuarks {
    Real m_b, m_s;
};

/// How strongly a loop turns the chirality: f on an external line, times its mass, and g on the fermion of the loop, times m_F.
template <class Real>
struct ChiralityFlip {
    Real external, internal;
};

/// f = Q_S F2 - Q_F F1, g = Q_S F4 - Q_F F3. (Bertolini, Borzumati, Masiero, Ridolfi, NPB 353 (1991) 591.)
template <class Real>
SQUALL_HD inline ChiralityFlip<Real> chirality_flip(LoopCharge q, LoopFunctions<Real> const& F) {
    return {Real(q.scalar) * F.F2 - Real(q.fermion) * F.F1, Real(q.scalar) * F.F4 - Real(q.fermion) * F.F3};
}

namespace loop_detail {
/// Massless fermions: m_F^2/m_S^2 is kept off the logarithm of F3 and F4, which it multiplies anyway.
inline constexpr double smallest_mass_ratio = 1e-30;

/// One coefficient: same-chirality part f, flip part g.
template <class Real>
SQUALL_HD inline Complex<Real> coefficient(Real f, Real g, Complex<Real> same, Complex<Real> opposite, Real mass_ratio,
                                           Complex<Real> flip) {
    return f * (same + mass_ratio * opposite) + g * flip;
}
}  // namespace loop_detail

/// One loop of b -> s with scalar S and fermion F, without the common factor sqrt2/(8 G_F lambda_t); GeV^-2:
///   m_S^-2 { a_L(b) a_L*(s) f + (m_s/m_b) a_R(b) a_R*(s) f + (m_F/m_b) a_R(b) a_L*(s) g },
/// f and g of `chirality_flip`, at first order in the external masses; primed: L <-> R.
template <class Real>
SQUALL_HD inline Dipole<Real> scalar_fermion_loop(LoopCharges charges, Real m_scalar, Real m_fermion, Vertex<Real> const& b,
                                                  Vertex<Real> const& s, ExternalQuarks<Real> quarks) {
    Real const inverse_m2 = Real(1.0) / square(m_scalar);
    auto const F = loop_functions(max(Real(loop_detail::smallest_mass_ratio), square(m_fermion) * inverse_m2));
    Real const flip_weight = inverse_m2 * m_fermion / quarks.m_b;
    auto const photon = chirality_flip(charges.photon, F), gluon = chirality_flip(charges.gluon, F);
    Real const f7 = inverse_m2 * photon.external, g7 = flip_weight * photon.internal;
    Real const f8 = inverse_m2 * gluon.external, g8 = flip_weight * gluon.internal;

    auto const LL = b.left * conj(s.left), RR = b.right * conj(s.right);
    auto const RL = b.right * conj(s.left), LR = b.left * conj(s.right);
    Real const ms_over_mb = quarks.m_s / quarks.m_b;
    using loop_detail::coefficient;
    return {coefficient(f7, g7, LL, RR, ms_over_mb, RL), coefficient(f8, g8, LL, RR, ms_over_mb, RL),
            coefficient(f7, g7, RR, LL, ms_over_mb, LR), coefficient(f8, g8, RR, LL, ms_over_mb, LR)};
}

}  // namespace squall::inline SQUALL_ISA::flavour
