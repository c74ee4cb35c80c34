/// The flavour stage on packs of points, compiled once per instruction set.
#include "kernels/backends/flavour_bodies.hpp"

namespace squall::inline SQUALL_ISA::packs {

/// Part after part of a pack: what they share is still in the cache.
void flavour_stage(FlavourStage const& stage) {
    for (int first = 0; first < stage.points.count; first += LaneIndices::width) {
        quark_couplings(stage, first);
        radiative_decay(stage, first);
        meson_mixing(stage, first);
        dipole_moments(stage, first);
        leptonic_decays(stage, first);
    }
}

}  // namespace squall::inline SQUALL_ISA::packs
