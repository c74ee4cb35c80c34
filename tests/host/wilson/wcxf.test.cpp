#include "host/wilson/wcxf.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <map>

#include "host/config/inputs.hpp"
#include "host/pipeline/flavour_settings.hpp"
#include "kernels/flavour/meson_mixing.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/spectrum/tree_level.hpp"
#include "tests/support/low_scale_points.hpp"

/// What is written for flavio gives Squall's observables back, with flavio's conventions put in by hand.
namespace squall::test {
namespace {

using Number = std::complex<double>;
using flavour::Enhanced;
using flavour::Meson;

pipeline::StandardModelInputs const& inputs() {
    static auto const resolved = config::load_inputs(nullptr, "").standard_model;
    return resolved;
}

/// Full flavour violation, all phases.
spectrum::Spectrum<double> point(unsigned seed) {
    spectrum::Spectrum<double> s;
    double status = 0;
    spectrum::tree_level_spectrum(flavoured_point(seed), s, status);
    EXPECT_EQ(status, 0.0);
    return s;
}

/// The flavour stage's columns of a point.
std::vector<double> columns(spectrum::Spectrum<double> s, Enhanced level) {
    auto const& stages = *backends::find_stages("scalar");
    auto const settings = pipeline::flavour_settings(inputs());
    std::vector<double> observables(backends::flavour_column_count), shared(static_cast<std::size_t>(stages.sizes.shared_flavour));
    double status = 0;
    int const active = 0;
    stages.flavour({&settings,
                    {&active, 1},
                    {ode::slots<double>(s), 1},
                    {shared.data(), 1},
                    {observables.data(), 1},
                    &status,
                    level == Enhanced::resummed});
    return observables;
}

std::map<std::string, Number> values_of(spectrum::Spectrum<double> const& s, Enhanced level = Enhanced::resummed) {
    std::map<std::string, Number> result;
    for (auto const& [name, value] : wilson::wcxf_values(wilson::coefficients(s, inputs(), level))) result[name] = {value.re, value.im};
    return result;
}

constexpr unsigned seeds[] = {1, 2, 3};
/// The same arithmetic in another translation unit.
constexpr double rounding = 1e-11;

TEST(Wcxf, HasEveryCoefficientOnce) {
    auto const values = wilson::wcxf_values(wilson::coefficients(point(1), inputs(), Enhanced::resummed));
    EXPECT_EQ(values.size(), 4u + 2 * 6 + 4 * 8 + 1 + 9);
    EXPECT_EQ(values_of(point(1)).size(), values.size());
    for (auto const& [name, value] : values) {
        EXPECT_TRUE(std::isfinite(value.re + value.im)) << name;
        EXPECT_NE(value.re * value.im, 0.0) << name;  // at a point where nothing vanishes
    }
}

TEST(Wcxf, AgreesWithTheColumnsOfARun) {
    for (unsigned const seed : seeds) {
        for (auto const level : {Enhanced::one_loop, Enhanced::resummed}) {
            auto const s = point(seed);
            auto const column = columns(s, level);
            auto const values = values_of(s, level);
            std::pair<char const*, int> const pairs[] = {
                {"C7_bs", backends::delta_c7_re},       {"C8_bs", backends::delta_c8_re},       {"C7p_bs", backends::c7_prime_re},
                {"C8p_bs", backends::c8_prime_re},      {"C10_bsmumu", backends::delta_c10_re}, {"C10p_bsmumu", backends::c10_prime_re},
                {"CS_bsmumu", backends::c_S_re},        {"CP_bsmumu", backends::c_P_re},        {"CSp_bsmumu", backends::c_S_prime_re},
                {"CPp_bsmumu", backends::c_P_prime_re},
            };
            for (auto const& [name, re] : pairs) {
                Number const stored{column[re], column[re + 1]};
                EXPECT_LT(std::abs(values.at(name) - stored), rounding * std::abs(stored)) << name;
            }
        }
    }
}

/// C_VLL, C_VRR, C_SLL, C_SRR, C_TLL, C_TRR, C_VLR, C_SLR of H = -sum C_i O_i.
struct FlavioMixing {
    Number vll, vrr, sll, srr, tll, trr, vlr, slr;
};
FlavioMixing mixing(std::map<std::string, Number> const& values, std::string const& quarks) {
    auto const of = [&](char const* name) { return values.at(name + quarks); };
    return {of("CVLL_"), of("CVRR_"), of("CSLL_"), of("CSRR_"), of("CTLL_"), of("CTRR_"), of("CVLR_"), of("CSLR_")};
}

using Matrix = Number[2][2];
/// exp(gamma^T x) c by its series, gamma of 2x2.
void evolve(double const (&gamma)[2][2], double x, Number& first, Number& second) {
    Number term[2] = {first, second}, sum[2] = {first, second};
    for (int n = 1; n < 60; ++n) {
        Number const next[2] = {(gamma[0][0] * term[0] + gamma[1][0] * term[1]) * (x / n),
                                (gamma[0][1] * term[0] + gamma[1][1] * term[1]) * (x / n)};
        for (int i = 0; i < 2; ++i) sum[i] += term[i] = next[i];
    }
    first = sum[0], second = sum[1];
}

/// Leading-order QCD by hand: anomalous dimensions of hep-ph/0005183, eqs. 2.18-2.21 for three colours; with flavio's sigma, O_T = -Q2 of
/// that paper, those between scalar and tensor operator have the other sign.
void run_by_hand(FlavioMixing& c, double alpha_high, double alpha_low, int flavours) {
    double const x = std::log(alpha_high / alpha_low) / (2 * (11 - 2.0 / 3 * flavours));
    constexpr double vector = 4, left_right[2][2] = {{2, 12}, {0, -16}}, scalar[2][2] = {{-10, -1.0 / 6}, {40, 34.0 / 3}};
    c.vll *= std::exp(vector * x);
    c.vrr *= std::exp(vector * x);
    evolve(left_right, x, c.vlr, c.slr);
    evolve(scalar, x, c.sll, c.tll);
    evolve(scalar, x, c.srr, c.trr);
}

/// M12 = -sum C_i <O_i>/(2 m), with the matrix elements of flavio's operators in bag parameters (1.. 5 of hep-ph/9604387).
Number amplitude(FlavioMixing const& c, backends::HadronicInputs<double>::Meson const& m) {
    double const size = m.mass * m.decay_constant * m.decay_constant, r = std::pow(m.mass / m.quark_masses, 2);
    auto const* const B = m.bag;
    double const vector = size * B[0] / 3, scalar = -5.0 / 24 * size * r * B[1], tensor = size * r * (5.0 / 6 * B[1] - B[2] / 3);
    double const vector_lr = -size * r * B[4] / 6, scalar_lr = size * r * B[3] / 4;
    return -(vector * (c.vll + c.vrr) + scalar * (c.sll + c.srr) + tensor * (c.tll + c.trr) + vector_lr * c.vlr + scalar_lr * c.slr);
}

/// New physics in M12 as the observables have it.
Number calculated(spectrum::Spectrum<double> const& s, Meson meson) {
    auto const settings = pipeline::flavour_settings(inputs());
    auto const& h = settings.hadronic;
    auto const numbers = [](auto const& m) {
        return flavour::MesonInputs<double>{m.mass, m.decay_constant, m.quark_masses, {m.bag[0], m.bag[1], m.bag[2], m.bag[3], m.bag[4]}};
    };
    flavour::MesonMixingInputs<double> in{};
    in.electroweak = flavour::electroweak_inputs(settings.G_F, settings.m_W, settings.m_c_mu_W, settings.m_t_mu_W);
    in.m_t = settings.m_t_m_t, in.m_c = settings.m_c_m_c;
    in.alpha_s_mu_t = settings.alpha_s_m_t, in.alpha_s_mu_b = settings.alpha_s_mu_b, in.alpha_s_3 = settings.alpha_s_mu_kaon;
    in.meson[0] = numbers(h.kaon), in.meson[1] = numbers(h.B_d), in.meson[2] = numbers(h.B_s), in.meson[3] = numbers(h.D);
    in.delta_m_kaon = h.delta_m_kaon;
    flavour::QuarkCouplings<double> quarks;
    flavour::quark_couplings(Enhanced::resummed, s, quarks);
    flavour::MesonMixing<double> result;
    flavour::evaluate_mixing(in, s, quarks.down, quarks.wrong_higgs, result);
    auto const m12 = result.new_physics[static_cast<int>(meson)];
    return {m12.re, m12.im};
}

/// One meson at a time: its operators alone, from mu_W to the scale of its bag parameters.
struct MesonCase {
    Meson meson;
    char const* quarks;
    bool kaon_scale;
};
constexpr MesonCase meson_cases[] = {
    {Meson::kaon, "sdsd", true}, {Meson::b_down, "bdbd", false}, {Meson::b_strange, "bsbs", false}, {Meson::charm, "ucuc", true}};

backends::HadronicInputs<double>::Meson const& hadronic(Meson meson) {
    auto const& h = inputs().hadronic;
    return meson == Meson::kaon ? h.kaon : meson == Meson::b_down ? h.B_d : meson == Meson::b_strange ? h.B_s : h.D;
}

/// With the code's own running below mu_W: what remains are products of first-order terms above and below mu_W that its expansion drops.
TEST(Wcxf, MixingGivesM12Back) {
    for (unsigned const seed : seeds) {
        auto const s = point(seed);
        auto const values = values_of(s);
        for (auto const& [meson, quarks, kaon_scale] : meson_cases) {
            auto const c = mixing(values, quarks);
            auto const number = [](Number x) { return Complex<double>{x.real(), x.imag()}; };
            flavour::FourQuark<double> ours{number(-c.vll), number(-c.vrr), number(-c.vlr), number(-c.slr),
                                            number(-c.sll), number(c.tll),  number(-c.srr), number(c.trr)};
            auto evolution = flavour::run_four_quark(inputs().alpha_s_mu_W, inputs().alpha_s_mu_b, 5);
            if (kaon_scale) evolution = flavour::run_four_quark(inputs().alpha_s_mu_b, inputs().alpha_s_mu_kaon, 4) * evolution;
            auto const low = evolution * ours;
            auto const of = [](Complex<double> x) { return Number{x.re, x.im}; };
            FlavioMixing const flavio{-of(low.vll), -of(low.vrr), -of(low.sll1), -of(low.srr1),
                                      of(low.sll2), of(low.srr2), -of(low.lr1),  -of(low.lr2)};
            auto expected = calculated(s, meson);
            if (meson == Meson::charm) expected = std::conj(expected);  // (cbar u)(cbar u): flavio's M12 of the D goes the other way
            EXPECT_LT(std::abs(amplitude(flavio, hadronic(meson)) - expected), 0.03 * std::abs(expected)) << quarks << " " << seed;
        }
    }
}

/// Everything below mu_W by hand. The observable runs at next-to-leading order: J alpha_s/(4 pi) of the dominant (LR, SLL) operators is
/// 10-20 % at m_b and more at 3 GeV (hep-ph/0102316, table 1).
TEST(Wcxf, LeadingOrderByHandIsCloseToDeltaM) {
    for (unsigned const seed : seeds) {
        auto const s = point(seed);
        auto c = mixing(values_of(s), "bsbs");
        run_by_hand(c, inputs().alpha_s_mu_W, inputs().alpha_s_mu_b, 5);
        auto const expected = calculated(s, Meson::b_strange);
        EXPECT_LT(std::abs(amplitude(c, inputs().hadronic.B_s) - expected), 0.25 * std::abs(expected)) << seed;
    }
}

/// The rate of flavio's bll (1204.1737, eq. 17 and before): |N|^2/(32 pi) m_B^3 tau beta f^2 (|P|^2 + |S|^2), N = 4 G_F/sqrt2 lambda_t
/// e^2/(16 pi^2), P = 2 m_mu/m_B C10 + m_B m_b/(m_b + m_q) C_P, S = beta m_B m_b/(m_b + m_q) C_S, primed ones taken off.
double prompt_rate(spectrum::Spectrum<double> const& s, std::string const& quarks, int q) {
    auto const& in = inputs();
    auto const& h = in.hadronic;
    auto const& B = q == 0 ? h.B_d : h.B_s;
    auto const values = values_of(s);
    auto const of = [&](std::string const& name) {
        return values.at("C" + name + "_" + quarks + "mumu") - values.at("C" + name + "p_" + quarks + "mumu");
    };
    auto const V = [&](int i) { return Number{s.quarks.ckm[2][i].re, s.quarks.ckm[2][i].im}; };
    auto const standard_model = wilson::coefficients(s, in, Enhanced::resummed).muon_pair_standard_model.c10.re;
    double const m_mu = in.m_lepton_pole[1], beta = std::sqrt(1 - std::pow(2 * m_mu / B.mass, 2));
    double const chiral = B.mass / (1 + s.quarks.m_down[q] / s.quarks.m_down[2]);
    auto const P = 2 * m_mu / B.mass * (of("10") + standard_model) + chiral * of("P"), S = beta * chiral * of("S");
    auto const N = 4 * in.G_F / std::sqrt(2.0) * V(2) * std::conj(V(q)) / (4 * M_PI * in.inverse_alpha_em);
    double const lifetime = (q == 0 ? h.tau_B_d : h.tau_B_s) / 6.582119569e-25;  // 1/GeV, hbar of CODATA 2018
    return std::norm(N) / (32 * M_PI) * std::pow(B.mass, 3) * lifetime * beta * std::pow(B.decay_constant, 2) *
           (std::norm(P) + std::norm(S));
}

TEST(Wcxf, MuonPairsGiveTheirRates) {
    for (unsigned const seed : seeds) {
        auto const column = columns(point(seed), Enhanced::resummed);
        EXPECT_NEAR(prompt_rate(point(seed), "bd", 0) / column[backends::bdmumu_br], 1.0, rounding) << seed;
        double const y = inputs().hadronic.y_s, integrated = (1 + column[backends::bsmumu_adg] * y) / (1 - y * y);
        EXPECT_NEAR(prompt_rate(point(seed), "bs", 1) * integrated / column[backends::bsmumu_br], 1.0, rounding) << seed;
    }
}

/// |1 + m_B^2/(m_tau m_b) C_SR|^2, all at mu_W, m_u neglected.
TEST(Wcxf, ChargedHiggsBosonsGiveTheRatioOfBToTauNu) {
    for (unsigned const seed : seeds) {
        auto const& in = inputs();
        double const m_b = in.m_down[2] * std::pow(in.alpha_s_mu_W / in.alpha_s_m_Z, 12.0 / 23);  // leading order: hep-ph/0004189
        auto const amplitude =
            1.0 + std::pow(in.hadronic.m_B_plus, 2) / (in.m_lepton_pole[2] * m_b) * values_of(point(seed)).at("CSR_butaunutau");
        EXPECT_NEAR(std::norm(amplitude) / columns(point(seed), Enhanced::resummed)[backends::btaunu_ratio], 1.0, rounding);
    }
}

/// Leading-order QED from mu_W to the mass of a lepton, with the charge of a photon that is real; alpha = alpha(0).
double to_lepton_mass(int lepton) {
    auto const& in = inputs();
    double const alpha = 1 / in.hadronic.inverse_alpha_thomson;
    return 1 - 5 * alpha / (2 * M_PI) * std::log(in.mu_W / in.m_lepton_pole[lepton]);
}

/// Gamma(l -> l' gamma) = m^3/(4 pi) (|C|^2 + |C'|^2) for L = C lbar' sigma.F P_R l + C'* lbar' sigma.F P_L l + h.c.
TEST(Wcxf, DipolesGiveRadiativeDecays) {
    auto const& in = inputs();
    struct Decay {
        char const *right, *left;
        int heavy, column;
        double of_neutrinos;  ///< Gamma(l -> e nu nubar) over its lowest order's total, i.e. branching ratio
    };
    double const tau = in.hadronic.br_tau_e_nu_nu;
    Decay const decays[] = {{"Cgamma_mue", "Cgamma_emu", 1, backends::mu_e_gamma_br, 1.0},
                            {"Cgamma_taue", "Cgamma_etau", 2, backends::tau_e_gamma_br, tau},
                            {"Cgamma_taumu", "Cgamma_mutau", 2, backends::tau_mu_gamma_br, tau}};
    double const charge2 = in.inverse_alpha_em / in.hadronic.inverse_alpha_thomson;  // (e(0)/e(m_Z))^2
    for (unsigned const seed : seeds) {
        auto const values = values_of(point(seed));
        auto const column = columns(point(seed), Enhanced::resummed);
        for (auto const& d : decays) {
            double const m = in.m_lepton_pole[d.heavy];
            double const width = std::pow(m, 3) / (4 * M_PI) * (std::norm(values.at(d.right)) + std::norm(values.at(d.left)));
            double const weak = std::pow(in.G_F, 2) * std::pow(m, 5) / (192 * std::pow(M_PI, 3));
            double const ratio = charge2 * std::pow(to_lepton_mass(d.heavy), 2) * d.of_neutrinos * width / weak;
            EXPECT_NEAR(ratio / column[d.column], 1.0, rounding) << d.right;
        }
    }
}

/// Doublets that mix flip the muon's chirality: ebar_L sigma.F mu_R; singlets the other way. The electron's is m_e/m_mu = 1/207 of it.
TEST(Wcxf, MixingOfDoubletsMakesRightHandedMuonsLeftHandedElectrons) {
    auto low = flavoured_point(1, 0.0);
    for (auto const f : {spectrum::up, spectrum::down, spectrum::lepton}) {
        low.yukawa[f] = low.trilinear[f] = {};
        double const y[3][3] = {{7e-6, 3.2e-3, 0.86}, {2e-4, 4.2e-3, 0.20}, {4.2e-5, 8.9e-3, 0.152}};
        for (int i = 0; i < 3; ++i) low.yukawa[f].e[i][i] = {y[f][i], 0.0};
    }
    auto const values = [&](spectrum::Multiplet which) {
        auto mixed = low;
        mixed.m2[which].upper[0] = {0.1 * mixed.m2[which].diagonal[0], 0.0};
        spectrum::Spectrum<double> s;
        double status = 0;
        spectrum::tree_level_spectrum(mixed, s, status);
        EXPECT_EQ(status, 0.0);
        return values_of(s);
    };
    auto const doublets = values(spectrum::L), singlets = values(spectrum::E);
    EXPECT_GT(std::abs(doublets.at("Cgamma_mue")), 100 * std::abs(doublets.at("Cgamma_emu")));
    EXPECT_GT(std::abs(singlets.at("Cgamma_emu")), 100 * std::abs(singlets.at("Cgamma_mue")));
}

/// a = m^2 G_F/(sqrt2 pi^2) Re C7, as flavio has it for D = d + i e Q A; |d| = 2 p |Im C7|, p = 4 G_F/sqrt2 e m/(16 pi^2).
TEST(Wcxf, DipolesGiveMagneticAndElectricMoments) {
    auto const& in = inputs();
    std::pair<char const*, int> const names[] = {{"C7_ee", 0}, {"C7_mumu", 1}, {"C7_tautau", 2}};
    for (unsigned const seed : seeds) {
        auto const values = values_of(point(seed));
        auto const column = columns(point(seed), Enhanced::resummed);
        for (auto const& [name, l] : names) {
            double const m = in.m_lepton_pole[l];
            auto const c = to_lepton_mass(l) * values.at(name);
            EXPECT_NEAR(m * m * in.G_F / (std::sqrt(2.0) * M_PI * M_PI) * c.real() / column[backends::delta_a_e + l], 1.0, rounding)
                << name;
            double const centimetre = 1 / 1.973269804e-14;  // 1/GeV, CODATA 2018
            double const edm = 2 * 4 * in.G_F / std::sqrt(2.0) * m / (16 * M_PI * M_PI) * std::abs(c.imag()) / centimetre;
            EXPECT_NEAR(edm / std::abs(column[backends::edm_e + l]), 1.0, 1e-8) << name;  // digits of the centimetre
        }
    }
}

}  // namespace
}  // namespace squall::test
