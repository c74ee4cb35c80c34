#pragma once
#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/states.hpp"

/// The error that a number of fixed steps leaves in running parameters.
namespace squall::bench {

enum class Stepper { low_storage, rk4 };
enum class Direction { down, up };

/// Right-hand sides of a step.
constexpr int right_hand_sides_per_step(Stepper stepper) { return stepper == Stepper::low_storage ? ode::low_storage::stages : 4; }

/// All parameters of a point of generalised gauge mediation at both ends of a leg, each the other's exact image (very many steps).
struct Leg {
    rge::DenseMssm<double> low, high;
    double span;  ///< ln(Q_high/Q_low)
};

inline constexpr double low_scale = 1e3;  ///< GeV

/// Minimal messengers, Lambda = 120 TeV, mu > 0: solved for its masses and breaking, then run to both ends. std::runtime_error where the
/// point has no spectrum.
Leg ggm_leg(double messenger_scale, double tan_beta);

/// Largest errors relative to the largest entry of the matrix (or vector of three) at either end; b relative to mu M_2/10.
struct LegError {
    double gauge, yukawa, gaugino, trilinear, soft_mass, bilinear;
};

/// With `steps` equal steps in ln Q; b at two loops, all else at one, as points are evaluated.
LegError error_of_leg(Leg const&, Direction, Stepper, int steps);

/// The largest over the points of a table: tan(beta) = 3, 10, 30, 50.
LegError largest_error(double messenger_scale, Direction, Stepper, int steps);

}  // namespace squall::bench
