/// The device's stages one by one against the scalar oracle.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "host/device/error.hpp"
#include "host/pipeline/cuda_mapping.hpp"
#include "host/pipeline/cuda_mssm.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "tests/gpu/device.hpp"
#include "tests/support/random_numbers.hpp"
#include "tests/support/some_terms.hpp"

namespace squall::test {
namespace {

using backends::Arithmetic;

class CudaStages : public OnDevice {
protected:
    backends::StageTable const& oracle = *backends::find_stages("scalar");
    backends::CudaStages const& cuda = backends::cuda_stages();
};

TEST(CudaStageTable, HasTheStructsOfTheOracle) {
    auto const& oracle = *backends::find_stages("scalar");
    auto const& cuda = backends::cuda_stages();
    EXPECT_EQ(cuda.sizes.low_scale, oracle.sizes.low_scale);
    EXPECT_EQ(cuda.sizes.spectrum, oracle.sizes.spectrum);
    EXPECT_EQ(cuda.sizes.third_generation, oracle.sizes.third_generation);
}

// Every operation is one IEEE operation, log and exp are made of them: equality of bits, special values included.
TEST_F(CudaStages, AgreeBitwiseInArithmeticAndElementaryFunctions) {
    constexpr int count = 10007;
    auto a = random_numbers(count, -20, 20, 1), b = random_numbers(count, -20, 20, 2), c = random_numbers(count, -20, 20, 3);
    double const special[] = {0.0, -0.0, 1.0, -1.0, HUGE_VAL, -HUGE_VAL, std::nan(""), 1e-310, 1.7e308, 709.5, -708.5};
    std::copy(std::begin(special), std::end(special), a.begin());
    for (std::size_t i = 100; i < 5000; ++i) c[i] = -c[i];
    auto const x = upload(a), y = upload(b), z = upload(c);
    device::Array<double> out(count);
    for (auto const function : {Arithmetic::log, Arithmetic::exp, Arithmetic::sqrt, Arithmetic::fma, Arithmetic::divide}) {
        std::vector<double> expected(count);
        oracle.arithmetic({function, a.data(), b.data(), c.data(), expected.data(), count});
        SQUALL_CUDA(cuda.arithmetic({function, x.data(), y.data(), z.data(), out.data(), count}, stream().get()));
        auto const result = download(out);
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_TRUE(std::memcmp(&result[i], &expected[i], 8) == 0 || (std::isnan(result[i]) && std::isnan(expected[i])))
                << "function " << function << " of " << a[i] << ": " << result[i] << " " << expected[i];
    }
}

/// The largest difference of a point's entries, relative to its largest; infinite where one is NaN and the other a number.
double largest_difference_of_entries(std::vector<double> const& result, std::vector<double> const& expected, int points, int point) {
    double largest = 0, difference = 0;
    for (std::size_t i = static_cast<std::size_t>(point); i < expected.size(); i += static_cast<std::size_t>(points)) {
        if (result[i] == expected[i] || (std::isnan(result[i]) && std::isnan(expected[i]))) continue;
        double const d = std::abs(result[i] - expected[i]);
        difference = d <= HUGE_VAL ? std::max(difference, d) : HUGE_VAL;  // NaN is no small difference
        largest = std::max(largest, std::abs(expected[i]));
    }
    return difference > 0 ? difference / largest : 0;
}

TEST(CudaStageComparison, SeesNoNumberWhereOneShouldBe) {
    EXPECT_EQ(largest_difference_of_entries({NAN, 1}, {2, 1}, 1, 0), HUGE_VAL);
    EXPECT_EQ(largest_difference_of_entries({2, 1}, {2, NAN}, 1, 0), HUGE_VAL);
    EXPECT_EQ(largest_difference_of_entries({2, NAN}, {2, NAN}, 1, 0), 0);
    EXPECT_NEAR(largest_difference_of_entries({2.002, 1}, {2, 1}, 1, 0), 1e-3, 1e-12);
}

/// How many points have numbers only.
int finite_points(std::vector<double> const& state, int points) {
    int finite = 0;
    for (int i = 0; i < points; ++i) {
        bool all = true;
        for (std::size_t s = static_cast<std::size_t>(i); s < state.size(); s += static_cast<std::size_t>(points))
            all = all && std::isfinite(state[s]);
        finite += all;
    }
    return finite;
}

// A number of points that fills no block; both steppers. 1e-11 of the largest entry is what the design promises at fixed steps.
TEST_F(CudaStages, RunTheMssmAsTheOracleDoes) {
    constexpr int points = 1003;
    auto const start = random_numbers(points * pipeline::mssm_slots, -3, -1, 4), span = random_numbers(points, -2, 1, 5);
    auto const device_span = upload(span);
    for (bool rk4 : {false, true}) {
        auto expected = start;
        oracle.run_mssm({{expected.data(), points}, span.data(), points, 6, true, rk4});
        ASSERT_GT(finite_points(expected, points), points / 2);
        auto const state = upload(start);
        SQUALL_CUDA(cuda.run_mssm({{state.data(), points}, device_span.data(), points, 6, true, rk4}, stream().get()));
        auto const result = download(state);
        for (int i = 0; i < points; ++i)
            EXPECT_LE(largest_difference_of_entries(result, expected, points, i), 1e-11) << "point " << i << " rk4 " << rk4;
    }
}

TEST_F(CudaStages, RunTheMssmInEveryMappingAsTheOracleDoes) {
    constexpr int points = 1003;
    pipeline::MssmTable const start{points, random_numbers(points * pipeline::mssm_slots, -3, -1, 4)};
    auto const span = random_numbers(points, -2, 1, 5);
    for (bool two_loop_b : {false, true}) {
        auto expected = start.state;
        oracle.run_mssm({{expected.data(), points}, span.data(), points, 6, two_loop_b, false});
        for (auto const& mapping : pipeline::cuda_mappings()) {
            pipeline::CudaMssm on_device(start, span);
            on_device.run(mapping, 6, two_loop_b);
            auto const result = on_device.state().state;
            for (int i = 0; i < points; ++i)
                EXPECT_LE(largest_difference_of_entries(result, expected, points, i), 1e-11)
                    << "point " << i << ", " << mapping.lanes << " " << mapping.threads_per_block << ", two-loop b " << two_loop_b;
        }
    }
}

// Comparisons, one square root, divisions and log: equality of bits. Predictions around the measured values, some NaN, some points failed.
TEST_F(CudaStages, GiveTheBitsOfTheOraclesLogLikelihood) {
    constexpr int points = 10007;
    auto values = random_numbers(4 * points, 6, 9, 8);
    for (int i = 0; i < points; ++i) values[3 * points + i] *= 2e-7;  // of a branching ratio
    for (int i = 0; i < points; i += 11) values[i % 4 * points + i] = std::nan("");
    std::vector<double> status(points, 0.0), expected(4 * points);
    for (int i = 0; i < points; i += 13) status[i] = 1.0;
    std::vector<int> all(points);
    std::iota(all.begin(), all.end(), 0);
    auto const terms = some_terms({0, 1, 2, 3});
    auto const at = [&](int const* list, LikelihoodTerm const* entries, int const* observables, double const* correlations, double* from,
                        double const* state, double* into) {
        return backends::LikelihoodStage{{list, points}, entries,        static_cast<int>(terms.terms.size()),
                                         terms.blocks,   observables,    {from, points},
                                         state,          {into, points}, correlations};
    };
    oracle.likelihood(at(all.data(), terms.terms.data(), terms.observables.data(), terms.correlations.data(), values.data(), status.data(),
                         expected.data()));
    auto const device_values = upload(values), device_status = upload(status), correlations = upload(terms.correlations);
    device::Array<double> out(4 * points);
    device::Array<int> list(points), observables(terms.observables.size());
    device::Array<LikelihoodTerm> entries(terms.terms.size());
    device::copy_to_device(list.data(), all.data(), points * sizeof(int), stream());
    device::copy_to_device(observables.data(), terms.observables.data(), terms.observables.size() * sizeof(int), stream());
    device::copy_to_device(entries.data(), terms.terms.data(), terms.terms.size() * sizeof(LikelihoodTerm), stream());
    auto const stage =
        at(list.data(), entries.data(), observables.data(), correlations.data(), device_values.data(), device_status.data(), out.data());
    SQUALL_CUDA(cuda.likelihood(stage, stream().get()));
    EXPECT_EQ(download(out), expected);  // there is no NaN among them
    EXPECT_GT(std::count_if(expected.begin(), expected.begin() + points, [](double x) { return std::isfinite(x); }), 5000);
}

TEST_F(CudaStages, SelectPointsInOrder) {
    using enum backends::Ending;
    auto const& bookkeeping = backends::cuda_bookkeeping();
    for (int const count : {1, 64, 1000, 100000}) {
        auto const n = static_cast<std::size_t>(count);
        std::vector<backends::Ending> endings(n);
        std::vector<int> numbers(n), expected;
        std::iota(numbers.begin(), numbers.end(), 0);
        for (int i = 0; i < count; ++i) {
            endings[static_cast<std::size_t>(i)] = i % 3 == 0 ? converged : i % 5 == 0 ? failed : running;
            if (i % 3 == 0 || i % 5 == 0) expected.push_back(i);
        }
        device::Array<backends::Ending> ending(n);
        device::Array<int> all(n), chosen(n), number(1);
        device::Array<unsigned char> scratch(bookkeeping.select_scratch(count));
        device::copy_to_device(ending.data(), endings.data(), n * sizeof(backends::Ending), stream());
        device::copy_to_device(all.data(), numbers.data(), n * sizeof(int), stream());
        SQUALL_CUDA(bookkeeping.select({{all.data(), count},
                                        ending.data(),
                                        backends::one_of(converged, failed),
                                        chosen.data(),
                                        number.data(),
                                        scratch.data(),
                                        scratch.size()},
                                       stream().get()));
        int found = 0;
        std::vector<int> result(n);
        device::copy_to_host(&found, number.data(), sizeof found, stream());
        device::copy_to_host(result.data(), chosen.data(), n * sizeof(int), stream());
        stream().synchronize();
        result.resize(static_cast<std::size_t>(found));
        EXPECT_EQ(result, expected);
    }
}

}  // namespace
}  // namespace squall::test
