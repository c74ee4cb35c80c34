#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "samplers/moves/modes.hpp"

namespace squall::samplers {

/// Draws from the mixture of the modes' Gaussians, widened to Student's t with 10 degrees of freedom, wherever a point was.
class ModeDraw {
public:
    explicit ModeDraw(Modes const&);

    /// Room that is used again.
    struct Workspace {
        std::vector<std::uint32_t> slots, words;
        std::vector<double> columns, log_factor, scratch;
    };
    /// Rows of x [slot][dimension] named by `drawing`, slots counted from `first`. Theirs in `log_factor` [slot] become ln of q(x)/q(x').
    void operator()(std::uint64_t seed, std::uint64_t round, std::size_t first, std::span<std::uint32_t const> drawing, std::span<double> x,
                    std::span<double> log_factor, Workspace&) const;

private:
    std::size_t dimensions_;
    std::vector<double> weight_below_, log_height_, centre_, factor_, inverse_;  ///< as in MixtureView (wide/wide.hpp)
};

}  // namespace squall::samplers
