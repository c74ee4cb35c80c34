#pragma once
#include "kernels/spectrum/low_scale.hpp"

/// Stops and sbottoms without generation mixing: what the iteration needs before the full spectrum is known.
namespace squall::inline SQUALL_ISA::spectrum {

/// A 2x2 squark mass matrix in the basis (left, right), GeV^2.
template <class Real>
struct ThirdFamilyBlock {
    Real left, right;
    Complex<Real> right_left;

    /// m_1^2 m_2^2, GeV^4
    SQUALL_INLINE Real determinant() const { return fma(left, right, -norm(right_left)); }
    /// Masses squared, ascending; the smaller one may be negative.
    SQUALL_INLINE void masses_squared(Real (&result)[2]) const {
        Real const mean = Real(0.5) * (left + right);
        Real const half = Real(0.5) * (left - right);
        Real const root = sqrt(fma(half, half, norm(right_left)));
        result[0] = mean - root;
        result[1] = mean + root;
    }
};

/// The (3,3) block of the stops (sector = up) or sbottoms (sector = down), from the (3,3) entries of the running parameters.
template <class Real>
SQUALL_HD inline ThirdFamilyBlock<Real> third_family_block(LowScale<Real> const& p, Yukawa sector, Complex<Real> mu) {
    auto const vev = higgs_vevs(p.tan_beta);
    auto const charges = sector == up ? up_charges : down_charges;
    Real const own = sector == up ? vev.v_u : vev.v_d, other = sector == up ? vev.v_d : vev.v_u;
    auto const y = p.yukawa[sector].e[2][2];
    Real const fermion = norm(y) * square(own);
    return {p.m2[Q].diagonal[2] + fermion + d_term(charges.isospin, charges.hypercharge_left, p.g[0], p.g[1], vev),
            p.m2[sector == up ? U : D].diagonal[2] + fermion + d_term(0.0, charges.hypercharge_right, p.g[0], p.g[1], vev),
            own * p.trilinear[sector].e[2][2] - other * (conj(mu) * y)};
}

inline constexpr double smallest_stop_scale = 91.1876;  ///< GeV, M_Z (PDG): a stop scale below it is a tachyon's

/// sqrt(m_t~1 m_t~2), GeV, kept above M_Z while the iteration passes through tachyonic stops.
template <class Real>
SQUALL_HD inline Real stop_scale(LowScale<Real> const& p, Complex<Real> mu) {
    double constexpr floor = smallest_stop_scale * smallest_stop_scale;
    return sqrt(sqrt(max(Real(floor * floor), third_family_block(p, up, mu).determinant())));
}

}  // namespace squall::inline SQUALL_ISA::spectrum
