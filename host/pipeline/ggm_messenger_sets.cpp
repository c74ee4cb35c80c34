#include "host/pipeline/ggm_messenger_sets.hpp"

#include <cmath>
#include <stdexcept>

#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

MessengerSets::MessengerSets(std::unique_ptr<Evaluator> points, std::vector<std::array<double, 5>> sets)
    : points_(std::move(points)), sets_(std::move(sets)), outputs_(points_->outputs().begin(), points_->outputs().end()) {
    auto const parameters = points_->parameters();
    for (std::size_t s = 0; s < 5; ++s) outputs_.push_back(parameters[backends::ggm_n_Q + s]);
}

/// The parameters with n_Q ... n_E of the sets they name.
std::vector<double> MessengerSets::with_messengers(std::span<double const> parameters, std::size_t size) const {
    std::vector<double> result(parameters.begin(), parameters.end());
    for (std::size_t i = 0; i < size; ++i) {
        double const set = std::floor(parameters[backends::ggm_messenger_set * size + i]);
        if (!(set >= 0 && set < static_cast<double>(sets_.size()))) throw std::out_of_range("no such set of messengers");
        for (std::size_t s = 0; s < 5; ++s) result[(backends::ggm_n_Q + s) * size + i] = sets_[static_cast<std::size_t>(set)][s];
    }
    return result;
}

/// n_Q ... n_E as outputs: columns of the parameters in their order.
void MessengerSets::append_messengers(std::span<double const> parameters, Evaluation& result) const {
    auto const messengers = parameters.subspan(backends::ggm_n_Q * result.size, 5 * result.size);
    result.values.insert(result.values.end(), messengers.begin(), messengers.end());
}

void MessengerSets::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    auto const points = with_messengers(parameters, size);
    points_->evaluate(points, size, result);
    append_messengers(points, result);
}

PointDetails MessengerSets::details(std::span<double const> point) {
    auto const with = with_messengers(point, 1);
    auto details = points_->details(with);
    append_messengers(with, details.evaluation);
    return details;
}

}  // namespace squall::pipeline
