#pragma once
#include <cstddef>
#include <span>
#include <variant>
#include <vector>

#include "samplers/prior_blocks.hpp"

namespace squall::samplers {

/// The prior of all sampled parameters: a product of independent blocks, in the order in which they were added. Samplers walk in
/// coordinates; each point of them stands for as many values or more.
class PriorSpace {
public:
    /// One parameter: one coordinate, one value.
    void add(Prior const&);
    /// Two coordinates, two values: real and imaginary part of a complex coefficient of order one.
    void add_complex_order_one(double min, double max);
    /// Two coordinates, independent standard normal numbers, and two values: real and imaginary part of a complex coefficient whose modulus
    /// is log-normal, ln|c| = ln(median) +- sigma, and whose phase is uniform.
    void add_complex_log_normal(double median, double sigma);
    /// One coordinate less than concentrations; as many values as these, of sum `total`.
    void add_dirichlet(std::vector<double> concentrations, double total);

    std::size_t dimensions() const { return scales_.size(); }
    std::size_t values() const { return values_; }
    /// Width of each coordinate: its range, standard deviation or the like.
    std::span<double const> scales() const { return scales_; }

    /// Coordinates drawn from the prior; always inside it.
    void draw(Draws&, std::span<double> coordinates) const;
    /// The point at given shares, in (0, 1), of each coordinate's prior. Throws std::invalid_argument for joint priors whose coordinates
    /// have none: all but complex log-normal ones.
    void place(std::span<double const> shares, std::span<double> coordinates) const;
    /// Log of the normalised density of one point's coordinates; -infinity outside (and for NaN).
    double log_density(std::span<double const> coordinates) const;
    /// The same of n points, row-major [n][dimensions()].
    void log_density(std::span<double const> coordinates, std::span<double> result) const;
    /// The values of one point's coordinates; precondition: these are inside.
    void to_values(std::span<double const> coordinates, std::span<double> values) const;
    /// The same of n points: coordinates [n][dimensions()], columns [values()][n].
    void to_columns(std::span<double const> coordinates, std::span<double> columns) const;

private:
    using Block = std::variant<OneParameter, ComplexOrderOne, ComplexLogNormal, Dirichlet>;
    /// Neighbouring blocks, all or none of them complex log-normal: those are worked out together, many points at a time.
    struct Run {
        std::size_t first, last;                ///< blocks
        std::size_t coordinate, value;          ///< where they begin
        std::vector<double> log_median, sigma;  ///< [pair of coordinates]
        bool is_complex_log_normal() const { return !sigma.empty(); }
    };
    void add_block(Block);

    std::vector<Block> blocks_;
    std::vector<Run> runs_;
    std::vector<double> scales_;
    std::size_t values_ = 0;
};

}  // namespace squall::samplers
