#pragma once
#include "kernels/rge/mssm_couplings.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// Two-loop part of db/dt in units of 1/(16pi^2)^2: db/dt = gamma b + source mu.
template <MatrixBackend B>
struct BilinearTwoLoop {
    typename B::Real gamma;
    typename B::Complex source;
};

/// Two-loop running of b: Martin and Vaughn hep-ph/9311340, section IV. `gram` = Y†Y, `cross` = Y†a.
///
/// `beta`: gauge coefficients, with the messengers below the scale. gamma is the two-loop running of mu; the source follows
/// from it: one after the other, every Y†Y in gamma becomes 2 Y†a and every g^2 becomes -2 g^2 M.
template <MatrixBackend B>
SQUALL_HD inline BilinearTwoLoop<B> bilinear_two_loop(typename B::Hermitian const (&gram)[sector_count],
                                                      typename B::Matrix const (&cross)[sector_count],
                                                      typename B::Real const (&traces)[sector_count],
                                                      typename B::Complex const (&cross_traces)[sector_count],
                                                      typename B::Real const (&g2)[3], typename B::Complex const (&g2M)[3],
                                                      typename B::Complex const (&gaugino)[3],
                                                      GaugeBeta<typename B::Real> const& beta) {
    using Real = typename B::Real;
    using Complex = typename B::Complex;
    constexpr double quartic[sector_count] = {-9.0, -9.0, -3.0};                      // tr (Y†Y)^2
    constexpr double mixed = -6.0;                                                    // tr Yu†Yu Yd†Yd
    constexpr double gauge_1[sector_count] = {4.0 / 5.0, -2.0 / 5.0, 6.0 / 5.0};      // g1^2 tr Y†Y
    constexpr double gauge_3[sector_count] = {16.0, 16.0, 0.0};                       // g3^2 tr Y†Y
    constexpr double casimir[2] = {3.0 / 20.0, 3.0 / 4.0};                            // of a Higgs doublet
    constexpr double g1_2_g2_2 = 16.0 * casimir[0] * casimir[1];

    Real gamma = Real(mixed) * B::trace_product(gram[up], gram[down]);
    Complex source = Real(2.0 * mixed) * (B::trace_product(gram[down], cross[up]) + B::trace_product(gram[up], cross[down]));
    for (int f = 0; f < sector_count; ++f) {
        gamma = fma(Real(quartic[f]), B::trace_product(gram[f], gram[f]), gamma);
        source = multiply_add(Real(4.0 * quartic[f]), B::trace_product(gram[f], cross[f]), source);
        Real const strength = fma(Real(gauge_1[f]), g2[0], Real(gauge_3[f]) * g2[2]);
        gamma = fma(strength, traces[f], gamma);
        source = multiply_add(Real(2.0) * strength, cross_traces[f], source);
        Complex const mass = Real(gauge_1[f]) * g2M[0] + Real(gauge_3[f]) * g2M[2];
        source = multiply_add(Real(-2.0) * traces[f], mass, source);
    }
    gamma = fma(Real(g1_2_g2_2), g2[0] * g2[1], gamma);
    for (int a = 0; a < 2; ++a) {
        // coefficient of g_a^4: 207/50 and 15/2 without messengers
        Real const quartic_gauge = Real(4.0 * casimir[a]) * (beta.b[a] + Real(2.0 * casimir[a]));
        gamma = fma(quartic_gauge, square(g2[a]), gamma);
        source = multiply_add(Real(-4.0) * quartic_gauge * g2[a], g2M[a], source);
    }
    source = multiply_add(Real(-2.0 * g1_2_g2_2) * (g2[0] * g2[1]), gaugino[0] + gaugino[1], source);
    return {gamma, source};
}

}  // namespace squall::inline SQUALL_ISA::rge
