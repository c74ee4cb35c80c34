#pragma once
#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Points of the ggm family whose messengers are one of several sets: an evaluator on top of one.
///
/// The parameter `messenger_set`, rounded down, counts the sets from 0 and takes the place of n_Q ... n_E, which are outputs now.
/// A number that names no set throws std::out_of_range.
class MessengerSets final : public Evaluator {
public:
    MessengerSets(std::unique_ptr<Evaluator> points, std::vector<std::array<double, 5>> sets);

    std::span<Column const> parameters() const override { return points_->parameters(); }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return points_->quantum(); }
    std::string backend() const override { return points_->backend(); }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override { points_->bind(terms.within(points_->outputs().size())); }
    PointDetails details(std::span<double const> point) override;
    std::vector<Root> roots(std::span<double const> point) override { return points_->roots(with_messengers(point, 1)); }

private:
    std::vector<double> with_messengers(std::span<double const> parameters, std::size_t size) const;
    void append_messengers(std::span<double const> parameters, Evaluation& result) const;

    std::unique_ptr<Evaluator> points_;
    std::vector<std::array<double, 5>> sets_;
    std::vector<Column> outputs_;
};

}  // namespace squall::pipeline
