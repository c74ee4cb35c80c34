#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "host/pipeline/mssm_table.hpp"
#include "host/pipeline/settings.hpp"
#include "kernels/ode/low_storage.hpp"

/// What is measured, the same for `squall bench` and for bench/.
namespace squall::app {

/// Points of the quickstart's kind: minimal messengers, Lambda 1e5..1e6 GeV, M_mess up to 1e14 GeV, tan(beta) 2..60, mu > 0.
/// Parameter p of point i is at [p * size + i].
std::vector<double> bench_points(std::size_t size);
/// The evaluator for them: one threshold, messengers up to 1e14 GeV.
pipeline::GgmSetup bench_setup();
/// The inputs they are evaluated with: the preset of the program.
pipeline::StandardModelInputs bench_inputs();

/// MSSM parameters of realistic size, all of them filled.
pipeline::MssmTable bench_mssm_table(std::size_t count);
/// A leg over them: one-loop right-hand sides of all parameters.
struct BenchLeg {
    std::size_t points = 2048;
    int steps = 10;
    bool rk4 = false;  ///< classical Runge-Kutta instead of the low-storage stepper
    int right_hand_sides_per_step() const { return rk4 ? 4 : ode::low_storage::stages; }
    double right_hand_sides() const { return static_cast<double>(points) * steps * right_hand_sides_per_step(); }
};
/// Runs the points of the table along the leg.
void run_bench_leg(backends::StageTable const&, BenchLeg const&, pipeline::MssmTable&);

/// The processor's name for people.
std::string processor();

}  // namespace squall::app
