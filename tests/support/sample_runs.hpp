#pragma once
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <random>
#include <vector>

#include "host/io/segment_store.hpp"
#include "host/pipeline/status_name.hpp"

/// Runs of samplers that give other rows than chains, made up where the answer is known.
namespace squall::test {

/// The unit disc, uniform prior, log L = -a r^2: a circle of radius r holds the share X = r^2 of the prior, so that
/// Z = integral_0^1 exp(-a X) dX = (1 - exp(-a))/a, and x and y are normal of standard deviation 1/sqrt(2a).
inline constexpr double steepness = 50;
inline constexpr std::uint64_t usual_seed = 11;
inline double disc_ln_evidence() { return std::log((1 - std::exp(-steepness)) / steepness); }

inline io::RunIdentity disc_identity(std::string const& sampler, io::RowKind kind, bool has_birth, std::size_t slots) {
    io::RunIdentity identity;
    identity.model = "disc";
    identity.sampler = sampler;
    identity.seed = usual_seed;
    identity.walkers = slots;
    identity.config =
        "parameters.x.max = 1\nparameters.x.min = -1\nparameters.x.prior = \"flat\"\n"
        "parameters.y.max = 1\nparameters.y.min = -1\nparameters.y.prior = \"flat\"\n";
    identity.parameters = {{"x", "y"}, {"GeV", ""}, {"across", "up"}};
    identity.blobs = {{"r", "loglike"}, {"GeV", ""}, {"distance", "log-likelihood"}};
    identity.statuses.assign(pipeline::status_names.begin(), pipeline::status_names.end());
    identity.kind = kind;
    identity.has_birth = has_birth;
    return identity;
}

/// A point of the disc: what the rows store of it.
struct DiscPoint {
    double volume, angle, birth = -std::numeric_limits<double>::infinity(), log_weight = 0;
    double log_likelihood() const { return -steepness * volume; }
};

inline void append(io::Rows& rows, DiscPoint const& p, io::RunIdentity const& identity) {
    double const r = std::sqrt(p.volume), prior_density = 1 / std::acos(-1.0);
    rows.chain.insert(rows.chain.end(), {r * std::cos(p.angle), r * std::sin(p.angle)});
    rows.log_prob.push_back(p.log_likelihood() + std::log(prior_density));
    rows.blobs.insert(rows.blobs.end(), {r, p.log_likelihood()});
    rows.status.push_back(0);
    if (identity.kind == io::RowKind::weighted) rows.log_weight.push_back(p.log_weight);
    if (identity.has_birth) rows.birth_log_likelihood.push_back(p.birth);
    if (rows.status.size() % identity.walkers == 0) ++rows.count;
}

/// Uniform on [0, 1), the same on every machine.
class Uniform {
public:
    explicit Uniform(std::uint64_t seed = usual_seed) : engine_(20240817 + seed - usual_seed) {}
    double operator()() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

private:
    std::mt19937_64 engine_;
};

/// Nested sampling of 2 * slots live points of which the worse half is replaced in each of 16 rounds (J. Skilling, Bayesian Analysis 1
/// (2006) 833, with exact draws from the constrained prior); the live points are the checkpoint's tail. The volume left after a death
/// among n live points is n/(n + 1) of that before. Commits each `rounds` rounds; ends without assembling.
inline io::Checkpoint write_nested_run(std::filesystem::path const& output, std::size_t slots = 500, std::size_t rounds = 5,
                                       std::uint64_t seed = usual_seed) {
    io::SegmentStore store(output, io::Existing::overwrite);
    io::Checkpoint checkpoint;
    io::RunIdentity const identity = checkpoint.head.identity = disc_identity("nested", io::RowKind::weighted, true, slots);
    checkpoint.head.identity.seed = seed;
    checkpoint.head.totals.failures.assign(identity.statuses.size(), 0);
    Uniform uniform(seed);
    constexpr double turn = 6.283185307179586;
    std::vector<DiscPoint> live;
    for (std::size_t i = 0; i < 2 * slots; ++i) live.push_back({uniform(), turn * uniform()});
    double volume = 1, evidence = 0;
    auto const die = [&](DiscPoint& p, std::size_t alive, double& left, double& sum) {
        double const next = left * static_cast<double>(alive) / static_cast<double>(alive + 1);
        p.log_weight = p.log_likelihood() + std::log(left - next);
        sum += std::exp(p.log_weight);
        left = next;
    };
    io::Rows rows;
    constexpr std::size_t last_round = 16;  // X is 2^-16 then, and a X small: the live points hold what is left of Z
    for (std::size_t round = 1; round <= last_round; ++round) {
        std::sort(live.begin(), live.end(), [](auto const& a, auto const& b) { return a.volume > b.volume; });
        for (std::size_t i = 0; i < slots; ++i) {
            die(live[i], live.size() - i, volume, evidence);
            append(rows, live[i], identity);
        }
        DiscPoint const contour = live[slots - 1];
        for (std::size_t i = 0; i < slots; ++i) live[i] = {contour.volume * uniform(), turn * uniform(), contour.log_likelihood()};
        if (round % rounds != 0 && round != last_round) continue;
        std::sort(live.begin(), live.end(), [](auto const& a, auto const& b) { return a.volume > b.volume; });
        double left = volume, sum = evidence;
        checkpoint.tail.clear();
        for (std::size_t i = 0; i < live.size(); ++i) {
            DiscPoint p = live[i];
            die(p, live.size() - i, left, sum);
            append(checkpoint.tail, p, identity);
        }
        io::RunTotals& totals = checkpoint.head.totals;
        totals.step = round;
        totals.evaluated = totals.failures[0] = 2 * slots + round * slots;
        checkpoint.head.provenance.capacity = 2 * totals.evaluated;
        totals.results = {{"ln_evidence", std::log(sum)}};
        totals.best = {std::log(1 / std::acos(-1.0)), 0, {0, 0}, {0, 0}};
        store.commit(rows, checkpoint);
        rows.clear();
    }
    return checkpoint;
}

/// Uniform draws from the disc, weighted by their likelihood or (de) not at all; every tenth row failed in its first slot.
inline io::Checkpoint write_scan(std::filesystem::path const& output, io::RowKind kind, std::size_t slots = 100, std::size_t count = 50,
                                 std::uint64_t seed = usual_seed) {
    io::SegmentStore store(output, io::Existing::overwrite);
    io::Checkpoint checkpoint;
    checkpoint.head.identity = disc_identity(kind == io::RowKind::points ? "de" : "scan", kind, false, slots);
    checkpoint.head.totals.failures.assign(checkpoint.head.identity.statuses.size(), 0);
    checkpoint.head.totals.failures[0] = slots * count;
    checkpoint.head.identity.seed = seed;
    Uniform uniform(seed);
    io::Rows rows;
    for (std::size_t i = 0; i < slots * count; ++i) {
        DiscPoint p{uniform(), 6.283185307179586 * uniform()};
        p.log_weight = p.log_likelihood();
        append(rows, p, checkpoint.head.identity);
        if (i % (10 * slots) != 0) continue;
        rows.status.back() = 1;
        rows.log_prob.back() = rows.blobs.back() = -std::numeric_limits<double>::infinity();
        rows.blobs.end()[-2] = std::numeric_limits<double>::quiet_NaN();
        if (kind == io::RowKind::weighted) rows.log_weight.back() = -std::numeric_limits<double>::infinity();
    }
    checkpoint.head.totals.step = count;
    store.commit(rows, checkpoint);
    return checkpoint;
}

}  // namespace squall::test
