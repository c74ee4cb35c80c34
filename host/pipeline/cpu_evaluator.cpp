#include "host/pipeline/cpu_evaluator.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/passes.hpp"
#include "host/pipeline/point_arrays.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::pipeline {
namespace {

/// Points of a block: a small batch is shared among the threads, in whole packs of any width.
std::size_t block_size(std::size_t batch, std::size_t threads) {
    constexpr std::size_t widest_pack = 8;
    std::size_t const share = (batch + threads - 1) / threads;
    return std::clamp((share + widest_pack - 1) / widest_pack * widest_pack, widest_pack, CpuEvaluator::block_points);
}

/// Adds the time it lives.
class Timer {
public:
    explicit Timer(double& seconds) : seconds_(seconds) {}
    ~Timer() { seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
    Timer(Timer const&) = delete;
    Timer& operator=(Timer const&) = delete;

private:
    double& seconds_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

std::size_t CpuEvaluator::places(std::size_t points) const {
    auto const threads = static_cast<std::size_t>(threads_);
    std::size_t const block = block_size(points, threads), blocks = (points + block - 1) / block;
    return (blocks + threads - 1) / threads * threads * block;
}

StageWork& StageWork::operator+=(StageWork const& other) {
    iteration_seconds += other.iteration_seconds;
    spectrum_seconds += other.spectrum_seconds;
    flavour_seconds += other.flavour_seconds;
    inputs_seconds += other.inputs_seconds;
    derived_seconds += other.derived_seconds;
    points += other.points;
    passes += other.passes;
    full_rhs += other.full_rhs;
    coupling_rhs += other.coupling_rhs;
    return *this;
}

/// A thread's block of points, one block after the other.
class CpuEvaluator::Block {
public:
    explicit Block(CpuEvaluator const& owner)
        : owner_(owner),
          memory_(block_points * static_cast<std::size_t>(
                                     PointArrays::slots(owner.stages_.sizes, owner.family_.derived_columns, owner.plan_.inputs.slots()))),
          endings_(block_points),
          arrays_(PointArrays::layout(memory_.data(), endings_.data(), block_points, owner.stages_.sizes, owner.family_.derived_columns,
                                      owner.plan_.inputs.slots())) {
        for (auto& list : lists_) list.resize(block_points);
    }

    /// Points [first, first + count) of a batch of `size`.
    void evaluate(double const* parameters, std::size_t size, std::size_t first, std::size_t count, Evaluation& result) {
        arrays_.parameters = {const_cast<double*>(parameters) + first, static_cast<long>(size)};
        first_ = first;
        count_ = static_cast<int>(count);
        result_ = &result;
        {
            Timer const timer(work_.inputs_seconds);
            auto const stride = static_cast<long>(size);
            double* const values = arrays_.parameters.data;
            owner_.plan_.inputs.fill(owner_.stages_,
                                     {{values + owner_.first_input_ * stride, stride}, values + owner_.tan_beta_ * stride, count_},
                                     arrays_.inputs);
        }
        coarse_ = owner_.family_.right_hand_sides(owner_.plan_.coarse.settings, arrays_.parameters, count_);
        fine_ = owner_.family_.right_hand_sides(owner_.plan_.fine.settings, arrays_.parameters, count_);
        std::ranges::copy(order_of_steps(fine_), list(PointList::all));
        std::fill_n(arrays_.passes, count_, 0.0);
        evaluate_block(owner_.plan_, *this);
        std::transform(arrays_.status, arrays_.status + count_, result.status.begin() + static_cast<long>(first), bookkeeping::to_status);
        work_.points += count;
    }

    PointArrays const& arrays() const { return arrays_; }
    StageWork const& work() const { return work_; }
    std::size_t bytes() const {
        return memory_.size() * sizeof(double) + block_points * (sizeof(backends::Ending) + lists_.size() * sizeof(int));
    }

    backends::ActivePoints all() { return {list(PointList::all), count_}; }
    backends::ActivePoints select(backends::ActivePoints points, backends::EndingSet wanted, PointList into) {
        int* const chosen = list(into);
        auto const is_wanted = [&](int i) { return bookkeeping::is_among(arrays_.ending[i], wanted); };
        return {chosen, static_cast<int>(std::copy_if(points.active, points.active + points.count, chosen, is_wanted) - chosen)};
    }
    void pass(backends::IterationSettings const& settings, backends::ActivePoints points, bool from_first_guess) {
        Timer const timer(work_.iteration_seconds);
        auto const before = from_first_guess ? std::vector<double>(static_cast<std::size_t>(points.count)) : standard_model_scales(points);
        (owner_.stages_.*owner_.family_.iteration)(arrays_.iteration(settings, points, from_first_guess));
        auto const after = standard_model_scales(points);
        for (std::size_t k = 0; k < after.size(); ++k) work_.coupling_rhs += standard_model_right_hand_sides(settings, before[k], after[k]);
        auto const& of_point = &settings == &owner_.plan_.coarse.settings ? coarse_ : fine_;
        work_.passes += static_cast<std::uint64_t>(points.count);
        for (int k = 0; k < points.count; ++k) {
            auto const& each = of_point[static_cast<std::size_t>(points.active[k])];
            work_.full_rhs += each.full;
            work_.coupling_rhs += each.couplings;
        }
    }
    void end_pass(backends::ActivePoints points, double tolerance, bool last) {
        auto const stage = arrays_.pass_end(points, tolerance, last);
        for (int k = 0; k < points.count; ++k) bookkeeping::end_pass(stage, k);
    }
    void change_steps(backends::ActivePoints points) {
        auto const stage = arrays_.pass_end(points);
        for (int k = 0; k < points.count; ++k) bookkeeping::change_steps(stage, k);
    }
    void spectrum(backends::ActivePoints points) {
        Timer const timer(work_.spectrum_seconds);
        owner_.stages_.spectrum(arrays_.spectrum_stage(owner_.plan_.fine.settings, points));
    }
    void judge(backends::ActivePoints points) {
        auto const stage = arrays_.judgement(points);
        for (int k = 0; k < points.count; ++k) bookkeeping::judge(stage, k);
    }
    void flavour(backends::ActivePoints points) {
        Timer const timer(work_.flavour_seconds);
        owner_.stages_.flavour(arrays_.flavour_stage(owner_.plan_.flavour, owner_.plan_.resummed, points));
    }
    void derived(backends::ActivePoints points) {
        if (!owner_.family_.derived) return;
        Timer const timer(work_.derived_seconds);
        (owner_.stages_.*owner_.family_.derived)(arrays_.derived_stage(owner_.plan_.fine.settings, points));
    }
    void copy_out(backends::ActivePoints points) {
        auto const& outputs = owner_.family_.outputs;
        for (std::size_t c = 0; c < outputs.size(); ++c) {
            double const* const from = arrays_.column(outputs[c]);
            double* const to = result_->values.data() + c * result_->size + first_;
            for (int k = 0; k < points.count; ++k) to[points.active[k]] = from[points.active[k]];
        }
    }
    void log_likelihood(backends::ActivePoints points) {
        if (owner_.likelihood_.slots() == 0) return;
        auto const from_first = [this](std::vector<double>& table) {
            return backends::Columns{table.data() + first_, static_cast<long>(result_->size)};
        };
        owner_.stages_.likelihood(
            owner_.likelihood_.stage(points, from_first(result_->values), arrays_.status, from_first(result_->log_likelihood)));
    }

private:
    /// ln(Q/m_Z) to which each point's own Standard Model was run; none where points share one.
    std::vector<double> standard_model_scales(backends::ActivePoints points) const {
        std::vector<double> result;
        auto const& at = arrays_.standard_model;
        for (int k = 0; at.data && k < points.count; ++k)
            result.push_back(at.data[backends::standard_model_slots * at.stride + points.active[k]]);
        return result;
    }
    int* list(PointList which) { return lists_[static_cast<std::size_t>(which)].data(); }

    CpuEvaluator const& owner_;
    std::vector<double> memory_;
    std::vector<backends::Ending> endings_;
    PointArrays arrays_;
    std::array<std::vector<int>, static_cast<std::size_t>(PointList::count)> lists_;
    std::vector<RightHandSides> coarse_, fine_;  ///< of a pass of each point
    std::size_t first_ = 0;
    int count_ = 0;
    Evaluation* result_ = nullptr;
    StageWork work_;
};

CpuEvaluator::CpuEvaluator(PointFamily family, Plan plan, backends::StageTable const& stages, int threads)
    : stages_(stages),
      family_(std::move(family)),
      plan_(std::move(plan)),
      threads_(threads > 0 ? threads : omp_get_num_procs()),
      first_input_(static_cast<long>(family_.parameters.size())),
      tan_beta_(static_cast<long>(column_named(family_.parameters, "tan_beta"))) {
    std::ranges::move(plan_.inputs.outputs(), std::back_inserter(family_.outputs));
    family_.parameters.insert(family_.parameters.end(), plan_.inputs.parameters().begin(), plan_.inputs.parameters().end());
    for (auto const& output : family_.outputs) outputs_.push_back(output.column);
}

std::size_t CpuEvaluator::bytes_per_point() const {
    return Block(*this).bytes() / block_points + sizeof(double) * (family_.parameters.size() + outputs_.size());
}

void CpuEvaluator::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    result.reset(size, outputs_.size(), likelihood_.slots());
    std::size_t const step = block_size(size, static_cast<std::size_t>(threads_));
    auto const blocks = static_cast<long>((size + step - 1) / step);
#pragma omp parallel num_threads(threads_)
    {
        Block block(*this);
#pragma omp for schedule(dynamic)
        for (long b = 0; b < blocks; ++b) {
            std::size_t const first = static_cast<std::size_t>(b) * step;
            block.evaluate(parameters.data(), size, first, std::min(step, size - first), result);
        }
#pragma omp critical
        work_ += block.work();
    }
}

PointInputs::Points CpuEvaluator::points(backends::Columns parameters, int count) const {
    double* const values = parameters.data;
    return {{values + first_input_ * parameters.stride, parameters.stride}, values + tan_beta_ * parameters.stride, count};
}

void CpuEvaluator::bind(LikelihoodTerms const& terms) {
    likelihood_ = terms;
    bound_ = {terms, family_.outputs, plan_.inputs};
}

void CpuEvaluator::bound_log_likelihood(std::span<double const> parameters, std::size_t size, std::span<double> bound) const {
    if (!bounds_log_likelihood()) return;
    auto* const values = const_cast<double*>(parameters.data());  // only read
    bound_.lower(stages_, plan_.inputs, points({values, static_cast<long>(size)}, static_cast<int>(size)), bound, threads_);
}

PointDetails CpuEvaluator::details(std::span<double const> point) {
    PointDetails details;
    details.evaluation.reset(1, outputs_.size(), likelihood_.slots());
    Block block(*this);
    block.evaluate(point.data(), 1, 0, 1, details.evaluation);
    auto const take = [](backends::Columns const& columns, auto& into) {
        for (int s = 0; s < ode::slot_count<double, std::remove_reference_t<decltype(into)>>; ++s)
            ode::slots<double>(into)[s] = columns.data[s * columns.stride];
    };
    take(block.arrays().low_scale, details.low_scale);
    take(block.arrays().spectrum, details.spectrum);
    return details;
}

}  // namespace squall::pipeline
