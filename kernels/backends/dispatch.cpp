/// Chooses among the instruction sets compiled in, by what the processor has.
#include <cstring>

#include "kernels/backends/stages.hpp"
#include "kernels/core/processor.hpp"

namespace squall {
namespace scalar::packs {
squall::backends::StageTable const& stages();
}
#ifdef SQUALL_HAVE_AVX2
namespace avx2::packs {
squall::backends::StageTable const& stages();
}
#endif
#ifdef SQUALL_HAVE_AVX512
namespace avx512::packs {
squall::backends::StageTable const& stages();
}
#endif

namespace backends {

StageTables available_stages() {
    StageTables result{};
    auto const add = [&](StageTable const& table) { result.tables[result.count++] = &table; };
    add(scalar::packs::stages());
#ifdef SQUALL_HAVE_AVX2
    if (processor::has_avx2()) add(avx2::packs::stages());
#endif
#ifdef SQUALL_HAVE_AVX512
    if (processor::has_avx512()) add(avx512::packs::stages());
#endif
    return result;
}

StageTable const* find_stages(char const* name) {
    auto const present = available_stages();
    for (int i = 0; i < present.count; ++i)
        if (std::strcmp(present.tables[i]->name, name) == 0) return present.tables[i];
    return nullptr;
}

}  // namespace backends
}  // namespace squall
