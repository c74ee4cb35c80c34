#pragma once
#include <cstddef>
#include <cstdint>

/// Loops over points, compiled once per instruction set; the same bits from each. samplers/ uses the widest that the processor has.
namespace squall::samplers {

/// A mixture of Student's t as arrays; docs at ModeDraw (moves/mode_draw.hpp).
struct MixtureView {
    std::size_t count, dimensions;
    int freedom;                 ///< degrees of freedom, even
    double const* weight_below;  ///< [component] sum of the weights before it
    double const* log_height;    ///< [component] ln(weight / det L)
    double const* centre;        ///< [component][dimension]
    double const* factor;        ///< [component][dimension][dimension] L, lower triangle
    double const* inverse;       ///< [component][dimension][dimension] of L
};

/// Which random words: Philox' counter is (point, round, block, stream).
struct WordsAsked {
    std::uint64_t seed;
    std::uint32_t stream, round;
    std::uint32_t const* point;
    std::size_t points;  ///< a multiple of most_lanes
    std::size_t blocks;
};

struct WideLoops {
    static constexpr std::size_t most_lanes = 16;
    static constexpr std::size_t padded(std::size_t points) { return (points + most_lanes - 1) / most_lanes * most_lanes; }

    char const* name;
    /// Standard normal quantiles of the centres of the 2^32 intervals of (0, 1) that n words name; n a multiple of most_lanes.
    void (*normals)(std::uint32_t const* words, std::size_t n, double* result);
    /// Words 0 to 4 blocks - 1 of every point, [word][point].
    void (*philox)(WordsAsked const&, std::uint32_t* words);
    /// ln of n positive normal numbers, in place.
    void (*logarithms)(double* x, std::size_t n);
    /// exp(factor x - top); 0 where x is -infinity.
    void (*exponentials)(double const* x, std::size_t n, double factor, double top, double* result);
    /// x [dimension][stride], n points of them, become draws from a mixture; `log_factor` [point] ln of q(x)/q(x'). `words` [word][stride]:
    /// 1 + freedom/2 + dimensions of each point. `scratch`: 2 dimensions x most_lanes numbers. The stride is a multiple of most_lanes, and
    /// all places are read.
    void (*draw_from_mixture)(MixtureView const&, std::uint32_t const* words, double* x, std::size_t stride, std::size_t n, double* scratch,
                              double* log_factor);
    /// A step of Prim's algorithm for n points, columns [dimension][stride]: squared distances [point] become those to the point `from`
    /// where it is nearer, and `nearest` [point] then its name. Returns the point at the least distance, the first of several. Places up to
    /// the next multiple of most_lanes are read: they hold NaN at an infinite distance.
    std::size_t (*approach)(double const* columns, std::size_t stride, std::size_t n, std::size_t d, double const* from, double name,
                            double* squared_distance, double* nearest);
    /// Complex numbers of pairs of coordinates (wide/complex_log_normal.hpp) of n points: the pairs of a point follow each other in `rows`,
    /// those of the next begin `width` later. `log_median`, `sigma` [pair]; `columns` [2 pair][n], real and imaginary parts.
    void (*complex_log_normals)(double const* rows, std::size_t width, std::size_t n, double const* log_median, double const* sigma,
                                std::size_t pairs, double* columns);
    /// Adds the log density of such pairs of standard normal numbers to `sum` [n].
    void (*add_normal_log_densities)(double const* rows, std::size_t width, std::size_t n, std::size_t pairs, double* sum);
};

struct WideLoopsList {
    WideLoops const* loops[3];
    int count;
};
/// Those compiled in that this processor has, the widest last.
WideLoopsList available_wide_loops();
/// The widest.
WideLoops const& wide_loops();

}  // namespace squall::samplers
