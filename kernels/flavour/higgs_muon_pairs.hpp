#pragma once
#include "kernels/flavour/muon_pair_operators.hpp"
#include "kernels/flavour/quark_states.hpp"

/// b -> q mu mu from Higgs bosons: charged ones with the top quark, and neutral ones that change flavour.
namespace squall::inline SQUALL_ISA::flavour {

namespace higgs_detail {
/// y [(y - 1) - ln y]/(y - 1)^2 for y > 0: Z penguin of the charged Higgs, 1/2 at y = 1.
template <class Real>
SQUALL_HD inline Real charged_higgs_penguin(Real y) {
    auto const F = loop_functions(y);
    return y * (F.F3 + F.F4);
}
}  // namespace higgs_detail

/// Charged Higgs and top quark. C10 = -x_t/(8 sin^2(theta_W)) cot^2(beta) f(m_t^2/m_H^2) (Cho, Misiak, Wyler hep-ph/9601360); C10' is the
/// same loop with right-handed quarks and the opposite sign. Scalars at order tan^2(beta), boxes and penguins together (Logan, Nierste
/// hep-ph/0004139): C_S = -C_P = -m_mu tan^2(beta) ln r/(r - 1)/(4 m_W^2 sin^2(theta_W)), r = m_H^2/m_t^2, and their mirror images
/// with the Yukawa coupling of q; down-quark couplings as in `charged_higgs_coupling`, that of the muon times `muon_ratio`.
template <class Real>
SQUALL_HD inline MuonPair<Real> charged_higgs_muon_pair(ElectroweakInputs<Real> const& ew, MuonPairNormalisation<Real> const& normalisation,
                                                        spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                                        WrongHiggsCouplings<Real> const& wrong, Complex<Real> muon_ratio, Transition q) {
    constexpr int top = 2, bottom = 2;
    Real const m_t = ew.m_up[top], t2 = square(m_t), h2 = square(point.m_Hp), tan_beta = point.tan_beta;
    auto const lambda = lambda_t(states.ckm, q);
    auto const right_b = charged_higgs_coupling(point, states, wrong, top, bottom);
    auto const right_q = charged_higgs_coupling(point, states, wrong, top, static_cast<int>(q));
    auto const right_pair = conj(right_q) * right_b;

    // scalars: in units of the tree-level couplings V_tb m_b and V_tq m_q
    Real const logarithm = t2 * log_slope(max(h2, t2), min(h2, t2));
    Real const scalar = -point.quarks.m_lepton[1] * square(tan_beta) * logarithm / (Real(loop_factor) * square(square(ew.v)));
    auto const of_b = conj(muon_ratio) * (scalar * (conj(states.ckm[top][static_cast<int>(q)]) * right_b));
    auto const of_q = muon_ratio * (scalar * (conj(right_q) * states.ckm[top][bottom]));

    Real const penguin = Real(0.5) * z_exchange(ew.G_F) * higgs_detail::charged_higgs_penguin(t2 / h2) / square(ew.v);
    auto const zero = complex_zero<Real>();
    MuonPairLagrangian<Real> const lagrangian{(penguin * t2 / square(tan_beta)) * lambda, (-penguin * square(tan_beta)) * right_pair,
                                              zero, of_b, of_q, zero};
    return muon_pair(lagrangian, normalisation, lambda);
}

/// H, h and A with the flavour-changing couplings E' of down quarks to H_u*:
///   -L = -E'_ij/(sqrt2 cos(beta)) dbar_R,i d_L,j [sin(beta - alpha) H - cos(beta - alpha) h + i A] + h.c.,
///   -L = m_mu/(sqrt2 v_d) mubar_R mu_L [cos(alpha) H - sin(alpha) h + i sin(beta) A] + h.c.
/// (Buras, Chankowski, Rosiek, Slawianowska hep-ph/0210145). With tree-level masses and alpha, H and h add up to
/// sin(beta - alpha) cos(alpha)/m_H^2 + cos(beta - alpha) sin(alpha)/m_h^2 = sin(beta)/(m_A^2 |cos 2 beta|), for tan(beta) > 1.
/// `muon_ratio` corrects the coupling of mubar P_R mu (LeptonResummation).
template <class Real>
SQUALL_HD inline MuonPair<Real> neutral_higgs_muon_pair(MuonPairNormalisation<Real> const& normalisation,
                                                        spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                                        WrongHiggsCouplings<Real> const& wrong, Complex<Real> muon_ratio,
                                                        Transition transition) {
    constexpr int bottom = 2;
    int const q = static_cast<int>(transition);
    Real const tan2 = square(point.tan_beta);
    Real const pseudoscalar =
        point.quarks.m_lepton[1] * point.tan_beta * sqrt(Real(1.0) + tan2) / (Real(2.0 * v_higgs) * square(point.m_A));
    Real const scalar = pseudoscalar * (tan2 + Real(1.0)) / abs(tan2 - Real(1.0));
    // (qbar P_R b): E'*_bq; (qbar P_L b): E'_qb. mubar P_R mu has scalar and pseudoscalar in the sum, mubar P_L mu in the difference.
    auto const b = conj(wrong.down[bottom][q]), mirror = wrong.down[q][bottom];
    Real const sum = scalar + pseudoscalar, difference = scalar - pseudoscalar;
    auto const zero = complex_zero<Real>();
    auto const right = muon_ratio, left = conj(muon_ratio);
    MuonPairLagrangian<Real> const lagrangian{
        zero, zero, right * (-difference * b), left * (-sum * b), right * (-sum * mirror), left * (-difference * mirror)};
    return muon_pair(lagrangian, normalisation, lambda_t(states.ckm, transition));
}

}  // namespace squall::inline SQUALL_ISA::flavour
