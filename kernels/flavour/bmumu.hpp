#pragma once
#include "kernels/flavour/chargino_muon_pairs.hpp"
#include "kernels/flavour/gluino_muon_pairs.hpp"
#include "kernels/flavour/higgs_muon_pairs.hpp"
#include "kernels/flavour/lepton_resummation.hpp"

/// B_s -> mu mu and B_d -> mu mu.
namespace squall::inline SQUALL_ISA::flavour {

/// A B meson and its decay constant.
template <class Real>
struct BMeson {
    Real mass;            ///< GeV
    Real lifetime;        ///< 1/Gamma, the mean of heavy and light state, s
    Real decay_constant;  ///< f_B, GeV
};

template <class Real>
struct BMuMuInputs {
    ElectroweakInputs<Real> electroweak;
    Real alpha;      ///< electromagnetic coupling at m_Z: unit of the coefficients, drops out of the branching ratios
    Real m_t_pole;   ///< GeV
    Real alpha_s;    ///< at m_Z, five flavours
    Real m_mu;       ///< pole mass, GeV
    BMeson<Real> B_d, B_s;
    Real y_s;        ///< Delta Gamma_s/(2 Gamma_s)
};

/// One meson's decay.
template <class Real>
struct BMuMu {
    MuonPair<Real> standard_model, charged_higgs, neutral_higgs, chargino, gluino;  ///< at the scale of each loop: none of them runs
    MuonPair<Real> total;
    Real prompt;           ///< branching ratio of the flavour eigenstates at t = 0, CP averaged
    Real time_integrated;  ///< what experiments count; the prompt one times [1 + A_DeltaGamma y]/(1 - y^2)
    Real A_DeltaGamma;     ///< 1 in the Standard Model
    Real standard_model_time_integrated;
};

/// C10 of the Standard Model, NNLO in QCD and NLO in electroweak interactions at mu_b: -2 sqrt2 G_F M_W^2/(pi alpha) C_A with
/// C_A = 0.4690 (m_t/173.1 GeV)^1.53 (alpha_s/0.1184)^-0.09 and M_W = 80.385 GeV (Bobeth, Gorbahn, Hermann, Misiak, Stamou, Steinhauser
/// 1311.0903), times sqrt(0.995) for the enhanced QED corrections below m_b (Beneke, Bobeth, Szafron 1908.07011: -0.5 % of the rate).
template <class Real>
SQUALL_HD inline Real standard_model_c10(Real G_F, Real alpha, Real m_t_pole, Real alpha_s) {
    constexpr double at_reference = 0.4690 * 0.99749686716300023, m_W = 80.385;
    Real const C_A = Real(at_reference) * pow(m_t_pole * Real(1.0 / 173.1), 1.53) * pow(alpha_s * Real(1.0 / 0.1184), -0.09);
    return Real(-2.8284271247461901 / pi * m_W * m_W) * (G_F / alpha) * C_A;
}

/// Amplitudes in units of C10: P = C10 - C10' + w (C_P - C_P'), S = sqrt(1 - 4 m_mu^2/m_B^2) w (C_S - C_S'),
/// w = m_B^2/(2 m_mu) m_b/(m_b + m_q) (De Bruyn et al. 1204.1737).
template <class Real>
struct MuonAmplitudes {
    Complex<Real> P, S;
};
template <class Real>
SQUALL_HD inline MuonAmplitudes<Real> muon_amplitudes(MuonPair<Real> const& c, BMeson<Real> const& B, Real m_mu, Real mq_over_mb) {
    Real const weight = square(B.mass) / (Real(2.0) * m_mu * (Real(1.0) + mq_over_mb));
    Real const velocity = sqrt(Real(1.0) - square(Real(2.0) * m_mu / B.mass));
    return {c.c10 - c.c10_prime + weight * (c.c_P - c.c_P_prime), (velocity * weight) * (c.c_S - c.c_S_prime)};
}

/// tau f^2 m_B m_mu^2 sqrt(1 - 4 m_mu^2/m_B^2) G_F^2 alpha^2 |lambda_t|^2 (|P|^2 + |S|^2)/(16 pi^3), lifetime in s.
template <class Real>
SQUALL_HD inline Real prompt_branching_ratio(MuonAmplitudes<Real> const& a, BMeson<Real> const& B, BMuMuInputs<Real> const& inputs,
                                             Complex<Real> lambda) {
    constexpr double hbar = 6.582119569e-25;  // GeV s, CODATA 2018
    Real const velocity = sqrt(Real(1.0) - square(Real(2.0) * inputs.m_mu / B.mass));
    Real const width = square(inputs.electroweak.G_F * inputs.alpha * B.decay_constant * inputs.m_mu) * B.mass * velocity * norm(lambda) *
                       Real(1.0 / (16.0 * pi * pi * pi));
    return B.lifetime * Real(1.0 / hbar) * width * (norm(a.P) + norm(a.S));
}

/// A_DeltaGamma = Re[(P^2 - S^2) M12_SM/M12 phases]/(|P|^2 + |S|^2) (De Bruyn et al. 1204.1737, eq. 17); `mixing` = M12/M12_SM counts
/// with its phase alone.
template <class Real>
SQUALL_HD inline Real width_difference_asymmetry(MuonAmplitudes<Real> const& a, Complex<Real> mixing) {
    auto const even_less_odd = a.P * a.P - a.S * a.S;
    return real_inner(mixing, even_less_odd) / (modulus(mixing) * (norm(a.P) + norm(a.S)));
}

namespace bmumu_detail {
template <class Real>
SQUALL_HD inline Real time_integration(Real asymmetry, Real y) {
    return (Real(1.0) + asymmetry * y) / (Real(1.0) - y * y);
}
}  // namespace bmumu_detail

/// From coefficients to rates; `y` = Delta Gamma/(2 Gamma) is zero for the B_d.
template <class Real>
SQUALL_HD inline void muon_pair_rates(BMuMuInputs<Real> const& inputs, spectrum::Spectrum<Real> const& point,
                                      DownQuarkStates<Real> const& states, Transition q, Real y, Complex<Real> mixing, BMuMu<Real>& decay) {
    auto const& B = q == Transition::b_to_s ? inputs.B_s : inputs.B_d;
    auto const lambda = lambda_t(states.ckm, q);
    Real const mq_over_mb = point.quarks.m_down[static_cast<int>(q)] / point.quarks.m_down[2];
    decay.total = decay.standard_model + decay.charged_higgs + decay.neutral_higgs + decay.chargino + decay.gluino;
    auto const amplitudes = muon_amplitudes(decay.total, B, inputs.m_mu, mq_over_mb);
    auto const of_standard_model = muon_amplitudes(decay.standard_model, B, inputs.m_mu, mq_over_mb);
    decay.prompt = prompt_branching_ratio(amplitudes, B, inputs, lambda);
    decay.A_DeltaGamma = width_difference_asymmetry(amplitudes, mixing);
    decay.time_integrated = decay.prompt * bmumu_detail::time_integration(decay.A_DeltaGamma, y);
    decay.standard_model_time_integrated =
        prompt_branching_ratio(of_standard_model, B, inputs, lambda) * bmumu_detail::time_integration(Real(1.0), y);
}

/// Both decays.
template <class Real>
struct BMuMuPair {
    BMuMu<Real> B_d, B_s;
};

/// All of it. `states`, `wrong` and `leptons` at Q = m_susy; `mixing` = M12/M12_SM of the B_s, 1 where it is not known.
template <class Real>
SQUALL_HD inline BMuMuPair<Real> evaluate_bmumu(BMuMuInputs<Real> const& inputs, spectrum::Spectrum<Real> const& point,
                                                DownQuarkStates<Real> const& states, WrongHiggsCouplings<Real> const& wrong,
                                                LeptonResummation<Real> const& leptons, Complex<Real> mixing) {
    auto const& ew = inputs.electroweak;
    MuonPairNormalisation<Real> const normalisation{ew.G_F, inputs.alpha, point.quarks.m_down[2]};
    MuonPairLagrangian<Real> chargino[2], gluino[2];
    chargino_muon_pairs(ew.G_F, point, states, chargino);
    gluino_muon_pairs(ew.G_F, point, states, gluino);
    auto standard_model = muon_pair_zero<Real>();
    standard_model.c10.re = standard_model_c10(ew.G_F, inputs.alpha, inputs.m_t_pole, inputs.alpha_s);
    auto const muon_ratio = leptons.yukawa_ratio(1);
    BMuMuPair<Real> result;
    auto const decay = [&](Transition q, Real y, Complex<Real> m12, BMuMu<Real>& of) {
        int const i = static_cast<int>(q);
        auto const lambda = lambda_t(states.ckm, q);
        of.standard_model = standard_model;
        of.charged_higgs = charged_higgs_muon_pair(ew, normalisation, point, states, wrong, muon_ratio, q);
        of.neutral_higgs = neutral_higgs_muon_pair(normalisation, point, states, wrong, muon_ratio, q);
        of.chargino = muon_pair(chargino[i], normalisation, lambda);
        of.gluino = muon_pair(gluino[i], normalisation, lambda);
        muon_pair_rates(inputs, point, states, q, y, m12, of);
    };
    decay(Transition::b_to_d, Real(0.0), Complex<Real>{Real(1.0), Real(0.0)}, result.B_d);
    decay(Transition::b_to_s, inputs.y_s, mixing, result.B_s);
    return result;
}

}  // namespace squall::inline SQUALL_ISA::flavour
