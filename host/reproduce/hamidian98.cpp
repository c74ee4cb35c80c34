#include "host/reproduce/hamidian98.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "host/pipeline/status_name.hpp"
#include "host/reproduce/solver.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

// Fig. 2 of the paper has no numbers in its source; the table's Lambda is 100 TeV
constexpr double figure2_Lambda_min = 5e4, figure2_Lambda_max = largest_Lambda;  // GeV
constexpr int figure2_steps = 30;
constexpr double figure2_coarseness = 4;  // of the grid in tan(beta): pairs of roots inside a step are found too, and three times faster
constexpr double largest_jump = 0.25;     // of ln(tan(beta)) between two Lambda of one curve

/// Takes the root nearest to a printed row out of `solutions`, if one has its sign of mu.
std::optional<Solution> take_nearest(std::vector<Solution>& solutions, Row const& row) {
    auto const distance = [&](Solution const& s) {
        bool const same_sign = (s.root.sign_mu > 0) == (row.values[mu] > 0);
        return same_sign ? std::abs(deviation(row, tan_beta, s.root.tan_beta)) : std::numeric_limits<double>::infinity();
    };
    auto const nearest =
        std::min_element(solutions.begin(), solutions.end(), [&](auto const& a, auto const& b) { return distance(a) < distance(b); });
    if (nearest == solutions.end() || std::isinf(distance(*nearest))) return std::nullopt;
    auto const result = *nearest;
    solutions.erase(nearest);
    return result;
}

/// Rows beside roots, and the roots that are left.
void compare(Table1& table) {
    auto left = table.models;
    for (auto const& row : printed_table()) {
        Comparison comparison{row, std::nullopt};
        for (auto& model : left)
            if (model.messengers == row.messengers) comparison.ours = take_nearest(row.withdrawn ? model.rejected : model.accepted, row);
        table.rows.push_back(comparison);
    }
    std::copy_if(left.begin(), left.end(), std::back_inserter(table.unmatched), [](Model const& m) { return !m.accepted.empty(); });
}

std::string count_of(std::size_t n, std::string const& what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

Check solutions_check(Table1 const& table) {
    std::size_t solutions = 0, sectors = 0;
    std::string empty;
    for (auto const& model : table.models) {
        solutions += model.accepted.size();
        sectors += !model.accepted.empty();
        if (model.accepted.empty()) empty += " " + messengers_text(model.messengers);
    }
    auto const printed =
        static_cast<std::size_t>(std::count_if(table.rows.begin(), table.rows.end(), [](auto const& c) { return !c.printed.withdrawn; }));
    bool const all_matched = table.unmatched.empty() &&
                             std::all_of(table.rows.begin(), table.rows.end(), [](auto const& c) { return c.printed.withdrawn || c.ours; });
    return {fmt::format("{} in {} of {} sectors (the table: {} rows); none in{}", count_of(solutions, "solution"), sectors,
                        table.models.size(), printed, empty.empty() ? " no sector" : empty),
            all_matched};
}

/// Its tan(beta) is 0.2 % beyond what the other rows allow, its masses are not.
Check withdrawn_check(Table1 const& table) {
    auto const& row = table.rows.back();
    std::string const what =
        fmt::format("the row the authors commented out, {}, tan(beta) = {:g}, mu = {:g} GeV: ", messengers_text(row.printed.messengers),
                    row.printed.values[tan_beta], row.printed.values[mu]);
    if (!row.printed.withdrawn || !row.ours) return {what + "no such root", false};
    bool same_masses = true;
    for (int c = mu; c < column_count; ++c) same_masses = same_masses && row.agrees(static_cast<Column>(c));
    auto const status = row.ours->root.status;
    return {what + fmt::format("a root at {:.2f}, {} masses, {}", row.ours->root.tan_beta, same_masses ? "its" : "other",
                               status == Status::ok ? "accepted" : fmt::format("rejected ({})", pipeline::status_name(status))),
            same_masses && status == Status::negative_b};
}

Check tolerance_check(Table1 const& table) {
    std::size_t numbers = 0, outside = 0;
    for (auto const& row : table.rows) {
        if (row.printed.withdrawn) continue;
        for (int c = 0; c < column_count; ++c) {
            ++numbers;
            outside += !row.agrees(static_cast<Column>(c));
        }
    }
    return {fmt::format("{} of {} numbers inside their tolerances", numbers - outside, numbers), outside == 0};
}

/// Joins the solutions of a model to the curves that end at the Lambda before, nearest in tan(beta) first; what is left starts new ones.
void extend(std::vector<RatioCurve>& curves, Model const& model, double Lambda_before) {
    struct Join {
        double distance;
        std::size_t curve, solution;
    };
    std::vector<Join> joins;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        if (curves[c].messengers != model.messengers || curves[c].Lambda.back() != Lambda_before) continue;
        for (std::size_t s = 0; s < model.accepted.size(); ++s) {
            auto const& root = model.accepted[s].root;
            double const distance = std::abs(std::log(root.tan_beta / curves[c].solutions.back().root.tan_beta));
            if (root.sign_mu == curves[c].sign_mu && distance < largest_jump) joins.push_back({distance, c, s});
        }
    }
    std::sort(joins.begin(), joins.end(), [](Join const& a, Join const& b) { return a.distance < b.distance; });
    std::vector<bool> joined(model.accepted.size(), false);
    auto const append = [&](RatioCurve& curve, Solution const& solution) {
        curve.Lambda.push_back(model.Lambda);
        curve.solutions.push_back(solution);
    };
    for (auto const& join : joins) {
        if (joined[join.solution] || curves[join.curve].Lambda.back() == model.Lambda) continue;
        append(curves[join.curve], model.accepted[join.solution]);
        joined[join.solution] = true;
    }
    for (std::size_t s = 0; s < model.accepted.size(); ++s) {
        if (joined[s]) continue;
        curves.push_back({model.messengers, model.accepted[s].root.sign_mu, {}, {}});
        append(curves.back(), model.accepted[s]);
    }
}

}  // namespace

