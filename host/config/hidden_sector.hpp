#pragma once
#include <vector>

#include "host/config/document.hpp"

/// What [hidden_sector] says of a conformal hidden sector, from which the exponents of its operators follow.
namespace squall::config {

/// Replaces [hidden_sector] of a config by the parameters R_S and alpha_hat that follow from it: R_S as given, or of the meson of SU(N_c)
/// with N_f flavours, 2 (1 - N_c/N_f); alpha_hat = E - 2 gamma_S with the smallest eigenvalue E of the operators that mix. Throws
/// ConfigError, also where [parameters] has what it gives.
void resolve_hidden_sector(Value& document);

/// Eigenvalues E of 2 gamma_i delta_ij + alpha_ij, gamma_i = 3 R_i/2 - 1, ascending: the exponents (per e-fold of scale) with which
/// combinations of operators quadratic in the fields fall towards the infrared; appendix A of Murayama, Nomura, Poland 2007. One that is
/// zero to rounding, a conserved current, is 0. `where` is the place to name in ConfigErrors: complex or negative eigenvalues.
/// Precondition: as many rows and columns as R charges.
std::vector<double> operator_exponents(std::vector<double> const& R, std::vector<std::vector<double>> const& alpha, Position const& where);

}  // namespace squall::config
