#include "host/likelihood/likelihood.hpp"

#include <algorithm>
#include <limits>

#include "host/config/suggest.hpp"

namespace squall::likelihood {
namespace {

std::size_t column_index(Measurement const& entry, std::string const& name, std::span<pipeline::Column const> outputs) {
    std::vector<std::string> known;
    for (std::size_t c = 0; c < outputs.size(); ++c) {
        known.push_back(outputs[c].name);
        if (outputs[c].name != name) continue;
        if (outputs[c].unit == entry.unit) return c;
        throw config::ConfigError(entry.where, "\"" + entry.name + "\" is in \"" + entry.unit + "\", but " + name + " in \"" +
                                                   outputs[c].unit + "\" (units are not converted); give it in \"" + outputs[c].unit +
                                                   "\"");
    }
    throw config::ConfigError(entry.where_observable,
                              "unknown observable \"" + name + "\" (the model does not compute it); " + config::did_you_mean(name, known));
}

}  // namespace

Likelihood::Likelihood(std::vector<Block> blocks, std::span<pipeline::Column const> outputs) : blocks_(std::move(blocks)) {
    for (auto const& block : blocks_) {
        auto& entries = columns_.emplace_back();
        for (auto const& entry : block.entries) {
            auto& columns = entries.emplace_back();
            for (auto const& name : entry.observables) columns.push_back(column_index(entry, name, outputs));
        }
    }
}

std::vector<std::string> Likelihood::block_names() const {
    std::vector<std::string> names;
    for (auto const& block : blocks_) names.push_back(block.name);
    return names;
}

double Likelihood::prediction(pipeline::Evaluation const& evaluation, std::size_t b, std::size_t e, std::size_t i) const {
    double smallest = std::numeric_limits<double>::infinity();
    for (auto const column : columns_[b][e]) {
        double const x = evaluation.column(column)[i];
        if (!(x >= smallest)) smallest = x;  // NaN wins, and stays
        if (x != x) break;
    }
    return smallest;
}

void Likelihood::evaluate(pipeline::Evaluation const& evaluation, std::span<double> total, std::span<double> blocks) const {
    constexpr double impossible = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < evaluation.size; ++i) {
        bool const ok = evaluation.status[i] == Status::ok;
        total[i] = ok ? 0 : impossible;
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            double log_l = ok ? 0 : impossible;
            for (std::size_t e = 0; ok && e < blocks_[b].entries.size(); ++e) {
                log_l += log_likelihood(blocks_[b].entries[e], prediction(evaluation, b, e, i));
            }
            blocks[b * evaluation.size + i] = log_l;
            total[i] += log_l;
        }
    }
}

std::vector<Block> read_blocks(config::RunConfig const& run) {
    std::vector<Block> blocks;
    for (auto const& source : run.constraints) {
        auto block = read_block(source);
        if (std::any_of(blocks.begin(), blocks.end(), [&](Block const& other) { return other.name == block.name; })) {
            throw config::ConfigError(source.where,
                                      "two constraints are called \"" + block.name + "\" (a block's name is its file's); rename one file");
        }
        blocks.push_back(std::move(block));
    }
    return blocks;
}

std::vector<Block> read_blocks(std::string const& canonical) {
    auto const text = config::parse_flattened(canonical, "stored config");
    std::vector<Block> blocks;
    if (auto const* constraints = config::find(*text.table(), "constraints")) {
        for (auto const& [name, where, content] : *constraints->table()) blocks.push_back(read_block({name, where, content}));
    }
    return blocks;
}

}  // namespace squall::likelihood
