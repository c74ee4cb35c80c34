#pragma once
#include <string>
#include <vector>

#include "host/wilson/coefficients.hpp"

namespace squall::wilson {

/// A coefficient by its name in the basis "flavio" of the effective theory "WET" of WCxf (https://wcxf.github.io).
struct WcxfValue {
    std::string name;
    Complex<double> value;
};

/// All that Squall knows, zeros included, always in the same order. There, H = -sum C_i O_i with sigma = i [gamma, gamma]/2.
std::vector<WcxfValue> wcxf_values(Coefficients const&);

}  // namespace squall::wilson
