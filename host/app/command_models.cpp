#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/config/error.hpp"
#include "host/config/models.hpp"
#include "host/config/suggest.hpp"

namespace squall::app {
namespace {

std::string range_text(config::ParameterInfo const& info) {
    auto const high = std::isinf(info.highest) ? std::string("inf)") : fmt::format("{:g}]", info.highest);
    return fmt::format("{}{:g}, {}", info.open_below ? "(" : "[", info.lowest, high);
}

void print_family(config::ModelFamily const& family) {
    fmt::print("{}: {}\n  {}\n\n", family.name, family.title, family.reference);
    fmt::print("  {:<10} {:<5} {:<10} {:<14} {}\n", "parameter", "unit", "default", "range", "meaning");
    for (auto const& p : family.parameters) {
        auto const fallback = std::isnan(p.fallback) ? std::string("required") : fmt::format("{:g}", p.fallback);
        fmt::print("  {:<10} {:<5} {:<10} {:<14} {}\n", p.name, p.unit, fallback, range_text(p), p.meaning);
    }
    for (auto const& alias : family.aliases) fmt::print("  {} = [{}] sets these together\n", alias.name, fmt::join(alias.parameters, ", "));
}

}  // namespace

int models(ModelsOptions const& options) {
    if (options.name.empty()) {
        for (auto const& family : config::model_families()) fmt::print("{:<8} {}\n", family.name, family.title);
        fmt::print("\nsquall models NAME lists the parameters of a family.\n");
        return done;
    }
    auto const* family = config::find_model(options.name);
    if (!family) throw UsageError("unknown model \"" + options.name + "\"; " + config::did_you_mean(options.name, config::model_names()));
    print_family(*family);
    return done;
}

}  // namespace squall::app
