#pragma once
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"

/// Complex numbers and 3x3 matrices of coefficients in [parameters], under one name each: c_Q = { prior = "gaussian", sigma = 1 }.
namespace squall::config {

/// One entry of a complex number or of a matrix.
struct CoefficientEntry {
    std::string name;         ///< A_Hu, A_Q_12, c_Q_11
    int row = 0, column = 0;  ///< from 0
    bool real = false;        ///< on the diagonal of a hermitian matrix

    /// The parameters that hold it: name_re and name_im, or name where it is real.
    std::vector<std::string> parameters() const;
};

/// The entries that parameters hold, in their order: of a hermitian matrix the diagonal, then what is above it. Precondition: no members.
std::vector<CoefficientEntry> entries_of(CoefficientName const&);

/// Replaces in a config what [parameters] gives under the names of coefficients by what it gives to their entries: numbers, priors, and
/// joint priors of real and imaginary parts. What the command line gives goes before what a file gives; ConfigError where both are of one
/// place, for what is not a number or matrix, or not hermitian.
void expand_coefficients(ModelFamily const&, Value& document);

}  // namespace squall::config
