/// Textures on packs of points, compiled once per instruction set.
#include "kernels/backends/texture_bodies.hpp"

namespace squall::inline SQUALL_ISA::packs {

void texture_points_stage(TexturePoints const& stage) {
    for (int first = 0; first < stage.count; first += LaneIndices::width) texture_point(stage, first);
}

void texture_draws_stage(TextureDraws const& stage) {
    for (int first = 0; first < stage.count; first += LaneIndices::width) texture_draw(stage, first);
}

}  // namespace squall::inline SQUALL_ISA::packs
