#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "samplers/density.hpp"

namespace squall::samplers {

/// Slots first .. last of an ensemble.
struct Range {
    std::size_t first = 0, last = 0;
    std::size_t size() const { return last - first; }
};

/// Points with all that is known of them, one a row.
struct Population {
    std::size_t size = 0, dimensions = 0, payload_width = 0;
    std::vector<double> positions;       ///< [size][dimensions]
    std::vector<double> log_prior;       ///< [size]
    std::vector<double> log_likelihood;  ///< [size]
    std::vector<double> payload;         ///< [size][payload_width]

    Population() = default;
    Population(std::size_t size, Density const&);
    Population(std::size_t size, std::size_t dimensions, std::size_t payload_width);

    std::span<double> position(std::size_t i) { return {positions.data() + i * dimensions, dimensions}; }
    std::span<double const> position(std::size_t i) const { return {positions.data() + i * dimensions, dimensions}; }
    std::span<double> payload_of(std::size_t i) { return {payload.data() + i * payload_width, payload_width}; }
    std::span<double const> payload_of(std::size_t i) const { return {payload.data() + i * payload_width, payload_width}; }

    /// Row i becomes row j of another population, which may be this one.
    void take(std::size_t i, Population const& other, std::size_t j);
    /// The rows named, in their order.
    Population rows(std::span<std::uint32_t const> which) const;

    bool operator==(Population const&) const = default;
};

}  // namespace squall::samplers
