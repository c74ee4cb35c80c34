#include "kernels/rge/standard_model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/ode/low_storage.hpp"

namespace squall::test {
namespace {

using Law = rge::StandardModelOneLoop<DenseBackend<double>>;
using State = rge::DenseGaugeYukawa<double>;

// Coefficients from field content: b = -11/3 C(G) + 2/3 sum over Weyl fermions T + 1/3 sum over complex scalars T, three families, one
// doublet.
TEST(StandardModelOneLoop, HasTheGaugeCoefficientsOfItsFieldContent) {
    double const families = 3;
    double const hypercharge2 = 6 * 1.0 / 36 + 3 * 4.0 / 9 + 3 * 1.0 / 9 + 2 * 1.0 / 4 + 1.0;  // sum of Y^2 in a family
    double const b1 = 3.0 / 5 * (2.0 / 3 * families * hypercharge2 + 1.0 / 3 * 2 * 1.0 / 4);
    double const b2 = -11.0 / 3 * 2 + 2.0 / 3 * families * 4 * 0.5 + 1.0 / 3 * 0.5;
    double const b3 = -11.0 / 3 * 3 + 2.0 / 3 * families * 4 * 0.5;
    EXPECT_NEAR(rge::standard_model_beta[0], b1, 1e-14);
    EXPECT_NEAR(rge::standard_model_beta[1], b2, 1e-14);
    EXPECT_NEAR(rge::standard_model_beta[2], b3, 1e-14);
}

// Gauge part of a Yukawa's anomalous dimension: 3 g^2 (C(left) + C(right)) over the two fermions of the vertex (Machacek and Vaughn II):
// 6 C_F = 8 for colour, 3 C_F = 9/4 for isospin, 3 x 3/5 (Y_L^2 + Y_R^2) for hypercharge.
TEST(StandardModelOneLoop, HasTheYukawaGaugeTermsOfItsCharges) {
    double const left[3] = {1.0 / 6, 1.0 / 6, -1.0 / 2}, right[3] = {2.0 / 3, -1.0 / 3, -1.0}, colour[3] = {8, 8, 0};
    for (int f = 0; f < 3; ++f) {
        EXPECT_NEAR(rge::standard_model_gauge[f][0], 3.0 / 5 * 3 * (left[f] * left[f] + right[f] * right[f]), 1e-14);
        EXPECT_NEAR(rge::standard_model_gauge[f][1], 3 * 3.0 / 4, 1e-14);
        EXPECT_NEAR(rge::standard_model_gauge[f][2], colour[f], 1e-14);
    }
}

// With one top Yukawa: dy/dt = y (9/2 y^2 - 8 g3^2 - ...), the textbook top-quark flow.
TEST(StandardModelOneLoop, GivesTheTextbookTopFlow) {
    State y{}, k{};
    y.g[0] = 0.46, y.g[1] = 0.65, y.g[2] = 1.2;
    y.Y[rge::up].e[2][2] = {0.95, 0};
    Law{}.add_to(y, loop_factor, k);
    double const yt = 0.95;
    EXPECT_NEAR(k.Y[rge::up].e[2][2].re, yt * (4.5 * yt * yt - 8 * 1.44 - 9.0 / 4 * 0.4225 - 17.0 / 20 * 0.2116), 1e-13);
}

// The CKM matrix is invisible to quark mixing only through Yu†Yu - Yd†Yd: for Yu = Yd the mixing terms cancel.
TEST(StandardModelOneLoop, CancelsTheSectorTermsForEqualYukawas) {
    State y{}, k{};
    for (int f : {0, 1})
        for (int i = 0; i < 3; ++i) y.Y[f].e[i][i] = {0.1 * (i + 1), 0};
    Law{}.add_to(y, loop_factor, k);
    double const trace = 2 * 3 * (0.01 + 0.04 + 0.09);
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(k.Y[0].e[i][i].re, 0.1 * (i + 1) * trace, 1e-14);
}

}  // namespace
}  // namespace squall::test
