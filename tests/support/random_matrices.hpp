#pragma once
#include "kernels/core/complex.hpp"

#include <Eigen/Dense>
#include <complex>
#include <random>

/// Random matrices for the tests of linear algebra, and the way between plain arrays and Eigen (the independent reference).
namespace squall::test {

template <int N>
using EigenMatrix = Eigen::Matrix<std::complex<double>, N, N>;

template <int N>
EigenMatrix<N> to_eigen(Complex<double> const (&a)[N][N]) {
    EigenMatrix<N> result;
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) result(i, j) = {a[i][j].re, a[i][j].im};
    return result;
}

template <int N>
void from_eigen(EigenMatrix<N> const& m, Complex<double> (&a)[N][N]) {
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) a[i][j] = {m(i, j).real(), m(i, j).imag()};
}

class RandomMatrices {
public:
    explicit RandomMatrices(unsigned seed) : engine_(seed) {}

    double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }

    template <int N>
    EigenMatrix<N> general() {
        EigenMatrix<N> m;
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j) m(i, j) = {normal_(engine_), normal_(engine_)};
        return m;
    }
    template <int N>
    EigenMatrix<N> hermitian() {
        EigenMatrix<N> const m = general<N>();
        return m + m.adjoint();
    }
    template <int N>
    EigenMatrix<N> unitary() {
        return Eigen::HouseholderQR<EigenMatrix<N>>(general<N>()).householderQ();
    }

private:
    std::mt19937_64 engine_;
    std::normal_distribution<double> normal_;
};

/// max |U U† - 1|
template <int N>
double unitarity_defect(EigenMatrix<N> const& u) {
    return (u * u.adjoint() - EigenMatrix<N>::Identity()).cwiseAbs().maxCoeff();
}

}  // namespace squall::test
