#include <mpi.h>

#include <cstdio>
#include <cstring>
#include <limits>

#include "host/parallel/mpi_team.hpp"

/// For mpirun: exchanges numbers in pieces of several sizes. 0 where every rank has every other's bits.
int main() {
    using squall::parallel::MpiTeam;
    MPI_Init(nullptr, nullptr);
    int wrong = 0;
    for (std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{1} << 30}) {
        MpiTeam const team(most);
        auto const numbers = [](std::size_t rank) {  // of rank 1: none
            std::vector<double> result;
            for (std::size_t i = 0; i < (rank == 1 ? 0 : 100 * rank + 13); ++i)
                result.push_back(static_cast<double>(1000 * rank + i) / 3.0);
            if (rank != 1) result.push_back(std::numeric_limits<double>::quiet_NaN());
            if (rank != 1) result.push_back(-0.0);
            return result;
        };
        auto const all = team.exchange(numbers(team.rank()));
        wrong += all.size() != team.size();
        for (std::size_t rank = 0; rank < all.size(); ++rank) {
            auto const expected = numbers(rank);
            wrong += all[rank].size() != expected.size() ||
                     (!expected.empty() && std::memcmp(all[rank].data(), expected.data(), expected.size() * sizeof(double)) != 0);
        }
        std::uint64_t const large = std::uint64_t{1} << 62;
        std::uint64_t counts[] = {team.rank() + 1, team.rank() == 0 ? large : 0};
        team.add_up(counts);
        wrong += counts[0] != team.size() * (team.size() + 1) / 2 || counts[1] != large;
        int stopped = 0;
        try {
            together(team, [&] {
                if (team.rank() + 1 == team.size()) throw std::runtime_error("the last");
            });
        } catch (squall::samplers::TeamStopped const& stop) {
            ++stopped;
            wrong += (stop.mine != nullptr) != (team.rank() + 1 == team.size()) || stop.first != (stop.mine != nullptr);
        } catch (std::runtime_error const&) {
            stopped += team.size() == 1;
        }
        wrong += stopped != 1;
    }
    if (wrong > 0) std::fprintf(stderr, "%d checks failed\n", wrong);
    MPI_Finalize();
    return wrong > 0;
}
