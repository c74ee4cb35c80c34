/// Compiled once per instruction set, without merging of chains into vectors: the scalar unit stays one point wide.
#include "bench/support/roof.hpp"
#include "kernels/core/pack.hpp"

namespace squall::inline SQUALL_ISA::bench_roof {
namespace {

constexpr int chain_count = 12;  ///< 4 cycles of latency times 2 units are 8; with the two constants they fit into 16 registers
constexpr int width = RealTraits<Pack>::width;

/// One operation of a chain. The baseline has no fused instruction, its multiplication and addition are two.
SQUALL_INLINE Pack link(Pack x, Pack a, Pack b) {
#if defined(SQUALL_ISA_SCALAR) && !defined(__FP_FAST_FMA)
    return a * x + b;
#else
    return fma(a, x, b);
#endif
}

double chains(long rounds) {
    Pack const a(0.5), b(1.0);  // towards 2: no denormal, no infinity
    Pack x[chain_count];
    for (int c = 0; c < chain_count; ++c) x[c] = Pack(static_cast<double>(c));
    for (long round = 0; round < rounds; ++round)
#pragma GCC unroll 16
        for (int c = 0; c < chain_count; ++c) x[c] = link(x[c], a, b);
    Pack sum(0.0);
    for (int c = 0; c < chain_count; ++c) sum = sum + x[c];
    return lane(sum, 0);
}

void triad(double* a, double const* b, double const* c, double s, long n) {
#pragma GCC ivdep
    for (long i = 0; i < n; ++i) a[i] = b[i] + s * c[i];
}

constexpr squall::bench::Roof table = {SQUALL_STRINGIFY(SQUALL_ISA), 2.0 * chain_count* width, chains, triad};

}  // namespace

squall::bench::Roof const& roof() { return table; }

}  // namespace squall::inline SQUALL_ISA::bench_roof
