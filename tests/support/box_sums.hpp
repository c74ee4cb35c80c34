#pragma once
#include <cmath>

#include "kernels/flavour/quark_states.hpp"

/// Boxes of squarks as direct sums over all four mass states, from box integrals in closed form: an oracle for well separated masses.
namespace squall::test {

/// int t^power dt/prod(t + m_i^2) by partial fractions. Equal masses are taken apart by 1e-6: an error of 1e-12, rounding of 1e-19/1e-6
/// each.
inline long double closed_box(double m1, double m2, double m3, double m4, int power) {
    long double m[4] = {m1, m2, m3, m4};
    for (auto& value : m) value *= value;
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < i; ++j)
            if (std::abs(m[i] / m[j] - 1.0L) < 1e-12L) {
                m[i] *= 1.0L + 0.5e-6L;
                m[j] /= 1.0L + 0.5e-6L;
            }
    long double sum = 0.0L;
    for (int i = 0; i < 4; ++i) {
        long double denominator = 1.0L;
        for (int j = 0; j < 4; ++j)
            if (j != i) denominator *= m[j] - m[i];
        sum -= std::pow(-m[i], static_cast<long double>(power)) * std::log(m[i]) / denominator;
    }
    return sum;
}

/// Vertices of down quark i with chargino k and up squark j.
struct CharginoVertex {
    Complex<double> left, right;
};
inline CharginoVertex chargino_vertex(spectrum::Spectrum<double> const& s, flavour::DownQuarkStates<double> const& states, int i, int k,
                                      int j) {
    CharginoVertex vertex{};
    for (int l = 0; l < 3; ++l) {
        auto const wino = s.g[1] * (conj(s.chargino_V[k][0]) * s.Z_up[j][l]);
        auto const higgsino = s.quarks.y_up[l] * (conj(s.chargino_V[k][1]) * s.Z_up[j][l + 3]);
        vertex.left = vertex.left + states.ckm[l][i] * (higgsino - wino);
        vertex.right = vertex.right + states.ckm_yukawa[l][i] * (s.chargino_U[k][1] * s.Z_up[j][l]);
    }
    return vertex;
}

}  // namespace squall::test
