#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/lepton_dipoles.hpp"
#include "kernels/flavour/loop_momentum.hpp"

/// Corrections to the masses of charged leptons that grow with tan(beta).
namespace squall::inline SQUALL_ISA::flavour {

namespace loop_detail {
/// Smallest and largest mass squared among the states of `lepton_mass_corrections`, GeV^2.
template <class Real>
struct MassRange {
    Real lowest, highest;

    SQUALL_INLINE void include(Real m2) {
        lowest = min(lowest, m2);
        highest = max(highest, m2);
    }
};
}  // namespace loop_detail

/// delta_l of m_l = y_l v_d (1 + delta_l), complex, for v << M_SUSY, flavour-diagonal (Marchetti, Mertens, Nierste, Stoeckinger 0808.1530;
/// phases and the mixing of sleptons as in lepton_dipoles.hpp). With P(t) the sum of |Z|^2/(t + m^2) over states and t = k^2:
///   delta_l = mu tan(beta)/(16 pi^2) int t dt { g'^2 M1/(t + |M1|^2) [P_L P_R + (P_L/2 - P_R)/(t + |mu|^2)]
///                                             - g2^2 M2/((t + |M2|^2)(t + |mu|^2)) [P_nu + P_L/2] }.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void lepton_mass_corrections(spectrum::Spectrum<Real> const& point, LeptonResummation<Real>& resummation) {
    Real const bino2 = norm(point.gaugino[0]), wino2 = norm(point.gaugino[1]), higgsino2 = norm(point.mu);
    Real slepton2[6], sneutrino2[3], left[3][6], right[3][6], neutral[3][3];
    loop_detail::MassRange<Real> range{min(bino2, min(wino2, higgsino2)), max(bino2, max(wino2, higgsino2))};
    for (int j = 0; j < 6; ++j) range.include(slepton2[j] = square(point.m_slepton[j]));
    for (int j = 0; j < 3; ++j) range.include(sneutrino2[j] = square(point.m_sneutrino[j]));
    for (int l = 0; l < 3; ++l) {
        for (int j = 0; j < 6; ++j) {
            left[l][j] = norm(point.Z_lepton[j][l]);
            right[l][j] = norm(point.Z_lepton[j][l + 3]);
        }
        for (int j = 0; j < 3; ++j) neutral[l][j] = norm(point.Z_sneutrino[j][l]);
    }

    Real bino[3], wino[3];
    for (int l = 0; l < 3; ++l) bino[l] = wino[l] = Real(0.0);
    for_each_loop_momentum(loop_momenta(range.lowest, range.highest), [&](Real t, Real weight) {
        Real const higgsino = Real(1.0) / (t + higgsino2);
        Real const of_bino = weight * t / (t + bino2), of_wino = weight * t * higgsino / (t + wino2);
        Real slepton[6], sneutrino[3];
        for (int j = 0; j < 6; ++j) slepton[j] = Real(1.0) / (t + slepton2[j]);
        for (int j = 0; j < 3; ++j) sneutrino[j] = Real(1.0) / (t + sneutrino2[j]);
        for (int l = 0; l < 3; ++l) {
            Real P_left(0.0), P_right(0.0), P_neutral(0.0);
            for (int j = 0; j < 6; ++j) {
                P_left = fma(left[l][j], slepton[j], P_left);
                P_right = fma(right[l][j], slepton[j], P_right);
            }
            for (int j = 0; j < 3; ++j) P_neutral = fma(neutral[l][j], sneutrino[j], P_neutral);
            bino[l] = fma(of_bino, fma(P_left, P_right, higgsino * fma(Real(0.5), P_left, -P_right)), bino[l]);
            wino[l] = fma(of_wino, fma(Real(0.5), P_left, P_neutral), wino[l]);
        }
    });

    Real const bino_strength = Real(0.6) * square(point.g[0]), wino_strength = square(point.g[1]);
    auto const common = (point.tan_beta * Real(1.0 / loop_factor)) * point.mu;
    for (int l = 0; l < 3; ++l)
        resummation.delta[l] = common * ((bino_strength * bino[l]) * point.gaugino[0] - (wino_strength * wino[l]) * point.gaugino[1]);
}

}  // namespace squall::inline SQUALL_ISA::flavour
