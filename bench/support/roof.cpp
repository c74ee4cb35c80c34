#include "bench/support/roof.hpp"

#include <cstring>

namespace squall {
namespace scalar::bench_roof {
bench::Roof const& roof();
}
#ifdef SQUALL_HAVE_AVX2
namespace avx2::bench_roof {
bench::Roof const& roof();
}
#endif
#ifdef SQUALL_HAVE_AVX512
namespace avx512::bench_roof {
bench::Roof const& roof();
}
#endif

namespace bench {

Roof const* find_roof(char const* isa) {
    if (std::strcmp(isa, "scalar") == 0) return &scalar::bench_roof::roof();
#ifdef SQUALL_HAVE_AVX2
    if (std::strcmp(isa, "avx2") == 0) return &avx2::bench_roof::roof();
#endif
#ifdef SQUALL_HAVE_AVX512
    if (std::strcmp(isa, "avx512") == 0) return &avx512::bench_roof::roof();
#endif
    return nullptr;
}

}  // namespace bench
}  // namespace squall
