#pragma once

namespace squall {

/// One measurement as the kernels see it: a range of accepted predictions and what becomes of the others. All in the observable's unit.
struct LikelihoodTerm {
    enum Edge : int {
        step,           ///< impossible outside
        half_gaussian,  ///< falls like a Gaussian outside
        gaussian,       ///< a measured value, min = max: the same, and normalised where the width follows the prediction
    } edge;
    double min, max;               ///< the range, both ends accepted; infinite where it is open
    double error;                  ///< of the experiment, one standard deviation
    double theory_error;           ///< of the prediction, absolute
    double theory_error_relative;  ///< of the prediction, a share of it
    int observables;               ///< how many predictions the term has; the smallest counts
    int block;                     ///< named sum of log L the term belongs to
};

}  // namespace squall
