#pragma once
#include "kernels/models/sequestered_iteration.hpp"
#include "kernels/spectrum/lightest_superpartners.hpp"

/// What is told of a point of a sequestered hidden sector beside its spectrum.
namespace squall::inline SQUALL_ISA::models {

/// mu (GeV) and b (GeV^2) at M_SUSY, mu at the boundary, and what b at M_SUSY asks for at m_X beyond what the operators give there (GeV^2):
/// of the potential that counts.
template <class Real>
struct BilinearsAtBothEnds {
    Real mu, b, mu_at_boundary, b_residual;
};

template <class Real>
struct SequesteredDerived {
    Real m_gravitino, F_S;               ///< GeV, GeV^2
    Real gamma_S, lambda;
    Real R51, R52, R53, R54, R57;
    Real N_mess;                         ///< formula of section 4.2, with the Dynkin index n_3 of the messengers
    Real N_mess_effective;               ///< from eqs. (44)-(45) and the gaugino and doublet-squark masses at m_X
    Real mu_operator;                    ///< mu at the boundary in its natural unit: the coefficient of eq. (33), or (55)
    Real mu2_over_A_Hu_A_Hd;             ///< at the boundary
    Real b_over_mu_m_gravitino;          ///< at m_X
    Real ufb_min;                        ///< min of (S - 2|b|)/(|S| + 2|b|), S = m^2_Hu + m^2_Hd + 2 mu^2, between M_SUSY and m_X
    Real lsp, nlsp;                      ///< PDG numbers
    Real M_3, m2_Q, m2_E;                ///< at m_X: gluino, GeV; doublet squarks and selectron singlet of the first generation, GeV^2
    Real K_Hu, K_Hd;                     ///< m^2_H + |mu|^2 at m_X, GeV^2
    Real B;                              ///< b/mu that the operators give at m_X, GeV
};

inline constexpr int ufb_segments = 32;  ///< of the way from M_SUSY to m_X: the potential is looked at where they begin

/// (S - 2|b|)/(|S| + 2|b|): below zero the potential is unbounded along v_u = v_d at that scale.
template <class Real>
SQUALL_HD inline Real unbounded_from_below_measure(rge::DenseMssm<Real> const& y) {
    Real const sum = y.m2_Hu + y.m2_Hd + Real(2.0) * norm(y.mu), twice_b = Real(2.0) * modulus(y.b);
    return (sum - twice_b) / (abs(sum) + twice_b);
}

/// Runs the parameters at M_SUSY up to m_X as the MSSM, one step per segment; gives the smallest measure on the way. m_X itself is left
/// out: in the limit of Case 1 both sums vanish there.
template <class Real>
SQUALL_HD inline Real run_up_to_m_X(RunSettings const& run, spectrum::LowScale<Real> const& low, BilinearsAtBothEnds<Real> const& at,
                                    Real m_X, rge::DenseMssm<Real>& y) {
    using B = DenseBackend<Real>;
    take_couplings(low, y.couplings);
    for (int i = 0; i < 3; ++i) {
        y.gaugino[i] = low.gaugino[i];
        y.a[i] = low.trilinear[i];
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) y.m2[i] = low.m2[i];
    y.m2_Hu = low.m_Hu2;
    y.m2_Hd = low.m_Hd2;
    y.mu = {at.mu, Real(0.0)};
    y.b = {at.b, Real(0.0)};
    rge::MssmOneLoop<B> law;
    law.bilinear = run.two_loop_b ? rge::BilinearLoops::two : rge::BilinearLoops::one;
    Real const segment = log(m_X / low.q) * Real(1.0 / ufb_segments);
    Real smallest(1.0);
    SQUALL_LOOP
    for (int i = 0; i < ufb_segments; ++i) {
        smallest = min(unbounded_from_below_measure(y), smallest);
        ode::integrate_low_storage(law, y, segment, 1);
    }
    return smallest;
}

template <class Real>
SQUALL_HD inline SequesteredDerived<Real> derived_of(RunSettings const& run, SequesteredRun const& family,
                                                     SequesteredPoint<Real> const& point, spectrum::LowScale<Real> const& low,
                                                     LegsReport<Real> const& legs, BilinearsAtBothEnds<Real> const& at,
                                                     spectrum::Spectrum<Real> const& masses) {
    auto const scales = scales_of(point.hidden);
    SequesteredDerived<Real> d;
    d.m_gravitino = scales.m_gravitino;
    d.F_S = scales.F_S;
    d.gamma_S = scales.gamma_S;
    d.lambda = scales.lambda;
    d.R51 = scales.R51;
    d.R52 = scales.R52;
    d.R53 = scales.R53;
    d.R54 = scales.R54;
    d.R57 = scales.R57;

    rge::DenseMssm<Real> y;
    d.ufb_min = run_up_to_m_X(run, low, at, point.hidden.m_X, y);
    Real index[3], gaugino[3];
    dynkin_sums(point.multiplicity, index);
    d.N_mess = index[2] * scales.N_mess;
    for (int a = 0; a < 3; ++a) gaugino[a] = Real(2.0) * norm(y.gaugino[a]);
    d.N_mess_effective = rge::gauge_sum(casimir[rge::m2_Q], gaugino) / y.m2[rge::m2_Q].diagonal[0];
    d.b_over_mu_m_gravitino = y.b.re / (y.mu.re * scales.m_gravitino);
    d.M_3 = y.gaugino[2].re;
    d.m2_Q = y.m2[rge::m2_Q].diagonal[0];
    d.m2_E = y.m2[rge::m2_E].diagonal[0];
    d.K_Hu = y.m2_Hu + norm(y.mu);
    d.K_Hd = y.m2_Hd + norm(y.mu);
    d.B = (y.b.re - at.b_residual) / y.mu.re;

    rge::DenseMssm<Real> boundary;
    for (int a = 0; a < 3; ++a) boundary.couplings.g[a] = legs.top_g[a];
    set_gaugino_masses(family, point, boundary);
    Real const unit = linear_unit(family, point, boundary);
    // from messengers Lambda/16pi^2, from the bulk 16pi^2/(C M_star L) M_half
    Real const natural = family.gaugino ? Real(loop_factor) / (point.hidden.group_factor * point.bulk_length) * point.hidden.M_half
                                        : point.hidden.Lambda * Real(1.0 / loop_factor);
    d.mu_operator = at.mu_at_boundary / natural;
    d.mu2_over_A_Hu_A_Hd = square(at.mu_at_boundary / unit) / (point.A_Hu.re * point.A_Hd.re);

    auto const lightest = spectrum::lightest_superpartners(masses, scales.m_gravitino);
    d.lsp = lightest.lsp;
    d.nlsp = lightest.nlsp;
    return d;
}

}  // namespace squall::inline SQUALL_ISA::models
