#pragma once
#include "kernels/models/anomaly_mediation.hpp"
#include "kernels/models/hidden_sector.hpp"

/// Soft terms of conformally sequestered hidden sectors with coefficients of order one (seed 000, sections 3-6): boundary conditions in the
/// frame where all Kaehler operators linear in S are rotated into a, b and M. All of it as seen at m_X, with gamma_S = 0 on the way
/// (rge::HiddenSectorOneLoop).
namespace squall::inline SQUALL_ISA::models {

/// What is the same for all points of a run.
struct SequesteredRun {
    bool gauge, gaugino, anomaly, gravity;  ///< which mediate; gauge and gaugino exclude each other
    bool boundary_at_m_X;     ///< the limit of Case 1 there, eqs. (19)-(26): quadratic operators vanish, m^2_H = -|mu|^2, b = 0
    bool trilinears_in_M_2;   ///< unit of the linear operators: M_2 at the boundary, not Lambda/16pi^2 or M_half
    bool elementary_singlet;  ///< the generational linear operators are the gravity-mediated ones, eq. (47), in their own unit

    /// Whether the operators run conformally between their boundary and m_X.
    SQUALL_INLINE bool runs_conformally() const { return (gauge || gaugino) && !boundary_at_m_X; }
};

/// Parameters of one point; coefficients are pure numbers.
template <class Real>
struct SequesteredPoint {
    HiddenSector<Real> hidden;
    Real bulk_length;                        ///< M_star L of gaugino mediation, eq. (55)
    Real tan_beta, sign_mu;
    Real multiplicity[messenger_count];      ///< n_Q n_U n_D n_L n_E
    Real gaugino_factor[3];                  ///< of the messengers' gaugino masses
    Real k_B;                                ///< b = mu(-k_B Lambda + A_Hu + A_Hd), eqs. (35), (66)
    Real k_B_gravity;                        ///< adds k_B_gravity m_{3/2} mu to b at m_X, eq. (50)
    Complex<Real> A_Hu, A_Hd;                ///< S H†H
    Real c_Hu, c_Hd;                         ///< S†S H†H
    Matrix3<Real> A[rge::soft_mass_count];   ///< S phi†phi: A_Q acts on doublets from the right of Y, A_U on singlets from the left
    Hermitian3<Real> c[rge::soft_mass_count];///< S†S phi†phi, in the bases of the soft masses

    /// Whether every parameter is a number.
    SQUALL_HD MaskOf<Real> is_defined() const {
        Real sum(0.0);
        for (int s = 0; s < ode::slot_count<Real, SequesteredPoint<Real>>; ++s) sum = sum + Real(0.0) * ode::slots<Real>(*this)[s];
        return is_finite(sum);
    }
    /// Where the operators are generated, GeV.
    SQUALL_HD Real boundary_scale(SequesteredRun const& run) const {
        if (!run.runs_conformally()) return hidden.m_X;
        return run.gauge ? hidden.m_f : hidden.Lambda_star;
    }
};

/// Gaugino masses from messengers of n_a = `index`, M_a = factor n_a alpha_a/4pi Lambda (eq. 30), or of gaugino mediation, universal.
template <MatrixBackend B>
SQUALL_HD inline void set_gaugino_masses(SequesteredRun const& run, SequesteredPoint<typename B::Real> const& point, rge::Mssm<B>& y) {
    using Real = typename B::Real;
    Real index[3];
    dynkin_sums(point.multiplicity, index);
    for (int a = 0; a < 3; ++a) {
        Real const one = Real(1.0 / loop_factor) * square(y.couplings.g[a]) * point.hidden.Lambda;  // alpha_a/4pi Lambda
        Real const messengers = one * index[a] * point.gaugino_factor[a];
        y.gaugino[a] = {run.gaugino ? point.hidden.M_half : run.gauge ? messengers : Real(0.0), Real(0.0)};
    }
}

/// Unit of the linear operators of the Higgs doublets, GeV. Needs the gaugino masses at the boundary.
template <MatrixBackend B>
SQUALL_HD inline typename B::Real linear_unit(SequesteredRun const& run, SequesteredPoint<typename B::Real> const& point,
                                              rge::Mssm<B> const& y) {
    using Real = typename B::Real;
    if (run.trilinears_in_M_2) return y.gaugino[1].re;
    return run.gaugino ? point.hidden.M_half : run.gauge ? point.hidden.Lambda * Real(1.0 / loop_factor) : Real(0.0);
}

/// Trilinear couplings a_u = A_Hu Yu + Yu A_Q + A_U Yu, and alike (eqs. 19, 39); what A†A adds to the soft masses in this frame.
template <class Real>
SQUALL_HD inline void add_linear_operators(SequesteredPoint<Real> const& point, Real higgs_unit, Real matter_unit,
                                           rge::DenseMssm<Real>& y, bool add_squares) {
    using B = DenseBackend<Real>;
    for (int f = 0; f < rge::sector_count; ++f) {
        auto const traits = rge::sector_traits[f];
        Matrix3<Real> const& Y = y.couplings.Y[f];
        Complex<Real> const higgs = higgs_unit * (f == rge::up ? point.A_Hu : point.A_Hd);
        Matrix3<Real> matter = matrix_zero<Real>();
        B::multiply_add_to(Y, point.A[traits.doublet], matter);
        B::multiply_add_to(point.A[traits.singlet], Y, matter);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) y.a[f].e[i][j] = y.a[f].e[i][j] + higgs * Y.e[i][j] + matter_unit * matter.e[i][j];
    }
    if (!add_squares) return;
    Real const unit2 = square(matter_unit);
    for (int i = 0; i < rge::soft_mass_count; ++i) {
        bool const is_doublet = i == rge::m2_Q || i == rge::m2_L;
        is_doublet ? B::add_gram(unit2, point.A[i], y.m2[i]) : B::add_outer_gram(unit2, point.A[i], y.m2[i]);
    }
    y.m2_Hu = fma(square(higgs_unit), norm(point.A_Hu), y.m2_Hu);
    y.m2_Hd = fma(square(higgs_unit), norm(point.A_Hd), y.m2_Hd);
}

