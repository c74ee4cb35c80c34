#include <fmt/format.h>

#include <filesystem>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/pipeline/run_signals.hpp"
#include "host/textures/fit.hpp"

namespace squall::app {
namespace {

/// A name that a config in another directory may use: paths, which are relative to it, made absolute.
std::string from_anywhere(std::string const& name) {
    bool const path = name.find('/') != std::string::npos || name.find(".toml") != std::string::npos;
    return path ? std::filesystem::absolute(name).lexically_normal().string() : name;
}

}  // namespace

int fit(FitOptions const& options) {
    auto const texture = config::load_texture(options.texture, "", {"the command line", 0, 0});
    auto const& use = options.use.empty() ? texture.targets : options.use;
    auto const data = textures::read_fit_data(texture, use);
    auto const output = options.output.empty() ? nullptr : std::make_unique<TextOutput>(options.output, options.overwrite);
    pipeline::SignalGuard const signals;
    textures::FitJob const job{options.starts, options.iterations, options.seed, options.prior, {options.backend, options.threads}};
    auto const result = textures::fit(texture, data, job, [&] { return signals.caught() != 0; });
    fmt::print("{}", textures::fit_text(texture, result, job));
    if (output && result.points.empty()) output->discard();
    if (output && !result.points.empty()) {
        std::vector<std::string> names;
        for (auto const& name : use) names.push_back(options.use.empty() ? name : from_anywhere(name));
        output->write(textures::fit_config(from_anywhere(options.texture), result, names));
        output->close();
    }
    if (signals.caught() != 0) {
        say("squall: interrupted; the numbers are of the steps made until then\n");
        return signalled + signals.caught();
    }
    return result.points.empty() ? no_valid_point : done;
}

}  // namespace squall::app
