#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/rge/states.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// Coefficients of g_a^3/16pi^2 in the gauge beta functions of the Standard Model.
SQUALL_TABLE double standard_model_beta[3] = {41.0 / 10.0, -19.0 / 6.0, -7.0};
/// Coefficients of g1^2, g2^2, g3^2 in the anomalous dimension of each Yukawa matrix there.
SQUALL_TABLE double standard_model_gauge[sector_count][3] = {
    {17.0 / 20.0, 9.0 / 4.0, 8.0}, {1.0 / 4.0, 9.0 / 4.0, 8.0}, {9.0 / 4.0, 9.0 / 4.0, 0.0}};

/// tr(3 Yu†Yu + 3 Yd†Yd + Ye†Ye), of the Higgs field's anomalous dimension.
template <MatrixBackend B>
SQUALL_INLINE typename B::Real self_energy_trace(YukawaProducts<B> const& products) {
    using Real = typename B::Real;
    Real trace(0.0);
    for (int f = 0; f < sector_count; ++f) trace = fma(Real(sector_traits[f].colours), products.traces[f], trace);
    return trace;
}

/// One-loop beta functions of the Standard Model, gauge and Yukawa couplings, six flavours, one Higgs doublet.
/// Machacek and Vaughn, NPB 222 (1983) 83 and NPB 236 (1984) 221; as in Arason et al., PRD 46 (1992) 3945, appendix A.
template <MatrixBackend B>
struct StandardModelOneLoop {
    using Real = typename B::Real;

    /// k += scale dy/dt
    SQUALL_HD SQUALL_OUTLINE void add_to(GaugeYukawa<B> const& y, Real scale, GaugeYukawa<B>& k) const {
        YukawaProducts<B> products;
        products.set(y);
        add_to(y, scale, products, k);
    }

    /// The same with the products of y.
    SQUALL_INLINE void add_to(GaugeYukawa<B> const& y, Real scale, YukawaProducts<B> const& products, GaugeYukawa<B>& k) const {
        Real const s = scale * Real(1.0 / loop_factor), trace = self_energy_trace(products);
        for (int f = 0; f < sector_count; ++f) {
            Real gamma = trace;
            for (int a = 0; a < 3; ++a) gamma = fma(Real(-standard_model_gauge[f][a]), square(y.g[a]), gamma);
            typename B::Hermitian x;
            B::scaled(s * Real(1.5), products.gram[f], x);
            if (int const partner = sector_traits[f].partner; partner >= 0) B::add_scaled(s * Real(-1.5), products.gram[partner], x);
            B::add_identity(s * gamma, x);
            B::multiply_add_to(y.Y[f], x, k.Y[f]);
        }
        for (int a = 0; a < 3; ++a) k.g[a] = fma(s * Real(standard_model_beta[a]), y.g[a] * square(y.g[a]), k.g[a]);
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
