#pragma once
#include "host/slha/write_spectrum.hpp"

/// Blocks of the Flavour Les Houches Accord (arXiv:1008.0762).
namespace squall::slha {

/// FWCOEF and IMFWCOEF at mu_W: C7, C8, C10 of b -> s and their primed partners. M = 0: Standard Model, 1: new physics, 2: both; order 00:
/// leading, 99: all that is known. Normalised as kernels/flavour/dipole.hpp and muon_pair_operators.hpp.
void add_wilson_coefficients(Document&, EvaluatedPoint const&);

/// FOBS and FDIPOLE: what of the point's outputs the accord has a type for.
void add_flavour_observables(Document&, EvaluatedPoint const&);

}  // namespace squall::slha
