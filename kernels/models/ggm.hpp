#pragma once
#include "kernels/models/gauge_charges.hpp"
#include "kernels/models/messenger_functions.hpp"
#include "kernels/rge/legs.hpp"

/// Generalised gauge mediation: messengers of any multiplicities, each species at its own mass.
/// Seed 001 (Hamidian, Huitu, Puolamaki, Zhang 1998); Martin hep-ph/9608224.
namespace squall::inline SQUALL_ISA::models {

/// Parameters of one point.
template <class Real>
struct GgmPoint {
    Real Lambda;                       ///< F_S/S, GeV
    Real tan_beta;
    Real sign_mu;
    Real multiplicity[messenger_count];///< n_Q n_U n_D n_L n_E
    Real mass[messenger_count];        ///< GeV; of a species that is present
};

/// A mass at which messengers decouple, and what they bring.
template <class Real>
struct Threshold {
    Real mass;                         ///< GeV
    Real index[3];                     ///< sum of multiplicity × Dynkin index
};

/// Whether every parameter is a number.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_defined(GgmPoint<Real> const& point) {
    Real sum = point.Lambda + point.tan_beta + point.sign_mu;
    for (int s = 0; s < messenger_count; ++s) sum = sum + point.multiplicity[s] + point.mass[s];
    return is_finite(sum);
}

/// The thresholds of a point, ascending in mass. `count` is the same for all points of a run: 1 if all messengers share a mass.
template <class Real>
struct Thresholds {
    Threshold<Real> at[messenger_count];
    int count;
};

/// All messengers at the mass of the first species.
template <class Real>
SQUALL_HD inline Thresholds<Real> one_threshold(GgmPoint<Real> const& point) {
    Thresholds<Real> result;
    result.count = 1;
    result.at[0].mass = point.mass[0];
    dynkin_sums(point.multiplicity, result.at[0].index);
    return result;
}

/// One threshold per species, sorted by mass. An absent species sits at the lightest present one and brings nothing.
template <class Real>
SQUALL_HD inline Thresholds<Real> species_thresholds(GgmPoint<Real> const& point) {
    Thresholds<Real> result;
    result.count = messenger_count;
    Real lightest(1e300);
    for (int s = 0; s < messenger_count; ++s)
        lightest = select(point.multiplicity[s] > Real(0.0), min(point.mass[s], lightest), lightest);
    for (int s = 0; s < messenger_count; ++s) {
        result.at[s].mass = select(point.multiplicity[s] > Real(0.0), point.mass[s], lightest);
        for (int a = 0; a < 3; ++a) result.at[s].index[a] = point.multiplicity[s] * Real(messenger_index[s][a]);
    }
    for (int pass = 1; pass < messenger_count; ++pass)
        for (int s = 0; s < messenger_count - pass; ++s) {
            Threshold<Real>&low = result.at[s], &high = result.at[s + 1];
            auto const swap = low.mass > high.mass;
            auto const exchange = [&](Real& x, Real& y) {
                Real const old = x;
                x = select(swap, y, x);
                y = select(swap, old, y);
            };
            exchange(low.mass, high.mass);
            for (int a = 0; a < 3; ++a) exchange(low.index[a], high.index[a]);
        }
    return result;
}

/// Whether a messenger scalar is tachyonic: Lambda >= mass of a threshold that carries messengers.
template <class Real>
SQUALL_HD inline MaskOf<Real> has_tachyonic_messenger(Thresholds<Real> const& thresholds, Real Lambda) {
    auto tachyon = thresholds.at[0].mass <= Lambda;
    for (int i = 1; i < thresholds.count; ++i) tachyon = tachyon || thresholds.at[i].mass <= Lambda;
    return tachyon;
}

/// Gauge coefficients between threshold i-1 and threshold i: the MSSM and all messengers below.
template <class Real>
SQUALL_HD inline rge::GaugeBeta<Real> beta_below(Thresholds<Real> const& thresholds, int i) {
    rge::GaugeBeta<Real> beta;
    for (int below = 0; below < i; ++below)
        for (int a = 0; a < 3; ++a) beta.b[a] = beta.b[a] + thresholds.at[below].index[a];
    return beta;
}

/// Adds the soft masses that the messengers of one threshold give at their mass:
///   M_a += alpha_a/4pi Lambda n_a g(x),   m^2_f += 2 Lambda^2 sum_a C_a^f (alpha_a/4pi)^2 n_a f(x),   x = Lambda/M_mess
/// (seed 001; Martin hep-ph/9608224; f and g are both 1 at x = 0).
template <MatrixBackend B>
SQUALL_HD inline void add_soft_masses(Threshold<typename B::Real> const& threshold, typename B::Real Lambda, rge::Mssm<B>& y) {
    using Real = typename B::Real;
    Real const x = Lambda / threshold.mass;
    Real const g = gaugino_messenger_function(x), f = scalar_messenger_function(x);
    Real scalar[3];  // 2 Lambda^2 (alpha/4pi)^2 n f, GeV^2
    for (int a = 0; a < 3; ++a) {
        Real const mass = square(y.couplings.g[a]) * Real(1.0 / loop_factor) * Lambda;  // alpha/4pi Lambda
        Real const n = threshold.index[a];
        y.gaugino[a].re = fma(mass * n, g, y.gaugino[a].re);
        scalar[a] = Real(2.0) * square(mass) * n * f;
    }
    for (int i = 0; i < rge::soft_mass_count; ++i) B::add_identity(rge::gauge_sum(casimir[i], scalar), y.m2[i]);
    Real const higgs = rge::gauge_sum(casimir[rge::soft_mass_count], scalar);
    y.m2_Hu = y.m2_Hu + higgs;
    y.m2_Hd = y.m2_Hd + higgs;
}

/// Whether all gauge couplings stay below the perturbative bound up to the GUT scale, at one loop from their values at the top threshold.
template <class Real>
SQUALL_HD inline MaskOf<Real> is_perturbative_to_gut_scale(Thresholds<Real> const& thresholds, Real const (&g)[3]) {
    auto const beta = beta_below(thresholds, thresholds.count);
    Real const span = max(log(Real(gut_scale) / thresholds.at[thresholds.count - 1].mass), Real(0.0));
    auto good = span >= Real(0.0);
    for (int a = 0; a < 3; ++a) {
        Real const inverse = Real(1.0) / square(g[a]) - Real(2.0 / loop_factor) * beta.b[a] * span;  // 1/g^2 at the GUT scale
        good = good && inverse >= Real(1.0 / rge::perturbative_bound);
    }
    return good;
}

}  // namespace squall::inline SQUALL_ISA::models
