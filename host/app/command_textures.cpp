#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/config/builtin.hpp"
#include "host/pipeline/run_signals.hpp"
#include "host/pipeline/settings.hpp"
#include "host/textures/enumeration.hpp"
#include "host/textures/naturalness.hpp"
#include "host/textures/variants.hpp"

namespace squall::app {
namespace {

config::Position const command_line{"the command line", 0, 0};

std::vector<textures::ChargeRange> ranges_of(EnumerateOptions const& options) {
    if (options.quarks) return textures::quark_ranges(*options.quarks);
    if (options.fields.empty())
        throw UsageError("no charges to enumerate (--fields says which vary); give --fields ten=0:4,five_bar=0:4, or --quarks 4");
    std::vector<textures::ChargeRange> ranges;
    for (auto const& field : options.fields) ranges.push_back(textures::read_range(field));
    return ranges;
}

void check(EnumerateOptions const& options) {
    if (options.draws == 0 || options.first_draws == 0) throw UsageError("0 draws (shares of nothing); give at least 1");
    if (options.keep == 0) throw UsageError("--keep 0 (nothing to rank); give at least 1");
    if (!options.write.empty() && !options.write.ends_with(".toml"))
        throw UsageError("--write " + options.write + " (a texture file is known by its ending); write " + options.write + ".toml");
    for (double f : options.factors)
        if (!(f > 1)) throw UsageError(fmt::format("--within {} (a factor from the measured value is above 1); give 2 or 5", f));
}

std::string which(EnumerateOptions const& options) {
    return options.quarks ? fmt::format("quark charges up to {}", *options.quarks) : fmt::format("{}", fmt::join(options.fields, ", "));
}

/// What was enumerated, as a texture file.
std::string variants_text(EnumerateOptions const& options, std::size_t count, std::vector<textures::Naturalness> const& ranked) {
    auto const heading = fmt::format(
        "Written by squall textures enumerate: of {} textures of {} with {} the best {}. One of them is this file's name, ':', its own.",
        count, options.base, which(options), ranked.size());
    return textures::variants_toml(ranked, heading, options.use, std::filesystem::path(options.write).parent_path().string());
}

}  // namespace

int list_textures() {
    for (auto const& file : config::builtin_files()) {
        if (!file.name.starts_with("textures/")) continue;
        std::string const name(file.name.substr(file.name.find('/') + 1));
        auto const list = config::load_textures(name, "", command_line);
        fmt::print("{:<18} {}{}\n", name, list.front().title,
                   list.size() > 1 ? fmt::format(": {} variants, {} ...", list.size(), list.front().name) : "");
    }
    return done;
}

int enumerate_textures(EnumerateOptions const& options) {
    check(options);
    auto const base = config::load_textures(options.base, "", command_line).front();
    auto const ranges = ranges_of(options);
    auto const& stages = pipeline::cpu_stages(options.backend);
    auto const table = options.output.empty() ? nullptr : std::make_unique<TextOutput>(options.output, options.overwrite);
    auto const file = options.write.empty() ? nullptr : std::make_unique<TextOutput>(options.write, options.overwrite);
    auto list = textures::enumerate(base, ranges);
    std::size_t const count = list.size();
    fmt::print("{} textures of {}\nwith {}; {} draws of each choose {}, of which {} are made\n\n", count, base.title, which(options),
               options.first_draws, std::min(options.keep, count), options.draws);
    std::fflush(stdout);
    pipeline::SignalGuard const signals;
    auto const stop = [&] { return signals.caught() != 0; };
    if (count > options.keep)
        list = textures::select_best(std::move(list), {options.use, options.factors, options.first_draws, options.seed, options.keep},
                                     stages, options.threads, stop, [&](std::size_t finished) {
                                         if (!options.quiet && (finished % 50 == 0 || finished == count))
                                             say(fmt::format("\r\033[K{} of {} textures", finished, count));
                                         if (!options.quiet && finished == count) say("\r\033[K");
                                     });
    std::vector<textures::Naturalness> ranked;
    for (auto& texture : list) {
        if (stop()) break;
        auto targets = textures::read_targets(texture, options.use.empty() ? texture.targets : options.use);
        textures::Naturalness n{std::move(texture), std::move(targets), options.factors, {}};
        n.counts = textures::make_draws(textures::draw_job(n.texture, n.targets, n.factors, options.seed, options.draws), stages,
                                        options.threads, stop);
        if (n.counts.draws > 0) ranked.push_back(std::move(n));
    }
    if (!ranked.empty()) {
        textures::rank(ranked);
        fmt::print("{}", textures::ranking_text(ranked));
        if (table) table->write(textures::ranking_csv(ranked));
        if (file) file->write(variants_text(options, count, ranked));
    }
    if (table) table->close();
    if (file) ranked.empty() ? file->discard() : file->close();
    if (!stop()) return done;
    say("squall: interrupted; the table is of what was done until then\n");
    return signalled + signals.caught();
}

}  // namespace squall::app
