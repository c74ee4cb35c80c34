#include "host/reproduce/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/figures/figure.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

using figures::Figure;
using figures::Series;
using figures::Style;

constexpr char const* source = "# Hamidian, Huitu, Puolamaki, Zhang, hep-ph/9808341";
constexpr double cleo_limit = 1.4;                 // of the ratio: CLEO 1995 with the Standard Model's error, as the paper combines them
constexpr int grey = -1, black = -2, colours = 6;  // black is left to the line styles

/// Roots are known to 1e-8: further digits would be noise.
std::string number(double x) { return std::isfinite(x) ? fmt::format("{:.7g}", x) : ""; }

std::string fields(Messengers const& n) { return fmt::format("{:g},{:g},{:g},{:g},{:g}", n[0], n[1], n[2], n[3], n[4]); }

Series curve_series(std::string const& file, std::size_t curve, double sign_mu) {
    Series series;
    series.file = file;
    series.where = {{"curve", std::to_string(curve)}};
    series.style = sign_mu > 0 ? Style::solid : Style::dashed;
    return series;
}

/// An entry of the legend that is no curve.
Series legend_entry(int colour, double width, std::string const& legend, Style style = Style::solid) {
    Series series;
    series.style = style;
    series.colour = colour;
    series.width = width;
    series.legend = legend;
    return series;
}

/// Models with a solution whose ratio is excluded somewhere.
std::vector<Messengers> models_beyond_limit(std::vector<RatioCurve> const& curves) {
    std::vector<Messengers> models;
    for (auto const& curve : curves) {
        bool const exceeds =
            std::any_of(curve.solutions.begin(), curve.solutions.end(), [](auto const& s) { return s.values[bsgamma] > cleo_limit; });
        if (exceeds && std::find(models.begin(), models.end(), curve.messengers) == models.end()) models.push_back(curve.messengers);
    }
    return models;
}

}  // namespace

std::vector<std::vector<std::string>> const& file_names() {
    static std::vector<std::vector<std::string>> const names = {
        {"table1.csv"}, {"figure1.csv", "figure1_roots.csv", "figure1.toml"}, {"figure2.csv", "figure2.toml"}};
    return names;
}

bool begins_as_ours(TextFile const& file) {
    return file.text.starts_with(file.name.ends_with(".toml") ? figures::description_heading : std::string_view(source));
}

TextFile table_file(Table1 const& table) {
    std::string text = fmt::format(
        "{}, Table I: Lambda = 100 TeV, M_mess = 100 Lambda. Masses in GeV\n"
        "# deviation: relative; of tanb from paper + 0.5 (it is truncated), of bsg absolute. bsg_consistent: without the paper's variant\n"
        "# withdrawn: commented out in the authors' source; here a root that is no solution\n"
        "n_Q,n_U,n_D,n_L,n_E,withdrawn,status,column,paper,ours,deviation,low,high,inside\n",
        source);
    for (auto const& row : table.rows) {
        auto const& printed = row.printed;
        auto const begin = fmt::format("{},{:d},{}", fields(printed.messengers), printed.withdrawn,
                                       row.ours ? pipeline::status_name(row.ours->root.status) : "no_root");
        for (int i = 0; i < column_count; ++i) {
            auto const c = static_cast<Column>(i);
            auto const allowed = tolerated(printed, c);
            double const ours = row.ours ? row.ours->values[c] : std::nan("");
            text += fmt::format("{},{},{:g},{},{},{},{},{:d}\n", begin, column_name(c), printed.values[c], number(ours),
                                number(deviation(printed, c, ours)), number(allowed.low), number(allowed.high), row.agrees(c));
        }
        double const ratio = row.ours ? row.ours->bsgamma_consistent : std::nan("");
        text += fmt::format("{},bsg_consistent,{:g},{},{},,,\n", begin, printed.values[bsgamma], number(ratio),
                            number(deviation(printed, bsgamma, ratio)));
    }
    return {"table1.csv", text};
}

