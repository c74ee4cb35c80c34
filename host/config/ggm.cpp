#include "host/config/ggm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>
#include <span>

#include "host/config/parameters.hpp"
#include "kernels/core/constants.hpp"

namespace squall::config {
namespace {

constexpr double required = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

using Origin = Parameter::Origin;

/// Places in the family's list of parameters.
enum : std::size_t {
    i_Lambda,
    i_M_mess,
    i_tan_beta,
    i_sign_mu,
    i_multiplicity,
    i_mass = i_multiplicity + 5,
    i_root = i_mass + 5,
    i_messenger_set,
};

bool has_listed_values(Parameter const& p) { return p.prior && p.prior->kind == samplers::Prior::Kind::discrete; }

bool is_sign(double x) { return std::abs(x) == 1; }
/// The number of a root, or a share of them.
bool is_root(double x) { return x >= 0 && (x < 1 || x == std::floor(x)); }

/// The parameter that holds the mass of a species: its own, or M_mess where that is left at 0.
Parameter const& mass_of(std::span<Parameter const> p, std::size_t species) {
    auto const& own = p[i_mass + species];
    return own.varies() || own.value > 0 ? own : p[i_M_mess];
}

/// A set of messengers a config asks for.
struct Messengers {
    PerSpecies n;
    Position where;
    std::string name;  ///< "messengers", or with their numbers where a list has them
};

std::vector<Messengers> messengers_of(ModelParameters const& parameters) {
    auto const take = [](auto const& numbers, auto value) {
        PerSpecies n{};
        for (std::size_t s = 0; s < n.size(); ++s) n[s] = value(numbers[s]);
        return n;
    };
    std::vector<Messengers> result;
    if (parameters.sets.empty()) {
        auto const multiplicities = std::span(parameters.list).subspan(i_multiplicity, 5);
        auto const varying = std::ranges::find_if(multiplicities, &Parameter::varies);
        auto const where = varying == multiplicities.end() ? multiplicities[0].where : varying->where;
        std::set<PerSpecies> all;
        for (auto const& row : parameters.choices) all.insert(take(std::span(row).subspan(i_multiplicity, 5), [](double x) { return x; }));
        for (auto const& n : all) {
            if (std::ranges::any_of(n, [](double x) { return std::isnan(x); })) continue;  // left to the status of each point
            result.push_back({n, where, all.size() == 1 ? "messengers" : "messengers " + messengers_text(n)});
        }
        return result;
    }
    for (auto const& set : parameters.sets) {
        auto const n = take(set.values, [](double x) { return x; });
        result.push_back({n, set.where, "messengers " + messengers_text(n)});
    }
    return result;
}

void check_sign_mu(ModelParameters const& parameters) {
    auto const& sign = parameters.list[i_sign_mu];
    if (sign.origin == Origin::evaluator) {
        if (parameters.list[i_tan_beta].origin == Origin::evaluator) return;
        throw ConfigError(sign.where,
                          "sign_mu = \"from_B\" with tan_beta given (roots of b(M_mess) are looked for in tan_beta); "
                          "write 1 or -1, or tan_beta = \"from_B\"");
    }
    for (auto const& row : parameters.choices) {
        double const x = row[i_sign_mu];
        if (!std::isnan(x) && !is_sign(x)) throw ConfigError(sign.where, "sign_mu = " + exact(x) + " (it is a sign); write 1 or -1");
    }
}

/// Takes the meaning from a parameter that only another gives one. One in the file may stay there when --set changes that other.
void ignore(Parameter& p, double value, Position const& other, std::string const& why, std::string const& advice) {
    if (p.origin == Origin::config && (p.joint || !(from_command_line(other) && !from_command_line(p.where)))) {
        throw ConfigError(p.where, p.name + " has no meaning here (" + why + "); leave it out or " + advice);
    }
    p = {.name = p.name, .value = value, .where = p.where, .origin = Origin::nowhere};
}

void settle_root(std::span<Parameter> p) {
    auto& root = p[i_root];
    if (p[i_tan_beta].origin != Origin::evaluator) {
        ignore(root, 1, p[i_tan_beta].where, "it chooses among the roots of b(M_mess), and tan_beta is given",
               "write tan_beta = \"from_B\"");
    } else if (!root.varies()) {
        check_root(root.value, root.where);
    } else if (has_listed_values(root)) {
        for (double const x : root.prior->values) check_root(x, root.where);
    } else if (root.is_derived()) {
        return;  // each point has its own
    } else if (root.range().high > 1) {
        throw ConfigError(root.where, "prior of root reaches to " + exact(root.range().high) +
                                          " (it covers shares of the number of roots, which is not known beforehand); stay within 0 and 1");
    } else if (root.prior) {
        root.prior->max = std::min(root.prior->max, std::nextafter(1.0, 0.0));  // 1 would be the first root again
    }
}

void settle_messenger_set(ModelParameters& parameters) {
    auto& p = parameters.list;
    auto& set = p[i_messenger_set];
    auto const& messengers = p[i_multiplicity].where;
    if (parameters.sets.empty()) {
        ignore(set, 0, messengers, "it chooses among sets of messengers, and one is given",
               "let messengers list sets: [[0, 0, 1, 1, 0], ...]");
        return;
    }
    auto const count = static_cast<double>(parameters.sets.size());
    bool const of_another_list = from_command_line(messengers) && !from_command_line(set.where) && !set.joint;
    if (set.origin == Origin::fallback || of_another_list) {
        set = {.name = set.name, .where = messengers, .origin = Origin::fallback};
        if (count > 1) set.prior = samplers::Prior{samplers::Prior::Kind::flat, 0, count};
    }
    auto const range = " (there are " + exact(count) + " sets, counted from 0)";
    auto const listed = has_listed_values(set) ? set.prior->values : std::vector<double>{};
    for (double const x : set.varies() ? listed : std::vector{set.value}) {
        if (x == std::floor(x) && x < count) continue;
        throw ConfigError(set.where, "messenger_set = " + exact(x) + range + "; give an integer from 0 to " + exact(count - 1));
    }
    double const last = std::nextafter(count, 0.0);  // rounded down, a value names a set
    if (set.is_derived()) set.bounds = Range{0, last};
    if (!set.is_sampled() || !listed.empty()) return;
    if (set.range().high > (set.joint ? last : count)) {
        throw ConfigError(set.where,
                          "prior of messenger_set reaches to " + exact(set.range().high) + range + "; end it at " + exact(count));
    }
    if (set.prior) set.prior->max = std::min(set.prior->max, last);
}

void check_gaugino_masses(Messengers const& messengers) {
    auto const sums = dynkin_sums(messengers.n);
    static constexpr char const* groups[] = {"U(1)", "SU(2)", "SU(3)"};
    static constexpr char const* carriers[] = {"any messenger", "Q or L", "Q, U or D"};
    for (std::size_t a = 0; a < 3; ++a) {
        if (sums[a] > 0) continue;
        throw ConfigError(messengers.where, messengers.name + " have n_" + std::to_string(a + 1) + " = 0 (no messenger carries " +
                                                groups[a] + ", so that gaugino stays massless); add " + carriers[a]);
    }
}

void check_messenger_scale(std::span<Parameter const> p, Messengers const& messengers) {
    auto const& Lambda = p[i_Lambda];
    for (std::size_t s = 0; s < messengers.n.size(); ++s) {
        if (messengers.n[s] == 0 || Lambda.range().low < mass_of(p, s).range().high) continue;
        auto const& mass = mass_of(p, s);
        throw ConfigError(Lambda.where, "Lambda >= " + mass.name + " (x = Lambda/" + mass.name +
                                            " >= 1 makes a messenger scalar tachyonic" +
                                            (Lambda.varies() || mass.varies() ? ", here in all of the prior" : "") +
                                            "); lower Lambda or raise " + mass.name);
    }
}

void check_perturbativity(std::span<Parameter const> p, Messengers const& messengers) {
    PerSpecies mass{};
    for (std::size_t s = 0; s < mass.size(); ++s) {
        if (messengers.n[s] > 0 && mass_of(p, s).varies()) return;  // left to the status of each point
        mass[s] = mass_of(p, s).value;
    }
    auto const inverse = inverse_alpha_gut(messengers.n, mass);
    for (std::size_t a = 0; a < 3; ++a) {
        if (inverse[a] > 1) continue;  // alpha_a < 1
        auto const index = std::to_string(a + 1);
        throw ConfigError(messengers.where, "alpha_" + index + " is non-perturbative below 2e16 GeV (1/alpha_" + index + " = " +
                                                exact(std::round(inverse[a] * 100) / 100) + " there at one loop with these " +
                                                messengers.name + ", 1 is the bound); use fewer messengers or a larger M_mess");
    }
}

void settle_ggm(ModelParameters& parameters) {
    check_sign_mu(parameters);
    settle_root(parameters.list);
    settle_messenger_set(parameters);
    for (auto const& messengers : messengers_of(parameters)) {
        check_gaugino_masses(messengers);
        check_messenger_scale(parameters.list, messengers);
        check_perturbativity(parameters.list, messengers);
    }
}

std::vector<std::vector<double>> sector_sets() {
    std::vector<std::vector<double>> result;
    for (auto const& sector : paper_sectors()) result.emplace_back(sector.sets[0].begin(), sector.sets[0].end());
    return result;
}

}  // namespace

ModelFamily ggm_family() {
    ModelFamily family;
    family.name = "ggm";
    family.title = "generalised gauge mediation, tan(beta) given or from b(M_mess) = 0";
    family.reference = "Hamidian, Huitu, Puolamaki, Zhang 1998; Martin hep-ph/9608224";
    family.parameters = {
        {"Lambda", "GeV", "scale of the soft terms, F/M of the messengers", required, 0, infinity, true, false,
         "1e5 or { prior = \"log\", min = 5e4, max = 5e5 }"},
        {"M_mess", "GeV", "messenger mass; x = Lambda/M_mess must stay below 1", required, 0, squall::gut_scale, true, false,
         "1e9 or { prior = \"log\", min = 1e6, max = 1e14 }"},
        {"tan_beta", "", "v_u/v_d at M_SUSY; above 1, where tree-level breaking needs it", required, 1, infinity, true, false,
         "10 or { prior = \"flat\", min = 2, max = 60 }", true},
        {"sign_mu", "", "sign of mu: 1 or -1", 1, -1, 1, false, true, "1 or { prior = \"discrete\", values = [1, -1] }", true, &is_sign},
    };
    static constexpr char const* species[] = {"Q", "U", "D", "L", "E"};
    for (std::string const s : species) {
        family.parameters.push_back({"n_" + s, "", "number of messenger pairs " + s + " + conjugate", 0, 0, infinity, false, true,
                                     "1 or { prior = \"discrete\", values = [1, 2] }"});
    }
    for (std::string const s : species) {
        family.parameters.push_back({"M_" + s, "GeV", "mass of the " + s + " messengers; 0: M_mess", 0, 0, squall::gut_scale, false, false,
                                     "1e9 or { prior = \"log\", min = 1e6, max = 1e14 }"});
    }
    family.parameters.push_back({"root", "", "which root of b(M_mess) = 0 in tan_beta: k, or a share of their number below 1", 1, 0,
                                 infinity, false, false, "1 or { prior = \"flat\", min = 0, max = 1 }", false, &is_root});
    family.parameters.push_back({"messenger_set", "", "which of the sets that messengers lists, counted from 0", 0, 0, infinity, false,
                                 false, "0 or { prior = \"flat\", min = 0, max = 2 }"});
    family.aliases = {{"messengers", {"n_Q", "n_U", "n_D", "n_L", "n_E"}, {{"sectors", &sector_sets}}}};
    family.settle = &settle_ggm;
    return family;
}

void check_root(double value, Position const& where) {
    if (is_root(value)) return;
    throw ConfigError(where, "root = " + exact(value) +
                                 " (roots are counted 1, 2, ..., and a number from 0 to below 1 is a share of all); "
                                 "write an integer or a number below 1");
}

std::array<double, 3> dynkin_sums(PerSpecies const& n) {
    auto const& [q, u, d, l, e] = n;
    return {(q + 8 * u + 2 * d + 3 * l + 6 * e) / 5, 3 * q + l, 2 * q + u + d};
}

std::vector<PerSpecies> paper_sets() {
    static constexpr PerSpecies boxes[] = {{1, 0, 2, 1, 2}, {1, 1, 1, 1, 1}, {1, 2, 0, 1, 0}, {0, 0, 4, 4, 0}};
    std::set<PerSpecies> sets;
    for (auto const& box : boxes) {
        PerSpecies n{};  // counts through the box like an odometer
        for (bool inside = true; inside;) {
            sets.insert(n);
            std::size_t s = n.size();
            while (s > 0 && n[s - 1] == box[s - 1]) n[--s] = 0;
            inside = s > 0;
            if (inside) ++n[s - 1];
        }
    }
    return {sets.begin(), sets.end()};
}

std::vector<Sector> paper_sectors() {
    std::vector<Sector> sectors;
    for (auto const& set : paper_sets()) {
        auto const n = dynkin_sums(set);  // equal numerators give equal bits
        if (!std::all_of(n.begin(), n.end(), [](double x) { return x > 0; })) continue;
        auto const known = std::find_if(sectors.begin(), sectors.end(), [&](Sector const& s) { return s.dynkin == n; });
        if (known == sectors.end())
            sectors.push_back({n, {set}});
        else
            known->sets.push_back(set);
    }
    return sectors;
}

std::string messengers_text(PerSpecies const& n) {
    std::string text;
    for (double const x : n) text += (text.empty() ? "[" : ", ") + exact(x);
    return text + "]";
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
