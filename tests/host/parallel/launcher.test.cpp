#include "host/parallel/launcher.hpp"

#include <gtest/gtest.h>

#include <map>

#include "host/parallel/gpu_share.hpp"

namespace squall::parallel {
namespace {

using Variables = std::map<std::string, std::string>;

std::optional<Launcher> found(Variables const& variables) {
    return find_launcher([&](char const* name) -> char const* {
        auto const entry = variables.find(name);
        return entry == variables.end() ? nullptr : entry->second.c_str();
    });
}

void expect(Variables const& variables, char const* name, std::size_t processes, std::size_t rank) {
    auto const launcher = found(variables);
    ASSERT_TRUE(launcher);
    EXPECT_EQ(launcher->name, name);
    EXPECT_EQ(launcher->processes, processes);
    EXPECT_EQ(launcher->rank, rank);
}

TEST(Launcher, IsKnownByWhatItSetsInTheEnvironment) {
    expect({{"OMPI_COMM_WORLD_SIZE", "3"}, {"OMPI_COMM_WORLD_RANK", "2"}, {"PMIX_RANK", "2"}}, "mpirun", 3, 2);  // Open MPI 4
    expect({{"PMI_SIZE", "4"}, {"PMI_RANK", "1"}}, "mpirun", 4, 1);                                              // Hydra
    expect({{"PMI_SIZE", "4"}, {"PMI_RANK", "1"}, {"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "4"}}, "srun", 4, 1);
    expect({{"PMIX_RANK", "5"}, {"SLURM_PROCID", "5"}, {"SLURM_STEP_NUM_TASKS", "8"}}, "srun", 8, 5);
    expect({{"SLURM_PROCID", "1"}, {"SLURM_STEP_NUM_TASKS", "2"}}, "srun", 2, 1);  // --mpi=none
    expect({{"PMIX_RANK", "1"}}, "mpirun", 0, 1);                                  // prun, which does not say how many
}

TEST(Launcher, IsNoneOnALoginShellNorInABatchScriptOfManyTasks) {
    EXPECT_FALSE(found({}));
    EXPECT_FALSE(found({{"SLURM_JOB_ID", "7"}, {"SLURM_NTASKS", "16"}, {"SLURM_PROCID", "0"}}));
    EXPECT_FALSE(found({{"OMPI_COMM_WORLD_SIZE", ""}}));
}

TEST(GpuShare, IsOneGpuInTurn) {
    EXPECT_EQ(gpu_share(nullptr, 4, 1), "1");
    EXPECT_EQ(gpu_share(nullptr, 4, 6), "2");
    EXPECT_EQ(gpu_share("5,7", 8, 1), "7");
    EXPECT_EQ(gpu_share("GPU-a,GPU-b,GPU-c", 8, 3), "GPU-a");
}

TEST(GpuShare, LeavesAsItIsWhatIsNotToBeShared) {
    EXPECT_FALSE(gpu_share(nullptr, 0, 3));
    EXPECT_FALSE(gpu_share(nullptr, 1, 3));
    EXPECT_FALSE(gpu_share("2", 8, 3));  // srun --gpus-per-task=1 chose
    EXPECT_FALSE(gpu_share("", 8, 3));   // told to use none
}

}  // namespace
}  // namespace squall::parallel
