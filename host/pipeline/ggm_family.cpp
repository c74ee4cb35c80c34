#include "host/pipeline/ggm_cheap_cuts.hpp"
#include "host/pipeline/point_family.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::pipeline {
namespace {

/// In the order of backends::GgmParameter.
std::vector<Column> ggm_parameters() {
    return {{"Lambda", "GeV", "scale F_S/S of the soft masses"},
            {"M_mess", "GeV", "mass of the messengers"},
            {"tan_beta", "", "v_u/v_d at M_SUSY"},
            {"sign_mu", "", "sign of mu, +1 or -1"},
            {"n_Q", "", "messenger pairs like the quark doublet"},
            {"n_U", "", "messenger pairs like the up antiquark"},
            {"n_D", "", "messenger pairs like the down antiquark"},
            {"n_L", "", "messenger pairs like the lepton doublet"},
            {"n_E", "", "messenger pairs like the antilepton"},
            {"M_Q", "GeV", "mass of the Q messengers; 0: M_mess"},
            {"M_U", "GeV", "mass of the U messengers; 0: M_mess"},
            {"M_D", "GeV", "mass of the D messengers; 0: M_mess"},
            {"M_L", "GeV", "mass of the L messengers; 0: M_mess"},
            {"M_E", "GeV", "mass of the E messengers; 0: M_mess"},
            {"root", "", "which root of b(M_mess) = 0 in tan(beta): k, or a share of their number below 1"},
            {"messenger_set", "", "which of the config's sets of messengers, rounded down"}};
}

}  // namespace

PointFamily ggm_points() {
    PointFamily family;
    family.parameters = ggm_parameters();
    family.outputs = mssm_outputs({{"mu_mess", "GeV", "mu_loop run up to the highest messenger mass"},
                                   {"b_mess", "GeV^2", "b_loop run up to the highest messenger mass"}});
    family.b_residual = "b_mess";
    family.iteration = &backends::StageTable::ggm_iteration;
    family.cuda_iteration = &backends::CudaStages::ggm_iteration;
    family.runs_in_teams = true;
    family.right_hand_sides = &ggm_right_hand_sides;
    family.cut_cheaply = &cut_ggm_cheaply;
    return family;
}

Plan ggm_plan(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics) {
    auto plan = make_plan(setup.largest_messenger_mass, inputs, numerics);
    for (auto* phase : {&plan.coarse, &plan.fine}) phase->settings.one_threshold = setup.one_threshold;
    return plan;
}

}  // namespace squall::pipeline
