#pragma once
#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "samplers/random.hpp"

namespace squall::samplers {

/// Log density of an impossible point; NaN counts as the same.
inline constexpr double impossible = -std::numeric_limits<double>::infinity();

/// Prior and likelihood of batches of points: all a sampler ever sees of the world. Coordinates are rows, [n][dimensions].
/// Everything is a function of each row alone.
class Density {
public:
    virtual ~Density() = default;
    virtual std::size_t dimensions() const = 0;
    /// Numbers beside log L that come with each point. Samplers carry them along with their points, unread.
    virtual std::size_t payload_width() const { return 0; }
    /// Points that fill the backend once: batches are best made of whole ones.
    virtual std::size_t quantum() const { return 1; }
    /// Places that a batch takes up, idle ones included.
    virtual std::size_t places(std::size_t points) const { return (points + quantum() - 1) / quantum() * quantum(); }
    /// Whether a batch takes long enough for the host to work beside it (its evaluation is then on a thread of its own).
    virtual bool is_slow() const { return false; }

    /// One point from the prior.
    virtual void draw(Draws&, std::span<double> coordinates) const = 0;
    /// The point at given shares, in (0, 1), of the prior of each coordinate: uniform shares give draws. Throws std::invalid_argument where
    /// a prior has no such place.
    virtual void place(std::span<double const> shares, std::span<double> coordinates) const;
    /// Normalised log prior density in the coordinates, `impossible` outside its support.
    virtual void log_prior(std::span<double const> coordinates, std::span<double> result) const = 0;
    /// A cheap upper bound of log L; `impossible` where a cheap cut excludes a point. Points whose bound cannot be accepted are not
    /// evaluated.
    virtual void log_likelihood_bound([[maybe_unused]] std::span<double const> coordinates, std::span<double> result) const {
        std::ranges::fill(result, std::numeric_limits<double>::infinity());
    }
    /// log L [n] and payload [n][payload_width] of points inside the prior; the expensive part.
    virtual void log_likelihood(std::span<double const> coordinates, std::span<double> result, std::span<double> payload) = 0;
};

inline void Density::place(std::span<double const>, std::span<double>) const {
    throw std::invalid_argument("a prior cannot be scanned evenly (it has no place for a share of it); scan at random");
}

}  // namespace squall::samplers
