/// Compiled once per instruction set: kernels/core only, no library header.
#include "kernels/core/math.hpp"
#include "kernels/core/pack.hpp"
#include "kernels/core/philox.hpp"
#include "samplers/wide/complex_log_normal.hpp"
#include "samplers/wide/normal_quantile.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::inline SQUALL_ISA::sampler_loops {
namespace {

using samplers::MixtureView;
using samplers::WideLoops;
using samplers::WordsAsked;

constexpr std::size_t width = RealTraits<Pack>::width;
static_assert(WideLoops::most_lanes % width == 0);

SQUALL_INLINE Pack load(double const* x) {
    Pack value;
    __builtin_memcpy(&value, x, sizeof value);
    return value;
}
SQUALL_INLINE void store(Pack value, double* x) { __builtin_memcpy(x, &value, sizeof value); }

void philox(WordsAsked const& asked, std::uint32_t* words) {
    constexpr unsigned lanes = WideLoops::most_lanes;
    PhiloxKey const key{{static_cast<unsigned>(asked.seed), static_cast<unsigned>(asked.seed >> 32)}};
    for (std::size_t first = 0; first < asked.points; first += lanes)
        for (std::size_t block = 0; block < asked.blocks; ++block) {
            PhiloxBlocks<lanes> made;
            for (unsigned i = 0; i < lanes; ++i) {
                made.word[0][i] = asked.point[first + i];
                made.word[1][i] = asked.round;
                made.word[2][i] = static_cast<unsigned>(block);
                made.word[3][i] = asked.stream;
            }
            philox4x32(made, key);
            for (unsigned k = 0; k < 4; ++k)
                __builtin_memcpy(words + (4 * block + k) * asked.points + first, made.word[k], sizeof made.word[k]);
        }
}

/// f of packs over n numbers, whose last ones are padded with `harmless`.
template <class F>
SQUALL_INLINE void over(double const* x, std::size_t n, double harmless, double* result, F f) {
    std::size_t i = 0;
    for (; i + width <= n; i += width) store(f(load(x + i)), result + i);
    if (i == n) return;
    Pack last(harmless);
    for (std::size_t k = i; k < n; ++k) set_lane(last, static_cast<int>(k - i), x[k]);
    last = f(last);
    for (std::size_t k = i; k < n; ++k) result[k] = lane(last, static_cast<int>(k - i));
}

void logarithms(double* x, std::size_t n) {
    over(x, n, 1.0, x, [](Pack v) SQUALL_ALWAYS_INLINE { return log(v); });
}

void exponentials(double const* x, std::size_t n, double factor, double top, double* result) {
    Pack const least(-1.7976931348623157e308);
    over(x, n, 0.0, result, [&](Pack v) SQUALL_ALWAYS_INLINE { return select(v >= least, exp(Pack(factor) * v - Pack(top)), Pack(0.0)); });
}

/// |L^-1 (x - c)|^2 of a component, x in packs `stride` apart.
SQUALL_INLINE Pack squared_distance(MixtureView const& mixture, std::size_t component, double const* x, std::size_t stride,
                                    double* scratch) {
    std::size_t const d = mixture.dimensions;
    double const *centre = mixture.centre + component * d, *row = mixture.inverse + component * d * d;
    Pack sum(0.0);
    for (std::size_t i = 0; i < d; ++i, row += d) {
        store(load(x + i * stride) - Pack(centre[i]), scratch + i * width);
        Pack value(0.0);
        for (std::size_t j = 0; j <= i; ++j) value = fma(Pack(row[j]), load(scratch + j * width), value);
        sum = fma(value, value, sum);
    }
    return sum;
}

/// Log density of the mixture, but for a constant.
SQUALL_INLINE Pack log_density(MixtureView const& mixture, double const* x, std::size_t stride, double* scratch) {
    Pack const power(-0.5 * (mixture.freedom + static_cast<double>(mixture.dimensions))), per_freedom(1.0 / mixture.freedom);
    Pack top(0.0), sum(1.0);
    for (std::size_t m = 0; m < mixture.count; ++m) {
        Pack const r2 = squared_distance(mixture, m, x, stride, scratch);
        Pack const value = fma(power, log(fma(r2, per_freedom, Pack(1.0))), Pack(mixture.log_height[m]));
        if (m == 0) {
            top = value;
            continue;
        }
        Pack const higher = max(top, value);
        sum = fma(sum, exp(top - higher), exp(value - higher));
        top = higher;
    }
    return mixture.count > 1 ? top + log(sum) : top;
}

/// The centres of the 2^32 intervals of (0, 1).
SQUALL_INLINE Pack uniform(std::uint32_t const* words) {
    Pack u;
    for (unsigned l = 0; l < width; ++l) set_lane(u, static_cast<int>(l), static_cast<double>(words[l]));
    return (u + Pack(0.5)) * Pack(0x1p-32);
}

void normals(std::uint32_t const* words, std::size_t n, double* result) {
    for (std::size_t i = 0; i < n; i += width) store(normal_quantile(uniform(words + i)), result + i);
}

void draw_from_mixture(MixtureView const& mixture, std::uint32_t const* words, double* x, std::size_t stride, std::size_t n,
                       double* scratch, double* log_factor) {
    std::size_t const d = mixture.dimensions;
    double* const standard = scratch + d * WideLoops::most_lanes;
    for (std::size_t i = 0; i < n; i += width) {
        double* const mine = x + i;
        Pack const before = log_density(mixture, mine, stride, scratch);
        std::uint32_t const* word = words + i;
        auto const draw = [&]() SQUALL_ALWAYS_INLINE {
            Pack const u = uniform(word);
            word += stride;
            return u;
        };
        Pack const share = draw();
        Pack product(1.0);  // chi^2 with an even number of degrees of freedom is -2 ln of so many uniforms' product
        for (int k = 0; k < mixture.freedom / 2; ++k) product = product * draw();
        Pack const widening = sqrt(Pack(static_cast<double>(mixture.freedom)) / (Pack(-2.0) * log(product)));
        for (std::size_t k = 0; k < d; ++k) store(widening * normal_quantile(draw()), standard + k * width);
        for (std::size_t m = 0; m < mixture.count; ++m) {
            auto const chosen = share >= Pack(mixture.weight_below[m]);  // a later one may be, too, and has the last word
            if (!any(chosen)) break;
            double const *centre = mixture.centre + m * d, *row = mixture.factor + m * d * d;
            for (std::size_t k = 0; k < d; ++k, row += d) {
                Pack value(centre[k]);
                for (std::size_t j = 0; j <= k; ++j) value = fma(Pack(row[j]), load(standard + j * width), value);
                store(m == 0 ? value : select(chosen, value, load(mine + k * stride)), mine + k * stride);
            }
        }
        store(before - log_density(mixture, mine, stride, scratch), log_factor + i);
    }
}

std::size_t approach(double const* columns, std::size_t stride, std::size_t n, std::size_t d, double const* from, double name,
                     double* squared_distance, double* nearest) {
    Pack least(__builtin_inf()), where(0.0), here(0.0);
    for (unsigned l = 1; l < width; ++l) set_lane(here, static_cast<int>(l), l);
    for (std::size_t i = 0; i < n; i += width, here = here + Pack(static_cast<double>(width))) {
        Pack r2(0.0);
        for (std::size_t k = 0; k < d; ++k) {
            Pack const x = load(columns + k * stride + i) - Pack(from[k]);
            r2 = fma(x, x, r2);
        }
        Pack const before = load(squared_distance + i);
        auto const shorter = r2 < before;
        Pack const now = select(shorter, r2, before);
        store(now, squared_distance + i);
        store(select(shorter, Pack(name), load(nearest + i)), nearest + i);
        auto const best = now < least;
        least = select(best, now, least);
        where = select(best, here, where);
    }
    double least_of_all = lane(least, 0), first = lane(where, 0);
    for (unsigned l = 1; l < width; ++l) {
        double const r2 = lane(least, static_cast<int>(l)), i = lane(where, static_cast<int>(l));
        if (r2 > least_of_all || (r2 == least_of_all && i > first)) continue;
        least_of_all = r2;
        first = i;
    }
    return static_cast<std::size_t>(first);
}

/// Packs of neighbouring points, whose coordinates are rows.
class RowsOfPoints {
public:
    RowsOfPoints(double const* rows, std::size_t stride, std::size_t n) : rows_(rows), stride_(stride), points_(n) {}
    bool ended() const { return first_ >= points_; }
    void advance() { first_ += width; }
    /// A coordinate of the present points. In places beyond the last point that one stands again.
    SQUALL_INLINE Pack coordinate(std::size_t k) const {
        Pack value;
        for (std::size_t l = 0; l < width; ++l) set_lane(value, static_cast<int>(l), rows_[(first_ + min(l, here() - 1)) * stride_ + k]);
        return value;
    }
    /// Writes to a column, [point].
    SQUALL_INLINE void write(Pack value, double* column) const {
        if (here() == width) return store(value, column + first_);
        for (std::size_t l = 0; l < here(); ++l) column[first_ + l] = lane(value, static_cast<int>(l));
    }
    SQUALL_INLINE void add(Pack value, double* column) const {
        for (std::size_t l = 0; l < here(); ++l) column[first_ + l] += lane(value, static_cast<int>(l));
    }

private:
    static SQUALL_INLINE std::size_t min(std::size_t a, std::size_t b) { return a < b ? a : b; }
    SQUALL_INLINE std::size_t here() const { return min(points_ - first_, width); }
    double const* rows_;
    std::size_t stride_, points_, first_ = 0;
};

void complex_log_normals(double const* rows, std::size_t stride, std::size_t n, double const* log_median, double const* sigma,
                         std::size_t pairs, double* columns) {
    for (RowsOfPoints points(rows, stride, n); !points.ended(); points.advance())
        for (std::size_t p = 0; p < pairs; ++p) {
            auto const c = complex_log_normal(points.coordinate(2 * p), points.coordinate(2 * p + 1), Pack(log_median[p]), Pack(sigma[p]));
            points.write(c.re, columns + 2 * p * n);
            points.write(c.im, columns + (2 * p + 1) * n);
        }
}

void add_normal_log_densities(double const* rows, std::size_t stride, std::size_t n, std::size_t pairs, double* sum) {
    for (RowsOfPoints points(rows, stride, n); !points.ended(); points.advance()) {
        Pack result(0.0);
        for (std::size_t p = 0; p < pairs; ++p)
            result = result + log_density_of_normals(points.coordinate(2 * p), points.coordinate(2 * p + 1));
        points.add(result, sum);
    }
}

constexpr WideLoops table = {
    SQUALL_STRINGIFY(SQUALL_ISA), normals, philox, logarithms, exponentials, draw_from_mixture, approach, complex_log_normals,
    add_normal_log_densities};

}  // namespace

WideLoops const& loops() { return table; }

}  // namespace squall::inline SQUALL_ISA::sampler_loops
