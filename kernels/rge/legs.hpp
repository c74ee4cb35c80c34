#pragma once
#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/mssm_one_loop.hpp"
#include "kernels/rge/standard_model_trajectory.hpp"

/// The legs a point runs along, and how many fixed steps each takes.
namespace squall::inline SQUALL_ISA::rge {

/// The largest coupling squared, g^2 or |Y|^2, that counts as perturbative: 4 pi.
inline constexpr double perturbative_bound = 4.0 * pi;

/// Whether every gauge coupling and Yukawa entry is a finite number below the perturbative bound.
template <MatrixBackend B>
SQUALL_HD inline MaskOf<typename B::Real> is_perturbative(GaugeYukawa<B> const& y) {
    using Real = typename B::Real;
    auto good = square(y.g[0]) <= Real(perturbative_bound);
    for (int a = 1; a < 3; ++a) good = good && square(y.g[a]) <= Real(perturbative_bound);
    for (auto const& matrix : y.Y) {
        auto const small = B::entries_are_below(perturbative_bound, matrix);  // asked in any case: lanes of a team look together
        good = good && small;
    }
    return good;
}

/// MSSM with an extra slot: the growth of b on the way, at mu = 0.
///
/// b and mu run linearly: b(end) = b_growth b(start) + (response to mu) mu(start). With mu = 1, b = 0 and
/// b_growth = 1 at the start of a leg, one run gives both coefficients, and boundary values of mu and b can be
/// found for any values at its end without another run.
template <MatrixBackend B>
struct MssmWithResponse {
    Mssm<B> parameters;
    typename B::Real b_growth;
};

template <MatrixBackend B>
struct MssmWithResponseOneLoop {
    using Real = typename B::Real;
    MssmOneLoop<B> law;

    SQUALL_HD void add_to(MssmWithResponse<B> const& SQUALL_RESTRICT y, Real scale, MssmWithResponse<B>& SQUALL_RESTRICT k) const {
        Real const gamma_b = law.add_to(y.parameters, scale, k.parameters);
        k.b_growth = fma(gamma_b, y.b_growth, k.b_growth);
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
