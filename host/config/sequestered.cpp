#include "host/config/sequestered.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "host/config/coefficients.hpp"
#include "host/config/settling.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

constexpr double required = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double planck_mass = squall::reduced_planck_mass;  ///< GeV
constexpr double largest_alpha_hat = 1000;                   ///< steps grow with it; the limit it stands for is boundary = "m_X"
constexpr double free_field = 2.0 / 3;                       ///< R charge of a free chiral field, gamma_S = 0

using Origin = Parameter::Origin;
using Options = SequesteredOptions;
using Places = std::vector<std::size_t>;

/// Places in the family's list of parameters.
enum : std::size_t {
    i_Lambda,
    i_M_mess,
    i_m_X,
    i_Lambda_star,
    i_M_star,
    i_R_S,
    i_alpha_hat,
    i_c_lambda,
    i_d_S,
    i_R51,
    i_m_gravitino,
    i_M_half,
    i_group_factor,
    i_bulk_length,
    i_tan_beta,
    i_sign_mu,
    i_multiplicity,
    i_gaugino = i_multiplicity + 5,
    i_k_B = i_gaugino + 3,
    i_k_B_gravity,
    i_A_Higgs,
    i_c_Higgs = i_A_Higgs + 4,
    i_A_matter = i_c_Higgs + 2,
    i_c_matter = i_A_matter + 5 * 18,
    i_root = i_c_matter + 5 * 9,
    parameter_count,
};

constexpr BreakingParameters breaking{i_tan_beta, i_sign_mu, i_root, "b_residual = 0"};

/// A range of places, the last not among them.
Places places(std::size_t first, std::size_t end) {
    Places result;
    for (auto i = first; i < end; ++i) result.push_back(i);
    return result;
}

