#pragma once
#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/standard_model.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// The couplings of the Standard Model at any scale from m_Z on. They start from the inputs alone, so their trajectory is the same for all
/// points of a run: it is run once, kept at nodes, and left from the nearest node with one step.
struct StandardModelTrajectory {
    /// Distance of nodes in ln Q. One step over half of it is good to 1e-13.
    static constexpr double spacing = 1.0 / 8.0;

    double const* nodes;  ///< the 57 slots of a DenseGaugeYukawa<double> at ln(Q/m_Z) = 0, spacing, 2 spacing, ...
    int count;

    /// Couplings at t = ln(Q/m_Z). Beyond the ends the one step starts from the first or last node, however long it is.
    template <class Real>
    SQUALL_HD DenseGaugeYukawa<Real> at(Real t) const {
        constexpr int slots = ode::slot_count<Real, DenseGaugeYukawa<Real>>;
        DenseGaugeYukawa<Real> y;
        Real from;
        for (int l = 0; l < RealTraits<Real>::width; ++l) {
            int const node = nearest_node(lane(t, l));
            set_lane(from, l, node * spacing);
            for (int s = 0; s < slots; ++s) set_lane(ode::slots<Real>(y)[s], l, nodes[node * slots + s]);
        }
        ode::integrate_low_storage(StandardModelOneLoop<DenseBackend<Real>>{}, y, t - from, 1);
        return y;
    }

private:
    /// The first node for a t that is not a number.
    SQUALL_HD int nearest_node(double t) const {
        return static_cast<int>(min(max(t * (1.0 / spacing) + 0.5, 0.0), static_cast<double>(count - 1)));
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
