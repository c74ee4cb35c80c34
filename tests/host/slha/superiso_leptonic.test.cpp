#include <gtest/gtest.h>

#include <cmath>

#include "host/slha/inputs.hpp"
#include "host/slha/read_spectrum.hpp"
#include "tests/support/csv.hpp"
#include "tests/support/muon_pairs.hpp"

/// Leptonic B decays of SuperIso 3.4 on spectra of SPheno 4.0.5, which come through our reader.
namespace squall::test {
namespace {

struct SuperIsoPoint {
    std::string file;
    spectrum::Spectrum<double> spectrum;
    double tan_beta, eps_0, eps_b, m_t, m_W;
    double c10, bs, bs_untagged, bd;  ///< new physics in C10 at mu_W; branching ratios over its Standard Model
    double btaunu;
};

std::vector<SuperIsoPoint> superiso_points() {
    auto const table = read_csv(reference("superiso_points.csv")), standard_model = read_csv(reference("superiso_muon_pairs.csv"));
    std::vector<SuperIsoPoint> points;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto const number = [&](char const* name) { return table.number(r, name); };
        auto const of_standard_model = [&](char const* name) { return standard_model.number(r, name); };
        SuperIsoPoint p;
        p.file = table.text(r, "file");
        if (standard_model.text(r, "file") != p.file) throw std::runtime_error("tables differ");
        auto const document = slha::Document::read(reference("superiso_slha/" + p.file));
        auto const inputs = slha::inputs_for(document, "");
        p.spectrum = slha::read_spectrum(document, inputs);
        p.m_W = inputs.m_W;
        p.tan_beta = number("tanb");
        p.eps_0 = number("eps0");
        p.eps_b = number("eps0") + number("eps2");
        p.m_t = number("mt_muW");
        p.c10 = of_standard_model("C10w") - of_standard_model("C10w_SM");
        p.bs = number("BR_Bsmumu") / of_standard_model("BR_Bsmumu_SM");
        p.bs_untagged = number("BR_Bsmumu_untag") / of_standard_model("BR_Bsmumu_untag_SM");
        p.bd = number("BR_Bdmumu") / of_standard_model("BR_Bdmumu_SM");
        p.btaunu = number("R_Btaunu");
        points.push_back(p);
    }
    return points;
}

/// E' of charginos, resummed: bottom couplings over (1 + eps_b tan(beta)) are the spectrum's own, flavour changes over 1 + eps_0 tan(beta)
/// (Buras et al. hep-ph/0210145); on the diagonal eps_0 and eps_b of SuperIso.
flavour::WrongHiggsCouplings<double> wrong_couplings(SuperIsoPoint const& p) {
    double const v_u = 174.1 * p.tan_beta / std::hypot(1.0, p.tan_beta);
    auto wrong = chargino_wrong_couplings(p.spectrum, v_u);
    double const from_eps_0 = p.eps_0 * p.tan_beta / (1.0 + p.eps_0 * p.tan_beta);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
            wrong.down[i][j] = i == j ? Complex<double>{p.spectrum.quarks.m_down[i] * from_eps_0 / v_u, 0.0}
                                      : (1.0 / (1.0 + p.eps_0 * p.tan_beta)) * wrong.down[i][j];
    return wrong;
}

flavour::BMuMuInputs<double> its_inputs(SuperIsoPoint const& p) {
    auto inputs = bmumu_inputs();
    inputs.electroweak = flavour::electroweak_inputs(1.16637e-5, p.m_W, 0.0, p.m_t);
    inputs.m_t_pole = 172.69;
    inputs.alpha_s = 0.1181;
    inputs.y_s = 0.088;
    return inputs;
}

flavour::BMuMuPair<double> ours(SuperIsoPoint const& p) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(p.spectrum, states);
    return flavour::evaluate_bmumu(its_inputs(p), p.spectrum, states, wrong_couplings(p), {1.0, 0.0});
}

TEST(SuperIsoLeptonic, HasOurAxialCoefficientsOfChargedHiggsAndCharginos) {
    for (auto const& p : superiso_points()) {
        auto const decay = ours(p).B_s;
        double const c10 = decay.charged_higgs.c10.re + decay.chargino.c10.re;
        std::cerr << p.file << " C10 " << c10 << " " << p.c10 << " H " << decay.charged_higgs.c10.re << " chi " << decay.chargino.c10.re
                  << '\n';
        EXPECT_NEAR(c10, p.c10, 1.0) << p.file;
    }
}

TEST(SuperIsoLeptonic, HasOurRates) {
    for (auto const& p : superiso_points()) {
        auto const decay = ours(p);
        double const bs = decay.B_s.prompt / (decay.B_s.standard_model_time_integrated * (1.0 - 0.088));
        double const bs_untagged = decay.B_s.time_integrated / decay.B_s.standard_model_time_integrated;
        double const bd = decay.B_d.prompt / decay.B_d.standard_model_time_integrated;
        std::cerr << p.file << ' ' << bs << ' ' << p.bs << "   " << bs_untagged << ' ' << p.bs_untagged << "   " << bd << ' ' << p.bd
                  << " LN " << decay.B_s.charged_higgs.c_S.re << " nh " << decay.B_s.neutral_higgs.c_S.re << " box "
                  << decay.B_s.chargino.c_S.re << '\n';
    }
}

TEST(SuperIsoLeptonic, HasOurRatioOfBTauNu) {
    for (auto const& p : superiso_points()) {
        flavour::DownQuarkStates<double> states;
        flavour::super_ckm_states(p.spectrum, states);
        auto wrong = no_wrong_couplings();
        wrong.down[2][2] = wrong_couplings(p).down[2][2];
        auto s = p.spectrum;
        s.tan_beta = p.tan_beta;  // MINPAR 3, at m_Z
        auto const ratio = flavour::up_bottom_ratio(s, states, wrong);
        EXPECT_NEAR(flavour::btaunu_ratio(5.27926, s.m_Hp, s.tan_beta, ratio), p.btaunu, 1e-3) << p.file;
    }
}

}  // namespace
}  // namespace squall::test
