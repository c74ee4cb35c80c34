#pragma once
#include "kernels/flavour/higgs_muon_pairs.hpp"
#include "kernels/flavour/lepton_resummation.hpp"

/// B+ -> tau+ nu from W and charged Higgs bosons.
namespace squall::inline SQUALL_ISA::flavour {

template <class Real>
struct BTauNuInputs {
    Real G_F;             ///< GeV^-2
    Real m_B;             ///< of the B+, GeV
    Real lifetime;        ///< of the B+, s
    Real decay_constant;  ///< f_B+, GeV
    Real m_tau;           ///< pole mass, GeV
};

template <class Real>
struct BTauNu {
    Real standard_model, branching_ratio;
    Real ratio;  ///< of the two
};

/// G_F^2 m_B m_tau^2 (1 - m_tau^2/m_B^2)^2 f_B^2 |V_ub|^2 tau_B/(8 pi).
template <class Real>
SQUALL_HD inline Real standard_model_btaunu(BTauNuInputs<Real> const& inputs, Complex<Real> V_ub) {
    constexpr double hbar = 6.582119569e-25;  // GeV s, CODATA 2018
    Real const helicity = Real(1.0) - square(inputs.m_tau / inputs.m_B);
    return square(inputs.G_F * inputs.m_tau * helicity * inputs.decay_constant) * norm(V_ub) * inputs.m_B * inputs.lifetime *
           Real(1.0 / (8.0 * pi * hbar));
}

/// BR/BR_SM = |1 - (m_B^2/m_H+^2) tan^2(beta) g|^2, where g corrects the product of the Yukawa couplings of bottom and tau for what the
/// other doublet gives to their masses: 1/(1 + eps_0 tan(beta)) for the quark alone (Akeroyd, Recksiegel hep-ph/0306037; Isidori,
/// Paradisi hep-ph/0605012). m_b + m_u is taken as m_b.
template <class Real>
SQUALL_HD inline Real btaunu_ratio(Real m_B, Real m_Hp, Real tan_beta, Complex<Real> g) {
    Real const strength = square(m_B * tan_beta / m_Hp);
    return norm(Complex<Real>{Real(1.0) - strength * g.re, -(strength * g.im)});
}

/// The quark's part of g: sum_k V_uk (m_b delta_bk - v_u E'*_bk)/(V_ub m_b). Higgsino loops, with V_tk in E', drop out of the sum by CKM
/// unitarity: eps_0 is what remains.
template <class Real>
SQUALL_HD inline Complex<Real> up_bottom_ratio(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                               WrongHiggsCouplings<Real> const& wrong) {
    constexpr int up = 0, bottom = 2;
    return divide(charged_higgs_coupling(point, states, wrong, up, bottom), point.quarks.m_down[bottom] * states.ckm[up][bottom]);
}

template <class Real>
SQUALL_HD inline BTauNu<Real> evaluate_btaunu(BTauNuInputs<Real> const& inputs, spectrum::Spectrum<Real> const& point,
                                              DownQuarkStates<Real> const& states, WrongHiggsCouplings<Real> const& wrong,
                                              LeptonResummation<Real> const& leptons) {
    auto const g = conj(leptons.yukawa_ratio(2)) * up_bottom_ratio(point, states, wrong);
    BTauNu<Real> result;
    result.standard_model = standard_model_btaunu(inputs, states.ckm[0][2]);
    result.ratio = btaunu_ratio(inputs.m_B, point.m_Hp, point.tan_beta, g);
    result.branching_ratio = result.ratio * result.standard_model;
    return result;
}

}  // namespace squall::inline SQUALL_ISA::flavour
