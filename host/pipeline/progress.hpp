#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace squall::pipeline {

/// Where a run stands; passed on after every step.
struct Progress {
    std::uint64_t step = 0, steps = 0;                                 ///< recorded; asked for
    double points_per_second = 0;                                      ///< evaluated, since this process began to step
    double seconds_left = 0;                                           ///< estimate; NaN while unknown
    double acceptance = 0;                                             ///< accepted share of the proposals since the start
    double best_log_likelihood = 0;                                    ///< over all points evaluated
    double failed_share = 0;                                           ///< share of the evaluated points whose status is not ok
    bool last = false;                                                 ///< the run ends here
    std::string phase{};                                               ///< on the way to the first step: "beta 0.031"; else empty
    double fill = std::numeric_limits<double>::quiet_NaN();            ///< points evaluated, of the places in their batches
    double r_hat = std::numeric_limits<double>::quiet_NaN();           ///< largest of all coordinates; chains, once a second
    double effective_size = std::numeric_limits<double>::quiet_NaN();  ///< smallest of all coordinates
    double ln_evidence = std::numeric_limits<double>::quiet_NaN(), ln_evidence_error = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::pair<std::string, double>> acceptance_by_move{};
};
using ProgressSink = std::function<void(Progress const&)>;

/// One line of text: step or phase, rate, time left, acceptance, best log L, failed share, and what is known of convergence and ln Z.
std::string progress_line(Progress const&);
/// The same and more as a JSON object; what is not known is null. `date` of now.
std::string heartbeat_json(Progress const&, std::string const& date);

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
