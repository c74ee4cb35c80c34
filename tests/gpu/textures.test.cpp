/// Textures on the device against the scalar oracle.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/device/error.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "tests/gpu/device.hpp"
#include "tests/support/random_numbers.hpp"
#include "tests/support/texture_points.hpp"

namespace squall::test {
namespace {

class CudaTextures : public OnDevice {
protected:
    backends::StageTable const& oracle = *backends::find_stages("scalar");
    backends::CudaStages const& cuda = backends::cuda_stages();
    TexturePoint const point = read_texture_points().front();
};

/// Points of order one: all parameters of texture::Parameter and behind.
std::vector<double> random_points(int count) {
    auto values = random_numbers(static_cast<std::size_t>(texture::parameter_count * count), -1, 1, 5);
    for (std::size_t i = 0; i < values.size(); i += 3) values[i] = -values[i];
    for (std::size_t i = 0; i < static_cast<std::size_t>(texture::coefficients * count); ++i) values[i] = 0.1 * std::abs(values[i]);
    return values;
}

// IEEE operations alone, in the same order: equality of bits, at the high scale and at M_Z.
TEST_F(CudaTextures, AgreeBitwiseInPredictions) {
    constexpr int count = 3001;
    auto const parameters = random_points(count);
    auto const on_device = upload(parameters);
    for (auto const& input : {texture_input(point), texture_input_at_m_Z(point, 12, 2)}) {
        std::vector<double> expected(static_cast<std::size_t>(texture::observable_count * count)), status(count);
        auto copy = parameters;
        oracle.texture_points({input.settings, input.running, count, {copy.data(), count}, {expected.data(), count}, status.data()});
        device::Array<double> const predictions(expected.size()), endings(status.size());
        SQUALL_CUDA(cuda.texture_points(
            {input.settings, input.running, count, {on_device.data(), count}, {predictions.data(), count}, endings.data()},
            stream().get()));
        EXPECT_EQ(download(endings), status);
        auto const result = download(predictions);
        std::size_t finite = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            EXPECT_TRUE(std::memcmp(&result[i], &expected[i], 8) == 0 || (std::isnan(result[i]) && std::isnan(expected[i])))
                << "observable " << i / count << " of " << i % count << ": " << result[i] << ' ' << expected[i];
            finite += std::isfinite(expected[i]);
        }
        EXPECT_GT(finite, result.size() / 2);
    }
}

TEST_F(CudaTextures, CountTheDrawsThatTheOracleMakes) {
    constexpr int count = 100'003;
    auto const input = texture_input(point);
    std::vector<texture::Target> const targets{{texture::m_u, 1e-3, texture::Normalisation::none},
                                               {texture::ckm_s12, 0.2, texture::Normalisation::none},
                                               {texture::sin2_theta12, 0.3, texture::Normalisation::none}};
    texture::Law const law{texture::Law::Modulus::log_uniform, 1.0 / 3, 3, 0, 0, false};
    std::vector<double> deviations(targets.size() * count), largest(count), lambda(count);
    backends::TextureDraws stage{
        input.settings, input.running, law, {}, targets.data(), static_cast<int>(targets.size()), 3, 17, count, {deviations.data(), count},
        largest.data(), lambda.data()};
    oracle.texture_draws(stage);
    std::vector<unsigned long long> expected((targets.size() + 2) * texture::histogram_bins), within{0};
    for (std::size_t i = 0; i < count; ++i) {
        auto const add = [&](std::size_t h, double x) {
            ++expected[h * texture::histogram_bins + static_cast<std::size_t>(texture::histogram_bin(x))];
        };
        for (std::size_t t = 0; t < targets.size(); ++t) add(t, deviations[t * count + i]);
        add(targets.size(), largest[i]);
        within[0] += largest[i] <= 1.5;
    }
    device::Array<texture::Target> const target(targets.size());
    device::Array<unsigned long long> const counts(2 + expected.size());
    auto const log_factor = upload({1.5});
    device::copy_to_device(target.data(), targets.data(), targets.size() * sizeof targets[0], stream());
    device::fill_bytes(counts.data(), 0, counts.size() * sizeof(unsigned long long), stream());
    stage.targets = target.data();
    SQUALL_CUDA(cuda.texture_counts({stage, log_factor.data(), 1, nullptr, 0, counts.data(), counts.data() + 1, counts.data() + 2},
                                    stream().get()));
    std::vector<unsigned long long> found(counts.size());
    device::copy_to_host(found.data(), counts.data(), found.size() * sizeof found[0], stream());
    stream().synchronize();
    EXPECT_EQ(found[0], 0u);
    EXPECT_EQ(found[1], within[0]);
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), found.begin() + 2));
}

}  // namespace
}  // namespace squall::test
