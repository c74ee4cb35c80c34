#pragma once
#include <string>
#include <vector>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Where an output column comes from: a slot of one of the stages' arrays.
enum class Source { iterate, one_loop, spectrum, third_generation, insertions, flavour, derived, iterations, inputs };

struct OutputColumn {
    Column column;
    Source source;
    int slot;
};

/// What the bilinears at the boundary are called: their columns differ from family to family.
struct BoundaryColumns {
    Column mu, b;
};
/// Everything a point of any family is stored with.
std::vector<OutputColumn> mssm_outputs(BoundaryColumns const&);

}  // namespace squall::pipeline
