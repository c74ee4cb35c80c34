#pragma once
#include <Eigen/Dense>
#include <array>
#include <cmath>
#include <complex>

#include "kernels/spectrum/low_scale.hpp"

/// The effective potential of the MSSM written a second time, for the tests: long double, any flavour basis, any vevs.
///
/// Mass matrices from Martin's primer (hep-ph/9709356, eqs. 8.1.4, 8.2.2, 8.2.14, 8.4.15 and its Lagrangian) with v = 174 GeV, the scalar
/// ones as they follow from F, D and soft terms in the basis in which the parameters are given: no rotation to mass eigenstates of quarks.
namespace squall::test {

using LongComplex = std::complex<long double>;
using LongMatrix = Eigen::Matrix<LongComplex, Eigen::Dynamic, Eigen::Dynamic>;  // one type for all sizes: it is slow to compile

/// A set of fields of the same spin and charge; each has its own mass matrix.
enum class Fields {
    up_quarks,
    down_quarks,
    leptons,
    up_squarks,
    down_squarks,
    sleptons,
    sneutrinos,
    charginos,
    neutralinos,
    w_boson,
    z_boson,
    even_higgs,
    odd_higgs,
    charged_higgs
};
inline constexpr std::array matter_fields = {Fields::up_quarks,    Fields::down_quarks, Fields::leptons,    Fields::up_squarks,
                                             Fields::down_squarks, Fields::sleptons,    Fields::sneutrinos, Fields::charginos,
                                             Fields::neutralinos,  Fields::w_boson,     Fields::z_boson};
inline constexpr std::array higgs_fields = {Fields::even_higgs, Fields::odd_higgs, Fields::charged_higgs};

/// Whether the lighter state of the CP-odd and charged Higgs matrices, the Goldstone boson near a minimum, counts.
enum class Goldstones { kept, dropped };

/// (-1)^(2S) n: spin, colour, charge and two chiralities counted.
constexpr long double degrees_of_freedom(Fields fields) {
    switch (fields) {
        case Fields::up_quarks:
        case Fields::down_quarks:
            return -12;  // a Dirac fermion in three colours
        case Fields::leptons:
            return -4;
        case Fields::up_squarks:
        case Fields::down_squarks:
            return 6;  // a complex scalar in three colours
        case Fields::sleptons:
        case Fields::sneutrinos:
            return 2;
        case Fields::charginos:
            return -4;
        case Fields::neutralinos:
            return -2;  // a Majorana fermion
        case Fields::w_boson:
            return 6;
        case Fields::z_boson:
            return 3;
        case Fields::even_higgs:
        case Fields::odd_higgs:
            return 1;
        case Fields::charged_higgs:
            return 2;
    }
    return NAN;
}

/// The derivative of f at x: central differences of eighth order with step h (error of order h^8 f^(9)/630).
template <class F>
long double derivative(F&& f, long double x, long double h) {
    constexpr long double weights[4] = {4.0L / 5, -1.0L / 5, 4.0L / 105, -1.0L / 280};
    long double sum = 0;
    for (int k = 1; k <= 4; ++k) sum += weights[k - 1] * (f(x + k * h) - f(x - k * h));
    return sum / h;
}
template <class F>
long double second_derivative(F&& f, long double x, long double h) {
    constexpr long double weights[4] = {8.0L / 5, -1.0L / 5, 8.0L / 315, -1.0L / 560};
    long double sum = -205.0L / 72 * f(x);
    for (int k = 1; k <= 4; ++k) sum += weights[k - 1] * (f(x + k * h) + f(x - k * h));
    return sum / (h * h);
}

struct LongVevs {
    long double u, d;  ///< GeV
};

/// f(v_u, v_d) along one vev
template <class F>
auto along_v_u(F const& f, LongVevs v) {
    return [&f, v](long double u) { return f(LongVevs{u, v.d}); };
}
template <class F>
auto along_v_d(F const& f, LongVevs v) {
    return [&f, v](long double d) { return f(LongVevs{v.u, d}); };
}
/// d/dv_u, d/dv_d of f(v_u, v_d) with steps of v/steps.
template <class F>
std::array<long double, 2> gradient(F const& f, LongVevs v, int steps) {
    return {derivative(along_v_u(f, v), v.u, v.u / steps), derivative(along_v_d(f, v), v.d, v.d / steps)};
}
/// uu, ud, dd
template <class F>
std::array<long double, 3> hessian(F const& f, LongVevs v, int steps) {
    auto const slope_d = [&](long double u) { return derivative(along_v_d(f, {u, v.d}), v.d, v.d / steps); };
    return {second_derivative(along_v_u(f, v), v.u, v.u / steps), derivative(slope_d, v.u, v.u / steps),
            second_derivative(along_v_d(f, v), v.d, v.d / steps)};
}

class LongDoublePotential {
public:
    LongDoublePotential(spectrum::LowScale<double> const& p, LongComplex mu, long double b) : mu_(mu), b_(b), q_(p.q) {
        auto const number = [](Complex<double> z) { return LongComplex(z.re, z.im); };
        for (int f = 0; f < 3; ++f) {
            y_[f] = LongMatrix::NullaryExpr(3, 3, [&](auto i, auto j) { return number(p.yukawa[f].e[i][j]); });
            a_[f] = LongMatrix::NullaryExpr(3, 3, [&](auto i, auto j) { return number(p.trilinear[f].e[i][j]); });
        }
        for (int m = 0; m < 5; ++m) m2_[m] = LongMatrix::NullaryExpr(3, 3, [&](auto i, auto j) { return number(p.m2[m].at(i, j)); });
        for (int i = 0; i < 2; ++i) gaugino_[i] = number(p.gaugino[i]);
        m_Hu2_ = p.m_Hu2;
        m_Hd2_ = p.m_Hd2;
        g_ = p.g[1];
        gY_ = std::sqrt(3.0L / 5) * p.g[0];
    }

