#pragma once
#include "kernels/rge/bilinear_two_loop.hpp"
#include "kernels/rge/mssm_couplings.hpp"

namespace squall::inline SQUALL_ISA::rge {

enum class BilinearLoops { one, two };

/// 8 C_a of Q, U, D, L, E and H: coefficients of -g_a^2 |M_a|^2 in the soft masses.
SQUALL_TABLE double soft_gauge[soft_mass_count + 1][3] = {{2.0 / 15.0, 6.0, 32.0 / 3.0}, {32.0 / 15.0, 0.0, 32.0 / 3.0},
                                                          {8.0 / 15.0, 0.0, 32.0 / 3.0}, {6.0 / 5.0, 6.0, 0.0},
                                                          {24.0 / 5.0, 0.0, 0.0},        {6.0 / 5.0, 6.0, 0.0}};
/// 6/5 times the hypercharge of Q, U, D, L, E: coefficients of g1^2 S.
SQUALL_TABLE double soft_hypercharge[soft_mass_count] = {1.0 / 5.0, -4.0 / 5.0, 2.0 / 5.0, -3.0 / 5.0, 6.0 / 5.0};
SQUALL_TABLE double higgs_gauge[3] = {3.0 / 5.0, 3.0, 0.0};  ///< coefficients of -g_a^2 in the running of mu

/// tr(Y m^2) over all fields: m^2_Hu - m^2_Hd + tr(m^2_Q - m^2_L - 2 m^2_U + m^2_D + m^2_E).
template <MatrixBackend B, class Masses>
SQUALL_INLINE typename B::Real hypercharge_trace(Masses const& y) {
    using Real = typename B::Real;
    return y.m2_Hu - y.m2_Hd + B::trace(y.m2[m2_Q]) - B::trace(y.m2[m2_L]) - Real(2.0) * B::trace(y.m2[m2_U]) + B::trace(y.m2[m2_D]) +
           B::trace(y.m2[m2_E]);
}

/// Terms of one sector that are linear in the soft masses, through T = Y m^2_doublet + m^2_singlet Y + m^2_H Y: the doublet gets
/// s (Y†T + T†Y), the singlet twice s (TY† + YT†). Gives tr Y†T, of which the Higgs gets 2 colours s. `t` is overwritten.
template <MatrixBackend B, class Masses>
SQUALL_INLINE typename B::Real add_yukawa_masses(int f, typename B::Matrix const& Y, Masses const& y, typename B::Real s,
                                                 typename B::Matrix& t, Masses& k) {
    using Real = typename B::Real;
    SectorTraits const traits = sector_traits[f];
    B::scaled(f == up ? y.m2_Hu : y.m2_Hd, Y, t);
    B::multiply_add_to(Y, y.m2[traits.doublet], t);
    B::multiply_add_to(y.m2[traits.singlet], Y, t);
    B::add_product_adjoint_hermitian(Real(2.0) * s, t, Y, k.m2[traits.singlet]);
    B::add_adjoint_product_hermitian(s, Y, t, k.m2[traits.doublet]);
    return B::real_trace_adjoint_product(Y, t);
}

/// Beta functions of all parameters of the MSSM at one loop, b optionally at two.
/// Martin and Vaughn hep-ph/9311340, section IV; Martin's primer hep-ph/9709356, section 6.5.
template <MatrixBackend B>
struct MssmOneLoop {
    using Real = typename B::Real;
    using Complex = typename B::Complex;
    using Matrix = typename B::Matrix;
    using Hermitian = typename B::Hermitian;

    GaugeBeta<Real> beta;
    BilinearLoops bilinear = BilinearLoops::one;

    /// k += scale dy/dt. Returns scale times the logarithmic derivative of b at mu = 0, for those who
    /// follow the response of b to its boundary value.
    SQUALL_HD SQUALL_OUTLINE Real add_to(Mssm<B> const& SQUALL_RESTRICT y, Real scale, Mssm<B>& SQUALL_RESTRICT k) const {
        Real const s = scale * Real(1.0 / loop_factor);
        typename B::template Local<Products> place;
        Products& products = place.get();
        Real traces[sector_count];
        Complex cross_traces[sector_count];
        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f) {
            B::gram(y.couplings.Y[f], products.gram[f]);
            B::adjoint_multiply(y.couplings.Y[f], y.a[f], products.cross[f]);
            traces[f] = B::trace(products.gram[f]);
            cross_traces[f] = B::trace(products.cross[f]);
        }
        Real const g2[3] = {square(y.couplings.g[0]), square(y.couplings.g[1]), square(y.couplings.g[2])};
        Complex const g2M[3] = {g2[0] * y.gaugino[0], g2[1] * y.gaugino[1], g2[2] * y.gaugino[2]};
        add_soft_mass_gauge_terms(y, s, g2, k);

        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f)
            add_sector(f, y, s, products, higgs_trace(f, traces) - gauge_sum(yukawa_gauge[f], g2),
                       trilinear_source(f, cross_traces, g2M), k);

        for (int a = 0; a < 3; ++a) {
            k.couplings.g[a] = fma(s * beta.b[a], y.couplings.g[a] * g2[a], k.couplings.g[a]);
            k.gaugino[a] = multiply_add(Real(2.0) * s * beta.b[a], g2M[a], k.gaugino[a]);
        }
        return add_bilinears(y, s, products, traces, cross_traces, g2, g2M, k);
    }

