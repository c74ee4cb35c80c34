#pragma once
#include "kernels/backends/stages.hpp"
#include "kernels/core/pack.hpp"
#include "kernels/ode/slots.hpp"

/// Moves points between structures of arrays in memory and packs, one point per lane.
namespace squall::inline SQUALL_ISA::packs {

using squall::backends::ActivePoints;
using squall::backends::Columns;

/// The points of one pack. Lanes past the end repeat the last point and are not stored.
struct LaneIndices {
    static constexpr int width = RealTraits<Pack>::width;
    int point[width];
    int used;
};

/// Points first, first + 1, ... of `count`.
SQUALL_HD inline LaneIndices consecutive_lanes(int first, int count) {
    LaneIndices lanes;
    lanes.used = count - first < LaneIndices::width ? count - first : LaneIndices::width;
    for (int l = 0; l < LaneIndices::width; ++l) lanes.point[l] = first + (l < lanes.used ? l : lanes.used - 1);
    return lanes;
}

SQUALL_HD inline LaneIndices lanes_of(ActivePoints const& points, int first) {
    auto lanes = consecutive_lanes(first, points.count);
    for (int& point : lanes.point) point = points.active[point];
    return lanes;
}

SQUALL_HD inline Pack load(double const* column, LaneIndices const& lanes) {
    Pack result;
    for (int l = 0; l < LaneIndices::width; ++l) set_lane(result, l, column[lanes.point[l]]);
    return result;
}

SQUALL_HD inline void store(Pack value, double* column, LaneIndices const& lanes) {
    for (int l = 0; l < lanes.used; ++l) column[lanes.point[l]] = lane(value, l);
}

/// Fills a struct of packs from the columns beginning at `first_column`.
template <class Struct>
SQUALL_HD inline void load_struct(Struct& value, Columns const& columns, LaneIndices const& lanes, int first_column = 0) {
    for (int s = 0; s < ode::slot_count<Pack, Struct>; ++s)
        ode::slots<Pack>(value)[s] = load(columns.data + (first_column + s) * columns.stride, lanes);
}

template <class Struct>
SQUALL_HD inline void store_struct(Struct const& value, Columns const& columns, LaneIndices const& lanes, int first_column = 0) {
    for (int s = 0; s < ode::slot_count<Pack, Struct>; ++s)
        store(ode::slots<Pack>(value)[s], columns.data + (first_column + s) * columns.stride, lanes);
}

}  // namespace squall::inline SQUALL_ISA::packs
