#include "samplers/mover.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "kernels/core/math.hpp"

namespace squall::samplers {
namespace {

constexpr std::size_t block_size = 256;       ///< walkers that propose together
constexpr std::size_t least_batch = 2048;     ///< points that stay in a second-level cache
constexpr std::size_t batches_of_a_move = 8;  ///< of a slow density: of the host's work an eighth does not hide behind it

constexpr std::size_t rounded_up(std::size_t n, std::size_t quantum) { return (n + quantum - 1) / quantum * quantum; }

std::uint64_t& of(MoveCounts& counts, Move move) { return counts[static_cast<std::size_t>(move)]; }

}  // namespace

void MoveInfo::add(MoveInfo const& other) {
    samplers::add(proposed_by_move, other.proposed_by_move);
    samplers::add(accepted_by_move, other.accepted_by_move);
    outside_prior += other.outside_prior;
    spared += other.spared;
    evaluated += other.evaluated;
    capacity += other.capacity;
    impossible += other.impossible;
}

MoveCounts MoveInfo::proposed_in_slots(Range slots) const {
    MoveCounts counts{};
    for (std::size_t i = slots.first; i < slots.last; ++i) ++of(counts, proposed[i]);
    return counts;
}

MoveCounts MoveInfo::accepted_in_slots(Range slots) const {
    MoveCounts counts{};
    for (std::size_t i = slots.first; i < slots.last; ++i) of(counts, proposed[i]) += accepted[i];
    return counts;
}

/// Proposals worth their evaluation: the first `size` of each row. Rows keep their length, for what is resized is written twice.
struct Mover::Batch {
    std::size_t size = 0;
    std::vector<std::uint32_t> slot;
    std::vector<Move> move;
    std::vector<double> log_prior, needed;  ///< accepted is what has a larger log L than needed
    std::vector<double> positions;          ///< [proposal][dimension]
    std::vector<double> log_likelihood, payload;
    std::vector<std::uint32_t> taken;  ///< accepted ones
    bool done = false;
    std::exception_ptr failure;

    void clear() {
        size = 0;
        taken.clear();
        done = false;
        failure = nullptr;
    }
    void make_room(std::size_t n, std::size_t dimensions) {
        if (n <= slot.size()) return;
        slot.resize(n), move.resize(n), log_prior.resize(n), needed.resize(n), positions.resize(n * dimensions);
    }
    /// Swaps a proposal with its walker; twice is nothing.
    void swap_with(Population& now, std::uint32_t i) {
        std::size_t const d = now.dimensions, width = now.payload_width, w = slot[i];
        std::swap_ranges(positions.begin() + i * d, positions.begin() + (i + 1) * d, now.positions.begin() + w * d);
        std::swap_ranges(payload.begin() + i * width, payload.begin() + (i + 1) * width, now.payload.begin() + w * width);
        std::swap(log_prior[i], now.log_prior[w]);
        std::swap(log_likelihood[i], now.log_likelihood[w]);
    }
    void accept(Population& now, MoveInfo& info) {
        for (std::uint32_t i = 0; i < size; ++i) {
            if (!(log_likelihood[i] > impossible)) ++info.impossible;
            if (!(log_likelihood[i] > needed[i])) continue;
            swap_with(now, i);
            taken.push_back(i);
            info.accepted[slot[i]] = 1;
            ++of(info.accepted_by_move, move[i]);
        }
    }
    void undo(Population& now) {
        for (std::uint32_t i : taken) swap_with(now, i);
    }
};

/// The proposals of all walkers, one block after another, without those that cannot be accepted.
class Mover::Proposals {
public:
    Proposals(Density const& density, std::uint64_t seed, std::uint64_t round, Population const& now, std::span<MoveGroup const> groups,
              MoveInfo& info)
        : density_(density), seed_(seed), round_(round), now_(now), groups_(groups), info_(info) {
        if (!groups_.empty()) next_slot_ = groups_[0].slots.first;
    }

