#pragma once
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>

#include "samplers/team.hpp"

namespace squall::parallel {

/// Processes that cannot be a team, and must not each run alone.
struct LaunchError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The processes that a launcher started for one run; a process that none started is alone. One at a time; MPI allows one in a process'
/// life.
class Session {
public:
    /// Starts MPI and takes this process' share of the machine's GPUs where a launcher started this process. LaunchError where there are
    /// several processes that do not know of each other.
    Session();
    ~Session();
    Session(Session const&) = delete;
    Session& operator=(Session const&) = delete;

    samplers::Team const& team() const;
    /// "rank 3 on HOST".
    std::string name() const;
    /// Threads for each process, so that those of one machine share its cores; 0: as a process that is alone.
    int threads() const;
    /// The largest code of all processes; all call it, as their last word.
    int agree_on(int exit_code) const;
    /// Ends all processes at once: for a failure that the others do not know of.
    [[noreturn]] void abort(int exit_code) const;

private:
    class Mpi;
    std::unique_ptr<Mpi> mpi_;  ///< none: alone
};

/// The MPI library the program was built with, or that it was built without.
std::string mpi_version();

}  // namespace squall::parallel
