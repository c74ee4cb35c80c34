#pragma once
#include <string>
#include <vector>

#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Running MSSM parameters as spectrum generators tabulate them, and where they live in the 170 slots of rge::MssmWithVevs.
///
/// Names are those of tests/reference/rge_softsusy_*.csv: g1_gut g2 g3, YU11.. YD.. YE.. (doublet, singlet), mu, tanb, vev, M1 M2 M3, hU..
/// hD.. hE.. (trilinears, doublet-singlet), mQ2_11.. mU2_.. mD2_.. mL2_.. mE2_.., m3sq (b), mH1sq_d, mH2sq_u. Matrices there are the
/// transpose of ours. A column `<name>_im` holds the imaginary part of a complex parameter.
struct MssmColumn {
    std::string name;
    int slot;
    double sign = 1.0;       ///< of the value in the slot: the lower triangle holds minus the imaginary part of the upper
    bool imaginary = false;  ///< need not be given; zero then
};

/// All columns but tanb and vev, which mix two slots.
std::vector<MssmColumn> mssm_columns();

/// Slots of ln v_u and ln v_d.
inline constexpr int slot_ln_v_u = 168, slot_ln_v_d = 169, mssm_slots = 170;

/// A table of points in memory: slot s of point i is state[s * count + i].
struct MssmTable {
    std::size_t count = 0;
    std::vector<double> state;
    double& at(int slot, std::size_t i) { return state[slot * count + i]; }
};

/// Runs every point over its span in ln Q with fixed steps, one loop (b at two if `two_loop_b`).
void run_mssm_table(backends::StageTable const&, MssmTable&, std::vector<double> const& span, int steps, bool two_loop_b);

}  // namespace squall::pipeline
