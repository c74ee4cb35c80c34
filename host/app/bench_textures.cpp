#include "host/app/bench_textures.hpp"

#include <fmt/format.h>

#include "host/app/best_seconds.hpp"
#include "host/pipeline/texture_setup.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::app {
namespace {

/// Draws of a texture per second.
double draws_per_second(config::Texture texture, std::vector<std::string> const& use, bool quarks, std::uint64_t draws,
                        backends::StageTable const& stages) {
    auto targets = textures::read_targets(texture, use);
    if (quarks) textures::keep_quarks(texture, targets);
    auto const job = textures::draw_job(texture, targets, {2, 5, 10}, 1, draws);
    return static_cast<double>(draws) / best_seconds([&] { textures::make_draws(job, stages, 1); });
}

}  // namespace

void report_textures() {
    auto const high = config::load_texture("flipped_su5_a", "", {"squall bench", 0, 0});
    auto at_m_Z = high;
    at_m_Z.running = {.scale = 2e16,
                      .M_S = 1e3,
                      .m_Z = 91.1876,
                      .g = {},
                      .tan_beta = 10,
                      .higgs_self_coupling = 0.52,  // GeV
                      .mssm_steps = 12,
                      .standard_model_steps = 2,
                      .stepwise_decoupling = false};
    pipeline::set_couplings(at_m_Z.running, {59.0005, 29.5719, 8.42});
    at_m_Z.settings.drawn_with[0] = 0.22, at_m_Z.settings.drawn_with[1] = 4;  // near the observed m_t and m_b
    for (bool& free : at_m_Z.free_normalisation) free = false;
    auto const present = backends::available_stages();
    fmt::print("\nrandom draws of {}, a second of one core\n", high.title);
    fmt::print("  {:<8}{:>16}{:>16}{:>16}\n", "set", "17 observables", "10 of quarks", "run to m_Z");
    for (int t = 0; t < present.count; ++t) {
        auto const& stages = *present.tables[t];
        fmt::print("  {:<8}{:>16.0f}{:>16.0f}{:>16.0f}\n", stages.name, draws_per_second(high, high.targets, false, 200'000, stages),
                   draws_per_second(high, high.targets, true, 200'000, stages),
                   draws_per_second(at_m_Z, {"running_masses", "ckm_angles", "neutrinos"}, false, 50'000, stages));
    }
}

}  // namespace squall::app
