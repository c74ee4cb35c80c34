#include "host/config/ggm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "host/config/parameters.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

constexpr double required = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Places in the family's list of parameters.
enum : std::size_t { i_Lambda, i_M_mess, i_tan_beta, i_sign_mu, i_multiplicity, i_mass = i_multiplicity + 5 };

double lowest(Parameter const& p) { return p.prior ? p.prior->min : p.value; }
double highest(Parameter const& p) { return p.prior ? p.prior->max : p.value; }

/// The parameter that holds the mass of a species: its own, or M_mess where that is left at 0.
Parameter const& mass_of(std::span<Parameter const> p, std::size_t species) {
    auto const& own = p[i_mass + species];
    return own.prior || own.value > 0 ? own : p[i_M_mess];
}

void check_sign_mu(Parameter const& sign) {
    if (std::abs(sign.value) != 1) throw ConfigError(sign.where, "sign_mu = " + exact(sign.value) + " (it is a sign); write 1 or -1");
}

void check_gaugino_masses(std::span<Parameter const> p, PerSpecies const& n) {
    auto const sums = dynkin_sums(n);
    static constexpr char const* groups[] = {"U(1)", "SU(2)", "SU(3)"};
    static constexpr char const* carriers[] = {"any messenger", "Q or L", "Q, U or D"};
    for (std::size_t a = 0; a < 3; ++a) {
        if (sums[a] > 0) continue;
        throw ConfigError(p[i_multiplicity].where, "messengers have n_" + std::to_string(a + 1) + " = 0 (no messenger carries " +
                                                       groups[a] + ", so that gaugino stays massless); add " + carriers[a]);
    }
}

void check_messenger_scale(std::span<Parameter const> p, PerSpecies const& n) {
    auto const& Lambda = p[i_Lambda];
    for (std::size_t s = 0; s < n.size(); ++s) {
        if (n[s] == 0 || lowest(Lambda) < highest(mass_of(p, s))) continue;
        auto const& mass = mass_of(p, s);
        throw ConfigError(Lambda.where,
                          "Lambda >= " + mass.name + " (x = Lambda/" + mass.name + " >= 1 makes a messenger scalar tachyonic" +
                              (Lambda.prior || mass.prior ? ", here in all of the prior" : "") + "); lower Lambda or raise " + mass.name);
    }
}

void check_perturbativity(std::span<Parameter const> p, PerSpecies const& n) {
    PerSpecies mass{};
    for (std::size_t s = 0; s < n.size(); ++s) {
        if (n[s] > 0 && mass_of(p, s).prior) return;  // left to the status of each point
        mass[s] = mass_of(p, s).value;
    }
    auto const inverse = inverse_alpha_gut(n, mass);
    for (std::size_t a = 0; a < 3; ++a) {
        if (inverse[a] > 1) continue;  // alpha_a < 1
        throw ConfigError(p[i_multiplicity].where, "alpha_" + std::to_string(a + 1) + " is non-perturbative below 2e16 GeV (1/alpha_" +
                                                       std::to_string(a + 1) + " = " + exact(std::round(inverse[a] * 100) / 100) +
                                                       " there at one loop, 1 is the bound); use fewer messengers or a larger M_mess");
    }
}

void check_ggm(std::span<Parameter const> p) {
    PerSpecies n{};
    for (std::size_t s = 0; s < n.size(); ++s) n[s] = p[i_multiplicity + s].value;
    check_sign_mu(p[i_sign_mu]);
    check_gaugino_masses(p, n);
    check_messenger_scale(p, n);
    check_perturbativity(p, n);
}

}  // namespace

ModelFamily ggm_family() {
    ModelFamily family;
    family.name = "ggm";
    family.title = "generalised gauge mediation with tan(beta) given";
    family.reference = "Hamidian, Huitu, Puolamaki, Zhang 1998; Martin hep-ph/9608224";
    family.parameters = {
        {"Lambda", "GeV", "scale of the soft terms, F/M of the messengers", required, 0, infinity, true, false},
        {"M_mess", "GeV", "messenger mass; x = Lambda/M_mess must stay below 1", required, 0, squall::gut_scale, true, false},
        {"tan_beta", "", "v_u/v_d at M_SUSY; above 1, where tree-level breaking needs it", required, 1, infinity, true, false},
        {"sign_mu", "", "sign of mu: 1 or -1", 1, -1, 1, false, true},
    };
    static constexpr char const* species[] = {"Q", "U", "D", "L", "E"};
    for (std::string const s : species) {
        family.parameters.push_back({"n_" + s, "", "number of messenger pairs " + s + " + conjugate", 0, 0, infinity, false, true});
    }
    for (std::string const s : species) {
        family.parameters.push_back(
            {"M_" + s, "GeV", "mass of the " + s + " messengers; 0: M_mess", 0, 0, squall::gut_scale, false, false});
    }
    family.parameters.push_back({"root", "", "which root of b(M_mess) = 0 in tan_beta: k, or a share of their number below 1", 1, 0,
                                 infinity, false, false});
    family.parameters.push_back({"messenger_set", "", "which of the sets of messengers, counted from 0", 0, 0, infinity, false, false});
    family.aliases = {{"messengers", {"n_Q", "n_U", "n_D", "n_L", "n_E"}}};
    family.check = &check_ggm;
    return family;
}

std::array<double, 3> dynkin_sums(PerSpecies const& n) {
    auto const& [q, u, d, l, e] = n;
    return {(q + 8 * u + 2 * d + 3 * l + 6 * e) / 5, 3 * q + l, 2 * q + u + d};
}

std::array<double, 3> inverse_alpha_gut(PerSpecies const& multiplicity, PerSpecies const& mass) {
    // Rounded PDG couplings do: a per cent of them does not decide about perturbativity.
    constexpr double m_Z = 91.19, m_susy = 1000;                                 // GeV
    constexpr std::array<double, 3> at_m_Z{59.0, 29.6, 8.5};                     // 1/alpha_a(M_Z), g1 GUT-normalised
    constexpr std::array<double, 3> b_standard_model{41.0 / 10, -19.0 / 6, -7};  // Machacek & Vaughn, NPB 222 (1983) 83
    constexpr std::array<double, 3> b_mssm{33.0 / 5, 1, -3};                     // Martin & Vaughn hep-ph/9311340
    std::array<double, 3> running{};                                             // sum of b_a ln(Q_high/Q_low)
    for (std::size_t a = 0; a < 3; ++a) {
        running[a] = b_standard_model[a] * std::log(m_susy / m_Z) + b_mssm[a] * std::log(squall::gut_scale / m_susy);
    }
    for (std::size_t s = 0; s < multiplicity.size(); ++s) {
        if (multiplicity[s] == 0) continue;
        PerSpecies alone{};
        alone[s] = multiplicity[s];
        auto const n = dynkin_sums(alone);
        for (std::size_t a = 0; a < 3; ++a) running[a] += n[a] * std::log(squall::gut_scale / mass[s]);
    }
    std::array<double, 3> result{};
    for (std::size_t a = 0; a < 3; ++a) result[a] = at_m_Z[a] - running[a] / (2 * std::numbers::pi);
    return result;
}

}  // namespace squall::config
