#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "samplers/team.hpp"

namespace squall::parallel {

/// All processes of MPI_COMM_WORLD as a team; lives while MPI does.
class MpiTeam final : public samplers::Team {
public:
    /// `most_at_once`: numbers that one call of MPI moves in all; MPI counts in 32 bits.
    explicit MpiTeam(std::size_t most_at_once = std::size_t{1} << 30);
    std::size_t rank() const override { return rank_; }
    std::size_t size() const override { return size_; }
    std::vector<std::vector<double>> exchange(std::vector<double> mine) const override;
    void add_up(std::span<std::uint64_t> counts) const override;

private:
    std::size_t rank_ = 0, size_ = 1, most_at_once_;
};

}  // namespace squall::parallel
