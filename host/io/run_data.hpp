#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

/// What a run leaves behind, as plain structs.
namespace squall::io {

/// Names, units and meanings of the columns of a table.
struct Labels {
    std::vector<std::string> name, unit, meaning;
    std::size_t size() const { return name.size(); }
    bool operator==(Labels const&) const = default;
};

/// What the rows of a run are.
enum class RowKind {
    chain,     ///< steps of Markov chains, equally weighted: demcz, pt, smc
    weighted,  ///< every point has a weight: nested, scan, reweight
    points,    ///< no posterior: de
};

/// What stays the same through a run and every continuation of it.
struct RunIdentity {
    std::string model, sampler;
    std::uint64_t seed = 0, walkers = 0, thin = 1;  ///< where rows are no steps of walkers, `walkers` is the slots of a row
    std::string config;                             ///< canonical "key = value" lines
    Labels parameters;                              ///< of the chain
    Labels blobs;
    std::vector<std::string> statuses, moves;  ///< names, in the order of the counts
    RowKind kind = RowKind::chain;
    bool has_birth = false;  ///< rows have birth_log_likelihood: nested
    bool operator==(RunIdentity const&) const = default;
};

/// The best point evaluated so far, accepted or not.
struct BestPoint {
    double log_prob = -std::numeric_limits<double>::infinity();        ///< as in Rows
    double log_likelihood = -std::numeric_limits<double>::infinity();  ///< -infinity: none yet
    std::vector<double> parameters, blobs;
};

/// What grows with the steps, but has no row per step.
struct RunTotals {
    std::uint64_t step = 0;               ///< steps done
    std::vector<std::uint64_t> accepted;  ///< [walker]
    std::vector<std::uint64_t> proposed_by_move, accepted_by_move;
    std::vector<std::uint64_t> failures;  ///< [status], `ok` included
    std::uint64_t zero_likelihood = 0;    ///< points with status ok and log L = -infinity
    BestPoint best;
    std::map<std::string, double> results;  ///< by name: ln_evidence, ln_evidence_error, information, ...
    std::uint64_t evaluated = 0;            ///< points evaluated
};

/// Names, in Provenance::text of a reweighted run, the one that it was made from.
inline constexpr char const* reweighted_from = "reweighted_from";
/// There too: blocks of measurements that kept points out of that run and are not in the new constraints.
inline constexpr char const* within_limits = "within_limits";

struct Provenance {
    std::map<std::string, std::string> text;  ///< versions, machine, dates
    double wall_seconds = 0;
    std::uint64_t capacity = 0;  ///< places of the batches that the points evaluated went in, which depends on the machines: batch fill
    std::uint64_t resumes = 0;
};

struct RunHead {
    RunIdentity identity;
    RunTotals totals;
    Provenance provenance;
};

/// Stored steps, row-major with the step outermost. What is called a walker is any slot of a row.
struct Rows {
    std::size_t count = 0;
    std::vector<double> chain;        ///< [step][walker][parameter], parameter values (GeV where a mass)
    std::vector<double> log_prob;     ///< [step][walker], log posterior density in the sampler's coordinates
    std::vector<double> blobs;        ///< [step][walker][column]
    std::vector<std::int8_t> status;  ///< [step][walker]
    std::vector<double> log_weight;   ///< [step][walker], RowKind::weighted alone: unnormalised log posterior weight, -infinity for none
    std::vector<double> birth_log_likelihood;  ///< [step][walker], has_birth alone: log L above which the point was drawn; first: -infinity

    void clear();
    void append(Rows const&);
    /// Takes the first `rows` rows out.
    Rows take(std::size_t rows);
    std::size_t bytes() const;
};

/// Rows of as many steps each, the walkers of one beside those of the next.
Rows side_by_side(std::vector<Rows> const& parts);
/// The same of single columns [step][walker].
std::vector<double> side_by_side(std::vector<std::vector<double>> const& parts, std::size_t count);

}  // namespace squall::io
