#pragma once
#include <cstdint>
#include <vector>

#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Right-hand sides of one pass of one point.
struct RightHandSides {
    std::uint64_t full;       ///< of all MSSM parameters
    std::uint64_t couplings;  ///< of gauge and Yukawa couplings alone (SM and MSSM)
};

/// What a pass of each of `count` points of a family costs; their parameters are at parameters.data on the host.
std::vector<RightHandSides> ggm_right_hand_sides(backends::IterationSettings const&, backends::Columns const& parameters, int count);
std::vector<RightHandSides> sequestered_right_hand_sides(backends::IterationSettings const&, backends::Columns const& parameters,
                                                         int count);

std::vector<RightHandSides> flipped_right_hand_sides(backends::IterationSettings const&, backends::Columns const& parameters, int count);

/// What running each point's own Standard Model to where a pass leaves it costs. `standard_model`: the columns of
/// backends::IterationStage; what is counted is the way between two values of ln(Q/m_Z).
std::uint64_t standard_model_right_hand_sides(backends::IterationSettings const&, double from, double to);

/// The points 0 .. count - 1 in the order of their steps: those that go together through a stage, as a pack or a warp, then take about the
/// same number and do not wait for each other. What comes out of a point does not depend on it.
std::vector<int> order_of_steps(std::vector<RightHandSides> const&);

}  // namespace squall::pipeline
