/// The stages on packs of points, compiled once per instruction set: one pack after the other.
#include "kernels/backends/flipped_su5_bodies.hpp"
#include "kernels/backends/sequestered_bodies.hpp"
#include "kernels/backends/stage_bodies.hpp"

namespace squall::inline SQUALL_ISA::packs {

using squall::backends::TextureDraws;
using squall::backends::TexturePoints;

// in units of their own
void flavour_stage(FlavourStage const&);
void texture_points_stage(TexturePoints const&);
void texture_draws_stage(TextureDraws const&);

namespace {

template <auto body, class Stage>
void for_each_pack(Stage const& stage, int count) {
    for (int first = 0; first < count; first += LaneIndices::width) body(stage, first);
}

constexpr StageTable table = {
    SQUALL_STRINGIFY(SQUALL_ISA),
    LaneIndices::width,
    stage_sizes,
    [](MssmRun const& stage) { for_each_pack<run_mssm>(stage, stage.count); },
    [](IterationStage const& stage) { for_each_pack<ggm_iteration>(stage, stage.points.count); },
    [](IterationStage const& stage) { for_each_pack<sequestered_iteration>(stage, stage.points.count); },
    [](DerivedStage const& stage) { for_each_pack<sequestered_derived>(stage, stage.points.count); },
    [](IterationStage const& stage) { for_each_pack<flipped_iteration>(stage, stage.points.count); },
    [](DerivedStage const& stage) { for_each_pack<flipped_derived>(stage, stage.points.count); },
    [](SpectrumStage const& stage) { for_each_pack<spectrum_stage>(stage, stage.points.count); },
    [](FlavourStage const& stage) { flavour_stage(stage); },
    [](LikelihoodStage const& stage) { for_each_pack<likelihood_stage>(stage, stage.points.count); },
    [](TexturePoints const& stage) { texture_points_stage(stage); },
    [](TextureDraws const& stage) { texture_draws_stage(stage); },
    [](Arithmetic const& stage) { for_each_pack<arithmetic>(stage, stage.count); },
};

}  // namespace

StageTable const& stages() { return table; }

}  // namespace squall::inline SQUALL_ISA::packs
