/// Lambda_G, Lambda_S and the effective number of messengers against finite differences of the definitions, limits and symmetries.
#include "kernels/models/messenger_matrix.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <complex>
#include <random>

namespace squall::test {
namespace {

using Number = std::complex<double>;
template <int N>
using Matrix = Eigen::Matrix<Number, N, N>;

template <int N>
models::MessengerScales<N, double> scales(Matrix<N> const& lambda_prime, Matrix<N> const& m_prime, Number X, double F) {
    Complex<double> l[N][N], m[N][N];
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            l[i][j] = {lambda_prime(i, j).real(), lambda_prime(i, j).imag()};
            m[i][j] = {m_prime(i, j).real(), m_prime(i, j).imag()};
        }
    return models::messenger_scales(l, m, {X.real(), X.imag()}, F);
}

template <int N>
Matrix<N> random_matrix(unsigned seed) {
    std::mt19937 engine(seed);
    std::normal_distribution<double> normal;
    Matrix<N> m;
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) m(i, j) = {normal(engine), normal(engine)};
    return m;
}

/// sum_i (log 𝓜_i^2)^2 with singular values of Eigen's.
template <int N>
double log_sum(Matrix<N> const& lambda_prime, Matrix<N> const& m_prime, Number X) {
    Eigen::JacobiSVD<Matrix<N>> const svd(lambda_prime * X + m_prime);
    return (2 * svd.singularValues().array().log()).square().sum();
}

/// d^2/dX dX* = (d^2/dx^2 + d^2/dy^2)/4 by fourth-order differences: h = 1e-2 leaves h^4 = 1e-8 and 1e-16/h^2 = 1e-12.
template <int N>
double quarter_laplacian(Matrix<N> const& l, Matrix<N> const& m, Number X, double h) {
    double sum = 0;
    for (Number const direction : {Number(1), Number(0, 1)}) {
        auto const at = [&](double steps) { return log_sum<N>(l, m, X + steps * h * direction); };
        sum += (-at(2) + 16 * at(1) - 30 * at(0) + 16 * at(-1) - at(-2)) / (12 * h * h);
    }
    return sum / 4;
}

template <int N>
void expect_derivatives(unsigned seed) {
    auto const l = random_matrix<N>(seed), m = random_matrix<N>(seed + 100);
    Number const X(2.7, 0.4);
    double const F = 0.3, h = 5e-3;
    auto const ours = scales<N>(l, m, X, F);
    double const Lambda_S2 = 0.5 * F * F * quarter_laplacian<N>(l, m, X, h);
    EXPECT_NEAR(ours.Lambda_S2 / Lambda_S2, 1, 1e-5) << N;  // h^4 times the sixth derivative: of the order of (h/0.3)^4 near a zero
    auto const log_det = [&](double step) { return std::log((l * (X + step) + m).determinant()); };
    Number const Lambda_G = F * (8.0 * (log_det(h) - log_det(-h)) - (log_det(2 * h) - log_det(-2 * h))) / (12 * h);
    EXPECT_NEAR(ours.Lambda_G.re, Lambda_G.real(), 1e-6 * std::abs(Lambda_G)) << N;
    EXPECT_NEAR(ours.Lambda_G.im, Lambda_G.imag(), 1e-6 * std::abs(Lambda_G)) << N;
    EXPECT_NEAR(ours.effective_number, std::norm(Lambda_G) / Lambda_S2, 2e-5 * ours.effective_number);
    auto const values = Eigen::JacobiSVD<Matrix<N>>(l * X + m).singularValues();
    for (int i = 0; i < N; ++i) EXPECT_NEAR(ours.mass[i], values(N - 1 - i), 1e-13);
}

TEST(MessengerMatrix, GivesTheDerivativesOfSingularValues) {
    for (unsigned seed : {1u, 2u, 3u}) {
        expect_derivatives<1>(seed);
        expect_derivatives<2>(seed);
        expect_derivatives<3>(seed);
        expect_derivatives<4>(seed);
    }
}

