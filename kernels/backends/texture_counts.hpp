#pragma once
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/backends/texture_bodies.hpp"

/// Draws that are counted where they are made.
namespace squall::inline SQUALL_ISA::packs {

using squall::backends::TextureCounts;

/// All threads of a device count in the same places.
SQUALL_HD inline void count_one(unsigned long long& counter) {
#if defined(__CUDA_ARCH__)
    atomicAdd(&counter, 1ull);
#else
    ++counter;
#endif
}

SQUALL_HD inline void texture_count(TextureCounts const& stage, int first) {
    auto const lanes = consecutive_lanes(first, stage.draws.count);
    ComparedDraw draw;
    compare_draw(stage.draws, first, draw);
    Pack const log_lambda = log(draw.lambda);
    for (int l = 0; l < lanes.used; ++l) {
        double const largest = lane(draw.deviations.largest, l);
        if (!(largest < __builtin_inf())) {
            count_one(*stage.failed);
            continue;
        }
        for (int f = 0; f < stage.factor_count; ++f)
            if (largest <= stage.log_factors[f]) count_one(stage.within[f]);
        auto const count_in = [&](int histogram, double x) {
            count_one(stage.bins[histogram * texture::histogram_bins + texture::histogram_bin(x)]);
        };
        int const targets = stage.draws.target_count, behind = targets + stage.ratio_count;
        for (int t = 0; t < targets; ++t) count_in(t, lane(draw.deviations.of[t], l));
        for (int r = 0; r < stage.ratio_count; ++r) {
            auto const [over, under] = stage.ratios[r];
            count_in(targets + r, lane(draw.deviations.of[over], l) - lane(draw.deviations.of[under], l));
        }
        count_in(behind, largest);
        if (stage.draws.search.max > 0.0) count_in(behind + 1, lane(log_lambda, l));
    }
}

}  // namespace squall::inline SQUALL_ISA::packs
