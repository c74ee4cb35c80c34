#pragma once
#include <algorithm>
#include <chrono>

namespace squall::app {

/// The shortest of a few runs: others on the machine only slow things down. Five of them, or two if they take more than a second.
template <class Work>
double best_seconds(Work const& work) {
    double best = 1e300, spent = 0;
    for (int repetition = 0; repetition < 5 && (repetition < 2 || spent < 1); ++repetition) {
        auto const start = std::chrono::steady_clock::now();
        work();
        double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        best = std::min(best, seconds);
        spent += seconds;
    }
    return best;
}

}  // namespace squall::app