/// Adds c_I times the unit `m2` (GeV^2) of the quadratic operators to the soft masses.
template <class Real>
SQUALL_HD inline void add_gravity_operators(SequesteredPoint<Real> const& point, Real m2, rge::DenseMssm<Real>& y) {
    for (int i = 0; i < rge::soft_mass_count; ++i) DenseBackend<Real>::add_scaled(m2, point.c[i], y.m2[i]);
    y.m2_Hu = fma(m2, point.c_Hu, y.m2_Hu);
    y.m2_Hd = fma(m2, point.c_Hd, y.m2_Hd);
}

/// Scalar masses from messengers, m^2_I = 2 Lambda^2 sum_a C_a n_a (alpha_a/4pi)^2 (eq. 31, to leading order in Lambda/m_f).
template <class Real>
SQUALL_HD inline void add_messenger_scalar_masses(SequesteredPoint<Real> const& point, rge::DenseMssm<Real>& y) {
    Real index[3], scalar[3];
    dynkin_sums(point.multiplicity, index);
    for (int a = 0; a < 3; ++a)
        scalar[a] = Real(2.0) * index[a] * square(square(y.couplings.g[a]) * point.hidden.Lambda * Real(1.0 / loop_factor));
    for (int i = 0; i < rge::soft_mass_count; ++i) DenseBackend<Real>::add_identity(rge::gauge_sum(casimir[i], scalar), y.m2[i]);
    Real const higgs = rge::gauge_sum(casimir[rge::soft_mass_count], scalar);
    y.m2_Hu = y.m2_Hu + higgs;
    y.m2_Hd = y.m2_Hd + higgs;
}

/// All soft terms at the boundary with mu = 1 there, so that the slot of b holds its part proportional to mu. `y` holds the couplings, all
/// else is zero. b is -k_B Lambda mu from messengers (eqs. 35, 65) and -k_B 16pi^2/C M_half mu from the bulk (eq. 56).
template <class Real>
SQUALL_HD SQUALL_OUTLINE void set_boundary(SequesteredRun const& run, SequesteredPoint<Real> const& point,
                                           HiddenSectorScales<Real> const& scales, rge::MssmWithResponses<DenseBackend<Real>>& state) {
    auto& y = state.parameters;
    auto const& h = point.hidden;
    y.mu.re = Real(1.0);
    set_gaugino_masses(run, point, y);
    Real const higgs_unit = linear_unit(run, point, y);
    Real const matter_unit = run.elementary_singlet ? scales.singlet_A : higgs_unit;
    add_linear_operators(point, higgs_unit, matter_unit, y, run.runs_conformally());
    if (run.boundary_at_m_X) {
        state.from_mu2.m2_Hu = Real(-1.0);
        state.from_mu2.m2_Hd = Real(-1.0);
    }
    if (run.runs_conformally()) {
        Real const quadratic = run.gauge ? h.Lambda : Real(loop_factor) / h.group_factor * h.M_half;  // b/mu of natural size, GeV
        y.b = {Real(-1.0) * point.k_B * quadratic, Real(0.0)};
        y.b = y.b + higgs_unit * (point.A_Hu + point.A_Hd);
        if (run.gauge) add_messenger_scalar_masses(point, y);
    }
    if (run.gravity) {
        Real const conformal = run.runs_conformally() ? power(point.boundary_scale(run) / h.m_X, h.alpha_hat) : Real(1.0);
        add_gravity_operators(point, scales.gravity_m2 * conformal, y);
    }
}

}  // namespace squall::inline SQUALL_ISA::models
