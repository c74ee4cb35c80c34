#pragma once
#include "kernels/core/jacobi.hpp"
#include "kernels/core/status_lanes.hpp"
#include "kernels/spectrum/low_scale.hpp"
#include "kernels/spectrum/mass_basis.hpp"

/// Sfermion mass matrices in the super-CKM basis, with full flavour mixing (hep-ph/9709356, section 8.4; SLHA2, arXiv:0801.0045).
namespace squall::inline SQUALL_ISA::spectrum {

/// W† h W
template <class Real>
SQUALL_HD inline void rotated(Matrix3<Real> const& w, Hermitian3<Real> const& h, Matrix3<Real>& result) {
    Matrix3<Real> product = matrix_zero<Real>();
    DenseBackend<Real>::multiply_add_to(h, w, product);
    DenseBackend<Real>::adjoint_multiply(w, product, result);
}

/// The parameters of one charged-sfermion sector.
template <class Real>
struct SfermionSector {
    SfermionCharges charges;
    Real v_own, v_other;                 ///< the Higgs that gives mass and the other one, GeV
    Hermitian3<Real> const& m2_left;     ///< GeV^2
    Hermitian3<Real> const& m2_right;
    Matrix3<Real> const& trilinear;      ///< GeV
    MassBasis<Real> const& basis;
};

/// The sector of up squarks, down squarks or charged sleptons at the given vevs.
template <class Real>
SQUALL_HD inline SfermionSector<Real> sfermion_sector(LowScale<Real> const& p, Yukawa which, MassBasis<Real> const (&bases)[3],
                                                      HiggsVevs<Real> vev) {
    auto const& charges = which == up ? up_charges : which == down ? down_charges : lepton_charges;
    auto const& m2_left = which == lepton ? p.m2[L] : p.m2[Q];
    auto const& m2_right = which == up ? p.m2[U] : which == down ? p.m2[D] : p.m2[E];
    return {charges, which == up ? vev.v_u : vev.v_d, which == up ? vev.v_d : vev.v_u, m2_left, m2_right, p.trilinear[which], bases[which]};
}

/// The soft terms of a sector in the super-CKM basis: W_L† m2_left W_L, W_R† m2_right W_R in GeV^2, W_R† a W_L in GeV.
template <class Real>
struct SuperCkmSoftTerms {
    Matrix3<Real> left, right, right_left;
};
template <class Real>
SQUALL_HD SQUALL_OUTLINE void super_ckm_soft_terms(SfermionSector<Real> const& s, SuperCkmSoftTerms<Real>& soft) {
    Matrix3<Real> product;
    rotated(s.basis.left, s.m2_left, soft.left);
    rotated(s.basis.right, s.m2_right, soft.right);
    DenseBackend<Real>::multiply(s.trilinear, s.basis.left, product);
    DenseBackend<Real>::adjoint_multiply(s.basis.right, product, soft.right_left);
}

/// M^2 in GeV^2, order (L1 L2 L3 R1 R2 R3); the upper triangle is filled:
///   LL = W_L† m2_left W_L + m^2 + D_L,  RR = W_R† m2_right W_R + m^2 + D_R,  RL = v_own W_R† a W_L - mu* v_other diag(y).
template <class Real>
SQUALL_HD SQUALL_OUTLINE void sfermion_matrix(SfermionSector<Real> const& s, SuperCkmSoftTerms<Real> const& soft, Complex<Real> mu, Real g1,
                                              Real g2, HiggsVevs<Real> vev, Complex<Real> (&m2)[6][6]) {
    auto const& [left, right, right_left] = soft;
    Real const d_left = d_term(s.charges.isospin, s.charges.hypercharge_left, g1, g2, vev);
    Real const d_right = d_term(0.0, s.charges.hypercharge_right, g1, g2, vev);
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            m2[i][j] = left.e[i][j];
            m2[3 + i][3 + j] = right.e[i][j];
            m2[i][3 + j] = s.v_own * conj(right_left.e[j][i]);
        }
        Real const fermion = square(s.v_own * s.basis.y[i]);
        m2[i][i].re = m2[i][i].re + (fermion + d_left);
        m2[3 + i][3 + i].re = m2[3 + i][3 + i].re + (fermion + d_right);
        m2[i][3 + i] = m2[i][3 + i] - (s.v_other * s.basis.y[i]) * mu;
    }
}

