#include "host/app/export_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/app/session.hpp"
#include "host/app/slha_point.hpp"
#include "host/app/wcxf_point.hpp"
#include "host/pipeline/columns.hpp"

namespace squall::app {
namespace {

/// Relative; between backends and compilers a point agrees far better, and where tan(beta) is found to 1e-8.
constexpr double same_point = 1e-6;

/// Columns by which a stored point is known again; a run may lack some.
constexpr char const* telling_columns[] = {"tan_beta", "m_gluino", "mHp", "bsgamma_br"};

/// Compares points that are evaluated again with what was stored of them.
class Comparison {
public:
    Comparison(std::vector<std::string> const& stored, std::span<pipeline::Column const> outputs) {
        for (auto const* name : telling_columns) {
            auto const then = pipeline::find_column(stored, name);
            auto const now = pipeline::find_column(outputs, name);
            if (then && now) columns_.push_back({name, *then, *now});
        }
    }

    void add(std::uint64_t point, std::span<double const> stored, pipeline::Evaluation const& again) {
        bool differs = false;
        for (auto const& [name, then, now] : columns_) {
            double const a = stored[then], b = again.column(now)[0];
            if (std::abs(a - b) <= same_point * std::abs(a) || (std::isnan(a) && std::isnan(b))) continue;
            if (!differs && differing_ == 0) first_ = fmt::format("{} of point {} was {:.9g} and is now {:.9g}", name, point, a, b);
            differs = true;
        }
        differing_ += differs;
    }

    /// Empty where all agree.
    std::string warning() const {
        if (differing_ == 0) return "";
        return fmt::format(
            "{} of the points differ from what the run stored, e.g. {} (another version of the program?); "
            "the files hold the new numbers",
            differing_, first_);
    }

private:
    struct Place {
        char const* name;
        std::size_t then, now;
    };
    std::vector<Place> columns_;
    std::uint64_t differing_ = 0;
    std::string first_;
};

void check_request(ExportOptions const& options) {
    if (options.points.empty() || options.output.empty())
        throw UsageError("--format " + options.format +
                         " writes one file a point; say which points with --points FIRST:LAST, and -o DIRECTORY");
    if (options.output == "-")
        throw UsageError("-o - (one file a point does not fit into standard output); name a directory, ./- if it is to be called so");
}

}  // namespace

int export_points(ExportOptions const& options, io::RunReader const& reader, PointChoice const& choice) {
    check_request(options);
    auto const& identity = reader.identity();
    auto config = config::stored_run_config(identity.config, options.file);
    require_spectrum(config, options.format == "wcxf" ? "WCxf files" : "SLHA files");
    auto const sampled = config.sampled();
    std::vector<double> values;
    for (auto const& parameter : config.parameters) values.push_back(parameter.value);
    auto session = make_session(std::move(config), pipeline::BackendChoice{"auto", 1});
    Comparison comparison(identity.blobs.name, session.evaluator->outputs());
    auto const walkers = identity.walkers, columns = identity.blobs.size();
    bool const wcxf = options.format == "wcxf";
    std::uint64_t written = 0, failed = 0;
    Status first_failure = Status::ok;
    io::Rows row;
    for (auto point = choice.first; point < choice.last; ++point) {
        if (row.count == 0 || point % walkers == 0) row = reader.read(point / walkers, 1);
        auto const walker = point % walkers;
        if (!choice.statuses[static_cast<std::size_t>(row.status[walker])]) continue;
        for (std::size_t d = 0; d < sampled.size(); ++d) values[sampled[d]] = row.chain[walker * sampled.size() + d];
        session.config.derive(values);
        auto const details = session.evaluator->details(values);
        comparison.add(point, {row.blobs.data() + walker * columns, columns}, details.evaluation);
        if (auto const status = details.evaluation.status[0]; wcxf && status != Status::ok) {
            if (failed++ == 0) first_failure = status;
            continue;
        }
        auto const name = fmt::format("{:08}.{}", point, wcxf ? "json" : "slha");
        TextOutput output((std::filesystem::path(options.output) / name).string(), options.overwrite);
        output.write(wcxf ? wcxf_text(session, values, details) : slha_text(session, values, details));
        output.close();
        ++written;
    }
    if (auto const warning = comparison.warning(); !warning.empty()) say("squall: " + options.file + ": " + warning + "\n");
    if (failed > 0)
        say(fmt::format("squall: {} of the points {} no Wilson coefficients ({}); {} no file\n", failed, failed == 1 ? "has" : "have",
                        status_and_meaning(first_failure), failed == 1 ? "it has" : "they have"));
    if (written == 0 && failed > 0) return no_valid_point;
    if (written == 0) {
        say(fmt::format("squall: none of the points {} has status {}; nothing was written\n", options.points, options.status));
        return no_valid_point;
    }
    say(fmt::format("{} {} in {}\n", written, written == 1 ? "file" : "files", options.output));
    return done;
}

}  // namespace squall::app
