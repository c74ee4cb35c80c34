#pragma once
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"
#include "samplers/priors.hpp"

/// Priors of one parameter as configs write them: { prior = "log", min = 1e5, max = 1e6 }.
namespace squall::config {

/// Reads the table of a parameter. Throws ConfigError.
samplers::Prior read_prior(ParameterInfo const&, Value const& table);

/// The names that `prior` takes, in the order of samplers::Prior::Kind.
std::vector<std::string> const& prior_names();

/// Canonical lines "key.prior = ..." of one.
std::vector<std::string> canonical_lines(samplers::Prior const&, std::string const& key);

/// All of them with their keys, for `squall models`: "{ prior = \"flat\", min, max }", "uniform".
struct PriorForm {
    std::string form, meaning;
};
std::vector<PriorForm> prior_forms();

}  // namespace squall::config
