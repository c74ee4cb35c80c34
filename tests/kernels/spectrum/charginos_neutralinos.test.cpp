#include "kernels/spectrum/charginos_neutralinos.hpp"

#include "tests/support/random_matrices.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace squall::spectrum;
using namespace squall::test;
using squall::Complex;

struct Inputs {
    Complex<double> M1{120.0, 61.0}, M2{250.0, -71.0}, mu{-380.0, 40.0};
    double g1 = 0.469, g2 = 0.643;
    HiggsVevs<double> vev = higgs_vevs(9.0);
    double m_W2 = w_mass_squared(g2), m_Z2 = z_mass_squared(g1, g2);
};

struct Charginos {
    double m[2];
    Complex<double> U[2][2], V[2][2];
    explicit Charginos(Inputs const& p) { charginos(p.M2, p.mu, p.g2, p.vev, m, U, V); }
};
struct Neutralinos {
    double m[4];
    Complex<double> N[4][4];
    explicit Neutralinos(Inputs const& p) { neutralinos(p.M1, p.M2, p.mu, p.g1, p.g2, p.vev, m, N); }
};

/// Sum and product of the squares: tr X†X = |M2|^2 + |mu|^2 + 2 m_W^2, |det X| = |M2 mu - m_W^2 sin 2 beta|.
TEST(Charginos, ObeyTraceAndDeterminant) {
    Inputs const p;
    Charginos const c(p);
    EXPECT_NEAR(c.m[0] * c.m[0] + c.m[1] * c.m[1], norm(p.M2) + norm(p.mu) + 2.0 * p.m_W2, 1e-9);
    auto const product = p.M2 * p.mu;
    double const sin_2beta = 2.0 * 9.0 / 82.0;
    EXPECT_NEAR(c.m[0] * c.m[1], std::hypot(product.re - p.m_W2 * sin_2beta, product.im), 1e-9);
}

TEST(Charginos, AreDiagonalisedByUAndV) {
    Inputs const p;
    Charginos const c(p);
    EigenMatrix<2> x;
    x << std::complex<double>(p.M2.re, p.M2.im), p.g2 * p.vev.v_u, p.g2 * p.vev.v_d, std::complex<double>(p.mu.re, p.mu.im);
    EigenMatrix<2> const U = to_eigen<2>(c.U), V = to_eigen<2>(c.V), diagonal = U.conjugate() * x * V.adjoint();
    EXPECT_NEAR(std::abs(diagonal(0, 0) - c.m[0]), 0.0, 1e-11);
    EXPECT_NEAR(std::abs(diagonal(1, 1) - c.m[1]), 0.0, 1e-11);
    EXPECT_NEAR(std::abs(diagonal(0, 1)) + std::abs(diagonal(1, 0)), 0.0, 1e-11);
    EXPECT_LT(unitarity_defect<2>(U) + unitarity_defect<2>(V), 1e-14);
}

/// tr M†M = |M1|^2 + |M2|^2 + 2 |mu|^2 + 2 m_Z^2, and N* M N† = diag with the photino's M_11-type element
/// fixed by s_W^2, c_W^2: det M = mu [ (M1 c_W^2 + M2 s_W^2) m_Z^2 sin 2 beta - M1 M2 mu ].
TEST(Neutralinos, ObeyTraceAndDeterminant) {
    Inputs const p;
    Neutralinos const n(p);
    double sum = 0.0, product = 1.0;
    for (double m : n.m) {
        sum += m * m;
        product *= m;
    }
    EXPECT_NEAR(sum, norm(p.M1) + norm(p.M2) + 2.0 * norm(p.mu) + 2.0 * p.m_Z2, 1e-9);
    std::complex<double> const M1(p.M1.re, p.M1.im), M2(p.M2.re, p.M2.im), mu(p.mu.re, p.mu.im);
    double const c2 = p.m_W2 / p.m_Z2, sin_2beta = 18.0 / 82.0;
    EXPECT_NEAR(product / std::abs(mu * ((M1 * c2 + M2 * (1.0 - c2)) * p.m_Z2 * sin_2beta - M1 * M2 * mu)), 1.0, 1e-13);
}

/// Rows of N against the mass matrix written with m_Z, theta_W and beta (hep-ph/9709356, section 8.2).
TEST(Neutralinos, AreDiagonalisedByN) {
    Inputs const p;
    Neutralinos const n(p);
    double const m_Z = std::sqrt(p.m_Z2), cw = std::sqrt(p.m_W2 / p.m_Z2), sw = std::sqrt(1.0 - cw * cw);
    double const beta = std::atan(9.0), cb = std::cos(beta), sb = std::sin(beta);
    std::complex<double> const M1(p.M1.re, p.M1.im), M2(p.M2.re, p.M2.im), mu(p.mu.re, p.mu.im);
    EigenMatrix<4> M;
    M << M1, 0.0, -cb * sw * m_Z, sb * sw * m_Z, 0.0, M2, cb * cw * m_Z, -sb * cw * m_Z, -cb * sw * m_Z, cb * cw * m_Z, 0.0, -mu,
        sb * sw * m_Z, -sb * cw * m_Z, -mu, 0.0;
    EigenMatrix<4> const N = to_eigen<4>(n.N), diagonal = N.conjugate() * M * N.adjoint();
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) EXPECT_LT(std::abs(diagonal(i, j) - (i == j ? n.m[i] : 0.0)), 1e-11);
    EXPECT_LT(unitarity_defect<4>(N), 1e-14);
}

/// Only the phases of M1 mu and M2 mu are physical: (M1, M2, mu) -> e^{ia} (M1, M2), e^{-ia} mu leaves all masses.
TEST(CharginosAndNeutralinos, HaveMassesIndependentOfTheRPhase) {
    Inputs p, q;
    double const a = 0.83;
    Complex<double> const phase{std::cos(a), std::sin(a)};
    q.M1 = phase * p.M1;
    q.M2 = phase * p.M2;
    q.mu = conj(phase) * p.mu;
    Charginos const c(p), d(q);
    Neutralinos const n(p), m(q);
    for (int i = 0; i < 2; ++i) EXPECT_NEAR(c.m[i], d.m[i], 1e-11);
    for (int i = 0; i < 4; ++i) EXPECT_NEAR(n.m[i], m.m[i], 1e-11);
    Inputs r;
    r.mu = phase * p.mu;  // a physical phase moves them
    EXPECT_GT(std::abs(Charginos(r).m[0] - c.m[0]), 0.01);
}

TEST(CharginosAndNeutralinos, BecomePureWithoutElectroweakBreaking) {
    Inputs p;
    p.vev = {0.0, 0.0};
    Charginos const c(p);
    Neutralinos const n(p);
    EXPECT_NEAR(c.m[0], modulus(p.M2), 1e-12);
    EXPECT_NEAR(c.m[1], modulus(p.mu), 1e-12);
    EXPECT_NEAR(n.m[0], modulus(p.M1), 1e-12);
    EXPECT_NEAR(n.m[1], modulus(p.M2), 1e-12);
    EXPECT_NEAR(n.m[2], modulus(p.mu), 1e-12);
    EXPECT_NEAR(n.m[3], modulus(p.mu), 1e-12);
}

}  // namespace
