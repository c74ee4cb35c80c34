#pragma once
#include "kernels/backends/bookkeeping.hpp"
#include "kernels/backends/gather.hpp"
#include "kernels/textures/naturalness.hpp"

/// Textures on one pack of points or of draws.
namespace squall::inline SQUALL_ISA::packs {

using squall::backends::TextureDraws;
using squall::backends::TexturePoints;

SQUALL_HD inline void texture_point(TexturePoints const& stage, int first) {
    using namespace squall::texture;
    auto const lanes = consecutive_lanes(first, stage.count);
    auto const parameter = [&](int p) { return load(stage.parameters.data + p * stage.parameters.stride, lanes); };
    textures::Coefficients<Pack> c;
    load_struct(c, stage.parameters, lanes, coefficients);
    textures::PointParameters<Pack> const point{{parameter(N_u), parameter(N_d), parameter(N_e)}, parameter(kappa_0), parameter(tan_beta)};
    textures::Predictions<Pack> result;
    auto const evaluate = [&](auto const& factor) {
        textures::evaluate(stage.settings, stage.running, c, factor, point, result);
    };
    if (stage.settings.lambda > 0.0) {
        evaluate(textures::Shared{stage.settings.suppression});
    } else {
        textures::Suppressions<Pack> factor;
        textures::suppressions(stage.settings, parameter(lambda), factor);
        evaluate(factor);
    }
    store_struct(result, stage.predictions, lanes);

    Pack sum(0.0);  // a number that is none makes it none
    for (int o = 0; o < observable_count; ++o)
        if (textures::always_has_value(stage.settings, o)) sum = sum + result.of[o] * Pack(0.0);
    auto const failure = textures::is_run(stage.running) ? Status::landau_pole : Status::nan;
    store(select(sum == Pack(0.0), Pack(static_cast<double>(Status::ok)), Pack(static_cast<double>(failure))), stage.status, lanes);
}

/// A draw beside what is observed, at the lambda that was chosen for it.
struct ComparedDraw {
    textures::Deviations<Pack> deviations;
    Pack lambda;
};

SQUALL_HD inline void compare_draw(TextureDraws const& stage, int first, ComparedDraw& result) {
    textures::Comparison const comparison{stage.settings, stage.running, {stage.targets, stage.target_count}, stage.search};
    textures::Coefficients<Pack> c;
    textures::draw_coefficients(stage.settings, stage.law, stage.seed, stage.first_draw + static_cast<unsigned long long>(first), c);
    result.lambda = Pack(stage.settings.lambda);
    if (stage.search.max > 0.0) {
        result.lambda = textures::best_lambda(comparison, c);
        textures::Suppressions<Pack> factor;
        textures::suppressions(stage.settings, result.lambda, factor);
        textures::compare_at(comparison, c, factor, result.deviations);
    } else {
        textures::compare_at(comparison, c, textures::Shared{stage.settings.suppression}, result.deviations);
    }
}

SQUALL_HD inline void texture_draw(TextureDraws const& stage, int first) {
    auto const lanes = consecutive_lanes(first, stage.count);
    ComparedDraw draw;
    compare_draw(stage, first, draw);
    for (int t = 0; t < stage.target_count; ++t) store(draw.deviations.of[t], stage.deviations.data + t * stage.deviations.stride, lanes);
    store(draw.deviations.largest, stage.largest, lanes);
    store(draw.lambda, stage.lambda, lanes);
}

}  // namespace squall::inline SQUALL_ISA::packs
