#pragma once
#include "kernels/flavour/electroweak_loops.hpp"
#include "kernels/flavour/four_quark.hpp"
#include "kernels/flavour/loop_momentum.hpp"
#include "kernels/flavour/quark_states.hpp"

/// Higgs bosons in meson mixing of down quarks: charged ones in boxes with u, c, t, neutral ones in double penguins.
namespace squall::inline SQUALL_ISA::flavour {

namespace box_detail {

/// Couplings of a charged scalar to (up quark l, down quark i) in units of V_li m/v: left times m_l, right times m_i.
template <class Real>
struct BoxScalar {
    Real m2, left, right;
};

/// Of R_l,heavy V_l,light* or V_l,heavy R_l,light*: m_l^2 times that of charm and top, GeV^3, and the sum over up quarks, GeV.
template <class Real>
struct RightHandedSum {
    Complex<Real> charm, top, all;
};

}  // namespace box_detail

/// H-H, H-G and H-W boxes (Feynman gauge, G the Goldstone boson) of K, B_d, B_s at mu_W. By unitarity every sum over up quarks is
///   Lambda(t) = sum_l V_l,heavy V_l,light* m_l^2/(t + m_l^2),  sum_l V V*/(t + m_l^2) = -Lambda/t,  with m_u = 0,
/// and with D = 1/(t + m^2), L = left and R = right couplings, m_h and m_l the heavy and the light quark's masses
///   H = -1/(32 pi^2 v^4) int t dt Lambda^2 sum_pq D_p D_q { L_p R_p L_q R_q (m_l^2 SLL1 + m_h^2 SRR1) + 2 L_p^2 R_q^2 m_h m_l LR2
///         - t/4 [L_p^2 L_q^2 VLL + R_p^2 R_q^2 (m_h m_l/t)^2 VRR - 2 L_p L_q R_p R_q (m_h m_l/t) LR1] }
///       + g2^2/(32 pi^2 v^2) int t dt Lambda^2 D_W D_H { L_H^2 VLL - R_H^2 (m_h m_l/t) LR2 }.
/// (The same with W and G alone gives the Standard Model's S0: a test.)
///
/// In what grows with tan(beta), LR2 with R_H^2, V_li m_i of H+ is `charged_higgs_coupling`, R_li: m_h Lambda and m_l Lambda become
///   Lambda_h = sum_l R_l,heavy V_l,light* m_l^2/(t + m_l^2),  Lambda_l = sum_l V_l,heavy R_l,light* m_l^2/(t + m_l^2),
/// and where W takes part, c - Lambda with the sums c_h, c_l of R V* without propagators, -v_u E'_heavy,light* and -v_u E'_light,heavy.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void charged_higgs_boxes(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                                  DownQuarkStates<Real> const& states, WrongHiggsCouplings<Real> const& wrong,
                                                  FourQuark<Real> (&boxes)[down_mesons]) {
    using box_detail::BoxScalar, box_detail::RightHandedSum;
    auto const& quarks = point.quarks;
    Real const tan_beta = point.tan_beta, cot_beta = Real(1.0) / tan_beta;
    BoxScalar<Real> const higgs{square(point.m_Hp), cot_beta, tan_beta}, goldstone{square(ew.m_W), Real(1.0), Real(-1.0)};
    Real const charm = square(ew.m_up[1]), top = square(ew.m_up[2]), inverse_v2 = Real(1.0) / square(ew.v);
    Complex<Real> from_charm[down_mesons], from_top[down_mesons];
    RightHandedSum<Real> of_heavy[down_mesons], of_light[down_mesons];
    Real mixed[down_mesons];  // m_heavy m_light
    Complex<Real> R[3][3];
    for (int l = 1; l < 3; ++l)
        for (int i = 0; i < 3; ++i) R[l][i] = charged_higgs_coupling(point, states, wrong, l, i);
    Real const v_u = spectrum::higgs_vevs(tan_beta).v_u;
    for (int m = 0; m < down_mesons; ++m) {
        auto const [heavy, light] = meson_quarks[m];
        from_charm[m] = charm * conj_multiply(quarks.ckm[1][light], quarks.ckm[1][heavy]);
        from_top[m] = top * conj_multiply(quarks.ckm[2][light], quarks.ckm[2][heavy]);
        of_heavy[m] = {charm * conj_multiply(quarks.ckm[1][light], R[1][heavy]), top * conj_multiply(quarks.ckm[2][light], R[2][heavy]),
                       -v_u * conj(wrong.down[heavy][light])};
        of_light[m] = {charm * conj_multiply(R[1][light], quarks.ckm[1][heavy]), top * conj_multiply(R[2][light], quarks.ckm[2][heavy]),
                       -v_u * wrong.down[light][heavy]};
        mixed[m] = quarks.m_down[heavy] * quarks.m_down[light];
        boxes[m] = four_quark_zero<Real>();
    }
    // of each pair of scalars, H-H once, H-G twice: sums of L_p L_q R_p R_q, L_p^2 R_q^2 with q = H and q = G, L_p^2 L_q^2, R_p^2 R_q^2
    Real const chirality_hg = higgs.left * higgs.right * goldstone.left * goldstone.right;
    Real const left2 = square(higgs.left), right2 = square(higgs.right);
    Real const scale = Real(-2.0 / (64.0 * pi * pi)) * inverse_v2;  // -1/(32 pi^2 v^2)
    Real const g2_squared = square(ew.g2);
    Real const lowest = Real(1e-4) * goldstone.m2;  // about m_c^2
    auto const momenta = loop_momenta(lowest, max(max(higgs.m2, top), goldstone.m2));
    for_each_loop_momentum(momenta, [&](Real t, Real weight) SQUALL_ALWAYS_INLINE {
        Real const D_H = Real(1.0) / (t + higgs.m2), D_G = Real(1.0) / (t + goldstone.m2);
        Real const D_c = Real(1.0) / (t + charm), D_t = Real(1.0) / (t + top), inverse_t = Real(1.0) / t;
        Real const hh = square(D_H), hg = Real(2.0) * D_H * D_G;
        Real const measure = scale * weight * t * inverse_v2, w_measure = scale * weight * t * g2_squared * D_G * D_H;
        Real const chirality = hh * square(higgs.left * higgs.right) + hg * chirality_hg;
        Real const right_higgs = hh * left2 * right2 + Real(0.5) * hg * right2, right_goldstone = Real(0.5) * hg * left2;
        Real const vector_left = hh * square(left2) + hg * left2, vector_right = hh * square(right2) + hg * right2;
        for (int m = 0; m < down_mesons; ++m) {
            auto const Lambda = multiply_add(D_c, from_charm[m], D_t * from_top[m]);
            auto const square_of_sum = Lambda * Lambda;
            Real const masses = mixed[m] * inverse_t;
            auto& box = boxes[m];
            auto const [heavy, light] = meson_quarks[m];
            auto const add = [&](Real factor, Complex<Real>& sum) { sum = multiply_add(factor, square_of_sum, sum); };
            add(measure * chirality * square(quarks.m_down[light]), box.sll1);
            add(measure * chirality * square(quarks.m_down[heavy]), box.srr1);
            add(Real(2.0) * measure * right_goldstone * mixed[m], box.lr2);
            auto const heavy_sum = multiply_add(D_c, of_heavy[m].charm, D_t * of_heavy[m].top);
            auto const light_sum = multiply_add(D_c, of_light[m].charm, D_t * of_light[m].top);
            box.lr2 = multiply_add(Real(2.0) * measure * right_higgs, heavy_sum * light_sum, box.lr2);
            auto const with_w = (of_heavy[m].all - heavy_sum) * (of_light[m].all - light_sum);
            box.lr2 = multiply_add(w_measure * right2 * inverse_t, with_w, box.lr2);
            add(Real(-0.25) * t * measure * vector_left - w_measure * left2, box.vll);
            add(Real(-0.25) * t * measure * vector_right * square(masses), box.vrr);
            add(Real(0.5) * t * measure * chirality * masses, box.lr1);
        }
    });
}

