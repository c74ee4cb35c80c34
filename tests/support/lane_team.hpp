#pragma once
#include <setjmp.h>
#include <ucontext.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>

/// The lanes of a team (kernels/core/lane_layouts.hpp) one after the other in one thread of the host: each runs until it waits for the
/// others. Memory that was not written is NaN. Where a wait is missing, the lane that runs first sees what the others have not written yet:
/// results then depend on the order.
namespace squall::test {

template <int lane_count>
class LaneTeam {
public:
    static constexpr int local_bytes = 1024, share_bytes = 4096;

    static int lane() { return running_->at_; }
    static void sync() {
        ++running_->waits_;
        if (_setjmp(running_->lanes_[running_->at_].waiting) == 0) _longjmp(running_->scheduler_, 1);
    }
    static double from_lane(double x, int lane) {
        auto& posted = running_->posted_;
        posted[running_->at_] = x;
        sync();
        double const result = posted[lane];
        sync();
        return result;
    }
    /// As if another team of its warp took 1 and yet another 16.
    static int fewest(int n) { return n < 1 ? n : 1; }
    static int most(int n) { return n > 16 ? n : 16; }
    static char* share() { return running_->memory_.get() + running_->at_ * share_bytes; }

    /// Runs the body in all lanes, in ascending order or in descending. Returns how often they waited, all together: the lanes of a GPU's
    /// warp wait for those of other points too, so this number may not depend on a point.
    static long run(bool ascending, std::function<void()> const& body) {
        LaneTeam team(body);
        running_ = &team;
        for (bool some = true; some;) {
            some = false;
            for (int n = 0; n < lane_count; ++n) {
                team.at_ = ascending ? n : lane_count - 1 - n;
                if (team.lanes_[team.at_].done) continue;
                team.resume();
                some = true;
            }
        }
        running_ = nullptr;
        return team.waits_;
    }

private:
    struct Lane {
        ucontext_t context;  ///< where it begins
        jmp_buf waiting;     ///< where it goes on: contexts would cost a system call each time
        bool begun = false, done = false;
    };

    explicit LaneTeam(std::function<void()> const& body) : body_(body), memory_(new char[lane_count * share_bytes]) {
        std::fill_n(reinterpret_cast<double*>(memory_.get()), lane_count * share_bytes / sizeof(double),
                    std::numeric_limits<double>::quiet_NaN());
        for (auto& lane : lanes_) {
            getcontext(&lane.context);
            lane.context.uc_stack.ss_sp = stacks_.get() + (&lane - lanes_) * stack_bytes;
            lane.context.uc_stack.ss_size = stack_bytes;
            lane.context.uc_link = nullptr;
            makecontext(&lane.context, &LaneTeam::enter, 0);
        }
    }
    static void enter() {
        running_->body_();
        running_->lanes_[running_->at_].done = true;
        _longjmp(running_->scheduler_, 1);
    }
    /// Until the lane waits or ends.
    [[gnu::noinline]] void resume() {
        Lane& lane = lanes_[at_];
        if (_setjmp(scheduler_) != 0) return;
        if (lane.begun) _longjmp(lane.waiting, 1);
        lane.begun = true;
        setcontext(&lane.context);
    }

    static constexpr std::size_t stack_bytes = 1 << 18;
    static inline thread_local std::unique_ptr<char[]> const stacks_{new char[lane_count * stack_bytes]};  ///< of whichever team runs
    static inline thread_local LaneTeam* running_ = nullptr;
    std::function<void()> const& body_;
    std::unique_ptr<char[]> memory_;
    Lane lanes_[lane_count];
    double posted_[lane_count] = {};
    jmp_buf scheduler_;
    int at_ = 0;
    long waits_ = 0;
};

}  // namespace squall::test