    /// V0 of seed 001, eq. (potform), GeV^4.
    long double tree(LongVevs v) const {
        long double const mu2 = std::norm(mu_), d_flatness = v.u * v.u - v.d * v.d;
        return (m_Hd2_ + mu2) * v.d * v.d + (m_Hu2_ + mu2) * v.u * v.u - 2 * b_ * v.u * v.d + couplings() / 8 * d_flatness * d_flatness;
    }

    /// M^2 of a kind of fields, GeV^2, hermitian.
    LongMatrix matrix(Fields fields, LongVevs v) const {
        using spectrum::down, spectrum::lepton, spectrum::up, spectrum::Q, spectrum::U, spectrum::D, spectrum::L, spectrum::E;
        switch (fields) {
            case Fields::up_quarks:
                return v.u * v.u * (y_[up] * y_[up].adjoint());
            case Fields::down_quarks:
                return v.d * v.d * (y_[down] * y_[down].adjoint());
            case Fields::leptons:
                return v.d * v.d * (y_[lepton] * y_[lepton].adjoint());
            case Fields::up_squarks:
                return sfermions(up, m2_[Q], m2_[U], 0.5L, 2.0L / 3, v.u, v.d, v);
            case Fields::down_squarks:
                return sfermions(down, m2_[Q], m2_[D], -0.5L, -1.0L / 3, v.d, v.u, v);
            case Fields::sleptons:
                return sfermions(lepton, m2_[L], m2_[E], -0.5L, -1, v.d, v.u, v);
            case Fields::sneutrinos:
                return m2_[L] + weak_d_term(0.5L, 0, v) * identity();
            case Fields::charginos:
                return charginos(v);
            case Fields::neutralinos:
                return neutralinos(v);
            case Fields::w_boson:
                return LongMatrix::Constant(1, 1, g_ * g_ / 2 * (v.u * v.u + v.d * v.d));
            case Fields::z_boson:
                return LongMatrix::Constant(1, 1, couplings() / 2 * (v.u * v.u + v.d * v.d));
            case Fields::even_higgs:
                return even_higgs(v);
            case Fields::odd_higgs:
                return odd_higgs(v);
            case Fields::charged_higgs:
                return charged_higgs(v);
        }
        return {};
    }

    /// (-1)^(2S) n/(64 pi^2) sum M^4 (ln M^2/Q^2 - 3/2), the real part where M^2 < 0, GeV^4.
    long double one_loop(Fields fields, LongVevs v, Goldstones goldstones = Goldstones::kept) const {
        bool const dropped = goldstones == Goldstones::dropped && (fields == Fields::odd_higgs || fields == Fields::charged_higgs);
        return one_loop(fields, matrix(fields, v), dropped);
    }
    template <std::size_t N>
    long double one_loop(std::array<Fields, N> const& all, LongVevs v, Goldstones goldstones = Goldstones::kept) const {
        long double sum = 0;
        for (auto fields : all) sum += one_loop(fields, v, goldstones);
        return sum;
    }

    /// The curvature that the Higgs bosons give the potential if |M^2| counts as `floor` at least where derivatives of first order meet,
    ///   d_i d_j tr F(M^2) = sum_k F'(m_k^2) (d_i d_j M^2)_kk + sum_kl F'[m_k^2, m_l^2] (d_i M^2)_kl (d_j M^2)_lk.
    /// By differences: a constant added to M^2 lifts its light states, and the first sum gets its own masses back.
    std::array<long double, 3> higgs_curvature(LongVevs v, long double floor, int steps) const {
        std::array<long double, 3> sum{};
        auto const add = [&sum](long double factor, std::array<long double, 3> const& x) {
            for (int i = 0; i < 3; ++i) sum[i] += factor * x[i];
        };
        auto const slope = [this](long double x) { return x == 0 ? 0 : 2 * x * (std::log(std::abs(x) / (q_ * q_)) - 1); };
        for (auto fields : higgs_fields) {
            Eigen::SelfAdjointEigenSolver<LongMatrix> const solver(matrix(fields, v));
            LongMatrix lift = LongMatrix::Zero(2, 2);
            for (int k = 0; k < 2; ++k) {
                long double const m2 = solver.eigenvalues()(k), lifted = std::max(m2, floor);
                LongMatrix const state = solver.eigenvectors().col(k);
                lift += (lifted - m2) * state * state.adjoint();
                auto const expectation = [&](LongVevs x) { return (state.adjoint() * matrix(fields, x) * state).value().real(); };
                add(degrees_of_freedom(fields) / (64 * pi_ * pi_) * (slope(m2) - slope(lifted)), hessian(expectation, v, 4));
            }
            add(1, hessian([&](LongVevs x) { return one_loop(fields, matrix(fields, x) + lift, false); }, v, steps));
        }
        return sum;
    }

private:
    static constexpr long double pi_ = 3.14159265358979323846264338327950288L;
    LongComplex mu_;
    long double b_, q_, m_Hu2_, m_Hd2_, g_, gY_;
    LongMatrix y_[3], a_[3], m2_[5];
    LongComplex gaugino_[2];

