#include "host/pipeline/named_points.hpp"
#include "host/pipeline/point_family.hpp"
#include "kernels/backends/cuda_stages.hpp"
#include "kernels/core/constants.hpp"

namespace squall::pipeline {
namespace {

constexpr char const* species[] = {"Q", "U", "D", "L", "E"};

std::string place(int i, int j) { return {'_', static_cast<char>('1' + i), static_cast<char>('1' + j)}; }

void add_complex(std::vector<Column>& columns, std::string const& name, std::string const& meaning) {
    columns.push_back({name + "_re", "", meaning + ", real part"});
    columns.push_back({name + "_im", "", meaning + ", imaginary part"});
}

/// In the order of backends::SequesteredParameter.
std::vector<Column> sequestered_parameters() {
    std::vector<Column> columns{{"Lambda", "GeV", "scale F/M of the messengers, at m_X"},
                                {"M_mess", "GeV", "mass m_f of the messengers"},
                                {"m_X", "GeV", "where the hidden sector leaves its conformal fixed point"},
                                {"Lambda_star", "GeV", "where the hidden sector becomes conformal"},
                                {"M_star", "GeV", "cutoff of gravity-mediated operators"},
                                {"R_S", "", "R charge of S"},
                                {"alpha_hat", "", "exponent of quadratic operators beside 2 gamma_S"},
                                {"c_lambda", "", "coefficient of the coupling of S to the messengers"},
                                {"d_S", "", "classical dimension of S"},
                                {"R51", "", "gravity over gauge mediation, eq. (51); 0: from the coupling"},
                                {"m_gravitino", "GeV", "gravitino mass; 0: from F_S"},
                                {"M_half", "GeV", "gaugino mass of gaugino mediation, after the suppression"},
                                {"group_factor", "", "C of gaugino mediation"},
                                {"bulk_length", "", "M_star L of gaugino mediation"},
                                {"tan_beta", "", "v_u/v_d at M_SUSY"},
                                {"sign_mu", "", "sign of mu, +1 or -1"}};
    for (std::string const s : species) columns.push_back({"n_" + s, "", "messenger pairs like " + s});
    for (int a = 1; a <= 3; ++a) columns.push_back({"gaugino_" + std::to_string(a), "", "factor of the messengers' gaugino mass"});
    columns.push_back({"k_B", "", "coefficient of b at the boundary"});
    columns.push_back({"k_B_gravity", "", "coefficient of b from supergravity at m_X"});
    for (std::string const h : {"Hu", "Hd"}) add_complex(columns, "A_" + h, "linear operator of the " + h);
    for (std::string const h : {"Hu", "Hd"}) columns.push_back({"c_" + h, "", "quadratic operator of the " + h});
    for (std::string const s : species)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) add_complex(columns, "A_" + s + place(i, j), "linear operator of the " + s);
    for (std::string const s : species) {
        auto const meaning = "quadratic operator of the " + s;
        for (int i = 0; i < 3; ++i) columns.push_back({"c_" + s + place(i, i), "", meaning});
        for (auto const& [i, j] : {std::pair{0, 1}, {0, 2}, {1, 2}}) add_complex(columns, "c_" + s + place(i, j), meaning);
    }
    columns.push_back({"root", "", "which root of b_residual = 0 in tan(beta): k, or a share of their number below 1"});
    return columns;
}

void add_derived(std::vector<OutputColumn>& columns) {
    using namespace backends;
    auto const add = [&](std::string name, std::string unit, std::string meaning, int column) {
        columns.push_back({{std::move(name), std::move(unit), std::move(meaning)}, Source::derived, column});
    };
    add("m_3_2", "GeV", "gravitino mass, given or F_S/(sqrt(3) M_Pl)", derived_m_gravitino);
    add("F_S", "GeV^2", "F term of S", derived_F_S);
    add("gamma_S", "", "anomalous dimension of S, 3 R(S)/2 - 1", derived_gamma_S);
    add("lambda", "", "coupling of S to the messengers at Lambda_star", derived_lambda);
    add("R_51", "", "gravity over gauge mediation of scalar masses, Case 1, eq. (51)", derived_R51);
    add("R_52", "", "B_grav^2 over gauge mediation, Case 1, eq. (52)", derived_R52);
    add("R_53", "", "gravity over gauge mediation of scalar masses, Case 2, eq. (53)", derived_R53);
    add("R_54", "", "B_grav^2 over gauge mediation, Case 2, eq. (54)", derived_R54);
    add("R_57", "", "B_grav^2 over gaugino mediation, eq. (57)", derived_R57);
    add("N_mess", "", "number of messengers it looks like, n_3 (m_X/m_f)^|alpha_hat| in Case 2", derived_N_mess);
    add("N_mess_effective", "", "the same from eqs. (44)-(45) and the masses at m_X", derived_N_mess_effective);
    add("mu_operator", "", "mu at the boundary over Lambda/16pi^2, or 16pi^2/(C M_star L) M_half", derived_mu_operator);
    add("mu2_over_A_Hu_A_Hd", "", "mu^2/(A_Hu A_Hd) at the boundary", derived_mu2_over_A_Hu_A_Hd);
    add("b_over_mu_m_3_2", "", "b/(mu m_3_2) at m_X", derived_b_over_mu_m_gravitino);
    add("ufb_min", "", "smallest (S - 2|b|)/(|S| + 2|b|), S = m^2_Hu + m^2_Hd + 2 mu^2, from M_SUSY to m_X", derived_ufb_min);
    add("lsp", "", "PDG number of the lightest superpartner, sfermions ordered in mass", derived_lsp);
    add("nlsp", "", "PDG number of the next-to-lightest superpartner", derived_nlsp);
    add("M_3_X", "GeV", "gluino mass parameter at m_X", derived_M_3);
    add("m2_Q_X", "GeV^2", "soft mass squared of the first doublet squarks at m_X", derived_m2_Q);
    add("m2_E_X", "GeV^2", "soft mass squared of the first slepton singlet at m_X", derived_m2_E);
    add("K_Hu_X", "GeV^2", "m^2_Hu + mu^2 at m_X", derived_K_Hu);
    add("K_Hd_X", "GeV^2", "m^2_Hd + mu^2 at m_X", derived_K_Hd);
    add("B_X", "GeV", "b/mu that the operators give at m_X", derived_B);
}

}  // namespace

