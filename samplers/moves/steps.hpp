#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "samplers/moves/archive.hpp"

/// Random walks along the coordinates, for posteriors that are a thin curved valley in dozens of dimensions, as of textures: differences of
/// points lead out of it there, steps in a few coordinates do not. Widths and means are the archive's.
namespace squall::samplers {

/// Mean and standard deviation of each coordinate of an archive.
struct Spread {
    std::vector<double> mean, width;
    explicit Spread(Archive const&);
};

/// What moves of a kind multiply their steps by, log-uniform over a decade and the same number of times each: valleys are wide here and
/// narrow there.
inline constexpr std::array<double, 8> decade{0.31623, 0.43940, 0.61054, 0.84834, 1.17877, 1.63789, 2.27585, 3.16228};  // 10^((2k - 7)/14)

/// Standard normal numbers of some slots, one word each (2^32 quantiles, none beyond 6.3), and room that is used again.
class NormalNumbers {
public:
    /// `count` of them for each of `rows`, slots counted from `first`.
    void draw(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<std::uint32_t const> rows, std::size_t count);
    /// The k-th of the i-th of the rows.
    double operator()(std::size_t k, std::size_t i) const { return normals_[k * stride_ + i]; }

private:
    std::vector<std::uint32_t> slots_, words_;
    std::vector<double> normals_;
    std::size_t stride_ = 0;
};

/// Slots that make a move, by their rows of x [slot][dimension], and a random word of each.
struct StepsAsked {
    std::uint64_t seed, round;
    std::size_t first;                      ///< slot of row 0
    std::span<std::uint32_t const> rows;    ///< [move] which slots, counted from the first
    std::span<std::uint32_t const> choice;  ///< [slot]
};

/// x_k + g width_k xi_k for the coordinates k of a block of neighbours, the last before the first: 2, 4, 8, ... or all of them, xi standard
/// normal, g = 2.38 scale s/sqrt(length), s one of a decade. The law of the step depends on nothing but chance and is even, so the proposal
/// is symmetric. Real and imaginary parts that stand side by side are mostly moved together.
class BlockWalk {
public:
    BlockWalk(Spread const&, double scale);
    /// Of a choice three bits say s, eight the length, sixteen where the block begins.
    void operator()(StepsAsked const&, std::span<double> x, NormalNumbers&) const;

private:
    std::vector<double> width_;
    std::vector<std::size_t> length_;  ///< those there are
    std::vector<double> step_;         ///< [length] g at s = 1
};

/// Preconditioned Crank-Nicolson: x' = m + sqrt(1 - b^2) (x - m) + b w xi, xi standard normal, which leaves the Gaussian of mean m and
/// widths w invariant, m and w the archive's. b = scale s, s one of a decade, but no more than 1. Log factor: ln N(x; m, w) - ln N(x'; m,
/// w), so that it is always accepted where that Gaussian is the density. Neal, Regression and classification using Gaussian process priors
/// (1998); Cotter, Roberts, Stuart, White, Stat. Sci. 28 (2013) 424.
class CrankNicolson {
public:
    CrankNicolson(Spread, double scale);
    /// Of a choice three bits say s. `log_factor` [slot].
    void operator()(StepsAsked const&, std::span<double> x, std::span<double> log_factor, NormalNumbers&) const;

private:
    Spread gaussian_;
    std::array<double, decade.size()> stays_{}, comes_{};  ///< [s] sqrt(1 - b^2), b
};

}  // namespace squall::samplers
