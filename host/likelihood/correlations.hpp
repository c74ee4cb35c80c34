#pragma once
#include <vector>

#include "host/config/document.hpp"
#include "host/likelihood/measurement.hpp"

namespace squall::likelihood {

/// Understands the [[correlated]] tables of a file of measurements, whose entries are named there. Entries take their experimental errors
/// from a table that has a covariance. Throws ConfigError.
std::vector<Correlated> read_correlated(config::Value const& tables, std::vector<Measurement>& entries);

}  // namespace squall::likelihood
