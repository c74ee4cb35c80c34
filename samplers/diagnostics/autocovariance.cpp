#include "samplers/diagnostics/autocovariance.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "kernels/core/constants.hpp"

namespace squall::samplers {
namespace {

constexpr std::size_t lanes = 4;  // complex series transformed side by side: vectors for the compiler

struct Complex {
    double re[lanes], im[lanes];
};

/// The discrete Fourier transform of a length that is a power of two, in place; frequencies come out in bit-reversed order.
class Fourier {
public:
    explicit Fourier(std::size_t length) : length_(length), cosine_(length / 2), sine_(length / 2) {
        for (std::size_t k = 0; k < length / 2; ++k) {
            double const angle = 2 * pi * static_cast<double>(k) / static_cast<double>(length);
            cosine_[k] = std::cos(angle);
            sine_[k] = std::sin(angle);
        }
    }

    /// Decimation in frequency: the first and the second half, then each half alone (Gentleman and Sande 1966).
    void transform(std::vector<Complex>& x) const {
        for (std::size_t half = length_ / 2; half > 0; half /= 2)
            for (std::size_t start = 0; start < length_; start += 2 * half)
                for (std::size_t j = 0; j < half; ++j) butterfly(x[start + j], x[start + j + half], j * (length_ / 2 / half));
    }

    std::size_t bit_reversed(std::size_t k) const {
        std::size_t result = 0;
        for (std::size_t bit = 1; bit < length_; bit *= 2, k /= 2) result = 2 * result + k % 2;
        return result;
    }

private:
    void butterfly(Complex& upper, Complex& lower, std::size_t twiddle) const {
        double const c = cosine_[twiddle], s = sine_[twiddle];
        Complex const a = upper, b = lower;
        for (std::size_t l = 0; l < lanes; ++l) {
            double const re = a.re[l] - b.re[l], im = a.im[l] - b.im[l];
            upper.re[l] = a.re[l] + b.re[l];
            upper.im[l] = a.im[l] + b.im[l];
            lower.re[l] = re * c + im * s;
            lower.im[l] = im * c - re * s;
        }
    }

    std::size_t length_;
    std::vector<double> cosine_, sine_;
};

}  // namespace

CentredSeries centred(std::vector<double> values, std::size_t count) {
    std::size_t const length = values.size() / count;
    CentredSeries result{length, count, std::move(values), std::vector<double>(count), std::vector<double>(count)};
    auto const row = [&](std::size_t t) { return result.deviation.data() + t * count; };
    for (std::size_t t = 1; t < length; ++t)  // from the first value, so that a series that stands still deviates by nothing at all
        for (std::size_t s = 0; s < count; ++s) result.mean[s] += row(t)[s] - row(0)[s];
    for (std::size_t s = 0; s < count; ++s) result.mean[s] = row(0)[s] + result.mean[s] / static_cast<double>(length);
    for (std::size_t t = 0; t < length; ++t) {
        for (std::size_t s = 0; s < count; ++s) {
            row(t)[s] -= result.mean[s];
            result.squares[s] += row(t)[s] * row(t)[s];
        }
    }
    return result;
}

std::vector<double> summed_autocovariances(CentredSeries const& series) {
    std::size_t const length = std::bit_ceil(2 * series.length);  // zeros behind each series keep its end from meeting its start
    Fourier const fourier(length);
    std::vector<Complex> work(length);
    std::vector<double> power(length);
    // Two real series make one complex: the autocovariance of x + i y has the sum of both as its real part.
    for (std::size_t first = 0; first < series.count; first += 2 * lanes) {
        std::fill(work.begin(), work.end(), Complex{});
        std::size_t const real = std::min(lanes, series.count - first);
        std::size_t const imaginary = std::min(lanes, series.count - first - real);
        for (std::size_t t = 0; t < series.length; ++t) {
            double const* x = series.deviation.data() + t * series.count + first;
            std::copy_n(x, real, work[t].re);
            std::copy_n(x + real, imaginary, work[t].im);
        }
        fourier.transform(work);
        for (std::size_t k = 0; k < length; ++k)
            for (std::size_t l = 0; l < lanes; ++l) power[k] += work[k].re[l] * work[k].re[l] + work[k].im[l] * work[k].im[l];
    }
    // Wiener-Khinchin: back from the power. It is real, and only the real part is asked for, so that forward is as good as inverse.
    std::fill(work.begin(), work.end(), Complex{});
    for (std::size_t k = 0; k < length; ++k) work[fourier.bit_reversed(k)].re[0] = power[k] / static_cast<double>(length);
    fourier.transform(work);
    std::vector<double> result(series.length);
    for (std::size_t lag = 0; lag < series.length; ++lag) result[lag] = work[fourier.bit_reversed(lag)].re[0];
    return result;
}

}  // namespace squall::samplers
