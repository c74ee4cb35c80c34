#pragma once
#include "kernels/flavour/quark_states.hpp"
#include "kernels/flavour/z_charges.hpp"

/// b -> q mu mu from gluinos and down squarks: the Z penguin.
namespace squall::inline SQUALL_ISA::flavour {

namespace gluino_detail {
using namespace z_detail;

/// products[i][l]: Z*_j,l+offset A_ij, with which quark i reaches the squarks that the Z sees
template <class Real>
SQUALL_INLINE void to_the_z(Complex<Real> const (&Z)[6][6], int offset, Complex<Real> const (&A)[6][3], Complex<Real> (&result)[3][3][6]) {
    for (int i = 0; i < 3; ++i)
        for (int l = 0; l < 3; ++l)
            for (int j = 0; j < 6; ++j) result[i][l][j] = conj_multiply(Z[j][l + offset], A[j][i]);
}
}  // namespace gluino_detail

/// Gluinos at Q = m_susy, transitions to d and s. Left-handed quarks: charge 1/2 on the singlet squarks; right-handed ones: -1/2 on the
/// doublets, so that both ends of the squark line change chirality. Coupling 2 g3^2, colour factor 4/3.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void gluino_muon_pairs(Real G_F, spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                                MuonPairLagrangian<Real> (&result)[2]) {
    using namespace gluino_detail;
    Complex<Real> left[3][3][6], right[3][3][6];
    to_the_z(point.Z_down, 3, states.left, left);
    to_the_z(point.Z_down, 0, states.right, right);
    Real m2[6], reference_m2(0.0);
    for (int j = 0; j < 6; ++j) {
        m2[j] = mass_squared(point.m_down_squark[j]);
        reference_m2 = reference_m2 + Real(1.0 / 6.0) * m2[j];
    }
    Real const gluino_m2 = mass_squared(point.m_gluino);
    MassRange<Real> range{gluino_m2, gluino_m2};
    range.include(m2);

    auto const zero = complex_zero<Real>();
    Complex<Real> z_left[2] = {zero, zero}, z_right[2] = {zero, zero};
    for_each_loop_momentum(loop_momenta(range.lowest, range.highest), [&](Real t, Real weight) {
        auto const squarks = squark_propagators(t, m2, reference_m2);
        Complex<Real> x_left[3][3], x_right[3][3];
        for (int i = 0; i < 3; ++i)
            for (int l = 0; l < 3; ++l) {
                x_left[i][l] = weighted_sum(left[i][l], squarks.difference);
                x_right[i][l] = weighted_sum(right[i][l], squarks.difference);
            }
        Real const factor = weight * t * t / (t + gluino_m2);
        for (int q = 0; q < 2; ++q) {
            z_left[q] = multiply_add(factor, inner(x_left[q], x_left[bottom]), z_left[q]);
            z_right[q] = multiply_add(factor, inner(x_right[q], x_right[bottom]), z_right[q]);
        }
    });
    Real const strength = Real(0.25 * 2.0 * 4.0 / 3.0) * square(point.g[2]) * z_exchange(G_F);
    for (int q = 0; q < 2; ++q) result[q] = {strength * z_left[q], -strength * z_right[q], zero, zero, zero, zero};
}

}  // namespace squall::inline SQUALL_ISA::flavour
