#include "bench/support/measured_roof.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>

#include "bench/support/roof.hpp"

namespace squall::bench {
namespace {

double measure(Roof const& roof) {
    constexpr int runs = 20;
    constexpr long rounds = 1'000'000;  // some milliseconds
    double best = 0;
    for (int run = 0; run < runs; ++run) {
        auto const start = std::chrono::steady_clock::now();
        double volatile keep = roof.chains(rounds);
        static_cast<void>(keep);
        std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - start;
        best = std::max(best, static_cast<double>(rounds) * roof.flop_per_round / seconds.count());
    }
    return best;
}

}  // namespace

double peak_flop_per_second(std::string const& isa) {
    static std::map<std::string, double> known;
    Roof const* const roof = find_roof(isa.c_str());
    if (!roof) throw std::invalid_argument("no roof of " + isa);
    auto const [place, is_new] = known.try_emplace(isa, 0.0);
    if (is_new) place->second = measure(*roof);
    return place->second;
}

}  // namespace squall::bench
