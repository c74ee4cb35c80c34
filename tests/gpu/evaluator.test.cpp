/// Whole points on the device against the scalar oracle.
#include <algorithm>
#include <cmath>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/cuda_mapping.hpp"
#include "host/pipeline/largest_difference.hpp"
#include "host/pipeline/settings.hpp"
#include "tests/gpu/device.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/some_terms.hpp"

namespace squall::test {
namespace {

using pipeline::different_statuses, pipeline::Evaluation, pipeline::largest_difference;
using pipeline::Numerics;

class CudaEvaluator : public OnDevice {
protected:
    static std::unique_ptr<pipeline::Evaluator> evaluator(std::string const& backend, Numerics const& numerics,
                                                          pipeline::CudaMapping const& mapping = {}) {
        return pipeline::make_ggm_evaluator({1e15, true}, hamidian_inputs(), numerics, {backend, 0, mapping});
    }
    static Evaluation evaluate(std::string const& backend, GgmBatch const& batch, Numerics const& numerics,
                               pipeline::CudaMapping const& mapping = {}) {
        Evaluation result;
        evaluator(backend, numerics, mapping)->evaluate(batch.values, batch.size, result);
        return result;
    }
};

// Nothing converges in three passes to zero change: the number of passes is fixed, masses of a thousand points are compared.
TEST_F(CudaEvaluator, AgreesWithTheOracleAtAFixedNumberOfPasses) {
    Numerics const numerics{.error_target = 1e-3, .convergence = 0.0, .max_iterations = 3};
    auto const batch = random_ggm_points(2000, 11);
    auto const oracle = evaluate("scalar", batch, numerics);
    EXPECT_GT(std::count(oracle.status.begin(), oracle.status.end(), Status::not_converged), 500);
    for (auto const& mapping : pipeline::cuda_mappings()) {
        auto const device = evaluate("cuda", batch, numerics, mapping);
        EXPECT_EQ(different_statuses(device, oracle), 0u) << mapping.lanes << " " << mapping.threads_per_block;
        EXPECT_LE(largest_difference(device, oracle), 1e-11) << mapping.lanes << " " << mapping.threads_per_block;
    }
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

// log L on the device is that of the results which come back, bit for bit.
TEST_F(CudaEvaluator, HasLogLikelihoodWhereThePointsAre) {
    auto const device = evaluator("cuda", {.error_target = 1e-3});
    auto const at = [&](char const* name) { return static_cast<int>(pipeline::column_named(device->outputs(), name)); };
    auto const terms = some_terms({at("m_gluino"), at("m_stop_1"), at("m_sbottom_1"), at("bsgamma_br")});
    device->bind(terms);
    auto const batch = random_ggm_points(20000, 15);
    Evaluation result;
    device->evaluate(batch.values, batch.size, result);
    expect_same_bits(result.log_likelihood, pipeline::log_likelihood(terms, result));
}

// A lane that did not wait for another would now and then give another number.
TEST_F(CudaEvaluator, GivesTheSameBitsInEveryMappingAndEveryTime) {
    Numerics const numerics{.error_target = 1e-3};
    auto const batch = random_ggm_points(20000, 14);
    auto const first = evaluate("cuda", batch, numerics);
    for (auto const& mapping : pipeline::cuda_mappings()) expect_same_bits(evaluate("cuda", batch, numerics, mapping), first);
}

}  // namespace
}  // namespace squall::test
