#include "host/likelihood/likelihood.hpp"

#include <algorithm>

#include "host/config/suggest.hpp"
#include "kernels/likelihood/log_likelihood.hpp"

namespace squall::likelihood {
namespace {

std::size_t column_index(Measurement const& entry, std::string const& name, std::span<pipeline::Column const> outputs,
                         std::string const& why_unknown) {
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
                              "unknown observable \"" + name + "\" (" + why_unknown + "); " + config::did_you_mean(name, known));
}

bool is_correlated(Block const& block, std::size_t e) {
    return std::ranges::any_of(block.correlated, [e](Correlated const& group) { return std::ranges::count(group.entries, e) > 0; });
}

}  // namespace

Likelihood::Likelihood(std::vector<Block> blocks, std::span<pipeline::Column const> outputs, std::string const& why_unknown)
    : blocks_(std::move(blocks)) {
    for (auto const& block : blocks_) {
        auto& first = first_observable_.emplace_back(block.entries.size());
        auto const bound = [&](std::size_t e) {  // an entry's term, its columns in place
            auto const& entry = block.entries[e];
            first[e] = terms_.observables.size();
            for (auto const& name : entry.observables)
                terms_.observables.push_back(static_cast<int>(column_index(entry, name, outputs, why_unknown)));
            auto result = term(entry);
            result.block = terms_.blocks;
            return result;
        };
        for (std::size_t e = 0; e < block.entries.size(); ++e)
            if (!is_correlated(block, e)) terms_.terms.push_back(bound(e));
        for (auto const& group : block.correlated) {
            std::vector<LikelihoodTerm> members;
            for (auto const e : group.entries) members.push_back(bound(e));
            terms_.add_correlated(members, group.experiment, group.theory);
        }
        ++terms_.blocks;
    }
}

std::vector<std::string> Likelihood::block_names() const {
    std::vector<std::string> names;
    for (auto const& block : blocks_) names.push_back(block.name);
    return names;
}

double Likelihood::upper_bound() const {
    return std::max(pipeline::upper_bound(terms_), 0.0) + 1e-9;  // rounding in the sum of the blocks
}

double Likelihood::prediction(pipeline::Evaluation const& evaluation, std::size_t b, std::size_t e, std::size_t i) const {
    auto const* const columns = &terms_.observables[first_observable_[b][e]];
    auto const of = [&](std::size_t o) { return evaluation.column(static_cast<std::size_t>(columns[o]))[i]; };
    double smallest = of(0);
    for (std::size_t o = 1; o < blocks_[b].entries[e].observables.size(); ++o) smallest = measurement::smaller(smallest, of(o));
    return smallest;
}

void Likelihood::evaluate(pipeline::Evaluation const& evaluation, std::span<double> total, std::span<double> blocks) const {
    bool const known = !evaluation.log_likelihood.empty();
    auto const here = known ? std::vector<double>{} : pipeline::log_likelihood(terms_, evaluation);
    std::span const values = known ? evaluation.log_likelihood : here;
    std::ranges::copy(values.first(evaluation.size), total.begin());
    std::ranges::copy(values.subspan(evaluation.size), blocks.begin());
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
