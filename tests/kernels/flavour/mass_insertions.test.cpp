/// Mass insertions against Eigen, and what no basis may change.
#include "kernels/flavour/mass_insertions.hpp"

#include <gtest/gtest.h>

#include "kernels/spectrum/tree_level.hpp"
#include "tests/support/low_scale_points.hpp"

namespace squall::test {
namespace {

using spectrum::LowScale, spectrum::Yukawa;

flavour::MassInsertions<double> insertions_of(LowScale<double> const& p, Yukawa sector) {
    spectrum::Spectrum<double> point;
    double status = 0.0;
    spectrum::tree_level_spectrum(p, point, status);
    return flavour::mass_insertions(point, sector);
}

/// They come from masses and mixing: 1e-13 is the rounding of mass matrices, which shows in the smallest ones.
void expect_near(double delta, double expected) { EXPECT_NEAR(delta, expected, 1e-9 * expected + 1e-13); }

// Eigen's singular values descend: its generation 2 - i is ours. 1e-9: hierarchical Yukawa matrices fix light bases to 1e-11.
TEST(MassInsertions, AreOffDiagonalEntriesInTheBasisOfFermionMasses) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        auto const p = flavoured_point(seed);
        for (auto const sector : {spectrum::up, spectrum::down, spectrum::lepton}) {
            Eigen::JacobiSVD<EigenMatrix<3>> const svd(to_eigen(p.yukawa[sector]), Eigen::ComputeFullU | Eigen::ComputeFullV);
            auto const singlet = sector == spectrum::up ? spectrum::U : sector == spectrum::down ? spectrum::D : spectrum::E;
            auto const doublet = sector == spectrum::lepton ? spectrum::L : spectrum::Q;
            EigenMatrix<3> const left = svd.matrixV().adjoint() * to_eigen(p.m2[doublet]) * svd.matrixV();
            EigenMatrix<3> const right = svd.matrixU().adjoint() * to_eigen(p.m2[singlet]) * svd.matrixU();
            EigenMatrix<3> const trilinear = svd.matrixU().adjoint() * to_eigen(p.trilinear[sector]) * svd.matrixV();
            auto const vev = spectrum::higgs_vevs(p.tan_beta);
            double const v = sector == spectrum::up ? vev.v_u : vev.v_d;
            auto const delta = insertions_of(p, sector);
            int const pairs[3][2] = {{0, 1}, {0, 2}, {1, 2}};
            for (int k = 0; k < 3; ++k) {
                int const i = 2 - pairs[k][0], j = 2 - pairs[k][1];
                auto const size = [](EigenMatrix<3> const& m, int a) { return m(a, a).real(); };
                expect_near(delta.left[k], std::abs(left(i, j)) / std::sqrt(size(left, i) * size(left, j)));
                expect_near(delta.right[k], std::abs(right(i, j)) / std::sqrt(size(right, i) * size(right, j)));
                // a multiplies (singlet)(doublet): (ij) is doublet i with singlet j
                expect_near(delta.left_right[2 * k], v * std::abs(trilinear(j, i)) / std::sqrt(size(left, i) * size(right, j)));
                expect_near(delta.left_right[2 * k + 1], v * std::abs(trilinear(i, j)) / std::sqrt(size(left, j) * size(right, i)));
            }
        }
    }
}

TEST(MassInsertions, DoNotDependOnTheBasis) {
    RandomMatrices random(9);
    auto const p = flavoured_point(4), rotated = flavour_rotated(p, random);
    for (auto const sector : {spectrum::up, spectrum::down, spectrum::lepton}) {
        auto const a = insertions_of(p, sector), b = insertions_of(rotated, sector);
        for (int k = 0; k < 3; ++k) {
            expect_near(a.left[k], b.left[k]);
            expect_near(a.right[k], b.right[k]);
        }
        for (int k = 0; k < 6; ++k) expect_near(a.left_right[k], b.left_right[k]);
    }
}

}  // namespace
}  // namespace squall::test