    /// Adds proposals until the batch has so many, or there are no more.
    void fill(Batch& batch, std::size_t capacity) {
        std::size_t const d = now_.dimensions;
        while (batch.size < capacity && !ended()) {
            if (next_ == worth_.size() && !propose_block()) continue;
            std::size_t const before = batch.size;
            batch.size += std::min(capacity - before, worth_.size() - next_);
            batch.make_room(batch.size, d);
            for (std::size_t b = before; b < batch.size; ++b) {
                std::size_t const i = worth_[next_++];
                batch.slot[b] = static_cast<std::uint32_t>(first_ + i);
                batch.move[b] = proposals_.move[i];
                batch.log_prior[b] = log_prior_[i];
                batch.needed[b] = needed_[i];
                for (std::size_t k = 0; k < d; ++k) batch.positions[b * d + k] = positions_[i * d + k];
            }
        }
    }

private:
    bool ended() const { return group_ == groups_.size() && next_ == worth_.size(); }

    /// Proposals of the next block; false where none of them is worth anything.
    bool propose_block() {
        next_ = 0;
        worth_.clear();
        if (group_ == groups_.size()) return false;
        MoveGroup const& group = groups_[group_];
        first_ = next_slot_;
        std::size_t const last = std::min(first_ + block_size, group.slots.last);
        if (first_ < last) propose(group, last - first_);
        next_slot_ = last;
        if (last == group.slots.last && ++group_ < groups_.size()) next_slot_ = groups_[group_].slots.first;
        return !worth_.empty();
    }

    void propose(MoveGroup const& group, std::size_t n) {
        std::size_t const d = now_.dimensions;
        positions_.assign(now_.positions.begin() + first_ * d, now_.positions.begin() + (first_ + n) * d);
        for (auto* values : {&log_prior_, &needed_, &bound_}) values->resize(n);
        group.guide->propose(seed_, round_, first_, positions_, proposals_);
        for (std::size_t i = 0; i < n; ++i) {
            info_.proposed[first_ + i] = proposals_.move[i];
            ++of(info_.proposed_by_move, proposals_.move[i]);
            // accepted where ln u < log_factor + change of the log density
            needed_[i] = proposals_.log_uniform[i] - proposals_.log_factor[i];
        }
        density_.log_prior(positions_, log_prior_);
        density_.log_likelihood_bound(positions_, bound_);
        double const beta = group.target.inverse_temperature, least = group.target.least_log_likelihood;
        for (std::size_t i = 0; i < n; ++i) {
            if (!(log_prior_[i] > impossible)) {
                ++info_.outside_prior;
                continue;
            }
            needed_[i] = std::max(needed(first_ + i, log_prior_[i], needed_[i], beta), least);
            if (bound_[i] > needed_[i])
                worth_.push_back(static_cast<std::uint32_t>(i));
            else
                ++info_.spared;
        }
    }

    /// log L above which a proposal is accepted.
    double needed(std::size_t slot, double log_prior, double log_uniform, double beta) const {
        double const current = now_.log_likelihood[slot];
        if (!(current > impossible)) return impossible;  // an impossible walker takes anything possible
        double const short_of = log_uniform - (log_prior - now_.log_prior[slot]);
        if (beta > 0) return current + short_of / beta;
        return short_of < 0 ? impossible : -impossible;
    }

    Density const& density_;
    std::uint64_t seed_, round_;
    Population const& now_;
    std::span<MoveGroup const> groups_;
    MoveInfo& info_;
    std::size_t group_ = 0, next_slot_ = 0;
    // of the present block
    std::size_t first_ = 0, next_ = 0;
    std::vector<double> positions_, log_prior_, needed_, bound_;
    Guide::Proposals proposals_;
    std::vector<std::uint32_t> worth_;  ///< walkers whose proposals are evaluated, from the block's first
};

/// Evaluates batches in the order they come, on a thread of its own.
class Mover::Worker {
public:
    explicit Worker(Mover& mover) : mover_(mover), thread_([this] { work(); }) {}
    ~Worker() {
        {
            std::lock_guard const lock(mutex_);
            ends_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    void submit(Batch& batch) {
        {
            std::lock_guard const lock(mutex_);
            queue_.push_back(&batch);
        }
        changed_.notify_all();
    }
    void await(Batch& batch) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return batch.done; });
    }

private:
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return ends_ || !queue_.empty(); });
            if (queue_.empty()) return;
            Batch& batch = *queue_.front();
            lock.unlock();
            mover_.evaluate(batch);
            lock.lock();
            queue_.pop_front();
            batch.done = true;
            changed_.notify_all();
        }
    }
    Mover& mover_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch*> queue_;
    bool ends_ = false;
    std::thread thread_;  // last: it uses all of the above
};

