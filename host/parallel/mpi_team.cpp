#include "host/parallel/mpi_team.hpp"

#include <mpi.h>

#include <algorithm>

namespace squall::parallel {

MpiTeam::MpiTeam(std::size_t most_at_once) : most_at_once_(most_at_once) {
    int rank = 0, size = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    rank_ = static_cast<std::size_t>(rank);
    size_ = static_cast<std::size_t>(size);
}

std::vector<std::vector<double>> MpiTeam::exchange(std::vector<double> mine) const {
    std::vector<std::uint64_t> counts(size_);
    std::uint64_t const own = mine.size();
    MPI_Allgather(&own, 1, MPI_UINT64_T, counts.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD);
    std::vector<std::vector<double>> all(size_);
    for (std::size_t r = 0; r < size_; ++r) all[r].reserve(counts[r]);

    std::uint64_t const longest = *std::ranges::max_element(counts), piece = std::max<std::uint64_t>(most_at_once_ / size_, 1);
    std::vector<int> lengths(size_), offsets(size_);
    std::vector<double> received;
    for (std::uint64_t first = 0; first < longest; first += piece) {
        int sum = 0;
        for (std::size_t r = 0; r < size_; ++r) {
            lengths[r] = static_cast<int>(std::min(piece, counts[r] - std::min(first, counts[r])));
            offsets[r] = sum;
            sum += lengths[r];
        }
        received.resize(static_cast<std::size_t>(sum));
        double const* const from = mine.data() + std::min(first, own);
        MPI_Allgatherv(from, lengths[rank_], MPI_DOUBLE, received.data(), lengths.data(), offsets.data(), MPI_DOUBLE, MPI_COMM_WORLD);
        for (std::size_t r = 0; r < size_; ++r)
            all[r].insert(all[r].end(), received.begin() + offsets[r], received.begin() + offsets[r] + lengths[r]);
    }
    return all;
}

void MpiTeam::add_up(std::span<std::uint64_t> counts) const {
    MPI_Allreduce(MPI_IN_PLACE, counts.data(), static_cast<int>(counts.size()), MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD);
}

}  // namespace squall::parallel
