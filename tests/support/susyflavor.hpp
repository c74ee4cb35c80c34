#pragma once
#include <stdexcept>
#include <string>

#include "tests/support/csv.hpp"

namespace squall::test {

/// An observable of SUSY_FLAVOR 2.53 at a point of the dumps; levels il0 (one loop) and il2 (resummed). susyflavor_points.csv.
inline double susyflavor(std::string const& point, std::string const& level, std::string const& observable) {
    static auto const table = read_csv(reference("susyflavor_points.csv"));
    for (std::size_t r = 0; r < table.rows.size(); ++r)
        if (table.text(r, "point") == point && table.text(r, "level") == level && table.text(r, "observable") == observable)
            return table.number(r, "value");
    throw std::runtime_error("susyflavor_points.csv has no " + observable);
}

}  // namespace squall::test
