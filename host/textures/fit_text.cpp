#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/document.hpp"
#include "host/textures/fit.hpp"

namespace squall::textures {

std::string fit_text(config::Texture const& texture, Fit const& fit, FitJob const& job) {
    std::string text = fmt::format("{}: {}\n{} measurements, {} parameters, {} starts, {} evaluations\n\n", texture.name, texture.title,
                                   fit.pulls.size(), fit.parameters.size(), job.starts, fit.evaluations);
    if (fit.points.empty()) return text + "No start had masses and mixing.\n";
    auto const& best = fit.points.front();
    text += fmt::format("  best chi^2                    {:.4g}\n", best.chi_squared);
    if (job.prior)
        text += fmt::format("  chi^2 of its coefficients     {:.4g}   (ln|c| of width {:g}); together {:.4g}\n", best.of_prior, *job.prior,
                            best.total());
    text += fmt::format("  starts within 1 of it         {} of {}, {} converged\n", fit.within(1), job.starts,
                        std::ranges::count_if(fit.points, &FittedPoint::converged));
    auto const at = [&](double share) {
        return fit.points[static_cast<std::size_t>(share * static_cast<double>(fit.points.size() - 1))].total();
    };
    text += fmt::format("  10 %, half, 90 % of starts    {:.4g}  {:.4g}  {:.4g}\n", at(0.1), at(0.5), at(0.9));
    double const largest = fit.largest_log_modulus();
    text += fmt::format("  |ln|c|| at most               {:.3g}, a factor {:.3g}\n", largest, std::exp(largest));
    text += fmt::format("\n  {:<28} {:>12} {:>12} {:>8}\n", "measurement", "measured", "best point", "pull");
    for (auto const& p : fit.pulls)
        text += fmt::format("  {:<28} {:>12.5g} {:>12.5g} {:>8.3f}\n", p.measurement.name, p.measurement.value, p.prediction, p.pull);
    return text;
}

std::string fit_config(std::string const& texture, Fit const& fit, std::vector<std::string> const& use) {
    auto const& best = fit.points.front();
    std::string text = fmt::format(
        "# The best of {} starts of squall fit: chi^2 = {:.6g}. squall point shows it; with priors in the place of numbers, squall run "
        "samples about it.\n"
        "[model]\nname = \"texture\"\ntexture = {}\n\n[parameters]\n",
        fit.points.size(), best.chi_squared, config::toml_string(texture));
    for (std::size_t p = 0; p < fit.parameters.size(); ++p)
        text += fmt::format("{} = {}\n", fit.parameters[p].name, config::exact(best.parameters[p]));
    text += "\n[constraints]\nuse = [";
    for (std::size_t u = 0; u < use.size(); ++u) text += (u == 0 ? "" : ", ") + config::toml_string(use[u]);
    return text + "]\n";
}

}  // namespace squall::textures
