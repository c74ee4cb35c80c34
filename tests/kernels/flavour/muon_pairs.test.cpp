#include <gtest/gtest.h>

#include <array>
#include <map>

#include "tests/support/muon_pairs.hpp"
#include "tests/support/rosiek.hpp"

/// b -> q mu mu against high-precision integrals and against SUSY_FLAVOR 2.53, amplitude by amplitude.
namespace squall::test {
namespace {

using Lagrangian = flavour::MuonPairLagrangian<double>;
using flavour::Transition;

double from_hexadecimal(std::string const& text) { return std::strtod(text.c_str(), nullptr); }

TEST(LoopMomentum, SumsGiveTheIntegralsOfHighPrecision) {
    auto const table = read_csv(reference("loop_momentum_integrals.csv"));
    int compared = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::vector<double> m2;
        for (auto const* column : {"m1_squared", "m2_squared", "m3_squared", "m4_squared"})
            if (auto const& text = table.text(r, column); !text.empty()) m2.push_back(from_hexadecimal(text));
        int const power = std::stoi(table.text(r, "n"));
        if (power == 0) continue;
        double sum = 0.0;
        // the range is that of a spectrum with masses from 200 GeV to 2 TeV
        flavour::for_each_loop_momentum(flavour::loop_momenta(4e4, 4e6), [&](double t, double weight) {
            double product = weight * std::pow(t, power);
            for (double m : m2) product /= t + m;
            sum += product;
        });
        EXPECT_NEAR(sum / table.number(r, "value"), 1.0, 1e-12) << r;  // the accuracy the header promises
        ++compared;
    }
    EXPECT_GT(compared, 100);
}

TEST(ChargedHiggsMuonPair, PenguinFunctionAgreesWithHighPrecision) {
    auto const table = read_csv(reference("loop_momentum_integrals.csv"));
    int compared = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (table.text(r, "n") != "0") continue;
        double const y = from_hexadecimal(table.text(r, "m1_squared"));
        EXPECT_NEAR(flavour::higgs_detail::charged_higgs_penguin(y) / table.number(r, "value"), 1.0, 1e-12) << y;
        ++compared;
    }
    EXPECT_GT(compared, 50);
}

std::array<Lagrangian, 2> charginos(double G_F, spectrum::Spectrum<double> const& point) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(point, states);
    Lagrangian result[2];
    flavour::chargino_muon_pairs(G_F, point, states, result);
    return {result[0], result[1]};
}
std::array<Lagrangian, 2> gluinos(double G_F, spectrum::Spectrum<double> const& point) {
    flavour::DownQuarkStates<double> states;
    flavour::super_ckm_states(point, states);
    Lagrangian result[2];
    flavour::gluino_muon_pairs(G_F, point, states, result);
    return {result[0], result[1]};
}

/// (g_Z/m_Z)^2/(4 sqrt2), which is G_F where electroweak inputs are consistent.
double fermi_constant_of_the_z(spectrum::Spectrum<double> const& point) {
    return (std::pow(point.g[1], 2) + 0.6 * std::pow(point.g[0], 2)) / (4.0 * std::sqrt(2.0) * std::pow(point.m_Z, 2));
}

TEST(CharginoMuonPairs, AgreeWithClosedFormsOfHighPrecision) {
    std::map<std::string, std::array<Lagrangian, 2>> ours;
    for (auto const& point : read_flavour_dumps()) ours[point.name] = charginos(fermi_constant_of_the_z(point.spectrum), point.spectrum);
    auto const table = read_csv(reference("chargino_muon_pairs.csv"));
    ASSERT_EQ(table.rows.size(), 32u);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto const& of = ours.at(table.text(r, "point"))[std::stoul(table.text(r, "quark"))];
        auto const& name = table.text(r, "coefficient");
        auto const value = name == "axial_L"     ? of.axial_L
                           : name == "axial_R"   ? of.axial_R
                           : name == "scalar_RL" ? of.scalar_RL
                                                 : of.scalar_RR;
        Complex<double> const expected{table.number(r, "re"), table.number(r, "im")};
        // mixing matrices are printed with 11 digits, and are unitary to as many: the sums assume it, at the order of single terms
        double const tolerance = name == "axial_R" ? 5e-6 : 1e-6;
        EXPECT_LT(modulus(value - expected), tolerance * modulus(expected)) << table.text(r, "point") << ' ' << name;
    }
}

