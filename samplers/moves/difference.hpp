#pragma once
#include <array>
#include <cmath>
#include <span>
#include <vector>

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

    void operator()(Draws& draws, Archive const& past, std::span<double> x) const {
        std::uint32_t const choice =
            draws.word();  // 8 bits of sign and spread, 8 of the share, 16 of the coordinate that moves in any case
        double const signed_spread = ((choice & 8) != 0 ? 1.0 : -1.0) * spreads[choice & 7];
        move_some(draws, past, shares[(choice >> 8 & 0xff) % shares.size()], choice >> 16, signed_spread, x);
    }
    /// The same with g = 1 in all coordinates: from mode to mode.
    void jump(Draws& draws, Archive const& past, std::span<double> x) const {
        std::size_t chosen[3];
        three_distinct(draws, past.size(), chosen);
        double const sign = (draws.word() & 1) != 0 ? 1.0 : -1.0;
        double const *z1 = past[chosen[0]], *z2 = past[chosen[1]];
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            bits = k % 2 == 0 ? draws.word() : bits >> 16;
            x[k] += sign * (z1[k] - z2[k]) + noise_[k] * centred(bits);
        }
    }

private:
    static constexpr std::array<double, 8> spreads{0.5, 0.6095, 0.743, 0.9057, 1.1041, 1.3459, 1.6407, 2.0};  // 2^(2k/7 - 1)
    static constexpr std::array<std::uint32_t, 3> shares{85, 170, 256};  ///< of 256: a third of the coordinates move, two thirds, all

    /// Sixteen bits as a number in (-1/2, 1/2), symmetric about 0.
    static double centred(std::uint32_t bits) { return (static_cast<double>(bits & 0xffff) - 32767.5) * 0x1p-16; }

    void move_some(Draws& draws, Archive const& past, std::uint32_t share, std::uint32_t forced, double signed_spread,
                   std::span<double> x) const {
        std::size_t const d = x.size();
        std::size_t chosen[3];
        three_distinct(draws, past.size(), chosen);
        double const *z1 = past[chosen[0]], *z2 = past[chosen[1]];
        std::size_t const always = forced * d >> 16;
        std::size_t moving = d;
        if (share == 256) {
            double const g = signed_spread * step_[moving];
            std::uint32_t bits = 0;
            for (std::size_t k = 0; k < d; ++k) {
                bits = k % 2 == 0 ? draws.word() : bits >> 16;
                x[k] += g * (z1[k] - z2[k]) + noise_[k] * centred(bits);
            }
            return;
        }
        // 24 bits a coordinate: 8 decide whether it moves, 16 are its noise; the mask needs a pass of its own, for g follows from it
        constexpr std::size_t most = 64;  // coordinates remembered as bits at a time
        std::uint64_t mask[(max_dimensions + most - 1) / most] = {};
        moving = 0;
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < d; ++k) {
            bits = k % 4 == 0 ? draws.word() : bits >> 8;
            bool const moves = (bits & 0xff) < share || k == always;
            mask[k / most] |= std::uint64_t{moves} << k % most;
            moving += moves;
        }
        double const g = signed_spread * step_[moving];
        for (std::size_t k = 0; k < d; ++k) {
            bits = k % 2 == 0 ? draws.word() : bits >> 16;
            if ((mask[k / most] >> k % most & 1) != 0) x[k] += g * (z1[k] - z2[k]) + noise_[k] * centred(bits);
        }
    }

public:
    static constexpr std::size_t max_dimensions = 1024;

private:
    std::vector<double> noise_;
    std::vector<double> step_;  ///< [d'] g for d' moving coordinates at spread 1
};

}  // namespace squall::samplers
