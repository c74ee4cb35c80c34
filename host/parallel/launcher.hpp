#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace squall::parallel {

/// A program that started this process as one of several.
struct Launcher {
    std::string name;           ///< "mpirun", "srun"
    std::size_t processes = 0;  ///< 0: it does not say
    std::size_t rank = 0;       ///< of this process
};

/// What the environment tells of a launcher; `lookup` gives a variable's value or null. Known are
///   OMPI_COMM_WORLD_SIZE      mpirun of Open MPI
///   PMI_SIZE                  mpirun of MPICH and Intel MPI, srun --mpi=pmi2
///   MV2_COMM_WORLD_SIZE       mpirun of MVAPICH
///   PMIX_RANK                 srun --mpi=pmix and others: the number is SLURM_STEP_NUM_TASKS, if any
///   SLURM_STEP_NUM_TASKS      srun, whatever its --mpi, where SLURM_PROCID is set
/// and for the rank OMPI_COMM_WORLD_RANK, PMI_RANK, MV2_COMM_WORLD_RANK, PMIX_RANK, SLURM_PROCID.
/// A batch script itself is no step of several tasks, also where its job has several.
std::optional<Launcher> find_launcher(std::function<char const*(char const*)> const& lookup);

/// That of this process.
std::optional<Launcher> find_launcher();

}  // namespace squall::parallel
