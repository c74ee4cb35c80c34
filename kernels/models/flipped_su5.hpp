#pragma once
#include "kernels/models/cdfm_hidden_sector.hpp"
#include "kernels/models/flipped_su5_content.hpp"
#include "kernels/models/ggm.hpp"
#include "kernels/models/messenger_matrix.hpp"

/// Gauge mediation of flipped SU(5): messengers (5,-2) and (10,1) with mass matrices, a hidden sector that breaks R-symmetry at tree level
/// (seed 002: Balazs, Kang, Li, Wang, Yang, arXiv:0911.1006, section 5).
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

inline constexpr int most_pairs = 3;  ///< of a kind

/// Parameters of one point. Masses in GeV.
template <class Real>
struct Point {
    Real M, F_over_M;            ///< of psi_2 + psi~_2; without a meaning where the hidden sector tells them
    CdfmParameters<Real> hidden; ///< f = 0: M and F_over_M are given
    Real lambda_prime;
    Real N_F, N_G;               ///< pairs (5,-2) and (10,1), whole numbers up to `most_pairs`
    Real m_prime[most_pairs][most_pairs];  ///< in units of lambda' M; a kind with N pairs has the first N rows and columns
    Real M_C_star;               ///< 2/(pi R); 0: not known
    Real lambda_FN;         ///< of which profiles are powers
    Real power[3][3];            ///< F, f-bar, l^c of each family
    Real tan_beta, sign_mu;
};

/// Whether every parameter is a number.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_defined(Point<Real> const& p) {
    Real sum = p.M + p.F_over_M + p.hidden.lambda + p.hidden.f + p.hidden.m + p.hidden.shift + p.lambda_prime + p.N_F + p.N_G + p.M_C_star +
               p.lambda_FN + p.tan_beta + p.sign_mu;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) sum = sum + p.m_prime[i][j] + p.power[i][j];
    return is_finite(sum);
}

template <class Real>
SQUALL_HD inline MaskOf<Real> has_given_hidden_sector(Point<Real> const& p) { return p.hidden.f > Real(0.0); }

/// What breaks supersymmetry: M, F and the square root of the vacuum energy, GeV and GeV^2. Where M and F are given, m << lambda r.
template <class Real>
struct Breaking {
    Real M, F, root_energy;
};
template <class Real>
SQUALL_HD inline Breaking<Real> breaking_of(Point<Real> const& p) {
    constexpr double root2 = 1.4142135623730951;
    auto const given = has_given_hidden_sector(p);
    auto const vacuum = vacuum_of(p.hidden);
    Real const F = select(given, vacuum.F, p.F_over_M * p.M);
    return {select(given, vacuum.M, p.M), F, select(given, sqrt(vacuum.energy), Real(root2) * F)};
}

/// Lambda_G, Lambda_S^2 and masses, in units of F/M and lambda' M, of one kind of messengers: 𝓜 = lambda' M (1 + m').
template <class Real>
struct KindOfMessengers {
    Real Lambda_G, Lambda_S2;
    Real log_masses;   ///< sum
    Real lightest;
};
template <class Real>
SQUALL_HD inline KindOfMessengers<Real> messengers_of(Real const (&m_prime)[most_pairs][most_pairs], Real pairs) {
    constexpr double absent = 1e6;  // the mass of pairs that are not there: behind all others
    Complex<Real> lambda[most_pairs][most_pairs], m[most_pairs][most_pairs];
    for (int i = 0; i < most_pairs; ++i)
        for (int j = 0; j < most_pairs; ++j) {
            auto const there = Real(double(i > j ? i : j)) < pairs;
            Real const one(i == j ? 1.0 : 0.0);
            lambda[i][j] = {select(there, one, Real(0.0)), Real(0.0)};
            m[i][j] = {select(there, m_prime[i][j], Real(absent) * one), Real(0.0)};
        }
    auto const scales = messenger_scales(lambda, m, {Real(1.0), Real(0.0)}, Real(1.0));
    KindOfMessengers<Real> kind{scales.Lambda_G.re, scales.Lambda_S2, Real(0.0), scales.mass[0]};
    for (int i = 0; i < most_pairs; ++i)
        kind.log_masses = kind.log_masses + select(Real(double(i)) < pairs, log(scales.mass[i]), Real(0.0));
    return kind;
}

/// All messengers together, at one threshold.
template <class Real>
struct Mediation {
    Threshold<Real> at;  ///< GeV: the mean of the logarithms of their masses, weighted by their Dynkin indices under SU(5)
    Real Lambda_G[3];    ///< GeV: M_a = alpha_a/4pi Lambda_G[a]
    Real Lambda_S2[3];   ///< GeV^2: m^2 = 2 sum_a C_a (alpha_a/4pi)^2 Lambda_S2[a]
    Real lightest;       ///< messenger, GeV
};
template <class Real>
SQUALL_HD inline Mediation<Real> mediation_of(Point<Real> const& p, Breaking<Real> const& breaking) {
    constexpr double weight_of_five = 2.0 * index_5_of_h, weight_of_ten = 2.0 * index_5_of_F;
    auto const fives = messengers_of(p.m_prime, p.N_F), tens = messengers_of(p.m_prime, p.N_G);
    Real const unit = p.lambda_prime * breaking.M, Lambda = breaking.F / breaking.M;
    Mediation<Real> mediation;
    Real const sum = fma(Real(weight_of_five), fives.log_masses, Real(weight_of_ten) * tens.log_masses);
    Real const weights = fma(Real(weight_of_five), p.N_F, Real(weight_of_ten) * p.N_G);
    mediation.at.mass = unit * exp(sum / weights);
    mediation.lightest = unit * min(fives.lightest, tens.lightest);
    for (int a = 0; a < 3; ++a) {
        Real const five(beta_of_five.a[a]), ten(beta_of_ten.a[a]);
        mediation.at.index[a] = fma(five, p.N_F, ten * p.N_G);
        mediation.Lambda_G[a] = Lambda * fma(five, fives.Lambda_G, ten * tens.Lambda_G);
        mediation.Lambda_S2[a] = square(Lambda) * fma(five, fives.Lambda_S2, ten * tens.Lambda_S2);
    }
    return mediation;
}

/// The soft masses that messengers give, eqs. (5.14)-(5.15), to leading order in F; trilinears and b stay zero (section 7: an R-symmetry).
template <MatrixBackend B>
SQUALL_HD inline void add_soft_masses(Mediation<typename B::Real> const& mediation, rge::Mssm<B>& y) {
    using Real = typename B::Real;
    Real scalar[3];  // 2 (alpha/4pi)^2 Lambda_S^2, GeV^2
    for (int a = 0; a < 3; ++a) {
        Real const loop = square(y.couplings.g[a]) * Real(1.0 / loop_factor);  // alpha/4pi
        y.gaugino[a].re = fma(loop, mediation.Lambda_G[a], y.gaugino[a].re);
        scalar[a] = Real(2.0) * square(loop) * mediation.Lambda_S2[a];
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) B::add_identity(rge::gauge_sum(casimir[i], scalar), y.m2[i]);
    Real const higgs = rge::gauge_sum(casimir[rge::soft_mass_count], scalar);
    y.m2_Hu = y.m2_Hu + higgs;
    y.m2_Hd = y.m2_Hd + higgs;
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
