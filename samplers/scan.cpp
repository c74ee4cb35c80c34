#include "samplers/scan.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/math.hpp"
#include "samplers/require.hpp"

namespace squall::samplers {

void Scan::check(std::size_t dimensions) const {
    require_ensemble(walkers, 1, dimensions);
    if (kind != Kind::grid) return;
    require(per_coordinate.size() == dimensions, "a grid has not one number of points for each coordinate; give as many");
    std::uint64_t product = 1;
    for (auto n : per_coordinate) product *= n;
    require(product > 0, "a grid has no points in a coordinate (it would be empty); use 1 or more");
    require(product == points,
            "a grid of " + std::to_string(product) + " points was told to have " + std::to_string(points) + "; give their number");
}

ScanState Scan::init(std::uint64_t, Mover& mover, MoveInfo&) const {
    check(mover.density().dimensions());
    return {};
}

MoveInfo Scan::step(std::uint64_t seed, ScanState& state, Mover& mover, Population& batch) const {
    Density const& density = mover.density();
    std::size_t const d = density.dimensions();
    std::size_t const n = std::min<std::uint64_t>(walkers, points - state.done);
    Population made(n, density);
    std::vector<double> shares(d);
    Sobol const sobol(kind == Kind::sobol ? d : 0, seed);
    for (std::size_t i = 0; i < n; ++i) {
        std::uint64_t const index = state.done + i;
        if (kind == Kind::random) {
            Draws draws(seed, Stream::scan, i, state.step);
            density.draw(draws, made.position(i));
            continue;
        }
        if (kind == Kind::sobol) {
            sobol.point(index, shares);
        } else {
            std::uint64_t rest = index;
            for (std::size_t k = d; k-- > 0; rest /= per_coordinate[k])
                shares[k] = (static_cast<double>(rest % per_coordinate[k]) + 0.5) / static_cast<double>(per_coordinate[k]);
        }
        density.place(shares, made.position(i));
    }
    MoveInfo info = mover.evaluate(made);
    double top = state.top;
    for (double l : made.log_likelihood) top = std::max(top, l);
    if (top > impossible) {
        double const kept = state.top > impossible ? squall::exp(state.top - top) : 0.0;
        state.sum *= kept;
        state.squares *= kept * kept;
        for (double l : made.log_likelihood) {
            double const weight = l > impossible ? squall::exp(l - top) : 0.0;
            state.sum += weight;
            state.squares += weight * weight;
        }
        state.top = top;
    }
    state.done += n;
    ++state.step;
    batch = std::move(made);
    return info;
}

Scan::Evidence Scan::evidence(ScanState const& state) {
    if (!(state.top > impossible)) return {impossible, std::nan("")};
    auto const n = static_cast<double>(state.done);
    double const mean = state.sum / n, variance = state.squares / n - mean * mean;
    return {state.top + squall::log(mean), std::sqrt(std::max(0.0, variance) / n) / mean};
}

}  // namespace squall::samplers