/// M^2 of the sneutrinos in GeV^2, in the basis of the charged leptons.
template <class Real>
SQUALL_HD inline void sneutrino_matrix(Hermitian3<Real> const& m2_left, MassBasis<Real> const& lepton_basis, Real g1, Real g2,
                                       HiggsVevs<Real> vev, Complex<Real> (&m2)[3][3]) {
    Matrix3<Real> left;
    rotated(lepton_basis.left, m2_left, left);
    Real const d = d_term(sneutrino_isospin, lepton_charges.hypercharge_left, g1, g2, vev);
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) m2[i][j] = left.e[i][j];
        m2[i][i].re = m2[i][i].re + d;
    }
}

/// How much of state i is of a generation (0, 1, 2): the sum of |Z_ij|^2 over its fields, N = 6 or 3 of them.
template <int N, class Real>
SQUALL_INLINE Real generation_content(Complex<Real> const (&Z)[N][N], int i, int generation) {
    Real content = norm(Z[i][generation]);
    if constexpr (N == 6) content = content + norm(Z[i][generation + 3]);
    return content;
}

/// Diagonalises m2 (destroyed) into ascending masses (GeV, -sqrt|m^2| for tachyons) and Z. The lightest state names the
/// tachyon: `first` is the status of the first generation, the other two follow it.
template <int N, class Real>
SQUALL_HD inline void sfermion_states(Complex<Real> (&m2)[N][N], Status first, Real (&masses)[N], Complex<Real> (&Z)[N][N], Real& status) {
    diagonalise_hermitian(m2, masses, Z);
    for (auto& mass : masses) mass = mass_from_square(mass);
    Real const content[3] = {generation_content(Z, 0, 0), generation_content(Z, 0, 1), generation_content(Z, 0, 2)};
    Real generation = select(content[1] > content[0], Real(1.0), Real(0.0));
    generation = select(content[2] > max(content[0], content[1]), Real(2.0), generation);
    record(status, masses[0] < Real(0.0), Real(status_value(first)) + generation);
}

/// Masses of the two (N = 6) states with the largest content of a generation, ascending, GeV.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void generation_masses(Real const (&masses)[6], Complex<Real> const (&Z)[6][6], int generation,
                                                Real (&result)[2]) {
    Real content[6];
    for (int i = 0; i < 6; ++i) content[i] = generation_content(Z, i, generation);
    result[0] = Real(__builtin_inf());
    result[1] = Real(-__builtin_inf());
    for (int i = 0; i < 6; ++i) {
        Real rank(0.0);  // states with more of this generation; of equals the lighter one counts first
        for (int j = 0; j < 6; ++j)
            if (j != i) {
                auto const more = j < i ? content[j] >= content[i] : content[j] > content[i];
                rank = rank + select(more, Real(1.0), Real(0.0));
            }
        auto const chosen = rank < Real(2.0);
        result[0] = select(chosen, min(result[0], masses[i]), result[0]);
        result[1] = select(chosen, max(result[1], masses[i]), result[1]);
    }
}

/// Mass of the sneutrino with the largest content of a generation, GeV.
template <class Real>
SQUALL_HD inline Real generation_mass(Real const (&masses)[3], Complex<Real> const (&Z)[3][3], int generation) {
    Real best = generation_content(Z, 0, generation);
    Real result = masses[0];
    for (int i = 1; i < 3; ++i) {
        Real const content = generation_content(Z, i, generation);
        auto const more = content > best;
        best = select(more, content, best);
        result = select(more, masses[i], result);
    }
    return result;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
