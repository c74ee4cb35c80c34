#pragma once
#include "bench/support/tally.hpp"
#include "kernels/core/real.hpp"

/// A number that remembers how it came about.
///
/// The laws are templates over their number type, `log` and `exp` of kernels/core are made of the same operations, and nothing branches on
/// a value but by `any` and `all`. So a law run with this type tells exactly which operations its results need, for every backend alike:
/// compilers neither contract nor reorder them (-ffp-contract=off, no fast-math). They may share common subexpressions.
namespace squall::inline SQUALL_ISA {

struct Counted {
    double value;
    bench::Tape::Index index;
    Counted() = default;
    Counted(double x, bench::Tape::Index made_by = bench::Tape::given) : value(x), index(made_by) {}
};

template <>
struct RealTraits<Counted> {
    using Mask = bool;
    static constexpr int width = 1;
};

SQUALL_INLINE Counted operator+(Counted a, Counted b) {
    return {a.value + b.value, bench::tape.add(&bench::Tally::additions, a.index, b.index)};
}
SQUALL_INLINE Counted operator-(Counted a, Counted b) {
    return {a.value - b.value, bench::tape.add(&bench::Tally::additions, a.index, b.index)};
}
SQUALL_INLINE Counted operator*(Counted a, Counted b) {
    return {a.value * b.value, bench::tape.add(&bench::Tally::products, a.index, b.index)};
}
SQUALL_INLINE Counted operator/(Counted a, Counted b) {
    return {a.value / b.value, bench::tape.add(&bench::Tally::divisions, a.index, b.index)};
}
SQUALL_INLINE Counted fma(Counted a, Counted b, Counted c) {
    return {fma(a.value, b.value, c.value), bench::tape.add(&bench::Tally::fused, a.index, b.index, c.index)};
}
SQUALL_INLINE Counted sqrt(Counted a) { return {sqrt(a.value), bench::tape.add(&bench::Tally::roots, a.index)}; }

// Signs and choices cost nothing. Vectors compute both sides of a choice.
SQUALL_INLINE Counted operator-(Counted a) { return {-a.value, a.index}; }
SQUALL_INLINE Counted abs(Counted a) { return {abs(a.value), a.index}; }
SQUALL_INLINE Counted min(Counted a, Counted b) { return {min(a.value, b.value), bench::tape.add(nullptr, a.index, b.index)}; }
SQUALL_INLINE Counted max(Counted a, Counted b) { return {max(a.value, b.value), bench::tape.add(nullptr, a.index, b.index)}; }
SQUALL_INLINE Counted select(bool condition, Counted yes, Counted no) {
    return {condition ? yes.value : no.value, bench::tape.add(nullptr, yes.index, no.index)};
}
SQUALL_INLINE void split_exponent(Counted x, Counted& mantissa, Counted& exponent) {
    split_exponent(x.value, mantissa.value, exponent.value);
    mantissa.index = exponent.index = x.index;
}
SQUALL_INLINE Counted scale_exponent(Counted x, Counted n) {
    return {scale_exponent(x.value, n.value), bench::tape.add(nullptr, x.index, n.index)};
}

// Whatever is compared or taken out is needed.
SQUALL_INLINE double needed(Counted a) {
    bench::tape.need(a.index);
    return a.value;
}
SQUALL_INLINE bool operator<(Counted a, Counted b) { return needed(a) < needed(b); }
SQUALL_INLINE bool operator<=(Counted a, Counted b) { return needed(a) <= needed(b); }
SQUALL_INLINE bool operator>(Counted a, Counted b) { return needed(a) > needed(b); }
SQUALL_INLINE bool operator>=(Counted a, Counted b) { return needed(a) >= needed(b); }
SQUALL_INLINE bool operator==(Counted a, Counted b) { return needed(a) == needed(b); }
SQUALL_INLINE bool operator!=(Counted a, Counted b) { return needed(a) != needed(b); }
SQUALL_INLINE double lane(Counted a, int) { return needed(a); }
SQUALL_INLINE void set_lane(Counted& a, int, double value) { a = {value, bench::Tape::given}; }

}  // namespace squall::inline SQUALL_ISA
