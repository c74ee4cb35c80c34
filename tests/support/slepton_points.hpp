#pragma once
#include <cmath>

#include "kernels/core/jacobi.hpp"
#include "kernels/spectrum/charginos_neutralinos.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// Spectra of sleptons, charginos and neutralinos from their parameters; no D-terms, so that masses are what is asked for.
namespace squall::test {

struct SleptonParameters {
    double tan_beta = 10.0;
    Complex<double> M1{300.0, 0.0}, M2{600.0, 0.0}, mu{700.0, 0.0};
    Complex<double> left[3][3] = {}, right[3][3] = {};  ///< soft masses squared, hermitian, upper triangle read, GeV^2
    Complex<double> trilinear[3][3] = {};               ///< (right-handed)(doublet), GeV

    /// Equal masses, no mixing.
    static SleptonParameters degenerate(double mass) {
        SleptonParameters p;
        for (int i = 0; i < 3; ++i) p.left[i][i] = p.right[i][i] = {mass * mass, 0.0};
        return p;
    }
    SleptonParameters heavier(double factor) const {
        auto p = *this;
        for (auto* m : {&p.M1, &p.M2, &p.mu}) *m = factor * *m;
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                p.left[i][j] = factor * factor * p.left[i][j];
                p.right[i][j] = factor * factor * p.right[i][j];
                p.trilinear[i][j] = factor * p.trilinear[i][j];
            }
        return p;
    }
};

inline spectrum::Spectrum<double> slepton_point(SleptonParameters const& p) {
    spectrum::Spectrum<double> s{};
    s.m_susy = 1000.0;
    s.tan_beta = p.tan_beta;
    s.g[0] = 0.46;
    s.g[1] = 0.64;
    s.g[2] = 1.05;
    s.gaugino[0] = p.M1;
    s.gaugino[1] = p.M2;
    s.mu = p.mu;
    auto const vev = spectrum::higgs_vevs(p.tan_beta);
    double const pole[3] = {0.51099895e-3, 0.1056583755, 1.77693};  // GeV, PDG 2024
    for (int i = 0; i < 3; ++i) {
        s.quarks.m_lepton[i] = pole[i];
        s.quarks.y_lepton[i] = pole[i] / vev.v_d;
    }
    spectrum::charginos(p.M2, p.mu, s.g[1], vev, s.m_chargino, s.chargino_U, s.chargino_V);
    spectrum::neutralinos(p.M1, p.M2, p.mu, s.g[0], s.g[1], vev, s.m_neutralino, s.neutralino_N);
    Complex<double> charged[6][6] = {}, neutral[3][3] = {};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            neutral[i][j] = charged[i][j] = p.left[i][j];
            charged[3 + i][3 + j] = p.right[i][j];
            charged[i][3 + j] = vev.v_d * conj(p.trilinear[j][i]);
            if (i == j) charged[i][3 + j] = charged[i][3 + j] - (vev.v_u * s.quarks.y_lepton[i]) * p.mu;
        }
    diagonalise_hermitian(charged, s.m_slepton, s.Z_lepton);
    diagonalise_hermitian(neutral, s.m_sneutrino, s.Z_sneutrino);
    for (auto& m : s.m_slepton) m = std::sqrt(m);
    for (auto& m : s.m_sneutrino) m = std::sqrt(m);
    return s;
}

}  // namespace squall::test
