#include "host/pipeline/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "host/pipeline/state_fields.hpp"
#include "samplers/diagnostics/insertion_ranks.hpp"

namespace squall::pipeline {
namespace {

using samplers::MoveInfo;
using samplers::Mover;
using samplers::Population;

constexpr double noise_share = 1e-7;  ///< least disturbance of a difference move, of the prior's width

bool any_possible(Population const& points) {
    return std::ranges::any_of(points.log_likelihood, [](double l) { return l > samplers::impossible; });
}

std::string with_number(char const* what, double value) {
    char text[48];
    std::snprintf(text, sizeof text, "%s %.3g", what, value);
    return text;
}

/// What all samplers share: settings, seed, state.
template <class Sampler, class State>
class SamplingOf : public Sampling {
public:
    SamplingOf(Sampler sampler, std::uint64_t seed, std::size_t dimensions, std::size_t payload_width)
        : sampler_(std::move(sampler)), seed_(seed), dimensions_(dimensions), payload_width_(payload_width) {}
    std::string name() const override { return std::string(Sampler::name); }
    MoveInfo start(Mover& mover) override {
        MoveInfo info;
        state_ = sampler_.init(seed_, mover, info);
        return info;
    }
    void save(io::Checkpoint& checkpoint) override { fields(state_, FieldSaver(checkpoint, "")); }
    void load(io::Checkpoint const& checkpoint) override {
        state_ = {};
        prepare();
        fields(state_, FieldLoader(checkpoint, ""));
    }

protected:
    virtual void prepare() = 0;  ///< gives the state its shape
    Population shaped(std::size_t n) const { return Population(n, dimensions_, payload_width_); }

    Sampler sampler_;
    std::uint64_t seed_;
    std::size_t dimensions_, payload_width_;
    State state_;
};

class DemczSampling final : public SamplingOf<samplers::Demcz, samplers::DemczState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::chain; }
    std::size_t slots() const override { return sampler_.walkers; }
    std::size_t watched() const override { return sampler_.walkers; }
    MoveInfo step(Mover& mover) override { return sampler_.step(seed_, state_, mover); }
    std::uint64_t steps() const override { return state_.step; }
    bool possible() const override { return any_possible(state_.population); }
    Recorded record() const override { return {&state_.population}; }
    std::vector<std::uint64_t> accepted() const override { return state_.accepted; }

private:
    void prepare() override { state_.population = shaped(sampler_.walkers); }
};

class SmcSampling final : public SamplingOf<samplers::Smc, samplers::SmcState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::chain; }
    std::size_t slots() const override { return sampler_.walkers; }
    std::size_t watched() const override { return state_.annealed() ? sampler_.walkers : 0; }
    MoveInfo step(Mover& mover) override { return sampler_.step(seed_, state_, mover); }
    std::uint64_t steps() const override { return state_.stage + state_.chain_steps; }
    std::uint64_t recorded() const override { return state_.chain_steps; }
    bool possible() const override { return state_.found > 0; }
    Recorded record() const override { return {state_.chain_steps > 0 ? &state_.population : nullptr}; }
    std::vector<std::uint64_t> accepted() const override { return state_.accepted; }
    void results(std::map<std::string, double>& all) const override {
        all["inverse_temperature"] = state_.inverse_temperature;
        all["temperatures"] = static_cast<double>(state_.stage);
        all["ln_evidence"] = state_.annealed() ? state_.ln_evidence : std::nan("");
        all["ln_evidence_error"] = state_.annealed() ? samplers::Smc::ln_evidence_error(state_) : std::nan("");
        all["mean_minus_2_ln_l"] = state_.annealed() ? -2 * state_.mean_log_likelihood : std::nan("");
        all["surviving_ancestors"] = static_cast<double>(samplers::Smc::surviving_ancestors(state_));
        all["effective_families"] = samplers::Smc::effective_families(state_);
    }
    std::string phase() const override { return state_.annealed() ? "" : with_number("beta", state_.inverse_temperature); }

private:
    void prepare() override { state_.population = shaped(sampler_.walkers); }
};

class PtSampling final : public SamplingOf<samplers::Pt, samplers::PtState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::chain; }
    std::size_t slots() const override { return sampler_.columns(); }
    std::size_t watched() const override { return sampler_.columns(); }
    MoveInfo start(Mover& mover) override {
        auto info = SamplingOf::start(mover);
        take_cold();
        return info;
    }
    MoveInfo step(Mover& mover) override {
        auto info = sampler_.step(seed_, state_, mover);
        take_cold();
        return info;
    }
    void load(io::Checkpoint const& checkpoint) override {
        SamplingOf::load(checkpoint);
        take_cold();
    }
    std::uint64_t steps() const override { return state_.step; }
    bool possible() const override { return state_.found > 0; }
    Recorded record() const override { return {&cold_}; }
    std::vector<std::uint64_t> accepted() const override { return state_.accepted; }
    void results(std::map<std::string, double>& all) const override {
        auto const evidence = samplers::Pt::evidence(state_);
        all["ln_evidence"] = evidence.ln_evidence;
        all["ln_evidence_error"] = evidence.error;
        double made = 0, tried = 0;
        for (std::size_t r = 0; r < state_.swaps_tried.size(); ++r) {
            made += static_cast<double>(state_.swaps_made[r]);
            tried += static_cast<double>(state_.swaps_tried[r]);
        }
        all["exchanges"] = made / tried;
    }

