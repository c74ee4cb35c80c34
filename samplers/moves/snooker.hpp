#pragma once
#include <span>

#include "kernels/core/math.hpp"
#include "samplers/moves/archive.hpp"

namespace squall::samplers {

/// Along the line from an archive point z through x, by gamma (z1 - z2) projected on it, gamma uniform on (1.2, 2.2). The log factor of the
/// acceptance is (d - 1) ln(|x' - z| / |x - z|). ter Braak & Vrugt, Stat. Comput. 18 (2008) 435, eq. (4) and sec. 2.2.
inline double propose_snooker(Draws& draws, std::uint32_t choice, ThreePoints const& points, std::span<double> x) {
    std::size_t const d = x.size();
    double const *z1 = points.first, *z2 = points.second, *z = points.third;
    double const sign = (choice & 1) != 0 ? 1.0 : -1.0;
    double const gamma = sign * draws.uniform(1.2, 2.2);
    double squared_distance = 0, projection = 0;
    for (std::size_t k = 0; k < d; ++k) {
        squared_distance += (x[k] - z[k]) * (x[k] - z[k]);
        projection += (x[k] - z[k]) * (z1[k] - z2[k]);
    }
    if (!(squared_distance > 0)) return 0.0;                             // x is a copy of z: it stays
    double const stretch = 1.0 + gamma * projection / squared_distance;  // x' - z = stretch (x - z)
    for (std::size_t k = 0; k < d; ++k) x[k] = z[k] + stretch * (x[k] - z[k]);
    return static_cast<double>(d - 1) * squall::log(stretch < 0 ? -stretch : stretch);
}

}  // namespace squall::samplers
