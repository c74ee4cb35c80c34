#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/core/philox.hpp"

/// Random numbers as pure functions of (seed, stream, point, round, draw): the same bits on every machine and for any
/// number of threads. Only integer and IEEE arithmetic and the project's own log are used, no libm.
namespace squall::samplers {

/// What the numbers are for; streams never overlap.
enum class Stream : std::uint32_t { start, proposal, mode_draw, resampling, swap, scan, step };

/// Standard normal quantile, relative error about 1e-15. Wichura, Algorithm AS 241 (PPND16), Appl. Statist. 37 (1988) 477.
double normal_quantile(double probability);
/// Standard normal distribution function, relative error about 1e-14 in the lower tail.
double normal_cdf(double x);

inline double uniform_of(std::uint32_t low, std::uint32_t high) {
    return (static_cast<double>(((std::uint64_t{high} << 32) | low) >> 12) + 0.5) * 0x1p-52;
}
inline std::size_t index_of(std::uint32_t word, std::size_t n) { return static_cast<std::size_t>((std::uint64_t{word} * n) >> 32); }

/// Words of a point that are made already: the first so many, `stride` apart.
struct WordsAhead {
    std::uint32_t const* words = nullptr;
    std::size_t stride = 0, count = 0;
};

/// The draws of one point in one round. Key: the 64-bit seed; counter: (point, round, draw, stream).
class Draws {
public:
    /// From word `next` on.
    Draws(std::uint64_t seed, Stream stream, std::size_t point, std::uint64_t round, WordsAhead ahead = {}, std::size_t next = 0)
        : key_{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}},
          counter_{{static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(round), 0, static_cast<std::uint32_t>(stream)}},
          ahead_(ahead),
          next_(next) {}

    /// 32 random bits.
    std::uint32_t word() {
        std::size_t const at = next_++;
        if (at < ahead_.count) return ahead_.words[at * ahead_.stride];
        if (at / 4 + 1 != counter_.word[2]) {  // its counter is that of the block to come
            counter_.word[2] = static_cast<std::uint32_t>(at / 4);
            block_ = philox4x32(counter_, key_);
            ++counter_.word[2];
        }
        return block_.word[at % 4];
    }
    /// Uniform in (0, 1): an odd multiple of 2^-53, so never 0 or 1 and symmetric about 1/2. Two words of a block.
    double uniform() {
        if (next_ % 4 == 3) ++next_;
        std::uint32_t const low = word();
        return uniform_of(low, word());
    }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Standard normal, one uniform each.
    double normal() { return normal_quantile(uniform()); }
    /// An integer in [0, n), n < 2^32 (the bias is below n 2^-52).
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }
    /// The same from one word, n < 2^32 (the bias is below n 2^-32): for choices whose odds need not be exact, as that of a point of an
    /// archive.
    std::size_t index(std::size_t n) { return index_of(word(), n); }

private:
    PhiloxKey key_;
    PhiloxBlock counter_;
    PhiloxBlock block_{};
    WordsAhead ahead_;
    std::size_t next_;  ///< word
};

}  // namespace squall::samplers
