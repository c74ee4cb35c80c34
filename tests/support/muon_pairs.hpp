#pragma once
#include <cmath>

#include "kernels/flavour/bmumu.hpp"
#include "kernels/flavour/btaunu.hpp"
#include "kernels/flavour/loop_momentum.hpp"

/// Inputs and effective couplings for tests of leptonic B decays.
namespace squall::test {

/// PDG 2024 and FLAG 2023-like numbers; a test that needs others says so.
inline flavour::BMuMuInputs<double> bmumu_inputs() {
    flavour::BMuMuInputs<double> inputs{};
    inputs.electroweak = flavour::electroweak_inputs(1.1663788e-5, 80.4, 0.62, 163.0);
    inputs.alpha = 1.0 / 127.951;
    inputs.m_t_pole = 172.57;
    inputs.alpha_s = 0.118;
    inputs.m_mu = 0.1056583755;
    inputs.B_d = {5.27972, 1.517e-12, 0.1900};
    inputs.B_s = {5.36693, 1.516e-12, 0.2303};
    inputs.y_s = 0.062;
    return inputs;
}

inline flavour::WrongHiggsCouplings<double> no_wrong_couplings() { return {}; }

inline flavour::LeptonResummation<double> mass_corrections(spectrum::Spectrum<double> const& point) {
    flavour::LeptonResummation<double> leptons;
    flavour::lepton_mass_corrections(point, leptons);
    return leptons;
}

/// The chargino part of E' without resummation, from the self-energies that turn left-handed into right-handed down quarks:
///   v_u E'_ij = -(y_i/16 pi^2) sum U*_k2 m_k (sum_l V_li Z_jl)* a_L,j int t dt/((t + m_k^2)(t + m_S^2)).
/// Terms with v_d belong to the other doublet: good to 1/tan(beta). Flavour-changing entries alone; the others diverge.
inline flavour::WrongHiggsCouplings<double> chargino_wrong_couplings(spectrum::Spectrum<double> const& point, double v_u) {
    flavour::WrongHiggsCouplings<double> wrong{};
    double const lowest = std::min(point.m_up_squark[0], point.m_chargino[0]),
                 highest = std::max(point.m_up_squark[5], point.m_chargino[1]);
    double const reference = std::pow(point.m_up_squark[2], 2);
    flavour::for_each_loop_momentum(flavour::loop_momenta(lowest * lowest, highest * highest), [&](double t, double weight) {
        for (int s = 0; s < 6; ++s)
            for (int k = 0; k < 2; ++k) {
                double const m = point.m_chargino[k];
                double const squark = flavour::propagator_difference(t, std::pow(point.m_up_squark[s], 2), reference);
                double const factor = -weight * t * m * squark / ((t + m * m) * 16.0 * M_PI * M_PI * v_u);
                Complex<double> left[3], right[3];
                for (int i = 0; i < 3; ++i) {
                    left[i] = right[i] = complex_zero<double>();
                    for (int l = 0; l < 3; ++l) {
                        auto const V = point.quarks.ckm[l][i];
                        left[i] = left[i] + V * (point.quarks.y_up[l] * (conj(point.chargino_V[k][1]) * point.Z_up[s][l + 3]) -
                                                 point.g[1] * (conj(point.chargino_V[k][0]) * point.Z_up[s][l]));
                        right[i] = right[i] + point.quarks.y_down[i] * (point.chargino_U[k][1] * (V * point.Z_up[s][l]));
                    }
                }
                for (int i = 0; i < 3; ++i)
                    for (int j = 0; j < 3; ++j)
                        if (i != j) wrong.down[i][j] = wrong.down[i][j] + factor * (conj(right[i]) * left[j]);
            }
    });
    return wrong;
}

}  // namespace squall::test
