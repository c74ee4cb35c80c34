#pragma once
#include "kernels/rge/mssm_one_loop.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// The MSSM and its two vacuum expectation values: 170 real numbers.
template <MatrixBackend B>
struct MssmWithVevs {
    Mssm<B> parameters;
    typename B::Real ln_v_u, ln_v_d;  ///< logarithms of the vevs, any unit
};

template <MatrixBackend B, class Visit>
SQUALL_HD inline void for_each_member(MssmWithVevs<B>& y, Visit& visit) {
    for_each_member(y.parameters, visit);
    visit(y.ln_v_u);
    visit(y.ln_v_d);
}

/// All parameters of the MSSM, and the vevs with the one-loop anomalous dimensions of the Higgs superfields:
/// 16pi^2 d ln v_u/dt = -3 tr Yu†Yu + 3/10 g1^2 + 3/2 g2^2, v_d alike with tr(3 Yd†Yd + Ye†Ye) (Martin and Vaughn hep-ph/9311340;
/// the convention of spectrum generators, in which v depends on the gauge of the calculation and tan(beta) does not).
template <MatrixBackend B>
struct MssmWithVevsOneLoop {
    using Real = typename B::Real;
    MssmOneLoop<B> law;

    SQUALL_HD void add_to(MssmWithVevs<B> const& SQUALL_RESTRICT y, Real scale, MssmWithVevs<B>& SQUALL_RESTRICT k) const {
        law.add_to(y.parameters, scale, k.parameters);
        Real const s = scale * Real(1.0 / loop_factor);
        auto const& couplings = y.parameters.couplings;
        Real traces[sector_count];
        for (int f = 0; f < sector_count; ++f) traces[f] = B::real_trace_adjoint_product(couplings.Y[f], couplings.Y[f]);
        Real const gauge = fma(Real(3.0 / 10.0), square(couplings.g[0]), Real(3.0 / 2.0) * square(couplings.g[1]));
        k.ln_v_u = fma(s, gauge - higgs_trace(up, traces), k.ln_v_u);
        k.ln_v_d = fma(s, gauge - higgs_trace(down, traces), k.ln_v_d);
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
