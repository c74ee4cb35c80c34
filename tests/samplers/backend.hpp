#pragma once
#include <atomic>
#include <stdexcept>

#include "tests/samplers/problems.hpp"

namespace squall::test {

/// A problem on a backend with whims. None of them but a failure may change a chain.
struct Backend : samplers::Density {
    Problem problem;
    std::size_t batch_quantum = 1;
    bool slow = false;
    bool exact_bound = false;  ///< the bound of log L is log L itself
    std::size_t width = 0;     ///< of the payload
    std::function<bool(Point)> is_impossible = [](Point) { return false; };
    std::atomic<long> batches_to_failure = -1;  ///< the batch after so many throws; negative: none does
    std::atomic<std::size_t> batches = 0, largest = 0;

    explicit Backend(Problem p) : problem(std::move(p)) {}
    std::size_t dimensions() const override { return problem.d; }
    std::size_t payload_width() const override { return width; }
    std::size_t quantum() const override { return batch_quantum; }
    bool is_slow() const override { return slow; }
    void draw(samplers::Draws& draws, std::span<double> x) const override { problem.draw(draws, x); }
    void place(std::span<double const> shares, std::span<double> x) const override { problem.place(shares, x); }
    void log_prior(Point x, std::span<double> result) const override { problem.log_prior(x, result); }
    void log_likelihood_bound(Point x, std::span<double> result) const override {
        if (!exact_bound) return Density::log_likelihood_bound(x, result);
        for (std::size_t i = 0; i < result.size(); ++i) result[i] = log_l(row(x, i));
    }
    void log_likelihood(Point x, std::span<double> result, std::span<double> payload) override {
        if (batches_to_failure >= 0 && batches_to_failure-- == 0) throw std::runtime_error("the device is gone");
        ++batches;
        largest = std::max<std::size_t>(largest, result.size());
        for (std::size_t i = 0; i < result.size(); ++i) {
            result[i] = log_l(row(x, i));
            for (std::size_t k = 0; k < width; ++k) payload[i * width + k] = payload_at(row(x, i), k);
        }
    }
    /// A number that tells points apart.
    static double payload_at(Point x, std::size_t k) {
        double sum = static_cast<double>(k);
        for (double v : x) sum = 3 * sum + v;
        return sum;
    }

private:
    Point row(Point x, std::size_t i) const { return x.subspan(i * problem.d, problem.d); }
    double log_l(Point x) const { return is_impossible(x) ? samplers::impossible : problem.log_l(x); }
};

}  // namespace squall::test