Places operator+(Places a, Places const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

/// Whether it can be other than its "not given", 0.
bool is_given(Parameter const& p) { return p.is_input() && (p.varies() || p.value != 0); }

/// Whether the config says anything of it.
bool is_known(Parameter const& p) { return p.origin == Origin::config; }

/// Parameters that only some options give a meaning.
struct Condition {
    Places parameters;
    bool fulfilled;
    Position const& option;
    char const* why;
    char const* advice;
};

std::vector<Condition> conditions(Options const& options) {
    auto const& [gauge, gaugino, anomaly, gravity] = options.mediation;
    bool const linear = options.mediation.sets_linear_operators();
    bool const elementary = options.singlet == Options::Singlet::elementary;
    auto const& mediation = options.where.mediation;
    return {
        {Places{i_Lambda, i_M_mess, i_c_lambda, i_d_S} + places(i_multiplicity, i_k_B), gauge, mediation, "there is no gauge mediation",
         "add \"gauge\" to mediation"},
        {{i_M_half, i_group_factor, i_bulk_length}, gaugino, mediation, "there is no gaugino mediation", "add \"gaugino\" to mediation"},
        {{i_R51}, gauge && gravity, mediation, "it is the ratio of gravity to gauge mediation", "name both in mediation"},
        {places(i_c_Higgs, i_A_matter) + places(i_c_matter, i_root), gravity, mediation, "there is no gravity mediation",
         "add \"gravity\" to mediation"},
        {places(i_A_Higgs, i_c_Higgs), linear, mediation, "neither gauge nor gaugino mediation gives its unit", "add one to mediation"},
        {places(i_A_matter, i_c_matter), linear || elementary, mediation, "neither gauge nor gaugino mediation gives its unit",
         "add one to mediation, or write singlet = \"elementary\""},
        {{i_k_B}, linear, mediation, "neither gauge nor gaugino mediation gives b", "add one to mediation"},
        {{i_k_B},
         options.boundary == Options::Boundary::M_mess,
         options.where.boundary,
         "b = 0 at the boundary m_X",
         "write boundary = \"M_mess\""},
    };
}

/// Takes away joint priors none of whose parameters has a meaning any more, where the option that decided so may do that.
void drop_joints(ModelParameters& parameters, Condition const& condition) {
    auto const inside = [&](std::size_t place) { return std::ranges::find(condition.parameters, place) != condition.parameters.end(); };
    for (std::size_t j = parameters.joints.size(); j-- > 0;) {
        auto const& joint = parameters.joints[j];
        if (!gives_way(joint.where, condition.option) || !std::ranges::all_of(joint.parameters, inside)) continue;
        for (auto const place : joint.parameters) parameters.list[place].joint.reset();
        parameters.joints.erase(parameters.joints.begin() + static_cast<std::ptrdiff_t>(j));
        for (auto& p : parameters.list) {
            if (p.joint && *p.joint > j) --*p.joint;
        }
    }
}

void settle_meaning(ModelParameters& parameters) {
    auto const& family = *find_model("sequestered");
    for (auto const& condition : conditions(parameters.sequestered)) {
        if (condition.fulfilled) continue;
        drop_joints(parameters, condition);
        for (auto const place : condition.parameters)
            ignore(parameters.list[place], family.parameters[place].fallback, condition.option, condition.why, condition.advice);
    }
}

void need(Parameter const& p, bool there, std::string const& why, std::string const& advice) {
    if (there) return;
    throw ConfigError(p.where, "parameter " + p.name + " is missing (" + why + "); " + advice);
}

void check_needed(ModelParameters& parameters) {
    auto const& options = parameters.sequestered;
    auto& p = parameters.list;
    std::string const add = "add it to [parameters]";
    bool const at_messengers = options.boundary == Options::Boundary::M_mess;
    if (options.mediation.gauge) {
        need(p[i_Lambda], is_given(p[i_Lambda]), "gauge mediation needs F/M of the messengers at m_X", add);
        need(p[i_M_mess], is_given(p[i_M_mess]) || !at_messengers, "gauge mediation needs the mass of its messengers",
             add + ", or write boundary = \"m_X\"");
    }
    if (options.mediation.gaugino) need(p[i_M_half], is_given(p[i_M_half]), "gaugino mediation needs the gaugino mass", add);
    for (auto const place : {i_R_S, i_alpha_hat}) {
        need(p[place], is_known(p[place]) || !at_messengers, "it tells how fast operators are suppressed",
             "add it to [parameters], or what it follows from to [hidden_sector]");
        if (!is_known(p[place])) p[place].origin = Origin::nowhere;  // the suppression is taken to be complete
    }
}

/// Whether something tells F_S, the supersymmetry breaking of the hidden sector.
bool knows_F_S(std::span<Parameter const> p, Options const& options) {
    bool const from_messengers = options.mediation.gauge && is_given(p[i_M_mess]);
    return is_given(p[i_m_gravitino]) || ((from_messengers || options.mediation.gaugino) && is_known(p[i_R_S]));
}

/// What the gravitino mass and gravity mediation hang on.
void check_gravity(std::span<Parameter const> p, Options const& options) {
    bool const F_S = knows_F_S(p, options);
    std::string const advice = options.mediation.sets_linear_operators() ? "give m_gravitino, or R_S and M_mess" : "give m_gravitino";
    if (options.mediation.anomaly && !F_S)
        throw ConfigError(p[i_m_gravitino].where, "parameter m_gravitino is missing (anomaly mediation is proportional to it); " + advice);
    if (is_given(p[i_k_B_gravity]) && !F_S)
        throw ConfigError(p[i_k_B_gravity].where, "k_B_gravity without m_gravitino (it multiplies it); " + advice);
    if (!options.mediation.gravity) return;
    bool const quadratic = is_given(p[i_R51]) || (F_S && is_known(p[i_alpha_hat]));
    if (!quadratic)
        throw ConfigError(options.where.mediation,
                          "gravity mediation of unknown size (it is proportional to F_S^2, suppressed by alpha_hat); " +
                              (F_S ? std::string("give alpha_hat") : advice) + (options.mediation.gauge ? ", or R51" : ""));
    if (options.singlet == Options::Singlet::elementary && !(F_S && is_known(p[i_R_S])))
        throw ConfigError(
            options.where.singlet,
            "singlet = \"elementary\" with operators of unknown size (F_S/M_star suppressed by gamma_S); " + advice + ", and R_S");
}

/// Throws ConfigError where one scale is above another for all points.
void check_below(Parameter const& scale, Parameter const& other, std::string const& why) {
    if (!is_given(scale) || !is_given(other) || scale.range().low <= other.range().high) return;
    throw ConfigError(scale.where, scale.name + " > " + other.name + " (" + why +
                                       (scale.varies() || other.varies() ? "; here in all of the prior" : "") + "); lower " + scale.name +
                                       " or raise " + other.name);
}

void check_scales(std::span<Parameter const> p) {
    check_below(p[i_m_X], p[i_M_mess], "messengers are integrated out while the hidden sector is conformal, above m_X");
    check_below(p[i_M_mess], p[i_Lambda_star], "the hidden sector is conformal only below Lambda_star");
    check_below(p[i_m_X], p[i_Lambda_star], "the hidden sector is conformal from Lambda_star down to m_X");
}

void check_exponents(std::span<Parameter const> p) {
    auto const& R_S = p[i_R_S];
    if (R_S.is_input() && !(R_S.range().low < 2))
        throw ConfigError(R_S.where, "R_S = " + exact(R_S.range().low) + " (the superpotential has R charge 2); give a value below 2");
    if (!R_S.is_input() || !p[i_alpha_hat].is_input()) return;
    double const largest = 3 * R_S.range().high - 2 + p[i_alpha_hat].range().high;
    if (largest < -1e-12)  // rounding of a conserved current
        throw ConfigError(p[i_alpha_hat].where,
                          "2 gamma_S + alpha_hat = " + exact(largest) + (R_S.varies() || p[i_alpha_hat].varies() ? " at most" : "") +
                              " (negative: operators S^dagger S grow towards the infrared, and the fixed point is not attractive); "
                              "raise alpha_hat to 2 - 3 R_S or more");
}

/// b gives a tan(beta) and a sign of mu where it exists and everything in it is real.
void check_from_b(ModelParameters const& parameters) {
    auto const& p = parameters.list;
    if (p[i_tan_beta].origin != Origin::evaluator) return;
    auto const& [gauge, gaugino, anomaly, gravity] = parameters.sequestered.mediation;
    if (!gauge && !gaugino && !gravity)
        throw ConfigError(p[i_tan_beta].where, "tan_beta = \"from_B\" with anomaly mediation alone (nothing gives b there); give tan_beta");
    auto const complex =
        std::ranges::find_if(p, [](Parameter const& x) { return x.name.starts_with("A_") && x.name.ends_with("_im") && is_given(x); });
    if (complex != p.end())
        throw ConfigError(complex->where,
                          complex->name +
                              " with tan_beta = \"from_B\" (complex coefficients make b fix the phase of mu, not its sign); "
                              "give tan_beta or real coefficients");
}

void settle_sequestered(ModelParameters& parameters) {
    settle_meaning(parameters);
    check_needed(parameters);
    check_sign_mu(parameters, breaking);
    settle_root(parameters.list, breaking);
    check_from_b(parameters);
    check_gravity(parameters.list, parameters.sequestered);
    check_scales(parameters.list);
    check_exponents(parameters.list);
    if (!parameters.sequestered.mediation.gauge) return;
    for (auto const& messengers : messengers_of(parameters, i_multiplicity)) check_gaugino_masses(messengers);
}

/// Scales, exponents and masses.
std::vector<ParameterInfo> scales() {
    return {
        {"Lambda", "GeV", "F/M of the messengers at m_X, lambda(M_mess) F_S/M_mess after its suppression; gauge mediation needs it", 0, 0,
         infinity, false, false, "1e5 or { prior = \"log\", min = 5e4, max = 5e5 }"},
        {"M_mess", "GeV", "messenger mass, where gauge mediation generates operators; needed there unless boundary = \"m_X\"", 0, 0,
         planck_mass, false, false, "1e12 or { prior = \"log\", min = 1e11, max = 1e15 }"},
        {"m_X", "GeV", "where the hidden sector leaves the conformal fixed point", required, 0, planck_mass, true, false,
         "1e9 or { prior = \"log\", min = 1e5, max = 1e10 }"},
        {"Lambda_star", "GeV", "where the hidden sector becomes conformal", planck_mass, 0, planck_mass, true, false,
         "1e18 or { prior = \"log\", min = 1e16, max = 2e18 }"},
        {"M_star", "GeV", "cutoff that suppresses gravity-mediated and gaugino-mediated operators", planck_mass, 0, infinity, true, false,
         "2e18 or { prior = \"log\", min = 1e16, max = 2e18 }"},
        {"R_S", "", "R charge of S, gamma_S = 3 R_S/2 - 1; above 2/3 by unitarity, below 2; needed here or in [hidden_sector]", free_field,
         free_field, 2, true, false, "1 or { prior = \"flat\", min = 0.7, max = 1.3 }", false, [](double x) { return x < 2; }},
        {"alpha_hat", "", "operators quadratic in S scale with 2 gamma_S + alpha_hat >= 0; needed here or in [hidden_sector]", 0, -4,
         largest_alpha_hat, false, false, "1 or { prior = \"flat\", min = 0.1, max = 2 }"},
        {"c_lambda", "", "c of lambda = c (Lambda_star/M_star)^(d_S - 1), coupling of S to the messengers", 1, 0, infinity, true, false,
         "1 or { prior = \"log\", min = 0.3, max = 3 }"},
        {"d_S", "", "classical dimension of S", 1, 1, infinity, false, false, "1 or { prior = \"flat\", min = 1, max = 2 }"},
        {"R51", "", "gravity over gauge mediation, eq. (51); 0: from lambda, M_mess, M_star, Lambda_star, m_X, alpha_hat", 0, 0, infinity,
         false, false, "1e-5 or { prior = \"log\", min = 1e-8, max = 1 }"},
        {"m_gravitino", "GeV", "gravitino mass; 0: from F_S", 0, 0, infinity, false, false,
         "6e4 or { prior = \"log\", min = 1e4, max = 1e5 }"},
        {"M_half", "GeV", "universal gaugino mass after its suppression; gaugino mediation needs it", 0, 0, infinity, false, false,
         "500 or { prior = \"log\", min = 200, max = 2000 }"},
        {"group_factor", "", "C of eqs. (55)-(57), gaugino mediation", 5, 0, infinity, true, false,
         "5 or { prior = \"flat\", min = 2, max = 10 }"},
        {"bulk_length", "", "M_star L, length of the extra dimension of gaugino mediation in units of the cutoff", 30, 1, infinity, true,
         false, "30 or { prior = \"log\", min = 5, max = 100 }"},
    };
}

char const* const coefficient_example = "0.5 or { prior = \"order_one\", min = 0.3, max = 3 }";

ParameterInfo coefficient(std::string const& name, std::string const& meaning, double fallback = 0) {
    return {name, "", meaning, fallback, -infinity, infinity, false, false, coefficient_example};
}

std::vector<CoefficientName> coefficient_names() {
    using Kind = CoefficientName::Kind;
    std::vector<CoefficientName> names;
    for (std::string const higgs : {"Hu", "Hd"})
        names.push_back({"A_" + higgs, Kind::complex_number, "operator linear in S of the " + higgs + " doublet"});
    std::vector<std::string> linear, quadratic;
    for (std::string const field : {"Q", "U", "D", "L", "E"}) {
        linear.push_back("A_" + field);
        quadratic.push_back("c_" + field);
    }
    for (auto const& name : linear)
        names.push_back({name, Kind::complex_matrix, "operators linear in S of the " + name.substr(2) + " fields"});
    for (auto const& name : quadratic)
        names.push_back({name, Kind::hermitian_matrix, "gravity-mediated operators of the " + name.substr(2) + " fields"});
    names.push_back({"A_matter", Kind::complex_matrix, "all of A_Q, A_U, A_D, A_L, A_E", linear});
    names.push_back({"c_matter", Kind::hermitian_matrix, "all of c_Q, c_U, c_D, c_L, c_E", quadratic});
    return names;
}

}  // namespace

