#include "kernels/likelihood/correlated.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace squall::test {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Measurements with correlated errors, and predictions of them.
struct Problem {
    std::vector<LikelihoodTerm> members;
    MatrixXd experiment, theory;  ///< correlations
    VectorXd x;
};

double log_likelihood(Problem const& problem) {
    std::vector<double> correlations;
    measurement::CorrelatedGroup<double> group, as_measured;
    double sum = 0;
    for (int i = 0; i < problem.x.size(); ++i) {
        auto member = problem.members[static_cast<std::size_t>(i)];
        member.group = {i, static_cast<int>(correlations.size()), 1};
        for (auto const* const of : {&problem.experiment, &problem.theory})
            for (int j = 0; j < i; ++j) correlations.push_back((*of)(i, j));
        member.group.width_at_value = measurement::take(as_measured, member, correlations.data(), member.max);
        sum += measurement::log_likelihood(group, member, correlations.data(), problem.x[i]);
    }
    return sum;
}

/// The formula as one writes it down: a dense covariance at the prediction x, and at the measured values.
double dense(Problem const& problem) {
    auto const n = problem.x.size();
    VectorXd v(n);
    for (Eigen::Index i = 0; i < n; ++i) v[i] = problem.members[static_cast<std::size_t>(i)].max;
    auto const covariance = [&](VectorXd const& at) {
        VectorXd experiment(n), theory(n);
        for (Eigen::Index i = 0; i < n; ++i) {
            auto const& m = problem.members[static_cast<std::size_t>(i)];
            experiment[i] = m.error;
            theory[i] = std::hypot(m.theory_error, m.theory_error_relative * at[i]);
        }
        return MatrixXd(experiment.asDiagonal() * problem.experiment * experiment.asDiagonal() +
                        theory.asDiagonal().toDenseMatrix() * problem.theory * theory.asDiagonal());
    };
    VectorXd const d = problem.x - v;
    MatrixXd const S = covariance(problem.x);
    return -0.5 * d.dot(S.fullPivLu().solve(d)) - 0.5 * std::log(S.determinant() / covariance(v).determinant());
}

/// A random matrix of correlations: normalised A A^T of n rows and `rank` columns.
MatrixXd random_correlation(Eigen::Index n, Eigen::Index rank, std::mt19937_64& engine) {
    std::normal_distribution<double> normal;
    MatrixXd const A = MatrixXd::NullaryExpr(n, rank, [&] { return normal(engine); });
    VectorXd const norm = A.rowwise().norm();
    MatrixXd result = norm.cwiseInverse().asDiagonal() * (A * A.transpose()) * norm.cwiseInverse().asDiagonal();
    result.diagonal().setOnes();
    return result;
}

/// Of n members; theory errors absolute, relative, both or none, their correlations of rank `rank`.
Problem random_problem(int n, int rank, std::mt19937_64& engine) {
    std::uniform_real_distribution<double> u(0.2, 1);
    Problem result{{}, random_correlation(n, 2 * n, engine), random_correlation(n, rank, engine), VectorXd(n)};
    for (int i = 0; i < n; ++i) {
        double const value = i % 2 ? u(engine) : -u(engine);
        result.members.push_back({LikelihoodTerm::gaussian, value, value, u(engine), i % 3 ? u(engine) : 0, i % 4 ? u(engine) : 0, 1, 0});
        result.x[i] = value + u(engine) - 0.6;
    }
    return result;
}

TEST(Correlated, IsTheDensityOfADenseCovariance) {
    std::mt19937_64 engine(1);
    for (int n = 2; n <= measurement::most_correlated; ++n)
        for (int const rank : {1, 3, n}) {  // wholly correlated theory errors too
            auto const problem = random_problem(n, rank, engine);
            double const expected = dense(problem);
            // condition numbers below 1e3 times roundings of sums of n^2 terms
            EXPECT_NEAR(log_likelihood(problem), expected, 1e-11 * (1 + std::abs(expected))) << n << " " << rank;
        }
}

// By hand, for two: chi^2 = (a^2 - 2 rho a b + b^2)/(1 - rho^2) in units of the errors.
TEST(Correlated, OfTwoIsTheTextbookFormula) {
    double const rho = 0.6, a = 1.5, b = -0.7;
    Problem problem{{{LikelihoodTerm::gaussian, 10, 10, 2, 0, 0, 1, 0}, {LikelihoodTerm::gaussian, -3, -3, 0.5, 0, 0, 1, 0}},
                    MatrixXd::Identity(2, 2),
                    MatrixXd::Identity(2, 2),
                    VectorXd(2)};
    problem.experiment(0, 1) = problem.experiment(1, 0) = rho;
    problem.x << 10 + 2 * a, -3 + 0.5 * b;
    EXPECT_NEAR(log_likelihood(problem), -0.5 * (a * a - 2 * rho * a * b + b * b) / (1 - rho * rho), 1e-14);  // some roundings
    problem.x << 10, -3;
    EXPECT_EQ(log_likelihood(problem), 0);
}

