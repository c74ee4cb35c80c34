/// Points of another program (tests/reference/sequestered_points.csv): Case 1 at m_X, and the law from m_f to m_X, with all their roots.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/status_name.hpp"
#include "tests/support/csv.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/sequestered_points.hpp"

namespace squall::test {
namespace {

CsvTable const& table() {
    static auto const rows = read_csv(reference("sequestered_points.csv"));
    return rows;
}

/// Rows of one point, by its name.
std::map<std::string, std::vector<std::size_t>> points() {
    std::map<std::string, std::vector<std::size_t>> result;
    for (std::size_t i = 0; i < table().rows.size(); ++i) result[table().text(i, "id")].push_back(i);
    return result;
}

bool is_case_1(std::size_t row) { return table().number(row, "mode") == 0; }

/// A point of the table in our parameters: multipliers n_a of the gaugino masses, D_f messengers 5 + 5*, Lambda = L_X/D_f.
SequesteredBatch point_of(std::size_t row) {
    auto const number = [row](char const* column) { return table().number(row, column); };
    SequesteredBatch point(1);
    double const D_f = is_case_1(row) ? 1 : number("Df");
    point.at("Lambda") = number("LX") / D_f;
    point.at("n_D") = point.at("n_L") = D_f;
    point.at("M_mess") = is_case_1(row) ? 0 : number("mf");
    point.at("m_X") = number("mX");
    point.at("R_S") = (number("gam") + 1) * 2 / 3;
    point.at("alpha_hat") = number("alp");
    point.at("gaugino_1") = number("n1");
    point.at("gaugino_2") = number("n2");
    point.at("gaugino_3") = number("n3");
    point.at("k_B") = number("kB");
    point.at("A_Hu_re") = number("rHu");
    point.at("A_Hd_re") = number("rHd");
    for (char const s : {'Q', 'U', 'D', 'L', 'E'})
        point.at({'A', '_', s, '_', '3', '3', '_', 'r', 'e'}) = number(std::string{'r', s, '3'}.c_str());
    return point;
}

std::unique_ptr<pipeline::Evaluator> evaluator_of(std::size_t row, bool from_b) {
    pipeline::SequesteredSetup setup;
    setup.boundary_at_m_X = is_case_1(row);
    setup.trilinears_in_M_2 = true;
    setup.quark_basis = pipeline::QuarkBasis::up;
    setup.highest_scale = reduced_planck_mass;
    setup.tan_beta_from_b = setup.sign_mu_from_b = from_b;
    setup.roots.tan_beta_min = 1.3;
    setup.roots.tan_beta_max = 65;
    return pipeline::make_sequestered_evaluator(setup, sequestered_inputs(), sequestered_numerics(), {"auto", 1});
}

class SequesteredPoints : public testing::TestWithParam<std::string> {};

/// Tolerances of sequestered_points.README.md; masses are of that program's 2 x 2 blocks.
void expect_row(std::size_t row, double tan_beta, pipeline::Evaluator& evaluator, pipeline::Evaluation const& result) {
    auto const number = [row](std::string const& column) { return table().number(row, column); };
    auto const ours = [&](std::string const& name) { return column(evaluator, result, name)[0]; };
    double const sensitivity = std::abs(number("dlntanb_dlnalphas"));
    auto const within = [](double ours, double theirs, double tolerance, std::string const& what) {
        EXPECT_NEAR(ours / theirs, 1, tolerance) << what << ": " << ours << " for " << theirs;
    };
    within(tan_beta, number("tanb"), sensitivity > 4 ? 5e-3 : 1e-3, "tan beta");
    within(ours("mu"), number("mu"), 4e-4, "mu");
    double const gamma_S = number("gam"), conformal = is_case_1(row) ? 1 : std::pow(number("mf") / number("mX"), gamma_S);
    within(ours("mu_boundary") * conformal, number("mu_mX"), 4e-4, "mu at the boundary");
    for (auto const& [name, theirs] : std::map<std::string, std::string>{{"m_susy", "m_SUSY"},
                                                                         {"mA", "mA"},
                                                                         {"mHp", "mHpm"},
                                                                         {"m_gluino", "M3"},
                                                                         {"m_stop_1", "m_t1"},
                                                                         {"m_stop_2", "m_t2"},
                                                                         {"m_sbottom_1", "m_b1"},
                                                                         {"m_sbottom_2", "m_b2"},
                                                                         {"m_stau_1", "m_tau1"},
                                                                         {"m_stau_2", "m_tau2"},
                                                                         {"m_sneutrino_tau", "m_nutau"},
                                                                         {"m_chargino_1", "cha1"},
                                                                         {"m_chargino_2", "cha2"},
                                                                         {"m_neutralino_1", "neu1"},
                                                                         {"m_neutralino_2", "neu2"},
                                                                         {"m_neutralino_3", "neu3"},
                                                                         {"m_neutralino_4", "neu4"}})
        within(ours(name), number(theirs), 1e-3, name);
    EXPECT_NEAR(ours("ufb_min"), number("ufb_min"), 0.01) << "looked at in other places: 0.005 at most";
}

bool has_tachyonic_sfermion(pipeline::Evaluator const& evaluator, pipeline::Evaluation const& result) {
    for (std::string const name : {"m_up_squark_1", "m_down_squark_1", "m_slepton_1", "m_sneutrino_1"})
        if (column(evaluator, result, name)[0] < 0) return true;
    return false;
}

TEST_P(SequesteredPoints, HaveTheRootsAndMassesOfAnotherProgram) {
    auto const rows = points().at(GetParam());
    auto const point = point_of(rows[0]);
    auto const finder = evaluator_of(rows[0], true), evaluator = evaluator_of(rows[0], false);
    std::vector<pipeline::Root> accepted, rejected;
    for (auto const& root : finder->roots(point.values)) (root.status == Status::ok ? accepted : rejected).push_back(root);
    bool const has_roots = table().text(rows[0], "status") == "ok";
    std::ostringstream list;
    for (auto const& roots : {accepted, rejected})
        for (auto const& root : roots)
            list << ' ' << root.tan_beta << (root.sign_mu > 0 ? "+ " : "- ") << pipeline::status_name(root.status);
    auto const found = list.str();
    ASSERT_EQ(accepted.size(), has_roots ? rows.size() : 0u) << found;
    if (!has_roots) {
        // e.g. "rejected roots: tb=3.0536 sg=+1 mu=1217.71 mA2<0 tb=34.0383 sg=+1 mu=1691.14 tachyon"
        auto const& why = table().text(rows[0], "status");
        std::size_t expected = 0;
        for (auto at = why.find("tb="); at != std::string::npos; at = why.find("tb=", at + 1), ++expected) {
            double const tan_beta = std::stod(why.substr(at + 3)), sign = std::stod(why.substr(why.find("sg=", at) + 3));
            auto const reason = why.substr(at, why.find(" tb=", at) - at);
            bool matched = false;
            for (auto const& root : rejected) {
                if (root.sign_mu != sign || std::abs(root.tan_beta / tan_beta - 1) > 5e-3) continue;
                auto const name = pipeline::status_name(root.status);
                auto at_root = point;
                at_root.at("tan_beta") = root.tan_beta;
                at_root.at("sign_mu") = root.sign_mu;
                pipeline::Evaluation result;
                evaluator->evaluate(at_root.values, 1, result);
                // a sfermion's tachyon is what the other program names first, ours is that of the Higgs boson
                bool const has_reason = reason.find("mA2<0") != std::string::npos     ? name == "tachyon_A"
                                        : reason.find("tachyon") != std::string::npos ? has_tachyonic_sfermion(*evaluator, result)
                                                                                      : name == "no_ewsb";
                EXPECT_TRUE(has_reason) << reason << " and " << name;
                matched = true;
            }
            EXPECT_TRUE(matched) << reason << " not among" << found;
        }
        EXPECT_EQ(rejected.size(), expected) << found;
        return;
    }
    for (std::size_t k = 0; k < rows.size(); ++k) {
        SCOPED_TRACE(GetParam() + " root " + std::to_string(k + 1));
        auto at_root = point;
        at_root.at("tan_beta") = accepted[k].tan_beta;
        at_root.at("sign_mu") = accepted[k].sign_mu;
        EXPECT_EQ(accepted[k].sign_mu, table().number(rows[k], "sign_mu"));
        pipeline::Evaluation result;
        evaluator->evaluate(at_root.values, 1, result);
        expect_row(rows[k], accepted[k].tan_beta, *evaluator, result);
    }
}

std::vector<std::string> names() {
    std::vector<std::string> result;
    for (auto const& [name, rows] : points()) result.push_back(name);
    return result;
}

INSTANTIATE_TEST_SUITE_P(OfAnotherProgram, SequesteredPoints, testing::ValuesIn(names()), [](auto const& info) {
    auto name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace squall::test
