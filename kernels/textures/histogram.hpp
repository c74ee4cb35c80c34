#pragma once
#include "kernels/core/isa.hpp"

/// Counts of draws by the logarithm of a ratio, for host and devices alike.
namespace squall::texture {

inline constexpr int bins_per_unit = 64, histogram_reach = 40;  ///< e^40 is beyond any hierarchy here
inline constexpr int histogram_bins = 2 * histogram_reach * bins_per_unit;

/// One target's prediction over another's: a normalisation that both have, a parameter or free, cancels.
struct Ratio {
    int over, under;  ///< targets, by their places
};

/// The bin of x, which is a number; what is out of reach is in the first or last.
SQUALL_INLINE int histogram_bin(double x) {
    constexpr double last = histogram_bins - 1;
    double const place = (x + histogram_reach) * bins_per_unit, above = place > 0.0 ? place : 0.0;
    return static_cast<int>(above < last ? above : last);
}

}  // namespace squall::texture
