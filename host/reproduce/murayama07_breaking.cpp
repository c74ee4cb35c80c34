/// Where the mu problem is solved: all roots of Case 1 over scales, trilinears and ratios of gaugino masses.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/pipeline/root_finder.hpp"
#include "host/reproduce/murayama07_points.hpp"

namespace squall::reproduce::murayama07 {
namespace {

/// A grid point of the scan.
struct Model {
    double m_X;           ///< GeV
    double n_2_over_n_3;  ///< M_2/g_2^2 over M_3/g_3^2; M_1 follows M_2
    double A_Hu, A_Hd;    ///< in units of M_2 at m_X
    double Lambda;        ///< GeV
};

std::vector<std::pair<double, double>> const trilinears{{-1, -1}, {0, 0}, {0.25, 0}, {0.5, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 2}};

std::vector<Model> grid(bool quick) {
    std::vector<Model> models;
    for (double const log_m_X :
         quick ? std::vector<double>{5, 9, 16.3} : std::vector<double>{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16.3})
        for (double const ratio : quick ? std::vector<double>{1, 3} : std::vector<double>{1, 1.5, 3})
            for (auto const& [A_Hu, A_Hd] : quick ? std::vector<std::pair<double, double>>{{0, 0}, {0.5, 0}} : trilinears)
                for (double const Lambda : quick ? std::vector<double>{L_X} : std::vector<double>{1.5e5, L_X})
                    models.push_back({std::pow(10, log_m_X), ratio, A_Hu, A_Hd, Lambda});
    return models;
}

/// A vacuum of a model.
struct Vacuum {
    std::size_t model;
    double tan_beta, sign_mu, mu, m_A, m_slepton, M_3, ufb_min, lightest;
};

std::vector<Vacuum> vacua(Setup const& setup, std::vector<Model> const& models) {
    pipeline::SequesteredSetup limit;
    limit.boundary_at_m_X = true;
    limit.trilinears_in_M_2 = true;
    Points points(setup, limit, models.size());
    auto& p = points.parameters;
    for (std::size_t i = 0; i < models.size(); ++i) {
        p.at("m_X", i) = models[i].m_X;
        p.at("Lambda", i) = models[i].Lambda;
        p.at("gaugino_1", i) = p.at("gaugino_2", i) = models[i].n_2_over_n_3;
        p.at("A_Hu_re", i) = models[i].A_Hu;
        p.at("A_Hd_re", i) = models[i].A_Hd;
    }
    pipeline::RootFinder finder(points.evaluator(), setup.roots, "b_residual");
    auto const found = finder.find(p.values, models.size(), true);

    std::vector<Vacuum> result;
    for (std::size_t i = 0; i < models.size(); ++i)
        for (auto const& root : found[i].roots)
            if (root.status == Status::ok) result.push_back({i, root.tan_beta, root.sign_mu, 0, 0, 0, 0, 0, 0});
    if (result.empty()) return result;
    Points at_roots(setup, limit, result.size());
    for (std::size_t k = 0; k < result.size(); ++k) {
        for (std::size_t parameter = 0; parameter < p.values.size() / p.size; ++parameter)
            at_roots.parameters.values[parameter * result.size() + k] = p.values[parameter * p.size + result[k].model];
        at_roots.parameters.at("tan_beta", k) = result[k].tan_beta;
        at_roots.parameters.at("sign_mu", k) = result[k].sign_mu;
    }
    at_roots.evaluate();
    auto const* const mu = setup.numerics.tree_level_breaking ? "mu" : "mu_loop";
    for (std::size_t k = 0; k < result.size(); ++k) {
        auto& v = result[k];
        v.mu = at_roots.of(mu, k);
        v.m_A = at_roots.of("mA", k);
        v.m_slepton = at_roots.of("m_slepton_1", k);
        v.M_3 = at_roots.of("m_gluino", k);
        v.ufb_min = at_roots.of("ufb_min", k);
        v.lightest = at_roots.of("lsp", k);
    }
    return result;
}

/// Lowest m_X with a vacuum, and how many models have one, for a ratio.
std::pair<double, std::size_t> viable(std::vector<Model> const& models, std::vector<Vacuum> const& found, double ratio) {
    double lowest = std::nan("");
    std::size_t count = 0;
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (models[i].n_2_over_n_3 != ratio) continue;
        if (std::ranges::none_of(found, [i](Vacuum const& v) { return v.model == i; })) continue;
        ++count;
        if (!(lowest <= models[i].m_X)) lowest = models[i].m_X;
    }
    return {lowest, count};
}

/// Lowest m_X (GeV) with a vacuum at n_2 = n_3, A_H = 0 where m_t is changed by a factor.
double lowest_with_top(Setup setup, double factor) {
    setup.inputs.m_up[2] *= factor;
    std::vector<Model> models;
    for (double log_m_X = 7; log_m_X < 16.5; log_m_X += setup.quick ? 1 : 0.5) models.push_back({std::pow(10, log_m_X), 1, 0, 0, L_X});
    auto const found = vacua(setup, models);
    double lowest = std::nan("");
    for (auto const& v : found)
        if (!(lowest <= models[v.model].m_X)) lowest = models[v.model].m_X;
    return lowest;
}

std::string viable_text(std::vector<Model> const& models, std::vector<Vacuum> const& found) {
    std::string text;
    for (double const ratio : {1.0, 1.5, 3.0}) {
        auto const total = std::ranges::count(models, ratio, &Model::n_2_over_n_3);
        if (total == 0) continue;
        auto const [lowest, count] = viable(models, found, ratio);
        text += fmt::format("\n    n_2/n_3 = {:g}: {} of {} models", ratio, count, total);
        if (count > 0) text += fmt::format(", from m_X = {:.0e} GeV on", lowest);
    }
    return text;
}

Table table_of(std::string const& name, std::string const& level, std::vector<Model> const& models, std::vector<Vacuum> const& found) {
    Table table{name,
                "Case 1: vacua with m^2 = 0, m^2_H = -mu^2, b = 0 at m_X, " + level +
                    "; masses in GeV, A_H in M_2(m_X), lightest superpartner beside the gravitino by its PDG number",
                {"m_X", "n_2_over_n_3", "A_Hu", "A_Hd", "Lambda", "tan_beta", "sign_mu", "mu", "m_A", "m_slepton_1", "m_gluino", "ufb_min",
                 "lightest"},
                {}};
    for (auto const& v : found) {
        auto const& m = models[v.model];
        table.rows.push_back({m.m_X, m.n_2_over_n_3, m.A_Hu, m.A_Hd, m.Lambda, v.tan_beta, v.sign_mu, v.mu, v.m_A, v.m_slepton, v.M_3,
                              v.ufb_min, v.lightest});
    }
    return table;
}

constexpr double first_slepton = 1000011;

}  // namespace

