#pragma once
#include "kernels/core/real.hpp"

#include <immintrin.h>

/// Four doubles in one AVX2 register.
namespace squall::inline SQUALL_ISA {

struct Pack {
    __m256d v;
    Pack() = default;
    SQUALL_INLINE Pack(__m256d x) : v(x) {}
    SQUALL_INLINE Pack(double x) : v(_mm256_set1_pd(x)) {}
};

struct PackMask {
    __m256d v;
};

template <>
struct RealTraits<Pack> {
    using Mask = PackMask;
    static constexpr int width = 4;
};

SQUALL_INLINE Pack operator+(Pack a, Pack b) { return _mm256_add_pd(a.v, b.v); }
SQUALL_INLINE Pack operator-(Pack a, Pack b) { return _mm256_sub_pd(a.v, b.v); }
SQUALL_INLINE Pack operator*(Pack a, Pack b) { return _mm256_mul_pd(a.v, b.v); }
SQUALL_INLINE Pack operator/(Pack a, Pack b) { return _mm256_div_pd(a.v, b.v); }
SQUALL_INLINE Pack operator-(Pack a) { return -a.v; }

SQUALL_INLINE PackMask operator<(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_LT_OQ)}; }
SQUALL_INLINE PackMask operator<=(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_LE_OQ)}; }
SQUALL_INLINE PackMask operator>(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_GT_OQ)}; }
SQUALL_INLINE PackMask operator>=(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_GE_OQ)}; }
SQUALL_INLINE PackMask operator==(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_EQ_OQ)}; }
SQUALL_INLINE PackMask operator!=(Pack a, Pack b) { return {_mm256_cmp_pd(a.v, b.v, _CMP_NEQ_UQ)}; }
SQUALL_INLINE PackMask operator&&(PackMask a, PackMask b) { return {_mm256_and_pd(a.v, b.v)}; }
SQUALL_INLINE PackMask operator||(PackMask a, PackMask b) { return {_mm256_or_pd(a.v, b.v)}; }
SQUALL_INLINE PackMask operator!(PackMask a) {
    return {_mm256_xor_pd(a.v, _mm256_castsi256_pd(_mm256_set1_epi64x(-1)))};
}

SQUALL_INLINE Pack fma(Pack a, Pack b, Pack c) { return _mm256_fmadd_pd(a.v, b.v, c.v); }
SQUALL_INLINE Pack sqrt(Pack a) { return _mm256_sqrt_pd(a.v); }
SQUALL_INLINE Pack abs(Pack a) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), a.v); }
SQUALL_INLINE Pack min(Pack a, Pack b) { return _mm256_min_pd(a.v, b.v); }
SQUALL_INLINE Pack max(Pack a, Pack b) { return _mm256_max_pd(a.v, b.v); }
SQUALL_INLINE Pack select(PackMask m, Pack yes, Pack no) { return _mm256_blendv_pd(no.v, yes.v, m.v); }
SQUALL_INLINE bool all(PackMask m) { return _mm256_movemask_pd(m.v) == 0xf; }
SQUALL_INLINE bool any(PackMask m) { return _mm256_movemask_pd(m.v) != 0; }
SQUALL_INLINE bool lane(PackMask m, int i) { return (_mm256_movemask_pd(m.v) >> i) & 1; }
SQUALL_INLINE double lane(Pack a, int i) { return a.v[i]; }
SQUALL_INLINE void set_lane(Pack& a, int i, double value) { a.v[i] = value; }

SQUALL_INLINE void split_exponent(Pack x, Pack& mantissa, Pack& exponent) {
    __m256i const bits = _mm256_castpd_si256(x.v);
    __m256i const biased = _mm256_and_si256(_mm256_srli_epi64(bits, 52), _mm256_set1_epi64x(0x7ff));
    // 2^52 + n has n in its low bits, which turns an integer into a double
    __m256d const two52 = _mm256_set1_pd(4503599627370496.0);
    __m256d const sum = _mm256_or_pd(_mm256_castsi256_pd(biased), two52);
    exponent = _mm256_sub_pd(sum, _mm256_set1_pd(4503599627370496.0 + 1023.0));
    mantissa = _mm256_or_pd(_mm256_castsi256_pd(_mm256_and_si256(bits, _mm256_set1_epi64x(0x000fffffffffffffll))),
                            _mm256_set1_pd(1.0));
}

SQUALL_INLINE Pack scale_exponent(Pack x, Pack n) {
    __m256d const sum = _mm256_add_pd(n.v, _mm256_set1_pd(4503599627370496.0 + 1023.0));
    return _mm256_mul_pd(x.v, _mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(sum), 52)));
}

}  // namespace squall::inline SQUALL_ISA
