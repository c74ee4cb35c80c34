#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/lepton_dipoles.hpp"

/// Lepton-flavour violation, anomalous magnetic moments and electric dipole moments of charged leptons.
namespace squall::inline SQUALL_ISA::flavour {

template <class Real>
struct LeptonInputs {
    Real G_F;              ///< Fermi constant, GeV^-2
    Real alpha;            ///< fine-structure constant of the photon that is emitted, at q^2 = 0
    Real alpha_running;    ///< the one of QED corrections below m_susy; zero: none
    Real mass[3];          ///< pole masses of e, mu, tau, GeV
    Real tau_to_electron;  ///< BR(tau -> e nu nubar), measured
};

template <class Real>
struct LeptonObservables {
    Real mu_e_gamma, tau_e_gamma, tau_mu_gamma;  ///< branching ratios
    Real anomaly[3];                             ///< sparticles' part of a = (g - 2)/2 of e, mu, tau
    Real edm[3];                                 ///< electric dipole moments of e, mu, tau, e cm
};

/// What takes an amplitude of l from m_susy to m_l: m_l(pole)/m_l(m_susy) [1 - 4 alpha/pi ln(m_susy/m_l)]. The logarithm is that of
/// amplitudes proportional to the pole mass (Degrassi, Giudice hep-ph/9803384); the spectrum's have the running mass.
template <class Real>
SQUALL_HD inline Real low_energy_factor(spectrum::Spectrum<Real> const& point, LeptonInputs<Real> const& inputs, int lepton) {
    Real const pole = inputs.mass[lepton];
    Real const correction = Real(4.0 / pi) * inputs.alpha_running * log(point.m_susy / pole);
    return pole / point.quarks.m_lepton[lepton] * (Real(1.0) - correction);
}

/// Gamma(l_j -> l_i gamma)/Gamma(l_j -> e nu nubar) = 3 alpha/(16 pi G_F^2 m_j^2) (|A_R|^2 + |A_L|^2), amplitudes at m_j, massless l_i.
template <class Real>
SQUALL_HD inline Real radiative_ratio(LeptonDipoles<Real> const& dipoles, LeptonInputs<Real> const& inputs, int i, int j) {
    Real const scale = Real(3.0 / (16.0 * pi)) * inputs.alpha / square(inputs.G_F * inputs.mass[j]);
    return scale * (norm(dipoles.right[i][j]) + norm(dipoles.left(i, j)));
}

/// a = m Re A_R/(8 pi^2), d/e = -Im A_R/(16 pi^2) in L = -i/2 d lbar sigma.F gamma5 l; BR(mu -> e nu nubar) = 1.
template <class Real>
SQUALL_HD inline LeptonObservables<Real> lepton_observables(spectrum::Spectrum<Real> const& point, LeptonDipoles<Real> const& dipoles,
                                                            LeptonInputs<Real> const& inputs) {
    Real factor[3];
    LeptonObservables<Real> result;
    for (int l = 0; l < 3; ++l) {
        factor[l] = low_energy_factor(point, inputs, l);
        auto const amplitude = factor[l] * dipoles.right[l][l];
        result.anomaly[l] = Real(0.5 / (4.0 * pi * pi)) * inputs.mass[l] * amplitude.re;
        result.edm[l] = Real(-centimetre_GeV / loop_factor) * amplitude.im;
    }
    result.mu_e_gamma = square(factor[1]) * radiative_ratio(dipoles, inputs, 0, 1);
    result.tau_e_gamma = inputs.tau_to_electron * (square(factor[2]) * radiative_ratio(dipoles, inputs, 0, 2));
    result.tau_mu_gamma = inputs.tau_to_electron * (square(factor[2]) * radiative_ratio(dipoles, inputs, 1, 2));
    return result;
}

/// All of it.
template <class Real>
SQUALL_HD inline LeptonObservables<Real> lepton_observables(spectrum::Spectrum<Real> const& point, LeptonInputs<Real> const& inputs,
                                                            LeptonResummation<Real> const& resummation) {
    return lepton_observables(point, lepton_dipoles(point, resummation), inputs);
}

}  // namespace squall::inline SQUALL_ISA::flavour
