#include "host/pipeline/cuda_evaluator.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <iterator>
#include <thread>

#include "host/device/array.hpp"
#include "host/device/error.hpp"
#include "host/device/query.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/cuda_likelihood.hpp"
#include "host/pipeline/cuda_mapping.hpp"
#include "host/pipeline/passes.hpp"
#include "host/pipeline/point_arrays.hpp"
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/ode/slots.hpp"

namespace squall::pipeline {
namespace {

constexpr std::size_t list_count = static_cast<std::size_t>(PointList::count);
constexpr int all_bits = 0xff;  // a double or a float of these bytes is NaN

/// Doubles of a point on the device: parameters, what the stages keep, results.
std::size_t doubles_per_point(PointFamily const& family, PointInputs const& inputs) {
    auto const kept = PointArrays::slots(backends::cuda_stages().sizes, family.derived_columns, inputs.slots());
    return family.parameters.size() + static_cast<std::size_t>(kept) + family.outputs.size();
}

}  // namespace

/// A stream, and the memory of the points that are under way in it.
class CudaEvaluator::Chunk {
public:
    Chunk(CudaEvaluator const& owner, std::size_t capacity)
        : owner_(owner),
          capacity_(capacity),
          memory_(capacity * doubles_per_point(owner.family_, owner.plan_.inputs)),
          endings_(capacity),
          lists_(list_count * capacity),
          scratch_(bookkeeping_.select_scratch(static_cast<int>(capacity))),
          selected_(1),
          columns_(owner.family_.outputs.size()),
          likelihood_(owner.likelihood_, capacity, stream_) {
        auto const stride = static_cast<long>(capacity);
        double* const values = memory_.data() + owner.family_.parameters.size() * capacity;
        values_ = {values, stride};
        arrays_ = PointArrays::layout(values + owner.outputs_.size() * capacity, endings_.data(), stride, stages_.sizes,
                                      owner.family_.derived_columns, owner.plan_.inputs.slots());
        arrays_.parameters = {memory_.data(), stride};
        std::vector<double const*> columns;
        for (auto const& source : owner.family_.outputs) columns.push_back(arrays_.column(source));
        upload(columns, columns_);
        stream_.synchronize();
    }

    std::size_t capacity() const { return capacity_; }

    /// Points [first, first + count) of a batch of `size`; returns when their results are in `result`.
    void evaluate(double const* parameters, std::size_t size, std::size_t first, std::size_t count, Evaluation& result) {
        std::size_t const stride = capacity_ * sizeof(double), width = count * sizeof(double), host_stride = size * sizeof(double);
        count_ = static_cast<int>(count);
        device::copy_rows_to_device({arrays_.parameters.data, stride}, {parameters + first, host_stride}, width,
                                    owner_.family_.parameters.size(), stream_);
        device::fill_bytes(values_.data, all_bits, owner_.outputs_.size() * stride, stream_);
        device::fill_bytes(arrays_.passes, 0, width, stream_);
        backends::Columns const on_host{const_cast<double*>(parameters) + first, static_cast<long>(size)};
        upload_inputs(on_host);
        auto const order = order_of_steps(owner_.family_.right_hand_sides(owner_.plan_.fine.settings, on_host, count_));
        device::copy_to_device(list(PointList::all), order.data(), count * sizeof(int), stream_);
        evaluate_block(owner_.plan_, *this);
        std::vector<double> status(count);
        device::copy_rows_to_host({result.values.data() + first, host_stride}, {values_.data, stride}, width, owner_.outputs_.size(),
                                  stream_);
        likelihood_.copy_to_host(count, result.log_likelihood.data() + first, size, stream_);
        device::copy_to_host(status.data(), arrays_.status, width, stream_);
        stream_.synchronize();
        std::transform(status.begin(), status.end(), result.status.begin() + static_cast<long>(first), bookkeeping::to_status);
    }

    /// Forgets all points.
    void clear() { device::fill_bytes(memory_.data(), 0, memory_.size() * sizeof(double), stream_); }

    /// A struct of doubles of the chunk's first point, from its columns.
    template <class Struct>
    void take_first(backends::Columns const& columns, Struct& into) const {
        device::copy_rows_to_host({ode::slots<double>(into), sizeof(double)},
                                  {columns.data, static_cast<std::size_t>(columns.stride) * sizeof(double)}, sizeof(double),
                                  ode::slot_count<double, Struct>, stream_);
        stream_.synchronize();
    }
    PointArrays const& arrays() const { return arrays_; }