ModelFamily sequestered_family() {
    ModelFamily family;
    family.name = "sequestered";
    family.title = "conformally sequestered hidden sector, gauge, gaugino, anomaly and gravity mediation";
    family.reference = "Murayama, Nomura, Poland 2007";
    auto& list = family.parameters;
    list = scales();
    list.push_back(tan_beta_parameter());
    list.push_back(sign_mu_parameter());
    for (auto const& multiplicity : multiplicity_parameters()) list.push_back(multiplicity);
    for (std::string const a : {"1", "2", "3"})
        list.push_back(coefficient("gaugino_" + a, "multiplies the gaugino mass M_" + a + " of the messengers, not the scalar masses", 1));
    list.push_back(coefficient("k_B", "b = mu (-k_B Lambda + A_Hu + A_Hd) at the boundary", 1));
    list.push_back(coefficient("k_B_gravity", "adds k_B_gravity m_gravitino mu to b at m_X, eq. (50)"));
    family.coefficients = coefficient_names();
    auto const add = [&](auto const& is_wanted) {
        for (auto const& name : family.coefficients) {
            if (!name.members.empty() || !is_wanted(name)) continue;
            for (auto const& entry : entries_of(name)) {
                for (auto const& part : entry.parameters()) {
                    list.push_back(coefficient(part, name.meaning));
                    list.back().is_coefficient = true;
                }
            }
        }
    };
    using Kind = CoefficientName::Kind;
    add([](auto const& name) { return name.kind == Kind::complex_number; });
    for (std::string const higgs : {"Hu", "Hd"})
        list.push_back(coefficient("c_" + higgs, "gravity-mediated operator of the " + higgs + " doublet"));
    add([](auto const& name) { return name.kind != Kind::complex_number; });
    list.push_back(root_parameter(breaking.b_condition));
    family.aliases = {{"messengers", {"n_Q", "n_U", "n_D", "n_L", "n_E"}, {}, ""}};
    family.options = sequestered_option_list();
    family.has_hidden_sector = true;
    family.b_condition = breaking.b_condition;
    family.settle = &settle_sequestered;
    if (list.size() != parameter_count) throw std::logic_error("the parameters of sequestered are not those its conditions count");
    return family;
}

}  // namespace squall::config
