/// Textures on a device that is the host (host_as_device.cpp): all but the kernels' machine code.
#include <gtest/gtest.h>

#include <random>

#include "host/config/texture.hpp"
#include "host/pipeline/cuda_texture_evaluator.hpp"
#include "host/pipeline/texture_evaluator.hpp"
#include "host/textures/cuda_draws.hpp"
#include "host/textures/naturalness.hpp"
#include "tests/support/same_bits.hpp"
#include "tests/support/some_terms.hpp"

namespace squall::test {
namespace {

pipeline::TextureSetup setup_of(char const* name) {
    auto const texture = config::load_texture(name, "", {});
    pipeline::TextureSetup setup{texture.settings, texture.running, {"N_d", "kappa_0"}};
    for (auto const& column : pipeline::texture_parameters())  // all coefficients but one; no N_u: rows with gaps
        if (column.name.starts_with("C_") && column.name != "C_down_11_re") setup.parameters.push_back(column.name);
    return setup;
}

pipeline::Evaluation evaluated(pipeline::Evaluator& evaluator, std::size_t size) {
    std::mt19937_64 engine(size);
    std::normal_distribution<double> normal;
    std::vector<double> parameters(evaluator.parameters().size() * size);
    for (double& x : parameters) x = normal(engine);
    parameters[2 * size] = std::nan("");  // a point that fails
    pipeline::Evaluation result;
    evaluator.evaluate(parameters, size, result);
    return result;
}

// A few points, one chunk, several chunks with a rest: the host has one multiprocessor.
TEST(CudaTextureEvaluator, GivesTheSameBitsAsTheHostsEvaluator) {
    auto const setup = setup_of("flipped_su5_a");
    pipeline::CudaTextureEvaluator device(setup);
    pipeline::TextureEvaluator host(setup, *backends::find_stages("scalar"), 1);
    auto const terms = some_terms({texture::m_u, texture::m_c, texture::m_t, texture::ckm_s12});
    for (bool const measured : {false, true}) {
        if (measured) device.bind(terms), host.bind(terms);
        for (std::size_t const size : {1u, 3u, 300u, 16u * 256u + 5u}) {
            auto const expected = evaluated(host, size);
            expect_same_bits(evaluated(device, size), expected);
            EXPECT_EQ(expected.status[0], Status::nan);
            if (size > 1) {
                EXPECT_EQ(expected.status[1], Status::ok);
            }
        }
    }
}

TEST(CudaDrawCounter, CountsWhatTheProcessorCounts) {
    for (char const* name : {"flipped_su5_b", "cornella23:3"}) {
        auto const texture = config::load_texture(name, "", {});
        auto const targets = textures::read_targets(texture, texture.targets);
        auto job = textures::draw_job(texture, targets, {2, 5}, 7, name[0] == 'f' ? 40'000 : 500);
        job.ratios = {{1, 2}, {4, 0}};
        auto const expected = textures::make_draws(job, *backends::find_stages("scalar"), 2);
        textures::CudaDrawCounter counter;
        auto const found = textures::make_draws(job, counter);
        EXPECT_EQ(found.draws, expected.draws);
        EXPECT_EQ(found.failed, expected.failed);
        EXPECT_EQ(found.within, expected.within);
        for (std::size_t t = 0; t < targets.size(); ++t)
            for (double share : {0.01, 0.3, 0.7}) EXPECT_EQ(found.ratio[t].percentile(share), expected.ratio[t].percentile(share));
        for (std::size_t r = 0; r < 2; ++r) EXPECT_EQ(found.of_ratio[r].percentile(0.3), expected.of_ratio[r].percentile(0.3));
        EXPECT_EQ(found.largest.percentile(0.4), expected.largest.percentile(0.4));
        EXPECT_EQ(found.lambda.total(), name[0] == 'c' ? job.draws : 0);
        EXPECT_EQ(found.lambda.total(), expected.lambda.total());
    }
}

TEST(CudaDrawCounter, CountsDrawsWithoutANumberApart) {
    auto const texture = config::load_texture("flipped_su5_a", "", {});
    auto const targets = textures::read_targets(texture, texture.targets);
    auto job = textures::draw_job(texture, targets, {2}, 7, 1000);
    for (auto& row : job.settings.suppression[texture::singlet])  // a singular see-saw
        for (double& x : row) x = 0;
    textures::CudaDrawCounter counter;
    auto const found = textures::make_draws(job, counter);
    EXPECT_EQ(found.failed, 1000u);
    EXPECT_EQ(found.largest.total(), 0u);
}

}  // namespace
}  // namespace squall::test
