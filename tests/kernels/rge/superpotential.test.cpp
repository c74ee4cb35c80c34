/// Beta functions from the superpotential itself: the 49 chiral superfields of the MSSM with colour, isospin and flavour written
/// out, and the general formulas of Martin and Vaughn (hep-ph/9311340, section II). No coefficient of the MSSM is used.
#include <gtest/gtest.h>

#include <array>
#include <complex>
#include <vector>

#include "kernels/rge/mssm_one_loop.hpp"
#include "tests/support/mssm_points.hpp"

namespace squall::test {
namespace {

using Number = std::complex<double>;

constexpr int fields = 49;
int Q(int colour, int isospin, int family) { return 6 * family + 2 * colour + isospin; }
int U(int colour, int family) { return 18 + 3 * family + colour; }
int D(int colour, int family) { return 27 + 3 * family + colour; }
int L(int isospin, int family) { return 36 + 2 * family + isospin; }
int E(int family) { return 42 + family; }
int Hu(int isospin) { return 45 + isospin; }
int Hd(int isospin) { return 47 + isospin; }

/// Quadratic Casimirs C_1 = 3/5 Y^2, C_2, C_3 of a field.
double casimir(int field, int group) {
    struct Charges {
        double hypercharge;
        bool doublet, triplet;
    };
    Charges const c = field < 18   ? Charges{1.0 / 6, true, true}
                      : field < 27 ? Charges{-2.0 / 3, false, true}
                      : field < 36 ? Charges{1.0 / 3, false, true}
                      : field < 42 ? Charges{-0.5, true, false}
                      : field < 45 ? Charges{1.0, false, false}
                      : field < 47 ? Charges{0.5, true, false}
                                   : Charges{-0.5, true, false};
    return group == 0 ? 0.6 * c.hypercharge * c.hypercharge : group == 1 ? (c.doublet ? 3.0 / 4 : 0) : (c.triplet ? 4.0 / 3 : 0);
}

/// W = 1/6 Y^ijk phi_i phi_j phi_k
struct Superpotential {
    std::vector<Number> y = std::vector<Number>(fields * fields * fields);

    Number operator()(int i, int j, int k) const { return y[(i * fields + j) * fields + k]; }
    void add(int i, int j, int k, Number value) {
        for (auto const& [a, b, c] : {std::array{i, j, k}, {i, k, j}, {j, i, k}, {j, k, i}, {k, i, j}, {k, j, i}})
            y[(a * fields + b) * fields + c] += value;
    }

    /// u Yu Q Hu - d Yd Q Hd - e Ye L Hd, A B = A_1 B_2 - A_2 B_1 for doublets
    explicit Superpotential(rge::DenseGaugeYukawa<double> const& couplings) {
        auto const yukawa = [&](int sector, int r, int f) {
            auto const entry = couplings.Y[sector].e[r][f];
            return Number{entry.re, entry.im};
        };
        for (int r = 0; r < 3; ++r)
            for (int f = 0; f < 3; ++f)
                for (int i = 0; i < 2; ++i) {
                    double const sign = i == 0 ? 1 : -1;
                    for (int c = 0; c < 3; ++c) {
                        add(U(c, r), Q(c, i, f), Hu(1 - i), sign * yukawa(rge::up, r, f));
                        add(D(c, r), Q(c, i, f), Hd(1 - i), -sign * yukawa(rge::down, r, f));
                    }
                    add(E(r), L(i, f), Hd(1 - i), -sign * yukawa(rge::lepton, r, f));
                }
    }
};

/// Y_ipq Y^jpq: twice the Yukawa part of the one-loop anomalous dimension.
std::vector<Number> yukawa_square(Superpotential const& W) {
    std::vector<Number> result(fields * fields);
    for (int i = 0; i < fields; ++i)
        for (int j = 0; j < fields; ++j)
            for (int p = 0; p < fields; ++p)
                for (int q = 0; q < fields; ++q) result[i * fields + j] += std::conj(W(i, p, q)) * W(j, p, q);
    return result;
}

/// 16pi^2 dY^ijk/dt = Y^pjk gamma_p^i + two more, gamma_i^j = 1/2 Y_ipq Y^jpq - 2 delta_i^j g_a^2 C_a(i) (eqs. (2.3), (2.7)).
TEST(MssmOneLoop, RunsItsYukawasAsTheSuperpotential) {
    Mssm const point = random_point(11);
    Mssm k{};
    rge::MssmOneLoop<DenseBackend<double>>{}.add_to(point, loop_factor, k);
    Superpotential const W(point.couplings);
    auto gamma = yukawa_square(W);
    for (auto& entry : gamma) entry *= 0.5;
    for (int i = 0; i < fields; ++i)
        for (int a = 0; a < 3; ++a) gamma[i * fields + i] -= 2 * point.couplings.g[a] * point.couplings.g[a] * casimir(i, a);
    auto const beta = [&](int i, int j, int l) {
        Number sum = 0;
        for (int p = 0; p < fields; ++p)
            sum += W(p, j, l) * gamma[p * fields + i] + W(i, p, l) * gamma[p * fields + j] + W(i, j, p) * gamma[p * fields + l];
        return sum;
    };
    auto const expect = [&](int sector, int r, int f, Number expected) {
        auto const entry = k.couplings.Y[sector].e[r][f];
        EXPECT_LT(std::abs(Number(entry.re, entry.im) - expected), 1e-12) << "sector " << sector;  // rounding, entries of order 1
    };
    for (int r = 0; r < 3; ++r)
        for (int f = 0; f < 3; ++f) {
            expect(rge::up, r, f, beta(U(0, r), Q(0, 0, f), Hu(1)));
            expect(rge::down, r, f, -beta(D(0, r), Q(0, 0, f), Hd(1)));
            expect(rge::lepton, r, f, -beta(E(r), L(0, f), Hd(1)));
        }
}

/// Quartic terms of mu's running at two loops: gamma_Hu + gamma_Hd with gamma_i^j = -1/2 Y_imn Y^npq Y_pqr Y^mrj (eq. (2.4)).
TEST(BilinearTwoLoop, HasTheQuarticTermsOfTheSuperpotential) {
    Mssm point = random_point(12);
    for (auto& g : point.couplings.g) g = 0;
    point.mu = {0.0, 0.0};
    point.b = {1.0, 0.0};
    auto const b_running = [&](rge::BilinearLoops loops) {
        rge::MssmOneLoop<DenseBackend<double>> law;
        law.bilinear = loops;
        Mssm k{};
        law.add_to(point, loop_factor, k);
        return k.b.re;
    };
    Superpotential const W(point.couplings);
    auto const square = yukawa_square(W);
    auto const gamma = [&](int i) {
        Number sum = 0;
        for (int m = 0; m < fields; ++m)
            for (int n = 0; n < fields; ++n)
                for (int r = 0; r < fields; ++r) sum += std::conj(W(i, m, n)) * W(m, r, i) * square[r * fields + n];
        return -0.5 * sum;
    };
    double const expected = (gamma(Hu(0)) + gamma(Hd(0))).real();
    double const two_loop = loop_factor * (b_running(rge::BilinearLoops::two) - b_running(rge::BilinearLoops::one));
    EXPECT_NEAR(two_loop, expected, 1e-11 * std::abs(expected));  // a small difference: two digits of 1e-15 are lost, or three
}

}  // namespace
}  // namespace squall::test
