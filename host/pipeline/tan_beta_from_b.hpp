#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/pipeline/root_finder.hpp"

namespace squall::pipeline {

/// Points whose tan(beta) is not given but follows from a condition on b at the boundary, b(M_mess) = 0 in ggm: an evaluator on top of one
/// that has the parameters tan_beta, sign_mu and root.
///
/// The parameter `root` chooses among the accepted roots, those that are vacua, sign + before sign - and each ascending in tan(beta):
/// k >= 1 is the k-th, a number below 1 a share of them (0 the first). A point that has no such root has the status no_root;
/// where b is defined nowhere for one reason, that reason. Adds the outputs tan_beta, sign_mu (where both signs are looked at) and roots,
/// the number of accepted roots.
class TanBetaFromB final : public Evaluator {
public:
    TanBetaFromB(std::unique_ptr<Evaluator> points, RootSearch const& search, bool both_signs, std::string const& b_residual = "b_mess");

    std::span<Column const> parameters() const override { return points_->parameters(); }
    std::span<Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override;
    std::string backend() const override { return points_->backend(); }
    void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) override;
    void bind(LikelihoodTerms const& terms) override { points_->bind(terms.within(points_->outputs().size())); }
    PointDetails details(std::span<double const> point) override;
    std::vector<Root> roots(std::span<double const> point) override { return finder_.find(point, 1, both_signs_)[0].roots; }

private:
    std::unique_ptr<Evaluator> points_;
    RootFinder finder_;
    bool both_signs_;
    std::size_t tan_beta_, sign_mu_, root_;  ///< parameters
    std::vector<Column> outputs_;
};

}  // namespace squall::pipeline
