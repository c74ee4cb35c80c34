#pragma once
#include "kernels/models/gauge_charges.hpp"
#include "kernels/rge/hidden_sector.hpp"

/// Anomaly mediation with full flavour, alone or beside soft terms of another origin (seed 000, section 6; Randall and Sundrum
/// hep-th/9810155; Giudice, Luty, Murayama, Rattazzi hep-ph/9810442; Pomarol and Rattazzi hep-ph/9903448, eqs. 2-4).
namespace squall::inline SQUALL_ISA::models {

/// A direction in the space of couplings: how each Yukawa matrix and each g^2 changes.
template <MatrixBackend B>
struct CouplingDirection {
    typename B::Matrix Y[rge::sector_count];
    typename B::Real g2[3];
};

/// masses += derivative of the one-loop anomalous dimensions gamma along a direction, with beta_Y = Y gamma_doublet + gamma_singlet Y +
/// gamma_H Y (Martin and Vaughn hep-ph/9311340, eq. 3.6):
///   16pi^2 gamma_Q = Yu†Yu + Yd†Yd - 2 sum C_a g_a^2,  gamma_U = 2 Yu Yu† - ...,  gamma_Hu = 3 tr Yu†Yu - ..., and alike.
template <MatrixBackend B>
SQUALL_HD inline void add_derivative_of_gamma(rge::GaugeYukawa<B> const& y, CouplingDirection<B> const& along, rge::SoftMasses<B>& masses) {
    using Real = typename B::Real;
    Real const s(1.0 / loop_factor);
    for (int f = 0; f < rge::sector_count; ++f) {
        auto const traits = rge::sector_traits[f];
        B::add_adjoint_product_hermitian(s, y.Y[f], along.Y[f], masses.m2[traits.doublet]);
        B::add_product_adjoint_hermitian(Real(2.0) * s, y.Y[f], along.Y[f], masses.m2[traits.singlet]);
        Real& higgs = f == rge::up ? masses.m2_Hu : masses.m2_Hd;
        higgs = fma(Real(2.0 * traits.colours) * s, B::real_trace_adjoint_product(y.Y[f], along.Y[f]), higgs);
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) B::add_identity(Real(-2.0) * s * rge::gauge_sum(casimir[i], along.g2), masses.m2[i]);
    Real const higgs = Real(-2.0) * s * rge::gauge_sum(casimir[rge::soft_mass_count], along.g2);
    masses.m2_Hu = masses.m2_Hu + higgs;
    masses.m2_Hd = masses.m2_Hd + higgs;
}

/// Adds what anomaly mediation gives at the scale of `y` for a gravitino mass m_{3/2} (GeV), to soft terms a_S, M_S, m_S^2 of operators
/// linear and quadratic in S that run with the MSSM:
///   M_a += beta_g/g m_{3/2},   a += -beta_Y m_{3/2},   m^2 += 1/2 m_{3/2}^2 dgamma/dt - m_{3/2} D_S gamma,
/// D_S = a_S d/dY + h.c. - Re(M_S) g d/dg: the cross term of the two spurions, without which the sum would not run as the MSSM does.
/// All at one loop, and so exact invariants of the one-loop running.
template <MatrixBackend B>
SQUALL_HD SQUALL_OUTLINE void add_anomaly_mediation(typename B::Real m_gravitino, rge::Mssm<B>& y) {
    using Real = typename B::Real;
    rge::MssmCouplingsOneLoop<B> const law;
    rge::GaugeYukawa<B> beta;
    SQUALL_SLOTS
    for (int i = 0; i < ode::slot_count<Real, rge::GaugeYukawa<B>>; ++i) ode::slots<Real>(beta)[i] = Real(0.0);
    law.add_to(y.couplings, Real(1.0), beta);

    // both terms of m^2 are derivatives of gamma: along 1/2 m^2 beta - m D_S
    CouplingDirection<B> along;
    Real const half_m2 = Real(0.5) * square(m_gravitino);
    for (int f = 0; f < rge::sector_count; ++f) {
        B::scaled(half_m2, beta.Y[f], along.Y[f]);
        B::add_scaled(-m_gravitino, y.a[f], along.Y[f]);
        B::add_scaled(-m_gravitino, beta.Y[f], y.a[f]);
    }
    for (int a = 0; a < 3; ++a) {
        Real const g = y.couplings.g[a];
        along.g2[a] = Real(2.0) * g * fma(half_m2, beta.g[a], m_gravitino * (y.gaugino[a].re * g));
        y.gaugino[a].re = fma(m_gravitino, beta.g[a] / g, y.gaugino[a].re);
    }
    rge::SoftMasses<B> masses;
    SQUALL_SLOTS
    for (int i = 0; i < ode::slot_count<Real, rge::SoftMasses<B>>; ++i) ode::slots<Real>(masses)[i] = Real(0.0);
    add_derivative_of_gamma(y.couplings, along, masses);
    for (int i = 0; i < rge::soft_mass_count; ++i) B::add_scaled(Real(1.0), masses.m2[i], y.m2[i]);
    y.m2_Hu = y.m2_Hu + masses.m2_Hu;
    y.m2_Hd = y.m2_Hd + masses.m2_Hd;
}

}  // namespace squall::inline SQUALL_ISA::models
