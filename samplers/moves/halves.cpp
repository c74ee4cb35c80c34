#include "samplers/moves/halves.hpp"

namespace squall::samplers {
namespace {

/// Slots of each snapshot, as a guide.
Guide guide_by(std::span<double const> positions, std::size_t size, Range slots, std::size_t d, MoveShares const& shares, double scale,
               std::span<double const> least_noise) {
    Archive archive{d, {}};
    for (std::size_t start = 0; start < positions.size(); start += size * d) {
        auto const rows = positions.subspan(start + slots.first * d, slots.size() * d);
        archive.rows.insert(archive.rows.end(), rows.begin(), rows.end());
    }
    Modes modes = find_modes(archive.rows, d);
    return Guide(std::move(archive), std::move(modes), shares, scale, least_noise);
}

}  // namespace

Halves::Halves(std::span<double const> positions, std::size_t size, std::size_t d, MoveShares const& shares, double scale,
               std::span<double const> least_noise)
    : size_(size),
      of_lower_(guide_by(positions, size, {size / 2, size}, d, shares, scale, least_noise)),
      of_upper_(guide_by(positions, size, {0, size / 2}, d, shares, scale, least_noise)) {}

std::array<MoveGroup, 2> Halves::groups(Target const& target, std::size_t first) const {
    std::size_t const middle = first + size_ / 2;
    return {MoveGroup{{first, middle}, target, &of_lower_}, MoveGroup{{middle, first + size_}, target, &of_upper_}};
}

}  // namespace squall::samplers
