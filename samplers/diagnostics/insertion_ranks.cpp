#include "samplers/diagnostics/insertion_ranks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

#include "kernels/core/constants.hpp"
#include "samplers/random.hpp"

namespace squall::samplers {
namespace {

// Key of the numbers that spread ranks over their places: any but the seed of a run, whose draws they must not repeat.
constexpr std::uint64_t spreading_key = 0x5bf0363546e4e3a1;

/// The ranks as numbers in (0, 1).
std::vector<double> spread(std::span<InsertionRank const> ranks, std::size_t first) {
    std::vector<double> result;
    result.reserve(ranks.size());
    for (auto const& r : ranks) {
        if (r.rank > r.others)
            throw std::invalid_argument("insertion rank " + std::to_string(r.rank) + " among " + std::to_string(r.others) +
                                        " others (there are no more below it than there are); count those of lower log L");
        double const within = Draws(spreading_key, Stream::start, first + result.size(), 0).uniform();
        result.push_back((r.rank + within) / (r.others + 1.0));
    }
    return result;
}

Uniformity uniformity(std::vector<double> x) {
    if (x.empty()) return {std::nan(""), std::nan("")};
    std::sort(x.begin(), x.end());
    auto const n = static_cast<double>(x.size());
    double distance = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        auto const below = static_cast<double>(i);
        distance = std::max({distance, x[i] - below / n, (below + 1) / n - x[i]});
    }
    return {distance, kolmogorov_p_value(distance, x.size())};
}

}  // namespace

std::vector<InsertionRank> insertion_ranks(std::span<double const> survivors, std::span<double const> inserted) {
    std::vector<double> places(survivors.begin(), survivors.end());
    places.insert(places.end(), inserted.begin(), inserted.end());
    std::sort(places.begin(), places.end());
    // sums over blocks of the places, of lengths that are powers of two (Fenwick, Softw. Pract. Exp. 24 (1994) 327)
    std::vector<std::uint32_t> sums(places.size() + 1, 0);
    auto const place_of = [&](double x) {
        return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), x) - places.begin());
    };
    auto const put = [&](double x) {
        for (std::size_t i = place_of(x) + 1; i < sums.size(); i += i & (~i + 1)) ++sums[i];
    };
    auto const count_below = [&](double x) {
        std::uint32_t count = 0;
        for (std::size_t i = place_of(x); i > 0; i -= i & (~i + 1)) count += sums[i];
        return count;
    };
    for (double const x : survivors) put(x);
    std::vector<InsertionRank> result;
    for (double const x : inserted) {
        result.push_back({count_below(x), static_cast<std::uint32_t>(survivors.size() + result.size())});
        put(x);
    }
    return result;
}

double kolmogorov_p_value(double distance, std::size_t n) {
    double const root = std::sqrt(static_cast<double>(n));
    double const asymptotic = root * distance;
    double const k = asymptotic + 1 / (6 * root) + (asymptotic - 1) / (4 * root * root);
    // Two forms of Kolmogorov's law, related by Poisson's sum: each converges at once on its side.
    double sum = 0;
    if (k < 1.1) {
        for (int i = 1; i < 12; i += 2) sum += std::exp(-i * i * pi * pi / (8 * k * k));
        return 1 - std::sqrt(2 * pi) / k * sum;
    }
    for (int i = 1; i < 8; ++i) sum += (i % 2 == 1 ? 2 : -2) * std::exp(-2 * i * i * k * k);
    return sum;
}

void count_insertion_ranks(std::span<InsertionRank const> ranks, std::span<std::uint64_t> counts) {
    auto const before = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    for (double x : spread(ranks, before)) ++counts[static_cast<std::size_t>(x * static_cast<double>(counts.size()))];
}

Uniformity test_insertion_counts(std::span<std::uint64_t const> counts) {
    auto const n = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    if (n == 0) return {std::nan(""), std::nan("")};
    std::uint64_t below = 0;
    double distance = 0;
    for (std::size_t edge = 1; edge < counts.size(); ++edge) {
        below += counts[edge - 1];
        double const expected = static_cast<double>(edge) / static_cast<double>(counts.size());
        distance = std::max(distance, std::abs(static_cast<double>(below) / static_cast<double>(n) - expected));
    }
    return {distance, kolmogorov_p_value(distance, n)};
}

Uniformity test_insertion_ranks(std::span<InsertionRank const> ranks) { return uniformity(spread(ranks, 0)); }

WorstBlock worst_insertion_block(std::span<InsertionRank const> ranks, std::size_t block_size) {
    if (block_size == 0) throw std::invalid_argument("blocks of no insertion ranks (nothing to test); give the number of live points");
    std::size_t const blocks = std::max<std::size_t>(1, ranks.size() / block_size);
    WorstBlock worst{0, {std::nan(""), std::nan("")}, std::nan("")};
    for (std::size_t first = 0, b = 0; b < blocks; ++b, first += block_size) {
        auto const block = uniformity(spread(ranks.subspan(first, std::min(block_size, ranks.size())), first));
        if (b == 0 || block.p_value < worst.uniformity.p_value) worst = {first, block, 0};
    }
    worst.p_value = -std::expm1(static_cast<double>(blocks) * std::log1p(-worst.uniformity.p_value));
    return worst;
}

}  // namespace squall::samplers