    backends::ActivePoints all() { return {list(PointList::all), count_}; }
    backends::ActivePoints select(backends::ActivePoints points, backends::EndingSet wanted, PointList into) {
        if (points.count == 0) return points;
        SQUALL_CUDA(bookkeeping_.select({points, arrays_.ending, wanted, list(into), selected_.data(), scratch_.data(), scratch_.size()},
                                        stream_.get()));
        device::copy_to_host(count_selected_.get(), selected_.data(), sizeof(int), stream_);
        stream_.synchronize();  // the next launch is of so many threads; the other stream goes on meanwhile
        return {list(into), *count_selected_};
    }
    void pass(backends::IterationSettings const& settings, backends::ActivePoints points, bool from_first_guess) {
        auto const stage = arrays_.iteration(settings, points, from_first_guess);
        if (!owner_.teams_) {
            SQUALL_CUDA((stages_.*owner_.family_.cuda_iteration)(stage, stream_.get()));
            return;
        }
        SQUALL_CUDA(stages_.ggm_before_legs(stage, stream_.get()));
        SQUALL_CUDA(owner_.teams_->ggm_legs(stage, owner_.threads_per_block_, stream_.get()));
        SQUALL_CUDA(stages_.ggm_after_legs(stage, stream_.get()));
    }
    void end_pass(backends::ActivePoints points, double tolerance, bool last) {
        SQUALL_CUDA(bookkeeping_.end_pass(arrays_.pass_end(points, tolerance, last), stream_.get()));
    }
    void change_steps(backends::ActivePoints points) { SQUALL_CUDA(bookkeeping_.change_steps(arrays_.pass_end(points), stream_.get())); }
    void spectrum(backends::ActivePoints points) {
        SQUALL_CUDA(stages_.spectrum(arrays_.spectrum_stage(owner_.plan_.fine.settings, points), stream_.get()));
    }
    void judge(backends::ActivePoints points) { SQUALL_CUDA(bookkeeping_.judge(arrays_.judgement(points), stream_.get())); }
    void flavour(backends::ActivePoints points) {
        SQUALL_CUDA(stages_.flavour(arrays_.flavour_stage(owner_.plan_.flavour, owner_.plan_.resummed, points), stream_.get()));
    }
    void derived(backends::ActivePoints points) {
        if (!owner_.family_.cuda_derived) return;
        SQUALL_CUDA((stages_.*owner_.family_.cuda_derived)(arrays_.derived_stage(owner_.plan_.fine.settings, points), stream_.get()));
    }
    void copy_out(backends::ActivePoints points) {
        SQUALL_CUDA(bookkeeping_.copy_out({points, columns_.data(), static_cast<int>(columns_.size()), values_}, stream_.get()));
    }
    void log_likelihood(backends::ActivePoints points) { likelihood_.evaluate(points, values_, arrays_.status, stream_); }

private:
    template <class T>
    void upload(std::vector<T> const& from, device::Array<T> const& to) const {
        if (!from.empty()) device::copy_to_device(to.data(), from.data(), from.size() * sizeof(T), stream_);
    }
    /// Standard Model inputs of points that have their own: resolved here, by the threads this stream has, and sent.
    void upload_inputs(backends::Columns const& parameters) {
        auto const& inputs = owner_.plan_.inputs;
        std::size_t const width = static_cast<std::size_t>(count_) * sizeof(double), slots = static_cast<std::size_t>(inputs.slots());
        if (slots == 0) return;
        inputs_.resize(slots * static_cast<std::size_t>(count_));
        int const threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency() / static_cast<unsigned int>(streams)));
        double* const values = parameters.data;
        inputs.fill(
            cpu_stages("auto"),
            {{values + owner_.first_input_ * parameters.stride, parameters.stride}, values + owner_.tan_beta_ * parameters.stride, count_},
            {inputs_.data(), count_}, threads);
        device::copy_rows_to_device({arrays_.inputs.data, capacity_ * sizeof(double)}, {inputs_.data(), width}, width, slots, stream_);
    }
    int* list(PointList which) const { return lists_.data() + static_cast<std::size_t>(which) * capacity_; }

    CudaEvaluator const& owner_;
    backends::CudaStages const& stages_ = backends::cuda_stages();
    backends::CudaBookkeeping const& bookkeeping_ = backends::cuda_bookkeeping();
    std::size_t capacity_;
    device::Stream stream_;
    device::Array<double> memory_;
    device::Array<backends::Ending> endings_;
    device::Array<int> lists_;
    device::Array<unsigned char> scratch_;
    device::Array<int> selected_;
    device::Pinned<int> count_selected_;
    device::Array<double const*> columns_;
    CudaLikelihood likelihood_;
    backends::Columns values_;
    PointArrays arrays_;
    std::vector<double> inputs_;  ///< of points that have their own, on the host
    int count_ = 0;
};

