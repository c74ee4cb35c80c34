#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/core/math.hpp"

/// Zero modes of bulk fields with a kink mass M on an orbifold S^1/(Z_2 x Z_2') of length pi R/2: how much of them is on the brane at
/// y = pi R/2, where Yukawa couplings are (seed 002: Balazs, Kang, Li, Wang, Yang 2009, section 4; Hebecker and March-Russell,
/// hep-ph/0205143). A Yukawa coupling carries the product of the profiles of its fields.
namespace squall::inline SQUALL_ISA::models {

/// Scales of the fifth dimension, GeV.
template <class Real>
struct BulkGeometry {
    Real M_star;   ///< cutoff, where the theory is strongly coupled
    Real M_C_star; ///< 2/(pi R), the compactification scale in the words of the paper
};

namespace profile_detail {
/// B_2k/(2k)!, k = 1 .. 10: y/(e^y - 1) = 1 - y/2 + sum_k B_2k/(2k)! y^2k; 10 terms reach 1e-17 at |y| = 1.
SQUALL_TABLE double bernoulli_series[10] = {1.0 / 12.0,
                                            -1.0 / 720.0,
                                            1.0 / 30240.0,
                                            -1.0 / 1209600.0,
                                            1.0 / 47900160.0,
                                            -691.0 / 1307674368000.0,
                                            1.0 / 74724249600.0,
                                            -3617.0 / 10670622842880000.0,
                                            43867.0 / 5109094217170944000.0,
                                            -174611.0 / 802857662698291200000.0};
inline constexpr int newton_steps = 7;  ///< 6 are used between 1e-30 and 1e6: the start is within 4 of the root, and convergence quadratic
}  // namespace profile_detail

/// y/(e^y - 1), which falls from -y through 1 at y = 0 to y e^-y; relative error below 1e-15.
template <class Real>
SQUALL_HD inline Real bernoulli_function(Real y) {
    Real const size = abs(y), w = y * y;
    Real series(0.0);
    for (int k = 9; k >= 0; --k) series = fma(series, w, Real(profile_detail::bernoulli_series[k]));
    Real const near = fma(series, w, fma(Real(-0.5), y, Real(1.0)));
    auto const close = size < Real(1.0);
    Real const decay = exp(-size);
    Real const rising = size / select(close, Real(1.0), Real(1.0) - decay);
    return select(close, near, select(y < Real(0.0), rising, rising * decay));
}

/// The y of a given b = y/(e^y - 1) > 0. Newton on ln b, which is concave in y: from the right of the root every step stays there.
template <class Real>
SQUALL_HD inline Real bernoulli_inverse(Real b) {
    Real const log_b = log(b);
    // b <= (1 + y) e^-y bounds y for b < 1, b < 1 - y for b > 1
    Real const drop = max(-log_b, Real(0.0));
    Real y = select(b < Real(1.0), drop + log(Real(1.0) + drop) + Real(1.0), Real(1.0) - b);
    for (int step = 0; step < profile_detail::newton_steps; ++step) {
        Real const value = bernoulli_function(y);
        auto const close = abs(y) < Real(1e-3);
        // d ln b/dy = (1 - y - b)/y, without what cancels near 0
        Real const slope = select(close, fma(Real(-1.0 / 12.0), y, Real(-0.5)), (Real(1.0) - y - value) / select(close, Real(1.0), y));
        y = y - (log(value) - log_b) / slope;
    }
    return y;
}

/// Z(M) = (2 M/M_*)/(e^(M pi R) - 1), eq. (4.7); M in GeV, either sign, smooth through M = 0, where it is M_C*/M_*.
template <class Real>
SQUALL_HD inline Real brane_overlap(Real M, BulkGeometry<Real> const& bulk) {
    return bulk.M_C_star / bulk.M_star * bernoulli_function(Real(2.0) * M / bulk.M_C_star);
}

/// The profile sqrt(Z), what a field brings into a Yukawa coupling, eq. (4.6).
template <class Real>
SQUALL_HD inline Real profile_of(Real M, BulkGeometry<Real> const& bulk) {
    return sqrt(brane_overlap(M, bulk));
}

/// The bulk mass, GeV, of a field with that profile > 0: below zero where the profile is larger than that of a flat zero mode.
/// The inverse of `profile_of`, which the paper leaves out.
template <class Real>
SQUALL_HD inline Real bulk_mass_of(Real profile, BulkGeometry<Real> const& bulk) {
    return Real(0.5) * bulk.M_C_star * bernoulli_inverse(square(profile) * bulk.M_star / bulk.M_C_star);
}

/// Mass of the lightest Kaluza-Klein mode of the partners with parities (+,-) or (-,+), 2 |M| e^(-|M| pi R/2), GeV: section 4, in the
/// limit |M| pi R/2 >> 1.
template <class Real>
SQUALL_HD inline Real lightest_kaluza_klein_mass(Real M, BulkGeometry<Real> const& bulk) {
    Real const size = abs(M);
    return Real(2.0) * size * exp(-size / bulk.M_C_star);
}

}  // namespace squall::inline SQUALL_ISA::models
