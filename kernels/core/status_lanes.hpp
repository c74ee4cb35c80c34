#pragma once
#include "kernels/core/real.hpp"
#include "kernels/core/status.hpp"

/// The status of each lane: the integer value of squall::Status, held exactly in a Real. The first failure found stays.
namespace squall::inline SQUALL_ISA {

/// The value of a status as a lane holds it.
SQUALL_INLINE double status_value(Status status) { return static_cast<double>(static_cast<int>(status)); }

/// Records a failure, whose value may differ from lane to lane, in the lanes of the mask that are still ok.
template <class Real>
SQUALL_INLINE void record(Real& status, MaskOf<Real> failed, Real value) {
    status = select(failed && status == Real(status_value(Status::ok)), value, status);
}
template <class Real>
SQUALL_INLINE void record(Real& status, MaskOf<Real> failed, Status reason) {
    record(status, failed, Real(status_value(reason)));
}

}  // namespace squall::inline SQUALL_ISA
