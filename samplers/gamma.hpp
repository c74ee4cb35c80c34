#pragma once
#include "samplers/random.hpp"

/// The gamma function and gamma-distributed numbers, of the project's own logarithm: the same bits on every machine.
namespace squall::samplers {

/// ln Gamma(x) for x > 0, error about 1e-14 max(1, |ln Gamma|). Stirling's series, Abramowitz & Stegun 6.1.41, after the recurrence 6.1.15.
double log_gamma(double x);

/// Second derivative of ln Gamma for x > 0, relative error about 1e-14: the variance of ln G for G ~ Gamma(x).
/// Abramowitz & Stegun 6.4.12 after the recurrence 6.4.6.
double trigamma(double x);

/// ln G of a G ~ Gamma(shape), scale 1; shape > 0. A variable number of draws. Marsaglia, Tsang, ACM Trans. Math. Softw. 26 (2000) 363;
/// below shape 1 by G(shape) = G(shape + 1) U^(1/shape), their sec. 6, in logarithms, where small shapes do not underflow.
double draw_log_gamma(Draws&, double shape);

}  // namespace squall::samplers
