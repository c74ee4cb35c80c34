#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/rge/states.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// Coefficients of g_a^3/16pi^2 in the gauge beta functions: the MSSM and, above their masses, messengers.
template <class Real>
struct GaugeBeta {
    Real b[3] = {Real(33.0 / 5.0), Real(1.0), Real(-3.0)};
};

/// Coefficients of g1^2, g2^2, g3^2 in the anomalous dimension of each Yukawa matrix: 2 sum of the
/// Casimirs of its three superfields. Martin and Vaughn hep-ph/9311340, section IV.
SQUALL_TABLE double yukawa_gauge[sector_count][3] = {
    {13.0 / 15.0, 3.0, 16.0 / 3.0}, {7.0 / 15.0, 3.0, 16.0 / 3.0}, {9.0 / 5.0, 3.0, 0.0}};

/// sum_a c_a g_a^2
template <class Real>
SQUALL_INLINE Real gauge_sum(double const (&c)[3], Real const (&g2)[3]) {
    return fma(Real(c[2]), g2[2], fma(Real(c[1]), g2[1], Real(c[0]) * g2[0]));
}

/// The trace in the anomalous dimension of the Higgs doublet that a sector couples to: 3 tr Yu†Yu or tr(3 Yd†Yd + Ye†Ye).
template <class Real>
SQUALL_INLINE Real higgs_trace(int sector, Real const (&traces)[sector_count]) {
    return sector == up ? Real(3.0) * traces[up] : fma(Real(3.0), traces[down], traces[lepton]);
}

/// accumulator = scale (own S_f + S_partner + gamma)
template <MatrixBackend B>
SQUALL_INLINE void doublet_gamma(int f, double own, typename B::Real scale, typename B::Real gamma,
                                 typename B::Hermitian const (&gram)[sector_count], typename B::Hermitian& result) {
    using Real = typename B::Real;
    B::scaled(scale * Real(own), gram[f], result);
    if (int const partner = sector_traits[f].partner; partner >= 0) B::add_scaled(scale, gram[partner], result);
    B::add_identity(scale * gamma, result);
}

/// One-loop beta functions of the MSSM's gauge and Yukawa couplings alone, for legs that run up.
/// Martin and Vaughn hep-ph/9311340, section IV.
template <MatrixBackend B>
struct MssmCouplingsOneLoop {
    using Real = typename B::Real;
    GaugeBeta<Real> beta;

    /// k += scale dy/dt
    SQUALL_HD SQUALL_OUTLINE void add_to(GaugeYukawa<B> const& y, Real scale, GaugeYukawa<B>& k) const {
        struct Kept {
            YukawaProducts<B> products;
            typename B::Hermitian x;
        };
        typename B::template Local<Kept> place;
        auto& [products, x] = place.get();
        products.set(y);
        add_to(y, scale, products, x, k);
    }

    /// The same with the products of y, and room.
    SQUALL_INLINE void add_to(GaugeYukawa<B> const& y, Real scale, YukawaProducts<B> const& products, typename B::Hermitian& x,
                              GaugeYukawa<B>& k) const {
        Real const s = scale * Real(1.0 / loop_factor);
        Real const g2[3] = {square(y.g[0]), square(y.g[1]), square(y.g[2])};
        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f) {
            doublet_gamma<B>(f, 3.0, s, higgs_trace(f, products.traces) - gauge_sum(yukawa_gauge[f], g2), products.gram, x);
            B::multiply_add_to(y.Y[f], x, k.Y[f]);
        }
        for (int a = 0; a < 3; ++a) k.g[a] = fma(s * beta.b[a], y.g[a] * g2[a], k.g[a]);
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
