#pragma once
/// The instruction set a translation unit is compiled for.
///
/// Everything in kernels/ lives in `squall::<isa>`, an inline namespace whose name is the
/// macro SQUALL_ISA (scalar | avx2 | avx512). One source is compiled once per instruction
/// set with its own flags; the namespace keeps the linker from merging their inline functions.

#ifndef SQUALL_ISA
#define SQUALL_ISA scalar
#define SQUALL_ISA_SCALAR 1
#endif

#if defined(__CUDACC__)
#define SQUALL_HD __host__ __device__
#define SQUALL_INLINE __host__ __device__ __forceinline__
#else
#define SQUALL_HD
#define SQUALL_INLINE inline __attribute__((always_inline))
#endif

#define SQUALL_STRINGIFY_(x) #x
#define SQUALL_STRINGIFY(x) SQUALL_STRINGIFY_(x)
