#pragma once
#include <string>
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Where an output column comes from: a slot of one of the stages' arrays.
enum class Source { iterate, one_loop, spectrum, third_generation, bsgamma, iterations };

struct OutputColumn {
    Column column;
    Source source;
    int slot;
};

/// Parameters of the family in the order of backends::GgmParameter.
std::vector<Column> ggm_parameters();
/// Everything a point is stored with.
std::vector<OutputColumn> ggm_outputs();

}  // namespace squall::pipeline
