#pragma once
#include <algorithm>
#include <chrono>

namespace squall::app {

/// The shortest of a few runs: others on the machine only slow things down.
template <class Work>
double best_seconds(Work const& work) {
    double best = 1e300;
    for (int repetition = 0; repetition < 5; ++repetition) {
        auto const start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

}  // namespace squall::app
