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

/// Four random 32-bit words for a counter under a key.
SQUALL_HD inline PhiloxBlock philox4x32(PhiloxBlock counter, PhiloxKey key) {
    constexpr unsigned long long multiplier_0 = 0xD2511F53u, multiplier_1 = 0xCD9E8D57u;  // Salmon et al., table 2
    constexpr unsigned int weyl_0 = 0x9E3779B9u, weyl_1 = 0xBB67AE85u;                    // golden ratio; sqrt(3) - 1
    constexpr int rounds = 10;
    for (int round = 0; round < rounds; ++round) {
        unsigned long long const product_0 = multiplier_0 * counter.word[0];
        unsigned long long const product_1 = multiplier_1 * counter.word[2];
        counter = {{static_cast<unsigned int>(product_1 >> 32) ^ counter.word[1] ^ key.word[0], static_cast<unsigned int>(product_1),
                    static_cast<unsigned int>(product_0 >> 32) ^ counter.word[3] ^ key.word[1], static_cast<unsigned int>(product_0)}};
        key.word[0] += weyl_0;
        key.word[1] += weyl_1;
    }
    return counter;
}

}  // namespace squall::inline SQUALL_ISA
