#pragma once
#include "kernels/spectrum/effective_potential.hpp"
#include "kernels/spectrum/electroweak.hpp"

/// Electroweak breaking by the one-loop effective potential (seed 001, eqs. mineq0 and potcorr), and the CP-even Higgs masses it gives.
namespace squall::inline SQUALL_ISA::spectrum {

/// How the Higgs masses at M_SUSY follow |mu|^2 there, d m^2_Hi/d |mu|^2: 0 unless the boundary condition of the soft masses knows mu.
template <class Real>
struct HiggsResponse {
    Real m_Hu2, m_Hd2;
};

/// The minimum of V0 + Delta V.
template <class Real>
struct OneLoopBreaking {
    Real mu_squared;  ///< mu_0^2 + delta mu^2, GeV^2; negative where the symmetry does not break
    Real mu;          ///< sign(mu) sqrt|mu^2|, GeV
    Real b;           ///< b_0 + delta b, GeV^2
    Real m_h, m_H;    ///< from the curvature of the potential there, GeV
};

/// CP-even masses from half the second derivatives of V0 + Delta V at its minimum. With b > 0 there, the matrix in (v_d, v_u) is
/// b ((t, -1), (-1, 1/t)) + r, t = tan(beta); the determinant is written so that the large b^2 never enters.
template <class Real>
SQUALL_HD inline void cp_even_masses(LowScale<Real> const& p, HiggsVevs<Real> vev, Real b, PotentialDerivatives<Real> const& loop,
                                     OneLoopBreaking<Real>& result) {
    Real const half = Real(0.5) * (square(p.g[1]) + hypercharge_coupling_squared(p.g[0])), t = p.tan_beta;
    Real const r_dd = fma(half * vev.v_d, vev.v_d, Real(0.5) * (loop.second[dd] - loop.first[along_d] / vev.v_d));
    Real const r_uu = fma(half * vev.v_u, vev.v_u, Real(0.5) * (loop.second[uu] - loop.first[along_u] / vev.v_u));
    Real const r_ud = fma(Real(0.5), loop.second[ud], -(half * vev.v_u * vev.v_d));
    Real const m_dd = fma(b, t, r_dd), m_uu = b / t + r_uu, m_ud = r_ud - b;
    Real const determinant = b * (t * r_uu + r_dd / t + Real(2.0) * r_ud) + fma(r_dd, r_uu, -(r_ud * r_ud));
    Real const mean = Real(0.5) * (m_dd + m_uu), half_difference = Real(0.5) * (m_dd - m_uu);
    Real const heavy = mean + sqrt(fma(half_difference, half_difference, m_ud * m_ud));
    result.m_h = mass_from_square(determinant / heavy);
    result.m_H = mass_from_square(heavy);
}

/// Solves d(V0 + Delta V)/dv = 0 for mu and b, Delta V with the masses of the tree-level minimum `tree`. The derivatives of Delta V act
/// like shifts of the Higgs masses, m_Hi^2 + (1/2 v_i) d(Delta V)/dv_i. m_h is the curvature: no corrections from its own momentum, and
/// none from v running to the weak scale. Where the Higgs masses follow |mu|^2 (`response`), those at hand belong to the mu of `tree`.
/// `fixed_m_Z` (GeV) as in z_mass_squared_of_minimum. Records no_ewsb_one_loop, tachyon_h, and negative_b, the paper's criterion for a
/// vacuum (where loops are large the curvature may be positive nevertheless: Delta V has terms in v_u v_d of its own).
template <class Real>
SQUALL_HD inline OneLoopBreaking<Real> break_at_one_loop(LowScale<Real> const& p, MassBasis<Real> const (&bases)[3],
                                                         Breaking<Real> const& tree, Real& status, double fixed_m_Z = 0.0,
                                                         HiggsResponse<Real> const& response = {Real(0.0), Real(0.0)}) {
    auto const vev = higgs_vevs(p.tan_beta);
    Complex<Real> const mu{tree.mu, Real(0.0)};
    auto const loop = matter_potential(p, bases, vev, mu) + higgs_potential(p, vev, mu, tree.b);
    Real ignored(status_value(Status::ok));
    Real const m_Hu2 = p.m_Hu2 + Real(0.5) * loop.first[along_u] / vev.v_u, m_Hd2 = p.m_Hd2 + Real(0.5) * loop.first[along_d] / vev.v_d;
    Real const m_Z_squared = z_mass_squared_of_minimum(p, fixed_m_Z), t2 = square(p.tan_beta);
    auto const unmoved = break_electroweak_symmetry(m_Hu2, m_Hd2, p.tan_beta, m_Z_squared, p.sign_mu, ignored);
    // mu^2 = unmoved + slope (mu^2 - tree), linear in mu^2
    Real const slope = fma(-response.m_Hu2, t2, response.m_Hd2) / (t2 - Real(1.0));
    Real const moved = (unmoved.mu_squared - tree.mu_squared) / (Real(1.0) - slope);
    auto const minimum = break_electroweak_symmetry(fma(response.m_Hu2, moved, m_Hu2), fma(response.m_Hd2, moved, m_Hd2), p.tan_beta,
                                                    m_Z_squared, p.sign_mu, ignored);
    OneLoopBreaking<Real> result;
    result.mu_squared = minimum.mu_squared;
    result.mu = minimum.mu;
    result.b = minimum.b;
    cp_even_masses(p, vev, minimum.b, loop, result);
    record(status, is_nan(result.mu + result.b + result.m_h), Status::nan);
    record(status, result.mu_squared <= Real(0.0), Status::no_ewsb_one_loop);
    record(status, result.b <= Real(0.0), Status::negative_b);
    record(status, result.m_h <= Real(0.0), Status::tachyon_h);
    return result;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
