#include "samplers/wide/wide.hpp"

#include "kernels/core/processor.hpp"

namespace squall {
namespace scalar::sampler_loops {
samplers::WideLoops const& loops();
}
#ifdef SQUALL_HAVE_AVX2
namespace avx2::sampler_loops {
samplers::WideLoops const& loops();
}
#endif
#ifdef SQUALL_HAVE_AVX512
namespace avx512::sampler_loops {
samplers::WideLoops const& loops();
}
#endif

namespace samplers {

WideLoopsList available_wide_loops() {
    WideLoopsList result{};
    auto const add = [&](WideLoops const& loops) { result.loops[result.count++] = &loops; };
    add(scalar::sampler_loops::loops());
#ifdef SQUALL_HAVE_AVX2
    if (processor::has_avx2()) add(avx2::sampler_loops::loops());
#endif
#ifdef SQUALL_HAVE_AVX512
    if (processor::has_avx512()) add(avx512::sampler_loops::loops());
#endif
    return result;
}

WideLoops const& wide_loops() {
    static WideLoops const& widest = []() -> WideLoops const& {
        auto const present = available_wide_loops();
        return *present.loops[present.count - 1];
    }();
    return widest;
}

}  // namespace samplers
}  // namespace squall
