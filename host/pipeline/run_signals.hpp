#pragma once
#include <array>
#include <csignal>
#include <mutex>

namespace squall::pipeline {

/// While one lives, SIGINT, SIGTERM and SIGUSR1 (by which batch systems tell that the time is up) are remembered instead of ending the
/// process; a second one of a kind ends it as usual.
class SignalGuard {
public:
    SignalGuard() {
        std::lock_guard const lock(mutex_);
        if (guards_++ > 0) return;
        caught_ = 0;
        struct sigaction action {};
        action.sa_handler = [](int signal) { caught_ = signal; };
        action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
        sigemptyset(&action.sa_mask);
        for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &action, &old_[i]);
    }
    ~SignalGuard() {
        std::lock_guard const lock(mutex_);
        if (--guards_ > 0) return;
        for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &old_[i], nullptr);
    }
    SignalGuard(SignalGuard const&) = delete;
    SignalGuard& operator=(SignalGuard const&) = delete;

    /// The signal that came, 0 for none.
    int caught() const { return caught_; }

private:
    static constexpr std::array signals{SIGINT, SIGTERM, SIGUSR1};
    static inline volatile std::sig_atomic_t caught_ = 0;
    static inline std::mutex mutex_;
    static inline int guards_ = 0;  ///< that live: several runs of one process share the signals
    static inline std::array<struct sigaction, signals.size()> old_{};
};

}  // namespace squall::pipeline
