/// What do the samplers cost and find on problems with known answers? Their defaults with 4,096 walkers from the prior, a CSV row a run.
///
/// Usage: bench_problems [--seeds N] [--long-seeds N] [--walkers N] [--problem NAME]
///
/// calls: points whose log L was evaluated. rounds: moves of all walkers, which wait for each other. ln_evidence is empty where a sampler
/// has none. mode_weight: share of the posterior rows that lies in the problem's mode. seconds: of the wall clock, on one thread.
#include <chrono>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/samplers/runs.hpp"

namespace squall::bench {
namespace {

using test::Answer;
using test::Problem;
using test::run;

constexpr int smc_steps = 63;                                        ///< at beta = 1; rows of all count
constexpr std::uint64_t chain_steps = 255, long_chain_steps = 1023;  ///< of pt and demcz; rows of the second half count

struct Settings {
    std::uint64_t seeds = 3;
    std::uint64_t long_seeds = 3;  ///< of pt and demcz with more steps
    std::size_t walkers = 4096;
    std::string problem;  ///< the only one, where it is named
};

/// A control with one mode: its "mode" is |x_0| below the upper quartile of a normal.
Problem one_gaussian() {
    Problem p = test::gaussian(10);
    p.in_mode = [](test::Point x) { return std::abs(x[0]) < 0.67448975019608; };
    p.mode_weight = 0.5;
    return p;
}

template <class Sampler>
Sampler defaults(std::size_t d, std::size_t walkers) {
    Sampler sampler;
    sampler.walkers = walkers;
    sampler.least_noise.assign(d, 1e-7);
    return sampler;
}

Answer run(samplers::Demcz const& demcz, Problem& problem, std::uint64_t seed, std::uint64_t steps) {
    samplers::Mover mover(problem);
    auto state = test::begun(demcz, seed, mover);
    double sum = 0, count = 0;
    while (state.step < steps) {
        demcz.step(seed, state, mover);
        if (2 * state.step <= steps) continue;
        sum += test::share_in_mode(problem, state.population, 0, demcz.walkers);
        ++count;
    }
    return {NAN, NAN, sum / count, problem.calls, state.step};
}

template <class Sampler, class Run>
void rows(Problem const& problem, std::string_view name, std::size_t walkers, std::uint64_t seeds, Run run) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Problem fresh = problem;
        auto const begin = std::chrono::steady_clock::now();
        Answer const answer = run(defaults<Sampler>(problem.d, walkers), fresh, seed);
        std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - begin;
        std::cout << problem.name << ',' << name << ',' << seed << ',' << answer.calls << ',' << answer.rounds << ',';
        if (std::isfinite(answer.ln_evidence)) std::cout << answer.ln_evidence + problem.ln_evidence;
        std::cout << ',';
        if (std::isfinite(answer.error)) std::cout << answer.error;
        std::cout << ',' << problem.ln_evidence << ',' << answer.mode_weight << ',' << problem.mode_weight << ',' << seconds.count()
                  << std::endl;
    }
}

void table(Settings const& settings) {
    using namespace samplers;
    std::cout << "problem,sampler,seed,calls,rounds,ln_evidence,ln_evidence_error,true,mode_weight,true_mode_weight,seconds" << std::endl;
    for (Problem const& problem :
         {one_gaussian(), test::eggbox(), test::shells(2), test::shells(10), test::twin_gaussian(10), test::loggamma(10)}) {
        if (!settings.problem.empty() && settings.problem != problem.name) continue;
        std::size_t const walkers = settings.walkers;
        auto const anneal = [](Smc const& smc, Problem& p, std::uint64_t seed) { return test::run(smc, p, seed, smc_steps); };
        auto const nest = [](Nested const& nested, Problem& p, std::uint64_t seed) { return test::run(nested, p, seed); };
        auto const steps = [](std::uint64_t n) {
            return [n](auto const& sampler, Problem& p, std::uint64_t seed) { return run(sampler, p, seed, n); };
        };
        rows<Smc>(problem, "smc", walkers, settings.seeds, anneal);
        rows<Nested>(problem, "nested", walkers, settings.seeds, nest);
        rows<Pt>(problem, "pt_255", walkers, settings.seeds, steps(chain_steps));
        rows<Demcz>(problem, "demcz_255", walkers, settings.seeds, steps(chain_steps));
        rows<Pt>(problem, "pt_1023", walkers, settings.long_seeds, steps(long_chain_steps));
        rows<Demcz>(problem, "demcz_1023", walkers, settings.long_seeds, steps(long_chain_steps));
    }
}

Settings settings_of(int argc, char** argv) {
    Settings settings;
    for (int i = 1; i < argc; i += 2) {
        std::string const option = argv[i], text = i + 1 < argc ? argv[i + 1] : "";
        bool const is_number = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
        if (option == "--problem" && !text.empty())
            settings.problem = text;
        else if (option == "--seeds" && is_number)
            settings.seeds = std::stoul(text);
        else if (option == "--long-seeds" && is_number)
            settings.long_seeds = std::stoul(text);
        else if (option == "--walkers" && is_number)
            settings.walkers = std::stoul(text);
        else
            throw std::invalid_argument(option + " " + text +
                                        " (no option and its value); say --seeds, --long-seeds or --walkers N, --problem NAME");
    }
    return settings;
}

}  // namespace
}  // namespace squall::bench

int main(int argc, char** argv) {
    try {
        std::cout << std::fixed << std::setprecision(5);
        squall::bench::table(squall::bench::settings_of(argc, argv));
    } catch (std::exception const& error) {
        std::cerr << "bench_problems: " << error.what() << "\n";
        return 1;
    }
}
