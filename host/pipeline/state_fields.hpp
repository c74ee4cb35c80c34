#pragma once
#include <concepts>
#include <string>
#include <vector>

#include "host/io/segment_store.hpp"
#include "samplers/de.hpp"
#include "samplers/demcz.hpp"
#include "samplers/diagnostics/running_convergence.hpp"
#include "samplers/nested.hpp"
#include "samplers/pt.hpp"
#include "samplers/scan.hpp"
#include "samplers/smc.hpp"

/// The states of the samplers, field by field, as a checkpoint names them. What a state remembers and this does not list is lost on
/// resume; Run.ResumedAfterAnyStepEqualsTheUninterrupted tells, for every sampler.
namespace squall::pipeline {

template <class F>
void fields(samplers::DemczState& s, F f) {
    f("step", s.step), f("population", s.population), f("archive", s.archive), f("accepted", s.accepted), f("scales", s.scales);
    f("shares", s.shares), f("recent_proposed", s.recent_proposed), f("recent_accepted", s.recent_accepted);
}
template <class F>
void fields(samplers::SmcState& s, F f) {
    f("round", s.round), f("stage", s.stage), f("chain_steps", s.chain_steps), f("inverse_temperature", s.inverse_temperature);
    f("ln_evidence", s.ln_evidence), f("mean_log_likelihood", s.mean_log_likelihood), f("rounding_variance", s.rounding_variance),
        f("scales", s.scales), f("shares", s.shares);
    f("drawn", s.drawn), f("found", s.found), f("population", s.population), f("ancestor", s.ancestor), f("accepted", s.accepted);
    f("archive", s.archive), f("recent_proposed", s.recent_proposed), f("recent_accepted", s.recent_accepted);
}
template <class F>
void fields(samplers::SteppingStones& s, F f) {
    f("steps", s.steps), f("top", s.top), f("sum", s.sum);
}
template <class F>
void fields(samplers::PtState& s, F f) {
    f("step", s.step), f("population", s.population), f("ladder", s.ladder), f("archive", s.archive), f("scales", s.scales);
    f("shares", s.shares), f("recent_proposed", s.recent_proposed), f("recent_accepted", s.recent_accepted);
    f("swaps_refused", s.swaps_refused), f("swaps_tried", s.swaps_tried), f("swaps_made", s.swaps_made);
    f("swaps_tried_before", s.swaps_tried_before), f("stones", s.stones);
    f("accepted", s.accepted), f("drawn", s.drawn), f("found", s.found);
}
template <class F>
void fields(samplers::NestedState& s, F f) {
    f("round", s.round), f("iteration", s.iteration), f("drawn", s.drawn), f("found", s.found), f("finished", s.finished);
    f("ln_volume", s.ln_volume), f("ln_dead", s.ln_dead), f("information_sum", s.information_sum), f("level", s.level);
    f("scales", s.scales), f("shares", s.shares), f("live", s.live), f("birth", s.birth), f("ancestor", s.ancestor);
    f("family", s.family), f("ranks", s.ranks);
}
template <class F>
void fields(samplers::DeState& s, F f) {
    f("generation", s.generation), f("population", s.population), f("mutation", s.mutation), f("crossover", s.crossover);
    f("drawn", s.drawn), f("found", s.found), f("mean_before", s.mean_before), f("still", s.still);
}
template <class F>
void fields(samplers::ScanState& s, F f) {
    f("done", s.done), f("step", s.step), f("top", s.top), f("sum", s.sum), f("squares", s.squares);
}
template <class F>
void fields(samplers::RunningConvergence& s, F f) {
    f("steps", s.steps), f("block_length", s.block_length), f("mean", s.mean), f("squares", s.squares);
}
template <class F>
void fields(samplers::Population& p, F f) {  // its shape is known
    f("positions", p.positions), f("log_prior", p.log_prior), f("log_likelihood", p.log_likelihood), f("payload", p.payload);
}

template <class F>
void fields(samplers::MoveScales& s, F f) {
    f("difference", s.difference), f("block", s.block), f("pcn", s.pcn);
}
template <class F>
void fields(samplers::MoveShares& s, F f) {
    f("jump", s.jump), f("snooker", s.snooker), f("mode_jump", s.mode_jump), f("mode_draw", s.mode_draw), f("block", s.block);
    f("pcn", s.pcn);
}

template <class T>
concept HasFields = requires(T& t) {
    fields(t, [](char const*, auto&) {});
};

/// Puts fields into a checkpoint, names joined by '.'.
class FieldSaver {
public:
    FieldSaver(io::Checkpoint& checkpoint, std::string prefix) : checkpoint_(checkpoint), prefix_(std::move(prefix)) {}
    template <class T>
    void operator()(char const* name, T& field) const {
        std::string const key = prefix_ + name;
        if constexpr (HasFields<T>)
            fields(field, FieldSaver(checkpoint_, key + "."));
        else if constexpr (std::same_as<T, std::vector<double>>)
            checkpoint_.reals[key] = field;
        else if constexpr (std::same_as<T, double>)
            checkpoint_.reals[key] = {field};
        else if constexpr (std::same_as<T, std::vector<std::uint64_t>>)
            checkpoint_.integers[key] = field;
        else if constexpr (std::same_as<T, std::uint64_t> || std::same_as<T, bool>)
            checkpoint_.integers[key] = {std::uint64_t{field}};
        else if constexpr (std::same_as<T, samplers::MoveCounts>)
            checkpoint_.integers[key].assign(field.begin(), field.end());
        else  // several of one kind
            for (std::size_t i = 0; i < field.size(); ++i) FieldSaver(checkpoint_, key + ".")(std::to_string(i).c_str(), field[i]);
    }

private:
    io::Checkpoint& checkpoint_;
    std::string prefix_;
};

/// Takes them out again. Vectors of several have their size already.
class FieldLoader {
public:
    FieldLoader(io::Checkpoint const& checkpoint, std::string prefix) : checkpoint_(checkpoint), prefix_(std::move(prefix)) {}
    template <class T>
    void operator()(char const* name, T& field) const {
        std::string const key = prefix_ + name;
        if constexpr (HasFields<T>)
            fields(field, FieldLoader(checkpoint_, key + "."));
        else if constexpr (std::same_as<T, std::vector<double>>)
            field = take(checkpoint_.reals, key);
        else if constexpr (std::same_as<T, double>)
            field = take(checkpoint_.reals, key).at(0);
        else if constexpr (std::same_as<T, std::vector<std::uint64_t>>)
            field = take(checkpoint_.integers, key);
        else if constexpr (std::same_as<T, std::uint64_t>)
            field = take(checkpoint_.integers, key).at(0);
        else if constexpr (std::same_as<T, bool>)
            field = take(checkpoint_.integers, key).at(0) != 0;
        else if constexpr (std::same_as<T, samplers::MoveCounts>) {
            auto const& counts = take(checkpoint_.integers, key);
            for (std::size_t m = 0; m < field.size(); ++m) field[m] = counts.at(m);
        } else {
            for (std::size_t i = 0; i < field.size(); ++i) FieldLoader(checkpoint_, key + ".")(std::to_string(i).c_str(), field[i]);
        }
    }

private:
    template <class Map>
    static typename Map::mapped_type const& take(Map const& map, std::string const& key) {
        auto const found = map.find(key);
        if (found == map.end()) throw io::IoError("the state has no " + key + " (another version wrote it); start anew with --overwrite");
        return found->second;
    }
    io::Checkpoint const& checkpoint_;
    std::string prefix_;
};

}  // namespace squall::pipeline
