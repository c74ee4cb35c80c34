#include "host/config/run_config.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <sstream>

#include "host/config/builtin.hpp"
#include "host/config/coefficients.hpp"
#include "host/config/hidden_sector.hpp"
#include "host/config/input_parameters.hpp"
#include "host/config/inputs.hpp"
#include "host/config/priors.hpp"
#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/texture_family.hpp"
#include "host/config/texture_inputs.hpp"

namespace squall::config {
namespace {

std::vector<std::string> const section_names{"model",   "hidden_sector", "parameters", "joint",    "constraints",
                                             "sampler", "output",        "inputs",     "numerics", "texture"};

/// Relative errors of a leg that fixed steps can keep: below is rounding, above the fourth order has not set in.
constexpr double least_error_target = 1e-15, largest_error_target = 1e-1;

std::vector<std::string> const output_keys{"file", "thin", "checkpoint_seconds"};

OutputConfig read_output(Value const* value, std::string const& path) {
    Section const section(value, "[output]", output_keys);
    OutputConfig output;
    output.file = section.string("file").value_or("results/" + std::filesystem::path(path).stem().string() + ".h5");
    if (output.file.empty()) throw ConfigError(section.where("file"), "file is empty (the run needs a place); name an .h5 file");
    output.thin = section.bounded("thin", output.thin, 1, "every thin-th step is stored");
    output.checkpoint_seconds = section.number("checkpoint_seconds").value_or(output.checkpoint_seconds);
    if (!(output.checkpoint_seconds > 0))
        throw ConfigError(section.where("checkpoint_seconds"), "checkpoint_seconds is not positive; give the seconds between two saves");
    return output;
}

void check_thin(RunConfig const& config, Section const& output) {
    if (config.output.thin <= config.sampler.steps) return;
    throw ConfigError(output.where("thin"), "thin = " + std::to_string(config.output.thin) + " is more than the " +
                                                std::to_string(config.sampler.steps) +
                                                " steps (no step would be stored); use a smaller thin or more steps");
}

constexpr double most_nodes = 1e4;  ///< of the grid in tan_beta: each costs the evaluation of a point

void read_root_search(Section const& section, pipeline::RootSearch& roots) {
    auto const read = [&section](char const* key, double& x) { x = section.number(key).value_or(x); };
    read("tan_beta_min", roots.tan_beta_min);
    read("tan_beta_max", roots.tan_beta_max);
    read("tan_beta_step", roots.tan_beta_step);
    auto const refuse = [&section](char const* key, double x, std::string const& why) {
        throw ConfigError(section.where(key), std::string(key) + " = " + exact(x) + why);
    };
    auto const& [least, largest, step, tolerance] = roots;
    if (!(least > 1)) refuse("tan_beta_min", least, " (tree-level breaking needs tan_beta > 1); give a larger one");
    if (!(largest > least) || !std::isfinite(largest))
        refuse("tan_beta_max", largest, " (roots are looked for from tan_beta_min = " + exact(least) + " up); give a larger, finite one");
    if (!(step > 0) || !std::isfinite(step)) refuse("tan_beta_step", step, " (it must be positive); correct it");
    if ((largest - least) / step > most_nodes)
        refuse("tan_beta_step", step, " (more than " + exact(most_nodes) + " nodes, each the cost of a point); use a larger step");
}

/// Merges a [numerics] table, of the inputs or of the config, into the choices.
void read_numerics(Value const* value, pipeline::Numerics& numerics, pipeline::RootSearch& roots) {
    Section const section(value, "[numerics]",
                          {"error_target", "convergence", "max_iterations", "delta_b", "two_loop_b", "susy_scale", "susy_scale_factor",
                           "tan_beta_min", "tan_beta_max", "tan_beta_step", "breaking", "z_mass", "resummation"});
    read_root_search(section, roots);
    auto const positive = [&section](char const* key, double& x) {
        x = section.number(key).value_or(x);
        if (!(x > 0) || !std::isfinite(x))
            throw ConfigError(section.where(key), std::string(key) + " = " + exact(x) + " (it must be positive); correct it");
    };
    positive("error_target", numerics.error_target);
    if (numerics.error_target < least_error_target || numerics.error_target > largest_error_target) {
        throw ConfigError(section.where("error_target"), "error_target = " + exact(numerics.error_target) +
                                                             " (below rounding, or no longer an approximation); give a value from " +
                                                             exact(least_error_target) + " to " + exact(largest_error_target));
    }
    positive("convergence", numerics.convergence);
    positive("susy_scale_factor", numerics.susy_scale_factor);
    numerics.max_iterations = section.bounded("max_iterations", numerics.max_iterations, 1, "the spectrum needs one");
    numerics.delta_b = section.boolean("delta_b").value_or(numerics.delta_b);
    numerics.two_loop_b = section.boolean("two_loop_b").value_or(numerics.two_loop_b);
    using pipeline::SusyScale;
    if (auto const i = section.choice("susy_scale", {"stop_mean", "messenger_squark"}))
        numerics.susy_scale = *i == 0 ? SusyScale::stop_mean : SusyScale::messenger_squark;
    numerics.resummation = section.boolean("resummation").value_or(numerics.resummation);
    if (auto const i = section.choice("breaking", {"one_loop", "tree"})) numerics.tree_level_breaking = *i == 1;
    if (auto const i = section.choice("z_mass", {"running", "fixed"})) numerics.fixed_z_mass = *i == 1;
}

void add_constraint(std::vector<ConstraintSource>& sources, std::string const& name, std::string const& directory, Position const& where) {
    if (std::any_of(sources.begin(), sources.end(), [&](auto const& s) { return s.name == name; }))
        throw ConfigError(where, "constraint \"" + name + "\" is used twice (it would count twice); leave one out");
    sources.push_back({name, where, load_named("measurements", name, directory, where)});
}

std::vector<ConstraintSource> read_constraints(Value const* value, std::string const& directory) {
    Section const section(value, "[constraints]", {"use"});
    std::vector<ConstraintSource> sources;
    for (auto const& name : section.strings("use"))
        add_constraint(sources, name, directory, (*section.find("use")->array())[sources.size()].where);
    return sources;
}

using Lines = std::vector<std::string>;

void add(Lines& lines, std::string const& key, std::string const& value) { lines.push_back(key + " = " + value); }

void add(Lines& lines, Lines const& more) { lines.insert(lines.end(), more.begin(), more.end()); }

void add_constraints(Lines& lines, std::vector<ConstraintSource> const& constraints) {
    for (auto const& source : constraints) add(lines, flatten(source.content, "constraints." + key_text(source.name)));
}

std::string sorted_text(Lines lines) {
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (auto const& line : lines) text += line + "\n";
    return text;
}

/// What [parameters] and [[joint]] come to. What has no meaning in a config leaves no trace.
void add_parameters(Lines& lines, RunConfig const& config) {
    for (std::size_t i = 0; i < config.parameters.size(); ++i) {
        auto const& p = config.parameters[i];
        auto const key = (i < config.first_input ? "parameters." : "inputs.") + p.name;
        if (config.model->parameters[i].findable && p.origin == Parameter::Origin::evaluator) add(lines, key, toml_string("from_B"));
        if (!p.is_input() || p.joint) continue;
        if (p.prior)
            add(lines, canonical_lines(*p.prior, key));
        else
            add(lines, key, p.is_derived() ? toml_string(p.expression->text()) : exact(p.value));
    }
    for (std::size_t j = 0; j < config.joints.size(); ++j)
        add(lines, canonical_lines(config.joints[j], *config.model, "joint." + std::to_string(j)));
    for (std::size_t i = 0; i < config.messengers.size(); ++i) {
        for (std::size_t s = 0; s < config.messengers[i].values.size(); ++s) {
            add(lines, "parameters.messengers." + std::to_string(i) + "." + std::to_string(s), exact(config.messengers[i].values[s]));
        }
    }
}

std::string canonical_text(RunConfig const& config, Inputs const& inputs) {
    Lines lines;
    auto const add = [&lines](std::string const& key, std::string const& value) { config::add(lines, key, value); };
    add("model.name", toml_string(config.model->name));
    if (!config.model->options.empty()) config::add(lines, canonical_lines(config.sequestered));
    add_parameters(lines, config);
    add_constraints(lines, config.constraints);
    for (auto const& [name, input] : inputs.values)
        if (input.in_the_physics && !input.is_parameter) add("inputs." + name, exact(input.value));
    auto const& n = config.numerics;
    add("numerics.error_target", exact(n.error_target));
    add("numerics.convergence", exact(n.convergence));
    add("numerics.max_iterations", std::to_string(n.max_iterations));
    add("numerics.delta_b", n.delta_b ? "true" : "false");
    add("numerics.two_loop_b", n.two_loop_b ? "true" : "false");
    add("numerics.resummation", n.resummation ? "true" : "false");
    add("numerics.susy_scale", toml_string(n.susy_scale == pipeline::SusyScale::stop_mean ? "stop_mean" : "messenger_squark"));
    add("numerics.susy_scale_factor", exact(n.susy_scale_factor));
    // only where they are not the default, so that the texts of runs from before they existed compare equal
    if (n.tree_level_breaking) add("numerics.breaking", toml_string("tree"));
    if (n.fixed_z_mass) add("numerics.z_mass", toml_string("fixed"));
    if (config.finds("tan_beta")) {
        add("numerics.tan_beta_min", exact(config.roots.tan_beta_min));
        add("numerics.tan_beta_max", exact(config.roots.tan_beta_max));
        add("numerics.tan_beta_step", exact(config.roots.tan_beta_step));
    }
    for (auto const& [key, value] : canonical_sampler(config.sampler)) add(key, value);
    add("output.thin", std::to_string(config.output.thin));
    return sorted_text(std::move(lines));
}

/// Parameters and inputs may be set by their bare names.
std::string with_section(std::string const& assignment) {
    auto const key = assignment.substr(0, assignment.find('='));
    auto const first = key.substr(0, key.find('.'));
    auto const inputs = input_names();
    if (std::find(inputs.begin(), inputs.end(), first) != inputs.end()) return "inputs." + assignment;
    bool const sectioned = std::find(section_names.begin(), section_names.end(), first) != section_names.end();
    return sectioned && (key.find('.') != std::string::npos || first == "joint") ? assignment : "parameters." + assignment;
}

/// Keys that [model] may have in some family.
std::vector<std::string> all_model_keys() {
    std::vector<std::string> keys;
    for (auto const& family : model_families()) {
        for (auto const& key : family.model_keys())
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
    return keys;
}

ModelFamily const& read_model(Section const& top, Position const& where) {
    if (!top.find("model")) throw ConfigError(where, "no [model] (a config names its model family); add [model] with name = \"ggm\"");
    Section const model(top.find("model"), "[model]", all_model_keys());
    auto const name = model.required_string("name");
    auto const* family = find_model(name);
    if (!family)
        throw ConfigError(model.where("name"), "unknown model \"" + name + "\" (see squall models); " + did_you_mean(name, model_names()));
    Section(top.find("model"), "[model] of " + name, family->model_keys());  // refuses keys of other families
    return *family;
}

using TextureUse = ModelFamily::TextureUse;

/// The texture that [model] names, or [texture] writes out (as stored runs do); none for families without, and where
/// one that may have one has none.
std::optional<Texture> read_run_texture(ModelFamily const& model, Value const& document, std::string const& directory) {
    auto const* own = find(*document.table(), "texture");
    if (model.texture_use == TextureUse::none) {
        if (own) throw ConfigError(own->where, "[texture] has no meaning for model " + model.name + "; leave it out");
        return std::nullopt;
    }
    Section const section(find(*document.table(), "model"), "[model]", model.model_keys());
    auto const name = section.string("texture");
    if (own && name)
        throw ConfigError(own->where, "[texture] beside model.texture = \"" + *name + "\" (a run has one texture); leave one out");
    if (own) return read_texture(*own, "texture", directory.empty() ? "." : directory);
    if (!name && model.texture_use == TextureUse::may_give_fermions) return std::nullopt;
    if (!name)
        throw ConfigError(section.where("texture"),
                          "model.texture is missing (it says which texture); write texture = \"flipped_su5_a\", a file, "
                          "or a [texture] of your own");
    return load_texture(*name, directory, section.where("texture"));
}

/// A canonical text with what the texture's file says.
std::string with_texture(std::string const& canonical, Value const& texture, std::string const& name) {
    std::istringstream text(canonical);
    Lines lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    for (auto const& line : flatten(texture, "texture"))
        if (!line.starts_with("texture.name =")) lines.push_back(line);
    add(lines, "texture.name", toml_string(name));
    return sorted_text(std::move(lines));
}

/// Writes short forms out: what a hidden sector comes to, and entries of matrices.
void expand(ModelFamily const& model, Value& document) {
    if (model.has_hidden_sector) {
        resolve_hidden_sector(document);
    } else if (auto const* sector = find(*document.table(), "hidden_sector")) {
        throw ConfigError(sector->where, "[hidden_sector] has no meaning for model " + model.name + "; leave it out");
    }
    expand_coefficients(model, document);
}

/// In the middle of what the inputs among the parameters may be.
void settle_inputs(Inputs& inputs, RunConfig& config) {
    if (!inputs.parameters.empty()) {
        std::vector<double> row;
        for (auto const& p : config.parameters)
            row.push_back(p.prior ? centre(*p.prior) : p.joint ? config.joints[*p.joint].centre() : p.value);
        config.derive(row);
        settle(inputs, std::span(row).subspan(config.first_input));
    }
    config.inputs = inputs.standard_model;
    bool const predicted = config.texture && config.has_spectrum();
    config.sampled_inputs = predicted ? sampled_inputs(inputs, *config.texture, config.inputs) : sampled_inputs(inputs);
    for (auto const& [input, given] : inputs.values) config.quoted_inputs.emplace(input, given.value);
}

RunConfig resolve(Value document, std::string const& path, std::string const& directory, Overrides const& overrides, Inputs inputs) {
    RunConfig config;
    config.path = path;
    auto model = read_model(Section(&document, "a config", section_names), document.where);
    config.texture = read_run_texture(model, document, directory);
    if (config.texture) {
        if (model.texture_use == TextureUse::is_the_model) {
            model = family_of(*config.texture);
        } else {
            check_gives_inputs(*config.texture, config.texture->where);
            check_not_sampled(*config.texture, inputs);
            add_parameters(*config.texture, model);
        }
        add_texture_priors(*config.texture, model, document);
    }
    expand(model, document);
    config.first_input = model.parameters.size();
    move_parameters(inputs, model, document);
    config.model = std::make_shared<ModelFamily const>(std::move(model));
    Section const top(&document, "a config", section_names);
    if (!config.model->options.empty()) config.sequestered = read_sequestered_options(*top.find("model"));
    auto parameters = read_parameters(*config.model, top.find("parameters"), top.find("joint"), document.where, config.sequestered);
    config.parameters = std::move(parameters.list);
    config.messengers = std::move(parameters.sets);
    config.joints = std::move(parameters.joints);
    config.expressions = std::move(parameters.expressions);
    config.constraints = read_constraints(top.find("constraints"), directory);
    config.sampler = read_sampler(top.find("sampler"));
    config.output = read_output(top.find("output"), path);
    if (!overrides.output.empty()) config.output.file = overrides.output;
    config.sampler.seed = overrides.seed.value_or(config.sampler.seed);
    config.sampler.steps = overrides.steps.value_or(config.sampler.steps);
    check_thin(config, Section(top.find("output"), "[output]", output_keys));
    config.inputs_name = inputs.name;
    settle_inputs(inputs, config);
    read_numerics(inputs.numerics(), config.numerics, config.roots);
    read_numerics(top.find("numerics"), config.numerics, config.roots);
    config.canonical = canonical_text(config, inputs);
    if (config.texture) config.canonical = with_texture(config.canonical, config.texture->document, config.texture->name);
    return config;
}

}  // namespace

std::vector<std::size_t> RunConfig::sampled() const {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].prior) indices.push_back(i);
    }
    for (auto const& joint : joints) indices.insert(indices.end(), joint.parameters.begin(), joint.parameters.end());
    return indices;
}