std::map<std::string, double> const& neutral_sequestered_point() {
    static std::map<std::string, double> const values{{"Lambda_star", reduced_planck_mass},
                                                      {"M_star", reduced_planck_mass},
                                                      {"R_S", 1},
                                                      {"alpha_hat", 1},
                                                      {"c_lambda", 1},
                                                      {"d_S", 1},
                                                      {"n_D", 1},
                                                      {"n_L", 1},
                                                      {"group_factor", 5},
                                                      {"bulk_length", 30},
                                                      {"tan_beta", 10},
                                                      {"sign_mu", 1},
                                                      {"gaugino_1", 1},
                                                      {"gaugino_2", 1},
                                                      {"gaugino_3", 1},
                                                      {"k_B", 1},
                                                      {"root", 1}};
    return values;
}

PointFamily sequestered_points() {
    PointFamily family;
    family.parameters = sequestered_parameters();
    family.outputs = mssm_outputs({{"mu_boundary", "GeV", "mu at the boundary, without the factor of gamma_S"},
                                   {"b_residual", "GeV^2", "what b at M_SUSY asks for at m_X, minus what the operators give there"}});
    add_derived(family.outputs);
    family.b_residual = "b_residual";
    family.derived_columns = backends::sequestered_derived_count;
    family.iteration = &backends::StageTable::sequestered_iteration;
    family.derived = &backends::StageTable::sequestered_derived;
    family.cuda_iteration = &backends::CudaStages::sequestered_iteration;
    family.cuda_derived = &backends::CudaStages::sequestered_derived;
    family.right_hand_sides = &sequestered_right_hand_sides;
    return family;
}

Plan sequestered_plan(SequesteredSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics) {
    auto plan = make_plan(setup.highest_scale, inputs, numerics, setup.quark_basis);
    for (auto* phase : {&plan.coarse, &plan.fine})
        phase->settings.sequestered = {setup.gauge,           setup.gaugino,           setup.anomaly,           setup.gravity,
                                       setup.boundary_at_m_X, setup.trilinears_in_M_2, setup.elementary_singlet};
    return plan;
}

}  // namespace squall::pipeline
