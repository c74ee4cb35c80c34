#include "host/app/chosen_points.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/export_gambit.hpp"
#include "host/app/export_getdist.hpp"
#include "host/app/export_points.hpp"
#include "host/app/output_file.hpp"
#include "host/app/table_csv.hpp"

namespace squall::app {
namespace {

std::string header(io::RunIdentity const& identity) {
    std::string text = identity.kind == io::RowKind::chain ? "step,walker" : "row,slot";
    for (auto const& name : identity.parameters.name) text += "," + csv_field(name);
    for (auto const& name : identity.blobs.name) text += "," + csv_field(name);
    text += ",log_prob";
    if (identity.kind == io::RowKind::weighted) text += ",log_weight";
    if (identity.has_birth) text += ",birth_log_likelihood";
    return text + ",status\n";
}

/// Number of a row as the first column has it: the step, or a count from 0.
std::uint64_t row_number(io::RunIdentity const& identity, std::uint64_t row) {
    return identity.kind == io::RowKind::chain ? (row + 1) * identity.thin : row;
}

int export_csv(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    auto const& identity = reader.identity();
    auto const walkers = identity.walkers, dimensions = identity.parameters.size(), columns = identity.blobs.size();
    TextOutput output(options.output, options.overwrite);
    output.write(header(identity));
    for_chosen_points(reader, choice, [&](ChosenPoints const& points) {
        auto const& rows = points.rows;
        std::string text;
        for (std::size_t const i : points.chosen) {
            auto const point = points.first + i;
            text += std::to_string(row_number(identity, point / walkers)) + "," + std::to_string(point % walkers);
            for (std::size_t d = 0; d < dimensions; ++d) text += "," + csv_row({rows.chain[i * dimensions + d]});
            for (std::size_t c = 0; c < columns; ++c) text += "," + csv_row({rows.blobs[i * columns + c]});
            text += "," + csv_row({rows.log_prob[i]});
            if (identity.kind == io::RowKind::weighted) text += "," + csv_row({rows.log_weight[i]});
            if (identity.has_birth) text += "," + csv_row({rows.birth_log_likelihood[i]});
            text += "," + identity.statuses[static_cast<std::size_t>(rows.status[i])] + "\n";
        }
        output.write(text);
    });
    output.close();
    return done;
}

}  // namespace

int export_run(ExportOptions const& options) {
    io::RunReader const reader(options.file);
    auto const choice = choose_points(options, reader);
    if (options.format == "slha" || options.format == "wcxf") return export_points(options, reader, choice);
    if (options.format == "getdist") return export_getdist(options, reader, choice);
    if (options.format == "anesthetic") return export_anesthetic(options, reader, choice);
    if (options.format == "gambit") return export_gambit(options, reader, choice);
    return export_csv(options, reader, choice);
}

}  // namespace squall::app
