#pragma once
#include "kernels/flavour/four_quark_running.hpp"
#include "kernels/flavour/higgs_boxes.hpp"
#include "kernels/flavour/squark_boxes.hpp"

/// Meson mixing: Delta M_K, epsilon_K, Delta M_d, Delta M_s and x12 of D mixing from a spectrum.
namespace squall::inline SQUALL_ISA::flavour {

/// Hadronic numbers of one meson. Scale: 3 GeV (four flavours) for K and D, m_b (five) for B_d and B_s.
template <class Real>
struct MesonInputs {
    Real mass;            ///< GeV
    Real decay_constant;  ///< GeV, f_pi = 0.13 normalisation
    Real quark_masses;    ///< m_heavy + m_light, MS-bar at that scale, GeV
    Real bag[5];          ///< B_1..B_5 of the operators O_1..O_5 at that scale, MS-bar: <O_i> = n_i B_i with the n_i of `matrix_elements`
};

template <class Real>
struct MesonMixingInputs {
    ElectroweakInputs<Real> electroweak;
    Real m_t, m_c;           ///< MS-bar m_t(m_t), m_c(m_c), GeV: arguments of the Standard Model's loop functions
    Real alpha_s_mu_t;       ///< at the threshold of the top quark (and of charged Higgs boxes), five flavours
    Real alpha_s_mu_b;       ///< at m_b, five flavours
    Real alpha_s_3;          ///< at 3 GeV, four flavours
    MesonInputs<Real> meson[mesons];  ///< in the order of `Meson`
    Real rgi_kaon;           ///< Bhat_K/B_K(3 GeV), with which eta_tt, eta_ut, eta_uu go
    Real rgi_b;              ///< Bhat_B/B_B(m_b), with which eta_b goes
    Real eta_tt, eta_ut, eta_uu;  ///< QCD corrections of K mixing, u-t unitarity (Brod, Gorbahn, Stamou 1911.06822; uu: charm alone)
    Real eta_b;              ///< QCD correction of B mixing (Buras, Jamin, Weisz NPB 347 (1990) 491)
    Real kappa_epsilon;      ///< long-distance factor of epsilon_K (Buras, Guadagnoli, Isidori 1002.3612)
    Real delta_m_kaon;       ///< measured Delta M_K, GeV: normalisation of epsilon_K
    Real tau_charm;          ///< lifetime of the D0, GeV^-1
};

/// M12 = <M|H|Mbar>/(2 m_M), GeV, in the phases of the spectrum's CKM matrix.
template <class Real>
struct MesonMixing {
    Complex<Real> standard_model[down_mesons];  ///< short distance
    Complex<Real> new_physics[mesons];
    Real delta_m_kaon;     ///< GeV, 2 Re M12 in the phases of V_us V_ud* real: short distance only
    Real epsilon_kaon;     ///< with the sign of Im M12
    Real delta_m_down;     ///< GeV
    Real delta_m_strange;  ///< GeV
    Real x12_charm;        ///< 2 |M12|/Gamma of new physics alone
};

/// Inami-Lim function of equal internal quarks, x = m^2/m_W^2 (PTP 65 (1981) 297; Buras hep-ph/9806471, eq. 13.60).
template <class Real>
SQUALL_HD inline Real inami_lim(Real x) {
    Real const d = Real(1.0) - x;
    return x * (Real(4.0) - Real(11.0) * x + x * x) / (Real(4.0) * d * d) - Real(1.5) * x * x * x * log(x) / (d * d * d);
}

/// The same of two different quarks (same source, eq. 13.62, symmetric form), x != y, neither 1.
template <class Real>
SQUALL_HD inline Real inami_lim(Real x, Real y) {
    auto const part = [](Real a, Real b) {
        Real const inverse = Real(1.0) / (Real(1.0) - a);
        return log(a) / (a - b) * (Real(0.25) + inverse * (Real(1.5) - Real(0.75) * inverse));
    };
    return x * y * (part(x, y) + part(y, x) - Real(0.75) / ((Real(1.0) - x) * (Real(1.0) - y)));
}

/// sum_i C_i <Q_i>/(2 m), GeV: <O_i> with n = f^2 m/(2 m) (2/3, -5/12 R, R/12, R/2, R/6), R = (m/(m_heavy + m_light))^2
/// (Gabbiani et al. hep-ph/9604387 with bag parameters, as the lattice collaborations' ETM 1505.06639, eq. 4).
template <class Real>
SQUALL_HD inline Complex<Real> mixing_amplitude(FourQuark<Real> const& c, MesonInputs<Real> const& meson) {
    Real const size = square(meson.decay_constant) * meson.mass, chiral = size * square(meson.mass / meson.quark_masses);
    Real const o1 = Real(1.0 / 3.0) * size * meson.bag[0], o2 = Real(-5.0 / 24.0) * chiral * meson.bag[1];
    Real const o3 = Real(1.0 / 24.0) * chiral * meson.bag[2], o4 = Real(0.25) * chiral * meson.bag[3];
    Real const o5 = Real(1.0 / 12.0) * chiral * meson.bag[4];
    Real const tensor = Real(8.0) * o3 + Real(4.0) * o2;  // Q_SLL2 = 8 O3 + 4 O2
    return o1 * (c.vll + c.vrr) + Real(-2.0) * o5 * c.lr1 + o4 * c.lr2 + o2 * (c.sll1 + c.srr1) + tensor * (c.sll2 + c.srr2);
}

namespace mixing_detail {

/// V_l,heavy V_l,light*
template <class Real>
SQUALL_HD inline Complex<Real> transition(Complex<Real> const (&ckm)[3][3], int l, MesonQuarks quarks) {
    return conj_multiply(ckm[l][quarks.light], ckm[l][quarks.heavy]);
}

}  // namespace mixing_detail

/// Short-distance M12 of the Standard Model, GeV: G_F^2 m_W^2/(12 pi^2) m f^2 Bhat times
/// B: eta_b lambda_t^2 S0(x_t); K, u-t unitarity: eta_tt lambda_t^2 S_tt + 2 eta_ut lambda_u lambda_t S_ut + eta_uu lambda_u^2 S_uu with
/// S_tt = S0(x_t) + S0(x_c) - 2 S0(x_c, x_t), S_ut = S0(x_c) - S0(x_c, x_t), S_uu = S0(x_c) (Brod, Gorbahn, Stamou 1911.06822, eqs. 6-9).
template <class Real>
SQUALL_HD inline void standard_model_mixing(MesonMixingInputs<Real> const& inputs, Complex<Real> const (&ckm)[3][3],
                                            Complex<Real> (&amplitude)[down_mesons]) {
    using mixing_detail::transition;
    auto const& ew = inputs.electroweak;
    Real const x_t = square(inputs.m_t / ew.m_W), x_c = square(inputs.m_c / ew.m_W);
    Real const top = inami_lim(x_t), charm = inami_lim(x_c), both = inami_lim(x_c, x_t);
    Real const scale = Real(1.0 / (12.0 * pi * pi)) * square(ew.G_F * ew.m_W);
    auto const strength = [&](int m) {
        auto const& meson = inputs.meson[m];
        return scale * meson.mass * square(meson.decay_constant) * meson.bag[0];
    };
    int const kaon = static_cast<int>(Meson::kaon);
    auto const lambda_u = transition(ckm, 0, meson_quarks[kaon]), lambda_t = transition(ckm, 2, meson_quarks[kaon]);
    Real const tt = inputs.eta_tt * (top + charm - Real(2.0) * both), ut = Real(2.0) * inputs.eta_ut * (charm - both);
    amplitude[kaon] = (strength(kaon) * inputs.rgi_kaon) *
                      (tt * (lambda_t * lambda_t) + ut * (lambda_u * lambda_t) + (inputs.eta_uu * charm) * (lambda_u * lambda_u));
    for (int m = kaon + 1; m < down_mesons; ++m) {
        auto const lambda = transition(ckm, 2, meson_quarks[m]);
        amplitude[m] = (strength(m) * inputs.rgi_b * inputs.eta_b * top) * (lambda * lambda);
    }
}

/// Coefficients of new physics where they are matched.
template <class Real>
struct MixingCoefficients {
    SquarkBoxes<Real> squarks;                   ///< at m_susy
    FourQuark<Real> double_penguin[down_mesons]; ///< at m_susy
    FourQuark<Real> charged_higgs[down_mesons];  ///< at mu_t
};

template <class Real>
SQUALL_HD inline void mixing_coefficients(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                          DownQuarkStates<Real> const& states, WrongHiggsCouplings<Real> const& wrong,
                                          MixingCoefficients<Real>& coefficients) {
    squark_boxes(point, states, coefficients.squarks);
    double_penguins(point, wrong, coefficients.double_penguin);
    charged_higgs_boxes(ew, point, states, wrong, coefficients.charged_higgs);
}

/// Observables from coefficients; alpha_s(m_susy) from `point`, which holds the phases and the CKM matrix too.
template <class Real>
SQUALL_HD inline void evaluate_mixing(MesonMixingInputs<Real> const& inputs, spectrum::Spectrum<Real> const& point,
                                      MixingCoefficients<Real> const& coefficients, MesonMixing<Real>& result) {
    Real const alpha_s_susy = Real(0.25 / pi) * square(point.g[2]);
    auto const top_to_b = run_four_quark(inputs.alpha_s_mu_t, inputs.alpha_s_mu_b, 5);
    auto const b_to_3 = run_four_quark(inputs.alpha_s_mu_b, inputs.alpha_s_3, 4);
    auto const susy_to_b = top_to_b * run_four_quark(alpha_s_susy, inputs.alpha_s_mu_t, 6);
    auto const susy_to_3 = b_to_3 * susy_to_b, top_to_3 = b_to_3 * top_to_b;

    standard_model_mixing(inputs, point.quarks.ckm, result.standard_model);
    int const kaon = static_cast<int>(Meson::kaon), charm = static_cast<int>(Meson::charm);
    for (int m = 0; m < down_mesons; ++m) {
        auto const sparticles = coefficients.squarks.gaugino[m] + coefficients.squarks.chargino[m] + coefficients.double_penguin[m];
        auto const higgs = coefficients.charged_higgs[m];
        auto const low = m == kaon ? susy_to_3 * sparticles + top_to_3 * higgs : susy_to_b * sparticles + top_to_b * higgs;
        result.new_physics[m] = mixing_amplitude(low, inputs.meson[m]);
    }
    auto const up_sector = coefficients.squarks.gaugino[charm] + coefficients.squarks.chargino[charm];
    result.new_physics[charm] = mixing_amplitude(susy_to_3 * up_sector, inputs.meson[charm]);

    auto const total = [&](Meson meson) {
        int const m = static_cast<int>(meson);
        return result.standard_model[m] + result.new_physics[m];
    };
    // decay amplitudes of the kaon have the phase of lambda_u: M12/lambda_u^2 does not depend on phases of fields
    auto const lambda_u = mixing_detail::transition(point.quarks.ckm, 0, meson_quarks[kaon]);
    auto const m12 = (Real(1.0) / norm(lambda_u)) * conj_multiply(lambda_u * lambda_u, total(Meson::kaon));
    result.delta_m_kaon = Real(2.0) * m12.re;
    result.epsilon_kaon = inputs.kappa_epsilon * Real(0.70710678118654752) * m12.im / inputs.delta_m_kaon;
    result.delta_m_down = Real(2.0) * modulus(total(Meson::b_down));
    result.delta_m_strange = Real(2.0) * modulus(total(Meson::b_strange));
    result.x12_charm = Real(2.0) * inputs.tau_charm * modulus(result.new_physics[charm]);
}

/// All of it.
template <class Real>
SQUALL_HD inline void evaluate_mixing(MesonMixingInputs<Real> const& inputs, spectrum::Spectrum<Real> const& point,
                                      DownQuarkStates<Real> const& states, WrongHiggsCouplings<Real> const& wrong,
                                      MesonMixing<Real>& result) {
    MixingCoefficients<Real> coefficients;
    mixing_coefficients(inputs.electroweak, point, states, wrong, coefficients);
    evaluate_mixing(inputs, point, coefficients, result);
}

}  // namespace squall::inline SQUALL_ISA::flavour
