#include <gtest/gtest.h>

#include <cmath>

#include "host/config/inputs.hpp"
#include "host/slha/given_spectrum.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/read_spectrum.hpp"
#include "kernels/flavour/bsgamma.hpp"
#include "tests/support/csv.hpp"

/// SuperIso 3.4 on spectra of SPheno 4.0.5, which come through our reader.
namespace squall::test {
namespace {

using flavour::Dipole;

/// BR of the Standard Model: 3.40e-4 today; SuperIso's is not in its output, so one number is fitted to the 14 points.
constexpr double our_standard_model = 3.40e-4, its_standard_model = 3.13e-4;

/// One file with SuperIso's numbers for it, and our spectrum with what SuperIso puts in its place.
struct SuperIsoPoint {
    std::string file;
    double mt_muW, mb_muW, tan_beta, m_W, alpha_s_gluino, eps_b, eps0_prime;
    double eta;                                              ///< alpha_s(mu_W)/alpha_s(mu_b)
    Dipole<double> standard_model, charged_higgs, chargino;  ///< its results
    double higgs_resummation_c7;                             ///< what eps_b and eps0' change of C7
    double branching_ratio;                                  ///< without the clipping of next-to-leading-order terms
    spectrum::Spectrum<double> spectrum;

    double v() const { return std::sqrt(2.0) * m_W / spectrum.g[1]; }  ///< m = y v at tree level
    /// G_F/sqrt2 = g2^2/(8 M_W^2)
    double G_F() const { return std::sqrt(2.0) * spectrum.g[1] * spectrum.g[1] / (8.0 * m_W * m_W); }
};

Dipole<double> real_dipole(double c7, double c8) {
    auto result = flavour::dipole_zero<double>();
    result.c7.re = c7;
    result.c8.re = c8;
    return result;
}

std::vector<SuperIsoPoint> superiso_points() {
    auto const table = read_csv(reference("superiso_points.csv"));
    std::vector<SuperIsoPoint> points;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto const number = [&](char const* name) { return table.number(r, name); };
        SuperIsoPoint p;
        p.file = table.text(r, "file");
        auto const document = slha::Document::read(reference("superiso_slha/" + p.file));
        auto const inputs = slha::inputs_for(document, "");
        p.spectrum = slha::read_spectrum(document, inputs);
        p.spectrum.tan_beta = p.tan_beta = number("tanb");  // MINPAR 3, at m_Z
        p.m_W = inputs.m_W;
        p.mt_muW = number("mt_muW");
        p.mb_muW = number("mb_muW");
        p.alpha_s_gluino = config::run_alpha_s({inputs.alpha_s, inputs.m_Z, 6}, p.spectrum.m_gluino).alpha;
        p.eps_b = number("eps0") + number("eps2");
        p.eps0_prime = number("eps0p");
        p.eta = number("alphas_muW") / number("alphas_mub");
        p.standard_model = real_dipole(number("C7_SM_LO"), number("C8_SM_LO"));
        p.charged_higgs = real_dipole(number("C7_Hp_LO"), number("C8_Hp_LO"));
        p.chargino = real_dipole(number("C7_cha_LO"), number("C8_cha_LO"));
        p.higgs_resummation_c7 = number("C7_Hpeps");
        p.branching_ratio = number("BR_bsgamma_noclip");
        points.push_back(p);
    }
    return points;
}

/// Its chargino couplings hold O(alpha_s) factors (Bobeth, Misiak, Urban hep-ph/9904413, at the scale m_gluino): 1 - 7 alpha_s/(12 pi) for
/// gauginos, 1 + alpha_s/(4 pi) for Yukawas, which are m(mu_W)/v with tan(beta) of MINPAR; the bottom one over 1 + eps_b tan(beta).
Dipole<double> chargino_by_its_rules(SuperIsoPoint const& p, double eps_b) {
    double const a_g = 1.0 - 7.0 * p.alpha_s_gluino / (12.0 * M_PI), a_Y = 1.0 + p.alpha_s_gluino / (4.0 * M_PI);
    double const cos_beta = 1.0 / std::hypot(1.0, p.tan_beta), sin_beta = p.tan_beta * cos_beta;
    auto s = p.spectrum;
    s.quarks.m_up[2] = p.mt_muW;
    s.quarks.m_down[2] = p.mb_muW;
    for (int i = 0; i < 3; ++i) {
        s.quarks.y_up[i] = a_Y * s.quarks.m_up[i] / (p.v() * sin_beta);
        s.quarks.y_down[i] = a_Y * s.quarks.m_down[i] / (p.v() * cos_beta);
    }
    s.quarks.y_down[2] /= 1.0 + eps_b * p.tan_beta;
    s.g[1] = a_g * p.spectrum.g[1];
    return flavour::chargino_loops(p.G_F(), s, flavour::leading_order(s).down);
}

/// It keeps the top alone, and no strange quark mass. G_F drops out of coefficients normalised to it.
flavour::ElectroweakInputs<double> its_electroweak_inputs(SuperIsoPoint const& p) {
    return flavour::electroweak_inputs(1.16637e-5, p.m_W, 0.0, p.mt_muW);
}
spectrum::Spectrum<double> without_strange_mass(SuperIsoPoint const& p) {
    auto s = p.spectrum;
    s.quarks.m_down[1] = 0.0;
    return s;
}

/// Its charged Higgs resums the flip of the chirality alone: left times right couplings by (1 - eps0' tan(beta))/(1 + eps_b tan(beta)).
Dipole<double> its_charged_higgs(SuperIsoPoint const& p) {
    auto s = without_strange_mass(p);
    s.quarks.m_up[2] = p.mt_muW;
    auto const ew = its_electroweak_inputs(p);
    double const v = 174.1, t = p.tan_beta, sin_beta = t / std::hypot(1.0, t), eps = p.eps_b * t;
    auto wrong = flavour::leading_order(s).wrong_higgs;
    auto const higgs = [&] { return flavour::charged_higgs_couplings(ew, s, wrong); };
    auto const loops = [&](auto const& couplings) { return flavour::charged_scalar_loops(ew, s.quarks, couplings); };
    auto left_alone = [&] {
        auto couplings = higgs();
        for (auto& row : couplings.right)
            for (auto& entry : row) entry = complex_zero<double>();
        return loops(couplings);
    };
    auto const same_chirality = left_alone();
    wrong.down[2][2].re = s.quarks.m_down[2] / v * sin_beta * eps / (1.0 + eps);
    for (int l = 0; l < 3; ++l) wrong.up[l][l].re = s.quarks.m_up[l] / v * sin_beta * p.eps0_prime;
    auto const all = loops(higgs()), changed = left_alone();
    return {all.c7 - changed.c7 + same_chirality.c7, all.c8 - changed.c8 + same_chirality.c8, all.c7_prime, all.c8_prime};
}

TEST(SuperIsoFromFiles, HasOurStandardModelAndChargedHiggs) {
    auto const points = superiso_points();
    ASSERT_EQ(points.size(), 14u);
    for (auto const& p : points) {
        auto const s = without_strange_mass(p);
        auto const ew = its_electroweak_inputs(p);
        auto const sm = flavour::standard_model(ew, s.quarks);
        auto const higgs = flavour::charged_higgs(ew, s, flavour::leading_order(s).wrong_higgs);
        // its inputs are printed with nine digits, the masses of the files too
        EXPECT_NEAR(sm.c7.re / p.standard_model.c7.re, 1.0, 1e-6) << p.file;
        EXPECT_NEAR(sm.c8.re / p.standard_model.c8.re, 1.0, 1e-6) << p.file;
        EXPECT_NEAR(higgs.c7.re / p.charged_higgs.c7.re, 1.0, 1e-6) << p.file;
        EXPECT_NEAR(higgs.c8.re / p.charged_higgs.c8.re, 1.0, 1e-6) << p.file;
    }
}

TEST(SuperIsoFromFiles, ResumsTheChargedHiggsLikeUs) {
    for (auto const& p : superiso_points()) {
        auto const change = its_charged_higgs(p).c7.re - p.charged_higgs.c7.re;
        // the change is a difference of numbers with eight digits, up to 100 times as large
        EXPECT_NEAR(change / p.higgs_resummation_c7, 1.0, 1e-4) << p.file;
    }
}

TEST(SuperIsoFromFiles, HasOurCharginosWithItsCouplings) {
    for (auto const& p : superiso_points()) {
        auto const ours = chargino_by_its_rules(p, 0.0);
        // a common 3.5e-4 remains (2.6e-4 to 3.6e-4): its CKM elements are those of another year; without the factors 1e-2 would
        EXPECT_NEAR(ours.c7.re / p.chargino.c7.re, 1.0, 4e-4) << p.file;
        EXPECT_NEAR(ours.c8.re / p.chargino.c8.re, 1.0, 4e-4) << p.file;
    }
}

TEST(SuperIsoFromFiles, GivesTheSameBranchingRatioOverTheStandardModel) {
    for (auto const& p : superiso_points()) {
        auto const higgs = its_charged_higgs(p);
        auto const ours = flavour::branching_ratio(higgs + chargino_by_its_rules(p, p.eps_b)) / our_standard_model;
        // BR over a factor of 3.6; -1.4 % to +0.8 % seen: our response is fitted to 2.7 %, and its Standard Model sector holds tan(beta)
        // terms
        EXPECT_NEAR(ours / (p.branching_ratio / its_standard_model), 1.0, 0.02) << p.file;
    }
}

TEST(SuperIsoFromFiles, IsNearOurOwnChoicesWhereCharginosContributeLittle) {
    auto const table = read_csv(reference("superiso_points.csv"));
    int compared = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (std::abs(table.number(r, "C7_cha_LO")) > 0.1) continue;  // there leading order depends on its scales by up to 28 %
        ++compared;
        auto const document = slha::Document::read(reference("superiso_slha/" + table.text(r, "file")));
        slha::GivenSpectrum evaluator(document, slha::inputs_for(document, ""));
        pipeline::Evaluation result;
        evaluator.evaluate({}, 1, result);
        double ours = 0.0;
        for (std::size_t c = 0; c < evaluator.outputs().size(); ++c)
            if (evaluator.outputs()[c].name == "bsgamma_br") ours = result.column(c)[0] / our_standard_model;
        // charginos are matched at M_SUSY with the file's couplings and run; SuperIso takes them at mu_W: -3.1 % to +4.9 %
        EXPECT_NEAR(ours / (table.number(r, "BR_bsgamma_noclip") / its_standard_model), 1.0, 0.055) << table.text(r, "file");
    }
    EXPECT_EQ(compared, 11);
}

}  // namespace
}  // namespace squall::test
