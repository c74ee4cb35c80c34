#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Whether nested sampling draws from the whole of the constrained prior: a new live point is then equally likely to come at every place
/// among the others in the order of log L. Fowlie, Handley, Su 2020, arXiv:2006.03371. Ranks that crowd at one end mean that log Z is
/// wrong: new points correlate with the ones they grew from, miss a mode, or log L has plateaus.
namespace squall::samplers {

struct InsertionRank {
    std::uint32_t rank;    ///< number of those that have a lower log L: 0 .. others
    std::uint32_t others;  ///< live points it is placed among

    bool operator==(InsertionRank const&) const = default;
};

/// Ranks of a batch of new points, each among the survivors and the new points before it. Those are independent of each other (Renyi
/// 1962), which ranks among the same survivors alone are not. Equal values: the new point comes below.
std::vector<InsertionRank> insertion_ranks(std::span<double const> survivors, std::span<double const> inserted);

struct Uniformity {
    double distance;  ///< Kolmogorov-Smirnov: largest difference between the distribution of the ranks and the uniform one
    double p_value;   ///< probability of a distance at least as large, if all places are equally likely
};

/// Kolmogorov-Smirnov test of the ranks, each spread over its place by a random number that depends on nothing but its position in the
/// list. So spread they are exactly uniform in (0, 1) whatever the number of others is, and p is too; unspread p would be too large.
/// NaN without ranks. Throws std::invalid_argument for a rank above `others`.
Uniformity test_insertion_ranks(std::span<InsertionRank const>);

/// Adds ranks to the counts of a run, in equal bins of (0, 1) over which they are spread in the same way: what a long run can keep. The
/// counts so far tell the ranks' positions in the run's list.
void count_insertion_ranks(std::span<InsertionRank const>, std::span<std::uint64_t> counts);
/// The test of ranks so counted. It sees the distance at the edges of the bins alone, so that p is too large, by less than a fifth for
/// 1024 bins and p above 1e-6: the maximum of a Brownian bridge over a grid is lower by 0.58/sqrt(bins) (Chernoff 1965).
Uniformity test_insertion_counts(std::span<std::uint64_t const> counts);

/// The worst of consecutive blocks.
struct WorstBlock {
    std::size_t first;      ///< position of its first rank
    Uniformity uniformity;  ///< of it alone
    double p_value;         ///< probability that the worst of so many blocks is at least as bad: 1 - (1 - p)^blocks
};

/// Finds trouble that lasts for a part of the run only (the paper's "rolling p-value"): tests blocks of `block_size`
/// ranks, best about the number of live points. The remainder that fills no block is left out; fewer ranks than one block are one block.
WorstBlock worst_insertion_block(std::span<InsertionRank const>, std::size_t block_size);

/// Probability that n independent uniform numbers have a Kolmogorov-Smirnov distance above a given one. The asymptotic law with the
/// correction of Vrbik 2018 (Pioneer J. Theor. Appl. Stat. 15, 15); its absolute error is below 1.2e-3
/// at n = 10, 1.5e-4 at 100 and 2e-5 at 1000.
double kolmogorov_p_value(double distance, std::size_t n);

}  // namespace squall::samplers
