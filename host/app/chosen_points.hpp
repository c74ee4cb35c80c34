#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "host/app/commands.hpp"
#include "host/io/run_reader.hpp"

namespace squall::app {

/// Which stored points are wanted: [first, last) over steps and walkers, and of those the ones whose status is.
struct PointChoice {
    std::uint64_t first, last;
    std::vector<bool> statuses;
};

/// By --points, --status and --burn-in. Throws UsageError.
PointChoice choose_points(ExportOptions const&, io::RunReader const&);

/// A block of stored rows, and which of their points are wanted.
struct ChosenPoints {
    io::Rows const& rows;
    std::uint64_t first;                     ///< number of the first point of the rows in the run
    std::vector<std::size_t> const& chosen;  ///< counted within the rows
};

/// Reads the wanted points in their order, a few MiB at a time.
void for_chosen_points(io::RunReader const&, PointChoice const&, std::function<void(ChosenPoints const&)> const&);

/// Weights of the points of a run relative to its largest; 1 where rows have none.
class RelativeWeights {
public:
    explicit RelativeWeights(io::RunReader const&);
    double of(io::Rows const&, std::size_t point) const;

private:
    double largest_;  ///< logarithm
};

/// Throws UsageError where the run has no posterior or no -o ROOT was given for files ROOT.something.
void require_posterior(io::RunIdentity const&, ExportOptions const&);
void require_root(ExportOptions const&);

}  // namespace squall::app
