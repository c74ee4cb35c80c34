#include "host/pipeline/run_parameters.hpp"

#include <algorithm>
#include <cmath>

namespace squall::pipeline {

bool RunParameters::to_row(std::span<double const> values, std::span<double> row) const {
    std::ranges::copy(fixed, row.begin());
    for (std::size_t v = 0; v < places.size(); ++v) row[places[v]] = values[v];
    return derive(row);
}

bool RunParameters::derive(std::span<double> row) const {
    for (auto const& [place, value] : derived) {
        row[place] = value(row);
        if (std::isnan(row[place])) return false;
    }
    return true;
}

}  // namespace squall::pipeline
