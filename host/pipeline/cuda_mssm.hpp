#pragma once
#include "host/device/array.hpp"
#include "host/pipeline/mssm_table.hpp"
#include "host/pipeline/settings.hpp"

namespace squall::pipeline {

/// MSSM points on a device, run along legs there in any mapping: what benches time and tests compare.
class CudaMssm {
public:
    /// Each point with its span in ln Q.
    CudaMssm(MssmTable const& start, std::vector<double> const& span);
    /// Runs all points, with the low-storage stepper; returns when they are done.
    void run(CudaMapping const&, int steps, bool two_loop_b);
    MssmTable state() const;

private:
    std::size_t count_;
    device::Stream stream_;
    device::Array<double> slots_, span_;
};

}  // namespace squall::pipeline
