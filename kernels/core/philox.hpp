#pragma once
#include "kernels/core/isa.hpp"

/// Philox4x32-10, a counter-based random generator: a keyed bijection of 128 bits, so that any draw of any point can be made
/// anywhere, in any order. J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
namespace squall::inline SQUALL_ISA {

struct PhiloxBlock {
    unsigned int word[4];
};
struct PhiloxKey {
    unsigned int word[2];
};

inline constexpr unsigned long long philox_multiplier_0 = 0xD2511F53u, philox_multiplier_1 = 0xCD9E8D57u;  // Salmon et al., table 2
inline constexpr unsigned int philox_weyl_0 = 0x9E3779B9u, philox_weyl_1 = 0xBB67AE85u;                    // golden ratio; sqrt(3) - 1

/// Several blocks, [word][block].
template <unsigned count>
struct PhiloxBlocks {
    unsigned int word[4][count];
};

/// Four random 32-bit words for each of several counters under one key, in loops that a compiler turns into vectors.
template <unsigned count>
SQUALL_HD inline void philox4x32(PhiloxBlocks<count>& counter, PhiloxKey key) {
    constexpr int rounds = 10;
    auto& [w0, w1, w2, w3] = counter.word;
    for (int round = 0; round < rounds; ++round) {
        for (unsigned i = 0; i < count; ++i) {
            unsigned long long const product_0 = philox_multiplier_0 * w0[i], product_1 = philox_multiplier_1 * w2[i];
            w0[i] = static_cast<unsigned int>(product_1 >> 32) ^ w1[i] ^ key.word[0];
            w1[i] = static_cast<unsigned int>(product_1);
            w2[i] = static_cast<unsigned int>(product_0 >> 32) ^ w3[i] ^ key.word[1];
            w3[i] = static_cast<unsigned int>(product_0);
        }
        key.word[0] += philox_weyl_0;
        key.word[1] += philox_weyl_1;
    }
}

/// Four random 32-bit words for a counter under a key.
SQUALL_HD inline PhiloxBlock philox4x32(PhiloxBlock counter, PhiloxKey key) {
    PhiloxBlocks<1> one{{{counter.word[0]}, {counter.word[1]}, {counter.word[2]}, {counter.word[3]}}};
    philox4x32(one, key);
    return {{one.word[0][0], one.word[1][0], one.word[2][0], one.word[3][0]}};
}

}  // namespace squall::inline SQUALL_ISA
