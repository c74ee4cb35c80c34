#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

/// Hidden sector of Carpenter, Dine, Festuccia and Mason, arXiv:0805.2944, as seed 002 (Balazs, Kang, Li, Wang, Yang 2009, section 5) takes
/// it: R-symmetry and supersymmetry broken at tree level,
///   W = -f X + m (psi_2 psi~_2 + psi_3 psi~_3) + lambda X psi_2 psi~_3 + m_2 psi_2^2.
/// Masses in GeV, f and F in GeV^2.
namespace squall::inline SQUALL_ISA::models {

template <class Real>
struct CdfmParameters {
    Real lambda, f, m;
    Real shift;  ///< (lambda X + 2 m_2)/m: <psi~_2> = -shift psi_2, which the paper drops
};

template <class Real>
struct CdfmVacuum {
    Real r;       ///< |psi_2| = |psi~_3|, eq. (5.6); NaN where R-symmetry is not broken
    Real F;       ///< m r, F-term of psi~_2, eq. (5.13)
    Real M;       ///< |<psi_2 + psi~_2>| = r |1 - shift|; the paper has r
    Real energy;  ///< V at the minimum: all F-terms, GeV^4
};

/// lambda f > m^2, without which psi_2 and psi~_3 vanish and R-symmetry stays: eq. (5.5).
template <class Real>
SQUALL_HD inline MaskOf<Real> breaks_r_symmetry(CdfmParameters<Real> const& p) {
    return p.lambda * p.f > square(p.m);
}

/// Minimum of V = |-f + lambda psi_2 psi~_3|^2 + m^2 (|psi_2|^2 + |psi~_3|^2), eqs. (5.4)-(5.6): r^2 = (lambda f - m^2)/lambda^2.
/// Good for soft masses by wave functions where m << M.
template <class Real>
SQUALL_HD inline CdfmVacuum<Real> vacuum_of(CdfmParameters<Real> const& p) {
    CdfmVacuum<Real> vacuum;
    Real const r2 = (p.lambda * p.f - square(p.m)) / square(p.lambda);
    vacuum.r = sqrt(select(breaks_r_symmetry(p), r2, Real(__builtin_nan(""))));
    vacuum.F = p.m * vacuum.r;
    vacuum.M = vacuum.r * abs(Real(1.0) - p.shift);
    vacuum.energy = square(square(p.m) / p.lambda) + Real(2.0) * square(vacuum.F);
    return vacuum;
}

/// m_{3/2} = F/(sqrt3 M_Pl), GeV, with the reduced Planck mass. F: m r as in eq. (5.23), or the square root of the vacuum energy,
/// which is sqrt2 larger for m << lambda r: two fields have F-terms.
template <class Real>
SQUALL_HD inline Real gravitino_mass(Real F) {
    constexpr double root3 = 1.7320508075688772;
    return F * Real(1.0 / (root3 * reduced_planck_mass));
}

/// R-axion, m_a^2 = F^2/(M M_Pl), eq. (5.19); an estimate. GeV.
template <class Real>
SQUALL_HD inline Real axion_mass(Real F, Real M) {
    return F / sqrt(M * Real(reduced_planck_mass));
}

inline constexpr double axion_decay_constant_min = 0.5e9;   ///< GeV, eq. (5.21): Kim and Carosi, arXiv:0807.3125
inline constexpr double axion_decay_constant_max = 2.5e12;  ///< GeV, likewise

/// f_a ~ M, eq. (5.20), within what astrophysics and cosmology leave.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_in_axion_window(Real f_a) {
    return f_a > Real(axion_decay_constant_min) && f_a < Real(axion_decay_constant_max);
}

}  // namespace squall::inline SQUALL_ISA::models
