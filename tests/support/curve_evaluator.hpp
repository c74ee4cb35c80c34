#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "host/pipeline/point_family.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::test {

/// An evaluator of the ggm family whose b(M_mess) is a given function of tan(beta), sign(mu) and Lambda. Its other output is
/// mh = 10 tan(beta) sign(mu); a status no_ewsb leaves no columns.
class CurveEvaluator final : public pipeline::Evaluator {
public:
    struct Value {
        double b;
        Status status = Status::ok;
    };
    using Function = std::function<Value(double tan_beta, double sign_mu, double Lambda)>;

    explicit CurveEvaluator(Function function) : function_(std::move(function)) {}

    std::span<pipeline::Column const> parameters() const override { return parameters_; }
    std::span<pipeline::Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return 512; }
    std::string backend() const override { return "fake"; }
    void evaluate(std::span<double const> x, std::size_t size, pipeline::Evaluation& result) override {
        result = {size, std::vector<double>(2 * size, std::numeric_limits<double>::quiet_NaN()), std::vector<Status>(size)};
        largest_batch = std::max(largest_batch, size);
        ++batches;
        for (std::size_t i = 0; i < size; ++i) {
            double const tan_beta = x[backends::ggm_tan_beta * size + i], sign_mu = x[backends::ggm_sign_mu * size + i];
            auto const value = function_(tan_beta, sign_mu, x[backends::ggm_Lambda * size + i]);
            result.status[i] = value.status;
            if (value.status == Status::no_ewsb) continue;
            result.values[i] = value.b;
            result.values[size + i] = 10 * tan_beta * sign_mu;
        }
        if (likelihood_.slots() > 0) result.log_likelihood = pipeline::log_likelihood(likelihood_, result);
    }
    void bind(pipeline::LikelihoodTerms const& terms) override { likelihood_ = terms; }
    pipeline::PointDetails details(std::span<double const> x) override {
        pipeline::PointDetails result;
        evaluate(x, 1, result.evaluation);
        return result;
    }

    std::size_t largest_batch = 0, batches = 0;

private:
    Function function_;
    pipeline::LikelihoodTerms likelihood_;
    std::vector<pipeline::Column> parameters_ = pipeline::ggm_points().parameters;
    std::vector<pipeline::Column> outputs_{{"b_mess", "GeV^2", "b"}, {"mh", "GeV", "light Higgs"}};
};

}  // namespace squall::test
