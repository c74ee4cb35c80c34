#pragma once
#include <array>
#include <limits>
#include <vector>

#include "host/pipeline/likelihood_terms.hpp"

namespace squall::test {

/// Terms of every kind in three blocks on the outputs {mass, mass, mass, branching ratio}; of some the smaller of two counts, some are
/// logarithmic or periodic. In the last block a group of three and two of two stand around other terms.
inline pipeline::LikelihoodTerms some_terms(std::array<int, 4> const& outputs) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    auto const [first, second, third, ratio] = outputs;
    pipeline::LikelihoodTerms result{{{LikelihoodTerm::gaussian, 3.5e-4, 3.5e-4, 0.2e-4, 1e-5, 0.05, 1, 0},
                                      {LikelihoodTerm::half_gaussian, -infinity, 5e3, 1e3, 0, 0.1, 1, 0},
                                      {LikelihoodTerm::half_gaussian, 1e3, infinity, 300, 0, 0, 2, 1},
                                      {LikelihoodTerm::two_piece, 1.5e3, 1.5e3, 400, 50, 0.1, 1, 1, {700, 20, 0.05}},
                                      {LikelihoodTerm::step, 200, 1e6, 0, 0, 0, 1, 2}},
                                     {ratio, first, second, third, second, first},
                                     3};
    auto const mass = [](double value, double error, double theory, double relative, int observables = 1) {
        return LikelihoodTerm{LikelihoodTerm::correlated, value, value, error, theory, relative, observables, 2};
    };
    result.add_correlated({mass(1.2e3, 300, 10, 0.1), mass(2e3, 500, 0, 0, 2), mass(3.4e-4, 0.3e-4, 0, 0.2)},
                          std::vector<double>{1, 0.5, -0.2, 0.5, 1, 0.1, -0.2, 0.1, 1},
                          std::vector<double>{1, 0.0, 1.0, 0.0, 1, 0.0, 1.0, 0.0, 1});
    auto const on = [](LikelihoodTerm::Scale scale, LikelihoodTerm term, double period = 0) {
        term.scale = scale, term.period = period;
        return term;
    };
    result.terms.push_back(on(LikelihoodTerm::logarithmic, {LikelihoodTerm::gaussian, 7, 7, 0.5, 0.1, 0, 2, 2}));
    result.add_correlated({on(LikelihoodTerm::logarithmic, mass(7.2, 0.7, 0.1, 0)), on(LikelihoodTerm::periodic, mass(30, 20, 0, 0), 150)},
                          std::vector<double>{1, 0.3, 0.3, 1.0}, std::vector<double>{1, 0.0, 0.0, 1.0});
    result.terms.push_back(on(LikelihoodTerm::periodic, {LikelihoodTerm::two_piece, 40, 40, 20, 0, 0, 1, 2, {30, 0, 0}}, 170));
    result.terms.push_back({LikelihoodTerm::gaussian, 2e3, 2e3, 500, 0, 0, 2, 2});
    result.add_correlated({mass(1e3, 500, 0, 0), mass(2e3, 700, 100, 0.3)}, std::vector<double>{1, -0.9, -0.9, 1.0},
                          std::vector<double>{1, 0.0, 0.0, 1.0});
    for (int const column : {/* group */ first, second, third, ratio, /* alone */ third, first, /* group */ second, third,
                             /* alone */ first, /* alone */ third, second, /* group */ third, first})
        result.observables.push_back(column);
    return result;
}

}  // namespace squall::test
