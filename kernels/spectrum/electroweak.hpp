#pragma once
#include "kernels/core/status_lanes.hpp"
#include "kernels/spectrum/low_scale.hpp"

/// Electroweak breaking and the Higgs masses at tree level.
namespace squall::inline SQUALL_ISA::spectrum {

/// What the minimum of the potential fixes.
template <class Real>
struct Breaking {
    Real mu_squared;  ///< GeV^2; negative where the symmetry does not break
    Real mu;          ///< sign(mu) sqrt|mu^2|, GeV
    Real b;           ///< GeV^2: V contains -2 b v_u v_d
    Real m_A_squared; ///< GeV^2
};

/// Solves dV0/dv_u = dV0/dv_d = 0 for mu and b (seed 001, eq. mincond1; hep-ph/9709356, section 8.1):
///   mu^2 = (m_Hd^2 - m_Hu^2 tan^2 beta)/(tan^2 beta - 1) - M_Z^2/2,   2 b/sin(2 beta) = m_A^2 = m_Hu^2 + m_Hd^2 + 2 mu^2.
/// One-loop breaking is the same with m_Hi^2 + (1/2 v_i) d(Delta V)/dv_i in place of m_Hi^2.
template <class Real>
SQUALL_HD inline Breaking<Real> break_electroweak_symmetry(Real m_Hu2, Real m_Hd2, Real tan_beta, Real m_Z_squared, Real sign_mu,
                                                           Real& status) {
    Real const t2 = tan_beta * tan_beta;
    Breaking<Real> result;
    result.mu_squared = fma(-m_Hu2, t2, m_Hd2) / (t2 - Real(1.0)) - Real(0.5) * m_Z_squared;
    result.mu = sign_mu * sqrt(abs(result.mu_squared));
    result.m_A_squared = m_Hu2 + m_Hd2 + Real(2.0) * result.mu_squared;
    result.b = result.m_A_squared * tan_beta / (Real(1.0) + t2);
    record(status, result.mu_squared <= Real(0.0), Status::no_ewsb);
    record(status, result.m_A_squared <= Real(0.0), Status::tachyon_A);
    return result;
}

/// M_Z^2 in the conditions of the minimum, GeV^2: from the running couplings, or of a Z of that mass [GeV].
template <class Real>
SQUALL_HD inline Real z_mass_squared_of_minimum(LowScale<Real> const& p, double fixed_m_Z) {
    return fixed_m_Z > 0.0 ? Real(fixed_m_Z * fixed_m_Z) : z_mass_squared(p.g[0], p.g[1]);
}

/// The minimum of the tree-level potential of a point; failures are not recorded.
template <class Real>
SQUALL_HD inline Breaking<Real> tree_minimum(LowScale<Real> const& p, double fixed_m_Z = 0.0) {
    Real ignored(status_value(Status::ok));
    return break_electroweak_symmetry(p.m_Hu2, p.m_Hd2, p.tan_beta, z_mass_squared_of_minimum(p, fixed_m_Z), p.sign_mu, ignored);
}

/// Tree-level Higgs masses, GeV; a negative mass squared gives a negative mass.
template <class Real>
struct HiggsMasses {
    Real h, H, A, Hp;
};

/// m_h,H^2 = 1/2 [m_A^2 + m_Z^2 -+ sqrt((m_A^2 - m_Z^2)^2 + 4 m_A^2 m_Z^2 sin^2(2 beta))], m_H±^2 = m_A^2 + m_W^2
/// (hep-ph/9709356, section 8.1); m_h from the product of the roots, which does not cancel.
template <class Real>
SQUALL_HD inline HiggsMasses<Real> tree_higgs_masses(Real m_A_squared, Real m_Z_squared, Real m_W_squared, Real tan_beta) {
    Real const t2 = tan_beta * tan_beta;
    Real const sin_2beta = Real(2.0) * tan_beta / (Real(1.0) + t2);
    Real const cos_2beta = (Real(1.0) - t2) / (Real(1.0) + t2);
    Real const product = m_A_squared * m_Z_squared;
    Real const root = sqrt(fma(Real(4.0) * product, square(sin_2beta), square(m_A_squared - m_Z_squared)));
    Real const heavy = Real(0.5) * (m_A_squared + m_Z_squared + root);
    Real const light = product * square(cos_2beta) / heavy;
    return {mass_from_square(light), mass_from_square(heavy), mass_from_square(m_A_squared), mass_from_square(m_A_squared + m_W_squared)};
}

}  // namespace squall::inline SQUALL_ISA::spectrum
