#include "host/slha/inputs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "host/config/inputs.hpp"
#include "host/slha/codes.hpp"
#include "host/slha/private_blocks.hpp"
#include "host/slha/ranges.hpp"

namespace squall::slha {
namespace {

/// Which entry of a file stands for which input of configs/inputs/.
struct QuotedInput {
    char const* block;
    long code;
    char const* name;
    Range range;
};
constexpr QuotedInput quoted_inputs[] = {
    {"SMINPUTS", 1, "inverse_alpha_em", inverse_alpha_range},
    {"SMINPUTS", 2, "G_F", fermi_constant_range},
    {"SMINPUTS", 3, "alpha_s", alpha_range},
    {"SMINPUTS", 4, "m_Z", mass_range},
    {"SMINPUTS", 6, "m_t_pole", mass_range},
    {"MASS", W_code, "m_W", mass_range},
    {"VCKMIN", 1, "ckm_lambda", cabibbo_range},
    {"VCKMIN", 2, "ckm_A", wolfenstein_range},
    {"VCKMIN", 3, "ckm_rhobar", wolfenstein_range},
    {"VCKMIN", 4, "ckm_etabar", wolfenstein_range},
};

/// The [inputs] section a config would have for the file.
config::Value overrides(Document const& document) {
    config::Table table;
    for (auto const& [block_name, code, name, range] : quoted_inputs) {
        auto const* block = document.find(block_name);
        auto const* entry = block ? block->find({code}) : nullptr;
        if (!entry) continue;
        config::Position const where{document.file(), entry->line, 1};
        table.push_back({name, where, {document.number(*entry, range), where}});
    }
    std::sort(table.begin(), table.end(), [](auto const& a, auto const& b) { return a.key < b.key; });
    return {table, {document.file(), 0, 0}};
}

/// alpha_s with five flavours at a scale [GeV].
double strong_coupling(pipeline::StandardModelInputs const& inputs, double scale) {
    return config::run_alpha_s({inputs.alpha_s_160, 160.0, 5}, scale).alpha;
}

}  // namespace

pipeline::StandardModelInputs inputs_for(Document const& document, std::string const& preset) {
    if (!preset.empty()) {
        config::Position const option{"--inputs", 0, 0};
        config::Value const section{config::Table{{"preset", option, {preset, option}}}, option};
        return config::load_inputs(&section, "").standard_model;
    }
    auto const section = overrides(document);
    auto inputs = config::load_inputs(&section, "").standard_model;
    if (auto const* block = document.find(inputs_block)) {
        for (auto const& slot : input_slots(inputs)) {
            auto const* entry = block->find({slot.code});
            if (!entry && !slot.required) continue;
            if (!entry)
                throw config::ConfigError({document.file(), block->line, 1},
                                          std::string(inputs_block) + " lacks entry " + std::to_string(slot.code) + " (" + slot.meaning +
                                              "); restore the block, or remove all of it to take the file's SMINPUTS instead");
            *slot.value = document.number(*entry, slot.range);
        }
    }
    return inputs;
}

flavour::Enhanced flavour_level(Document const& document) {
    auto const* block = document.find(inputs_block);
    auto const* entry = block ? block->find({entry_level}) : nullptr;
    bool const resummed = entry ? document.number(*entry, level_range) > 0.5 : pipeline::Numerics{}.resummation;
    return resummed ? flavour::Enhanced::resummed : flavour::Enhanced::one_loop;
}

double alpha_s_five_flavours(pipeline::StandardModelInputs const& inputs) { return strong_coupling(inputs, inputs.m_Z); }

double bottom_mass_at_itself(pipeline::StandardModelInputs const& inputs) {
    auto const shape = [&](double scale) {
        double const x = strong_coupling(inputs, scale) / std::numbers::pi;
        return std::pow(x, 12.0 / 23.0) * (1 + x * (1.17549 + x * 1.50071));
    };
    double const invariant = inputs.m_down[2] / shape(inputs.m_Z);
    double mass = inputs.m_down[2];
    for (int i = 0; i < 60; ++i) mass = invariant * shape(mass);  // contracts by a quarter a round
    return mass;
}

}  // namespace squall::slha
