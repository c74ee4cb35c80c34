#pragma once
#include "kernels/flavour/self_energies.hpp"

/// Corrections to the masses of charged leptons that grow with tan(beta).
namespace squall::inline SQUALL_ISA::flavour {

inline constexpr SelfEnergyCharges charged_lepton_self_energy{-0.5, 1.0, 0.5, 0.0};

/// Self-energies of charged leptons, v << M_SUSY: the sneutrino counts as the charged slepton of its doublet.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void lepton_self_energies(spectrum::Spectrum<Real> const& point, SelfEnergies<Real>& leptons) {
    SfermionBlocks<Real> sleptons;
    sfermion_blocks(point.m_slepton, point.Z_lepton, sleptons);
    Complex<Real> soft[3][3];
    soft_flip(sleptons, point.mu, spectrum::higgs_vevs(point.tan_beta).v_u, point.quarks.y_lepton, soft);
    gauge_self_energies(charged_lepton_self_energy, point, sleptons, soft, leptons);
}

/// Chirally enhanced corrections to the masses of leptons, m_l = y_l v_d (1 + delta_l), that the spectrum's Yukawa couplings
/// m_l/v_d lack. Zero means LO, also where the Yukawa couplings have them.
template <class Real>
struct LeptonResummation {
    Complex<Real> delta[3];

    /// Coupling of lbar_L l_R to H_d* over m_l/v_d; that of lbar_R l_L to H_d is the complex conjugate.
    SQUALL_INLINE Complex<Real> yukawa_ratio(int l) const {
        return divide({Real(1.0), Real(0.0)}, Complex<Real>{Real(1.0) + delta[l].re, delta[l].im});
    }
};

template <class Real>
SQUALL_HD inline LeptonResummation<Real> leading_order_leptons() {
    return {{complex_zero<Real>(), complex_zero<Real>(), complex_zero<Real>()}};
}

/// delta_l = tan(beta) E'*_ll/y_l from the Yukawa coupling of l alone; -L has the mass with lbar_R l_L, dipoles have it the other way
/// (Marchetti, Mertens, Nierste, Stoeckinger 0808.1530; Girrbach, Mertens, Nierste, Wiesenfeldt 0910.2663).
template <class Real>
SQUALL_HD inline void lepton_mass_corrections(spectrum::Spectrum<Real> const& point, LeptonResummation<Real>& resummation) {
    SelfEnergies<Real> leptons;
    lepton_self_energies(point, leptons);
    for (int l = 0; l < 3; ++l) resummation.delta[l] = point.tan_beta * conj(leptons.per_yukawa[l][l][l]);
}

}  // namespace squall::inline SQUALL_ISA::flavour
