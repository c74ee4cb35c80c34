#include "samplers/prior_space.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "samplers/wide/wide.hpp"

namespace squall::samplers {

void PriorSpace::add_block(Block block) {
    auto const* pair = std::get_if<ComplexLogNormal>(&block);
    if (runs_.empty() || runs_.back().is_complex_log_normal() != (pair != nullptr))
        runs_.push_back({blocks_.size(), blocks_.size(), dimensions(), values_, {}, {}});
    auto& run = runs_.back();
    ++run.last;
    if (pair) {
        run.log_median.push_back(pair->log_median());
        run.sigma.push_back(pair->sigma());
    }
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

void PriorSpace::add_complex_log_normal(double median, double sigma) { add_block(ComplexLogNormal(median, sigma)); }

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
        if (auto const* one = std::get_if<OneParameter>(&block))
            coordinates[k] = one->place(shares[k]);
        else if (auto const* pair = std::get_if<ComplexLogNormal>(&block))
            pair->place(&shares[k], &coordinates[k]);
        else
            throw std::invalid_argument("a joint prior cannot be scanned evenly (its coordinates have no shares); scan at random");
        k += std::visit([](auto const& b) { return b.dimensions(); }, block);
    }
}

double PriorSpace::log_density(std::span<double const> coordinates) const {
    double result = 0;
    log_density(coordinates, {&result, 1});
    return result;
}

void PriorSpace::log_density(std::span<double const> coordinates, std::span<double> result) const {
    std::size_t const d = dimensions(), n = result.size();
    std::ranges::fill(result, 0.0);
    for (auto const& run : runs_) {
        double const* row = coordinates.data() + run.coordinate;
        if (run.is_complex_log_normal()) {
            wide_loops().add_normal_log_densities(row, d, n, run.sigma.size(), result.data());
            continue;
        }
        for (std::size_t i = 0; i < n; ++i, row += d) {
            double const* at = row;
            for (std::size_t block = run.first; block < run.last; ++block) {
                std::visit(
                    [&](auto const& b) {
                        result[i] += b.log_density(at);
                        at += b.dimensions();
                    },
                    blocks_[block]);
            }
        }
    }
}

void PriorSpace::to_values(std::span<double const> coordinates, std::span<double> values) const { to_columns(coordinates, values); }

void PriorSpace::to_columns(std::span<double const> coordinates, std::span<double> columns) const {
    if (blocks_.empty()) return;
    std::size_t const d = dimensions(), n = columns.size() / values_;
    std::vector<double> values(values_);
    for (auto const& run : runs_) {
        double const* row = coordinates.data() + run.coordinate;
        double* column = columns.data() + run.value * n;
        if (run.is_complex_log_normal()) {
            wide_loops().complex_log_normals(row, d, n, run.log_median.data(), run.sigma.data(), run.sigma.size(), column);
            continue;
        }
        for (std::size_t i = 0; i < n; ++i, row += d, ++column) {
            double const* at = row;
            double* value = values.data();
            for (std::size_t block = run.first; block < run.last; ++block) {
                std::visit(
                    [&](auto const& b) {
                        b.to_values(at, value);
                        at += b.dimensions();
                        value += b.values();
                    },
                    blocks_[block]);
            }
            for (double const* v = values.data(); v != value; ++v) column[static_cast<std::size_t>(v - values.data()) * n] = *v;
        }
    }
}

}  // namespace squall::samplers
