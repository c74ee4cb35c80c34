#pragma once
#include <array>
#include <optional>
#include <string>

#include "host/config/document.hpp"
#include "kernels/textures/settings.hpp"

namespace squall::config {

/// Charges of superfields under a flavour symmetry, and the powers of lambda that follow: the sum of an operator's charges.
struct Charges {
    using Family = std::array<double, 3>;
    std::optional<Family> Q, U, D, L, E, N, S;  ///< of Q, U^c, D^c, L, E^c, N^c and the singlets of a double see-saw
    double Hu = 0, Hd = 0;
    bool absolute = false;  ///< the spurion has both charges: |sum|; otherwise a negative sum is a texture zero
    int modulus = 0;        ///< of a Z_n, which sums are known up to: the least that is not negative; 0: U(1)
    Position where;

    bool has_leptons() const { return L && E; }
    /// Throws ConfigError where a charge is missing.
    void set_exponents(texture::Matrix, texture::Neutrinos, double (&exponent)[3][3]) const;

private:
    double exponent(double sum) const;
    Family const& need(std::optional<Family> const&, char const* field) const;
};

/// Reads [charges]: Q, U, D, L, E, N, S, or of multiplets ten, five_bar (SU(5)); F, f_bar, l_c (flipped SU(5)). Throws ConfigError.
Charges read_charges(Value const&);

}  // namespace squall::config
