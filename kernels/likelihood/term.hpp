#pragma once

namespace squall {

/// One measurement as the kernels see it: a range of accepted predictions and what becomes of the others. All in the observable's unit.
struct LikelihoodTerm {
    enum Edge : int {
        step,           ///< impossible outside
        half_gaussian,  ///< falls like a Gaussian outside
        gaussian,       ///< a measured value, min = max: the same, and normalised where the width follows the prediction
        two_piece,      ///< the same with a width above the value and another below
        correlated,     ///< a Gaussian given those of its group that stand before it (kernels/likelihood/correlated.hpp)
    } edge;
    double min, max;               ///< the range, both ends accepted; infinite where it is open
    double error;                  ///< of the experiment, one standard deviation
    double theory_error;           ///< of the prediction, absolute
    double theory_error_relative;  ///< of the prediction, a share of it
    int observables;               ///< how many predictions the term has; the smallest counts
    int block;                     ///< named sum of log L the term belongs to

    /// two_piece alone: these of predictions below the value; those above are of predictions above it.
    struct Errors {
        double error = 0, theory_error = 0, theory_error_relative = 0;
    } below = {};

    /// correlated alone.
    struct InGroup {
        int place = 0;             ///< in its group, whose members follow each other; at 0 one begins
        int correlations = 0;      ///< where, among those of all terms, its with the members before it begin: `place` of the experimental
                                   ///< errors, then `place` of the theory errors
        double width_at_value = 1; ///< of the outcome given the members before it, where every member is predicted as measured
    } group = {};

    enum Scale : int {
        linear,       ///< a prediction is compared as it is
        logarithmic,  ///< its natural logarithm is, with which range and errors are given; impossible unless it is positive
        periodic,     ///< an angle or the like: predictions a period apart are the same, and the nearest to the value, min = max, counts
    } scale = linear;
    double period = 0;  ///< periodic alone
};

}  // namespace squall
