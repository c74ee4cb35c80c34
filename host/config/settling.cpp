#include "host/config/settling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace squall::config {

using Origin = Parameter::Origin;

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
}

ParameterInfo tan_beta_parameter() {
    constexpr double required = std::numeric_limits<double>::quiet_NaN();
    return {"tan_beta", "",    "v_u/v_d at M_SUSY; above 1, where tree-level breaking needs it",
            required,   1,     infinity,
            true,       false, "10 or { prior = \"flat\", min = 2, max = 60 }",
            true};
}

ParameterInfo sign_mu_parameter() {
    return {"sign_mu", "", "sign of mu: 1 or -1", 1, -1, 1, false, true, "1 or { prior = \"discrete\", values = [1, -1] }", true, &is_sign};
}

std::vector<ParameterInfo> multiplicity_parameters() {
    std::vector<ParameterInfo> result;
    for (std::string const s : {"Q", "U", "D", "L", "E"})
        result.push_back({"n_" + s, "", "number of messenger pairs " + s + " + conjugate", 0, 0, infinity, false, true,
                          "1 or { prior = \"discrete\", values = [1, 2] }"});
    return result;
}

ParameterInfo root_parameter(std::string const& b_condition) {
    return {"root", "",      "which root of " + b_condition + " in tan_beta: k, or a share of their number below 1",
            1,      0,       infinity,
            false,  false,   "1 or { prior = \"flat\", min = 0, max = 1 }",
            false,  &is_root};
}

bool has_listed_values(Parameter const& p) { return p.prior && p.prior->kind == samplers::Prior::Kind::discrete; }

bool is_sign(double x) { return std::abs(x) == 1; }
bool is_root(double x) { return x >= 0 && (x < 1 || x == std::floor(x)); }

void check_root(double value, Position const& where) {
    if (is_root(value)) return;
    throw ConfigError(where, "root = " + exact(value) +
                                 " (roots are counted 1, 2, ..., and a number from 0 to below 1 is a share of all); "
                                 "write an integer or a number below 1");
}

bool gives_way(Position const& where, Position const& other) { return from_command_line(other) && !from_command_line(where); }

void ignore(Parameter& p, double value, Position const& other, std::string const& why, std::string const& advice) {
    if (p.origin == Origin::config && (p.joint || !gives_way(p.where, other))) {
        throw ConfigError(p.where, p.name + " has no meaning here (" + why + "); leave it out or " + advice);
    }
    p = {.name = p.name, .value = value, .where = p.where, .origin = Origin::nowhere};
}

void check_sign_mu(ModelParameters const& parameters, BreakingParameters at) {
    auto const& sign = parameters.list[at.sign_mu];
    if (sign.origin == Origin::evaluator) {
        if (parameters.list[at.tan_beta].origin == Origin::evaluator) return;
        throw ConfigError(sign.where, "sign_mu = \"from_B\" with tan_beta given (roots of " + std::string(at.b_condition) +
                                          " are looked for in tan_beta); "
                                          "write 1 or -1, or tan_beta = \"from_B\"");
    }
    for (auto const& row : parameters.choices) {
        double const x = row[at.sign_mu];
        if (!std::isnan(x) && !is_sign(x)) throw ConfigError(sign.where, "sign_mu = " + exact(x) + " (it is a sign); write 1 or -1");
    }
}

void settle_root(std::span<Parameter> p, BreakingParameters at) {
    auto& root = p[at.root];
    if (p[at.tan_beta].origin != Origin::evaluator) {
        ignore(root, 1, p[at.tan_beta].where, "it chooses among the roots of " + std::string(at.b_condition) + ", and tan_beta is given",
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

std::vector<Messengers> messengers_of(ModelParameters const& parameters, std::size_t first) {
    auto const take = [](auto const& numbers, auto value) {
        PerSpecies n{};
        for (std::size_t s = 0; s < n.size(); ++s) n[s] = value(numbers[s]);
        return n;
    };
    std::vector<Messengers> result;
    if (parameters.sets.empty()) {
        auto const multiplicities = std::span(parameters.list).subspan(first, 5);
        auto const varying = std::ranges::find_if(multiplicities, &Parameter::varies);
        auto const where = varying == multiplicities.end() ? multiplicities[0].where : varying->where;
        std::set<PerSpecies> all;
        for (auto const& row : parameters.choices) all.insert(take(std::span(row).subspan(first, 5), [](double x) { return x; }));
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

}  // namespace squall::config
