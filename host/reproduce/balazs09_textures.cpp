/// Section 4: powers of lambda of masses and mixing, beside random draws of the coefficients before them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/texture_evaluator.hpp"
#include "host/reproduce/balazs09_scales.hpp"
#include "host/textures/bands.hpp"
#include "host/textures/fit.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::reproduce::balazs09 {
namespace {

using textures::Naturalness;

constexpr int none = -1;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

/// What the paper says of an observable, or of a ratio of two: a power of lambda. Equations are counted in the text at hand, which has lost
/// their numbers but for (4.7) and (4.31); in parentheses: follows from others that are printed.
struct Statement {
    char const *name, *label;
    int over, under;       ///< texture::Observable; under: none for a number of its own
    int power_A, power_B;  ///< none: nothing is said
    char const *equation_A, *equation_B;
};

constexpr Statement statements[] = {
    {"m_c/m_t", "$m_c/m_t$", texture::m_c, texture::m_t, 4, 4, "4.20", "4.38"},
    {"m_u/m_t", "$m_u/m_t$", texture::m_u, texture::m_t, 8, 8, "4.20", "4.38"},
    {"m_u/m_c", "$m_u/m_c$", texture::m_u, texture::m_c, 4, 4, "(4.20)", "(4.38)"},
    {"m_s/m_b", "$m_s/m_b$", texture::m_s, texture::m_b, 2, 2, "4.28", "4.31"},
    {"m_d/m_b", "$m_d/m_b$", texture::m_d, texture::m_b, 4, 4, "4.28", "4.31"},
    {"m_d/m_s", "$m_d/m_s$", texture::m_d, texture::m_s, 2, 2, "(4.28)", "(4.31)"},
    {"m_mu/m_tau", "$m_\\mu/m_\\tau$", texture::m_mu, texture::m_tau, 2, 2, "4.23", "4.38"},
    {"m_e/m_tau", "$m_e/m_\\tau$", texture::m_e, texture::m_tau, 4, 4, "4.23", "4.38"},
    {"m_e/m_mu", "$m_e/m_\\mu$", texture::m_e, texture::m_mu, 2, 2, "(4.23)", "(4.38)"},
    {"m_b/m_t", "$m_b/m_t$", texture::m_b, texture::m_t, 3, 3, "4.2", "4.2"},
    {"m_tau/m_b", "$m_\\tau/m_b$", texture::m_tau, texture::m_b, 0, 0, "4.35", "(4.36)"},
    {"V_us", "$|V_{us}|$", texture::ckm_s12, none, 1, 1, "4.33", "4.33"},
    {"V_cb", "$|V_{cb}|$", texture::ckm_s23, none, 2, 2, "4.33", "4.33"},
    {"V_ub", "$|V_{ub}|$", texture::ckm_s13, none, 3, 3, "4.33", "4.33"},
    {"J", "$|J|$", texture::ckm_J, none, 6, 6, "(4.33)", "(4.33)"},
    {"sin2_theta12", "$\\sin^2\\theta_{12}$", texture::sin2_theta12, none, 0, 2, "4.27", "(4.38)"},
    {"sin2_theta23", "$\\sin^2\\theta_{23}$", texture::sin2_theta23, none, 0, 0, "4.27", "(4.38)"},
    {"sin2_theta13", "$\\sin^2\\theta_{13}$", texture::sin2_theta13, none, 0, 2, "4.27", "(4.38)"},
    {"dm21/dm31", "$\\Delta m^2_{21}/\\Delta m^2_{31}$", texture::dm21_over_dm31, none, none, none, "", ""},
};

/// A scenario with what its draws came to.
struct Drawn {
    char const* name;
    bool is_A;
    Naturalness as_printed;   ///< N_u = N_d = 1: ratios of its masses are those of the texture, counted in the order of `statements`
    Naturalness all, quarks;  ///< N_u and N_d free, as for a user
};

std::size_t place_of(std::vector<textures::NamedTarget> const& targets, int observable) {
    auto const found = std::ranges::find_if(targets, [&](auto const& t) { return t.target.observable == observable; });
    return static_cast<std::size_t>(found - targets.begin());
}

constexpr std::uint64_t independent_draws = 200'000;  // of docs/physics.md, texture fits
std::uint64_t draws_of(Setup const& setup) { return setup.quick ? 100'000 : 1'000'000; }

Naturalness drawn(Setup const& setup, config::Texture texture, bool quarks, std::vector<double> factors, bool with_ratios = false) {
    auto targets = textures::read_targets(texture, texture.targets);
    if (quarks) textures::keep_quarks(texture, targets);
    Naturalness result{std::move(texture), std::move(targets), std::move(factors), {}};
    auto job = textures::draw_job(result.texture, result.targets, result.factors, 1, draws_of(setup));
    if (with_ratios)
        for (auto const& s : statements)
            if (s.under != none) {
                auto const place = [&](int observable) { return static_cast<int>(place_of(result.targets, observable)); };
                job.ratios.push_back({place(s.over), place(s.under)});
            }
    result.counts = textures::make_draws(job, pipeline::cpu_stages(setup.backend.name), setup.backend.threads);
    return result;
}

config::Texture built_in(std::string const& name) { return config::load_texture(name, "", {"the built-in textures", 0, 0}); }

Drawn draw(Setup const& setup, char const* name, char const* texture_name) {
    auto const texture = built_in(texture_name);
    auto printed = texture;
    for (bool& free : printed.free_normalisation) free = false;
    return {name, name[0] == 'A', drawn(setup, std::move(printed), false, {2}, true), drawn(setup, texture, false, {5, 10}),
            drawn(setup, texture, true, {2, 5})};
}

/// A statement's draws: logarithms of ratios to the measured value.
struct Spread {
    textures::Histogram const& histogram;
    double measured;
    double at(double share) const { return measured * std::exp(histogram.percentile(share)); }
    double share_below(double value) const { return histogram.share_below(std::log(value / measured)); }
};

Spread spread_of(Drawn const& drawn, Statement const& wanted) {
    auto const& n = drawn.as_printed;
    auto const value_of = [&](int observable) { return n.targets[place_of(n.targets, observable)].target.value; };
    if (wanted.under == none) return {n.counts.ratio[place_of(n.targets, wanted.over)], value_of(wanted.over)};
    std::size_t ratio = 0;
    for (auto const& s : statements) {
        if (s.name == wanted.name) break;
        ratio += s.under != none;
    }
    return {n.counts.of_ratio[ratio], value_of(wanted.over) / value_of(wanted.under)};
}

Statement const& statement(std::string_view name) { return *std::ranges::find(statements, name, &Statement::name); }

/// The share of draws below the measured value.
double share_below(Drawn const& drawn, std::string_view name) {
    auto const spread = spread_of(drawn, statement(name));
    return spread.share_below(spread.measured);
}

/// Four standard deviations of the difference of our share and one of the independent program, 6e-5 of chance, and half a unit of what is
/// printed of it.
double tolerance(Setup const& setup, double p, double half_unit) {
    return 4 * std::sqrt(p * (1 - p) * (1.0 / independent_draws + 1.0 / static_cast<double>(draws_of(setup)))) + half_unit;
}

/// A share of draws below the data that the independent program tells.
struct KnownShare {
    char const *scenario, *name;
    double share, half_unit;
};
constexpr KnownShare known_shares[] = {
    {"A", "m_e/m_mu", 0.023, 5e-4}, {"B", "m_e/m_mu", 0.006, 5e-4},     {"A", "m_s/m_b", 0.10, 5e-3},      {"A", "m_d/m_b", 0.09, 5e-3},
    {"A", "V_ub", 0.12, 5e-3},      {"A", "sin2_theta13", 0.044, 5e-4}, {"B", "sin2_theta13", 0.24, 5e-3},
};

void check_shares_below(Setup const& setup, Drawn const& drawn, Claim& claim) {
    for (auto const& known : known_shares)
        if (known.scenario[0] == drawn.name[0]) {
            auto const spread = spread_of(drawn, statement(known.name));
            claim.checks.push_back(near(fmt::format("{}: share of draws with {} below the data", drawn.name, known.name),
                                        spread.share_below(spread.measured), known.share, tolerance(setup, known.share, known.half_unit)));
        }
}

/// Median and 68 % of V_us, told with three decimals: the shares below these numbers.
void check_cabibbo(Setup const& setup, Drawn const& drawn, Claim& claim) {
    auto const spread = spread_of(drawn, statement("V_us"));
    for (auto const& [value, share] : {std::pair{0.083, 0.1587}, {0.206, 0.5}, {0.416, 0.8413}}) {
        double const half_unit = 0.5 * (spread.share_below(value + 5e-4) - spread.share_below(value - 5e-4));
        claim.checks.push_back(near(fmt::format("{}: share of draws with V_us below {}", drawn.name, value), spread.share_below(value),
                                    share, tolerance(setup, share, half_unit)));
    }
}

/// Natural, as the independent program has them: the measured value is within 68 % of the draws, but for chance at the edges.
void check_natural(Setup const& setup, Drawn const& drawn, Claim& claim) {
    double const edge = textures::one_sigma_below - tolerance(setup, textures::one_sigma_below, 0);
    std::string outside;
    for (auto const* name : {"V_us", "V_cb", "J", "m_c/m_t", "m_mu/m_tau", "m_b/m_t", "sin2_theta12", "sin2_theta23", "dm21/dm31"}) {
        double const share = share_below(drawn, name);
        if (share < edge || share > 1 - edge) outside += fmt::format(" {} ({:.3f})", name, share);
    }
    claim.checks.push_back(
        {fmt::format("{}: V_us, V_cb, J, m_c/m_t, m_mu/m_tau, m_b/m_t, theta_12, theta_23, dm21/dm31 are within 68 % of the draws{}",
                     drawn.name, outside.empty() ? "" : ", but not" + outside),
         outside.empty()});
}

void add_shares(Setup const& setup, Drawn const& drawn, Table& table, Claim& claim) {
    struct Known {
        Naturalness const& n;
        double shares[2];
        double half_unit[2];
    };
    bool const A = drawn.is_A;
    for (auto const& known : {Known{drawn.quarks, {A ? 0.0240 : 0.0205, A ? 0.439 : 0.438}, {5e-5, 5e-4}},
                              Known{drawn.all, {A ? 0.029 : 0.033, A ? 0.146 : 0.213}, {5e-4, 5e-4}}})
        for (std::size_t f = 0; f < 2; ++f) {
            auto const& n = known.n;
            table.texts.push_back({drawn.name});
            table.rows.push_back({static_cast<double>(n.targets.size()), n.factors[f], n.share(f), n.error(f), known.shares[f]});
            claim.checks.push_back(
                near(fmt::format("{}: share of draws within a factor {:g} of {} observables", drawn.name, n.factors[f], n.targets.size()),
                     n.share(f), known.shares[f], tolerance(setup, known.shares[f], known.half_unit[f])));
        }
}

void add_rows(Drawn const& drawn, Table& table, std::string& text) {
    for (auto const& s : statements) {
        int const power = drawn.is_A ? s.power_A : s.power_B;
        char const* const equation = drawn.is_A ? s.equation_A : s.equation_B;
        auto const spread = spread_of(drawn, s);
        double const claimed = power == none ? nan_value : std::pow(lambda, power);
        table.texts.push_back({drawn.name, s.name, equation});
        std::vector<double> row{power == none ? nan_value : power, claimed, spread.measured};
        for (double const share : {0.025, textures::one_sigma_below, 0.5, textures::one_sigma_above, 0.975})
            row.push_back(spread.at(share));
        row.push_back(spread.share_below(spread.measured));
        text += fmt::format("{:>8} {:<13} {:>7} {:>7} {:>10} {:>10.3g} {:>10.3g} {:>10.3g} {:>10.3g} {:>7.3f}\n", drawn.name, s.name,
                            equation, power == none ? "" : fmt::format("^{}", power), power == none ? "" : fmt::format("{:.3g}", claimed),
                            spread.measured, row[5], row[4], row[6], row[8]);
        table.rows.push_back(std::move(row));
    }
}

/// The largest of m_c/m_t, m_mu/m_tau and m_nu_2/m_nu_3 where every coefficient is 1; neutrinos as in eq. (4.15): M_R would be singular.
double largest_literal_ratio() {
    auto texture = built_in("flipped_su5_a");
    texture.settings.neutrinos = texture::Neutrinos::weinberg;
    auto const setup = textures::setup_of(texture);
    pipeline::TextureEvaluator evaluator(setup, pipeline::cpu_stages("scalar"), 1);
    std::vector<double> point;
    for (auto const& name : setup.parameters) point.push_back(name.ends_with("_im") ? 0 : 1);
    pipeline::Evaluation evaluation;
    evaluator.evaluate(point, 1, evaluation);
    auto const value = [&](char const* name) { return evaluation.values[pipeline::column_named(evaluator.outputs(), name)]; };
    return std::max({value("m_c") / value("m_t"), value("m_mu") / value("m_tau"), value("m_nu_2") / value("m_nu_3")});
}

double top_excess(Drawn const& drawn) {
    auto const& n = drawn.as_printed;
    return std::exp(n.counts.ratio[place_of(n.targets, texture::m_t)].percentile(0.5));
}

figures::Bands bands_of(std::vector<Drawn> const& scenarios) {
    figures::Bands bands{"textures", "textures.csv", "random draws / measured value",   "", {},
                         {},         {2, 5},         "power of $\\lambda$ in the paper"};
    for (auto const& drawn : scenarios) bands.textures.push_back({drawn.name, fmt::format("scenario {}", drawn.name)});
    for (auto const& s : statements) bands.observables.push_back({s.name, s.label});
    return bands;
}

}  // namespace

Claim textures(Setup const& setup) {
    Claim claim;
    claim.paper =
        "Section 4: with lambda = 0.22 the profiles and singlets of scenarios A and B give m_t:m_c:m_u = 1:lambda^4:lambda^8, m_b:m_s:m_d "
        "and m_tau:m_mu:m_e = 1:lambda^2:lambda^4 (eqs. (4.2), (4.20), (4.23), (4.28)), m_b = lambda^3 m_t, V_us, V_cb, V_ub = lambda, "
        "lambda^2, lambda^3, \"which agrees with the experimental data\" (4.33), and PMNS elements of order one, as tri-bimaximal mixing "
        "has them (4.27); f_1:f_2:f_3 = 1:1:1 (4.14) makes the neutrino mass matrix one of ones (4.15).";
    std::vector<Drawn> const scenarios{draw(setup, "A", "flipped_su5_a"), draw(setup, "B", "flipped_su5_b")};
    Table table{"textures",
                fmt::format("powers of lambda of section 4 and {} random draws of each texture (moduli log-uniform in [1/3, 3], phases "
                            "uniform) with N_u = N_d = 1, beside measured values at 2.6e16 GeV for tan beta = 10 (texture_fit_high_scale). "
                            "equation: in parentheses what follows from it. share_below: of draws below the measured value",
                            draws_of(setup)),
                {"texture", "observable", "equation", "power", "claimed", "measured", "p02.5", "p16", "p50", "p84", "p97.5", "share_below"},
                {}};
    Table shares{"texture_shares",
                 fmt::format("shares of {} random draws within a factor of all observables, N_u and N_d free for each draw, beside those "
                             "of an independent program with 2e5",
                             draws_of(setup)),
                 {"texture", "observables", "factor", "share", "error", "independent"},
                 {}};
    std::string text = fmt::format("\n{:>8} {:<13} {:>7} {:>7} {:>10} {:>10} {:>10} {:>10} {:>10} {:>7}\n", "scenario", "", "eq.", "lambda",
                                   "claimed", "measured", "median", "16 %", "84 %", "below");
    for (auto const& drawn : scenarios) {
        add_rows(drawn, table, text);
        check_natural(setup, drawn, claim);
        if (drawn.is_A) check_cabibbo(setup, drawn, claim);
        check_shares_below(setup, drawn, claim);
        add_shares(setup, drawn, shares, claim);
    }
    auto const &A = scenarios[0], &B = scenarios[1];
    double const V_ub = share_below(A, "V_ub"), electron = std::pow(lambda, 4) / spread_of(A, statement("m_e/m_tau")).measured;
    claim.finding = fmt::format(
        "Mixing of quarks, theta_12, theta_23, m_c/m_t and m_mu/m_tau come out by themselves; m_b/m_t does so just ({:.2f} of the draws of "
        "A are below the data). m_e does not: {:.3f} of the draws of A and {:.3f} of B have m_e/m_mu below the data, for lambda^4 is "
        "{:.1f} times m_e/m_tau. m_s/m_b ({:.2f}), m_d/m_b ({:.2f}) and V_ub ({:.2f}) are too large as well, if less, in both scenarios. "
        "The measured sin^2 theta_13 is small for A ({:.3f}; Haar's measure, mixing without any structure, has 1 - (1 - 0.022)^2 = 0.0435 "
        "below it), not for B ({:.2f}). All 17 observables are within a factor 5 of the data in {:.1f} % of the draws of A and {:.1f} % of "
        "B.\n\n\"1:1:1\" cannot be meant literally: with all coefficients 1 the products F_i f_j and f_i l_j and a matrix of ones have "
        "rank 1, and two up quarks, two charged leptons and two neutrinos have no mass. Their masses and the angles between them are the "
        "work of the coefficients. With N_u = 1 the median m_t is {:.1f} times too large, 174.1 GeV times a matrix whose third row is of "
        "order one: N_u and N_d are part of any fit.\n{}",
        share_below(A, "m_b/m_t"), share_below(A, "m_e/m_mu"), share_below(B, "m_e/m_mu"), electron, share_below(A, "m_s/m_b"),
        share_below(A, "m_d/m_b"), V_ub, share_below(A, "sin2_theta13"), share_below(B, "sin2_theta13"), 100 * A.all.share(0),
        100 * B.all.share(0), top_excess(A), text);
    // two digits are told; ln m_t has a width of 0.4, so that its median is known to 0.001 from 2e5 draws and to 0.0016 from 1e5
    claim.checks.push_back(near("m_t over the data with N_u = 1, median of A", top_excess(A), 4.6, 0.05 + 4 * 0.002 * 4.6));
    double const literal = largest_literal_ratio();
    claim.checks.push_back(
        {fmt::format("with all coefficients 1, m_c/m_t, m_mu/m_tau and m_nu_2/m_nu_3 vanish to 1e-14 ({:.0e} at most)", literal),
         literal < 1e-14});
    claim.tables = {table, shares};
    claim.bands = {bands_of(scenarios)};
    return claim;
}

}  // namespace squall::reproduce::balazs09
