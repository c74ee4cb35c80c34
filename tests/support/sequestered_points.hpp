#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "host/pipeline/columns.hpp"
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
class SequesteredBatch {
public:
    explicit SequesteredBatch(std::size_t n) : size(n), values(n * columns().size(), 0.0) {
        for (std::size_t i = 0; i < n; ++i) {
            for (auto const& [name, value] : std::initializer_list<std::pair<char const*, double>>{{"Lambda_star", reduced_planck_mass},
                                                                                                   {"M_star", reduced_planck_mass},
                                                                                                   {"R_S", 0.9},
                                                                                                   {"alpha_hat", 1},
                                                                                                   {"c_lambda", 1},
                                                                                                   {"d_S", 1},
                                                                                                   {"group_factor", 5},
                                                                                                   {"bulk_length", 30},
                                                                                                   {"tan_beta", 10},
                                                                                                   {"sign_mu", 1},
                                                                                                   {"n_D", 1},
                                                                                                   {"n_L", 1},
                                                                                                   {"gaugino_1", 1},
                                                                                                   {"gaugino_2", 1},
                                                                                                   {"gaugino_3", 1},
                                                                                                   {"k_B", 1},
                                                                                                   {"root", 1}})
                at(name, i) = value;
        }
    }
    double& at(std::string const& parameter, std::size_t i = 0) { return values[pipeline::column_named(columns(), parameter) * size + i]; }

    std::size_t size;
    std::vector<double> values;

private:
    static std::vector<pipeline::Column> const& columns() {
        static auto const all = pipeline::sequestered_points().parameters;
        return all;
    }
};

}  // namespace squall::test
