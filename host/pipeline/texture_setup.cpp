#include "host/pipeline/texture_setup.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/rge/mssm_couplings.hpp"
#include "kernels/rge/standard_model.hpp"

namespace squall::pipeline {

using namespace texture;

void cancel_singlet_factors(Settings& settings) {
    if (settings.neutrinos != Neutrinos::double_seesaw) return;
    for (int row = 0; row < 3; ++row) {
        double const common = *std::min_element(settings.exponent[singlet][row], settings.exponent[singlet][row] + 3);
        if (std::isinf(common)) continue;
        for (double& n : settings.exponent[singlet][row]) n -= common;
        for (auto& of_doublet : settings.exponent[dirac]) of_doublet[row] -= common;
    }
}

void set_suppressions(Settings& settings) {
    for (int m = 0; m < matrix_count; ++m)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j)
                settings.suppression[m][i][j] = settings.lambda > 0 ? std::pow(settings.lambda, settings.exponent[m][i][j]) : 0.0;
}

void set_couplings(Running& running, double const (&inverse_alpha)[3]) {
    rge::GaugeBeta<double> const mssm{};
    double const below = std::log(running.M_S / running.m_Z), above = std::log(running.scale / running.M_S);
    for (int a = 0; a < 3; ++a) {
        double const change = (rge::standard_model_beta[a] * below + mssm.b[a] * above) / (2 * std::numbers::pi);
        running.g[a] = std::sqrt(4 * std::numbers::pi / (inverse_alpha[a] - change));
    }
}

}  // namespace squall::pipeline
