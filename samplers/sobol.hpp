#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace squall::samplers {

/// Sobol's sequence in base 2 (Antonov & Saleev's Gray-code order is not used: any point can be made alone), with a digital shift from
/// the seed, which leaves its evenness and makes its means unbiased. Sobol, USSR Comput. Math. Math. Phys. 7 (1967) 86.
/// Directions of the first 21 dimensions: Joe & Kuo, SIAM J. Sci. Comput. 30 (2008) 2635. Further ones take the next primitive polynomials
/// with initial numbers at random: each coordinate alone is as even, pairs of them less.
class Sobol {
public:
    Sobol(std::size_t dimensions, std::uint64_t seed);
    /// Point `index` < 2^32 in the open unit cube.
    void point(std::uint64_t index, std::span<double> shares) const;

private:
    std::vector<std::uint32_t> directions_;  ///< [dimension][bit]
    std::vector<std::uint32_t> shift_;       ///< [dimension]
};

}  // namespace squall::samplers
