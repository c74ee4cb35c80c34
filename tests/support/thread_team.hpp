#pragma once
#include <barrier>
#include <functional>
#include <thread>
#include <vector>

#include "samplers/team.hpp"

namespace squall::test {

/// Ranks of a team as threads of this process.
class ThreadTeam {
public:
    /// Calls `body` on a thread per rank and waits for all.
    static void run(std::size_t size, std::function<void(samplers::Team const&)> const& body) {
        Board board(size);
        std::vector<std::thread> threads;
        for (std::size_t rank = 0; rank < size; ++rank)
            threads.emplace_back([&, rank] {
                body(Member(board, rank));
                board.meet.arrive_and_drop();
            });
        for (auto& thread : threads) thread.join();
    }

private:
    struct Board {
        explicit Board(std::size_t size) : numbers(size), counts(size), meet(static_cast<std::ptrdiff_t>(size)) {}
        std::vector<std::vector<double>> numbers;
        std::vector<std::vector<std::uint64_t>> counts;
        std::barrier<> meet;
    };
    class Member : public samplers::Team {
    public:
        Member(Board& board, std::size_t rank) : board_(board), rank_(rank) {}
        std::size_t rank() const override { return rank_; }
        std::size_t size() const override { return board_.numbers.size(); }
        std::vector<std::vector<double>> exchange(std::vector<double> mine) const override {
            board_.numbers[rank_] = std::move(mine);
            board_.meet.arrive_and_wait();
            auto all = board_.numbers;
            board_.meet.arrive_and_wait();  // all have read
            return all;
        }
        void add_up(std::span<std::uint64_t> counts) const override {
            board_.counts[rank_].assign(counts.begin(), counts.end());
            board_.meet.arrive_and_wait();
            for (std::size_t i = 0; i < counts.size(); ++i) {
                counts[i] = 0;
                for (auto const& of_rank : board_.counts) counts[i] += of_rank[i];
            }
            board_.meet.arrive_and_wait();
        }

    private:
        Board& board_;
        std::size_t rank_;
    };
};

}  // namespace squall::test