Check three_roots_check(Model const& model) {
    // An independent program's, which fit Fig. 1; it prints no numbers. Of roots close to a double root, 2 % is as much as inputs allow.
    constexpr pipeline::Root expected[] = {{66.7, 1, Status::ok}, {30.1, -1, Status::ok}, {44.5, -1, Status::ok}};
    constexpr double tolerance = 0.02;
    std::string found;
    for (auto const& s : model.accepted)
        found += fmt::format("{} {:.2f} (mu {} 0)", found.empty() ? "" : ",", s.root.tan_beta, s.root.sign_mu > 0 ? ">" : "<");
    bool const same = std::equal(model.accepted.begin(), model.accepted.end(), std::begin(expected), std::end(expected),
                                 [](Solution const& s, pipeline::Root const& root) {
                                     return s.root.sign_mu == root.sign_mu && std::abs(s.root.tan_beta / root.tan_beta - 1) < tolerance;
                                 });
    return {fmt::format("{} at {:g} TeV: tan(beta) ={}; 66.7 and 30.1, 44.5 within 2 %, as in Fig. 1", messengers_text(model.messengers),
                        1e-3 * model.Lambda, found.empty() ? " none" : found),
            same};
}

bool Comparison::agrees(Column c) const { return ours && tolerated(printed, c).contains(ours->values[c]); }

bool Table1::passed() const {
    return std::all_of(checks.begin(), checks.end(), [](Check const& c) { return c.passed; });
}

Table1 compute_table(Setup const& setup) {
    Solver solver(setup);
    Table1 table;
    for (auto const& sector : config::paper_sectors()) table.models.push_back({sector.sets.front(), table_Lambda, {}, {}});
    table.models.push_back({three_roots_model, three_roots_Lambda, {}, {}});
    solver.solve(table.models);
    table.three_roots = table.models.back();
    table.models.pop_back();
    compare(table);
    table.checks = {solutions_check(table), withdrawn_check(table), three_roots_check(table.three_roots), tolerance_check(table)};
    return table;
}

std::vector<RootCurve> compute_figure1(Setup const& setup) {
    constexpr double step = 0.25;  // of tan(beta)
    Solver solver(setup);
    std::vector<Model> models = {{minimal_model, table_Lambda, {}, {}}, {three_roots_model, three_roots_Lambda, {}, {}}};
    solver.solve(models);
    std::vector<RootCurve> curves;
    for (auto const& model : models) {
        for (double const sign : {1.0, -1.0}) {
            RootCurve curve;
            curve.messengers = model.messengers;
            curve.Lambda = model.Lambda;
            curve.sign_mu = sign;
            int const nodes = static_cast<int>((setup.roots.tan_beta_max - setup.roots.tan_beta_min) / step);
            for (int i = 0; i <= nodes; ++i) curve.tan_beta.push_back(setup.roots.tan_beta_min + step * i);
            solver.fill(curve);
            for (auto const& s : model.accepted)
                if (s.root.sign_mu == sign) curve.roots.push_back(s.root);
            curves.push_back(curve);
        }
    }
    return curves;
}

std::vector<RatioCurve> compute_figure2(Setup const& setup) {
    std::vector<double> grid;
    for (int i = 0; i <= figure2_steps; ++i)
        grid.push_back(figure2_Lambda_min * std::pow(figure2_Lambda_max / figure2_Lambda_min, static_cast<double>(i) / figure2_steps));
    std::vector<Model> models;
    for (auto const& sector : config::paper_sectors())
        for (double const Lambda : grid) models.push_back({sector.sets.front(), Lambda, {}, {}});
    auto coarse = setup;
    coarse.roots.tan_beta_step *= figure2_coarseness;
    Solver(coarse).solve(models);
    std::vector<RatioCurve> curves;
    for (std::size_t i = 0; i < models.size(); ++i) extend(curves, models[i], i % grid.size() == 0 ? 0 : grid[i % grid.size() - 1]);
    return curves;
}

}  // namespace squall::reproduce::hamidian98
