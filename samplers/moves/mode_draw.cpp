#include "samplers/moves/mode_draw.hpp"

#include <algorithm>

#include "kernels/core/math.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {
namespace {

constexpr int student_freedom = 10;  ///< degrees of freedom of the mixture's tails; even

/// Inverse of a lower triangle.
void append_inverse(std::vector<double>& all, std::span<double const> lower, std::size_t d) {
    std::vector<double> inverse(d * d, 0.0);
    for (std::size_t j = 0; j < d; ++j)
        for (std::size_t i = j; i < d; ++i) {
            double sum = i == j ? 1.0 : 0.0;
            for (std::size_t k = j; k < i; ++k) sum -= lower[i * d + k] * inverse[k * d + j];
            inverse[i * d + j] = sum / lower[i * d + i];
        }
    all.insert(all.end(), inverse.begin(), inverse.end());
}

}  // namespace

ModeDraw::ModeDraw(Modes const& modes) : dimensions_(modes.dimensions), centre_(modes.centre), factor_(modes.factor) {
    double below = 0;
    for (std::size_t m = 0; m < modes.count(); ++m) {
        weight_below_.push_back(below);
        below += modes.weight[m];
        log_height_.push_back(squall::log(modes.weight[m]) - modes.log_det[m]);
        append_inverse(inverse_, std::span(factor_).subspan(m * dimensions_ * dimensions_, dimensions_ * dimensions_), dimensions_);
    }
}

void ModeDraw::operator()(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<std::uint32_t const> rows,
                          std::span<double> x, std::span<double> log_factor, Workspace& space) const {
    std::size_t const n = rows.size(), d = dimensions_, stride = WideLoops::padded(n);
    if (n == 0) return;
    std::size_t const blocks = (1 + student_freedom / 2 + d + 3) / 4;
    auto const& loops = wide_loops();
    auto const row = [&](std::size_t i) { return rows[std::min(i, n - 1)]; };  // the last one also in places that are left over
    space.slots.resize(stride);
    for (std::size_t i = 0; i < stride; ++i) space.slots[i] = static_cast<std::uint32_t>(first) + row(i);
    space.words.resize(4 * blocks * stride);
    loops.philox(
        {seed, static_cast<std::uint32_t>(Stream::mode_draw), static_cast<std::uint32_t>(round), space.slots.data(), stride, blocks},
        space.words.data());
    space.columns.resize(d * stride);
    for (std::size_t i = 0; i < stride; ++i)
        for (std::size_t k = 0; k < d; ++k) space.columns[k * stride + i] = x[row(i) * d + k];
    space.log_factor.resize(stride);
    space.scratch.resize(2 * d * WideLoops::most_lanes);
    MixtureView const mixture{
        weight_below_.size(), d, student_freedom, weight_below_.data(), log_height_.data(), centre_.data(), factor_.data(),
        inverse_.data()};
    loops.draw_from_mixture(mixture, space.words.data(), space.columns.data(), stride, n, space.scratch.data(), space.log_factor.data());
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < d; ++k) x[rows[i] * d + k] = space.columns[k * stride + i];
        log_factor[rows[i]] = space.log_factor[i];
    }
}

}  // namespace squall::samplers
