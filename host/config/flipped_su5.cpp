#include "host/config/flipped_su5.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/config/ggm.hpp"
#include "host/config/settling.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/models/flipped_su5.hpp"
#include "kernels/models/flipped_su5_unification.hpp"

namespace squall::config {
namespace {

namespace su5 = models::flipped_su5;

constexpr double infinity = std::numeric_limits<double>::infinity();
using Origin = Parameter::Origin;

/// Places in the family's list of parameters.
enum : std::size_t {
    i_M,
    i_F_over_M,
    i_hidden_lambda,
    i_hidden_f,
    i_hidden_m,
    i_hidden_shift,
    i_lambda_prime,
    i_N_F,
    i_N_G,
    i_m_prime,
    i_M_C_star = i_m_prime + 9,
    i_lambda_FN,
    i_power,
    i_tan_beta = i_power + 9,
    i_sign_mu,
    i_root,
    parameter_count,
};

constexpr BreakingParameters breaking{i_tan_beta, i_sign_mu, i_root, "b(M_E) = 0"};

bool is_given(Parameter const& p) { return p.is_input() && (p.varies() || p.value != 0); }

std::string in_the_prior(std::initializer_list<Parameter const*> parameters) {
    return std::ranges::any_of(parameters, [](auto const* p) { return p->varies(); }) ? ", here in all of the prior" : "";
}

void need(Parameter const& p, std::string const& why) {
    if (!is_given(p)) throw ConfigError(p.where, "parameter " + p.name + " is missing (" + why + "); add it to [parameters]");
}

/// M and F/M are given, or follow from the hidden sector.
void settle_hidden_sector(std::span<Parameter> p) {
    auto& f = p[i_hidden_f];
    if (!is_given(f)) {
        ignore(f, 0, f.where, "", "");
        for (auto const place : {i_hidden_lambda, i_hidden_m, i_hidden_shift})
            ignore(p[place], 0, f.where, "it is of the hidden sector, of which hidden_f is not given", "give hidden_f");
        need(p[i_M], "the vacuum expectation value that gives messengers their mass; or hidden_lambda, hidden_f, hidden_m");
        need(p[i_F_over_M], "the scale of the soft masses; or hidden_lambda, hidden_f, hidden_m");
        return;
    }
    for (auto const place : {i_M, i_F_over_M})
        ignore(p[place], 0, f.where, "it follows from hidden_lambda, hidden_f and hidden_m", "leave those out");
    need(p[i_hidden_lambda], "M^2 = (lambda f - m^2)/lambda^2");
    need(p[i_hidden_m], "F/M is m");
    auto const &lambda = p[i_hidden_lambda], &m = p[i_hidden_m];
    if (lambda.range().high * f.range().high <= m.range().low * m.range().low)
        throw ConfigError(f.where, "hidden_lambda hidden_f <= hidden_m^2 (R-symmetry is not broken, and messengers have no mass" +
                                       in_the_prior({&lambda, &f, &m}) + "); raise hidden_f or lower hidden_m");
}

/// Numbers of messengers, as far as they are known beforehand.
void check_messengers(ModelParameters const& parameters) {
    auto const& p = parameters.list;
    for (auto const& row : parameters.choices) {
        double const N_F = row[i_N_F], N_G = row[i_N_G];
        if (N_F + N_G == 0)
            throw ConfigError(p[i_N_F].where, "N_F = N_G = 0 (no messengers: superpartners stay massless); give N_F or N_G");
        if (is_given(p[i_M_C_star]) && su5::is_unification_singular(N_G))
            throw ConfigError(p[i_N_G].where,
                              "N_G = " + exact(N_G) +
                                  " with M_C_star (b_5 - b_X + 5 = 5/2 (N_G - 3) vanishes: gauge couplings do not depend on "
                                  "the scale of unification, which they shall tell); leave M_C_star out, or take another N_G");
        if (std::isnan(N_F + N_G) || p[i_M].varies() || p[i_lambda_prime].varies() || !is_given(p[i_M])) continue;
        double const mass = p[i_lambda_prime].value * p[i_M].value;
        auto const inverse = inverse_alpha_gut({N_G, 0, N_F + N_G, N_F, 0}, {mass, mass, mass, mass, mass});
        for (std::size_t a = 0; a < 3; ++a) {
            if (inverse[a] > 1) continue;  // alpha_a < 1
            auto const index = std::to_string(a + 1);
            throw ConfigError(p[i_N_G].where, "alpha_" + index + " is non-perturbative below 2e16 GeV (1/alpha_" + index + " = " +
                                                  exact(std::round(inverse[a] * 100) / 100) +
                                                  " there at one loop with N_F = " + exact(N_F) + ", N_G = " + exact(N_G) +
                                                  ", 1 is the bound); use fewer messengers or a larger M");
        }
    }
}

/// A messenger of mass lambda' M has scalars of (lambda' M)^2 +- lambda' F.
void check_messenger_scale(std::span<Parameter const> p) {
    auto const &ratio = p[i_F_over_M], &lambda = p[i_lambda_prime], &M = p[i_M];
    auto const has_masses = std::ranges::any_of(p.subspan(i_m_prime, 9), is_given);
    if (!is_given(ratio) || has_masses || ratio.range().low < lambda.range().high * M.range().high) return;
    throw ConfigError(ratio.where, "F_over_M >= lambda_prime M (a messenger scalar is tachyonic" + in_the_prior({&ratio, &lambda, &M}) +
                                       "); lower F_over_M or raise M");
}

void settle_flipped_su5(ModelParameters& parameters) {
    check_sign_mu(parameters, breaking);
    settle_root(parameters.list, breaking);
    settle_hidden_sector(parameters.list);
    check_messengers(parameters);
    check_messenger_scale(parameters.list);
}

std::vector<ParameterInfo> hidden_sector_parameters() {
    return {
        {"M", "GeV", "vacuum expectation value of the hidden sector, of which messengers have their mass lambda' M; the R-axion's f_a", 0,
         0, squall::gut_scale, true, false, "1e11 or { prior = \"log\", min = 5e8, max = 2.5e12 }"},
        {"F_over_M", "GeV", "scale F/M of the soft masses", 0, 0, infinity, true, false,
         "1e5 or { prior = \"log\", min = 5e4, max = 5e5 }"},
        {"hidden_lambda", "", "coupling lambda of the hidden sector", 0, 0, infinity, true, false,
         "1 or { prior = \"log\", min = 0.1, max = 3 }"},
        {"hidden_f", "GeV^2", "f of the hidden sector; gives M and F/M with hidden_lambda and hidden_m, lambda f > m^2", 0, 0, infinity,
         true, false, "1e22 or { prior = \"log\", min = 1e18, max = 1e24 }"},
        {"hidden_m", "GeV", "m of the hidden sector; F/M is m if hidden_shift is 0", 0, 0, infinity, true, false,
         "1e5 or { prior = \"log\", min = 5e4, max = 5e5 }"},
        {"hidden_shift", "", "(lambda X + 2 m_2)/m: M = r |1 - hidden_shift|", 0, -infinity, infinity, false, false,
         "0.5 or { prior = \"flat\", min = -0.5, max = 0.5 }"},
    };
}

}  // namespace

ModelFamily flipped_su5_family() {
    ModelFamily family;
    family.name = "flipped_su5";
    family.title = "flipped SU(5), messengers (5,-2) and (10,1), tan(beta) from b(M_E) = 0";
    family.reference = "Balazs, Kang, Li, Wang, Yang 2009";
    auto& list = family.parameters;
    list = hidden_sector_parameters();
    list.push_back({"lambda_prime", "", "coupling of the hidden sector to all messengers", 1, 0, infinity, true, false,
                    "1 or { prior = \"log\", min = 0.1, max = 3 }"});
    char const* const of_pairs = "1 or { prior = \"discrete\", values = [1, 2] }";
    list.push_back({"N_F", "", "messenger pairs (5,-2)", 1, 0, su5::most_pairs, false, true, of_pairs});
    list.push_back({"N_G", "", "messenger pairs (10,1)", 0, 0, su5::most_pairs, false, true, of_pairs});
    std::string const places[] = {"11", "12", "13", "21", "22", "23", "31", "32", "33"};
    std::vector<std::string> m_prime;
    for (auto const& place : places) {
        m_prime.push_back("m_prime_" + place);
        list.push_back({m_prime.back(), "", "entry of m' in units of lambda' M; N pairs of a kind have the first N rows and columns", 0,
                        -infinity, infinity, false, false, "0.5 or { prior = \"log\", min = 0.01, max = 100 }"});
        list.back().is_coefficient = true;
    }
    list.push_back({"M_C_star", "GeV", "compactification scale 2/(pi R); 0: no unification is asked for", 0, 0, reduced_planck_mass, false,
                    false, "4e16 or { prior = \"log\", min = 3e16, max = 1e18 }"});
    list.push_back({"lambda_FN", "", "number below 1 of which profiles are powers", 0.22, 0, 1, true, false,
                    "0.22 or { prior = \"flat\", min = 0.2, max = 0.24 }"});
    static constexpr double powers[3][3] = {{8, 4, 0}, {9, 9, 9}, {7, 5, 3}};  // scenario A
    static constexpr char const* fields[] = {"F", "f", "l"};
    family.aliases = {{"m_prime", m_prime, {}, ""}};
    for (std::size_t f = 0; f < 3; ++f) {
        std::vector<std::string> members;
        for (std::size_t i = 0; i < 3; ++i) {
            members.push_back(std::string("power_") + fields[f] + "_" + std::to_string(i + 1));
            list.push_back({members.back(), "", "power of lambda_FN in the profile; default: scenario A", powers[f][i], 0, infinity, false,
                            false, "4 or { prior = \"flat\", min = 3, max = 5 }"});
            list.back().is_coefficient = true;
        }
        family.aliases.push_back({std::string("profiles_") + fields[f], members, {}, ""});
    }
    list.push_back(tan_beta_parameter());
    list.back().found_by_default = true;
    list.push_back(sign_mu_parameter());
    list.push_back(root_parameter(breaking.b_condition));
    family.texture_use = ModelFamily::TextureUse::may_give_fermions;
    family.b_condition = breaking.b_condition;
    family.settle = &settle_flipped_su5;
    if (list.size() != parameter_count) throw std::logic_error("the parameters of flipped_su5 are not those its conditions count");
    return family;
}

double highest_messenger_mass(std::span<Parameter const> p) {
    double square = 0;  // of the largest 1 + m', as a matrix: above all its singular values
    for (std::size_t i = 0; i < 9; ++i) {
        auto const range = p[i_m_prime + i].range();
        square += std::pow(std::max(std::abs(range.low), std::abs(range.high)), 2);
    }
    double M = p[i_M].range().high;
    if (is_given(p[i_hidden_f])) {
        auto const shift = p[i_hidden_shift].range();
        double const r = std::sqrt(p[i_hidden_f].range().high / p[i_hidden_lambda].range().low);
        M = r * std::max(std::abs(1 - shift.low), std::abs(1 - shift.high));
    }
    return p[i_lambda_prime].range().high * M * (1 + std::sqrt(square));
}

}  // namespace squall::config
