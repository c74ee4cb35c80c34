#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

#include "host/config/error.hpp"
#include "host/slha/given_spectrum.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/read_spectrum.hpp"
#include "tests/support/config_text.hpp"
#include "tests/support/csv.hpp"

/// Files of other programs: SLHA1 without flavour violation, blocks at several scales, real neutralino mixing.
namespace squall::test {
namespace {

using slha::Document;

std::string slha1_text() {
    std::ifstream file(reference("slha1_layout.slha"));
    return {std::istreambuf_iterator<char>(file), {}};
}

spectrum::Spectrum<double> read(std::string const& text) {
    auto const document = Document::parse(text, "a.slha");
    return slha::read_spectrum(document, slha::inputs_for(document, ""));
}

/// What a changed text is refused with.
std::string refusal_of(std::string const& from, std::string const& to) {
    try {
        read(with(slha1_text(), from, to));
    } catch (config::ConfigError const& error) {
        return error.what();
    }
    return "accepted";
}

TEST(ForeignSlha, PutsThirdFamilyMixingIntoSixStates) {
    auto const s = read(slha1_text());
    EXPECT_EQ(s.m_susy, 1000.0);
    // masses ascending; states as the file names them
    EXPECT_EQ(s.m_up_squark[0], 994.0);   // t1 = 0.6 L + 0.8 R
    EXPECT_EQ(s.m_up_squark[1], 1265.0);  // t2 = 0.8 L - 0.6 R
    EXPECT_EQ(s.m_up_squark[5], 1426.0);  // u_L
    EXPECT_EQ(s.Z_up[0][2].re, 0.6);
    EXPECT_EQ(s.Z_up[0][5].re, 0.8);
    EXPECT_EQ(s.Z_up[1][5].re, -0.6);
    EXPECT_EQ(s.Z_up[5][0].re, 1.0);
    EXPECT_EQ(s.m_down_squark[1], 1390.0);  // b2
    EXPECT_EQ(s.Z_down[1][2].re, -0.28);
    EXPECT_EQ(s.m_down_squark[4], 1427.0);  // s_L is below d_L
    EXPECT_EQ(s.Z_down[4][1].re, 1.0);
    EXPECT_EQ(s.Z_lepton[0][5].re, 0.96);
    EXPECT_EQ(s.m_sneutrino[0], 1043.0);
    EXPECT_EQ(s.Z_sneutrino[0][2].re, 1.0);
}

TEST(ForeignSlha, TakesRunningQuantitiesNearTheScaleOfHmix) {
    auto const s = read(slha1_text());
    EXPECT_DOUBLE_EQ(s.g[0], 0.36 * std::sqrt(5.0 / 3.0));
    EXPECT_EQ(s.g[2], 1.05);
    EXPECT_EQ(s.tan_beta, 9.6);
    EXPECT_NEAR(s.b, 1.5e6 * 9.6 / (1.0 + 9.6 * 9.6), 1e-9);
}

TEST(ForeignSlha, TurnsNegativeNeutralinoMassesIntoPhases) {
    auto const s = read(slha1_text());
    EXPECT_EQ(s.m_neutralino[2], 646.0);
    EXPECT_EQ(s.neutralino_N[2][2].re, 0.0);
    EXPECT_EQ(s.neutralino_N[2][2].im, 0.6);
    EXPECT_EQ(s.neutralino_N[3][2].re, 0.8);
    auto const flipped = read(with(slha1_text(), "1000024     3.94", "1000024    -3.94"));
    EXPECT_EQ(flipped.m_chargino[0], 394.1);
    EXPECT_EQ(flipped.chargino_V[0][0].re, -0.96);
    EXPECT_EQ(flipped.chargino_U[0][0].re, 0.96);
    EXPECT_EQ(read(with(slha1_text(), "3     1.10", "3    -1.10")).gluino_phase.re, -1.0);
}

TEST(ForeignSlha, FillsLightQuarksFromTheInputs) {
    auto const s = read(slha1_text());
    EXPECT_EQ(s.quarks.y_up[2], 0.86);
    // m_t(M_Z) = 168 GeV, m_b = 2.84 GeV run down to 1 TeV by about 0.89 and 0.86 (arXiv:2009.04851, table 2: 148, 2.41 GeV)
    EXPECT_NEAR(s.quarks.m_up[2], 148.0, 3.0);
    EXPECT_NEAR(s.quarks.m_down[2], 2.41, 0.05);
    EXPECT_NEAR(s.quarks.y_down[1], s.quarks.m_down[1] / 174.1 * std::hypot(1.0, 9.6), 1e-15);
    EXPECT_NEAR(modulus(s.quarks.ckm[2][1]), 0.041, 0.002);
    double unitarity = 0.0;
    for (int i = 0; i < 3; ++i) unitarity += norm(s.quarks.ckm[i][2]);
    EXPECT_NEAR(unitarity, 1.0, 1e-14);
}

TEST(ForeignSlha, TakesInputsFromTheFileOrThePreset) {
    auto const document = Document::parse(slha1_text() + "Block VCKMIN\n 1 0.2272\n 2 0.818\n 3 0.221\n 4 0.34\n", "a.slha");
    auto const inputs = slha::inputs_for(document, "");
    EXPECT_EQ(inputs.m_W, 80.4);
    EXPECT_EQ(inputs.G_F, 1.16637e-5);
    EXPECT_EQ(inputs.ckm_lambda, 0.2272);
    EXPECT_LT(inputs.alpha_s_160, slha::inputs_for(document, "pdg2024").alpha_s_160);  // 0.1172 against 0.118 at m_Z
    EXPECT_GT(inputs.m_t_mu_W, slha::inputs_for(document, "pdg2024").m_t_mu_W);        // 174.3 against 172.57 GeV
    EXPECT_EQ(slha::inputs_for(document, "hamidian98").ckm_lambda, 0.2205);
    EXPECT_THROW(slha::inputs_for(document, "pdg2042"), config::ConfigError);
}

TEST(ForeignSlha, KnowsTheInputsThatDataTablesQuote) {
    auto const inputs = slha::inputs_for(Document::parse(slha1_text(), "a.slha"), "pdg2024");
    EXPECT_NEAR(slha::alpha_s_five_flavours(inputs), 0.118, 1e-10);
    // m_b(M_Z) of arXiv:2009.04851 has an error of 0.9 % and is run from 4.18 GeV with more than QCD
    EXPECT_NEAR(slha::bottom_mass_at_itself(inputs), 4.183, 0.01 * 4.183);
}

TEST(ForeignSlha, SaysWhatIsMissingAndWhatFor) {
    EXPECT_EQ(
        refusal_of("Block nmix", "Block other"),
        "a.slha: there is no BLOCK NMIX (it is needed for the neutralino loops of b -> s gamma); use a file from a spectrum generator that "
        "writes it");
    EXPECT_NE(refusal_of("Block stopmix", "Block other").find("STOPMIX"), std::string::npos);
    EXPECT_NE(refusal_of("Block hmix", "Block other").find("HMIX"), std::string::npos);
    EXPECT_NE(refusal_of("Block hmix Q= 1.00000000e+03", "Block hmix").find("has no Q="), std::string::npos);
    EXPECT_NE(refusal_of("1000021     1.195", "1000029     1.195").find("the mass of the gluino"), std::string::npos);
    EXPECT_NE(refusal_of("  3  3     1.35000000e-01", "  2  2     1.35000000e-01").find("YD has no entry 3 3"), std::string::npos);
    EXPECT_NE(refusal_of("  3  4     8.00000000e-01", "  3  4     7.00000000e-01").find("row 3 of NMIX"), std::string::npos);
}

TEST(ForeignSlha, RefusesNumbersThatCannotBeMeant) {
    struct Slip {
        std::string from, to, kind;
    };
    // lines of blocks are told apart by their comments
    Slip const slips[] = {
        {"     2     9.60000000e+00   # tan beta", "     2    -10   # tan beta", "tan(beta)"},
        {"     2     9.60000000e+00   # tan beta", "     2     0   # tan beta", "tan(beta)"},
        {"     2     9.60000000e+00   # tan beta", "     2     1e300   # tan beta", "tan(beta)"},
        {"     1     6.40000000e+02   # mu(Q)", "     1     1e300   # mu(Q)", "a mass parameter"},
        {"     4     1.50000000e+06   # mA^2", "     4     1e300   # mA^2", "a mass squared"},
        {"     1     3.60000000e-01   # g'", "     1     0   # g'", "coupling"},
        {"     2     6.40000000e-01   # g(Q)", "     2     -0.64   # g(Q)", "coupling"},
        {"     3     1.05000000e+00   # g3", "     3     -1   # g3", "coupling"},
        {"     3     1.05000000e+00   # g3", "     3     0   # g3", "coupling"},
        {"     3     1.05000000e+00   # g3", "     3     10   # g3", "coupling"},
        {"  3  3     8.60000000e-01   # Yt", "  3  3     -0.86   # Yt", "coupling"},
        {"  3  3     1.35000000e-01   # Yb", "  3  3     0   # Yb", "coupling"},
        {"  3  3     9.90000000e-02   # Ytau", "  3  3     0   # Ytau", "coupling"},
        {"  3  3     1.35000000e-01   # Yb", "  2  2     -1e-3   # Yb", "coupling"},
        {"     3     1.10000000e+03   # M_3", "     3     -1e300   # M_3", "a mass parameter"},
        {"   1000021     1.19500000e+03", "   1000021     0", "a mass"},
        {"   1000021     1.19500000e+03", "   1000021     -1e300", "a mass"},
        {"   1000024     3.94100000e+02", "   1000024     0", "a mass"},
        {"   1000022     2.07000000e+02", "   1000022     0", "a mass"},
        {"   1000001     1.42800000e+03", "   1000001     1e300", "a mass"},
        {"Block hmix Q= 1.00000000e+03", "Block hmix Q= 1.0e300", "the scale of a spectrum"},
        {"Block hmix Q= 1.00000000e+03", "Block hmix Q= 1.0e-3", "the scale of a spectrum"},
        {"     3    1.17200000e-01", "     3    1.2", "alpha_s"},
        {"     1    1.27934000e+02", "     1    0.0078", "1/alpha"},
        {"        24     8.04000000e+01", "        24     -80.4", "a mass"},
        {"     1    1   # sugra", "     6    7   # flavour", "MODSEL 6"},
    };
    auto const text = slha1_text();
    for (auto const& [from, to, kind] : slips) {
        auto const at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        auto const line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        auto const refused = refusal_of(from, to);
        EXPECT_EQ(refused.find("a.slha:" + std::to_string(line) + ":1: "), 0u) << to << "\n" << refused;
        EXPECT_NE(refused.find(kind), std::string::npos) << to << "\n" << refused;
    }
}

TEST(ForeignSlha, TakesLightYukawasOfZeroAsTheyAre) {
    auto const s = read(with(slha1_text(), "Block yd Q= 1.00000000e+03", "Block yd Q= 1.00000000e+03\n  2  2     0.0"));
    EXPECT_EQ(s.quarks.y_down[1], 0.0);
    EXPECT_EQ(s.quarks.y_down[2], 0.135);
    EXPECT_GT(s.quarks.m_down[1], 0.01);
}

TEST(ForeignSlha, WantsRowsOfMixingMatricesAtRightAngles) {
    EXPECT_NE(
        refusal_of("  2  1     2.80000000e-01   # V", "  2  1    -2.80000000e-01   # V").find("rows 1 and 2 of VMIX are not orthogonal"),
        std::string::npos);
    // by less than what files of four digits miss
    EXPECT_EQ(refusal_of("  2  1     2.80000000e-01   # V", "  2  1     2.79000000e-01   # V"), "accepted");
    // imaginary parts count: rows (0.8, 0.6 i) and (0.6, 0.8 i) are orthogonal only with a minus
    std::string const umix = "Block IMUMIX\n 1 2 0.28\n 2 2 %\n";
    auto const complex = with(with(slha1_text(), "  1  2    -2.80000000e-01   # U", "  1  2     0.0   # U"),
                              "  2  2     9.60000000e-01   # U", "  2  2     0.0   # U");
    EXPECT_NO_THROW(read(complex + with(umix, "%", "-0.96")));
    EXPECT_THROW(read(complex + with(umix, "%", "0.96")), config::ConfigError);
}

TEST(ForeignSlha, WantsSixStatesWhereFlavourIsViolated) {
    auto const with_flavour = [](char const* six) { return refusal_of("     1    1   # sugra", "     6    " + std::string(six)); };
    EXPECT_EQ(with_flavour("0"), "accepted");
    EXPECT_NE(with_flavour("1").find("there is no BLOCK USQMIX"), std::string::npos);
    EXPECT_NE(with_flavour("2").find("there is no BLOCK SELMIX"), std::string::npos);
    EXPECT_NE(with_flavour("3").find("there is no BLOCK USQMIX"), std::string::npos);
}

TEST(ForeignSlha, BlamesTheFileForInputsThatLeadNowhere) {
    // 0.9 is a coupling, but runs into its Landau pole above m_b
    auto const refused = refusal_of("     3    1.17200000e-01", "     3    0.9");
    EXPECT_EQ(refused.find("a.slha:11:1: alpha_s runs into its Landau pole"), 0u) << refused;
}

TEST(ForeignSlha, ChecksInputsOfOurOwnBlockToo) {
    auto const document = Document::parse(
        "BLOCK SQUALLINPUTS\n 1 91.2\n 2 80.4\n 3 1.2E-05\n 4 59\n 5 30\n 6 0.117\n 7 160\n 8 164\n 9 0.109\n 10 4.2\n 11 0.22\n 12 0.109\n"
        " 21 0.001\n 22 0.6\n 23 168\n 31 0.003\n 32 0\n 33 2.8\n 41 0.0005\n 42 0.1\n 43 1.7\n 51 0.22\n 52 0.8\n 53 -0.1\n 54 0.3\n",
        "a.slha");
    try {
        slha::inputs_for(document, "");
        ADD_FAILURE() << "accepted";
    } catch (config::ConfigError const& error) {
        EXPECT_EQ(std::string(error.what()).find("a.slha:18:1: 0 is out of range (a mass"), 0u) << error.what();
    }
}

TEST(ForeignSlha, RefusesSpectraThatAreNone) {
    EXPECT_THROW(read(with(slha1_text(), "     2   1.0         # version", "     4   no convergence  # error")), slha::InvalidSpectrum);
    EXPECT_THROW(read(with(slha1_text(), "1000015     1.007", "1000015    -1.007")), slha::InvalidSpectrum);
    EXPECT_THROW(read(with(slha1_text(), "        36     1.214", "        36    -1.214")), slha::InvalidSpectrum);
}

TEST(ForeignSlha, GivesObservables) {
    auto const document = Document::parse(slha1_text(), "a.slha");
    slha::GivenSpectrum evaluator(document, slha::inputs_for(document, ""));
    pipeline::Evaluation result;
    evaluator.evaluate({}, 2, result);
    auto const outputs = evaluator.outputs();
    ASSERT_EQ(result.values.size(), 2 * outputs.size());
    auto const value = [&](std::string const& name) {
        for (std::size_t c = 0; c < outputs.size(); ++c)
            if (outputs[c].name == name) return result.column(c)[1];
        return std::nan("");
    };
    EXPECT_EQ(result.status[1], Status::ok);
    EXPECT_EQ(value("mh"), 116.0);
    EXPECT_EQ(value("m_stop_1"), 994.0);
    EXPECT_EQ(value("m_stau_2"), 1049.0);
    EXPECT_NEAR(value("bsgamma_br"), 3.5e-4, 0.5e-4);
    EXPECT_TRUE(std::isnan(value("mh_tree")));
}

TEST(ForeignSlha, ReadsSPhenoFiles) {
    auto const table = read_csv(reference("superiso_points.csv"));
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto const document = Document::read(reference("superiso_slha/" + table.text(r, "file")));
        auto const s = slha::read_spectrum(document, slha::inputs_for(document, ""));
        EXPECT_EQ(s.m_Hp, document.number(*document.find("MASS")->find({37})));
        EXPECT_GT(s.m_up_squark[5], s.m_up_squark[0]);
        EXPECT_GT(s.m_susy, 500.0);
        EXPECT_LT(s.m_susy, 5000.0);  // not the GUT scale
    }
}

}  // namespace
}  // namespace squall::test
