/// Anomaly mediation, and which mediation wins.
#include <fmt/format.h>

#include <cmath>

#include "host/pipeline/standard_model_state.hpp"
#include "host/reproduce/murayama07_points.hpp"
#include "kernels/models/anomaly_mediation.hpp"
#include "kernels/models/hidden_sector.hpp"
#include "kernels/spectrum/matching.hpp"

namespace squall::reproduce::murayama07 {
namespace {

using Backend = DenseBackend<double>;
constexpr double m_gravitino = 6e4;                       // GeV
constexpr double cure_scales[] = {1e5, 1e8, 1e12, 2e16};  // m_X, GeV

constexpr double low = 1e3;  // GeV

/// Steps over the way between 1 TeV and Q (GeV): 400 for 1e16 GeV.
int steps_up_to(double Q) { return static_cast<int>(std::ceil(400 * std::log(Q / low) / std::log(1e16 / low))); }

/// Gauge and Yukawa couplings at Q (GeV), tan(beta) = 10.
rge::DenseMssm<double> couplings_at(Setup const& setup, double Q) {
    auto const nodes = pipeline::standard_model_nodes(setup.inputs, 2 * low);
    rge::StandardModelTrajectory const standard_model{nodes.data(), static_cast<int>(nodes.size() / 57)};
    auto const at_low = standard_model.at(std::log(low / setup.inputs.m_Z));
    rge::DenseMssm<double> y{};
    for (int a = 0; a < 3; ++a) y.couplings.g[a] = at_low.g[a];
    spectrum::match_yukawas(at_low.Y, 10.0, 0.0, y.couplings.Y);
    ode::integrate_low_storage(rge::MssmOneLoop<Backend>{}, y, std::log(Q / low), steps_up_to(Q));
    return y;
}

/// Soft terms at 1 TeV of anomaly mediation put in at Q (GeV).
rge::DenseMssm<double> anomaly_from(Setup const& setup, double Q) {
    auto y = couplings_at(setup, Q);
    models::add_anomaly_mediation<Backend>(m_gravitino, y);
    ode::integrate_low_storage(rge::MssmOneLoop<Backend>{}, y, std::log(low / Q), steps_up_to(Q));
    return y;
}

/// The cross term of anomaly mediation and of the messengers' gaugino masses in the selectrons' m^2, singlet and doublet, over the
/// anomaly's own, at m_X = 1e9 GeV.
std::pair<double, double> cross_terms(Setup const& setup) {
    auto const couplings = couplings_at(setup, 1e9);
    auto anomaly = couplings, both = couplings;
    for (int a = 0; a < 3; ++a) both.gaugino[a].re = couplings.couplings.g[a] * couplings.couplings.g[a] / loop_factor * L_X;
    models::add_anomaly_mediation<Backend>(m_gravitino, anomaly);
    models::add_anomaly_mediation<Backend>(m_gravitino, both);
    auto const ratio = [&](int field) { return both.m2[field].diagonal[0] / anomaly.m2[field].diagonal[0] - 1; };
    return {ratio(rge::m2_E), ratio(rge::m2_L)};
}

/// Largest difference of soft masses and trilinears put in at 1e16 and 1e8 GeV, relative to the largest of their kind.
double change_between_scales(Setup const& setup) {
    auto const a = anomaly_from(setup, 1e16), b = anomaly_from(setup, 1e8);
    double worst = 0;
    auto const compare = [&](auto const& x, auto const& y) {
        double size = 0, difference = 0;
        for (int s = 0; s < ode::slot_count<double, std::remove_cvref_t<decltype(x)>>; ++s) {
            size = std::max(size, std::abs(ode::slots<double>(y)[s]));
            difference = std::max(difference, std::abs(ode::slots<double>(x)[s] - ode::slots<double>(y)[s]));
        }
        worst = std::max(worst, difference / size);
    };
    for (int i = 0; i < 5; ++i) compare(a.m2[i], b.m2[i]);
    for (int f = 0; f < 3; ++f) compare(a.a[f], b.a[f]);
    for (int i = 0; i < 3; ++i) compare(a.gaugino[i], b.gaugino[i]);
    return worst;
}

/// Whether all sleptons are healthy where quadratic operators of gauge form add 2 Lambda_S^2 sum C_a (alpha_a/4pi)^2 at m_X, for each of
/// `ratios` = Lambda_S^2/m_{3/2}^2.
std::vector<bool> are_cured(Setup const& setup, double m_X, std::vector<double> const& ratios) {
    pipeline::SequesteredSetup family;
    family.anomaly = true;
    Points points(setup, family, ratios.size());
    auto& p = points.parameters;
    p.set_all("m_X", m_X);
    // messengers have to be heavier than Lambda_S; a conserved current keeps the operators up to there
    constexpr double lightest_messengers = 3e5;  // GeV
    double const m_f = std::max(m_X, lightest_messengers);
    p.set_all("M_mess", m_f);
    p.set_all("R_S", 4.0 / 3);
    p.set_all("alpha_hat", -2);
    p.set_all("m_gravitino", m_gravitino);
    p.set_all("k_B", 0);
    for (char const* const factor : {"gaugino_1", "gaugino_2", "gaugino_3"}) p.set_all(factor, 0);
    for (std::size_t i = 0; i < ratios.size(); ++i) p.at("Lambda", i) = std::sqrt(ratios[i]) * m_gravitino * m_X / m_f;
    points.evaluate();
    std::vector<bool> result;
    for (std::size_t i = 0; i < ratios.size(); ++i) result.push_back(points.of("m_slepton_1", i) > 0 && points.of("m_sneutrino_1", i) > 0);
    return result;
}

/// The smallest ratio that cures the sleptons.
double cure(Setup const& setup, double m_X) {
    double low = 0.1, high = 40;
    constexpr int nodes = 9;
    for (int round = 0; round < 4; ++round) {
        std::vector<double> ratios;
        for (int k = 0; k < nodes; ++k) ratios.push_back(low + (high - low) * k / (nodes - 1));
        auto const cured = are_cured(setup, m_X, ratios);
        for (int k = 1; k < nodes; ++k) {
            if (!cured[static_cast<std::size_t>(k)]) continue;
            low = ratios[static_cast<std::size_t>(k) - 1];
            high = ratios[static_cast<std::size_t>(k)];
            break;
        }
    }
    return high;
}

/// |mass| of the tachyonic sleptons of anomaly mediation alone at M_SUSY, GeV: right- and left-handed selectrons.
std::pair<double, double> sleptons(Setup const& setup) {
    pipeline::SequesteredSetup family;
    family.gauge = false;
    family.anomaly = true;
    Points points(setup, family, 1);
    points.parameters.set_all("Lambda", 0);
    points.parameters.set_all("m_X", 1e16);
    points.parameters.set_all("m_gravitino", m_gravitino);
    auto const details = points.evaluator().details(points.parameters.values);
    auto const root = [](double m2) { return std::sqrt(std::abs(m2)); };
    return {root(details.low_scale.m2[spectrum::E].diagonal[0]), root(details.low_scale.m2[spectrum::L].diagonal[0])};
}

}  // namespace

Claim anomaly_mediation(Setup const& setup) {
    Claim claim;
    claim.paper =
        "Section 6: sequestered operators may leave anomaly mediation dominant, insensitive to the UV; quadratic operators of comparable "
        "size "
        "can cure its tachyonic sleptons.";
    double const change = change_between_scales(setup);
    auto const [right, left] = sleptons(setup);
    auto const [cross_right, cross_left] = cross_terms(setup);
    Table table{"slepton_cure",
                "Smallest Lambda_S^2/m_3/2^2 that makes all sleptons and sneutrinos healthy, m_3/2 = 60 TeV, tan(beta) = 10; Lambda_S: "
                "quadratic operators of\n"
                "# gauge form, 5 + 5*, without gaugino masses, at m_X (GeV)",
                {"m_X", "Lambda_S2_over_m_3_2_squared"},
                {}};
    for (double const m_X : cure_scales) table.rows.push_back({m_X, cure(setup, m_X)});
    claim.finding = fmt::format(
        "Boundary conditions at 1e16 and at 1e8 GeV give the same soft terms at 1 TeV to {:.0e}, full flavour. At m_3/2 = 60 TeV and "
        "tan(beta) = "
        "10 the sleptons have m^2 = -({:.0f} GeV)^2 (singlet) and -({:.0f} GeV)^2 (doublet); they are cured from Lambda_S^2/m_3/2^2 = "
        "{:.1f}, "
        "{:.1f}, {:.1f}, {:.1f} on at m_X = 1e5, 1e8, 1e12, 2e16 GeV. Beside messengers of Lambda = 300 TeV at m_X = 1e9 GeV the cross "
        "term in the selectrons' m^2 is {:.1f} (singlet) and {:.1f} (doublet) times the anomaly's own. What happens to the anomaly's terms "
        "between m_f and m_X is not known: they are added at m_X.",
        change, right, left, table.rows[0][1], table.rows[1][1], table.rows[2][1], table.rows[3][1], cross_right, cross_left);
    claim.checks.push_back({fmt::format("anomaly mediation from 1e16 and 1e8 GeV agrees to 1e-9 ({:.1e})", change), change < 1e-9});
    claim.checks.push_back(
        {fmt::format("slepton masses squared -({:.0f})^2, -({:.0f})^2 GeV^2 (234, 223 expected, within 2 %)", right, left),
         std::abs(right / 234 - 1) < 0.02 && std::abs(left / 223 - 1) < 0.02});
    // an independent program, two digits, and its own idea of which sleptons count
    double const expected[] = {6.1, 4.6, 2.8, 1.4};
    for (std::size_t i = 0; i < std::size(expected); ++i)
        claim.checks.push_back(
            {fmt::format("cure at m_X = {:g} GeV: {:.2f} ({:g} expected, within 12 %)", cure_scales[i], table.rows[i][1], expected[i]),
             std::abs(table.rows[i][1] / expected[i] - 1) < 0.12});
    claim.tables = {table};
    return claim;
}

Claim competition(Setup const&) {
    Claim claim;
    claim.paper =
        "Sections 4.3 and 5: gravity mediation stays below 1e-3 of gauge mediation in Case 2 for m_f <~ 1e-7 Lambda_* (d_S = 2, |alpha_S| "
        "= 1); "
        "gaugino mediation with C = 5, M_* = 1e17 GeV, gamma_S = 0.5 allows Lambda_*/m_X = O(10-100).";
    models::HiddenSector<double> h{};
    h.Lambda = L_X;
    h.M_star = h.Lambda_star = 1e17;  // lambda = Lambda_*/M_* = 1 drops out of the ratio
    h.R_S = 1;
    h.alpha_hat = -1;
    h.c_lambda = 1;
    h.d_S = 2;
    h.group_factor = 5;
    // R53 grows like m_f/Lambda_*, R57 like Lambda_*/m_X at gamma_S = 1/2
    h.m_f = 1e-7 * h.Lambda_star;
    h.m_X = h.m_f;
    double const R53 = models::scales_of(h).R53, largest_m_f = 1e-7 * 1e-3 / R53;
    h.m_X = h.Lambda_star;
    double const distance = 1 / models::scales_of(h).R57;
    claim.finding =
        fmt::format("R53 = 1e-3 at m_f = {:.1e} Lambda_*; R57 = 1 at Lambda_*/m_X = {:.0f}. Both orders of magnitude are right.",
                    largest_m_f, distance);
    claim.checks.push_back({fmt::format("m_f/Lambda_* at R53 = 1e-3: {:.2e} (1e-7 to a factor of 3)", largest_m_f),
                            largest_m_f > 0.3e-7 && largest_m_f < 3e-7});
    claim.checks.push_back({fmt::format("Lambda_*/m_X at R57 = 1: {:.1f} (10 to 100)", distance), distance > 10 && distance < 100});
    return claim;
}

}  // namespace squall::reproduce::murayama07