/// The amplitudes of one point, level and transition, by "diagram sector operator".
class SusyFlavorAmplitudes {
public:
    SusyFlavorAmplitudes() {
        auto const table = read_csv(reference("susyflavor_muon_pairs.csv"));
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            auto const text = [&](char const* name) { return table.text(r, name); };
            values_[text("point") + ' ' + text("level") + ' ' + text("quark") + ' ' + text("diagram") + ' ' + text("sector") + ' ' +
                    text("operator")] = {table.number(r, "re"), table.number(r, "im")};
        }
    }
    /// Zero where the table has no row.
    Complex<double> operator()(std::string const& point, std::string const& level, int quark, std::string const& what) const {
        auto const found = values_.find(point + ' ' + level + ' ' + std::to_string(quark + 1) + ' ' + what);
        return found == values_.end() ? complex_zero<double>() : found->second;
    }

private:
    std::map<std::string, Complex<double>> values_;
};

TEST(CharginoMuonPairs, AgreeWithSusyFlavor) {
    SusyFlavorAmplitudes const theirs;
    for (auto const& point : read_flavour_dumps()) {
        auto const ours = charginos(fermi_constant_of_the_z(point.spectrum), point.spectrum);
        for (int q : {0, 1}) {
            auto const of = [&](char const* what) { return theirs(point.name, "il0", q, what); };
            // its Z penguins of scalars and fermions have the opposite sign relative to its boxes; the sign of ours follows from
            // GoldstoneBosons.AreTheLargeTopMassLimitOfInamiLim
            auto const axial_L = 0.5 * (of("z chargino VLL") - of("z chargino VLR") - of("box chargino VLL"));
            auto const axial_R = 0.5 * (of("z chargino VRL") - of("z chargino VRR"));
            // its results cancel among closed forms: 2e-8 of the largest seen there
            EXPECT_LT(modulus(ours[q].axial_L - axial_L), 5e-6 * modulus(axial_L)) << point.name;
            EXPECT_LT(modulus(ours[q].axial_R - axial_R), 2e-4 * modulus(axial_R)) << point.name;
            EXPECT_LT(modulus(ours[q].scalar_RL - of("box chargino SRL")), 1e-6 * modulus(ours[q].scalar_RL)) << point.name;
            EXPECT_LT(modulus(ours[q].scalar_RR - of("box chargino SRR")), 1e-6 * modulus(ours[q].scalar_RR)) << point.name;
            // what is left out: boxes with y_mu^2 or y_s y_b, against the whole amplitude
            for (auto const* left_out : {"box chargino VRR", "box chargino VRL", "box chargino SLL", "box chargino SLR"})
                EXPECT_LT(modulus(of(left_out)), 3e-3 * modulus(axial_L)) << point.name << ' ' << left_out;
        }
    }
}

TEST(GluinoMuonPairs, AgreeWithSusyFlavor) {
    SusyFlavorAmplitudes const theirs;
    int compared = 0;
    for (auto const& point : read_flavour_dumps()) {
        auto const ours = gluinos(fermi_constant_of_the_z(point.spectrum), point.spectrum);
        for (int q : {0, 1}) {
            auto const of = [&](char const* what) { return theirs(point.name, "il0", q, what); };
            auto const axial_L = 0.5 * (of("z gluino VLL") - of("z gluino VLR")), axial_R = 0.5 * (of("z gluino VRL") - of("z gluino VRR"));
            if (modulus(axial_L) + modulus(axial_R) < 1e-18)
                continue;  // GeV^-2: 1e-9 of the Standard Model, the noise of GIM cancellations
            // it uses another g_s here (G3 holds two): their squares differ by 1e-4 at most; cancellations take 1e-4 of the smaller one
            double const scale = modulus(axial_L) + modulus(axial_R);
            EXPECT_LT(modulus(ours[q].axial_L - axial_L), 4e-4 * scale) << point.name;
            EXPECT_LT(modulus(ours[q].axial_R - axial_R), 4e-4 * scale) << point.name;
            ++compared;
        }
    }
    EXPECT_GE(compared, 4);
}

