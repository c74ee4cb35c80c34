#pragma once
#include "kernels/spectrum/low_scale.hpp"
#include "tests/support/random_matrices.hpp"

/// Points at M_SUSY for the tests of the spectrum.
namespace squall::test {

inline void set(Hermitian3<double>& h, EigenMatrix<3> const& m) {
    for (int i = 0; i < 3; ++i) h.diagonal[i] = m(i, i).real();
    h.upper[0] = {m(0, 1).real(), m(0, 1).imag()};
    h.upper[1] = {m(0, 2).real(), m(0, 2).imag()};
    h.upper[2] = {m(1, 2).real(), m(1, 2).imag()};
}
inline EigenMatrix<3> to_eigen(Hermitian3<double> const& h) {
    EigenMatrix<3> m;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) m(i, j) = {h.at(i, j).re, h.at(i, j).im};
    return m;
}
inline EigenMatrix<3> to_eigen(Matrix3<double> const& a) { return to_eigen<3>(a.e); }

/// A point like those of gauge mediation (Lambda = 100 TeV): no flavour violation, no phases, third family only. GeV.
inline spectrum::LowScale<double> gauge_mediation_point() {
    spectrum::LowScale<double> p{};
    p.q = 1000.0;
    p.tan_beta = 15.0;
    p.sign_mu = 1.0;
    p.g[0] = 0.469;
    p.g[1] = 0.643;
    p.g[2] = 1.06;
    p.gaugino[0] = {135.0, 0.0};
    p.gaugino[1] = {260.0, 0.0};
    p.gaugino[2] = {760.0, 0.0};
    p.yukawa[spectrum::up].e[2][2] = {0.86, 0.0};
    p.yukawa[spectrum::down].e[2][2] = {0.20, 0.0};
    p.yukawa[spectrum::lepton].e[2][2] = {0.152, 0.0};
    p.trilinear[spectrum::up].e[2][2] = {-0.86 * 250.0, 0.0};
    p.trilinear[spectrum::down].e[2][2] = {-0.20 * 300.0, 0.0};
    p.trilinear[spectrum::lepton].e[2][2] = {-0.152 * 30.0, 0.0};
    p.m2[spectrum::Q] = hermitian_diagonal(1.00e6, 1.00e6, 0.92e6);
    p.m2[spectrum::U] = hermitian_diagonal(0.93e6, 0.93e6, 0.78e6);
    p.m2[spectrum::D] = hermitian_diagonal(0.92e6, 0.92e6, 0.915e6);
    p.m2[spectrum::L] = hermitian_diagonal(1.25e5, 1.25e5, 1.24e5);
    p.m2[spectrum::E] = hermitian_diagonal(3.0e4, 3.0e4, 2.9e4);
    p.m_Hu2 = -1.6e5;
    p.m_Hd2 = 1.2e5;
    double const masses[3][3] = {{1.2e-3, 0.55, 150.0}, {2.4e-3, 0.049, 2.4}, {4.9e-4, 0.103, 1.76}};
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i) p.sm_mass[f][i] = masses[f][i];
    return p;
}

/// The same with every flavour and phase switched on: full Yukawa matrices with a hierarchy, trilinears of any direction,
/// soft masses with off-diagonal entries of `violation` times the diagonal, complex gaugino masses.
inline spectrum::LowScale<double> flavoured_point(unsigned seed, double violation = 0.05) {
    RandomMatrices random(seed);
    auto p = gauge_mediation_point();
    double const yukawas[3][3] = {{7e-6, 3.2e-3, 0.86}, {2e-4, 4.2e-3, 0.20}, {4.2e-5, 8.9e-3, 0.152}};
    for (int f = 0; f < 3; ++f) {
        EigenMatrix<3> diagonal = EigenMatrix<3>::Zero();
        for (int i = 0; i < 3; ++i) diagonal(i, i) = yukawas[f][i];
        EigenMatrix<3> const y = random.unitary<3>() * diagonal * random.unitary<3>();
        EigenMatrix<3> const a = -200.0 * y + 10.0 * random.general<3>() * yukawas[f][2];
        from_eigen<3>(y, p.yukawa[f].e);
        from_eigen<3>(a, p.trilinear[f].e);
    }
    for (auto& m2 : p.m2) {
        double const scale = m2.diagonal[0];
        set(m2, to_eigen(m2) + violation * scale / 4.0 * random.hermitian<3>());
    }
    p.gaugino[0] = {120.0, 61.0};
    p.gaugino[1] = {250.0, -71.0};
    p.gaugino[2] = {700.0, 296.0};
    return p;
}

/// The same point in another basis: a random unitary rotation of each of the five multiplets in flavour space, which is unobservable.
inline spectrum::LowScale<double> flavour_rotated(spectrum::LowScale<double> const& p, RandomMatrices& random) {
    using namespace spectrum;
    auto result = p;
    EigenMatrix<3> const u[5] = {random.unitary<3>(), random.unitary<3>(), random.unitary<3>(), random.unitary<3>(), random.unitary<3>()};
    for (int f = 0; f < 3; ++f) {
        EigenMatrix<3> const left = f == lepton ? u[L] : u[Q], right = u[f == up ? U : f == down ? D : E];
        from_eigen<3>(right.adjoint() * to_eigen(p.yukawa[f]) * left, result.yukawa[f].e);
        from_eigen<3>(right.adjoint() * to_eigen(p.trilinear[f]) * left, result.trilinear[f].e);
    }
    for (int m = 0; m < 5; ++m) set(result.m2[m], u[m].adjoint() * to_eigen(p.m2[m]) * u[m]);
    return result;
}

/// The same point in another mass unit, so that all masses are twice as large. v is fixed in the kernels: soft masses double, and couplings
/// with them.
inline spectrum::LowScale<double> with_doubled_masses(spectrum::LowScale<double> p) {
    p.q *= 2.0;
    for (auto& g : p.g) g *= 2.0;
    for (auto& mass : p.gaugino) mass = 2.0 * mass;
    for (int f = 0; f < 3; ++f) {
        DenseBackend<double>::scaled(2.0, p.yukawa[f], p.yukawa[f]);
        DenseBackend<double>::scaled(4.0, p.trilinear[f], p.trilinear[f]);
    }
    for (auto& m2 : p.m2) DenseBackend<double>::scaled(4.0, m2, m2);
    p.m_Hu2 *= 4.0;
    p.m_Hd2 *= 4.0;
    return p;
}

/// All parameters complex conjugated.
inline spectrum::LowScale<double> cp_conjugate(spectrum::LowScale<double> p) {
    for (auto& mass : p.gaugino) mass = conj(mass);
    for (int f = 0; f < 3; ++f)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                p.yukawa[f].e[i][j] = conj(p.yukawa[f].e[i][j]);
                p.trilinear[f].e[i][j] = conj(p.trilinear[f].e[i][j]);
            }
    for (auto& m2 : p.m2)
        for (auto& entry : m2.upper) entry = conj(entry);
    return p;
}

}  // namespace squall::test
