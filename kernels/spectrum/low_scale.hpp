#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/matrix3.hpp"

/// Running MSSM parameters at the scale where the spectrum is computed, and the small laws every mass matrix needs.
namespace squall::inline SQUALL_ISA::spectrum {

/// Indices of Yukawa and trilinear matrices, and of sfermion masses.
enum Yukawa : int { up, down, lepton };
enum Multiplet : int { Q, U, D, L, E };

/// DRbar parameters of the MSSM at the scale q, conventions of Martin and Vaughn (hep-ph/9311340):
/// W = u Yu Q Hu - d Yd Q Hd - e Ye L Hd + mu Hu Hd, matrices (right-handed)(doublet), in any flavour basis.
template <class Real>
struct LowScale {
    Real q;                          ///< renormalisation scale M_SUSY, GeV
    Real tan_beta;                   ///< v_u/v_d at q
    Real sign_mu;                    ///< +1 or -1
    Real g[3];                       ///< g1 (GUT-normalised), g2, g3
    Complex<Real> gaugino[3];        ///< M1, M2, M3, GeV
    Matrix3<Real> yukawa[3];         ///< Yu, Yd, Ye of the MSSM (delta_b included)
    Matrix3<Real> trilinear[3];      ///< au, ad, ae, GeV
    Hermitian3<Real> m2[5];          ///< Q, U, D, L, E, GeV^2
    Real m_Hu2, m_Hd2;               ///< GeV^2
    Real sm_mass[3][3];              ///< running Standard Model masses at q: (u c t), (d s b), (e mu tau), GeV
};

/// v_u = v sin(beta), v_d = v cos(beta), GeV.
template <class Real>
struct HiggsVevs {
    Real v_u, v_d;
};
template <class Real>
SQUALL_HD inline HiggsVevs<Real> higgs_vevs(Real tan_beta) {
    Real const v_d = Real(v_higgs) / sqrt(fma(tan_beta, tan_beta, Real(1.0)));
    return {tan_beta * v_d, v_d};
}

/// gY^2 = 3/5 g1^2
template <class Real>
SQUALL_INLINE Real hypercharge_coupling_squared(Real g1) { return Real(0.6) * g1 * g1; }

/// M_Z^2 = 1/2 (g2^2 + gY^2) v^2, GeV^2
template <class Real>
SQUALL_INLINE Real z_mass_squared(Real g1, Real g2) {
    return Real(0.5 * v_higgs * v_higgs) * fma(g2, g2, hypercharge_coupling_squared(g1));
}
/// M_W^2 = 1/2 g2^2 v^2, GeV^2
template <class Real>
SQUALL_INLINE Real w_mass_squared(Real g2) { return Real(0.5 * v_higgs * v_higgs) * (g2 * g2); }

/// Electroweak charges of a sfermion sector: isospin and hypercharge of the left-handed field, hypercharge of the conjugate singlet.
struct SfermionCharges {
    double isospin, hypercharge_left, hypercharge_right;
};
SQUALL_TABLE SfermionCharges up_charges{0.5, 1.0 / 6.0, -2.0 / 3.0};
SQUALL_TABLE SfermionCharges down_charges{-0.5, 1.0 / 6.0, 1.0 / 3.0};
SQUALL_TABLE SfermionCharges lepton_charges{-0.5, -0.5, 1.0};
inline constexpr double sneutrino_isospin = 0.5;

/// 1/2 (T3 g2^2 - Y gY^2): the D-term mass per v_d^2 - v_u^2.
template <class Real>
SQUALL_HD inline Real d_term_coupling(double isospin, double hypercharge, Real g1, Real g2) {
    return Real(0.5) * fma(Real(isospin), g2 * g2, -(Real(hypercharge) * hypercharge_coupling_squared(g1)));
}

/// The D-term mass 1/2 (T3 g2^2 - Y gY^2)(v_d^2 - v_u^2), GeV^2 (hep-ph/9709356, section 8.4).
template <class Real>
SQUALL_HD inline Real d_term(double isospin, double hypercharge, Real g1, Real g2, HiggsVevs<Real> vev) {
    return d_term_coupling(isospin, hypercharge, g1, g2) * fma(vev.v_d, vev.v_d, -(vev.v_u * vev.v_u));
}

/// The mass of a scalar, GeV: sqrt(m^2), and -sqrt(-m^2) for a tachyon, so that its status is not drowned in NaN.
template <class Real>
SQUALL_INLINE Real mass_from_square(Real m2) { return with_sign_of(sqrt(abs(m2)), m2); }

}  // namespace squall::inline SQUALL_ISA::spectrum
