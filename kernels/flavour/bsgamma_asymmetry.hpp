#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/qcd_running.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// The direct CP asymmetry of B -> X_s gamma.
namespace squall::inline SQUALL_ISA::flavour {

/// (m_c/m_b)^2 of pole masses and 1 - 2 E_gamma/m_b at the photon's least energy, 1.6 GeV of m_b = 4.8 GeV (Kagan, Neubert hep-ph/9803317).
inline constexpr double charm_over_bottom_squared = 0.29 * 0.29, soft_photon_cut = 1.0 - 2.0 * 1.6 / 4.8;

namespace asymmetry_detail {
/// v(z) of hep-ph/9803317, eq. (13), to order z^2
SQUALL_INLINE constexpr double v(double z, double log_z) {
    double const pi2_3 = pi * pi / 3.0;
    return (5.0 + log_z + log_z * log_z - pi2_3) + (log_z * log_z - pi2_3) * z + (28.0 / 9.0 - 4.0 / 3.0 * log_z) * z * z;
}
/// g(z, y) of eq. (14): contributions of y > 4 z alone
template <class Real>
SQUALL_HD inline Real g(double z, Real y) {
    Real const x = max(y * Real(0.25 / z), Real(1.0)), root = sqrt(x), less = sqrt(x - Real(1.0));
    return (y * y - Real(4.0 * z) * y + Real(6.0 * z * z)) * log(root + less) - Real(0.75) * y * (y - Real(2.0 * z)) * (less / root);
}
}  // namespace asymmetry_detail

/// Wilson coefficients at mu_b in the Hamiltonian of dipole.hpp; C2 of the Standard Model.
template <class Real>
struct LowScaleDipole {
    Real c2;
    Dipole<Real> dipole;  ///< c7, c8 with the mixing of four-quark operators
};

/// From dipoles at mu_W, eta = alpha_s(mu_W)/alpha_s(mu_b).
template <class Real>
SQUALL_HD inline LowScaleDipole<Real> at_low_scale(Dipole<Real> const& at_mu_w, Real eta) {
    LowScaleDipole<Real> c{four_quark_running(eta), run_dipole(at_mu_w, eta, 5)};
    c.dipole.c7.re = c.dipole.c7.re + four_quark_mixing(eta);
    c.dipole.c8.re = c.dipole.c8.re + four_quark_chromo_mixing(eta);
    return c;
}

/// [Gamma(Bbar -> X_s gamma) - Gamma(B -> X_sbar gamma)]/sum at order alpha_s (Kagan, Neubert hep-ph/9803317, eq. (12)): strong phases of
/// perturbation theory. Resolved photons add between -0.6 % and +2.8 % in the Standard Model (Benzke, Lee, Neubert, Paz 1012.3167).
template <class Real>
SQUALL_HD inline Real direct_cp_asymmetry(LowScaleDipole<Real> const& c, Real alpha_s, Complex<Real> const (&ckm)[3][3]) {
    constexpr double z = charm_over_bottom_squared;
    constexpr double log_z = -2.4757487120032348;  // 2 ln 0.29
    auto const& d = c.dipole;
    // V_us* V_ub/(V_ts* V_tb)
    auto const up = divide(conj_multiply(ckm[0][1], ckm[0][2]), conj_multiply(ckm[2][1], ckm[2][2]));
    Complex<Real> const c2{c.c2 * (Real(1.0) + up.re), c.c2 * up.im};
    auto const imaginary = [](Complex<Real> a, Complex<Real> b) { return a.im * b.re - a.re * b.im; };  // Im(a b*)
    Real const b = asymmetry_detail::g(z, Real(1.0)) - asymmetry_detail::g(z, Real(1.0 - soft_photon_cut));
    Real const sum = Real(40.0 / 81.0) * imaginary({c.c2, Real(0.0)}, d.c7) -
                     Real(8.0 * z / 9.0) * (Real(asymmetry_detail::v(z, log_z)) + b) * imaginary(c2, d.c7) -
                     Real(4.0 / 9.0) * (imaginary(d.c8, d.c7) + imaginary(d.c8_prime, d.c7_prime)) +
                     Real(8.0 * z / 27.0) * b * imaginary(c2, d.c8);
    return alpha_s * sum / (norm(d.c7) + norm(d.c7_prime));
}

}  // namespace squall::inline SQUALL_ISA::flavour