    long double couplings() const { return g_ * g_ + gY_ * gY_; }

    long double one_loop(Fields fields, LongMatrix const& m2, bool lightest_dropped) const {
        auto const values = Eigen::SelfAdjointEigenSolver<LongMatrix>(m2, Eigen::EigenvaluesOnly).eigenvalues().eval();
        long double sum = 0;
        for (auto k = lightest_dropped ? 1 : 0; k < values.size(); ++k)
            if (long double const x = values(k); x != 0) sum += x * x * (std::log(std::abs(x) / (q_ * q_)) - 1.5L);
        return degrees_of_freedom(fields) * sum / (64 * pi_ * pi_);
    }

    static LongMatrix identity() { return LongMatrix::Identity(3, 3); }

    /// (T3 - Q sin^2 theta_W) cos(2 beta) m_Z^2 of the primer's eq. 8.4.13, at any vevs: m_Z^2 cos 2 beta -> (g^2 + g'^2)(v_d^2 - v_u^2)/2.
    long double weak_d_term(long double isospin, long double charge, LongVevs v) const {
        return (isospin * couplings() - charge * gY_ * gY_) / 2 * (v.d * v.d - v.u * v.u);
    }

    /// V = f_L* m2_left f_L + f_R* m2_right f_R + (f_R* a v_own f_L + c.c.) + |F|^2 + D^2/2; |F|^2 of the Higgs field brings mu*.
    LongMatrix sfermions(int sector, LongMatrix const& m2_left, LongMatrix const& m2_right, long double isospin, long double charge,
                         long double v_own, long double v_other, LongVevs v) const {
        auto const& y = y_[sector];
        LongMatrix const mixing = v_own * a_[sector] - std::conj(mu_) * v_other * y;
        LongMatrix m(6, 6);
        m << m2_left + v_own * v_own * (y.adjoint() * y) + weak_d_term(isospin, charge, v) * identity(), mixing.adjoint(),  //
            mixing, m2_right + v_own * v_own * (y * y.adjoint()) + weak_d_term(0, -charge, v) * identity();
        return m;
    }

    /// Eq. 8.2.14: (W+, Hu+) against (W-, Hd-).
    LongMatrix charginos(LongVevs v) const {
        LongMatrix x(2, 2);
        x << gaugino_[1], g_ * v.u, g_ * v.d, mu_;
        return x * x.adjoint();
    }
    /// Eq. 8.2.2: (B, W3, Hd, Hu).
    LongMatrix neutralinos(LongVevs v) const {
        long double const r = std::sqrt(0.5L);
        LongMatrix m(4, 4);
        m << gaugino_[0], 0, -gY_ * v.d * r, gY_ * v.u * r,  //
            0, gaugino_[1], g_ * v.d * r, -g_ * v.u * r,     //
            -gY_ * v.d * r, g_ * v.d * r, 0, -mu_,           //
            gY_ * v.u * r, -g_ * v.u * r, -mu_, 0;
        return m * m.adjoint();
    }

    /// Second derivatives of V0 of eq. 8.1.1 in all eight real fields, each canonically normalised.
    static LongMatrix higgs(long double uu, long double dd, long double ud) {
        LongMatrix m(2, 2);
        m << uu, ud, ud, dd;
        return m;
    }
    long double mass_u(LongVevs v) const { return m_Hu2_ + std::norm(mu_) + couplings() / 4 * (v.u * v.u - v.d * v.d); }
    long double mass_d(LongVevs v) const { return m_Hd2_ + std::norm(mu_) - couplings() / 4 * (v.u * v.u - v.d * v.d); }
    LongMatrix even_higgs(LongVevs v) const {
        long double const G = couplings() / 2;
        return higgs(mass_u(v) + G * v.u * v.u, mass_d(v) + G * v.d * v.d, -b_ - G * v.u * v.d);
    }
    LongMatrix odd_higgs(LongVevs v) const { return higgs(mass_u(v), mass_d(v), b_); }
    LongMatrix charged_higgs(LongVevs v) const {
        long double const W = g_ * g_ / 2;
        return higgs(mass_u(v) + W * v.d * v.d, mass_d(v) + W * v.u * v.u, b_ + W * v.u * v.d);
    }
};

}  // namespace squall::test
