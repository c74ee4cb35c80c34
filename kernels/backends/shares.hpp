#pragma once
#include "kernels/backends/stages.hpp"
#include "kernels/core/lane_layouts.hpp"

/// Moves points between structures of arrays in memory and the shares of a team of lanes.
namespace squall::inline SQUALL_ISA::teams {

using squall::backends::Columns;

/// The columns of one point, read or written member by member from `slot` on.
template <class Layout, bool giving>
struct Transfer {
    Columns columns;
    long point;
    int slot;
    bool is_first;  ///< lane: it alone gives what all lanes have

    SQUALL_INLINE double& column(int s) const { return columns.data[(slot + s) * columns.stride + point]; }

    SQUALL_INLINE void move(double& number, int s, double sign) const {
        if constexpr (giving)
            column(s) = sign * number;
        else
            number = sign * column(s);
    }
    SQUALL_INLINE void operator()(double& scalar) {
        if (!giving || is_first) move(scalar, 0, 1.0);
        slot += 1;
    }
    SQUALL_INLINE void operator()(Complex<double>& scalar) {
        (*this)(scalar.re);
        (*this)(scalar.im);
    }
    SQUALL_INLINE void operator()(typename Layout::Matrix& a) {
        Layout::for_each_number(a, [&](double& x, int s, double sign) { move(x, s, sign); });
        slot += 18;
    }
    SQUALL_INLINE void operator()(typename Layout::Hermitian& h) {
        Layout::for_each_number(h, [&](double& x, int s, double sign) { move(x, s, sign); });
        slot += 9;
    }
};

}  // namespace squall::inline SQUALL_ISA::teams
