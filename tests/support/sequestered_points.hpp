#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "host/pipeline/named_points.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/pipeline/settings.hpp"
#include "kernels/core/constants.hpp"

namespace squall::test {

/// Inputs of tests/reference/sequestered_points.README.md: at m_Z with six flavours, real CKM.
inline pipeline::StandardModelInputs sequestered_inputs() {
    pipeline::StandardModelInputs i;
    i.m_Z = 91.1876, i.m_W = 80.377, i.G_F = 1.1663787e-5;
    i.inverse_alpha_1 = 59.0102, i.inverse_alpha_2 = 29.5844, i.alpha_s = 0.1180;
    i.m_up = {.00127, .62, 168.3}, i.m_down = {.0027, .0535, 2.84}, i.m_lepton = {.000487, .10272, 1.7467};
    // s13 e^{i delta} of the exact relation of the Wolfenstein parameters, solved for rhobar at delta = 0
    double const s12 = .22500, s23 = .04182, s13 = .00369;
    double const root = std::sqrt(1 - s23 * s23) / std::sqrt(1 - s12 * s12);
    i.ckm_lambda = s12, i.ckm_A = s23 / (s12 * s12);
    i.ckm_rhobar = s13 / (s12 * s23 * root + s13 * s23 * s23), i.ckm_etabar = 0;
    i.m_t_mu_W = 163.0, i.mu_W = 160.0, i.mu_b = 4.8, i.alpha_s_mu_W = 0.1087, i.alpha_s_mu_b = 0.216, i.alpha_s_160 = 0.1087;
    return i;
}

/// Conventions of that table: no thresholds, tree-level breaking with a fixed M_Z.
inline pipeline::Numerics sequestered_numerics() {
    pipeline::Numerics numerics;
    numerics.delta_b = false;
    numerics.tree_level_breaking = true;
    numerics.fixed_z_mass = true;
    return numerics;
}

/// Parameters of sequestered points by name, structure of arrays; what is not set has a neutral value.
struct SequesteredBatch : pipeline::NamedPoints {
    explicit SequesteredBatch(std::size_t n)
        : NamedPoints(pipeline::sequestered_points().parameters, n, pipeline::neutral_sequestered_point()) {}
};

}  // namespace squall::test
