#include "host/textures/bands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kernels/textures/settings.hpp"

namespace squall::textures {
namespace {

// clang-format off
constexpr char const* labels[texture::observable_count] = {
    "$m_u$", "$m_c$", "$m_t$", "$m_d$", "$m_s$", "$m_b$", "$m_e$", "$m_\\mu$", "$m_\\tau$",
    "$s_{12}$", "$s_{23}$", "$s_{13}$", "$\\delta$", "$|J|$",
    "$|V_{ud}|$", "$|V_{us}|$", "$|V_{ub}|$", "$|V_{cd}|$", "$|V_{cs}|$", "$|V_{cb}|$", "$|V_{td}|$", "$|V_{ts}|$", "$|V_{tb}|$",
    "$\\sin^2\\theta_{12}$", "$\\sin^2\\theta_{23}$", "$\\sin^2\\theta_{13}$", "$\\delta_\\ell$", "$|J_\\ell|$",
    "$m_1$", "$m_2$", "$m_3$",
    "$\\Delta m^2_{21}$", "$\\Delta m^2_{31}$", "$\\Delta m^2_{21}/\\Delta m^2_{31}$", "$m_{ee}$",
};
// clang-format on

/// A name as matplotlib writes it, dollars and all.
std::string plain(std::string const& name) {
    std::string text;
    for (char const c : name) text += c == '$' ? "\\$" : std::string(1, c);
    return text;
}

/// What names say beyond "FILE:", where all textures are variants of one file.
std::size_t common_prefix(std::vector<Naturalness> const& list) {
    auto const& first = list.front().texture.name;
    std::size_t const length = list.size() == 1 ? 0 : first.find(':') + 1;  // npos + 1 = 0
    bool const common = std::ranges::all_of(list, [&](auto const& n) { return n.texture.name.starts_with(first.substr(0, length)); });
    return common ? length : 0;
}

/// The smallest factor that the best texture is within often enough to be told in percent; the largest where there is none.
std::size_t telling_factor(Naturalness const& best) {
    constexpr double often = 1e-3;
    std::size_t f = 0;
    while (f + 1 < best.factors.size() && best.share(f) < often) ++f;
    return f;
}

}  // namespace

std::string label_of(int observable) { return labels[observable]; }

figures::Bands bands_of(std::vector<Naturalness> const& list, std::string const& name, std::string const& file) {
    std::size_t const told = telling_factor(list.front()), prefix = common_prefix(list);
    figures::Bands bands{name, file, "random draws / measured value", "", {}, {}, {}, ""};
    auto const& best = list.front();
    std::string const common = prefix == 0 ? "" : plain(best.texture.name.substr(0, prefix)) + "   ";
    bands.heading = fmt::format("{}in %: draws within a factor {:g} of all", common, best.factors[told]);
    std::map<int, std::string> observables;
    for (auto const& n : list) {
        bands.textures.push_back({n.texture.name, fmt::format("{}  {:.2g} %", plain(n.texture.name.substr(prefix)), 100 * n.share(told))});
        for (auto const& [observable_name, target] : n.targets) observables.emplace(target.observable, observable_name);
        bands.factors = n.factors;
    }
    for (auto const& [observable, observable_name] : observables) bands.observables.push_back({observable_name, label_of(observable)});
    std::ranges::sort(bands.factors);
    while (bands.factors.size() > 2) bands.factors.pop_back();
    return bands;
}

}  // namespace squall::textures
