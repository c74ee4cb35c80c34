/// The error of a leg against its number of steps, as a table: bench_step_errors > bench/results/step_errors.csv. No times, the same
/// numbers on every machine.
#include <cstdio>
#include <initializer_list>

#include "bench/support/step_errors.hpp"

int main() {
    using namespace squall::bench;
    std::printf(
        "# Largest relative error of a leg of all MSSM parameters between 1 TeV and the messenger scale, by block, against the largest\n"
        "# entry of a matrix at either end (b: against mu M_2/10); the largest of tan(beta) = 3, 10, 30, 50. Written by "
        "bench_step_errors.\n"
        "messenger_scale,direction,stepper,steps,rhs,gauge,yukawa,gaugino,trilinear,soft_mass,bilinear\n");
    for (double const scale : {1e7, 2e16})
        for (auto const direction : {Direction::down, Direction::up})
            for (auto const stepper : {Stepper::low_storage, Stepper::rk4})
                for (int const steps : {2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64}) {
                    auto const e = largest_error(scale, direction, stepper, steps);
                    std::printf("%g,%s,%s,%d,%d,%.2e,%.2e,%.2e,%.2e,%.2e,%.2e\n", scale, direction == Direction::down ? "down" : "up",
                                stepper == Stepper::low_storage ? "low_storage" : "rk4", steps, steps * right_hand_sides_per_step(stepper),
                                e.gauge, e.yukawa, e.gaugino, e.trilinear, e.soft_mass, e.bilinear);
                }
}
