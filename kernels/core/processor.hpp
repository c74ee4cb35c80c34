#pragma once

/// What the processor that runs the program has, for units that are compiled once and choose among instruction sets
/// (SQUALL_ISA_FLAGS_<isa> of kernels/CMakeLists.txt).
namespace squall::processor {

#if defined(__x86_64__)
inline bool has_avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
inline bool has_avx512() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#endif

}  // namespace squall::processor