CudaEvaluator::CudaEvaluator(PointFamily family, Plan plan, CudaMapping const& mapping)
    : family_(std::move(family)),
      plan_(std::move(plan)),
      teams_(family_.runs_in_teams ? teams_of(mapping) : nullptr),
      threads_per_block_(mapping.threads_per_block),
      quantum_(static_cast<std::size_t>(backends::cuda_quantum(device::device().multiprocessors))),
      first_input_(static_cast<long>(family_.parameters.size())),
      tan_beta_(static_cast<long>(column_named(family_.parameters, "tan_beta"))),
      chunks_(streams) {
    if (!device::device().present)
        throw BackendUnavailable("backend cuda is not available: " + device::device().absence + "; use --backend cpu");
    std::ranges::move(plan_.inputs.outputs(), std::back_inserter(family_.outputs));
    for (auto const& output : family_.outputs) outputs_.push_back(output.column);
    family_.parameters.insert(family_.parameters.end(), plan_.inputs.parameters().begin(), plan_.inputs.parameters().end());
    device::Stream const stream;
    auto const& nodes = *plan_.standard_model;
    standard_model_ = device::Array<double>(nodes.size());
    device::copy_to_device(standard_model_.data(), nodes.data(), nodes.size() * sizeof(double), stream);
    stream.synchronize();
    plan_.keep_standard_model_at(standard_model_.data());
}

CudaEvaluator::~CudaEvaluator() = default;

std::string CudaEvaluator::backend() const {
    return teams_ ? std::string("cuda, ") + teams_->name + ", " + std::to_string(threads_per_block_) + " threads a block" : "cuda";
}

std::size_t CudaEvaluator::chunk_size(std::size_t batch, std::size_t quantum) {
    return std::clamp((batch + streams - 1) / streams, std::size_t{1}, most_quanta * quantum);
}

std::size_t CudaEvaluator::bytes_per_point(PointFamily const& family, PointInputs const& inputs) {
    return doubles_per_point(family, inputs) * sizeof(double) + sizeof(backends::Ending) + list_count * sizeof(int);
}

void CudaEvaluator::bind(LikelihoodTerms const& terms) {
    likelihood_ = terms;
    for (auto& chunk : chunks_) chunk.reset();  // the terms are in their memory
}

/// The chunk of a stream, made anew where it is too small. Chunks grow with the batches, up to chunk_size's bound.
CudaEvaluator::Chunk& CudaEvaluator::chunk(std::size_t stream, std::size_t points) {
    auto& chunk = chunks_[stream];
    if (!chunk || chunk->capacity() < points) {
        chunk.reset();  // before the new one: both may not fit
        chunk = std::make_unique<Chunk>(*this, points);
    }
    return *chunk;
}

void CudaEvaluator::evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) {
    result.reset(size, outputs_.size(), likelihood_.slots());
    std::size_t const step = chunk_size(size, quantum_);
    std::atomic<std::size_t> next = 0;
    auto const work = [&](std::size_t stream) {
        for (std::size_t first; (first = next.fetch_add(step)) < size;)
            chunk(stream, step).evaluate(parameters.data(), size, first, std::min(step, size - first), result);
    };
    std::array<std::future<void>, streams> workers;
    for (std::size_t stream = 0; stream < streams; ++stream) workers[stream] = std::async(std::launch::async, work, stream);
    for (auto& worker : workers) worker.wait();  // all of them, before an exception of one leaves
    for (auto& worker : workers) worker.get();
}

PointDetails CudaEvaluator::details(std::span<double const> point) {
    PointDetails details;
    details.evaluation.reset(1, outputs_.size(), likelihood_.slots());
    auto& one = chunk(0, 1);
    one.clear();  // what a failing point does not reach shall not be another's
    one.evaluate(point.data(), 1, 0, 1, details.evaluation);
    one.take_first(one.arrays().low_scale, details.low_scale);
    one.take_first(one.arrays().spectrum, details.spectrum);
    return details;
}

}  // namespace squall::pipeline