/// v_u E' of the level with resummation (mass eigenstates), as the couplings that make our scalar amplitudes theirs.
flavour::WrongHiggsCouplings<double> wrong_couplings(SusyFlavorAmplitudes const& theirs, DumpPoint const& point, std::string const& level) {
    double const v_u = point.electroweak.v * point.spectrum.tan_beta / std::hypot(1.0, point.spectrum.tan_beta);
    flavour::WrongHiggsCouplings<double> wrong{};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
            wrong.down[i][j] = (1.0 / v_u) * conj(theirs(point.name, level, j, "self all EY" + std::to_string(i + 1)));
    return wrong;
}

TEST(NeutralHiggsMuonPair, AgreesWithSusyFlavor) {
    SusyFlavorAmplitudes const theirs;
    for (auto const& point : read_flavour_dumps()) {
        auto const& s = point.spectrum;
        flavour::DownQuarkStates<double> states;
        flavour::super_ckm_states(s, states);
        auto const wrong = wrong_couplings(theirs, point, "il2");
        flavour::MuonPairNormalisation<double> const normalisation{1.16639e-5, 1.0 / 128.0, s.quarks.m_down[2]};
        for (auto q : {Transition::b_to_d, Transition::b_to_s}) {
            auto const ours = flavour::neutral_higgs_muon_pair(normalisation, s, states, wrong, mass_corrections(s).yukawa_ratio(1), q);
            auto const of = [&](char const* what) { return theirs(point.name, "il2", static_cast<int>(q), what); };
            auto const expected = flavour::muon_pair({complex_zero<double>(), complex_zero<double>(), of("higgs all SRR"),
                                                      of("higgs all SRL"), of("higgs all SLR"), of("higgs all SLL")},
                                                     normalisation, flavour::lambda_t(s.quarks.ckm, q));
            // v = 173.45 GeV of theirs for 174.1 of ours: 0.4 %; corrections of the muon's coupling in the decoupling limit: 0.2 %
            double const tolerance = 0.008 * (modulus(expected.c_P) + modulus(expected.c_P_prime));
            EXPECT_LT(modulus(ours.c_S - expected.c_S), tolerance) << point.name;
            EXPECT_LT(modulus(ours.c_P - expected.c_P), tolerance) << point.name;
            EXPECT_LT(modulus(ours.c_S_prime - expected.c_S_prime), tolerance) << point.name;
            EXPECT_LT(modulus(ours.c_P_prime - expected.c_P_prime), tolerance) << point.name;
        }
    }
}

TEST(LeptonThreshold, IsThatOfSusyFlavor) {
    // v_u times its non-holomorphic self-energies of mu and tau over their masses, without resummation, GeV/GeV
    std::map<std::string, std::array<double, 2>> const epsilon_tan_beta = {
        {"mfv_tb3_mup", {-6.5893153297620210e-4 / 0.105658, -1.1081090138870368e-2 / 1.77684}},
        {"mfv_tb10_mup", {-2.1979403872743300e-3 / 0.105658, -3.6959733762907163e-2 / 1.77684}},
        {"mfv_tb40_mup", {-8.7923464727879715e-3 / 0.105658, -0.14767594447032975 / 1.77684}}};
    int compared = 0;
    for (auto const& point : read_flavour_dumps()) {
        auto const found = epsilon_tan_beta.find(point.name);
        if (found == epsilon_tan_beta.end()) continue;
        for (int l : {1, 2}) {
            double const ours = mass_corrections(point.spectrum).delta[l].re;
            // slepton masses enter with the D terms of electroweak breaking or without: m_Z^2/m^2 = 3 %
            EXPECT_NEAR(ours / found->second[l - 1], 1.0, 0.03) << point.name;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 6);
}

TEST(NeutralHiggsMuonPair, HelperForTestsHasTheHiggsinoAndWinoLoops) {
    SusyFlavorAmplitudes const theirs;
    for (auto const& point : read_flavour_dumps()) {
        if (!point.name.starts_with("mfv")) continue;
        auto const& s = point.spectrum;
        auto const expected = wrong_couplings(theirs, point, "il0");
        double const v_u = point.electroweak.v * s.tan_beta / std::hypot(1.0, s.tan_beta);
        auto const ours = chargino_wrong_couplings(s, v_u);
        for (int q : {0, 1})  // v_d beside v_u: 1/tan(beta); decoupling limit: (m_t/m_squark)^2
            EXPECT_LT(modulus(ours.down[2][q] - expected.down[2][q]), (0.06 + 1.0 / s.tan_beta) * modulus(expected.down[2][q]))
                << point.name;
    }
}

}  // namespace
}  // namespace squall::test
