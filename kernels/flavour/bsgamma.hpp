#pragma once
#include "kernels/flavour/bsgamma_asymmetry.hpp"
#include "kernels/flavour/wilson_coefficients.hpp"

/// B -> X_s gamma: from a spectrum to the ratio Gamma/Gamma_SM and the branching ratio.
namespace squall::inline SQUALL_ISA::flavour {

template <class Real>
struct BsGammaInputs {
    ElectroweakInputs<Real> electroweak;
    Real alpha_s_susy;  ///< at m_susy, six flavours
    Real alpha_s_mu_w;  ///< at mu_W, the scale of the electroweak loops
    Real alpha_s_mu_b;  ///< at mu_b, five flavours
    Real alpha_s_160;   ///< at 160 GeV, where the branching ratio takes its coefficients, five flavours
};

template <class Real>
struct BsGamma {
    WilsonCoefficients<Real> sectors;  ///< at mu_W
    Dipole<Real> delta;                ///< new physics at mu_W: the sum of all sectors but the Standard Model
    Real ratio;                        ///< Gamma(b -> s gamma) at LO over the Standard Model's
    Real branching_ratio;              ///< BR(B -> X_s gamma), E_gamma > 1.6 GeV
    Real asymmetry;                    ///< direct CP asymmetry of the same
};

/// Gamma(b -> s gamma) over the Standard Model's at LO, for dipoles at mu_W and eta = alpha_s(mu_W)/alpha_s(mu_b):
/// |C7eff|^2 + |C7'eff|^2 at mu_b over the same without `delta`. C2(mu_W) = 1, with the phase of the Standard Model.
template <class Real>
SQUALL_HD inline Real leading_order_ratio(Dipole<Real> const& standard_model, Dipole<Real> const& delta, Real eta) {
    Complex<Real> const from_c2{four_quark_mixing(eta), Real(0.0)};
    auto const rate = [&](Dipole<Real> const& at_mu_w) {
        auto const at_mu_b = run_dipole(at_mu_w, eta, 5);
        return norm(at_mu_b.c7 + from_c2) + norm(at_mu_b.c7_prime);
    };
    return rate(standard_model + delta) / rate(standard_model);
}

/// BR(B -> X_s gamma) with E_gamma > 1.6 GeV as a response to new physics at mu_W = 160 GeV. Standard Model 3.40e-4: Misiak, Rehman,
/// Steinhauser 2002.01548; linear terms: Misiak et al. 1503.01789; quadratic terms fitted to SuperIso (to 2.7 % over
/// delta C7 in -0.25..0.21). The bracket is a positive definite form plus 0.03: it never turns negative.
template <class Real>
SQUALL_HD inline Real branching_ratio(Dipole<Real> const& d) {
    constexpr double standard_model = 3.40e-4;
    Real const linear = Real(-2.446) * d.c7.re + Real(-0.592) * d.c8.re;
    Real const quadratic = Real(1.548) * (norm(d.c7) + norm(d.c7_prime)) + Real(0.129) * (norm(d.c8) + norm(d.c8_prime)) +
                           Real(0.737) * (real_inner(d.c7, d.c8) + real_inner(d.c7_prime, d.c8_prime));
    return Real(standard_model) * (Real(1.0) + (linear + quadratic));
}

/// From the coefficients as matched, each sector at its own scale. The sparticles' run from m_susy to mu_W with six flavours.
template <class Real>
SQUALL_HD inline BsGamma<Real> evaluate_bsgamma(WilsonCoefficients<Real> const& matched, Complex<Real> const (&ckm)[3][3],
                                                BsGammaInputs<Real> const& inputs) {
    BsGamma<Real> result;
    auto& sectors = result.sectors;
    sectors = matched;
    Real const to_mu_w = inputs.alpha_s_susy / inputs.alpha_s_mu_w;
    sectors.chargino = run_dipole(sectors.chargino, to_mu_w, 6);
    sectors.gluino = run_dipole(sectors.gluino, to_mu_w, 6);
    sectors.neutralino = run_dipole(sectors.neutralino, to_mu_w, 6);
    result.delta = new_physics(sectors);
    result.ratio = leading_order_ratio(sectors.standard_model, result.delta, inputs.alpha_s_mu_w / inputs.alpha_s_mu_b);
    result.branching_ratio = branching_ratio(run_dipole(result.delta, inputs.alpha_s_mu_w / inputs.alpha_s_160, 5));
    result.asymmetry = direct_cp_asymmetry(at_low_scale(sectors.standard_model + result.delta, inputs.alpha_s_mu_w / inputs.alpha_s_mu_b),
                                           inputs.alpha_s_mu_b, ckm);
    return result;
}

/// All of it.
template <class Real>
SQUALL_HD inline BsGamma<Real> evaluate_bsgamma(spectrum::Spectrum<Real> const& point, QuarkCouplings<Real> const& quarks,
                                                BsGammaInputs<Real> const& inputs) {
    return evaluate_bsgamma(wilson_coefficients(inputs.electroweak, point, quarks), point.quarks.ckm, inputs);
}

}  // namespace squall::inline SQUALL_ISA::flavour
