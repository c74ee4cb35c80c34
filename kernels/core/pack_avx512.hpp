#pragma once
#include "kernels/core/real.hpp"

#include <immintrin.h>

/// Eight doubles in one AVX-512 register (F and DQ).
namespace squall::inline SQUALL_ISA {

struct Pack {
    __m512d v;
    Pack() = default;
    SQUALL_INLINE Pack(__m512d x) : v(x) {}
    SQUALL_INLINE Pack(double x) : v(_mm512_set1_pd(x)) {}
};

struct PackMask {
    __mmask8 v;
};

template <>
struct RealTraits<Pack> {
    using Mask = PackMask;
    static constexpr int width = 8;
};

SQUALL_INLINE Pack operator+(Pack a, Pack b) { return _mm512_add_pd(a.v, b.v); }
SQUALL_INLINE Pack operator-(Pack a, Pack b) { return _mm512_sub_pd(a.v, b.v); }
SQUALL_INLINE Pack operator*(Pack a, Pack b) { return _mm512_mul_pd(a.v, b.v); }
SQUALL_INLINE Pack operator/(Pack a, Pack b) { return _mm512_div_pd(a.v, b.v); }
SQUALL_INLINE Pack operator-(Pack a) { return -a.v; }

SQUALL_INLINE PackMask operator<(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_LT_OQ)}; }
SQUALL_INLINE PackMask operator<=(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_LE_OQ)}; }
SQUALL_INLINE PackMask operator>(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_GT_OQ)}; }
SQUALL_INLINE PackMask operator>=(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_GE_OQ)}; }
SQUALL_INLINE PackMask operator==(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_EQ_OQ)}; }
SQUALL_INLINE PackMask operator!=(Pack a, Pack b) { return {_mm512_cmp_pd_mask(a.v, b.v, _CMP_NEQ_UQ)}; }
SQUALL_INLINE PackMask operator&&(PackMask a, PackMask b) { return {static_cast<__mmask8>(a.v & b.v)}; }
SQUALL_INLINE PackMask operator||(PackMask a, PackMask b) { return {static_cast<__mmask8>(a.v | b.v)}; }
SQUALL_INLINE PackMask operator!(PackMask a) { return {static_cast<__mmask8>(~a.v)}; }

SQUALL_INLINE Pack fma(Pack a, Pack b, Pack c) { return _mm512_fmadd_pd(a.v, b.v, c.v); }
SQUALL_INLINE Pack sqrt(Pack a) { return _mm512_sqrt_pd(a.v); }
SQUALL_INLINE Pack abs(Pack a) { return _mm512_andnot_pd(_mm512_set1_pd(-0.0), a.v); }
SQUALL_INLINE Pack min(Pack a, Pack b) { return _mm512_min_pd(a.v, b.v); }
SQUALL_INLINE Pack max(Pack a, Pack b) { return _mm512_max_pd(a.v, b.v); }
SQUALL_INLINE Pack select(PackMask m, Pack yes, Pack no) { return _mm512_mask_blend_pd(m.v, no.v, yes.v); }
SQUALL_INLINE bool all(PackMask m) { return m.v == 0xff; }
SQUALL_INLINE bool any(PackMask m) { return m.v != 0; }
SQUALL_INLINE bool lane(PackMask m, int i) { return (m.v >> i) & 1; }
SQUALL_INLINE double lane(Pack a, int i) { return a.v[i]; }
SQUALL_INLINE void set_lane(Pack& a, int i, double value) { a.v[i] = value; }

SQUALL_INLINE void split_exponent(Pack x, Pack& mantissa, Pack& exponent) {
    __m512i const bits = _mm512_castpd_si512(x.v);
    __m512i const biased = _mm512_and_si512(_mm512_srli_epi64(bits, 52), _mm512_set1_epi64(0x7ff));
    exponent = _mm512_sub_pd(_mm512_cvtepi64_pd(biased), _mm512_set1_pd(1023.0));
    mantissa = _mm512_or_pd(_mm512_castsi512_pd(_mm512_and_si512(bits, _mm512_set1_epi64(0x000fffffffffffffll))),
                            _mm512_set1_pd(1.0));
}

SQUALL_INLINE Pack scale_exponent(Pack x, Pack n) {
    __m512i const biased = _mm512_cvtpd_epi64(_mm512_add_pd(n.v, _mm512_set1_pd(1023.0)));
    return _mm512_mul_pd(x.v, _mm512_castsi512_pd(_mm512_slli_epi64(biased, 52)));
}

}  // namespace squall::inline SQUALL_ISA
