#include "samplers/moves/guide.hpp"

#include <cmath>

#include "samplers/moves/snooker.hpp"

namespace squall::samplers {
namespace {

/// A thousandth of the archive's width in each coordinate, but no less than `least`.
std::vector<double> noise_of(Archive const& archive, std::span<double const> least) {
    std::size_t const d = archive.dimensions, n = archive.size();
    std::vector<double> mean(d, 0.0), noise(d, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k) mean[k] += archive.rows[i * d + k];
    for (double& m : mean) m /= static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k) noise[k] += square(archive.rows[i * d + k] - mean[k]);
    for (std::size_t k = 0; k < d; ++k) noise[k] = std::max(1e-3 * std::sqrt(noise[k] / static_cast<double>(n)), least[k]);
    return noise;
}

}  // namespace

Guide::Guide(Archive archive, Modes modes, MoveShares const& shares, double scale, std::span<double const> least_noise)
    : archive_(std::move(archive)), modes_(std::move(modes)), difference_(noise_of(archive_, least_noise), scale) {
    double cumulated = 0;
    std::array<double, move_count - 1> const share{shares.jump, shares.snooker, shares.mode_jump, shares.mode_draw};
    for (std::size_t m = 0; m < share.size(); ++m) below_[m] = static_cast<std::uint64_t>((cumulated += share[m]) * 0x1p32);
}

Guide::Proposal Guide::propose(Draws& draws, std::span<double> x) const {
    std::uint64_t const kind = draws.word();
    if (kind >= below_[3]) {
        difference_(draws, archive_, x);
        return {Move::difference, 0.0};
    }
    if (kind < below_[0]) {
        difference_.jump(draws, archive_, x);
        return {Move::jump, 0.0};
    }
    if (kind < below_[1]) return {Move::snooker, propose_snooker(draws, archive_, x)};
    if (kind < below_[2]) {
        if (modes_.count() > 1) return {Move::mode_jump, propose_mode_jump(draws, modes_, x)};
        difference_.jump(draws, archive_, x);
        return {Move::jump, 0.0};
    }
    if (modes_.count() > 0) return {Move::mode_draw, propose_mode_draw(draws, modes_, x)};
    difference_(draws, archive_, x);
    return {Move::difference, 0.0};
}

}  // namespace squall::samplers
