#include "host/parallel/session.hpp"

#include <cstdlib>

#include "host/parallel/gpu_share.hpp"
#include "host/parallel/launcher.hpp"
#include "host/parallel/mpi_team.hpp"

#include <mpi.h>
#include <sched.h>

#include <array>
#include <memory>

namespace squall::parallel {
namespace {

/// Cores that the processes of this machine may use together, and how many processes they are.
struct Node {
    int cores = 0, processes = 1, rank = 0;
};

Node look_at_node() {
    MPI_Comm node;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node);
    Node result;
    MPI_Comm_size(node, &result.processes);
    MPI_Comm_rank(node, &result.rank);
    cpu_set_t mine;
    CPU_ZERO(&mine);
    sched_getaffinity(0, sizeof mine, &mine);
    MPI_Allreduce(MPI_IN_PLACE, &mine, sizeof mine, MPI_BYTE, MPI_BOR, node);  // a launcher may have bound each to cores of its own
    result.cores = CPU_COUNT(&mine);
    MPI_Comm_free(&node);
    return result;
}

}  // namespace

class Session::Mpi {
public:
    explicit Mpi(Launcher const& launcher) {
        int provided = 0;
        MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
        try {
            if (provided < MPI_THREAD_FUNNELED)
                throw LaunchError("this MPI cannot be used by programs with threads (it says so); use another");
            team_ = std::make_unique<MpiTeam>();
            if (team_->size() == 1 && launcher.processes > 1)
                throw LaunchError(launcher.name + " started " + std::to_string(launcher.processes) +
                                  " processes that do not know of each other (each would write the same output); start them with the "
                                  "mpirun of this MPI or srun --mpi=pmix, or give each its own output and --alone");
            Node const node = look_at_node();
            threads_ = std::max(node.cores / node.processes, 1);
            if (node.processes > 1) take_gpu_share(static_cast<std::size_t>(node.rank));
        } catch (...) {
            MPI_Finalize();
            throw;
        }
    }
    ~Mpi() {
        team_.reset();
        MPI_Finalize();
    }

    MpiTeam const& team() const { return *team_; }
    int threads() const { return team_->size() > 1 ? threads_ : 0; }

private:
    std::unique_ptr<MpiTeam> team_;
    int threads_ = 1;
};

Session::Session() {
    auto const launcher = find_launcher();
    if (launcher && launcher->processes != 1) mpi_ = std::make_unique<Mpi>(*launcher);
}

Session::~Session() = default;

samplers::Team const& Session::team() const { return mpi_ ? static_cast<samplers::Team const&>(mpi_->team()) : samplers::alone(); }

std::string Session::name() const {
    if (!mpi_) return "rank 0";
    std::array<char, MPI_MAX_PROCESSOR_NAME + 1> host{};
    int length = 0;
    MPI_Get_processor_name(host.data(), &length);
    return "rank " + std::to_string(team().rank()) + " on " + host.data();
}

int Session::threads() const { return mpi_ ? mpi_->threads() : 0; }

int Session::agree_on(int exit_code) const {
    if (mpi_) MPI_Allreduce(MPI_IN_PLACE, &exit_code, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return exit_code;
}

void Session::abort(int exit_code) const {
    if (mpi_) MPI_Abort(MPI_COMM_WORLD, exit_code);
    std::_Exit(exit_code);
}

std::string mpi_version() {
    std::array<char, MPI_MAX_LIBRARY_VERSION_STRING + 1> text{};
    int length = 0;
    MPI_Get_library_version(text.data(), &length);  // may be asked before MPI starts
    std::string const all = text.data();
    return all.substr(0, all.find_first_of(",\n"));
}

}  // namespace squall::parallel
