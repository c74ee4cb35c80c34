#include "host/app/bench_points.hpp"

#include <cmath>
#include <fstream>

#include "host/config/inputs.hpp"
#include "samplers/random.hpp"

namespace squall::app {

std::vector<double> bench_points(std::size_t size) {
    std::vector<double> points(backends::ggm_parameter_count * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        auto const set = [&](int parameter, double value) { points[parameter * size + i] = value; };
        samplers::Draws draws(1, samplers::Stream::start, i, 0);
        double const Lambda = 1e5 * std::pow(10.0, draws.uniform());
        set(backends::ggm_Lambda, Lambda);
        set(backends::ggm_M_mess, 2 * Lambda * std::pow(1e14 / (2 * Lambda), draws.uniform()));
        set(backends::ggm_tan_beta, draws.uniform(2, 60));
        set(backends::ggm_sign_mu, 1);
        set(backends::ggm_n_D, 1);
        set(backends::ggm_n_L, 1);
    }
    return points;
}

pipeline::GgmSetup bench_setup() { return {1e14, true}; }

pipeline::StandardModelInputs bench_inputs() { return config::load_inputs(nullptr, "").standard_model; }

pipeline::MssmTable bench_mssm_table(std::size_t count) {
    pipeline::MssmTable table{count, std::vector<double>(static_cast<std::size_t>(pipeline::mssm_slots) * count)};
    for (int slot = 0; slot < pipeline::mssm_slots; ++slot)
        for (std::size_t i = 0; i < count; ++i) table.at(slot, i) = 0.1 + 0.4 * ((slot * 37 + static_cast<int>(i)) % 11) / 11.0;
    return table;
}

void run_bench_leg(backends::StageTable const& stages, BenchLeg const& leg, pipeline::MssmTable& table) {
    std::vector<double> const span(leg.points, 1e-6);  // so short that no coupling grows, however often this is repeated
    stages.run_mssm(
        {{table.state.data(), static_cast<long>(leg.points)}, span.data(), static_cast<int>(leg.points), leg.steps, false, leg.rk4});
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown processor";
}

}  // namespace squall::app
