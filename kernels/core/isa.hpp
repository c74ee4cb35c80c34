#pragma once
/// The instruction set a translation unit is compiled for.
///
/// Everything in kernels/ lives in `squall::<isa>`, an inline namespace whose name is the
/// macro SQUALL_ISA (scalar | avx2 | avx512 | cuda | cuda_rows | cuda_elements). One source is compiled once per instruction
/// set with its own flags; the namespace keeps the linker from merging their inline functions.

#ifndef SQUALL_ISA
#define SQUALL_ISA scalar
#define SQUALL_ISA_SCALAR 1
#endif

// SQUALL_HD       a function that host and device know; a unit is compiled for one of them
// SQUALL_INLINE   the same for tiny ones, inlined always
// SQUALL_ALWAYS_INLINE  behind the parameters of a lambda: SQUALL_INLINE for it
// SQUALL_OUTLINE  before a function that a GPU calls: inlined, its body would leave the registers and the instruction cache
// SQUALL_LOOP     before a loop that shall stay a loop, for the same reason
// SQUALL_SECTORS  before a loop over up, down, lepton: a loop, but where a thread holds its part of a point in registers, which have no
//                 run-time index
// SQUALL_SLOTS    before a loop over all numbers of a state: unrolled there
// SQUALL_RESTRICT behind a pointer or reference to what nobody else changes meanwhile: with teams other lanes do
// SQUALL_TABLE    before an array of constants read at an index known at run time: on a GPU it needs a memory of its own, the
//                 constant bank, since all threads read the same entry
//
// SQUALL_TEAMS    is defined for units in which a team of lanes shares a point (lane_layouts.hpp)
#if defined(__CUDACC__)
#define SQUALL_HD __device__
#define SQUALL_INLINE __device__ __forceinline__
#define SQUALL_ALWAYS_INLINE
#define SQUALL_LOOP _Pragma("unroll 1")
#define SQUALL_TABLE static __constant__ constexpr
#if defined(SQUALL_TEAMS)
#define SQUALL_OUTLINE __forceinline__
#define SQUALL_SECTORS _Pragma("unroll")
#define SQUALL_SLOTS _Pragma("unroll")
#else
#define SQUALL_OUTLINE __noinline__
#define SQUALL_SECTORS SQUALL_LOOP
#define SQUALL_SLOTS
#endif
#else
#define SQUALL_HD
#define SQUALL_INLINE inline __attribute__((always_inline))
#define SQUALL_ALWAYS_INLINE __attribute__((always_inline))
#define SQUALL_OUTLINE inline
#define SQUALL_LOOP _Pragma("GCC unroll 1")
#define SQUALL_SECTORS SQUALL_LOOP
#define SQUALL_SLOTS
#define SQUALL_TABLE inline constexpr
#endif

#if defined(SQUALL_TEAMS)
#define SQUALL_RESTRICT
#else
#define SQUALL_RESTRICT __restrict
#endif

#define SQUALL_STRINGIFY_(x) #x
#define SQUALL_STRINGIFY(x) SQUALL_STRINGIFY_(x)
