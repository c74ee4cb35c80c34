#pragma once
#include "kernels/core/complex.hpp"

/// Masses and mixings of one point: what the spectrum stage hands to the flavour stage.
namespace squall::inline SQUALL_ISA::spectrum {

/// Standard Model quantities at the scale M_SUSY, in the super-CKM basis.
template <class Real>
struct QuarkSector {
    Real y_up[3], y_down[3], y_lepton[3];   ///< MSSM Yukawa couplings, real and positive (DRbar, Q = m_susy)
    Real m_up[3], m_down[3], m_lepton[3];   ///< running Standard Model masses y_SM v at Q = m_susy, GeV (no delta_b)
    Complex<Real> ckm[3][3];                ///< V = W_uL† W_dL in the PDG's phases, rows u c t, columns d s b
};

/// Tree-level spectrum of the MSSM at Q = m_susy. Masses in GeV, real, non-negative, ascending (a tachyon's is -sqrt|m^2|).
///
/// Conventions: superpotential and soft terms of Martin's primer (hep-ph/9709356), v_u = v sin(beta),
/// v = 174.1 GeV. Mixing matrices are those of SLHA2 (arXiv:0801.0045): phi_mass = Z phi_interaction,
/// Z[i][j] with i the mass state and j = (L1 L2 L3 R1 R2 R3) in the super-CKM basis, Z M^2 Z† diagonal.
/// Charginos: U* X V† diagonal, X = ((M2, g2 v_u), (g2 v_d, mu)); neutralinos: N* M_N N† diagonal in
/// the basis (B, W3, Hd, Hu), all masses positive, so U, V, N are complex in general.
template <class Real>
struct Spectrum {
    Real m_susy;             ///< renormalisation scale of everything below, GeV
    Real tan_beta;
    Real g[3];               ///< g1 (GUT-normalised), g2, g3
    Complex<Real> gaugino[3];///< M1, M2, M3, GeV
    Complex<Real> mu;        ///< GeV
    Real b;                  ///< GeV^2
    QuarkSector<Real> quarks;

    Real m_W, m_Z;           ///< from g1, g2 and v at Q = m_susy, GeV
    Real m_h, m_H, m_A, m_Hp;///< tree level
    Real m_gluino;           ///< |M3|
    Complex<Real> gluino_phase;  ///< M3 / |M3|
    Real m_chargino[2];
    Complex<Real> chargino_U[2][2], chargino_V[2][2];
    Real m_neutralino[4];
    Complex<Real> neutralino_N[4][4];
    Real m_up_squark[6], m_down_squark[6], m_slepton[6];
    Complex<Real> Z_up[6][6], Z_down[6][6], Z_lepton[6][6];
    Real m_sneutrino[3];
    Complex<Real> Z_sneutrino[3][3];
};

}  // namespace squall::inline SQUALL_ISA::spectrum
