#include "host/pipeline/tan_beta_from_b.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "host/pipeline/columns.hpp"

namespace squall::pipeline {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// What a point becomes.
struct Choice {
    std::size_t accepted;
    std::optional<Root> root;
    Status failure;  ///< without a root
};

/// Chooses among the roots that are vacua.
Choice choose(RootsOfPoint found, double wanted) {
    auto& roots = found.roots;
    std::erase_if(roots, [](Root const& root) { return root.status != Status::ok; });
    auto const accepted = static_cast<double>(roots.size());
    double const index = wanted < 1 ? std::floor(wanted * accepted) : std::floor(wanted) - 1;
    if (!(index >= 0 && index < accepted)) return {roots.size(), std::nullopt, found.failure};
    return {roots.size(), roots[static_cast<std::size_t>(index)], Status::ok};
}

/// The outputs that are added, in their order.
std::vector<double> added_values(Choice const& choice, bool both_signs) {
    auto const accepted = static_cast<double>(choice.accepted);
    double const tan_beta = choice.root ? choice.root->tan_beta : not_known, sign_mu = choice.root ? choice.root->sign_mu : not_known;
    return both_signs ? std::vector{tan_beta, sign_mu, accepted} : std::vector{tan_beta, accepted};
}

/// Values of the points `found` of a table, [column][point], put where these are among `size` points; `elsewhere` at the others.
std::vector<double> spread(std::vector<double> const& values, std::vector<std::size_t> const& found, std::size_t size, double elsewhere) {
    std::size_t const count = found.size(), columns = count > 0 ? values.size() / count : 0;
    std::vector<double> result(columns * size, elsewhere);
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t k = 0; k < count; ++k) result[c * size + found[k]] = values[c * count + k];
    return result;
}

}  // namespace

TanBetaFromB::TanBetaFromB(std::unique_ptr<Evaluator> points, RootSearch const& search, bool both_signs, std::string const& b_residual)
    : points_(std::move(points)),
      finder_(*points_, search, b_residual),
      both_signs_(both_signs),
      tan_beta_(column_named(points_->parameters(), "tan_beta")),
      sign_mu_(column_named(points_->parameters(), "sign_mu")),
      root_(column_named(points_->parameters(), "root")),
      outputs_(points_->outputs().begin(), points_->outputs().end()) {
    outputs_.push_back({"tan_beta", "", "v_u/v_d at M_SUSY, the root of " + b_residual + " = 0"});
    if (both_signs) outputs_.push_back({"sign_mu", "", "sign of mu of the root"});
    outputs_.push_back({"roots", "", "number of roots of " + b_residual + " = 0 that are vacua"});
}

std::size_t TanBetaFromB::quantum() const {
    std::size_t const grid = finder_.grid_size() * (both_signs_ ? 2 : 1);
    return (points_->quantum() + grid - 1) / grid;
}

void TanBetaFromB::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    auto const roots = finder_.find(parameters, size, both_signs_);
    std::vector<Choice> choices;
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < size; ++i) {
        choices.push_back(choose(roots[i], parameters[root_ * size + i]));
        if (choices[i].root) found.push_back(i);
    }

    std::size_t const count = found.size();
    std::size_t const parameter_count = points_->parameters().size();
    std::vector<double> batch(parameter_count * count);
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t p = 0; p < parameter_count; ++p) batch[p * count + k] = parameters[p * size + found[k]];
        batch[tan_beta_ * count + k] = choices[found[k]].root->tan_beta;
        batch[sign_mu_ * count + k] = choices[found[k]].root->sign_mu;
    }
    Evaluation vacua;
    points_->evaluate(batch, count, vacua);

    std::size_t const known = points_->outputs().size();
    result = {size, spread(vacua.values, found, size, not_known), std::vector<Status>(size),
              spread(vacua.log_likelihood, found, size, -std::numeric_limits<double>::infinity())};
    result.values.resize(size * outputs_.size(), not_known);
    for (std::size_t k = 0; k < count; ++k) result.status[found[k]] = vacua.status[k];
    for (std::size_t i = 0; i < size; ++i) {
        if (!choices[i].root) result.status[i] = choices[i].failure;
        auto const added = added_values(choices[i], both_signs_);
        for (std::size_t c = 0; c < added.size(); ++c) result.values[(known + c) * size + i] = added[c];
    }
}

PointDetails TanBetaFromB::details(std::span<double const> point) {
    auto const choice = choose(finder_.find(point, 1, both_signs_)[0], point[root_]);
    PointDetails details;
    if (choice.root) {
        std::vector<double> vacuum(point.begin(), point.end());
        vacuum[tan_beta_] = choice.root->tan_beta;
        vacuum[sign_mu_] = choice.root->sign_mu;
        details = points_->details(vacuum);
    } else {
        details.evaluation = {1, std::vector<double>(points_->outputs().size(), not_known), {choice.failure}};
    }
    auto const added = added_values(choice, both_signs_);
    details.evaluation.values.insert(details.evaluation.values.end(), added.begin(), added.end());
    return details;
}

}  // namespace squall::pipeline
