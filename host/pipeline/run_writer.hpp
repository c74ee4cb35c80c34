#pragma once
#include <exception>
#include <thread>
#include <utility>

#include "host/io/segment_store.hpp"
#include "samplers/team.hpp"

namespace squall::pipeline {

/// Commits to a segment store. A process that is alone does it on a thread of its own, one commit at a time, so that compressing and
/// writing hide behind the chain; what goes wrong comes out of the next call. Of a team each process writes its segment at once, and the
/// first writes the state when all have.
class RunWriter {
public:
    RunWriter(io::SegmentStore& store, samplers::Team const& team) : store_(store), team_(team) {}
    ~RunWriter() {
        if (thread_.joinable()) thread_.join();
    }
    RunWriter(RunWriter const&) = delete;
    RunWriter& operator=(RunWriter const&) = delete;

    /// Segments that are there already, for a run that goes on.
    void continue_from(io::Checkpoint const& checkpoint) {
        pending_.last_segment = checkpoint.last_segment;
        pending_.rows = checkpoint.rows;
        pending_.ranks = checkpoint.ranks;
    }
    /// All processes call it. Where it throws, what the last state names is on the disk.
    void commit(io::Rows rows, io::Checkpoint checkpoint) {
        wait();
        checkpoint.last_segment = pending_.last_segment;
        checkpoint.rows = pending_.rows;
        checkpoint.ranks = pending_.ranks;
        if (team_.size() == 1) {
            begin([this, rows = std::move(rows), next = std::move(checkpoint)]() mutable {
                store_.commit(rows, next);
                pending_ = std::move(next);
            });
            return;
        }
        if (store_.replaces()) samplers::together(team_, [&] { store_.remove_replaced(); });
        samplers::together(team_, [&] { store_.write_segment(rows, checkpoint); });
        pending_ = std::move(checkpoint);
        noted_ = false;
        if (team_.rank() == 0) begin([this] { store_.write_state(pending_); });
    }
    /// Until the last commit is on the disk; all processes call it.
    void wait() {
        samplers::together(team_, [&] {
            if (!thread_.joinable()) return;
            thread_.join();
            if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        });
        if (!std::exchange(noted_, true)) store_.note_state(pending_.head.totals.step);
    }
    /// The last commit; after wait().
    io::Checkpoint const& committed() const { return pending_; }

private:
    void begin(auto act) {
        thread_ = std::thread([this, act = std::move(act)]() mutable {
            try {
                act();
            } catch (...) {
                failure_ = std::current_exception();
            }
        });
    }

    io::SegmentStore& store_;
    samplers::Team const& team_;
    std::thread thread_;
    std::exception_ptr failure_;
    io::Checkpoint pending_;
    bool noted_ = true;
};

}  // namespace squall::pipeline
