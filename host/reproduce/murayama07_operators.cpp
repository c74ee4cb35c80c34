/// What flavour leaves of operators with random coefficients of order one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "host/config/builtin.hpp"
#include "host/config/document.hpp"
#include "host/reproduce/murayama07_points.hpp"
#include "samplers/random.hpp"

namespace squall::reproduce::murayama07 {
namespace {

constexpr char const* fields[] = {"Q", "U", "D", "L", "E"};
constexpr char const* pairs[] = {"12", "13", "23"};
constexpr int rows_per_decade = 2, decades = 7;  // of R51, from 1 down

/// A cut on a mass insertion.
struct Cut {
    std::string column;
    double limit;
    bool leptons;
};
/// Those of the measurements of that name: mass_insertions_loose or mass_insertions_tight.
std::vector<Cut> cuts_of(std::string const& name) {
    auto const file = "measurements/" + name;
    auto const document = config::parse_toml(config::builtin_text(file), file);
    std::vector<Cut> cuts;
    for (auto const& entry : *config::find(*document.table(), "entries")->array()) {
        auto const& column = *config::find(*entry.table(), "observable")->string();
        cuts.push_back({column, config::find(*entry.table(), "value")->number(), column.starts_with("delta_l_")});
    }
    return cuts;
}
struct Cuts {
    std::vector<Cut> loose = cuts_of("mass_insertions_loose"), tight = cuts_of("mass_insertions_tight");
};

/// Random numbers of draw i, the same on every machine.
samplers::Draws draws_of(std::uint64_t seed, std::size_t i) { return {seed, samplers::Stream::scan, i, 0}; }

/// Hermitian Gaussian matrices for all fields: c_ii ~ N(0,1), <|c_ij|^2> = 1.
void draw_quadratic(pipeline::NamedPoints& p, std::uint64_t seed) {
    for (std::size_t i = 0; i < p.size; ++i) {
        auto draws = draws_of(seed, i);
        for (std::string const f : fields) {
            for (char const* const entry : {"11", "22", "33"}) p.at("c_" + f + "_" + entry, i) = draws.normal();
            for (std::string const pair : pairs)
                for (char const* const part : {"_re", "_im"}) p.at("c_" + f + "_" + pair + part, i) = std::sqrt(0.5) * draws.normal();
        }
    }
}

/// General complex matrices A_I, the moduli log-uniform between 1/3 and 3, any phase.
void draw_linear(pipeline::NamedPoints& p, std::uint64_t seed) {
    for (std::size_t i = 0; i < p.size; ++i) {
        auto draws = draws_of(seed, i);
        for (std::string const f : fields)
            for (char const a : {'1', '2', '3'})
                for (char const b : {'1', '2', '3'}) {
                    auto const entry = "A_" + f + "_" + std::string{a, b};
                    double const modulus = std::exp(std::log(3.0) * draws.uniform(-1, 1)), phase = draws.uniform(0, 2 * pi);
                    p.at(entry + "_re", i) = modulus * std::cos(phase);
                    p.at(entry + "_im", i) = modulus * std::sin(phase);
                }
    }
}

enum class Fields { quarks, leptons };

bool passes(Points const& points, std::size_t i, std::vector<Cut> const& cuts, Fields fields) {
    return std::ranges::all_of(
        cuts, [&](Cut const& cut) { return cut.leptons != (fields == Fields::leptons) || points.of(cut.column, i) < cut.limit; });
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Numbers of the reference points' benchmark: m_X = 1e9, m_f = 1e11 GeV, alpha_hat = 1, tan(beta) = 10.
void set_benchmark(pipeline::NamedPoints& p) {
    p.set_all("m_X", 1e9);
    p.set_all("M_mess", 1e11);
}

/// M_SUSY = 2 TeV, where the mass insertions are taken.
Setup at_two_TeV(Setup setup) {
    setup.numerics.susy_scale_factor *= 1.3;
    return setup;
}

std::vector<double> survival_row(Setup const& setup, Cuts const& cuts, double log10_R51, std::size_t draws) {
    pipeline::SequesteredSetup family;
    family.gravity = true;
    Points points(at_two_TeV(setup), family, draws);
    set_benchmark(points.parameters);
    points.parameters.set_all("R51", std::pow(10, log10_R51));
    draw_quadratic(points.parameters, 1);
    points.evaluate();
    std::array<double, 7> survivors{};
    std::vector<double> dRR, lLL, lRR;
    for (std::size_t i = 0; i < draws; ++i) {
        if (!has_no_tachyon(points, i)) continue;
        bool const pass[] = {passes(points, i, cuts.loose, Fields::quarks), passes(points, i, cuts.loose, Fields::leptons),
                             passes(points, i, cuts.tight, Fields::quarks), passes(points, i, cuts.tight, Fields::leptons)};
        bool const counted[] = {true, pass[0], pass[1], pass[0] && pass[1], pass[2], pass[3], pass[2] && pass[3]};
        for (std::size_t c = 0; c < survivors.size(); ++c) survivors[c] += counted[c];
        dRR.push_back(points.of("delta_d_RR_12", i));
        lLL.push_back(points.of("delta_l_LL_12", i));
        lRR.push_back(points.of("delta_l_RR_12", i));
    }
    std::vector<double> row{log10_R51};
    for (double const s : survivors) row.push_back(s / static_cast<double>(draws));
    for (auto const& deltas : {dRR, lLL, lRR}) row.push_back(median(deltas));
    return row;
}

/// Fraction of random, unsuppressed A_I (in Lambda/16pi^2, Case 1 in its limit) that leave no tachyon, and that pass the loose cuts of
/// quarks besides.
std::array<double, 2> linear_survival(Setup const& setup, Cuts const& cuts, std::size_t draws) {
    pipeline::SequesteredSetup limit;
    limit.boundary_at_m_X = true;
    Points points(at_two_TeV(setup), limit, draws);
    points.parameters.set_all("m_X", 1e9);
    draw_linear(points.parameters, 2);
    points.evaluate();
    std::array<double, 2> survivors{};
    for (std::size_t i = 0; i < draws; ++i) {
        bool const healthy = has_no_tachyon(points, i);
        survivors[0] += healthy;
        survivors[1] += healthy && passes(points, i, cuts.loose, Fields::quarks);
    }
    for (auto& s : survivors) s /= static_cast<double>(draws);
    return survivors;
}

}  // namespace

Claim random_operators(Setup const& setup) {
    Claim claim;
    claim.paper =
        "Eq. (51), sections 4.3 and 5: gravity-mediated operators with O(1) coefficients are harmless where R51 is small, 1e-3 say; "
        "operators "
        "linear in S with random O(1) coefficients would lead to large flavour violation.";
    Cuts const cuts;
    std::size_t const draws = setup.quick ? 400 : 5000;
    Table table{
        "survival",
        fmt::format("Share of random hermitian c_ij that survives, of {} draws; m_X = 1e9, m_f = 1e11 GeV, alpha_hat = 1, tan(beta) = 10,\n"
                    "# mass insertions at 2 TeV; medians of those without a tachyon",
                    draws),
        {"log10_R51", "no_tachyon", "quarks_loose", "leptons_loose", "all_loose", "quarks_tight", "leptons_tight", "all_tight",
         "median_delta_d_RR_12", "median_delta_l_LL_12", "median_delta_l_RR_12"},
        {}};
    for (int k = 0; k <= rows_per_decade * decades; ++k)
        table.rows.push_back(survival_row(setup, cuts, -static_cast<double>(k) / rows_per_decade, draws));
    auto const linear = linear_survival(setup, cuts, draws);
    auto const row = [&](double x) -> std::vector<double> const& { return table.rows[static_cast<std::size_t>(-x * rows_per_decade)]; };
    double const quark_slope = row(-5)[8] / 1e-5, lepton_slope = row(-6)[10] / 1e-6;
    claim.finding = fmt::format(
        "Everything collapses on R51: medians delta_d_RR_12 = {:.2f} R51, delta_l_RR_12 = {:.0f} R51 (right-handed sleptons are light). "
        "Surviving "
        "all loose cuts: {:.3f}, {:.3f}, {:.3f} at R51 = 1e-4, 1e-5, 1e-6; the tight ones (mu -> e gamma today): {:.3f}, {:.3f} at 1e-6, "
        "1e-7. At "
        "the paper's 1e-3 quarks alone survive in {:.2f}, leptons never. Random complex A_I without suppression (Case 1): {:.1f} % "
        "tachyonic, "
        "{:.2f} % pass "
        "the loose quark cuts. (b -> s gamma and the full flavour likelihood can take the place of the cuts: configs/runs.)",
        quark_slope, lepton_slope, row(-4)[4], row(-5)[4], row(-6)[4], row(-6)[7], row(-7)[7], row(-3)[2], 100 * (1 - linear[0]),
        100 * linear[1]);
    claim.checks.push_back(
        {fmt::format("median delta_d_RR_12 = {:.2f} R51 (1.4 expected, within 5 %)", quark_slope), std::abs(quark_slope / 1.4 - 1) < 0.05});
    claim.checks.push_back(
        {fmt::format("median delta_l_RR_12 = {:.1f} R51 (97 expected, within 5 %)", lepton_slope), std::abs(lepton_slope / 97 - 1) < 0.05});
    claim.checks.push_back({fmt::format("half of the draws survive all loose cuts at R51 = 1e-5 ({:.3f})", row(-5)[4]),
                            row(-5)[4] > 0.45 && row(-5)[4] < 0.65});
    double const two_sigma = 2 * std::sqrt(0.02 * 0.98 / static_cast<double>(draws));
    claim.checks.push_back(
        {fmt::format("unsuppressed A_I are tachyonic in {:.1f} % (95 to 98 expected, {:.1f} more by chance), the rest fail the quark cuts",
                     100 * (1 - linear[0]), 100 * two_sigma),
         linear[0] > 0.02 - two_sigma && linear[0] < 0.05 && linear[1] == 0});
    claim.tables = {table};
    Figure figure;
    figure.name = "survival";
    figure.x.label = "$\\log_{10} R_{51}$";
    figure.y = {"surviving share", false, 1, 0, 1.05, {}};
    struct Line {
        char const *column, *legend;
        Style style;
    };
    int colour = 0;
    for (auto const& [column, legend, style] :
         {Line{"no_tachyon", "no tachyon", Style::solid}, Line{"quarks_loose", "quarks, loose", Style::solid},
          Line{"all_loose", "with leptons, loose", Style::solid}, Line{"quarks_tight", "quarks, tight", Style::dashed},
          Line{"all_tight", "with leptons, tight", Style::dashed}})
        figure.series.push_back(series_of("survival", "log10_R51", column, colour++, legend, {}, style));
    claim.figures = {figure};
    return claim;
}

}  // namespace squall::reproduce::murayama07
