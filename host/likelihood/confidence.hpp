#pragma once

/// Limits at a confidence level as Gaussian measurements.
namespace squall::likelihood {

/// Share of a normal distribution of unit width above z. Of IEEE operations alone, so that limits are the same on every machine; good to
/// 3e-13 of itself for z < 30.
double upper_tail(double z);

/// Width sigma of the Gaussian measurement `central` of a quantity that is never negative, whose upper limit at a confidence level is
/// `limit`: tail((limit - central)/sigma) = (1 - confidence) tail(-central/sigma).
///
/// That is the limit by CLs (A. L. Read, J. Phys. G 28 (2002) 2693) and the Bayesian one with a flat prior from zero up. Without an excess,
/// central = 0, it is limit/z with z = 1.645 at 90 %, 1.960 at 95 %; far above zero limit - central = z sigma with z = 1.282, 1.645.
/// Precondition: limit > max(central, 0), 0.5 <= confidence < 1.
double width_of_upper_limit(double limit, double confidence, double central);

/// The same of a lower limit, where nothing bounds the quantity above: limit = central - z sigma, tail(z) = 1 - confidence.
/// Precondition: limit < central, 0.5 < confidence < 1.
double width_of_lower_limit(double limit, double confidence, double central);

}  // namespace squall::likelihood
