#pragma once
#include "kernels/rge/states.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// Y†Y of each sector and its trace, which more than one law needs.
template <MatrixBackend B>
struct YukawaProducts {
    typename B::Hermitian gram[sector_count];
    typename B::Real traces[sector_count];

    SQUALL_INLINE void set(GaugeYukawa<B> const& y) {
        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f) {
            B::gram(y.Y[f], gram[f]);
            traces[f] = B::trace(gram[f]);
        }
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
