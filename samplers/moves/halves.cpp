#include "samplers/moves/halves.hpp"

#include <algorithm>

namespace squall::samplers {
namespace {

/// Slots of each snapshot, as a guide; of many at equal distances so many that stay in a second-level cache.
Guide guide_by(std::span<double const> positions, std::size_t size, Range slots, std::size_t d, MoveShares const& shares,
               MoveScales const& scales, std::span<double const> least_noise) {
    constexpr std::size_t enough = 4096;
    std::size_t const snapshots = positions.size() / (size * d), all = snapshots * slots.size(), taken = std::min(all, enough);
    Archive archive{d, {}};
    archive.rows.reserve(taken * d);
    for (std::size_t i = 0; i < taken; ++i) {
        std::size_t const k = i * all / taken, snapshot = k / slots.size(), slot = slots.first + k % slots.size();
        auto const row = positions.subspan((snapshot * size + slot) * d, d);
        archive.rows.insert(archive.rows.end(), row.begin(), row.end());
    }
    Modes modes = shares.uses_modes() ? find_modes(archive.rows, d) : Modes{d, {}, {}, {}, {}};  // n^2 d operations
    return Guide(std::move(archive), std::move(modes), shares, scales, least_noise);
}

}  // namespace

Halves::Halves(std::span<double const> positions, std::size_t size, std::size_t d, MoveShares const& shares, MoveScales const& scales,
               std::span<double const> least_noise)
    : size_(size),
      of_lower_(guide_by(positions, size, {size / 2, size}, d, shares, scales, least_noise)),
      of_upper_(guide_by(positions, size, {0, size / 2}, d, shares, scales, least_noise)) {}

std::array<MoveGroup, 2> Halves::groups(Target const& target, std::size_t first) const {
    std::size_t const middle = first + size_ / 2;
    return {MoveGroup{{first, middle}, target, &of_lower_}, MoveGroup{{middle, first + size_}, target, &of_upper_}};
}

}  // namespace squall::samplers