Mover::Mover(Density& density, Team const& team) : density_(density), team_(team) {}
Mover::~Mover() = default;

void Mover::evaluate(Batch& batch) {
    batch.log_likelihood.assign(batch.size, impossible);
    batch.payload.resize(batch.size * density_.payload_width());
    try {
        auto const positions = std::span(batch.positions).first(batch.size * density_.dimensions());
        if (batch.size > 0) density_.log_likelihood(positions, batch.log_likelihood, batch.payload);
    } catch (...) {
        batch.failure = std::current_exception();
    }
}

bool Mover::await(Batch& batch) {
    if (worker_)
        worker_->await(batch);
    else
        evaluate(batch);
    return !batch.failure;
}

/// Fills batches, has them evaluated and takes them, two in flight. Where the density throws, the exception comes out when no batch is left
/// in flight.
template <class Fill, class Take>
void Mover::run_batches(std::size_t points, Fill fill, Take take, MoveInfo& info) {
    bool const slow = density_.is_slow();
    std::size_t const quantum = density_.quantum();
    std::size_t const wanted = slow ? std::max((points + batches_of_a_move - 1) / batches_of_a_move, std::size_t{1}) : least_batch;
    std::size_t const capacity = rounded_up(wanted, quantum);
    if (slow && !worker_) worker_ = std::make_unique<Worker>(*this);
    std::size_t ended = 0;
    begun_ = 0;
    std::exception_ptr failure;
    for (bool more = true;;) {
        while (more && begun_ < ended + 2) {
            if (begun_ == batches_.size()) batches_.push_back(std::make_unique<Batch>());
            Batch& batch = *batches_[begun_];
            batch.clear();
            try {
                fill(batch, capacity);
            } catch (...) {  // a prior or a bound may fail too
                failure = std::current_exception();
                more = false;
                break;
            }
            more = batch.size == capacity;
            if (batch.size == 0) break;
            ++begun_;
            if (worker_) worker_->submit(batch);
        }
        if (ended == begun_) break;
        Batch& batch = *batches_[ended++];
        if (await(batch)) {
            take(batch);
            info.evaluated += batch.size;
            info.capacity += density_.places(batch.size);
        } else {
            failure = failure ? failure : batch.failure;
            more = false;
        }
    }
    if (failure) std::rethrow_exception(failure);
}

namespace {

/// The part of a group that lies in a range.
MoveGroup within(MoveGroup group, Range range) {
    group.slots = {std::clamp(group.slots.first, range.first, range.last), std::clamp(group.slots.last, range.first, range.last)};
    return group;
}

void add_up_counts(Team const& team, MoveInfo& info) {
    std::vector<std::uint64_t> counts(info.proposed_by_move.begin(), info.proposed_by_move.end());
    counts.insert(counts.end(), info.accepted_by_move.begin(), info.accepted_by_move.end());
    std::array<std::uint64_t*, 5> const rest{&info.outside_prior, &info.spared, &info.evaluated, &info.capacity, &info.impossible};
    for (auto* count : rest) counts.push_back(*count);
    team.add_up(counts);
    std::copy_n(counts.begin(), move_count, info.proposed_by_move.begin());
    std::copy_n(counts.begin() + move_count, move_count, info.accepted_by_move.begin());
    for (std::size_t i = 0; i < rest.size(); ++i) *rest[i] = counts[2 * move_count + i];
}

}  // namespace

