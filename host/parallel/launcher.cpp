#include "host/parallel/launcher.hpp"

#include <cstdlib>

namespace squall::parallel {
namespace {

std::size_t number(char const* text) {
    long const value = text ? std::atol(text) : 0;
    return value > 0 ? static_cast<std::size_t>(value) : 0;
}

struct Variables {
    char const *size, *rank;
};
constexpr Variables of_mpirun[] = {
    {"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK"}, {"MV2_COMM_WORLD_SIZE", "MV2_COMM_WORLD_RANK"}, {"PMI_SIZE", "PMI_RANK"}};

}  // namespace

std::optional<Launcher> find_launcher(std::function<char const*(char const*)> const& lookup) {
    bool const is_step = lookup("SLURM_PROCID") && lookup("SLURM_STEP_NUM_TASKS");
    std::size_t const tasks = is_step ? number(lookup("SLURM_STEP_NUM_TASKS")) : 0;
    for (auto const& variables : of_mpirun)
        if (std::size_t const processes = number(lookup(variables.size)); processes > 0)
            return Launcher{tasks == processes ? "srun" : "mpirun", processes, number(lookup(variables.rank))};
    if (char const* const rank = lookup("PMIX_RANK")) return Launcher{is_step ? "srun" : "mpirun", tasks, number(rank)};
    if (tasks > 0) return Launcher{"srun", tasks, number(lookup("SLURM_PROCID"))};
    return std::nullopt;
}

std::optional<Launcher> find_launcher() {
    return find_launcher([](char const* name) { return static_cast<char const*>(std::getenv(name)); });
}

}  // namespace squall::parallel