private:
    void prepare() override {
        state_.population = shaped(sampler_.walkers);
        state_.scales.resize(sampler_.rungs);
        state_.shares.resize(sampler_.rungs);
        state_.recent_proposed.resize(sampler_.rungs);
        state_.recent_accepted.resize(sampler_.rungs);
    }
    void take_cold() {
        cold_ = shaped(sampler_.columns());
        for (std::size_t c = 0; c < cold_.size; ++c) cold_.take(c, state_.population, c);
    }
    Population cold_;
};

class NestedSampling final : public SamplingOf<samplers::Nested, samplers::NestedState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::weighted; }
    bool has_birth() const override { return true; }
    std::size_t slots() const override { return sampler_.walkers; }
    MoveInfo step(Mover& mover) override { return sampler_.step(seed_, state_, mover, dead_); }
    std::uint64_t steps() const override { return state_.iteration; }
    bool finished() const override { return state_.finished; }
    bool possible() const override { return state_.found > 0; }
    Recorded record() const override { return {&dead_.points, &dead_.log_weight, &dead_.birth}; }
    Recorded tail() override {
        tail_ = samplers::Nested::remaining(state_);
        return {&tail_.points, &tail_.log_weight, &tail_.birth};
    }
    void results(std::map<std::string, double>& all) const override {
        all["ln_evidence"] = samplers::Nested::ln_evidence(state_);
        all["ln_evidence_error"] = samplers::Nested::ln_evidence_error(state_);
        all["information"] = samplers::Nested::information(state_);
        all["mean_minus_2_ln_l"] = -2 * samplers::Nested::mean_log_likelihood(state_);
        all["surviving_ancestors"] = static_cast<double>(samplers::Nested::surviving_ancestors(state_));
        all["effective_families"] = samplers::Nested::effective_families(state_);
        all["ln_volume"] = state_.ln_volume;
        if (state_.iteration > 0) all["insertion_rank_p_value"] = samplers::test_insertion_counts(state_.ranks).p_value;
    }
    std::string phase() const override { return state_.finished ? "" : with_number("ln X", state_.ln_volume); }
    void load(io::Checkpoint const& checkpoint) override {
        SamplingOf::load(checkpoint);
        state_.finished = sampler_.is_finished(state_);  // a smaller remainder may be asked for now
    }

private:
    void prepare() override { state_.live = shaped(2 * sampler_.walkers); }
    samplers::DeadPoints dead_, tail_;
};

class DeSampling final : public SamplingOf<samplers::De, samplers::DeState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::points; }
    std::size_t slots() const override { return sampler_.walkers; }
    MoveInfo step(Mover& mover) override { return sampler_.step(seed_, state_, mover, trials_); }
    std::uint64_t steps() const override { return state_.generation; }
    bool finished() const override { return sampler_.finished(state_); }
    bool possible() const override { return state_.found > 0; }
    Recorded record() const override { return {&trials_}; }

private:
    void prepare() override { state_.population = shaped(sampler_.walkers); }
    Population trials_;
};

class ScanSampling final : public SamplingOf<samplers::Scan, samplers::ScanState> {
public:
    using SamplingOf::SamplingOf;
    io::RowKind kind() const override { return io::RowKind::weighted; }
    std::size_t slots() const override { return sampler_.walkers; }
    MoveInfo step(Mover& mover) override { return sampler_.step(seed_, state_, mover, batch_); }
    std::uint64_t steps() const override { return state_.step; }
    std::uint64_t most_steps() const override { return (sampler_.points + sampler_.walkers - 1) / sampler_.walkers; }
    bool finished() const override { return sampler_.finished(state_); }
    bool possible() const override { return true; }  // it is no chain: the next point may be
    Recorded record() const override { return {&batch_, &batch_.log_likelihood}; }
    void results(std::map<std::string, double>& all) const override {
        auto const evidence = samplers::Scan::evidence(state_);
        all["points"] = static_cast<double>(state_.done);
        all["ln_evidence"] = evidence.ln_evidence;
        all["ln_evidence_error"] = evidence.error;
    }

private:
    void prepare() override {}
    Population batch_;
};

template <class Sampler>
struct SamplingFor;
template <>
struct SamplingFor<samplers::Demcz> {
    using type = DemczSampling;
};
template <>
struct SamplingFor<samplers::Smc> {
    using type = SmcSampling;
};
template <>
struct SamplingFor<samplers::Pt> {
    using type = PtSampling;
};
template <>
struct SamplingFor<samplers::Nested> {
    using type = NestedSampling;
};
template <>
struct SamplingFor<samplers::De> {
    using type = DeSampling;
};
template <>
struct SamplingFor<samplers::Scan> {
    using type = ScanSampling;
};

}  // namespace

std::uint64_t Sampling::most_steps() const { return std::numeric_limits<std::uint64_t>::max(); }
std::vector<std::uint64_t> Sampling::accepted() const { return std::vector<std::uint64_t>(slots(), 0); }

std::unique_ptr<Sampling> make_sampling(SamplerPlan const& plan, std::uint64_t seed, std::span<double const> scales,
                                        std::size_t payload_width) {
    return std::visit(
        [&]<class Sampler>(Sampler sampler) -> std::unique_ptr<Sampling> {
            if constexpr (requires { sampler.least_noise; })
                for (double scale : scales) sampler.least_noise.push_back(noise_share * scale);
            sampler.check(scales.size());
            return std::make_unique<typename SamplingFor<Sampler>::type>(std::move(sampler), seed, scales.size(), payload_width);
        },
        plan);
}

std::vector<std::string> move_names_of(SamplerPlan const& plan) {
    if (std::holds_alternative<samplers::De>(plan)) return {"mutation"};
    if (std::holds_alternative<samplers::Scan>(plan)) return {};
    return {samplers::move_names.begin(), samplers::move_names.end()};
}

}  // namespace squall::pipeline
