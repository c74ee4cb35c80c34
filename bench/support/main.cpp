#include <algorithm>
#include <string_view>
#include <vector>

#include "bench/support/bench.hpp"
#include "host/app/commands.hpp"

namespace squall::bench {
namespace {
bool smoke_asked = false;
}
bool smoke() { return smoke_asked; }
}  // namespace squall::bench

int main(int count, char** arguments) {
    std::vector<char*> remaining(arguments, arguments + count);
    auto const is_smoke = [](char const* argument) { return std::string_view(argument) == "--smoke"; };
    squall::bench::smoke_asked = std::erase_if(remaining, is_smoke) > 0;
    char instant[] = "--benchmark_min_time=0.001";
    if (squall::bench::smoke_asked) remaining.push_back(instant);
    int left = static_cast<int>(remaining.size());
    benchmark::Initialize(&left, remaining.data());
    if (benchmark::ReportUnrecognizedArguments(left, remaining.data())) return 2;
    benchmark::AddCustomContext("squall", squall::app::version_text());
    benchmark::AddCustomContext("processor", squall::app::processor());
    squall::bench::register_benchmarks();
    return benchmark::RunSpecifiedBenchmarks() > 0 ? 0 : 1;
}
