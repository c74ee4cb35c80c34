#pragma once
#include "host/pipeline/settings.hpp"
#include "kernels/flavour/bmumu.hpp"
#include "kernels/flavour/dipole.hpp"
#include "kernels/flavour/four_quark.hpp"
#include "kernels/flavour/resummation.hpp"

/// Wilson coefficients of one point at the electroweak scale, in Squall's own conventions (docs/wilson_coefficients.md).
namespace squall::wilson {

/// At mu_W in the theory of five quark flavours. New physics, but for what says otherwise.
struct Coefficients {
    double scale;                                        ///< mu_W, GeV
    flavour::Dipole<double> dipole_standard_model;       ///< b -> s gamma, gluon, leading order
    flavour::Dipole<double> dipole;                      ///< likewise
    flavour::MuonPair<double> muon_pair_standard_model;  ///< b -> q mu mu
    flavour::MuonPair<double> muon_pair[2];              ///< by flavour::Transition; in units of alpha(m_Z)
    flavour::FourQuark<double> mixing[flavour::mesons];  ///< by flavour::Meson, GeV^-2
    /// C of H = 4 G_F/sqrt2 V_ub C (ubar P_R b)(taubar P_L nu) + h.c. from charged Higgs bosons, dimensionless.
    Complex<double> up_tau_scalar;
    /// A_ij of L = e/(32 pi^2) A_ij lbar_i sigma.F P_R l_j + h.c., e mu tau, D = d + i e Q A, e > 0, Q = -1, GeV^-1.
    Complex<double> lepton_dipole[3][3];
    double inverse_alpha_em;  ///< at m_Z: the e of leptons, and the unit of muon pairs
    double fermi_constant;    ///< GeV^-2
    double lepton_masses[3];  ///< pole, GeV
};

/// Those of a spectrum, chirally enhanced corrections at `level`: the numbers behind the output columns, where these have them.
Coefficients coefficients(spectrum::Spectrum<double> const& point, pipeline::StandardModelInputs const& inputs, flavour::Enhanced level);

}  // namespace squall::wilson