std::vector<TextFile> figure1_files(std::vector<RootCurve> const& curves) {
    std::string lines = fmt::format(
        "{}, Fig. 1: b at the messenger scale along tan(beta); b_vacuum where the point is a vacuum. Lambda in GeV, b in GeV^2\n"
        "curve,n_Q,n_U,n_D,n_L,n_E,Lambda,sign_mu,tan_beta,b,b_vacuum,status\n",
        source);
    std::string roots = fmt::format("{}, Fig. 1: roots\ncurve,tan_beta,b\n", source);
    Figure figure;
    figure.x.label = "$\\tan\\beta$";
    figure.x.min = 0;
    figure.y = {"$B(\\Lambda_\\mathrm{M})$  [$10^4$ GeV$^2$]", false, 1e-4, -3, 12, {}};  // it rises steeply towards tan(beta) = 1
    figure.levels = {0};
    for (std::size_t i = 0; i < curves.size(); ++i) {
        auto const& curve = curves[i];
        auto const begin = fmt::format("{},{},{:g},{:g}", i, fields(curve.messengers), curve.Lambda, curve.sign_mu);
        for (std::size_t k = 0; k < curve.tan_beta.size(); ++k) {
            auto const b = number(curve.b[k]);
            lines += fmt::format("{},{:g},{},{},{}\n", begin, curve.tan_beta[k], b, curve.status[k] == Status::ok ? b : "",
                                 pipeline::status_name(curve.status[k]));
        }
        for (auto const& root : curve.roots) roots += fmt::format("{},{},0\n", i, number(root.tan_beta));
        bool const minimal = curve.messengers == minimal_model;
        auto series = curve_series("figure1.csv", i, curve.sign_mu);
        series.x = "tan_beta";
        series.y = "b_vacuum";
        series.colour = minimal ? 0 : 1;
        series.width = minimal ? 2.6 : 1.3;
        series.legend = fmt::format("{}, $\\Lambda = {:g}$ TeV, $\\mu {} 0$", messengers_text(curve.messengers), 1e-3 * curve.Lambda,
                                    curve.sign_mu > 0 ? '>' : '<');
        figure.series.push_back(series);
        if (curve.roots.empty()) continue;
        series.file = "figure1_roots.csv";
        series.y = "b";
        series.style = Style::points;
        series.width = 6;
        series.legend.clear();
        figure.series.push_back(series);
    }
    return {{"figure1.csv", lines}, {"figure1_roots.csv", roots}, {"figure1.toml", to_toml(figure)}};
}

std::vector<TextFile> figure2_files(std::vector<RatioCurve> const& curves) {
    std::string text = fmt::format(
        "{}, Fig. 2: Gamma(b -> s gamma)/Gamma_SM of every solution along Lambda; ratio: the paper's variant. Lambda in GeV\n"
        "curve,n_Q,n_U,n_D,n_L,n_E,sign_mu,Lambda,tan_beta,ratio,ratio_consistent\n",
        source);
    Figure figure;
    figure.x = {"$\\Lambda$  [TeV]", true, 1e-3, {}, {}, {50, 70, 100, 150, 200, 300}};
    figure.y.label = "$\\Gamma(b\\to s\\gamma)\\,/\\,\\Gamma_\\mathrm{SM}$";
    figure.levels = {1, cleo_limit};
    figure.legend = "outside";
    constexpr double wide = 1.6, thin = 1;
    auto const coloured = models_beyond_limit(curves);
    auto const colour_of = [&coloured](Messengers const& messengers) {
        auto const place = std::find(coloured.begin(), coloured.end(), messengers) - coloured.begin();
        return place == std::ssize(coloured) ? grey : static_cast<int>(place) % colours;
    };
    for (auto const& model : coloured) figure.series.push_back(legend_entry(colour_of(model), wide, messengers_text(model)));
    figure.series.push_back(legend_entry(black, wide, "$\\mu > 0$"));
    figure.series.push_back(legend_entry(black, wide, "$\\mu < 0$", Style::dashed));
    figure.series.push_back(legend_entry(grey, thin, "others"));
    for (std::size_t i = 0; i < curves.size(); ++i) {
        auto const& curve = curves[i];
        for (std::size_t k = 0; k < curve.Lambda.size(); ++k) {
            auto const& s = curve.solutions[k];
            text += fmt::format("{},{},{:g},{},{},{},{}\n", i, fields(curve.messengers), curve.sign_mu, number(curve.Lambda[k]),
                                number(s.root.tan_beta), number(s.values[bsgamma]), number(s.bsgamma_consistent));
        }
        auto series = curve_series("figure2.csv", i, curve.sign_mu);
        series.x = "Lambda";
        series.y = "ratio";
        series.colour = colour_of(curve.messengers);
        series.width = series.colour == grey ? thin : wide;
        figure.series.push_back(series);
    }
    return {{"figure2.csv", text}, {"figure2.toml", to_toml(figure)}};
}

}  // namespace squall::reproduce::hamidian98
