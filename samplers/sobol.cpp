#include "samplers/sobol.hpp"

#include <array>

#include "samplers/random.hpp"

namespace squall::samplers {
namespace {

constexpr std::size_t bits = 32;

/// Inner coefficients of a primitive polynomial x^degree + ... + 1 as bits, and the initial numbers.
struct Polynomial {
    std::uint32_t degree, coefficients;
    std::array<std::uint32_t, 7> initial;
};
constexpr std::array<Polynomial, 20> joe_kuo{{{1, 0, {1}},
                                              {2, 1, {1, 3}},
                                              {3, 1, {1, 3, 1}},
                                              {3, 2, {1, 1, 1}},
                                              {4, 1, {1, 1, 3, 3}},
                                              {4, 4, {1, 3, 5, 13}},
                                              {5, 2, {1, 1, 5, 5, 17}},
                                              {5, 4, {1, 1, 5, 5, 5}},
                                              {5, 7, {1, 1, 7, 11, 19}},
                                              {5, 11, {1, 1, 5, 1, 1}},
                                              {5, 13, {1, 1, 1, 3, 11}},
                                              {5, 14, {1, 3, 5, 5, 31}},
                                              {6, 1, {1, 3, 3, 9, 7, 49}},
                                              {6, 13, {1, 1, 1, 15, 21, 21}},
                                              {6, 16, {1, 3, 1, 13, 27, 49}},
                                              {6, 19, {1, 1, 1, 15, 7, 5}},
                                              {6, 22, {1, 3, 1, 15, 13, 25}},
                                              {6, 25, {1, 1, 5, 5, 19, 61}},
                                              {7, 1, {1, 3, 7, 11, 23, 15, 103}},
                                              {7, 4, {1, 3, 7, 13, 13, 15, 69}}}};

/// Whether x^degree + ... + 1 is primitive over GF(2): x then has the order 2^degree - 1.
bool is_primitive(std::uint32_t degree, std::uint32_t coefficients) {
    std::uint64_t const modulus = (std::uint64_t{1} << degree) | (std::uint64_t{coefficients} << 1) | 1;
    std::uint64_t power = 1;
    for (std::uint64_t order = 1;; ++order) {
        power <<= 1;
        if ((power >> degree & 1) != 0) power ^= modulus;
        if (power == 1) return order == (std::uint64_t{1} << degree) - 1;
        if (power == 0 || order >= (std::uint64_t{1} << degree)) return false;
    }
}

/// Recurrence of the direction numbers v_j = m_j 2^(32 - j).
void directions(std::uint32_t degree, std::uint32_t coefficients, std::span<std::uint32_t const> initial, std::span<std::uint32_t> v) {
    for (std::uint32_t j = 0; j < bits; ++j) {
        if (j < degree) {
            v[j] = initial[j] << (31 - j);
            continue;
        }
        v[j] = v[j - degree] ^ (v[j - degree] >> degree);
        for (std::uint32_t k = 1; k < degree; ++k)
            if ((coefficients >> (degree - 1 - k) & 1) != 0) v[j] ^= v[j - k];
    }
}

}  // namespace

Sobol::Sobol(std::size_t dimensions, std::uint64_t seed) : directions_(dimensions * bits), shift_(dimensions) {
    std::uint32_t degree = joe_kuo.back().degree, coefficients = joe_kuo.back().coefficients;
    for (std::size_t k = 0; k < dimensions; ++k) {
        Draws draws(seed, Stream::scan, k, 0);
        shift_[k] = draws.word();
        auto const v = std::span(directions_).subspan(k * bits, bits);
        if (k == 0) {
            for (std::uint32_t j = 0; j < bits; ++j) v[j] = 1u << (31 - j);
        } else if (k <= joe_kuo.size()) {
            directions(joe_kuo[k - 1].degree, joe_kuo[k - 1].coefficients, joe_kuo[k - 1].initial, v);
        } else {
            do {
                if (++coefficients == 1u << (degree - 1)) ++degree, coefficients = 0;
            } while (!is_primitive(degree, coefficients));
            std::array<std::uint32_t, bits> initial;
            Draws some(0, Stream::scan, k, 1);  // the same for every seed: they are part of the sequence
            for (std::uint32_t j = 0; j < degree; ++j) initial[j] = 2 * static_cast<std::uint32_t>(some.below(1u << j)) + 1;
            directions(degree, coefficients, initial, v);
        }
    }
}

void Sobol::point(std::uint64_t index, std::span<double> shares) const {
    for (std::size_t k = 0; k < shares.size(); ++k) {
        std::uint32_t x = shift_[k];
        for (std::size_t j = 0; j < bits; ++j)
            if ((index >> j & 1) != 0) x ^= directions_[k * bits + j];
        shares[k] = (static_cast<double>(x) + 0.5) * 0x1p-32;
    }
}

}  // namespace squall::samplers
