#pragma once
#include "kernels/flavour/four_quark.hpp"

/// Next-to-leading QCD running of the coefficients of meson mixing.
///
/// Anomalous dimensions of Buras, Misiak, Urban (hep-ph/0005183, eqs. 2.18-2.24): MS-bar, naive gamma_5, the scheme of the lattice's
/// bag parameters. Between thresholds U = (1 + a_low J) U0 (1 - a_high J), a = alpha_s/(4 pi), expanded to first order in a over all of
/// the way, as Buras, Jaeger, Urban (hep-ph/0102316) do. Matching at the high scale is at leading order.
namespace squall::inline SQUALL_ISA::flavour {

/// A 2x2 matrix on pairs of coefficients (1, 2).
template <class Real>
struct PairMatrix {
    Real e[2][2];
};

template <class Real>
SQUALL_HD inline PairMatrix<Real> operator*(PairMatrix<Real> const& a, PairMatrix<Real> const& b) {
    PairMatrix<Real> product;
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) product.e[i][j] = fma(a.e[i][0], b.e[0][j], a.e[i][1] * b.e[1][j]);
    return product;
}

template <class Real>
SQUALL_HD inline PairMatrix<Real> operator+(PairMatrix<Real> const& a, PairMatrix<Real> const& b) {
    return {{{a.e[0][0] + b.e[0][0], a.e[0][1] + b.e[0][1]}, {a.e[1][0] + b.e[1][0], a.e[1][1] + b.e[1][1]}}};
}

/// Coefficients at a lower scale: (leading + correction) times those at the higher; parity-mirrored operators run alike.
template <class Real>
struct FourQuarkEvolution {
    Real vll, vll_correction;
    PairMatrix<Real> lr, lr_correction, sll, sll_correction;
};

namespace running_detail {

/// J of VLL, LR and SLL for 4, 5, 6 flavours (tests/reference/mixing_magic_numbers.py).
struct MixingMagicNumbers {
    double beta0, vll, lr[2][2], sll[2][2];
};
SQUALL_TABLE MixingMagicNumbers mixing_magic_numbers[3] = {
    {25.0 / 3.0, 1.7917333333333333, {{-1.0962487179487179, -1.3918269230769231}, {-21.152876923076923, 6.7051820512820513}},
     {{4.6097817109144543, 53.981781710914454}, {0.0052627335299901672, -6.6280928220255654}}},
    {23.0 / 3.0, 1.627284183994959, {{-1.17440138626339, -1.3875}, {-17.037712665406427, 7.9571676118462508}},
     {{5.1548030332659757, 51.671685896182344}, {-0.0034212965980777727, -7.0302493680695884}}},
    {7.0, 1.3707482993197279, {{-1.2975127551020408, -1.3828125}, {-16.606505102040816, 9.6903698979591837}},
     {{5.9749548002757508, 52.00507277480782}, {-0.016326639004868997, -7.7005783830421907}}}};

// eigenvalues of the one-loop anomalous dimensions: 4 (VLL), 2 and -16 (LR), 2/3 (1 -+ sqrt 241) (SLL), whose first projectors are
inline constexpr double scalar_low = -9.6827831308400158, scalar_high = 11.0161164641733491;
SQUALL_TABLE double scalar_projector[2][2] = {{1.0153253011206647, 1.9324698792024926},
                                          {-0.0080519578300103858, -0.015325301120664688}};
SQUALL_TABLE double left_right_projector[2][2] = {{1.0, 0.0}, {2.0 / 3.0, 0.0}};

/// P x + (1 - P) y
template <class Real>
SQUALL_HD inline PairMatrix<Real> leading(double const (&P)[2][2], Real x, Real y) {
    PairMatrix<Real> U;
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) U.e[i][j] = Real(P[i][j]) * x + Real((i == j ? 1.0 : 0.0) - P[i][j]) * y;
    return U;
}

template <class Real>
SQUALL_HD inline PairMatrix<Real> scaled(Real factor, double const (&J)[2][2]) {
    return {{{factor * Real(J[0][0]), factor * Real(J[0][1])}, {factor * Real(J[1][0]), factor * Real(J[1][1])}}};
}

template <class Real>
SQUALL_HD inline PairMatrix<Real> first_order(PairMatrix<Real> const& U, double const (&J)[2][2], Real a_high, Real a_low) {
    return scaled(a_low, J) * U + U * scaled(-a_high, J);
}

}  // namespace running_detail

/// Between two scales with 4, 5 or 6 flavours, from alpha_s at both (same number of flavours).
template <class Real>
SQUALL_HD SQUALL_OUTLINE FourQuarkEvolution<Real> run_four_quark(Real alpha_s_high, Real alpha_s_low, int flavours) {
    using namespace running_detail;
    auto const& numbers = mixing_magic_numbers[flavours - 4];
    Real const log_eta = log(alpha_s_high / alpha_s_low) * Real(0.5 / numbers.beta0);
    auto const power = [&](double eigenvalue) { return exp(Real(eigenvalue) * log_eta); };
    Real const a_high = Real(0.079577471545947673) * alpha_s_high, a_low = Real(0.079577471545947673) * alpha_s_low;  // alpha_s/(4 pi)
    FourQuarkEvolution<Real> U;
    U.vll = power(4.0);
    U.vll_correction = Real(numbers.vll) * (a_low - a_high) * U.vll;
    U.lr = leading(left_right_projector, power(2.0), power(-16.0));
    U.lr_correction = first_order(U.lr, numbers.lr, a_high, a_low);
    U.sll = leading(scalar_projector, power(scalar_low), power(scalar_high));
    U.sll_correction = first_order(U.sll, numbers.sll, a_high, a_low);
    return U;
}

/// First `upper`, then `lower`, to first order in alpha_s.
template <class Real>
SQUALL_HD inline FourQuarkEvolution<Real> operator*(FourQuarkEvolution<Real> const& lower, FourQuarkEvolution<Real> const& upper) {
    return {lower.vll * upper.vll,
            lower.vll_correction * upper.vll + lower.vll * upper.vll_correction,
            lower.lr * upper.lr,
            lower.lr_correction * upper.lr + lower.lr * upper.lr_correction,
            lower.sll * upper.sll,
            lower.sll_correction * upper.sll + lower.sll * upper.sll_correction};
}

template <class Real>
SQUALL_HD inline FourQuark<Real> operator*(FourQuarkEvolution<Real> const& U, FourQuark<Real> const& c) {
    Real const vll = U.vll + U.vll_correction;
    auto const lr = U.lr + U.lr_correction, sll = U.sll + U.sll_correction;
    auto const row = [](PairMatrix<Real> const& matrix, int i, Complex<Real> first, Complex<Real> second) {
        return multiply_add(matrix.e[i][0], first, matrix.e[i][1] * second);
    };
    return {vll * c.vll,
            vll * c.vrr,
            row(lr, 0, c.lr1, c.lr2),
            row(lr, 1, c.lr1, c.lr2),
            row(sll, 0, c.sll1, c.sll2),
            row(sll, 1, c.sll1, c.sll2),
            row(sll, 0, c.srr1, c.srr2),
            row(sll, 1, c.srr1, c.srr2)};
}

}  // namespace squall::inline SQUALL_ISA::flavour
