#include "host/textures/naturalness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/document.hpp"

namespace squall::textures {
namespace {

/// Draws the percentiles are of.
double median_lambda(Naturalness const& n) {
    return n.texture.search.max > 0 ? std::exp(n.counts.lambda.percentile(0.5)) : n.texture.settings.lambda;
}

std::string csv_text(std::string const& text) { return text.find_first_of(",\"") == std::string::npos ? text : "\"" + text + "\""; }

}  // namespace

double Naturalness::share(std::size_t factor) const {
    return static_cast<double>(counts.within[factor]) / static_cast<double>(std::max<std::uint64_t>(counts.draws, 1));
}

double Naturalness::error(std::size_t factor) const { return share_error(counts.within[factor], std::max<std::uint64_t>(counts.draws, 1)); }

DrawJob draw_job(config::Texture const& texture, std::vector<NamedTarget> const& targets, std::vector<double> factors, std::uint64_t seed,
                 std::uint64_t draws) {
    DrawJob job{texture.settings, texture.running, texture.search, texture.law, {}, std::move(factors), seed, draws, {}};
    job.settings.details = false;
    job.settings.mixing_tolerance = 1.5e-8;  // counts of draws see no difference, and a sweep is spared
    // half of the steps: good to 1e-4 for the largest couplings, and nobody knows the coefficients of a draw better
    job.running.mssm_steps = (job.running.mssm_steps + 1) / 2;
    job.running.standard_model_steps = (job.running.standard_model_steps + 1) / 2;
    for (auto const& [name, target] : targets) {
        job.targets.push_back(target);
        bool const modulus = target.observable >= texture::V_ud && target.observable <= texture::V_tb;
        job.settings.details = job.settings.details || modulus || target.observable == texture::m_ee;
    }
    return job;
}

namespace {

/// The first factor within which a texture has enough draws for its share to tell textures apart; else the last.
std::size_t telling_factor(std::vector<Naturalness> const& list) {
    constexpr std::uint64_t enough = 100;  // a share known to 10 %
    std::size_t const last = list.front().factors.size() - 1;
    for (std::size_t f = 0; f < last; ++f)
        if (std::ranges::any_of(list, [f](auto const& n) { return n.counts.within[f] >= enough; })) return f;
    return last;
}

}  // namespace

void rank(std::vector<Naturalness>& list) {
    if (list.empty()) return;
    std::size_t const first = telling_factor(list);
    std::ranges::stable_sort(list, [first](auto const& a, auto const& b) {
        for (std::size_t f = first; f < a.factors.size(); ++f)
            if (a.share(f) != b.share(f)) return a.share(f) > b.share(f);
        return a.counts.largest.percentile(0.5) < b.counts.largest.percentile(0.5);
    });
}

std::string naturalness_text(Naturalness const& n) {
    std::string text = fmt::format("{}: {}\n{} draws, {} targets", n.texture.name, n.texture.title, n.counts.draws, n.targets.size());
    if (n.counts.failed > 0) text += fmt::format(", {} draws without masses", n.counts.failed);
    text += "\n\n";
    for (std::size_t f = 0; f < n.factors.size(); ++f)
        text += fmt::format("  within a factor {:<4g} of all targets   {:.6f} +- {:.6f}\n", n.factors[f], n.share(f), n.error(f));
    text += fmt::format("  median of the largest factor         {:.4g}\n", std::exp(n.counts.largest.percentile(0.5)));
    if (n.texture.search.max > 0) text += fmt::format("  median lambda, chosen for each draw  {:.4g}\n", median_lambda(n));
    text += fmt::format("\n  {:<16} {:>12} {:>12} {:>25}   {}\n", "target", "measured", "median", "68 % of the draws",
                        "draws below the measured value");
    for (std::size_t t = 0; t < n.targets.size(); ++t) {
        auto const& ratio = n.counts.ratio[t];
        double const value = n.targets[t].target.value;
        auto const at = [&](double share) { return value * std::exp(ratio.percentile(share)); };
        text += fmt::format("  {:<16} {:>12.4g} {:>12.4g} {:>12.4g} {:>12.4g}   {:.4f}\n", n.targets[t].name, value, at(0.5),
                            at(one_sigma_below), at(one_sigma_above), ratio.share_below(0));
    }
    return text;
}

std::string ranking_text(std::vector<Naturalness> const& list) {
    std::size_t width = 8;
    for (auto const& n : list) width = std::max(width, n.texture.name.size());
    std::string text = fmt::format("{:>4}  {:<{}}", "rank", "texture", width);
    for (double f : list.front().factors) text += fmt::format("  {:>21}", fmt::format("share within {:g}", f));
    text += fmt::format("  {:>13}  {:>7}\n", "median factor", "lambda");
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const& n = list[i];
        text += fmt::format("{:>4}  {:<{}}", i + 1, n.texture.name, width);
        for (std::size_t f = 0; f < n.factors.size(); ++f) text += fmt::format("  {:>9.6f} +- {:.6f}", n.share(f), n.error(f));
        text += fmt::format("  {:>13.4g}  {:>7.4g}\n", std::exp(n.counts.largest.percentile(0.5)), median_lambda(n));
    }
    return text;
}

std::string ranking_csv(std::vector<Naturalness> const& list) {
    std::string text = "rank,texture,draws,failed";
    for (double f : list.front().factors) text += fmt::format(",F{:g},F{:g}_error", f, f);
    text += ",median_factor,median_lambda\n";
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const& n = list[i];
        text += fmt::format("{},{},{},{}", i + 1, csv_text(n.texture.name), n.counts.draws, n.counts.failed);
        for (std::size_t f = 0; f < n.factors.size(); ++f)
            text += fmt::format(",{},{}", config::exact(n.share(f)), config::exact(n.error(f)));
        text += fmt::format(",{:.6g},{:.6g}\n", std::exp(n.counts.largest.percentile(0.5)), median_lambda(n));
    }
    return text;
}

std::string percentiles_csv(std::vector<Naturalness> const& list) {
    std::string text = "texture,observable,measured,p02.5,p16,p50,p84,p97.5,share_below\n";
    for (auto const& n : list)
        for (std::size_t t = 0; t < n.targets.size(); ++t) {
            auto const& ratio = n.counts.ratio[t];
            double const value = n.targets[t].target.value;
            text += fmt::format("{},{},{}", csv_text(n.texture.name), n.targets[t].name, config::exact(value));
            for (double share : {0.025, one_sigma_below, 0.5, one_sigma_above, 0.975})
                text += fmt::format(",{:.6g}", value * std::exp(ratio.percentile(share)));
            text += fmt::format(",{:.6g}\n", ratio.share_below(0));
        }
    return text;
}

}  // namespace squall::textures
