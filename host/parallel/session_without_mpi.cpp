#include <cstdlib>

#include "host/parallel/launcher.hpp"
#include "host/parallel/session.hpp"

namespace squall::parallel {

class Session::Mpi {};

Session::Session() {
    auto const launcher = find_launcher();
    if (launcher && launcher->processes != 1)
        throw LaunchError(launcher->name + " started " + (launcher->processes > 1 ? std::to_string(launcher->processes) : "several") +
                          " processes, but squall was built without MPI (each would write the same output); build it where an MPI is "
                          "found, or give each its own output and --alone");
}
Session::~Session() = default;
samplers::Team const& Session::team() const { return samplers::alone(); }
std::string Session::name() const { return "rank 0"; }
int Session::threads() const { return 0; }
int Session::agree_on(int exit_code) const { return exit_code; }
void Session::abort(int exit_code) const { std::_Exit(exit_code); }

std::string mpi_version() { return "none (built without)"; }

}  // namespace squall::parallel
