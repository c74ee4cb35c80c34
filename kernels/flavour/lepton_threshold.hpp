#pragma once
#include "kernels/spectrum/delta_b.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// The tan(beta)-enhanced correction to the Yukawa couplings of charged leptons, which Higgs exchange between b and leptons sees.
namespace squall::inline SQUALL_ISA::flavour {

namespace lepton_detail {
/// Diagonal element of the squared sfermion masses, GeV^2, kept positive.
template <class Real>
SQUALL_HD inline Real interaction_mass_squared(spectrum::Spectrum<Real> const& point, int state) {
    Real sum(0.0);
    for (int j = 0; j < 6; ++j) sum = fma(norm(point.Z_lepton[j][state]), square(point.m_slepton[j]), sum);
    return max(Real(1.0), sum);
}
}  // namespace lepton_detail

/// Coupling of H_d to lepton l (0 e, 1 mu, 2 tau) over its value at tree level, 1/(1 + eps_l tan(beta)) with, at vanishing electroweak
/// breaking,
///   16 pi^2 eps_l = -3/2 g2^2 Re(mu M2) I(M2, mu, L) + g'^2 Re(mu M1) [I(M1, L, R) + I(M1, mu, L)/2 - I(M1, mu, R)],
/// I of delta_b.hpp (Girrbach, Mertens, Nierste, Wiesenfeldt 0910.2663). Diagonal sleptons, real parts.
template <class Real>
SQUALL_HD SQUALL_OUTLINE Real lepton_yukawa_ratio(spectrum::Spectrum<Real> const& point, int l) {
    using spectrum::threshold_integral;
    auto const squared = [](Complex<Real> mass) { return max(Real(1.0), norm(mass)); };
    Real const L2 = lepton_detail::interaction_mass_squared(point, l), R2 = lepton_detail::interaction_mass_squared(point, l + 3);
    Real const mu2 = squared(point.mu), bino2 = squared(point.gaugino[0]), wino2 = squared(point.gaugino[1]);
    Real const wino = Real(-1.5) * square(point.g[1]) * (point.mu * point.gaugino[1]).re * threshold_integral(wino2, mu2, L2);
    Real const bino_loops =
        threshold_integral(bino2, L2, R2) + Real(0.5) * threshold_integral(bino2, mu2, L2) - threshold_integral(bino2, mu2, R2);
    Real const bino = Real(0.6) * square(point.g[0]) * (point.mu * point.gaugino[0]).re * bino_loops;
    return Real(1.0) / (Real(1.0) + Real(1.0 / loop_factor) * point.tan_beta * (wino + bino));
}

}  // namespace squall::inline SQUALL_ISA::flavour
