#pragma once
#include <span>
#include <vector>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::pipeline {

/// What the condition on b at the boundary comes to at one point.
struct RootsOfPoint {
    std::vector<Root> roots;  ///< sign + before sign -, each ascending in tan(beta)
    /// Of the point where there are none: the one status of all tan(beta) if none of them has a b, else no_root.
    Status failure = Status::no_root;
    friend bool operator==(RootsOfPoint const&, RootsOfPoint const&) = default;
};

/// Finds all roots of b(tan(beta), sign(mu)) = 0 at the boundary (b(M_mess) in ggm) of many points at once.
///
/// The grid of tan(beta) is the batch. After it, rounds of small batches refine all curves b(tan(beta)) together wherever
///  - b changes sign: until the root is enclosed within the tolerance;
///  - b ceases to be defined (no electroweak breaking, a Landau pole): until the edge of the domain is known to 1e-3;
///  - |b| has a dip that might reach zero: until it has crossed zero or cannot any more, so that pairs of roots inside a grid step are
///  seen.
/// What a curve asks for follows from its own values alone: neither neighbours nor threads change a bit of its roots.
///
/// The function is b itself: a root of b/mu or b/mu^2 is the same, but those have a pole at the edge of the domain, where mu = 0.
class RootFinder {
public:
    /// `points` has the parameters tan_beta and sign_mu and the output `b_residual`, which is to vanish; it outlives the finder.
    RootFinder(Evaluator& points, RootSearch const& search, std::string const& b_residual = "b_mess");

    /// Roots of `size` points, laid out as Evaluator::evaluate wants them; tan_beta is ignored, sign_mu too where both signs are
    /// looked at.
    std::vector<RootsOfPoint> find(std::span<double const> parameters, std::size_t size, bool both_signs);

    /// Nodes of the grid in tan(beta).
    std::size_t grid_size() const { return grid_.size(); }
    /// Evaluations so far.
    std::size_t evaluations() const { return evaluations_; }

private:
    struct Curve;
    static Status shared_failure(std::span<Curve const> curves);
    void evaluate_wanted(std::span<double const> parameters, std::size_t size, std::vector<Curve>& curves);

    Evaluator& points_;
    RootSearch search_;
    std::vector<double> grid_;
    std::size_t b_column_, tan_beta_, sign_mu_;  ///< an output, and parameters
    std::size_t evaluations_ = 0;
};

}  // namespace squall::pipeline
