#include "host/app/export_getdist.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "host/app/exit_codes.hpp"
#include "host/app/latex_labels.hpp"
#include "host/app/output_file.hpp"
#include "host/config/document.hpp"

namespace squall::app {
namespace {

constexpr double log_zero = -1e30;  ///< PolyChord's log L of zero, below which nothing is born

/// A name as the formats allow it: no blanks, stars and question marks.
std::string plain(std::string name) {
    for (char& c : name)
        if (std::string_view(" \t*?").find(c) != std::string_view::npos) c = '_';
    return name;
}

std::string paramnames(io::RunIdentity const& identity) {
    std::string text;
    for (auto const& name : identity.parameters.name) text += plain(name) + "\t" + latex_label(name) + "\n";
    for (auto const& name : identity.blobs.name) text += plain(name) + "*\t" + latex_label(name) + "\n";
    return text;
}

/// A limit of a sampled parameter's prior, by the stored config: "min" or "max"; N, as GetDist writes "none", where it is not there.
std::string limit(config::Value const& document, std::string const& parameter, char const* which) {
    config::Value const* value = &document;
    for (std::string const& key : {std::string("parameters"), parameter, std::string(which)}) {
        if (value->table() == nullptr) return "N";
        value = config::find(*value->table(), key);
        if (value == nullptr) return "N";
    }
    return value->is_number() ? config::exact(value->number()) : "N";
}

std::string ranges(io::RunIdentity const& identity) {
    auto const document = config::parse_flattened(identity.config, "stored config");
    std::string text;
    for (auto const& name : identity.parameters.name)
        text += plain(name) + "\t" + limit(document, name, "min") + "\t" + limit(document, name, "max") + "\n";
    return text;
}

/// Numbers between blanks; nan and inf as numpy and Fortran read them.
void add(std::string& line, double value) { line += (line.empty() ? "" : " ") + config::exact(value); }

void add_columns(std::string& line, io::RunIdentity const& identity, io::Rows const& rows, std::size_t point) {
    auto const add_row = [&](std::vector<double> const& table, std::size_t columns) {
        for (std::size_t c = 0; c < columns; ++c) add(line, table[point * columns + c]);
    };
    add_row(rows.chain, identity.parameters.size());
    add_row(rows.blobs, identity.blobs.size());
}

/// ROOT + `ending` with a line of each chosen point, none where `line_of` gives an empty one, and the files that describe its columns.
int export_text(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice, std::string const& ending,
                std::function<std::string(io::Rows const&, std::size_t)> const& line_of) {
    auto const& identity = reader.identity();
    std::string const names = options.output + ".paramnames", limits = options.output + ".ranges", points = options.output + ending;
    for (auto const& path : {points, names, limits}) prepare_output(path, options.overwrite);  // all or none
    TextOutput output(points, options.overwrite);
    std::uint64_t written = 0;
    for_chosen_points(reader, choice, [&](ChosenPoints const& block) {
        std::string text;
        for (std::size_t const i : block.chosen) {
            auto const line = line_of(block.rows, i);
            if (line.empty()) continue;
            text += line + "\n";
            ++written;
        }
        output.write(text);
    });
    if (written == 0) {
        output.discard();
        say("squall: none of the chosen points has a weight; nothing was written\n");
        return no_valid_point;
    }
    for (auto const& [path, text] : {std::pair(names, paramnames(identity)), std::pair(limits, ranges(identity))}) {
        TextOutput description(path, options.overwrite);
        description.write(text);
        description.close();
    }
    output.close();
    return done;
}

}  // namespace

int export_getdist(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    auto const& identity = reader.identity();
    require_root(options);
    require_posterior(identity, options);
    RelativeWeights const weights(reader);
    return export_text(options, reader, choice, ".txt", [&](io::Rows const& rows, std::size_t i) {
        std::string line;
        double const weight = weights.of(rows, i);
        if (!(weight > 0) || !std::isfinite(rows.log_prob[i])) return line;
        add(line, weight);
        add(line, -rows.log_prob[i]);
        add_columns(line, identity, rows, i);
        return line;
    });
}

int export_anesthetic(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    auto const& identity = reader.identity();
    if (!identity.has_birth) return export_getdist(options, reader, choice);
    require_root(options);
    auto const& blobs = identity.blobs.name;
    auto const likelihood = static_cast<std::size_t>(std::find(blobs.begin(), blobs.end(), "loglike") - blobs.begin());
    if (likelihood == blobs.size())
        throw io::IoError(options.file + ": has no column loglike (a run of nested sampling must have); run anew");
    return export_text(options, reader, choice, "_dead-birth.txt", [&](io::Rows const& rows, std::size_t i) {
        std::string line;
        add_columns(line, identity, rows, i);
        add(line, std::max(rows.blobs[i * blobs.size() + likelihood], log_zero));
        add(line, std::max(rows.birth_log_likelihood[i], log_zero));
        return line;
    });
}

}  // namespace squall::app
