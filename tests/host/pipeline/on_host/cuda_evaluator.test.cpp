/// The evaluator of a GPU on a device that is the host (host_as_device.cpp): all but the kernels' machine code.
#include "host/pipeline/cuda_evaluator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/cpu_evaluator.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/own_inputs.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/sequestered_points.hpp"
#include "tests/support/some_terms.hpp"
#include "tests/support/textured_inputs.hpp"

namespace squall::test {
namespace {

using pipeline::Evaluation;
using pipeline::GgmCudaEvaluator;
using pipeline::Numerics;

Evaluation on_device(GgmBatch const& batch, Numerics const& numerics, pipeline::CudaMapping const& mapping = {}) {
    GgmCudaEvaluator evaluator({1e15, true}, hamidian_inputs(), numerics, mapping);
    Evaluation result;
    evaluator.evaluate(batch.values, batch.size, result);
    return result;
}

Evaluation on_host(GgmBatch const& batch, Numerics const& numerics) {
    pipeline::GgmEvaluator evaluator({1e15, true}, hamidian_inputs(), numerics, *backends::find_stages("scalar"), 0);
    Evaluation result;
    evaluator.evaluate(batch.values, batch.size, result);
    return result;
}

// A few points, one chunk a stream, several chunks a stream.
TEST(GgmCudaEvaluator, GivesTheSameBitsAsTheHostsEvaluator) {
    for (std::size_t const size : {1u, 3u, 300u, 1300u}) {
        auto const batch = random_ggm_points(size, 17 + size);
        expect_same_bits(on_device(batch, {.error_target = 1e-3}), on_host(batch, {.error_target = 1e-3}));
    }
}

// Whichever lanes run the legs; failing points among them, which may not change what others do.
TEST(GgmCudaEvaluator, GivesTheSameBitsInAllMappings) {
    auto const batch = random_ggm_points(12, 31);
    Numerics const numerics{.error_target = 1e-2};
    auto const expected = on_host(batch, numerics);
    EXPECT_GT(std::count(expected.status.begin(), expected.status.end(), Status::ok), 0);
    EXPECT_LT(std::count(expected.status.begin(), expected.status.end(), Status::ok), 12);
    for (auto const* lanes : {"rows", "elements"}) expect_same_bits(on_device(batch, numerics, {lanes, 64}), expected);
}

TEST(GgmCudaEvaluator, RefusesMappingsThereAreNot) {
    auto const make = [](pipeline::CudaMapping const& mapping) { GgmCudaEvaluator({1e15, true}, hamidian_inputs(), {}, mapping); };
    EXPECT_THROW(make({"columns", 64}), pipeline::BackendUnavailable);
    EXPECT_THROW(make({"rows", 100}), pipeline::BackendUnavailable);
    EXPECT_THROW(make({"rows", 256}), pipeline::BackendUnavailable);
}

/// Likelihood on four of the outputs.
pipeline::LikelihoodTerms terms_of(pipeline::Evaluator const& e) {
    auto const at = [&](char const* name) { return static_cast<int>(pipeline::column_named(e.outputs(), name)); };
    return some_terms({at("m_gluino"), at("m_stop_1"), at("m_sbottom_1"), at("bsgamma_br")});
}

// Also one told of a likelihood when it has memory already, and one that shall forget it.
TEST(GgmCudaEvaluator, GivesTheSameBitsOfLogLikelihood) {
    Numerics const numerics{.error_target = 1e-3};
    GgmCudaEvaluator device({1e15, true}, hamidian_inputs(), numerics);
    pipeline::GgmEvaluator host({1e15, true}, hamidian_inputs(), numerics, *backends::find_stages("scalar"), 0);
    for (auto const& terms : {pipeline::LikelihoodTerms{}, terms_of(host), pipeline::LikelihoodTerms{}})
        for (std::size_t const size : {1u, 1300u}) {
            auto const batch = random_ggm_points(size, 17 + size);
            Evaluation a, b;
            device.bind(terms), host.bind(terms);
            device.evaluate(batch.values, size, a), host.evaluate(batch.values, size, b);
            EXPECT_EQ(a.log_likelihood.size(), terms.slots() * size);
            expect_same_bits(a, b);
        }
}

// Enough steps that cheap passes come first.
TEST(GgmCudaEvaluator, GivesTheSameBitsAsTheHostsEvaluatorAfterCoarsePasses) {
    Numerics const numerics{.error_target = 1e-5};
    ASSERT_TRUE(pipeline::ggm_plan({1e15, true}, hamidian_inputs(), numerics).starts_coarse);
    auto const batch = random_ggm_points(200, 4);
    expect_same_bits(on_device(batch, numerics), on_host(batch, numerics));
}

// Points that run out of passes have masses but no observables, whatever the backend.
TEST(GgmCudaEvaluator, GivesTheSameBitsWhereNothingConverges) {
    auto const batch = random_ggm_points(300, 5);
    Numerics const numerics{.error_target = 1e-3, .convergence = 0.0, .max_iterations = 3};
    auto const result = on_device(batch, numerics);
    expect_same_bits(result, on_host(batch, numerics));
    EXPECT_EQ(std::count(result.status.begin(), result.status.end(), Status::ok), 0);
    EXPECT_GT(std::count(result.status.begin(), result.status.end(), Status::not_converged), 50);
}

TEST(GgmCudaEvaluator, GivesTheDetailsOfAPoint) {
    auto const batch = random_ggm_points(40, 6);
    Numerics const numerics{.error_target = 1e-3};
    GgmCudaEvaluator device({1e15, true}, hamidian_inputs(), numerics);
    pipeline::GgmEvaluator host({1e15, true}, hamidian_inputs(), numerics, *backends::find_stages("scalar"), 1);
    Evaluation ignored;
    device.evaluate(batch.values, batch.size, ignored);  // leaves other points in the memory
    for (std::size_t i = 0; i < batch.size; ++i) {
        auto const point = batch.alone(i);
        auto const a = device.details(point.values), b = host.details(point.values);
        expect_same_bits(a.evaluation, b.evaluation);
        EXPECT_EQ(std::memcmp(&a.low_scale, &b.low_scale, sizeof a.low_scale), 0) << i;
        EXPECT_EQ(std::memcmp(&a.spectrum, &b.spectrum, sizeof a.spectrum), 0) << i;
    }
}

// Another family, with a stage of derived quantities and no teams: whatever the mapping says, a thread per point.
TEST(SequesteredOnADevice, GivesTheSameBitsAsTheHostsEvaluator) {
    pipeline::SequesteredSetup setup;
    setup.gravity = setup.anomaly = true;
    setup.highest_scale = 1e12;
    Numerics const numerics{.error_target = 1e-2};
    SequesteredBatch batch(40);
    batch.set_all("M_mess", 1e12);
    batch.set_all("m_gravitino", 1e3);
    for (std::size_t i = 0; i < batch.size; ++i) {
        batch.at("Lambda", i) = 1e5 + 1e4 * static_cast<double>(i);
        batch.at("m_X", i) = 1e8 * std::pow(1.3, static_cast<double>(i));
        batch.at("R51", i) = 1e-5;
        batch.at("c_E_12_im", i) = 0.7;
        batch.at("A_Hu_re", i) = 0.5;
        batch.at("alpha_hat", i) = 2 - 0.1 * static_cast<double>(i);  // the last have no such hidden sector
    }
    pipeline::CudaEvaluator device(pipeline::sequestered_points(), pipeline::sequestered_plan(setup, sequestered_inputs(), numerics),
                                   {"rows", 64});
    pipeline::CpuEvaluator host(pipeline::sequestered_points(), pipeline::sequestered_plan(setup, sequestered_inputs(), numerics),
                                *backends::find_stages("scalar"), 1);
    EXPECT_EQ(device.backend(), "cuda");
    Evaluation a, b;
    device.evaluate(batch.values, batch.size, a);
    host.evaluate(batch.values, batch.size, b);
    expect_same_bits(a, b);
    EXPECT_GT(std::ranges::count(a.status, Status::inconsistent_hidden_sector), 3);
    EXPECT_LT(std::ranges::count(a.status, Status::inconsistent_hidden_sector), 30);
}

// Points with Standard Model inputs of their own, in all mappings and chunks, and their details.
TEST(GgmCudaEvaluator, GivesTheSameBitsToPointsWithTheirOwnInputs) {
    Numerics const numerics{.error_target = 1e-2};
    auto const plan = [&] {
        auto result = pipeline::ggm_plan({1e15, true}, hamidian_inputs(), numerics);
        result.sample(own_inputs(hamidian_inputs()), pipeline::QuarkBasis::down);
        return result;
    };
    pipeline::CpuEvaluator host(pipeline::ggm_points(), plan(), *backends::find_stages("scalar"), 0);
    for (auto const& [lanes, size] : {std::pair{"thread", 1300u}, {"thread", 1u}, {"rows", 3u}, {"elements", 3u}}) {
        auto const batch = random_ggm_points(size, 31 + size);
        auto const values = with_inputs(batch.values, size, hamidian_inputs(), 0.02);
        pipeline::CudaEvaluator device(pipeline::ggm_points(), plan(), {lanes, 64});
        EXPECT_EQ(device.parameters().size(), backends::ggm_parameter_count + 8u);
        Evaluation a, b;
        device.evaluate(values, size, a);
        host.evaluate(values, size, b);
        expect_same_bits(a, b);
        std::vector<double> last;
        for (std::size_t p = 0; p < values.size() / size; ++p) last.push_back(values[p * size + size - 1]);
        expect_same_bits(device.details(last).evaluation, host.details(last).evaluation);
    }
}

TEST(SequesteredOnADevice, GivesTheSameBitsToPointsWithTheirOwnInputs) {
    pipeline::SequesteredSetup setup;
    setup.gravity = setup.anomaly = true;
    setup.highest_scale = 1e12;
    SequesteredBatch batch(20);
    batch.set_all("M_mess", 1e12);
    batch.set_all("m_gravitino", 1e3);
    batch.set_all("m_X", 1e9);
    for (std::size_t i = 0; i < batch.size; ++i) batch.at("Lambda", i) = 1e5 + 1e4 * static_cast<double>(i);
    auto const plan = [&] {
        auto result = pipeline::sequestered_plan(setup, modern_inputs(), {.error_target = 1e-2});
        result.sample(own_inputs(modern_inputs()), pipeline::QuarkBasis::up);
        return result;
    };
    pipeline::CudaEvaluator device(pipeline::sequestered_points(), plan());
    pipeline::CpuEvaluator host(pipeline::sequestered_points(), plan(), *backends::find_stages("scalar"), 1);
    auto const values = with_inputs(batch.values, batch.size, modern_inputs(), 0.02);
    Evaluation a, b;
    device.evaluate(values, batch.size, a);
    host.evaluate(values, batch.size, b);
    expect_same_bits(a, b);
}

// The texture is evaluated by the host.
TEST(FlippedOnADevice, GivesTheSameBitsToPointsWhoseMassesATexturePredicts) {
    pipeline::FlippedSetup setup;
    setup.highest_scale = 1e14;
    auto const plan = [&] {
        auto result = pipeline::flipped_plan(setup, modern_inputs(), {.error_target = 1e-2});
        result.sample(textured_inputs(modern_inputs()), pipeline::QuarkBasis::down);
        return result;
    };
    pipeline::CudaEvaluator device(pipeline::flipped_points(), plan());
    pipeline::CpuEvaluator host(pipeline::flipped_points(), plan(), *backends::find_stages("scalar"), 1);
    std::size_t const n = 300;
    auto const values = textured_points(n, modern_inputs());
    Evaluation a, b;
    device.evaluate(values, n, a);
    host.evaluate(values, n, b);
    expect_same_bits(a, b);
    EXPECT_EQ(device.outputs().size(), host.outputs().size());
}

TEST(GgmCudaEvaluator, BoundsTheMemoryOfABatch) {
    constexpr std::size_t quantum = 132 * 256;  // of an H200
    EXPECT_EQ(GgmCudaEvaluator::chunk_size(1, quantum), 1u);
    EXPECT_EQ(GgmCudaEvaluator::chunk_size(4096, quantum), 2048u) << "half for each stream";
    EXPECT_EQ(GgmCudaEvaluator::chunk_size(1000000, quantum), 2 * quantum);
    EXPECT_LT(
        GgmCudaEvaluator::bytes_per_point(pipeline::ggm_points()) * GgmCudaEvaluator::streams * GgmCudaEvaluator::most_quanta * quantum,
        1u << 30);
}

}  // namespace
}  // namespace squall::test
