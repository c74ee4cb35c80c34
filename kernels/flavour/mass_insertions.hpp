#pragma once
#include "kernels/flavour/sfermion_blocks.hpp"

/// Mass insertions at M_SUSY in the super-CKM basis (Gabbiani, Gabrielli, Masiero, Silvestrini hep-ph/9604387).
namespace squall::inline SQUALL_ISA::flavour {

/// |delta_ij| of one sector: (12), (13), (23), and for LR also the other order.
template <class Real>
struct MassInsertions {
    Real left[3], right[3];
    Real left_right[6];  ///< (12), (21), (13), (31), (23), (32): first the doublet's generation, then the singlet's
};

/// Soft masses of generation i from the diagonal of the mass matrix, GeV: less (y v)^2 and D term; NaN where m^2 is negative.
template <class Real>
SQUALL_HD inline void soft_masses(Complex<Real> const (&m2)[3][3], Real const (&y)[3], Real v_own, Real d_term, Real (&soft)[3]) {
    for (int i = 0; i < 3; ++i) soft[i] = sqrt(m2[i][i].re - fma(y[i] * v_own, y[i] * v_own, d_term));
}

/// delta_ij = m^2_ij / sqrt(m^2_ii m^2_jj) with the soft masses, (delta_ij)_LR = v_own a_ji* / sqrt(m^2_Lii m^2_Rjj), from masses and mixing
/// of a sector's six states.
template <class Real>
SQUALL_HD SQUALL_OUTLINE MassInsertions<Real> mass_insertions(spectrum::Spectrum<Real> const& point, spectrum::SfermionCharges charges,
                                                              Real const (&masses)[6], Complex<Real> const (&Z)[6][6], Real const (&y)[3],
                                                              Real v_own) {
    constexpr int pair[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    Complex<Real> left[3][3], right[3][3], right_left[3][3];
    mass_matrix_blocks(masses, Z, left, right, right_left);
    auto const vev = spectrum::higgs_vevs(point.tan_beta);
    Real soft_left[3], soft_right[3];
    soft_masses(left, y, v_own, spectrum::d_term(charges.isospin, charges.hypercharge_left, point.g[0], point.g[1], vev), soft_left);
    soft_masses(right, y, v_own, spectrum::d_term(0.0, charges.hypercharge_right, point.g[0], point.g[1], vev), soft_right);
    MassInsertions<Real> delta;
    for (int p = 0; p < 3; ++p) {
        int const i = pair[p][0], j = pair[p][1];
        delta.left[p] = modulus(left[i][j]) / (soft_left[i] * soft_left[j]);
        delta.right[p] = modulus(right[i][j]) / (soft_right[i] * soft_right[j]);
        delta.left_right[2 * p] = modulus(right_left[j][i]) / (soft_left[i] * soft_right[j]);
        delta.left_right[2 * p + 1] = modulus(right_left[i][j]) / (soft_left[j] * soft_right[i]);
    }
    return delta;
}

/// Of up squarks, down squarks or charged sleptons.
template <class Real>
SQUALL_HD inline MassInsertions<Real> mass_insertions(spectrum::Spectrum<Real> const& point, spectrum::Yukawa sector) {
    auto const vev = spectrum::higgs_vevs(point.tan_beta);
    auto const& q = point.quarks;
    if (sector == spectrum::up) return mass_insertions(point, spectrum::up_charges, point.m_up_squark, point.Z_up, q.y_up, vev.v_u);
    if (sector == spectrum::down) return mass_insertions(point, spectrum::down_charges, point.m_down_squark, point.Z_down, q.y_down, vev.v_d);
    return mass_insertions(point, spectrum::lepton_charges, point.m_slepton, point.Z_lepton, q.y_lepton, vev.v_d);
}

/// Of all sectors.
template <class Real>
struct SpectrumInsertions {
    MassInsertions<Real> up, down, lepton;
    Real down_mean[3];  ///< sqrt(LL RR): (12), (13), (23)
};
template <class Real>
SQUALL_HD inline SpectrumInsertions<Real> mass_insertions(spectrum::Spectrum<Real> const& point) {
    SpectrumInsertions<Real> all{mass_insertions(point, spectrum::up), mass_insertions(point, spectrum::down),
                                 mass_insertions(point, spectrum::lepton), {}};
    for (int p = 0; p < 3; ++p) all.down_mean[p] = sqrt(all.down.left[p] * all.down.right[p]);
    return all;
}

}  // namespace squall::inline SQUALL_ISA::flavour
