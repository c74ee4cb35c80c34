#include "samplers/prior_space.hpp"

#include <stdexcept>
#include <utility>

namespace squall::samplers {

void PriorSpace::add_block(Block block) {
    std::visit(
        [this](auto const& b) {
            for (std::size_t k = 0; k < b.dimensions(); ++k) scales_.push_back(b.scale(k));
            values_ += b.values();
        },
        block);
    blocks_.push_back(std::move(block));
}

void PriorSpace::add(Prior const& prior) { add_block(OneParameter(prior)); }

void PriorSpace::add_complex_order_one(double min, double max) { add_block(ComplexOrderOne(min, max)); }

void PriorSpace::add_dirichlet(std::vector<double> concentrations, double total) { add_block(Dirichlet(std::move(concentrations), total)); }

void PriorSpace::draw(Draws& draws, std::span<double> coordinates) const {
    double* at = coordinates.data();
    for (auto const& block : blocks_) {
        std::visit(
            [&](auto const& b) {
                b.draw(draws, at);
                at += b.dimensions();
            },
            block);
    }
}

void PriorSpace::place(std::span<double const> shares, std::span<double> coordinates) const {
    std::size_t k = 0;
    for (auto const& block : blocks_) {
        auto const* one = std::get_if<OneParameter>(&block);
        if (!one) throw std::invalid_argument("a joint prior cannot be scanned evenly (its coordinates have no shares); scan at random");
        coordinates[k] = one->place(shares[k]);
        ++k;
    }
}

double PriorSpace::log_density(std::span<double const> coordinates) const {
    double const* at = coordinates.data();
    double sum = 0;
    for (auto const& block : blocks_) {
        std::visit(
            [&](auto const& b) {
                sum += b.log_density(at);
                at += b.dimensions();
            },
            block);
    }
    return sum;
}

void PriorSpace::log_density(std::span<double const> coordinates, std::span<double> result) const {
    std::size_t const d = dimensions();
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = log_density(coordinates.subspan(i * d, d));
}

void PriorSpace::to_values(std::span<double const> coordinates, std::span<double> values) const {
    double const* at = coordinates.data();
    double* value = values.data();
    for (auto const& block : blocks_) {
        std::visit(
            [&](auto const& b) {
                b.to_values(at, value);
                at += b.dimensions();
                value += b.values();
            },
            block);
    }
}

}  // namespace squall::samplers
