#pragma once
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Points of a family whose parameters are set by their names; laid out as Evaluator::evaluate wants them.
class NamedPoints {
public:
    /// All points begin with `defaults`; what these do not name is 0.
    NamedPoints(std::span<Column const> parameters, std::size_t count, std::map<std::string, double> const& defaults)
        : size(count), values(count * parameters.size(), 0.0) {
        for (auto const& parameter : parameters) places_.emplace(parameter.name, places_.size());
        for (auto const& [name, value] : defaults) set_all(name, value);
    }

    double& at(std::string const& parameter, std::size_t i = 0) { return values[places_.at(parameter) * size + i]; }
    void set_all(std::string const& parameter, double value) {
        for (std::size_t i = 0; i < size; ++i) at(parameter, i) = value;
    }

    std::size_t size;
    std::vector<double> values;  ///< [parameter][point]

private:
    std::unordered_map<std::string, std::size_t> places_;
};

/// Values of the sequestered family that leave a parameter without an effect, and one pair 5 + 5* of messengers.
std::map<std::string, double> const& neutral_sequestered_point();

}  // namespace squall::pipeline
