#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>

namespace squall::pipeline {

/// Where a run stands; passed on after every step.
struct Progress {
    std::uint64_t step = 0, steps = 0;  ///< done; asked for
    double points_per_second = 0;       ///< proposals, since this process began to step
    double seconds_left = 0;            ///< estimate; NaN while unknown
    double acceptance = 0;              ///< accepted share of the proposals since the start of the chain
    double best_log_likelihood = 0;     ///< over all points evaluated
    double failed_share = 0;            ///< share of the evaluated points whose status is not ok
    bool last = false;                  ///< the run ends here
};
using ProgressSink = std::function<void(Progress const&)>;

/// One line of text: step, rate, time left, acceptance, best log L, failed share.
std::string progress_line(Progress const&);

enum class ProgressStyle {
    quiet,  ///< nothing
    line,   ///< one line rewritten in place: terminals
    log,    ///< a new line now and then: files and batch systems
};
/// `line` where the stream is a terminal, else `log`.
ProgressStyle progress_style_of(std::FILE*);

/// Prints progress; copies share nothing, so pass std::ref(printer) as a sink.
class ProgressPrinter {
public:
    ProgressPrinter(std::FILE* stream, ProgressStyle style);
    /// As above, with the seconds between two prints (default 0.2 for `line`, 30 for `log`).
    ProgressPrinter(std::FILE* stream, ProgressStyle style, double seconds_between);
    void operator()(Progress const&);

private:
    std::FILE* stream_;
    ProgressStyle style_;
    std::chrono::duration<double> between_;
    std::chrono::steady_clock::time_point last_{};
    bool printed_ = false;
};

}  // namespace squall::pipeline
