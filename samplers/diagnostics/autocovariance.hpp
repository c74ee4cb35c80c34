#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace squall::samplers {

/// Many series of one length, each freed of its own mean.
struct CentredSeries {
    std::size_t length = 0, count = 0;
    std::vector<double> deviation;  ///< [step * count + series]
    std::vector<double> mean;       ///< [series]
    std::vector<double> squares;    ///< [series], sum of the squared deviations
};

/// Series of values[step * count + series].
CentredSeries centred(std::vector<double> values, std::size_t count);

/// Sum over series and steps of deviation(step) * deviation(step + lag), for every lag below the length. By Fourier transform, so that
/// chains that never decorrelate cost no more than others: length * log(length) per series.
std::vector<double> summed_autocovariances(CentredSeries const&);

}  // namespace squall::samplers
