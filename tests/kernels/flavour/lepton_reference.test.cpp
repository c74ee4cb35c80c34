#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "kernels/flavour/lepton_observables.hpp"
#include "kernels/flavour/lepton_resummation.hpp"
#include "tests/support/rosiek.hpp"

/// Lepton dipoles against SUSY_FLAVOR 2.53: its amplitudes, and all its observables with (il2) and without (il0) resummation.
namespace squall::test {
namespace {

/// Its inputs: lepton masses that do not run, alpha(M_Z) for the photon and BR(tau -> e nu nubar) = 0.1872.
struct SusyFlavorPoint {
    DumpPoint dump;
    flavour::LeptonInputs<double> inputs;

    flavour::LeptonObservables<double> observables(flavour::LeptonResummation<double> const& resummation) const {
        return flavour::lepton_observables(dump.spectrum, inputs, resummation);
    }
};

std::vector<SusyFlavorPoint> susy_flavor_points() {
    std::vector<SusyFlavorPoint> points;
    for (auto& dump : read_flavour_dumps()) {
        dump.spectrum.m_susy = 1000.0;  // not dumped; no QED logarithm here
        auto const& s = dump.spectrum;
        double const g1 = s.g[0], g2 = s.g[1], e2 = 1.0 / (1.0 / (0.6 * g1 * g1) + 1.0 / (g2 * g2));
        auto const& m = s.quarks.m_lepton;
        points.push_back({dump, {dump.electroweak.G_F, e2 / (4.0 * M_PI), 0.0, {m[0], m[1], m[2]}, 0.1872}});
    }
    return points;
}

class SusyFlavorLeptons : public ::testing::Test {
protected:
    CsvTable table = read_csv(reference("susyflavor_points.csv"));
    std::vector<SusyFlavorPoint> points = susy_flavor_points();

    void SetUp() override { ASSERT_EQ(points.size(), 11u); }

    double value(std::string const& point, std::string const& level, std::string const& observable) const {
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            if (table.text(r, "point") == point && table.text(r, "level") == level && table.text(r, "observable") == observable)
                return table.number(r, "value");
        ADD_FAILURE() << point << " " << observable;
        return 0.0;
    }

    void expect_observables(std::string const& level, bool resummed, double tolerance) const {
        int rates = 0;
        for (auto const& point : points) {
            auto const& name = point.dump.name;
            auto resummation = flavour::leading_order_leptons<double>();
            if (resummed) flavour::lepton_mass_corrections(point.dump.spectrum, resummation);
            auto const ours = point.observables(resummation);
            EXPECT_NEAR(ours.anomaly[0] / value(name, level, "a_e"), 1.0, tolerance) << name;
            EXPECT_NEAR(ours.anomaly[1] / value(name, level, "a_mu"), 1.0, tolerance) << name;
            EXPECT_NEAR(ours.anomaly[2] / value(name, level, "a_tau"), 1.0, tolerance) << name;
            for (auto const& [rate, observable] : {std::pair{ours.mu_e_gamma, "Br(mu-> e gamma)"},
                                                   {ours.tau_e_gamma, "Br(tau-> e gamma)"},
                                                   {ours.tau_mu_gamma, "Br(tau-> mu gamma)"}}) {
                double const theirs = value(name, level, observable);
                EXPECT_LT(std::min(rate, theirs), 1e-7);
                if (theirs < 1e-25) {  // rounding of its mixing matrices
                    EXPECT_LT(rate, 1e-25) << name << " " << observable;
                    continue;
                }
                EXPECT_NEAR(rate / theirs, 1.0, tolerance) << name << " " << observable;
                ++rates;
            }
        }
        EXPECT_EQ(rates, 2);  // mu -> e gamma of one point, tau -> e gamma of another
    }
};

TEST_F(SusyFlavorLeptons, HaveOurAmplitudes) {
    // as printed: -A/(32 pi^2) of P_L and P_R; 9 digits of results whose inputs have 11 and cancel by up to 1e4
    double const normalisation = -1.0 / (32.0 * M_PI * M_PI);
    int compared = 0;
    for (auto const& point : points) {
        auto const ours = flavour::lepton_dipoles(point.dump.spectrum, flavour::leading_order_leptons<double>());
        for (auto const& [i, j] : {std::pair{0, 1}, {0, 2}, {1, 2}}) {
            auto const& theirs = point.dump.lepton_amplitudes.at(10 * (j + 1) + i + 1);
            double const size = std::max(modulus(theirs[0]), modulus(theirs[1]));
            if (size < 1e-20) continue;
            EXPECT_LT(modulus(normalisation * ours.left(i, j) - theirs[0]), 3e-6 * size) << point.dump.name;
            EXPECT_LT(modulus(normalisation * ours.right[i][j] - theirs[1]), 3e-6 * size) << point.dump.name;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 2);
}

TEST_F(SusyFlavorLeptons, HaveOurObservablesAtLeadingOrder) {
    expect_observables("il0", false, 1e-5);  // twice the amplitudes' 3e-6; anomalies agree to 1e-6
}

TEST_F(SusyFlavorLeptons, HaveOurObservablesWithResummation) {
    // corrections are 0.6 to 9 %. Its self-energies are those of mass eigenstates, ours of v << M_SUSY: 1e-3. It also resums those that mix
    // flavours: 6e-3 in a_e where tau and e mix
    expect_observables("il2", true, 1e-2);
}

TEST_F(SusyFlavorLeptons, HaveNoElectricDipoleMoments) {
    for (auto const& point : points)  // real sleptons, charginos and neutralinos
        for (double const edm : point.observables(flavour::leading_order_leptons<double>()).edm) EXPECT_EQ(edm, 0.0);
}

}  // namespace
}  // namespace squall::test
