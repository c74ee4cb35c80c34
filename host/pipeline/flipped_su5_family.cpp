#include "host/pipeline/point_family.hpp"
#include "kernels/backends/cuda_stages.hpp"

namespace squall::pipeline {
namespace {

/// In the order of backends::FlippedParameter.
std::vector<Column> flipped_parameters() {
    std::vector<Column> columns{{"M", "GeV", "vacuum expectation value of the hidden sector"},
                                {"F_over_M", "GeV", "scale F/M of the soft masses"},
                                {"hidden_lambda", "", "coupling of the hidden sector"},
                                {"hidden_f", "GeV^2", "its source of supersymmetry breaking; 0: M and F_over_M are given"},
                                {"hidden_m", "GeV", "its mass"},
                                {"hidden_shift", "", "(lambda X + 2 m_2)/m"},
                                {"lambda_prime", "", "coupling of the hidden sector to the messengers"},
                                {"N_F", "", "messenger pairs (5,-2)"},
                                {"N_G", "", "messenger pairs (10,1)"}};
    auto const add_matrix = [&](std::string const& name, std::string const& meaning) {
        for (char i = '1'; i <= '3'; ++i)
            for (char j = '1'; j <= '3'; ++j) columns.push_back({name + "_" + i + j, "", meaning});
    };
    add_matrix("m_prime", "mass of the messengers beside lambda' M, in its units");
    columns.push_back({"M_C_star", "GeV", "compactification scale 2/(pi R); 0: not known"});
    columns.push_back({"lambda_FN", "", "number of which profiles are powers"});
    for (std::string const field : {"F", "f", "l"})
        for (char i = '1'; i <= '3'; ++i) columns.push_back({"power_" + field + "_" + i, "", "power of the profile of " + field + "_" + i});
    columns.push_back({"tan_beta", "", "v_u/v_d at M_SUSY"});
    columns.push_back({"sign_mu", "", "sign of mu, +1 or -1"});
    columns.push_back({"root", "", "which root of b(M_E) = 0 in tan(beta): k, or a share of their number below 1"});
    return columns;
}

void add_derived(std::vector<OutputColumn>& columns) {
    using namespace backends;
    auto const add = [&](std::string name, std::string unit, std::string meaning, int column) {
        columns.push_back({{std::move(name), std::move(unit), std::move(meaning)}, Source::derived, column});
    };
    add("f_a", "GeV", "decay constant of the R-axion, the M of the hidden sector", flipped_derived_M);
    add("F", "GeV^2", "F term of the messengers' singlet", flipped_derived_F);
    add("M_E", "GeV", "threshold of the messengers", flipped_derived_M_E);
    add("m_messenger_1", "GeV", "lightest messenger", flipped_derived_lightest_messenger);
    add("Lambda_G", "GeV", "M_3 = alpha_3/4pi Lambda_G at the messengers", flipped_derived_Lambda_G);
    add("Lambda_S", "GeV", "the same of scalars that see SU(3) alone: m^2 = 2 C_3 (alpha_3/4pi)^2 Lambda_S^2", flipped_derived_Lambda_S);
    add("N_eff", "", "Lambda_G^2/Lambda_S^2", flipped_derived_N_eff);
    add("m_axion", "GeV", "R-axion, F/sqrt(M M_Pl)", flipped_derived_m_axion);
    add("m_3_2", "GeV", "gravitino mass F/(sqrt(3) M_Pl)", flipped_derived_m_gravitino);
    add("m_3_2_all", "GeV", "gravitino mass with all F-terms of the vacuum", flipped_derived_m_gravitino_all);
    add("M_23", "GeV", "where alpha_2 = alpha_3", flipped_derived_M_23);
    add("inverse_alpha_5", "", "1/alpha_5 at M_23", flipped_derived_inverse_alpha_5);
    add("inverse_alpha_X", "", "1/alpha_X at M_23", flipped_derived_inverse_alpha_X);
    add("M_U", "GeV", "where SO(10) is strongly coupled; no unification below M_C_star", flipped_derived_M_U);
    add("M_KK", "GeV", "lightest Kaluza-Klein mode of the families", flipped_derived_M_KK);
    add("M_KK_over_M_23", "", "the unification formula assumes that it is above 1", flipped_derived_M_KK_over_M_23);
    add("tau_p", "yr", "lifetime of p -> e+ pi0 by gauge bosons of mass M_23", flipped_derived_proton_lifetime);
    add("dimension_five", "GeV", "M_Pl^3/M^2, which suppresses dimension-five operators", flipped_derived_dimension_five);
    add("lsp", "", "PDG number of the lightest superpartner, sfermions ordered in mass", flipped_derived_lsp);
    add("nlsp", "", "PDG number of the next-to-lightest superpartner", flipped_derived_nlsp);
}

}  // namespace

PointFamily flipped_points() {
    PointFamily family;
    family.parameters = flipped_parameters();
    family.outputs =
        mssm_outputs({{"mu_mess", "GeV", "mu_loop run up to the messengers"}, {"b_mess", "GeV^2", "b_loop run up to the messengers"}});
    add_derived(family.outputs);
    family.b_residual = "b_mess";
    family.derived_columns = backends::flipped_derived_count;
    family.iteration = &backends::StageTable::flipped_iteration;
    family.derived = &backends::StageTable::flipped_derived;
    family.cuda_iteration = &backends::CudaStages::flipped_iteration;
    family.cuda_derived = &backends::CudaStages::flipped_derived;
    family.right_hand_sides = &flipped_right_hand_sides;
    return family;
}

Plan flipped_plan(FlippedSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics) {
    return make_plan(setup.highest_scale, inputs, numerics);
}

}  // namespace squall::pipeline
