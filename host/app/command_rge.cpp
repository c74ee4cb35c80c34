#include <algorithm>
#include <cmath>
#include <map>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/table_csv.hpp"
#include "host/config/document.hpp"
#include "host/config/error.hpp"
#include "host/config/suggest.hpp"
#include "host/pipeline/mssm_table.hpp"
#include "host/pipeline/steps.hpp"

namespace squall::app {
namespace {

using pipeline::MssmColumn;
using pipeline::MssmTable;

/// Running once is cheap: the default is far below the accuracy of one loop.
constexpr double error_target = 1e-10;
/// Entries below the diagonal of a soft mass matrix repeat those above; this much rounding is forgiven.
constexpr double hermitian_tolerance = 1e-8;

/// Where the columns of the file are.
class ColumnIndex {
public:
    explicit ColumnIndex(TextTable const& table) : table_(table) {
        for (std::size_t c = 0; c < table.header.size(); ++c) index_.emplace(table.header[c], c);
    }
    bool has(std::string const& name) const { return index_.contains(name); }
    std::size_t at(std::string const& name) const {
        if (auto const found = index_.find(name); found != index_.end()) return found->second;
        throw config::ConfigError({table_.file, 1, 1}, "column " + name + " is missing (running needs all parameters of the MSSM); " +
                                                           config::did_you_mean(name, table_.header));
    }

private:
    TextTable const& table_;
    std::map<std::string, std::size_t> index_;
};

/// Reads the points; the second entry of a hermitian pair must be the conjugate of the first.
MssmTable read_points(TextTable const& table, ColumnIndex const& index, std::vector<MssmColumn> const& columns) {
    MssmTable points{table.rows.size(), std::vector<double>(pipeline::mssm_slots * table.rows.size(), 0.0)};
    std::vector<bool> filled(pipeline::mssm_slots, false);
    for (auto const& column : columns) {
        if (column.imaginary && !index.has(column.name)) continue;
        std::size_t const c = index.at(column.name);
        for (std::size_t row = 0; row < points.count; ++row) {
            double const value = column.sign * table.number(row, c);
            double& slot = points.at(column.slot, row);
            if (filled[column.slot] && std::abs(value - slot) > hermitian_tolerance * (std::abs(value) + std::abs(slot)))
                throw config::ConfigError(
                    {table.file, table.lines[row], table.rows[row][c].column},
                    column.name + " is not the conjugate of its transposed entry (a soft mass matrix is hermitian); correct one of them");
            if (!filled[column.slot]) slot = value;
        }
        filled[column.slot] = true;
    }
    if (index.has("tanb")) {
        std::size_t const tanb = index.at("tanb"), vev = index.has("vev") ? index.at("vev") : tanb;
        for (std::size_t row = 0; row < points.count; ++row) {
            double const t = table.number(row, tanb), v = index.has("vev") ? table.number(row, vev) : 1.0;
            points.at(pipeline::slot_ln_v_u, row) = std::log(v * t / std::hypot(1.0, t));
            points.at(pipeline::slot_ln_v_d, row) = std::log(v / std::hypot(1.0, t));
        }
    }
    return points;
}

std::vector<double> spans(TextTable const& table, std::size_t q_column, double to) {
    std::vector<double> result;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        double const from = table.number(row, q_column);
        if (!(from > 0 && std::isfinite(from)))
            throw config::ConfigError({table.file, table.lines[row], table.rows[row][q_column].column},
                                      "Q is not a positive scale in GeV; correct it");
        result.push_back(std::log(to / from));
    }
    return result;
}

/// The value of a column of the output at a row, as text; metadata pass through.
class OutputRow {
public:
    OutputRow(TextTable const& table, std::vector<MssmColumn> const& columns, RgeOptions const& options)
        : table_(table), options_(options) {
        for (auto const& column : columns) columns_.emplace(column.name, column);
    }
    std::string text(MssmTable& points, std::size_t row) const {
        std::string line;
        for (std::size_t c = 0; c < table_.header.size(); ++c) line += (c ? "," : "") + field(points, row, c);
        return line + "\n";
    }

private:
    std::string field(MssmTable& points, std::size_t row, std::size_t c) const {
        auto const& name = table_.header[c];
        double const v_u = std::exp(points.at(pipeline::slot_ln_v_u, row)), v_d = std::exp(points.at(pipeline::slot_ln_v_d, row));
        if (auto const found = columns_.find(name); found != columns_.end())
            return config::exact(found->second.sign * points.at(found->second.slot, row));
        if (name == "Q") return config::exact(options_.to);
        if (name == "loops") return std::to_string(options_.loops);
        if (name == "tanb") return config::exact(v_u / v_d);
        if (name == "vev") return config::exact(std::hypot(v_u, v_d));
        return csv_field(table_.rows[row][c].text);
    }

    TextTable const& table_;
    RgeOptions const& options_;
    std::map<std::string, MssmColumn> columns_;
};

}  // namespace

int rge(RgeOptions const& options) {
    if (options.loops != 1)
        throw UsageError(
            "--loops 2 is not available (beta functions are one-loop in this version; only b has its two-loop terms); "
            "use --loops 1, with --two-loop-b for b");
    auto const table = read_text_csv(options.input);
    ColumnIndex const index(table);
    auto const columns = pipeline::mssm_columns();
    auto points = read_points(table, index, columns);
    auto const span = spans(table, index.at("Q"), options.to);
    TextOutput output(options.output, options.overwrite);

    double longest = 0;
    for (double const s : span) longest = std::max(longest, std::abs(s));
    int const steps = options.steps > 0 ? options.steps : pipeline::steps_for_leg(longest, error_target);
    auto const present = backends::available_stages();
    pipeline::run_mssm_table(*present.tables[present.count - 1], points, span, steps, options.two_loop_b);

    std::string header;
    for (auto const& name : table.header) header += (header.empty() ? "" : ",") + csv_field(name);
    output.write(header + "\n");
    OutputRow const rows(table, columns, options);
    for (std::size_t row = 0; row < points.count; ++row) output.write(rows.text(points, row));
    output.close();

    bool const finite = std::all_of(points.state.begin(), points.state.end(), [](double x) { return std::isfinite(x); });
    if (!finite) say("squall: some rows ran into a Landau pole (a coupling is not finite at the end); they hold nan or inf\n");
    return finite ? done : no_valid_point;
}

}  // namespace squall::app
