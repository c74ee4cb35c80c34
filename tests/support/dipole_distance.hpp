#pragma once
#include <algorithm>
#include <initializer_list>

#include "kernels/flavour/dipole.hpp"

namespace squall::test {

/// Largest modulus of the four coefficients.
inline double largest(flavour::Dipole<double> const& d) {
    return std::max({modulus(d.c7), modulus(d.c8), modulus(d.c7_prime), modulus(d.c8_prime)});
}

/// Largest modulus of the differences of the four coefficients.
inline double distance(flavour::Dipole<double> const& a, flavour::Dipole<double> const& b) {
    return largest({a.c7 - b.c7, a.c8 - b.c8, a.c7_prime - b.c7_prime, a.c8_prime - b.c8_prime});
}

}  // namespace squall::test
