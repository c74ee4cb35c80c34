#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "host/io/run_data.hpp"
#include "host/pipeline/run.hpp"

namespace squall::io {
struct Checkpoint;
}

namespace squall::pipeline {

/// Points a sampler leaves for the record, in one row or several; views of what it holds.
struct Recorded {
    samplers::Population const* points = nullptr;
    std::vector<double> const* log_weight = nullptr;  ///< [point], or none
    std::vector<double> const* birth = nullptr;       ///< [point] log L, or none
};

/// A sampler with its state, as the run loop sees all of them.
class Sampling {
public:
    virtual ~Sampling() = default;

    virtual std::string name() const = 0;
    virtual io::RowKind kind() const = 0;
    virtual bool has_birth() const { return false; }
    virtual std::size_t slots() const = 0;             ///< of a row
    virtual std::size_t watched() const { return 0; }  ///< walkers of an equilibrium chain, the first of the recorded points; 0: none

    virtual samplers::MoveInfo start(samplers::Mover&) = 0;
    virtual samplers::MoveInfo step(samplers::Mover&) = 0;
    virtual std::uint64_t steps() const = 0;                    ///< calls of `step`
    virtual std::uint64_t recorded() const { return steps(); }  ///< steps that count towards those asked for
    virtual std::uint64_t most_steps() const;                   ///< it ends by itself at the latest
    virtual bool finished() const { return false; }             ///< it ended by itself
    virtual bool possible() const = 0;                          ///< a point with a finite log L is there
    /// What the last step left; no points: nothing.
    virtual Recorded record() const = 0;
    /// Points that stand for themselves now and are not final.
    virtual Recorded tail() { return {}; }
    virtual std::vector<std::uint64_t> accepted() const;           ///< [slot] of chains
    virtual void results(std::map<std::string, double>&) const {}  ///< ln_evidence and the like
    virtual std::string phase() const { return ""; }               ///< where it is, for people: "beta 0.031"

    virtual void save(io::Checkpoint&) = 0;
    virtual void load(io::Checkpoint const&) = 0;
};

/// `scales`: width of each coordinate of the prior.
std::unique_ptr<Sampling> make_sampling(SamplerPlan const&, std::uint64_t seed, std::span<double const> scales, std::size_t payload_width);

/// Names of the moves, in the order of their counts.
std::vector<std::string> move_names_of(SamplerPlan const&);

}  // namespace squall::pipeline
