#include <fmt/format.h>

#include <string>

#include "host/app/commands.hpp"
#include "host/app/version_info.hpp"

namespace squall::app {
namespace {

/// The instruction sets the program was built with, each with a note where this machine lacks it.
std::string instruction_sets() {
    std::string text = "scalar";
    auto const add = [&text](char const* name, bool present) {
        text += fmt::format(", {}{}", name, present ? "" : " (not on this machine)");
    };
#ifdef SQUALL_HAVE_AVX2
    add("avx2", __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"));
#endif
#ifdef SQUALL_HAVE_AVX512
    add("avx512", __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"));
#endif
    return text;
}

}  // namespace

std::string version_and_commit() { return fmt::format("{} (commit {})", version_number, version_commit); }

std::string version_line() { return "squall " + version_and_commit(); }

std::string version_text() {
    return fmt::format("{}\ncompiler: {}\ninstruction sets: {}\nCUDA: not built in", version_line(), version_compiler, instruction_sets());
}

}  // namespace squall::app
