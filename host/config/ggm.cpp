#include "host/config/ggm.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>
#include <span>

#include "host/config/parameters.hpp"
#include "host/config/settling.hpp"
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

constexpr BreakingParameters breaking{i_tan_beta, i_sign_mu, i_root, "b(M_mess) = 0"};

/// The parameter that holds the mass of a species: its own, or M_mess where that is left at 0.
Parameter const& mass_of(std::span<Parameter const> p, std::size_t species) {
    auto const& own = p[i_mass + species];
    return own.varies() || own.value > 0 ? own : p[i_M_mess];
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
    check_sign_mu(parameters, breaking);
    settle_root(parameters.list, breaking);
    settle_messenger_set(parameters);
    for (auto const& messengers : messengers_of(parameters, i_multiplicity)) {
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
        tan_beta_parameter(),
        sign_mu_parameter(),
    };
    static constexpr char const* species[] = {"Q", "U", "D", "L", "E"};
    for (auto const& multiplicity : multiplicity_parameters()) family.parameters.push_back(multiplicity);
    for (std::string const s : species) {
        family.parameters.push_back({"M_" + s, "GeV", "mass of the " + s + " messengers; 0: M_mess", 0, 0, squall::gut_scale, false, false,
                                     "1e9 or { prior = \"log\", min = 1e6, max = 1e14 }"});
    }
    family.parameters.push_back(root_parameter(breaking.b_condition));
    family.parameters.push_back({"messenger_set", "", "which of the sets that messengers lists, counted from 0", 0, 0, infinity, false,
                                 false, "0 or { prior = \"flat\", min = 0, max = 2 }"});
    family.aliases = {{"messengers", {"n_Q", "n_U", "n_D", "n_L", "n_E"}, {{"sectors", &sector_sets}}, "messenger_set"}};
    family.b_condition = breaking.b_condition;
    family.settle = &settle_ggm;
    return family;
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
