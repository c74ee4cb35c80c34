#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "samplers/mover.hpp"
#include "samplers/sobol.hpp"

/// Points of the prior without a chain: at random, evenly by Sobol's sequence, or on a grid of equal shares of each coordinate's prior.
/// Weighted with L they are draws of the posterior.
namespace squall::samplers {

/// All that a checkpoint stores.
struct ScanState {
    std::uint64_t done = 0;       ///< points
    std::uint64_t step = 0;       ///< batches
    double top = impossible;      ///< largest log L
    double sum = 0, squares = 0;  ///< of L/exp(top) and its square
    bool operator==(ScanState const&) const = default;
};

struct Scan {
    enum class Kind { random, sobol, grid };
    Kind kind = Kind::random;
    std::size_t walkers = 1024;                 ///< points of a batch
    std::uint64_t points = 1024;                ///< in all; of a grid the product of `per_coordinate`
    std::vector<std::uint64_t> per_coordinate;  ///< grid only: [dimension]

    static constexpr std::string_view name = "scan";

    /// Throws std::invalid_argument where settings make no sense.
    void check(std::size_t dimensions) const;
    ScanState init(std::uint64_t seed, Mover&, MoveInfo&) const;
    /// The next batch, a shorter one at the end. Throws std::invalid_argument where shares of the prior have no place (Density::place).
    MoveInfo step(std::uint64_t seed, ScanState&, Mover&, Population& batch) const;
    bool finished(ScanState const& state) const { return state.done >= points; }

    struct Evidence {
        double ln_evidence, error;
    };
    /// ln of the mean L; the error is that of independent draws.
    static Evidence evidence(ScanState const&);
};

}  // namespace squall::samplers