/// Tells the team of this process' new rows, and takes those of the others.
void Mover::share_rows(Population& now, MoveInfo& info) {
    if (team_.size() == 1) return;
    std::vector<double> mine;
    Range const share = team_.share(now.size);
    for (std::size_t i = share.first; i < share.last && !info.proposed.empty(); ++i) mine.push_back(static_cast<double>(info.proposed[i]));
    for (std::size_t i = share.first; i < share.last; ++i) {
        if (!info.accepted[i]) continue;
        mine.push_back(static_cast<double>(i));
        mine.insert(mine.end(), {now.log_prior[i], now.log_likelihood[i]});
        auto const position = now.position(i), payload = now.payload_of(i);
        mine.insert(mine.end(), position.begin(), position.end());
        mine.insert(mine.end(), payload.begin(), payload.end());
    }
    auto const all = team_.exchange(std::move(mine));
    for (std::size_t rank = 0; rank < all.size(); ++rank) {
        if (rank == team_.rank()) continue;
        auto row = all[rank].begin();
        Range const slots = team_.share_of(rank, now.size);
        for (std::size_t i = slots.first; i < slots.last && !info.proposed.empty(); ++i) info.proposed[i] = static_cast<Move>(*row++);
        while (row != all[rank].end()) {
            auto const i = static_cast<std::size_t>(*row++);
            info.accepted[i] = 1;
            now.log_prior[i] = *row++;
            now.log_likelihood[i] = *row++;
            std::copy_n(row, now.dimensions, now.position(i).begin());
            row += static_cast<std::ptrdiff_t>(now.dimensions);
            std::copy_n(row, now.payload_width, now.payload_of(i).begin());
            row += static_cast<std::ptrdiff_t>(now.payload_width);
        }
    }
    add_up_counts(team_, info);
}

MoveInfo Mover::operator()(std::uint64_t seed, std::uint64_t round, Population& now, std::span<MoveGroup const> groups) {
    MoveInfo info;
    info.accepted.assign(now.size, 0);
    info.proposed.assign(now.size, Move::difference);
    std::vector<MoveGroup> mine;
    std::size_t moving = 0;
    for (auto const& group : groups) {
        mine.push_back(within(group, team_.share(now.size)));
        moving += mine.back().slots.size();
    }
    Proposals proposals(density_, seed, round, now, mine, info);
    try {
        together(team_, [&] {
            run_batches(
                moving, [&](Batch& batch, std::size_t capacity) { proposals.fill(batch, capacity); },
                [&](Batch& batch) { batch.accept(now, info); }, info);
        });
    } catch (...) {
        for (std::size_t b = 0; b < begun_; ++b) batches_[b]->undo(now);  // back to where the walkers were
        throw;
    }
    share_rows(now, info);
    return info;
}

MoveInfo Mover::evaluate(Population& points) {
    MoveInfo info;
    std::size_t const width = points.payload_width;
    Range const share = team_.share(points.size);
    info.accepted.assign(points.size, 0);
    density_.log_prior(points.positions, points.log_prior);
    std::ranges::fill(points.log_likelihood, impossible);
    std::size_t next = share.first;
    auto const fill = [&](Batch& batch, std::size_t capacity) {
        for (; next < share.last && batch.size < capacity; ++next) {
            if (!(points.log_prior[next] > impossible)) {
                ++info.outside_prior;
                continue;
            }
            batch.make_room(batch.size + 1, points.dimensions);
            batch.slot[batch.size] = static_cast<std::uint32_t>(next);
            std::ranges::copy(points.position(next), batch.positions.begin() + static_cast<std::ptrdiff_t>(batch.size * points.dimensions));
            ++batch.size;
        }
    };
    auto const take = [&](Batch& batch) {
        for (std::size_t i = 0; i < batch.size; ++i) {
            std::size_t const slot = batch.slot[i];
            bool const possible = batch.log_likelihood[i] > impossible;
            points.log_likelihood[slot] = possible ? batch.log_likelihood[i] : impossible;
            std::copy_n(batch.payload.begin() + static_cast<std::ptrdiff_t>(i * width), width, points.payload_of(slot).begin());
            info.accepted[slot] = 1;
            if (!possible) ++info.impossible;
        }
    };
    together(team_, [&] { run_batches(share.size(), fill, take, info); });
    share_rows(points, info);
    return info;
}

}  // namespace squall::samplers
