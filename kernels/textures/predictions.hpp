#pragma once
#include "kernels/textures/matrices.hpp"
#include "kernels/textures/mixing.hpp"

/// From mass matrices to masses and mixing.
namespace squall::inline SQUALL_ISA::textures {

/// Masses and mixing of a point, one for each `Observable`; NaN for what the settings leave out.
template <class Real>
struct Predictions {
    Real of[observable_count];
};

/// Singular values and right singular vectors of the matrices: Y = U_R diag U_L†, K = U_nu* diag U_nu† up to phases of the columns of U_nu,
/// which no observable here sees.
template <class Real>
struct Diagonal {
    Real values[4][3];            ///< up, down, lepton, neutrino; ascending
    Complex<Real> left[4][3][3];  ///< U_L
};

namespace predictions_detail {

/// Two matrices at a time.
template <class Real>
SQUALL_HD inline void diagonalise(Matrix3<Real> const& a, Matrix3<Real> const& b, double tolerance, Real (&values)[4][3],
                                  Complex<Real> (&left)[4][3][3], int first) {
    Complex<Real> pair[2][3][3], vectors[2][3][3];
    Real lengths[2][3];
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) pair[0][i][j] = a.e[i][j], pair[1][i][j] = b.e[i][j];
    right_singular_vectors<2>(pair, lengths, vectors, tolerance > 0.0 ? tolerance : svd_detail::last_angle);
    for (int m = 0; m < 2; ++m)
        for (int i = 0; i < 3; ++i) {
            values[first + m][i] = lengths[m][i];
            for (int j = 0; j < 3; ++j) left[first + m][i][j] = vectors[m][i][j];
        }
}

/// nu_3 is the lightest.
template <class Real>
SQUALL_HD inline void invert_ordering(Real (&values)[3], Complex<Real> (&left)[3][3]) {
    auto const turn = [](auto& first, auto& second, auto& third) {
        auto const lightest = first;
        first = second, second = third, third = lightest;
    };
    turn(values[0], values[1], values[2]);
    for (auto& row : left) turn(row[0], row[1], row[2]);
}

template <class Real>
SQUALL_HD inline void store_mixing(Mixing<Real> const& mixing, int first, bool details, Predictions<Real>& result) {
    result.of[first] = mixing.s12;
    result.of[first + 1] = mixing.s23;
    result.of[first + 2] = mixing.s13;
    if (details) result.of[first + 3] = mixing.delta;
    result.of[first + 4] = mixing.J;
}

/// K in eV is kappa_0 times this.
SQUALL_HD inline double eV_per_kappa(Settings const& settings) { return 1e9 * settings.neutrino_unit; }

/// Masses and the PMNS matrix U_e† U_nu.
template <class Real>
SQUALL_HD inline void predict_neutrinos(Settings const& settings, Diagonal<Real> const& diagonal, Real kappa_0, Predictions<Real>& result) {
    constexpr int neutrino = 3;
    Mixing<Real> mixing;
    mixing_parameters(diagonal.left[lepton], diagonal.left[neutrino], settings.details, mixing);
    store_mixing(mixing, sin2_theta12, settings.details, result);
    for (int k = 0; k < 3; ++k) result.of[sin2_theta12 + k] = square(result.of[sin2_theta12 + k]);
    Real nu[3];
    for (int k = 0; k < 3; ++k) result.of[m_nu_1 + k] = nu[k] = kappa_0 * (Real(eV_per_kappa(settings)) * diagonal.values[neutrino][k]);
    result.of[dm21] = (nu[1] - nu[0]) * (nu[1] + nu[0]);
    result.of[dm31] = (nu[2] - nu[0]) * (nu[2] + nu[0]);
    result.of[dm21_over_dm31] = result.of[dm21] / result.of[dm31];
}

/// |(U_e^T K U_e)_11|
template <class Real>
SQUALL_HD inline Real electron_neutrino_mass(Matrix3<Real> const& K, Complex<Real> const (&charged)[3][3]) {
    Complex<Real> sum = complex_zero<Real>();
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) sum = multiply_add(charged[i][0] * charged[j][0], K.e[i][j], sum);
    return modulus(sum);
}

}  // namespace predictions_detail

/// Whether an observable has a value at every point of the settings: not where they leave it out, and no phase, which has none where an
/// element of its matrix vanishes.
SQUALL_HD inline bool always_has_value(Settings const& settings, int observable) {
    if (observable == ckm_delta || observable == pmns_delta) return false;
    if (observable >= sin2_theta12) return settings.leptons && settings.neutrinos != Neutrinos::none;
    return settings.leptons || observable < m_e || observable > m_tau;
}

/// All of it. `kappa_0` in 1/GeV.
template <class Real>
SQUALL_HD inline void predict(Settings const& settings, FermionMatrices<Real> const& matrices, Real kappa_0, Predictions<Real>& result) {
    using namespace predictions_detail;
    for (Real& value : result.of) value = Real(__builtin_nan(""));
    Diagonal<Real> diagonal;
    diagonalise(matrices.charged[up], matrices.charged[down], settings.mixing_tolerance, diagonal.values, diagonal.left, up);
    Mixing<Real> ckm;
    mixing_parameters(diagonal.left[up], diagonal.left[down], settings.details, ckm);
    store_mixing(ckm, ckm_s12, settings.details, result);
    if (settings.details)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) result.of[V_ud + 3 * i + j] = ckm.modulus[i][j];
    if (settings.leptons) {
        diagonalise(matrices.charged[lepton], matrices.neutrino, settings.mixing_tolerance, diagonal.values, diagonal.left, lepton);
        if (settings.inverted_ordering) invert_ordering(diagonal.values[3], diagonal.left[3]);
    }
    for (int f = up; f <= (settings.leptons ? lepton : down); ++f)
        for (int k = 0; k < 3; ++k) result.of[m_u + 3 * f + k] = Real(settings.charged_unit[f]) * diagonal.values[f][k];
    if (!settings.leptons || settings.neutrinos == Neutrinos::none) return;
    predict_neutrinos(settings, diagonal, kappa_0, result);
    if (settings.details)
        result.of[m_ee] = kappa_0 * (Real(eV_per_kappa(settings)) * electron_neutrino_mass(matrices.neutrino, diagonal.left[lepton]));
}

}  // namespace squall::inline SQUALL_ISA::textures
