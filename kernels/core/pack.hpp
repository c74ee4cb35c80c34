#pragma once
#include "kernels/core/real.hpp"

#if defined(SQUALL_ISA_AVX512)
#include "kernels/core/pack_avx512.hpp"
#elif defined(SQUALL_ISA_AVX2)
#include "kernels/core/pack_avx2.hpp"
#elif defined(SQUALL_PACK_HEADER)
#include SQUALL_PACK_HEADER  // a number type from elsewhere: one that counts (bench/)
#else
namespace squall::inline SQUALL_ISA {
using Pack = double;  ///< one point at a time: the oracle
}
#endif
