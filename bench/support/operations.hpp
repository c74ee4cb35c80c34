#pragma once
#include "bench/support/tally.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::counted::packs {
backends::StageTable const& stages();
}

namespace squall::bench {

/// What each stage has done since the last reset.
struct StageTallies {
    Tally iteration, spectrum, flavour;
};

/// The stages for one point at a time whose numbers count; an evaluator of one thread may run on them.
backends::StageTable const& counted_stages();
/// Of this thread.
StageTallies& stage_tallies();

/// Right-hand sides of the laws by themselves.
struct LawTallies {
    Tally mssm, mssm_two_loop_b;           ///< all parameters at one loop; b at two
    Tally mssm_couplings, standard_model;  ///< gauge and Yukawa couplings alone
};
LawTallies tally_of_laws();

/// A right-hand side of all parameters at one loop within a leg of the stage run_mssm: the law, the vevs' and the stepper's share.
Tally tally_of_a_right_hand_side(bool rk4);

}  // namespace squall::bench
