#pragma once
#include "kernels/core/lane_words.hpp"
#include "kernels/textures/matrices.hpp"
#include "kernels/textures/short_series.hpp"

/// Random coefficients of order one, a function of (seed, draw) alone.
namespace squall::inline SQUALL_ISA::textures {

namespace draw_detail {
inline constexpr int entries = 9, most_blocks = 5;  ///< Philox blocks of a matrix: nine words for phases, up to ten for moduli
inline constexpr unsigned int stream = 100;         ///< of these draws: none of the samplers' (samplers/random.hpp)

/// The words of one matrix in all lanes as uniform numbers in (0, 1).
template <class Real>
struct Uniforms {
    Real number[4 * most_blocks];

    /// Counter: (draw, block, stream).
    SQUALL_HD Uniforms(unsigned long long seed, unsigned long long first_draw, int matrix, int blocks) {
        PhiloxKey const key{{static_cast<unsigned int>(seed), static_cast<unsigned int>(seed >> 32)}};
        for (int b = 0; b < blocks; ++b) {
            LaneWords<Real> word[4];
            set_lower(word[0], first_draw);
            set_upper(word[1], first_draw);
            set_all(word[2], static_cast<unsigned int>(matrix * most_blocks + b));
            set_all(word[3], stream);
            philox4x32<7>(word, key);
            for (int w = 0; w < 4; ++w) number[4 * b + w] = to_uniform(word[w]);
        }
    }
};

/// The moduli of `count` entries, from as many numbers (log_normal: one more where that is odd).
template <class Real>
SQUALL_HD inline void draw_moduli(Law const& law, Real const* uniform, int count, Real (&modulus)[entries + 1]) {
    switch (law.modulus) {
        case Law::Modulus::log_uniform: {
            Real const per_octave(1.4426950408889634), low = per_octave * log(Real(law.min)), span = per_octave * log(Real(law.max)) - low;
            for (int n = 0; n < count; ++n) modulus[n] = power_of_two(fma(span, uniform[n], low));
            return;
        }
        case Law::Modulus::uniform:
            for (int n = 0; n < count; ++n) modulus[n] = fma(Real(law.max - law.min), uniform[n], Real(law.min));
            return;
        case Law::Modulus::log_normal:
            for (int n = 0; n < count; n += 2) {  // two normal numbers at a time: Box and Muller, Ann. Math. Stat. 29 (1958) 610
                Real const radius = Real(law.sigma) * sqrt(Real(-2.0) * log(uniform[n]));
                auto const normal = at_turns(radius, uniform[n + 1]);
                modulus[n] = Real(law.median) * exp(normal.re);
                modulus[n + 1] = Real(law.median) * exp(normal.im);
            }
            return;
        case Law::Modulus::gaussian:
            for (int n = 0; n < count; ++n) {
                Real const radius = Real(law.sigma) * sqrt(-log(uniform[n]));
                modulus[n] = law.real ? Real(1.41421356237309505) * radius : radius;
            }
            return;
    }
}

/// A phase at `turns`, or of a real coefficient a sign.
template <class Real>
SQUALL_HD inline Complex<Real> with_phase(Law const& law, Real modulus, Real turns) {
    if (!law.real) return at_turns(modulus, turns);
    if (law.modulus == Law::Modulus::gaussian) return {at_turns(modulus, turns).re, Real(0.0)};  // a part of a normal pair
    return {select(turns < Real(0.5), modulus, -modulus), Real(0.0)};
}
}  // namespace draw_detail

/// The coefficients of draws first_draw, first_draw + 1, ..., one per lane. Only matrices that the settings look at.
template <class Real>
SQUALL_HD inline void draw_coefficients(Settings const& settings, Law const& law, unsigned long long seed, unsigned long long first_draw,
                                        Coefficients<Real>& result) {
    for (int m = 0; m < matrix_count; ++m) {
        bool const of_leptons = m != up && m != down, of_neutrinos = m == dirac || m == singlet || m == majorana;
        if (of_leptons && !settings.leptons) continue;
        if (of_neutrinos && settings.neutrinos == Neutrinos::none) continue;
        if (m == singlet && settings.neutrinos != Neutrinos::double_seesaw) continue;
        if (m == dirac && (settings.neutrinos == Neutrinos::weinberg || settings.dirac_is_up_transposed)) continue;
        int const count = settings.symmetric[m] ? 6 : draw_detail::entries;
        draw_detail::Uniforms<Real> const uniform(seed, first_draw, m, settings.symmetric[m] ? 3 : draw_detail::most_blocks);
        Real modulus[draw_detail::entries + 1];
        draw_detail::draw_moduli(law, uniform.number + count, count, modulus);
        for (int i = 0, n = 0; i < 3; ++i)
            for (int j = settings.symmetric[m] ? i : 0; j < 3; ++j, ++n)
                result.of[m][i][j] = draw_detail::with_phase(law, modulus[n], uniform.number[n]);
    }
}

}  // namespace squall::inline SQUALL_ISA::textures