void RunConfig::derive(std::span<double> row) const {
    for (auto const place : expressions) row[place] = (*parameters[place].expression)(row);
}

bool RunConfig::finds(std::string_view parameter) const {
    return std::any_of(parameters.begin(), parameters.end(),
                       [&](Parameter const& p) { return p.name == parameter && p.origin == Parameter::Origin::evaluator; });
}

bool RunConfig::has_spectrum() const { return model->texture_use != TextureUse::is_the_model; }

pipeline::StandardModelInputs RunConfig::inputs_of(std::span<double const> row, std::span<double const> predictions) const {
    if (sampled_inputs.parameters.empty()) return inputs;
    std::vector<double> values(predictions.begin(), predictions.end());
    auto const sampled = row.subspan(first_input);
    values.insert(values.end(), sampled.begin(), sampled.end());
    return sampled_inputs.resolve(values);
}

std::map<std::string, double> RunConfig::quoted_inputs_of(std::span<double const> row, std::span<double const> predictions) const {
    auto result = quoted_inputs;
    for (std::size_t p = first_input; p < row.size(); ++p) result[model->parameters[p].name] = row[p];
    return sampled_inputs.texture ? config::quoted_inputs(std::move(result), inputs_of(row, predictions)) : result;
}

RunConfig load_run_config(std::string const& path, std::vector<std::string> const& assignments, Overrides const& overrides) {
    return resolve_run_config(parse_toml_file(path), path, std::filesystem::path(path).parent_path().string(), assignments, overrides);
}