private:
    /// What is kept while the right-hand side is computed.
    struct Products {
        Hermitian gram[sector_count];  ///< Y†Y
        Matrix cross[sector_count];    ///< Y†a
        Hermitian x;                   ///< of the sector at work
        Matrix w, t;
    };

    /// 2 tr(Y†a) of the sector's Higgs doublet + 2 sum of Casimirs g_a^2 M_a.
    SQUALL_HD static Complex trilinear_source(int f, Complex const (&cross_traces)[sector_count], Complex const (&g2M)[3]) {
        Complex sum = f == up ? Real(6.0) * cross_traces[up] : Real(6.0) * cross_traces[down] + Real(2.0) * cross_traces[lepton];
        for (int a = 0; a < 3; ++a) sum = multiply_add(Real(2.0 * yukawa_gauge[f][a]), g2M[a], sum);
        return sum;
    }

    /// Gaugino and hypercharge-trace terms of the soft masses.
    SQUALL_HD static void add_soft_mass_gauge_terms(Mssm<B> const& y, Real s, Real const (&g2)[3], Mssm<B>& k) {
        Real const g2M2[3] = {g2[0] * norm(y.gaugino[0]), g2[1] * norm(y.gaugino[1]), g2[2] * norm(y.gaugino[2])};
        Real const g1S = g2[0] * hypercharge_trace<B>(y);
        for (int i = 0; i < soft_mass_count; ++i)
            B::add_identity(s * (Real(soft_hypercharge[i]) * g1S - gauge_sum(soft_gauge[i], g2M2)), k.m2[i]);
        Real const gaugino = gauge_sum(soft_gauge[soft_mass_count], g2M2);
        k.m2_Hu = fma(s, fma(Real(3.0 / 5.0), g1S, -gaugino), k.m2_Hu);
        k.m2_Hd = fma(s, fma(Real(-3.0 / 5.0), g1S, -gaugino), k.m2_Hd);
    }

    /// Yukawa, trilinear and soft-mass terms of one sector: beside those of add_yukawa_masses the doublet gets 2a†a, the singlet 4aa†, the
    /// Higgs 2 colours tr a†a.
    SQUALL_HD SQUALL_OUTLINE static void add_sector(int f, Mssm<B> const& SQUALL_RESTRICT y, Real s,
                                                    Products& SQUALL_RESTRICT products, Real gamma, Complex source,
                                                    Mssm<B>& SQUALL_RESTRICT k) {
        SectorTraits const traits = sector_traits[f];
        Matrix const& Y = y.couplings.Y[f];
        Matrix const& a = y.a[f];
        auto& [gram, cross, x, w, t] = products;
        doublet_gamma<B>(f, 3.0, s, gamma, gram, x);
        B::multiply_add_to(Y, x, k.couplings.Y[f]);
        B::add_scaled(Real(2.0) * s, gram[f], x);
        B::multiply_add_to(a, x, k.a[f]);

        B::scaled(Real(4.0) * s, cross[f], w);
        if (traits.partner >= 0) B::add_scaled(Real(2.0) * s, cross[traits.partner], w);
        B::add_identity(s * source, w);
        B::multiply_add_to(Y, w, k.a[f]);

        Real const masses = add_yukawa_masses<B>(f, Y, y, s, t, k);
        B::add_outer_gram(Real(4.0) * s, a, k.m2[traits.singlet]);
        B::add_gram(Real(2.0) * s, a, k.m2[traits.doublet]);
        Real const higgs = masses + B::real_trace_adjoint_product(a, a);
        Real& k_H = f == up ? k.m2_Hu : k.m2_Hd;
        k_H = fma(Real(2.0 * traits.colours) * s, higgs, k_H);
    }

    /// mu and b; returns scale times the logarithmic derivative of b at mu = 0.
    SQUALL_HD Real add_bilinears(Mssm<B> const& y, Real s, Products const& products, Real const (&traces)[sector_count],
                                 Complex const (&cross_traces)[sector_count], Real const (&g2)[3], Complex const (&g2M)[3],
                                 Mssm<B>& k) const {
        Real const gamma = s * (higgs_trace(up, traces) + higgs_trace(down, traces) - gauge_sum(higgs_gauge, g2));
        Complex source = Real(6.0) * (cross_traces[up] + cross_traces[down]) + Real(2.0) * cross_traces[lepton];
        for (int a = 0; a < 2; ++a) source = multiply_add(Real(2.0 * higgs_gauge[a]), g2M[a], source);
        k.mu = multiply_add(gamma, y.mu, k.mu);
        Real gamma_b = gamma;
        source = s * source;
        if (bilinear == BilinearLoops::two) {
            auto const two = bilinear_two_loop<B>(products.gram, products.cross, traces, cross_traces, g2, g2M, y.gaugino, beta);
            Real const s2 = s * Real(1.0 / loop_factor);
            gamma_b = fma(s2, two.gamma, gamma_b);
            source = multiply_add(s2, two.source, source);
        }
        k.b = multiply_add(source, y.mu, multiply_add(gamma_b, y.b, k.b));
        return gamma_b;
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