// Without correlations the bits are those of the measurements one by one.
TEST(Correlated, WithoutCorrelationIsTheSumOfItsMembers) {
    std::mt19937_64 engine(2);
    for (int n = 1; n <= measurement::most_correlated; ++n) {
        auto problem = random_problem(n, n, engine);
        problem.experiment.setIdentity();
        problem.theory.setIdentity();
        double sum = 0;
        for (int i = 0; i < n; ++i) sum += measurement::log_likelihood(problem.members[static_cast<std::size_t>(i)], problem.x[i]);
        EXPECT_EQ(log_likelihood(problem), sum) << n;
    }
}

TEST(Correlated, DoesNotDependOnTheOrderOfItsMembers) {
    std::mt19937_64 engine(3);
    for (int n = 2; n <= measurement::most_correlated; n += 3) {
        auto const problem = random_problem(n, 2, engine);
        std::vector<int> order(static_cast<std::size_t>(n));
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), engine);
        auto other = problem;
        for (int i = 0; i < n; ++i) {
            int const from = order[static_cast<std::size_t>(i)];
            other.members[static_cast<std::size_t>(i)] = problem.members[static_cast<std::size_t>(from)];
            other.x[i] = problem.x[from];
            for (int j = 0; j < n; ++j) {
                other.experiment(i, j) = problem.experiment(from, order[static_cast<std::size_t>(j)]);
                other.theory(i, j) = problem.theory(from, order[static_cast<std::size_t>(j)]);
            }
        }
        double const expected = log_likelihood(problem);
        EXPECT_NEAR(log_likelihood(other), expected, 1e-11 * (1 + std::abs(expected))) << n;  // condition numbers below 1e3
    }
}

// Units of powers of two, another for each member and far below where squares underflow: the same bits.
TEST(Correlated, IsTheSameInAnyUnit) {
    std::mt19937_64 engine(4);
    auto const problem = random_problem(6, 3, engine);
    auto scaled = problem;
    for (int i = 0; i < 6; ++i) {
        auto const in = [&](double x) { return std::ldexp(x, i % 2 ? 990 : -990 + i); };
        auto& m = scaled.members[static_cast<std::size_t>(i)];
        for (double* const quantity : {&m.min, &m.max, &m.error, &m.theory_error}) *quantity = in(*quantity);
        scaled.x[i] = in(problem.x[i]);
    }
    EXPECT_EQ(log_likelihood(scaled), log_likelihood(problem));
}

// Over all outcomes of two measurements, whatever the prediction, with theory errors that follow it.
TEST(Correlated, IsNormalised) {
    Problem problem{{{LikelihoodTerm::gaussian, 0, 0, 0.5, 0, 0.3, 1, 0}, {LikelihoodTerm::gaussian, 0, 0, 0.8, 0.1, 0.2, 1, 0}},
                    MatrixXd::Identity(2, 2),
                    MatrixXd::Ones(2, 2),
                    VectorXd(2)};
    problem.experiment(0, 1) = problem.experiment(1, 0) = -0.5;
    problem.x << 2, -1.5;
    double const step = 0.05;
    double integral = 0;
    for (int i = -160; i <= 160; ++i)
        for (int j = -160; j <= 160; ++j) {
            auto &a = problem.members[0], &b = problem.members[1];
            a.min = a.max = problem.x[0] + step * i;
            b.min = b.max = problem.x[1] + step * j;
            // log L leaves out the density of the outcomes where they are predicted as measured
            double const t = 0.3 * std::abs(a.max), s = std::hypot(0.1, 0.2 * b.max);
            double const determinant = (0.25 + t * t) * (0.64 + s * s) - std::pow(-0.2 + t * s, 2);
            integral += step * step * std::exp(log_likelihood(problem)) / (2 * M_PI * std::sqrt(determinant));
        }
    EXPECT_NEAR(integral, 1, 1e-9);  // the sum converges faster than any power of the step
}

TEST(Correlated, IsImpossibleForNan) {
    std::mt19937_64 engine(5);
    auto const problem = random_problem(4, 2, engine);
    for (int i = 0; i < 4; ++i)
        for (double const x : {std::nan(""), infinity, -infinity}) {
            auto other = problem;
            other.x[i] = x;
            EXPECT_EQ(log_likelihood(other), -infinity) << i << " " << x;
        }
}

}  // namespace
}  // namespace squall::test
