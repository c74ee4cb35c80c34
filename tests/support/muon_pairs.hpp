#pragma once
#include <cmath>
#include <map>

#include "kernels/flavour/bmumu.hpp"
#include "kernels/flavour/btaunu.hpp"
#include "kernels/flavour/loop_momentum.hpp"
#include "tests/support/rosiek.hpp"
#include "tests/support/susyflavor.hpp"

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

/// E' of SUSY_FLAVOR's level with (il2) or without (il0) resummation: rows EY of susyflavor_muon_pairs.csv.
inline flavour::WrongHiggsCouplings<double> susyflavor_wrong_couplings(DumpPoint const& point, std::string const& level) {
    static auto const table = read_csv(reference("susyflavor_muon_pairs.csv"));
    double const v_u = point.electroweak.v * point.spectrum.tan_beta / std::hypot(1.0, point.spectrum.tan_beta);
    flavour::WrongHiggsCouplings<double> wrong{};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (table.text(r, "point") != point.name || table.text(r, "level") != level || table.text(r, "diagram") != "self") continue;
        int const left = std::stoi(table.text(r, "quark")) - 1, right = table.text(r, "operator")[2] - '1';
        wrong.down[right][left] = {table.number(r, "re") / v_u, -table.number(r, "im") / v_u};
    }
    return wrong;
}

/// Values of susyflavor_points.csv over that program's Standard Model: itself with neither superpartners nor charged Higgs bosons.
inline double susyflavor_ratio(std::string const& point, std::string const& level, std::string const& observable) {
    static std::map<std::string, double> const standard_model = {
        {"BR(B_s -> mu mu)", 3.85072095e-9}, {"BR(B_d -> mu mu)", 1.120665081e-10}, {"BR(B -> tau nu)", 8.93786877e-5}};
    return susyflavor(point, level, observable) / standard_model.at(observable);
}

/// What that program adds up: its own Standard Model amplitude; Z penguins of new particles with the opposite sign relative to ours
/// (muon_pairs.test.cpp); scalar operators not run from the top to the bottom mass, m_b + m_s = 2.797 GeV above and 4.187 GeV below; no
/// charged-Higgs penguin at order tan^2(beta).
inline flavour::BMuMu<double> by_rules_of_susyflavor(flavour::BMuMu<double> decay) {
    auto inputs = bmumu_inputs();
    inputs.B_s = {5.36677, 1.512e-12, 0.232};
    flavour::MuonAmplitudes<double> const unit{{1.0, 0.0}, {0.0, 0.0}};
    Complex<double> const its_lambda{0.0405204888, 0.0};  // |V_tb V_ts*|
    double const its_c10 = -std::sqrt(3.85072095e-9 / flavour::prompt_branching_ratio(unit, inputs.B_s, inputs, its_lambda));
    decay.standard_model.c10.re = its_c10;
    auto const without_running = [](flavour::MuonPair<double>& c, double factor) {
        for (auto* scalar : {&c.c_S, &c.c_P, &c.c_S_prime, &c.c_P_prime}) *scalar = factor * *scalar;
    };
    for (auto* sector : {&decay.neutral_higgs, &decay.chargino}) without_running(*sector, 2.797 / 4.187);
    without_running(decay.charged_higgs, 0.0);
    for (auto* sector : {&decay.charged_higgs, &decay.gluino, &decay.chargino}) {
        sector->c10 = -sector->c10;
        sector->c10_prime = -sector->c10_prime;
    }
    return decay;
}

}  // namespace squall::test
