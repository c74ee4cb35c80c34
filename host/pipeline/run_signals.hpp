#pragma once
#include <csignal>

namespace squall::pipeline {

/// While it lives, SIGINT and SIGTERM are remembered instead of ending the process; a second one of a kind ends it as usual.
class SignalGuard {
public:
    SignalGuard() {
        caught_ = 0;
        struct sigaction action {};
        action.sa_handler = [](int signal) { caught_ = signal; };
        action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
        sigemptyset(&action.sa_mask);
        sigaction(SIGINT, &action, &old_interrupt_);
        sigaction(SIGTERM, &action, &old_terminate_);
    }
    ~SignalGuard() {
        sigaction(SIGINT, &old_interrupt_, nullptr);
        sigaction(SIGTERM, &old_terminate_, nullptr);
    }
    SignalGuard(SignalGuard const&) = delete;
    SignalGuard& operator=(SignalGuard const&) = delete;

    /// The signal that came, 0 for none.
    int caught() const { return caught_; }

private:
    static inline volatile std::sig_atomic_t caught_ = 0;
    struct sigaction old_interrupt_ {
    }, old_terminate_{};
};

}  // namespace squall::pipeline
