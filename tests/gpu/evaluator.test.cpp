/// Whole points on the device against the scalar oracle.
#include <algorithm>
#include <cmath>

#include "host/pipeline/settings.hpp"
#include "tests/gpu/device.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;
using pipeline::Numerics;

class CudaEvaluator : public OnDevice {
protected:
    static std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend, Numerics const& numerics) {
        return pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), numerics, {backend, 0});
    }
    static Evaluation evaluate(std::string const& backend, GgmBatch const& batch, Numerics const& numerics) {
        Evaluation result;
        evaluator(backend, numerics)->evaluate(batch.values, batch.size, result);
        return result;
    }
};

/// The largest difference of a value between two evaluations, relative, over the points whose statuses agree; NaN against a number is
/// infinite.
double largest_difference(Evaluation const& a, Evaluation const& b) {
    double worst = 0;
    std::size_t const columns = a.values.size() / a.size;
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t i = 0; i < a.size; ++i) {
            double const x = a.column(c)[i], y = b.column(c)[i];
            if (a.status[i] != b.status[i] || x == y || (std::isnan(x) && std::isnan(y))) continue;
            double const difference = std::abs(x - y) / std::max(std::abs(x), std::abs(y));
            worst = std::max(worst, std::isnan(difference) ? HUGE_VAL : difference);
        }
    return worst;
}

std::size_t different_statuses(Evaluation const& a, Evaluation const& b) {
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size; ++i) different += a.status[i] != b.status[i];
    return different;
}

// Nothing converges in three passes to zero change: the number of passes is fixed, masses of a thousand points are compared.
TEST_F(CudaEvaluator, AgreesWithTheOracleAtAFixedNumberOfPasses) {
    Numerics const numerics{.error_target = 1e-3, .convergence = 0.0, .max_iterations = 3};
    auto const batch = random_ggm_points(2000, 11);
    auto const device = evaluate("cuda", batch, numerics), oracle = evaluate("scalar", batch, numerics);
    EXPECT_EQ(different_statuses(device, oracle), 0u);
    EXPECT_GT(std::count(oracle.status.begin(), oracle.status.end(), Status::not_converged), 500);
    EXPECT_LE(largest_difference(device, oracle), 1e-11);
}

// The design's bounds for a free number of passes: ten times the convergence tolerance, statuses of fewer than 1e-5 of the points.
TEST_F(CudaEvaluator, AgreesWithTheHostWhenPointsConverge) {
    Numerics const numerics{.error_target = 1e-5};
    auto const batch = random_ggm_points(100000, 12);
    auto const device = evaluate("cuda", batch, numerics), host = evaluate("cpu", batch, numerics);  // the host's sets agree bitwise
    EXPECT_LT(different_statuses(device, host), 2u);
    EXPECT_GT(std::count(host.status.begin(), host.status.end(), Status::ok), 10000);
    EXPECT_LE(largest_difference(device, host), 10 * numerics.convergence);
}

TEST_F(CudaEvaluator, GivesAPointTheSameBitsAloneAndInABatch) {
    Numerics const numerics{.error_target = 1e-3};
    auto const batch = random_ggm_points(150000, 13);  // several chunks a stream
    auto device = evaluator("cuda", numerics);
    Evaluation together;
    device->evaluate(batch.values, batch.size, together);
    for (std::size_t i = 0; i < batch.size; i += 7919) {
        auto const point = batch.alone(i);
        auto const details = device->details(point.values);
        EXPECT_EQ(details.evaluation.status[0], together.status[i]);
        for (std::size_t c = 0; c < device->outputs().size(); ++c) {
            double const x = details.evaluation.column(c)[0], y = together.column(c)[i];
            EXPECT_TRUE(x == y || (std::isnan(x) && std::isnan(y))) << device->outputs()[c].name << " of point " << i;
        }
    }
}

TEST_F(CudaEvaluator, GivesTheSameBitsTwice) {
    Numerics const numerics{.error_target = 1e-3};
    auto const batch = random_ggm_points(20000, 14);
    expect_same_bits(evaluate("cuda", batch, numerics), evaluate("cuda", batch, numerics));
}

}  // namespace
}  // namespace squall::test
