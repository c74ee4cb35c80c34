#include "samplers/moves/guide.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "samplers/moves/snooker.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {
namespace {

constexpr double share_of_width = 1e-3;  ///< of differences that is noise

/// A thousandth of the archive's width in each coordinate, but no less than `least`.
std::vector<double> noise_of(Spread const& spread, std::span<double const> least) {
    std::vector<double> noise;
    for (std::size_t k = 0; k < least.size(); ++k) noise.push_back(std::max(share_of_width * spread.width[k], least[k]));
    return noise;
}

/// Widths of which that noise is a thousandth.
Spread widened(Spread spread, std::span<double const> least_noise) {
    for (std::size_t k = 0; k < least_noise.size(); ++k) spread.width[k] = std::max(spread.width[k], least_noise[k] / share_of_width);
    return spread;
}

void prefetch(double const* row, std::size_t d) {
    constexpr std::size_t cache_line = 8;  // numbers
    for (std::size_t k = 0; k < d + cache_line - 1; k += cache_line) __builtin_prefetch(row + std::min(k, d - 1));
}

}  // namespace

Guide::Guide(Archive archive, Modes modes, MoveShares const& shares, MoveScales const& scales, std::span<double const> least_noise)
    : archive_(std::move(archive)),
      modes_(std::move(modes)),
      spread_(archive_),
      mode_draw_(modes_),
      difference_(noise_of(spread_, least_noise), scales.difference),
      block_(widened(spread_, least_noise), scales.block),
      pcn_(widened(spread_, least_noise), scales.pcn) {
    double cumulated = 0;
    std::array<double, move_count - 1> const share{shares.jump,      shares.snooker, shares.mode_jump,
                                                   shares.mode_draw, shares.block,   shares.pcn};
    for (std::size_t m = 0; m < share.size(); ++m) below_[m] = static_cast<std::uint64_t>((cumulated += share[m]) * 0x1p32);
    kinds_ = {Move::jump,
              Move::snooker,
              modes_.count() > 1 ? Move::mode_jump : Move::jump,
              modes_.count() > 0 ? Move::mode_draw : Move::difference,
              Move::block,
              Move::pcn,
              Move::difference};
}

void Guide::propose(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<double> x, Proposals& p) const {
    std::size_t const d = archive_.dimensions, n = x.size() / d, stride = WideLoops::padded(n);
    // words: kind, choice, two of Metropolis' rule, three points, then those of the moves, of which a difference needs half a one a
    // coordinate
    constexpr std::size_t own = 7;
    std::size_t const blocks = (own + (d + 1) / 2 + 3) / 4;
    auto const& loops = wide_loops();
    p.slots.resize(stride);
    std::iota(p.slots.begin(), p.slots.end(), static_cast<std::uint32_t>(first));
    p.words.resize(4 * blocks * stride);
    loops.philox({seed, static_cast<std::uint32_t>(Stream::proposal), static_cast<std::uint32_t>(round), p.slots.data(), stride, blocks},
                 p.words.data());
    auto const word = [&](std::size_t k, std::size_t i) { return p.words[k * stride + i]; };

    p.move.resize(n);
    p.log_uniform.resize(n);
    p.log_factor.assign(n, 0.0);
    p.points.resize(n);
    for (auto& made : p.made) made.clear();
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t kind = 0;
        for (std::uint64_t below : below_) kind += word(0, i) >= below ? 1 : 0;
        p.move[i] = kinds_[kind];
        p.made[static_cast<std::size_t>(p.move[i])].push_back(static_cast<std::uint32_t>(i));
        p.log_uniform[i] = uniform_of(word(2, i), word(3, i));
    }
    for (Move move : {Move::difference, Move::jump, Move::snooker})
        for (std::uint32_t i : p.made[static_cast<std::size_t>(move)]) {
            p.points[i] = ThreePoints(archive_, ThreeDistinct(word(4, i), word(5, i), word(6, i), archive_.size()));
            for (double const* row : {p.points[i].first, p.points[i].second}) prefetch(row, d);
        }
    loops.logarithms(p.log_uniform.data(), n);

    auto const each = [&](Move move, auto propose_one) {
        for (std::uint32_t i : p.made[static_cast<std::size_t>(move)]) {
            Draws draws(seed, Stream::proposal, first + i, round, {p.words.data() + i, stride, 4 * blocks}, own);
            propose_one(draws, i, x.subspan(i * d, d));
        }
    };
    each(Move::difference, [&](Draws& draws, std::size_t i, std::span<double> at) { difference_(draws, word(1, i), p.points[i], at); });
    each(Move::jump, [&](Draws& draws, std::size_t i, std::span<double> at) { difference_.jump(draws, word(1, i), p.points[i], at); });
    each(Move::snooker,
         [&](Draws& draws, std::size_t i, std::span<double> at) { p.log_factor[i] = propose_snooker(draws, word(1, i), p.points[i], at); });
    each(Move::mode_jump,
         [&](Draws& draws, std::size_t i, std::span<double> at) { p.log_factor[i] = propose_mode_jump(draws, modes_, at); });
    auto const steps = [&](Move move) -> StepsAsked {
        return {seed, round, first, p.made[static_cast<std::size_t>(move)], std::span(p.words).subspan(stride, stride)};
    };
    block_(steps(Move::block), x, p.normals);
    pcn_(steps(Move::pcn), x, p.log_factor, p.normals);
    mode_draw_(seed, round, first, p.made[static_cast<std::size_t>(Move::mode_draw)], x, p.log_factor, p.draw_space);
}

}  // namespace squall::samplers
