#include "host/app/batch_output.hpp"

#include "host/app/hdf5_file.hpp"
#include "host/app/table_csv.hpp"
#include "host/config/document.hpp"
#include "host/pipeline/status_name.hpp"

namespace squall::app {
namespace {

/// The numeric columns of the output, and their units.
std::vector<pipeline::Column> output_columns(Session const& session) {
    std::vector<pipeline::Column> columns;
    for (std::size_t const p : session.inputs()) {
        auto const& info = session.config.model->parameters[p];
        columns.push_back({info.name, info.unit, info.meaning});
    }
    for (auto const& column : session.evaluator->outputs()) columns.push_back(column);
    for (auto const& name : session.likelihood.block_names()) columns.push_back({"loglike_" + name, "", "log L of " + name});
    columns.push_back({"loglike", "", "log L"});
    return columns;
}

/// The numbers of one point, in that order; `inputs` are those of the session.
std::vector<double> row(Session const& session, std::vector<std::size_t> const& inputs, Results const& results, std::size_t i) {
    std::vector<double> values;
    for (std::size_t const p : inputs) values.push_back(results.parameters[p * results.size + i]);
    for (std::size_t c = 0; c < session.evaluator->outputs().size(); ++c) values.push_back(results.evaluation.column(c)[i]);
    for (std::size_t b = 0; b < session.likelihood.blocks().size(); ++b) values.push_back(results.loglike_blocks[b * results.size + i]);
    values.push_back(results.loglike[i]);
    return values;
}

class CsvOutput final : public BatchOutput {
public:
    CsvOutput(std::string const& path, bool overwrite, Session const& session)
        : session_(session), inputs_(session.inputs()), file_(path, overwrite) {
        std::string header;
        for (auto const& column : output_columns(session)) header += csv_field(column.name) + ",";
        file_.write(header + "status\n");
    }
    void write(Results const& results) override {
        std::string text;
        for (std::size_t i = 0; i < results.size; ++i) {
            text +=
                csv_row(row(session_, inputs_, results, i)) + "," + std::string(pipeline::status_name(results.evaluation.status[i])) + "\n";
        }
        file_.write(text);
    }
    void close() override { file_.close(); }

private:
    Session const& session_;
    std::vector<std::size_t> inputs_;
    TextOutput file_;
};

/// /values [point][column] with attributes columns and units; /status [point] with the names of the statuses.
class Hdf5Output final : public BatchOutput {
public:
    Hdf5Output(std::string const& path, bool overwrite, Session const& session, std::size_t points)
        : session_(session), inputs_(session.inputs()), file_(path, overwrite) {
        std::vector<std::string> names, units;
        for (auto const& column : output_columns(session)) {
            names.push_back(column.name);
            units.push_back(column.unit);
        }
        auto const root = file_.root();
        root.create_table<double>("values", points, {names.size()});
        root.set_on("values", "columns", names);
        root.set_on("values", "units", units);
        root.create_table<std::int8_t>("status", points, {});
        root.set_on("status", "names", {pipeline::status_names.begin(), pipeline::status_names.end()});
    }
    void write(Results const& results) override {
        std::vector<double> values;
        std::vector<std::int8_t> status;
        for (std::size_t i = 0; i < results.size; ++i) {
            auto const numbers = row(session_, inputs_, results, i);
            values.insert(values.end(), numbers.begin(), numbers.end());
            status.push_back(static_cast<std::int8_t>(results.evaluation.status[i]));
        }
        auto const root = file_.root();
        root.put_rows<double>("values", written_, results.size, values);
        root.put_rows<std::int8_t>("status", written_, results.size, status);
        written_ += results.size;
    }
    void close() override { file_.close(); }

private:
    Session const& session_;
    std::vector<std::size_t> inputs_;
    Hdf5File file_;
    std::size_t written_ = 0;
};

}  // namespace

std::unique_ptr<BatchOutput> make_batch_output(std::string const& path, bool overwrite, Session const& session, std::size_t points) {
    if (path.ends_with(".h5") || path.ends_with(".hdf5")) return std::make_unique<Hdf5Output>(path, overwrite, session, points);
    return std::make_unique<CsvOutput>(path, overwrite, session);
}

}  // namespace squall::app