/// Double penguins of neutral Higgs bosons at m_susy from couplings of down quarks to the wrong doublet,
///   -L = -(E_ij/(sqrt2 cos beta)) d_R,i† d_L,j [sin(beta - alpha) H - cos(beta - alpha) h + i A] + h.c.,  i != j, E = `wrong.down`.
/// At tree level sin^2(beta - alpha)/m_H^2 + cos^2(beta - alpha)/m_h^2 = 1/m_A^2 (this is the inverse mass matrix of the one field of the
/// Higgs basis that couples), so that SLL and SRR cancel identically and LR2 = -E_light,heavy E_heavy,light*/(cos^2(beta) m_A^2).
/// (Buras, Chankowski, Rosiek, Slawianowska hep-ph/0210145; what loop corrections to Higgs masses leave of SLL: Gorbahn et al. 0901.2065.)
template <class Real>
SQUALL_HD inline void double_penguins(spectrum::Spectrum<Real> const& point, WrongHiggsCouplings<Real> const& wrong,
                                      FourQuark<Real> (&boxes)[down_mesons]) {
    Real const scale = -(Real(1.0) + square(point.tan_beta)) / square(point.m_A);
    for (int m = 0; m < down_mesons; ++m) {
        auto const [heavy, light] = meson_quarks[m];
        boxes[m] = four_quark_zero<Real>();
        boxes[m].lr2 = scale * conj_multiply(wrong.down[heavy][light], wrong.down[light][heavy]);
    }
}

}  // namespace squall::inline SQUALL_ISA::flavour
