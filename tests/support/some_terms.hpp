#pragma once
#include <array>
#include <limits>

#include "host/pipeline/likelihood_terms.hpp"

namespace squall::test {

/// Terms of every kind in three blocks on the outputs {mass, mass, mass, branching ratio}; of the second and third the smaller counts.
inline pipeline::LikelihoodTerms some_terms(std::array<int, 4> const& outputs) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    auto const [first, second, third, ratio] = outputs;
    return {{{LikelihoodTerm::gaussian, 3.5e-4, 3.5e-4, 0.2e-4, 1e-5, 0.05, 1, 0},
             {LikelihoodTerm::half_gaussian, -infinity, 5e3, 1e3, 0, 0.1, 1, 0},
             {LikelihoodTerm::half_gaussian, 1e3, infinity, 300, 0, 0, 2, 1},
             {LikelihoodTerm::step, 200, 1e6, 0, 0, 0, 1, 2},
             {LikelihoodTerm::gaussian, 2e3, 2e3, 500, 0, 0, 2, 2}},
            {ratio, first, second, third, first, third, second},
            3};
}

}  // namespace squall::test