RunConfig resolve_run_config(Value document, std::string const& path, std::string const& directory,
                             std::vector<std::string> const& assignments, Overrides const& overrides) {
    // a number of the command line fixes what the file samples, and it stays a parameter
    auto own = varied_inputs(find(*document.table(), "inputs"));
    own.insert(own.end(), overrides.inputs.begin(), overrides.inputs.end());
    for (auto const& assignment : assignments) set_value(document, with_section(assignment), assignment);
    auto const* const section = find(*document.table(), "inputs");
    auto config = resolve(document, path, directory, overrides, load_inputs(section, directory, own));
    if (config.sampled_inputs.texture) check_not_given(*config.texture, section);
    return config;
}

RunConfig stored_run_config(std::string const& canonical, std::string const& file) {
    auto document = parse_flattened(canonical, file);
    std::erase_if(std::get<Table>(document.data), [](Member const& member) { return member.key == "constraints"; });
    return resolve(document, file, "", {}, stored_inputs(find(*document.table(), "inputs")));
}

std::vector<ConstraintSource> load_constraints(std::string const& path, std::string const& model) {
    auto const document = parse_toml_file(path);
    Section const top(&document, "a config", section_names), its_model(top.find("model"), "[model]", all_model_keys());
    if (auto const name = its_model.string("name"); name && *name != model)
        throw ConfigError(its_model.where("name"),
                          "model \"" + *name + "\" (the run is of model " + model + "); give a config of that model");
    auto constraints = read_constraints(top.find("constraints"), std::filesystem::path(path).parent_path().string());
    if (constraints.empty())
        throw ConfigError(top.where("constraints"), "no constraints (log L would be 0 everywhere); add [constraints] with use = [...]");
    return constraints;
}

std::vector<ConstraintSource> named_constraints(std::vector<std::string> const& names, std::string const& option) {
    std::vector<ConstraintSource> sources;
    for (auto const& name : names) add_constraint(sources, name, "", {option});
    return sources;
}

std::string with_constraints(std::string const& canonical, std::vector<ConstraintSource> const& constraints) {
    Lines lines;
    std::istringstream text(canonical);
    for (std::string line; std::getline(text, line);)
        if (!line.starts_with("constraints.")) lines.push_back(line);
    add_constraints(lines, constraints);
    return sorted_text(std::move(lines));
}

}  // namespace squall::config
