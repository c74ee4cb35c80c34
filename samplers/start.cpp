#include "samplers/start.hpp"

#include <algorithm>

#include "kernels/core/math.hpp"

namespace squall::samplers {

Start draw_possible(std::uint64_t seed, std::size_t n, std::size_t rounds, Mover& mover) {
    Start start;
    Density const& density = mover.density();
    start.points = Population(n, density);
    Population trial(n, density);
    for (std::size_t round = 0; round < rounds && start.found < n; ++round) {
        for (std::size_t i = 0; i < n; ++i) {
            Draws draws(seed, Stream::start, i, round);
            density.draw(draws, trial.position(i));
        }
        auto const info = mover.evaluate(trial);
        start.info.add(info);
        for (std::size_t i = 0; i < n && start.found < n; ++i) {
            ++start.drawn;
            if (trial.log_likelihood[i] > impossible) start.points.take(start.found++, trial, i);
        }
    }
    for (std::size_t i = start.found; i < n; ++i)
        if (start.found > 0)
            start.points.take(i, start.points, i % start.found);
        else
            start.points.take(i, trial, i);
    return start;
}

double Start::ln_possible() const {
    return found > 0 ? squall::log(static_cast<double>(found)) - squall::log(static_cast<double>(drawn)) : impossible;
}

double variance_of_ln_possible(std::uint64_t drawn, std::uint64_t found) {
    if (found == 0) return 0;
    return static_cast<double>(drawn - found) / static_cast<double>(drawn) / static_cast<double>(found);
}

}  // namespace squall::samplers
