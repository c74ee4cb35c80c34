#pragma once
#include "kernels/flavour/qcd_running.hpp"
#include "kernels/flavour/quark_dipoles.hpp"

/// The electric dipole moment of the neutron from those of its quarks.
namespace squall::inline SQUALL_ISA::flavour {

/// Hadronic matrix elements d_n/e = sum_q edm_q d_q/e + chromo_q d~_q at the scale of alpha_s_hadronic; u, d, s; dimensionless.
template <class Real>
struct NeutronMatrixElements {
    Real edm[3], chromo[3];
};

template <class Real>
struct NeutronInputs {
    Real alpha_s_susy;      ///< at m_susy, six flavours
    Real alpha_s_mu_w;      ///< at mu_W, where the top decouples
    Real alpha_s_mu_b;      ///< at mu_b, where the bottom decouples
    Real alpha_s_hadronic;  ///< at the scale of the matrix elements, four flavours
    NeutronMatrixElements<Real> matrix_elements;
};

/// From a high to a low scale, eta = alpha_s(high)/alpha_s(low), at leading order: that of `run_dipole` with the mass of the quark taken
/// along, d -> eta^(4/(3 beta0)) d - 8 Q (eta^(2/(3 beta0)) - eta^(4/(3 beta0))) d~, d~ -> eta^(2/(3 beta0)) d~.
/// (Degrassi, Franco, Marchetti, Silvestrini hep-ph/0510137.)
template <class Real>
SQUALL_HD inline QuarkDipole<Real> run_quark_dipole(QuarkDipole<Real> const& d, Real eta, int flavours, double charge) {
    Real const chromo = pow(eta, 2.0 / (3.0 * qcd_beta0(flavours))), edm = square(chromo);
    return {fma(edm, d.edm, (Real(-8.0 * charge) * (chromo - edm)) * d.chromo), chromo * d.chromo};
}

/// From m_susy down to the scale of the matrix elements.
template <class Real>
SQUALL_HD inline QuarkDipoles<Real> at_hadronic_scale(QuarkDipoles<Real> const& at_susy, NeutronInputs<Real> const& inputs) {
    Real const eta[3] = {inputs.alpha_s_susy / inputs.alpha_s_mu_w, inputs.alpha_s_mu_w / inputs.alpha_s_mu_b,
                         inputs.alpha_s_mu_b / inputs.alpha_s_hadronic};
    auto d = at_susy;
    for (int leg = 0; leg < 3; ++leg) {
        d.up = run_quark_dipole(d.up, eta[leg], 6 - leg, 2.0 / 3.0);
        d.down = run_quark_dipole(d.down, eta[leg], 6 - leg, -1.0 / 3.0);
        d.strange = run_quark_dipole(d.strange, eta[leg], 6 - leg, -1.0 / 3.0);
    }
    return d;
}

/// d_n in e cm, L = -i/2 d nbar sigma.F gamma5 n.
template <class Real>
SQUALL_HD inline Real neutron_edm(QuarkDipoles<Real> const& at_susy, NeutronInputs<Real> const& inputs) {
    auto const quarks = at_hadronic_scale(at_susy, inputs);
    QuarkDipole<Real> const d[3] = {quarks.up, quarks.down, quarks.strange};
    auto const& of = inputs.matrix_elements;
    Real sum(0.0);
    for (int q = 0; q < 3; ++q) sum = fma(of.edm[q], d[q].edm, fma(of.chromo[q], d[q].chromo, sum));
    return Real(centimetre_GeV) * sum;
}

/// All of it.
template <class Real>
SQUALL_HD inline Real neutron_edm(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                  NeutronInputs<Real> const& inputs) {
    return neutron_edm(quark_dipoles(point, states), inputs);
}

}  // namespace squall::inline SQUALL_ISA::flavour