// Values of an independent program, to the digits it gives, at m'/(lambda' M) = 0.1, 1, 10.
TEST(MessengerMatrix, HasTheEffectiveNumbersOfAllOnesAndJordanMatrices) {
    double const ratios[] = {0.1, 1, 10};
    double const ones_2[] = {1.98361, 1.60000, 1.09502}, ones_3[] = {2.95890, 2.45455, 2.06396};
    double const jordan_2[] = {1.99008, 1.45755, 0.97620}, jordan_3[] = {2.98007, 1.74208, 0.98145};
    Matrix<2> one_2 = Matrix<2>::Identity(), nilpotent_2 = Matrix<2>::Zero();
    Matrix<3> one_3 = Matrix<3>::Identity(), nilpotent_3 = Matrix<3>::Zero();
    nilpotent_2(0, 1) = nilpotent_3(0, 1) = nilpotent_3(1, 2) = 1;
    for (int i = 0; i < 3; ++i) {
        double const m = ratios[i] * 1e11;
        EXPECT_NEAR(scales<2>(one_2, m * Matrix<2>::Ones(), 1e11, 1e16).effective_number, ones_2[i], 1e-5);
        EXPECT_NEAR(scales<3>(one_3, m * Matrix<3>::Ones(), 1e11, 1e16).effective_number, ones_3[i], 1e-5);
        EXPECT_NEAR(scales<2>(one_2, m * nilpotent_2, 1e11, 1e16).effective_number, jordan_2[i], 1e-5);
        EXPECT_NEAR(scales<3>(one_3, m * nilpotent_3, 1e11, 1e16).effective_number, jordan_3[i], 1e-5);
    }
}

// Ordinary gauge mediation: Lambda_G = N F/X and Lambda_S^2 = N (F/X)^2, though all singular values are one.
TEST(MessengerMatrix, WithoutMassesCountsTheMessengers) {
    auto const check = [](auto const& ours, int N) {
        EXPECT_NEAR(ours.Lambda_G.re, N * 1e5, 1e-8);
        EXPECT_NEAR(ours.Lambda_S2, N * 1e10, 1e-3);
        EXPECT_NEAR(ours.effective_number, N, 1e-13);
        EXPECT_NEAR(ours.mass[0], 2e11, 1e-3);
    };
    check(scales<1>(2 * Matrix<1>::Identity(), Matrix<1>::Zero(), 1e11, 1e16), 1);
    check(scales<2>(2 * Matrix<2>::Identity(), Matrix<2>::Zero(), 1e11, 1e16), 2);
    check(scales<3>(2 * Matrix<3>::Identity(), Matrix<3>::Zero(), 1e11, 1e16), 3);
    check(scales<4>(2 * Matrix<4>::Identity(), Matrix<4>::Zero(), 1e11, 1e16), 4);
}

// Fields may be rotated among themselves; det 𝓜 = X^N det lambda' for a nilpotent m', but not for all ones.
TEST(MessengerMatrix, DoesNotDependOnTheBasisOfTheMessengers) {
    auto const l = random_matrix<3>(7), m = random_matrix<3>(8);
    Matrix<3> const left = random_matrix<3>(9).householderQr().householderQ(), right = random_matrix<3>(10).householderQr().householderQ();
    auto const one = scales<3>(l, m, 1.3, 0.1), other = scales<3>(left * l * right, left * m * right, 1.3, 0.1);
    EXPECT_NEAR(one.Lambda_S2, other.Lambda_S2, 1e-13 * one.Lambda_S2);
    EXPECT_NEAR(one.Lambda_G.re, other.Lambda_G.re, 1e-13);
    EXPECT_NEAR(one.Lambda_G.im, other.Lambda_G.im, 1e-13);
    Matrix<3> nilpotent = Matrix<3>::Zero();
    nilpotent(0, 1) = nilpotent(1, 2) = 5;
    EXPECT_NEAR(scales<3>(Matrix<3>::Identity(), nilpotent, 2, 1).Lambda_G.re, 3 / 2.0, 1e-13);
    EXPECT_NEAR(scales<3>(Matrix<3>::Identity(), Matrix<3>::Ones(), 2, 1).Lambda_G.re, 2 / 2.0 + 1 / 5.0, 1e-13);
}

}  // namespace
}  // namespace squall::test
