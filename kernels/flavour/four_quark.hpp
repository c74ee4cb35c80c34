#pragma once
#include "kernels/core/complex.hpp"

/// Effective Hamiltonian of meson mixing.
namespace squall::inline SQUALL_ISA::flavour {

/// The mixing mesons, by the quark transition heavy -> light of their operators: matrix elements <M|H|Mbar>, Mbar = heavy anti-light.
enum class Meson { kaon, b_down, b_strange, charm };

/// Generations (heavy, light) of a meson's quarks: down quarks for K, B_d, B_s, up quarks for D.
struct MesonQuarks {
    int heavy, light;
};

inline constexpr int mesons = 4, down_mesons = 3;
/// In the order of `Meson`.
SQUALL_TABLE MesonQuarks meson_quarks[mesons] = {{1, 0}, {2, 0}, {2, 1}, {1, 0}};

/// Wilson coefficients of H = sum C_i Q_i, GeV^-2, in the basis of Buras, Misiak, Urban (hep-ph/0005183, eq. 2.1), l = light, h = heavy:
///   VLL = (lbar g_mu P_L h)(lbar g^mu P_L h),   LR1 = (lbar g_mu P_L h)(lbar g^mu P_R h),   LR2 = (lbar P_L h)(lbar P_R h),
///   SLL1 = (lbar P_L h)(lbar P_L h),            SLL2 = (lbar sigma_mu,nu P_L h)(lbar sigma^mu,nu P_L h),  sigma = [g_mu, g_nu]/2,
/// colours summed within brackets; VRR, SRR1, SRR2 with P_R. The SUSY basis of Gabbiani et al. hep-ph/9604387 is O1 = VLL, O2 = SLL1,
/// O4 = LR2, and with colours crossed O3 = -SLL1/2 + SLL2/8, O5 = -LR1/2 (Fierz).
template <class Real>
struct FourQuark {
    Complex<Real> vll, vrr, lr1, lr2, sll1, sll2, srr1, srr2;
};

template <class Real>
SQUALL_HD inline FourQuark<Real> four_quark_zero() {
    auto const zero = complex_zero<Real>();
    return {zero, zero, zero, zero, zero, zero, zero, zero};
}

template <class Real>
SQUALL_HD inline FourQuark<Real> operator+(FourQuark<Real> const& a, FourQuark<Real> const& b) {
    return {a.vll + b.vll,   a.vrr + b.vrr,   a.lr1 + b.lr1,   a.lr2 + b.lr2,
            a.sll1 + b.sll1, a.sll2 + b.sll2, a.srr1 + b.srr1, a.srr2 + b.srr2};
}

/// The coefficients O1, O1', O2, O2', ... of the SUSY basis of Gabbiani et al.; primed: L <-> R.
template <class Real>
struct SusyBasis {
    Complex<Real> o1, o2, o3, o4, o5, o1_prime, o2_prime, o3_prime;
};

template <class Real>
SQUALL_HD inline FourQuark<Real> from_susy_basis(SusyBasis<Real> const& c) {
    Real const half(0.5), eighth(0.125);
    return {c.o1,
            c.o1_prime,
            -(half * c.o5),
            c.o4,
            c.o2 - half * c.o3,
            eighth * c.o3,
            c.o2_prime - half * c.o3_prime,
            eighth * c.o3_prime};
}

}  // namespace squall::inline SQUALL_ISA::flavour
