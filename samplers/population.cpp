#include "samplers/population.hpp"

#include <algorithm>

namespace squall::samplers {

Population::Population(std::size_t count, Density const& density) : Population(count, density.dimensions(), density.payload_width()) {}

Population::Population(std::size_t count, std::size_t d, std::size_t width)
    : size(count),
      dimensions(d),
      payload_width(width),
      positions(count * d),
      log_prior(count, impossible),
      log_likelihood(count, impossible),
      payload(count * width) {}

void Population::take(std::size_t i, Population const& other, std::size_t j) {
    std::copy_n(other.positions.begin() + j * dimensions, dimensions, positions.begin() + i * dimensions);
    std::copy_n(other.payload.begin() + j * payload_width, payload_width, payload.begin() + i * payload_width);
    log_prior[i] = other.log_prior[j];
    log_likelihood[i] = other.log_likelihood[j];
}

Population Population::rows(std::span<std::uint32_t const> which) const {
    Population result(which.size(), dimensions, payload_width);
    for (std::size_t i = 0; i < which.size(); ++i) result.take(i, *this, which[i]);
    return result;
}

}  // namespace squall::samplers
