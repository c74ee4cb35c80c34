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

/// Three distinct random indices below n >= 3, of three random words: each is drawn among those left, then moved past those taken.
struct ThreeDistinct {
    std::size_t first, second, third;

    ThreeDistinct(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::size_t n)
        : first(index_of(a, n)), second(index_of(b, n - 1)), third(index_of(c, n - 2)) {
        second += second >= first ? 1 : 0;
        third += third >= (first < second ? first : second) ? 1 : 0;
        third += third >= (first < second ? second : first) ? 1 : 0;
    }
};

/// Three distinct points of an archive.
struct ThreePoints {
    double const *first = nullptr, *second = nullptr, *third = nullptr;
    ThreePoints() = default;
    ThreePoints(Archive const& archive, ThreeDistinct const& chosen)
        : first(archive[chosen.first]), second(archive[chosen.second]), third(archive[chosen.third]) {}
};

}  // namespace squall::samplers
