#pragma once
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "kernels/core/isa.hpp"
#include "samplers/moves/archive.hpp"

namespace squall::samplers {

/// Differential evolution: x + g (z1 - z2) + noise in a random subset of the coordinates, z1 and z2 from the archive (ter Braak, Stat.
/// Comput. 16 (2006) 239; subsets: Vrugt et al., Int. J. Nonlin. Sci. Num. Sim. 10 (2009) 273). The law of the step is even in its sign, so
/// the proposal is symmetric. g = scale s 2.38/sqrt(2 d') for d' moving coordinates, s log-uniform on eight values from 1/2 to 2: the width
/// of a curved posterior differs from place to place.
class Difference {
public:
    /// `noise` [dimension]: full width of a uniform disturbance, which keeps the chain irreducible where the archive spans too little.
    Difference(std::vector<double> noise, double scale) : noise_(std::move(noise)), step_(noise_.size() + 1) {
        for (std::size_t k = 1; k < step_.size(); ++k) step_[k] = scale * 2.38 / std::sqrt(2.0 * static_cast<double>(k));
    }

    /// Of `choice` 8 bits say sign and spread, 8 the share, 16 the coordinate that moves in any case.
    void operator()(Draws& draws, std::uint32_t choice, ThreePoints const& z, std::span<double> x) const {
        std::size_t const d = x.size(), always = (choice >> 16) * d >> 16;
        std::int32_t const share = shares[(choice >> 8 & 0xff) % shares.size()];
        // sixteen bits a coordinate: eight decide whether it moves, eight are its noise. How many move is known before g is. Whole numbers
        // in place of conditions, which compilers turn into vectors and half of which a processor would guess wrong.
        std::int32_t bits[max_dimensions + 1], moves[max_dimensions];
        for (std::size_t k = 0; k < d; k += 2) {
            std::uint32_t const two = draws.word();
            bits[k] = static_cast<std::int32_t>(two & 0xffff);
            bits[k + 1] = static_cast<std::int32_t>(two >> 16);
        }
        std::int32_t moving = 0;
        for (std::size_t k = 0; k < d; ++k) moving += moves[k] = (bits[k] & 0xff) < share ? 1 : 0;
        moving += 1 - moves[always];
        moves[always] = 1;
        double const g = ((choice & 8) != 0 ? 1.0 : -1.0) * spreads[choice & 7] * step_[static_cast<std::size_t>(moving)];
        double const *SQUALL_RESTRICT z1 = z.first, *SQUALL_RESTRICT z2 = z.second, *SQUALL_RESTRICT noise = noise_.data();
        double* SQUALL_RESTRICT at = x.data();
        for (std::size_t k = 0; k < d; ++k) at[k] += moves[k] * (g * (z1[k] - z2[k]) + noise[k] * centred(bits[k] >> 8));
    }
    /// The same with g = 1 in all coordinates, the sign by the lowest bit of `choice`: from mode to mode.
    void jump(Draws& draws, std::uint32_t choice, ThreePoints const& z, std::span<double> x) const {
        double const sign = (choice & 1) != 0 ? 1.0 : -1.0;
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            bits = k % 2 == 0 ? draws.word() : bits >> 16;
            x[k] += sign * (z.first[k] - z.second[k]) + noise_[k] * centred(static_cast<std::int32_t>(bits >> 8 & 0xff));
        }
    }

private:
    static constexpr std::array<double, 8> spreads{0.5, 0.6095, 0.743, 0.9057, 1.1041, 1.3459, 1.6407, 2.0};  // 2^(2k/7 - 1)
    static constexpr std::array<std::int32_t, 3> shares{85, 170, 256};  ///< of 256: a third of the coordinates move, two thirds, all

    /// Eight bits as a number in (-1/2, 1/2), symmetric about 0.
    static double centred(std::int32_t byte) { return (byte - 127.5) * 0x1p-8; }

public:
    static constexpr std::size_t max_dimensions = 1024;

private:
    std::vector<double> noise_;
    std::vector<double> step_;  ///< [d'] g for d' moving coordinates at spread 1
};

}  // namespace squall::samplers
