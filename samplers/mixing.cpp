#include "samplers/mixing.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "kernels/core/math.hpp"
#include "samplers/require.hpp"

namespace squall::samplers {
namespace {

std::vector<double> ranks_of(std::span<double const> x) {
    std::vector<std::uint32_t> order(x.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return x[i]; });
    std::vector<double> rank(x.size());
    for (std::size_t r = 0; r < order.size(); ++r) rank[order[r]] = static_cast<double>(r);
    return rank;
}

}  // namespace

double rank_correlation(std::span<double const> x, std::span<double const> y) {
    auto const a = ranks_of(x), b = ranks_of(y);
    auto const n = static_cast<double>(x.size());
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += square(a[i] - b[i]);
    return 1 - 6 * sum / (n * (n * n - 1));
}

std::size_t MovesAsked::after(std::size_t made, std::span<double const> before, std::span<double const> now) const {
    if (made < least) return least;
    if (made >= most || rank_correlation(before, now) <= correlation) return made;
    return std::min(most, made + (made + 3) / 4);
}

void MovesAsked::check() const {
    require(least >= 1, "least moves = 0 (walkers would stay where they are); use 1 or more");
    require(most >= least, "most moves is below least moves (" + std::to_string(least) + "); raise it");
}

}  // namespace squall::samplers
