#pragma once
#include <cmath>
#include <random>

#include "kernels/spectrum/spectrum.hpp"

/// Spectra for algebraic identities: every number a flavour loop reads is random and complex, unitary where it must be.
namespace squall::test {

/// Every entry to its complex conjugate, as CP does.
template <int Rows, int Columns>
void conjugate(Complex<double> (&matrix)[Rows][Columns]) {
    for (auto& row : matrix)
        for (auto& entry : row) entry = conj(entry);
}

class RandomSpectrum {
public:
    explicit RandomSpectrum(unsigned seed) : engine_(seed) {}

    double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }
    Complex<double> phase() {
        double const angle = uniform(0.0, 2.0 * M_PI);
        return {std::cos(angle), std::sin(angle)};
    }

    /// Random unitary matrix: Gram-Schmidt on Gaussian rows, twice for orthogonality to rounding.
    template <int N>
    void unitary(Complex<double> (&U)[N][N]) {
        std::normal_distribution<double> gauss;
        for (int i = 0; i < N; ++i) {
            for (auto& entry : U[i]) entry = {gauss(engine_), gauss(engine_)};
            for (int pass = 0; pass < 2; ++pass) {
                for (int k = 0; k < i; ++k) {
                    auto overlap = complex_zero<double>();
                    for (int j = 0; j < N; ++j) overlap = conj_multiply_add(U[k][j], U[i][j], overlap);
                    for (int j = 0; j < N; ++j) U[i][j] = U[i][j] - overlap * U[k][j];
                }
                double length2 = 0.0;
                for (auto const& entry : U[i]) length2 += norm(entry);
                for (auto& entry : U[i]) entry = (1.0 / std::sqrt(length2)) * entry;
            }
        }
    }

    spectrum::Spectrum<double> operator()() {
        spectrum::Spectrum<double> s{};
        s.tan_beta = uniform(2.0, 50.0);
        s.g[0] = 0.46;
        s.g[1] = 0.64;
        s.g[2] = 1.05;
        for (int i = 0; i < 3; ++i) {
            s.quarks.y_up[i] = uniform(0.1, 1.0);
            s.quarks.y_down[i] = uniform(0.01, 0.5);
            s.quarks.m_up[i] = uniform(0.5, 160.0);
            s.quarks.m_down[i] = uniform(0.5, 3.0);
        }
        unitary(s.quarks.ckm);
        s.m_Hp = uniform(200.0, 1500.0);
        s.m_gluino = uniform(500.0, 3000.0);
        s.gluino_phase = phase();
        masses(s.m_chargino);
        masses(s.m_neutralino);
        masses(s.m_up_squark);
        masses(s.m_down_squark);
        unitary(s.chargino_U);
        unitary(s.chargino_V);
        unitary(s.neutralino_N);
        unitary(s.Z_up);
        unitary(s.Z_down);
        s.m_susy = 1000.0;
        for (int i = 0; i < 3; ++i) {
            s.quarks.y_lepton[i] = uniform(0.01, 0.5);
            s.quarks.m_lepton[i] = uniform(0.1, 2.0);
        }
        masses(s.m_slepton);
        masses(s.m_sneutrino);
        unitary(s.Z_lepton);
        unitary(s.Z_sneutrino);
        return s;
    }

    /// Phases of quark fields and their superpartners: unobservable.
    void rephase_quark_fields(spectrum::Spectrum<double>& s) {
        for (int i = 0; i < 3; ++i) {
            auto const down = phase(), up = phase();
            for (int j = 0; j < 3; ++j) {
                s.quarks.ckm[j][i] = down * s.quarks.ckm[j][i];
                s.quarks.ckm[i][j] = conj(up) * s.quarks.ckm[i][j];
            }
            for (int j = 0; j < 6; ++j)
                for (int chirality : {0, 3}) {
                    s.Z_down[j][i + chirality] = down * s.Z_down[j][i + chirality];
                    s.Z_up[j][i + chirality] = up * s.Z_up[j][i + chirality];
                }
        }
    }
    /// Phases of squarks of definite mass.
    void rephase_squarks(spectrum::Spectrum<double>& s) {
        for (int j = 0; j < 6; ++j) {
            auto const up = phase(), down = phase();
            for (int l = 0; l < 6; ++l) {
                s.Z_up[j][l] = up * s.Z_up[j][l];
                s.Z_down[j][l] = down * s.Z_down[j][l];
            }
        }
    }
    /// Of charginos, Dirac fermions: U and V oppositely. Of a neutralino, a Majorana fermion: a sign only.
    void rephase_charginos_and_neutralinos(spectrum::Spectrum<double>& s) {
        for (int k = 0; k < 2; ++k) {
            auto const turn = phase();
            for (int i = 0; i < 2; ++i) {
                s.chargino_U[k][i] = conj(turn) * s.chargino_U[k][i];
                s.chargino_V[k][i] = turn * s.chargino_V[k][i];
            }
        }
        for (auto& entry : s.neutralino_N[1]) entry = -entry;
    }

private:
    template <int N>
    void masses(double (&m)[N]) {
        for (auto& value : m) value = uniform(100.0, 3000.0);
    }
    std::mt19937_64 engine_;
};

}  // namespace squall::test
