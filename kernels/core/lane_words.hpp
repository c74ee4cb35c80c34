#pragma once
#include "kernels/core/pack.hpp"
#include "kernels/core/philox.hpp"

/// Random words in the lanes of a number type, for draws that never leave its registers.
namespace squall::inline SQUALL_ISA {

/// A word of 32 bits in each lane, in the lower half of 64; what the upper half holds does not matter. Here for one lane.
template <class Real>
struct LaneWords {
    unsigned long long v;
};

template <class Real> SQUALL_INLINE void set_all(LaneWords<Real>& a, unsigned int word) { a.v = word; }
/// The lower (upper) words of first, first + 1, ...
template <class Real> SQUALL_INLINE void set_lower(LaneWords<Real>& a, unsigned long long first) { a.v = first; }
template <class Real> SQUALL_INLINE void set_upper(LaneWords<Real>& a, unsigned long long first) { a.v = first >> 32; }
template <class Real> SQUALL_INLINE LaneWords<Real> operator^(LaneWords<Real> a, LaneWords<Real> b) { return {a.v ^ b.v}; }
/// The product of 64 bits, and its upper word.
template <class Real> SQUALL_INLINE LaneWords<Real> product(LaneWords<Real> a, unsigned int b) {
    return {static_cast<unsigned long long>(static_cast<unsigned int>(a.v)) * b};
}
template <class Real> SQUALL_INLINE LaneWords<Real> upper(LaneWords<Real> a) { return {a.v >> 32}; }
/// (word + 1/2) 2^-32: uniform in (0, 1).
template <class Real> SQUALL_INLINE Real to_uniform(LaneWords<Real> a) {
    return Real((static_cast<double>(static_cast<unsigned int>(a.v)) + 0.5) * 0x1p-32);
}

#if defined(SQUALL_ISA_AVX2)
template <>
struct LaneWords<Pack> {
    __m256i v;
};
SQUALL_INLINE void set_all(LaneWords<Pack>& a, unsigned int word) { a.v = _mm256_set1_epi64x(word); }
SQUALL_INLINE void set_lower(LaneWords<Pack>& a, unsigned long long first) {
    a.v = _mm256_add_epi64(_mm256_set1_epi64x(static_cast<long long>(first)), _mm256_set_epi64x(3, 2, 1, 0));
}
SQUALL_INLINE LaneWords<Pack> upper(LaneWords<Pack> a) { return {_mm256_srli_epi64(a.v, 32)}; }
SQUALL_INLINE LaneWords<Pack> operator^(LaneWords<Pack> a, LaneWords<Pack> b) { return {_mm256_xor_si256(a.v, b.v)}; }
SQUALL_INLINE LaneWords<Pack> product(LaneWords<Pack> a, unsigned int b) { return {_mm256_mul_epu32(a.v, _mm256_set1_epi64x(b))}; }
SQUALL_INLINE Pack to_uniform(LaneWords<Pack> a) {
    __m256i const word = _mm256_blend_epi32(a.v, _mm256_set1_epi64x(0x4330000000000000), 0xaa);  // 2^52 + word
    return (Pack(_mm256_castsi256_pd(word)) - Pack(0x1p52 - 0.5)) * Pack(0x1p-32);
}
#elif defined(SQUALL_ISA_AVX512)
template <>
struct LaneWords<Pack> {
    __m512i v;
};
SQUALL_INLINE void set_all(LaneWords<Pack>& a, unsigned int word) { a.v = _mm512_set1_epi64(word); }
SQUALL_INLINE void set_lower(LaneWords<Pack>& a, unsigned long long first) {
    a.v = _mm512_add_epi64(_mm512_set1_epi64(static_cast<long long>(first)), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
}
SQUALL_INLINE LaneWords<Pack> upper(LaneWords<Pack> a) { return {_mm512_srli_epi64(a.v, 32)}; }
SQUALL_INLINE LaneWords<Pack> operator^(LaneWords<Pack> a, LaneWords<Pack> b) { return {_mm512_xor_si512(a.v, b.v)}; }
SQUALL_INLINE LaneWords<Pack> product(LaneWords<Pack> a, unsigned int b) { return {_mm512_mul_epu32(a.v, _mm512_set1_epi64(b))}; }
SQUALL_INLINE Pack to_uniform(LaneWords<Pack> a) {
    __m512i const word = _mm512_mask_blend_epi32(0xaaaa, a.v, _mm512_set1_epi64(0x4330000000000000));
    return (Pack(_mm512_castsi512_pd(word)) - Pack(0x1p52 - 0.5)) * Pack(0x1p-32);
}
#endif
#if defined(SQUALL_ISA_AVX2) || defined(SQUALL_ISA_AVX512)
SQUALL_INLINE void set_upper(LaneWords<Pack>& a, unsigned long long first) {
    set_lower(a, first);
    a = upper(a);
}
#endif

/// Philox4x32 (philox.hpp) in each lane. Seven rounds are the fewest that pass all tests of BigCrush (Salmon et al., table 2).
template <int rounds = 10, class Real>
SQUALL_HD inline void philox4x32(LaneWords<Real> (&word)[4], PhiloxKey key) {
    for (int round = 0; round < rounds; ++round) {
        LaneWords<Real> key_0, key_1;
        set_all(key_0, key.word[0]);
        set_all(key_1, key.word[1]);
        auto const product_0 = product(word[0], philox_multiplier_0), product_1 = product(word[2], philox_multiplier_1);
        word[0] = upper(product_1) ^ word[1] ^ key_0;
        word[1] = product_1;
        word[2] = upper(product_0) ^ word[3] ^ key_1;
        word[3] = product_0;
        key.word[0] += philox_weyl_0;
        key.word[1] += philox_weyl_1;
    }
}

}  // namespace squall::inline SQUALL_ISA