Claim electroweak_breaking(Setup const& setup) {
    Claim claim;
    claim.paper = "Section 4.1: conformal running in Case 1 solves the mu (Bmu) problem; the spectrum follows from eqs. (38)-(41).";
    auto const models = grid(setup.quick);
    auto tree = setup, loop = setup;
    tree.numerics.tree_level_breaking = true;
    loop.numerics.tree_level_breaking = false;
    auto const at_tree = vacua(tree, models), at_loop = vacua(loop, models);
    std::size_t slepton = 0, of_one = 0;
    for (auto const& v : at_tree) {
        if (models[v.model].n_2_over_n_3 != 1) continue;
        ++of_one;
        slepton += v.lightest == first_slepton;
    }
    double const nominal = lowest_with_top(tree, 1), lighter = lowest_with_top(tree, 0.97);
    claim.finding = fmt::format(
        "b no longer stands in the way, but breaking is fragile: m^2_H = -mu^2 cancels y_t^2 mu^2 in the running of m^2_Hu + mu^2 and not "
        "in "
        "that of m^2_Hd + mu^2, so m_A^2 < 0 is common. Vacua of {} models (m_X, n_2/n_3, A_Hu, A_Hd, Lambda; both signs of mu, all "
        "tan(beta)):\n"
        "  tree level:{}\n"
        "  one-loop potential:{}\n"
        "y_t at M_SUSY decides: with n_2 = n_3 and A_H = 0 the lowest m_X is {:.0e} GeV, and {:.0e} GeV with m_t 3 % smaller. Thresholds "
        "and "
        "tadpoles belong to any statement about a single point (here delta_b {}, M_Z {}). In {} of {} tree-level vacua with n_2 = n_3 a "
        "slepton "
        "is the lightest superpartner: a gravitino below it is needed.",
        models.size(), viable_text(models, at_tree), viable_text(models, at_loop), nominal, lighter, setup.numerics.delta_b ? "on" : "off",
        setup.numerics.fixed_z_mass ? "fixed" : "running", slepton, of_one);
    claim.checks.push_back(
        {fmt::format("n_2 = n_3, A_H = 0 with m_t 3 % smaller: vacua from m_X = {:.0e} GeV on (below 1e10 expected)", lighter),
         lighter <= 1.1e10});
    claim.checks.push_back({fmt::format("with m_t as it is: from m_X = {:.0e} GeV on (above 1e14 expected)", nominal), nominal > 1e14});
    auto const lowest_3 = viable(models, at_tree, 3).first;
    claim.checks.push_back({fmt::format("n_2/n_3 = 3 has them from m_X = {:.0e} GeV on (1e5 expected)", lowest_3), lowest_3 <= 1.01e5});
    claim.checks.push_back({fmt::format("sleptons are the lightest in {} of {} vacua with n_2 = n_3 (all expected)", slepton, of_one),
                            slepton == of_one && of_one > 0});
    claim.tables = {table_of("vacua_tree", "tree level", models, at_tree),
                    table_of("vacua_one_loop", "one-loop potential", models, at_loop)};
    Figure figure;
    figure.name = "vacua";
    figure.x = {"$m_X$  [GeV]", true, 1, {}, {}, {}};
    figure.y = {"$\\tan\\beta$", true, 1, {}, {}, {2, 5, 10, 20, 50}};
    int colour = 0;
    for (double const ratio : {1.0, 1.5, 3.0}) {
        std::vector<std::pair<std::string, std::string>> const where{{"n_2_over_n_3", fmt::format("{:g}", ratio)}};
        figure.series.push_back(
            series_of("vacua_tree", "m_X", "tan_beta", colour, fmt::format("$n_2/n_3 = {:g}$, tree", ratio), where, Style::points, 5));
        figure.series.push_back(series_of("vacua_one_loop", "m_X", "tan_beta", colour + 3, fmt::format("$n_2/n_3 = {:g}$, one loop", ratio),
                                          where, Style::points, 2.5));
        ++colour;
    }
    figure.legend = "outside";
    claim.figures = {figure};
    return claim;
}

}  // namespace squall::reproduce::murayama07
