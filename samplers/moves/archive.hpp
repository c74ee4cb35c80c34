#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "samplers/random.hpp"

namespace squall::samplers {

/// Known points that moves take their directions from. They are other walkers' points, frozen while walkers move: then each of these is a
/// Markov chain of its own that leaves its density invariant. Points in which a walker's own past has a part do not: with a few thousand
/// of them, ln Z of shells in 30 dimensions came out too large by 0.35 (docs/decisions/0011).
struct Archive {
    std::size_t dimensions = 0;
    std::vector<double> rows;  ///< [size][dimension]

    std::size_t size() const { return dimensions > 0 ? rows.size() / dimensions : 0; }
    double const* operator[](std::size_t i) const { return rows.data() + i * dimensions; }
    bool operator==(Archive const&) const = default;
};

/// Three distinct random indices below n >= 3: each is drawn among those left, then moved past those taken.
inline void three_distinct(Draws& draws, std::size_t n, std::size_t (&chosen)[3]) {
    std::size_t const first = draws.index(n);
    std::size_t second = draws.index(n - 1), third = draws.index(n - 2);
    if (second >= first) ++second;
    if (third >= (first < second ? first : second)) ++third;
    if (third >= (first < second ? second : first)) ++third;
    chosen[0] = first, chosen[1] = second, chosen[2] = third;
}

}  // namespace squall::samplers
