#include "samplers/moves/guide.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "samplers/moves/snooker.hpp"
#include "samplers/wide/wide.hpp"

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

void prefetch(double const* row, std::size_t d) {
    constexpr std::size_t cache_line = 8;  // numbers
    for (std::size_t k = 0; k < d + cache_line - 1; k += cache_line) __builtin_prefetch(row + std::min(k, d - 1));
}

}  // namespace

Guide::Guide(Archive archive, Modes modes, MoveShares const& shares, double scale, std::span<double const> least_noise)
    : archive_(std::move(archive)), modes_(std::move(modes)), mode_draw_(modes_), difference_(noise_of(archive_, least_noise), scale) {
    double cumulated = 0;
    std::array<double, move_count - 1> const share{shares.jump, shares.snooker, shares.mode_jump, shares.mode_draw};
    for (std::size_t m = 0; m < share.size(); ++m) below_[m] = static_cast<std::uint64_t>((cumulated += share[m]) * 0x1p32);
    kinds_ = {Move::jump, Move::snooker, modes_.count() > 1 ? Move::mode_jump : Move::jump,
              modes_.count() > 0 ? Move::mode_draw : Move::difference, Move::difference};
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
    mode_draw_(seed, round, first, p.made[static_cast<std::size_t>(Move::mode_draw)], x, p.log_factor, p.draw_space);
}

}  // namespace squall::samplers
