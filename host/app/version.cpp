#include <fmt/format.h>

#include <string>

#include "host/app/commands.hpp"
#include "host/app/version_info.hpp"
#include "host/device/query.hpp"
#include "host/parallel/session.hpp"
#include "kernels/core/processor.hpp"

namespace squall::app {
namespace {

/// The instruction sets the program was built with, each with a note where this machine lacks it.
std::string instruction_sets() {
    std::string text = "scalar";
    auto const add = [&text](char const* name, bool present) {
        text += fmt::format(", {}{}", name, present ? "" : " (not on this machine)");
    };
#ifdef SQUALL_HAVE_AVX2
    add("avx2", processor::has_avx2());
#endif
#ifdef SQUALL_HAVE_AVX512
    add("avx512", processor::has_avx512());
#endif
    return text;
}

/// The toolkit the program was built with, and the device there is.
std::string cuda() {
#ifdef SQUALL_HAVE_CUDA
    auto const& device = device::device();
    return fmt::format("{}; {}", device::toolkit(), device.present ? device.name : device.absence);
#else
    return device::toolkit();
#endif
}

}  // namespace

std::string version_and_commit() { return fmt::format("{} (commit {})", version_number, version_commit); }

std::string version_line() { return "squall " + version_and_commit(); }

std::string version_text() {
    return fmt::format("{}\ncompiler: {}\ninstruction sets: {}\nCUDA: {}\nMPI: {}", version_line(), version_compiler, instruction_sets(),
                       cuda(), parallel::mpi_version());
}

}  // namespace squall::app
