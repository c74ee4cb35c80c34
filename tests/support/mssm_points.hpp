#pragma once
#include <random>

#include "kernels/rge/states.hpp"
#include "tests/support/csv.hpp"

namespace squall::test {

using Mssm = rge::DenseMssm<double>;
using rge::down, rge::lepton, rge::up;

/// MSSM parameters of a row of rge_softsusy_*.csv. That program's Y and h are indexed (doublet, singlet), the transpose of ours.
inline Mssm softsusy_point(CsvTable const& table, std::size_t row) {
    auto const value = [&](std::string const& name) { return table.number(row, name); };
    auto const entry = [](std::string const& prefix, int i, int j) { return prefix + std::to_string(i + 1) + std::to_string(j + 1); };
    Mssm p{};
    char const* const gauge[3] = {"g1_gut", "g2", "g3"};
    char const* const mass[3] = {"M1", "M2", "M3"};
    char const* const yukawa[3] = {"YU", "YD", "YE"};
    char const* const trilinear[3] = {"hU", "hD", "hE"};
    char const* const soft[5] = {"mQ2_", "mU2_", "mD2_", "mL2_", "mE2_"};
    for (int a = 0; a < 3; ++a) {
        p.couplings.g[a] = value(gauge[a]);
        p.gaugino[a] = {value(mass[a]), 0.0};
    }
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                p.couplings.Y[f].e[i][j] = {value(entry(yukawa[f], j, i)), 0.0};
                p.a[f].e[i][j] = {value(entry(trilinear[f], j, i)), 0.0};
            }
    for (int s = 0; s < 5; ++s)
        for (int i = 0; i < 3; ++i) {
            p.m2[s].diagonal[i] = value(entry(soft[s], i, i));
            for (int j = i + 1; j < 3; ++j) p.m2[s].upper[i + j - 1] = {value(entry(soft[s], i, j)), 0.0};
        }
    p.m2_Hu = value("mH2sq_u");
    p.m2_Hd = value("mH1sq_d");
    p.mu = {value("mu"), 0.0};
    p.b = {value("m3sq"), 0.0};
    return p;
}

/// A random point with general complex flavour structure and phases, couplings of realistic size.
inline Mssm random_point(std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> u(-1.0, 1.0);
    auto const complex = [&](double scale) { return Complex<double>{scale * u(engine), scale * u(engine)}; };
    Mssm p{};
    double const g[3] = {0.47, 0.64, 1.05};
    for (int a = 0; a < 3; ++a) {
        p.couplings.g[a] = g[a] * (1.0 + 0.1 * u(engine));
        p.gaugino[a] = complex(900.0);
    }
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                p.couplings.Y[f].e[i][j] = complex(0.25);
                p.a[f].e[i][j] = complex(300.0);
            }
    for (auto& m2 : p.m2)
        for (int i = 0; i < 3; ++i) {
            m2.diagonal[i] = 1e6 * (1.0 + 0.3 * u(engine));
            m2.upper[i] = complex(2e5);
        }
    p.m2_Hu = -4e5 * (1.0 + 0.2 * u(engine));
    p.m2_Hd = 3e5 * (1.0 + 0.2 * u(engine));
    p.mu = complex(700.0);
    p.b = complex(1e5);
    return p;
}

}  // namespace squall::test
