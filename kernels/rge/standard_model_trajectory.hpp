#pragma once
#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/standard_model.hpp"

namespace squall::inline SQUALL_ISA::rge {

/// The couplings of the Standard Model at one scale.
template <class Real>
struct StandardModelAt {
    DenseGaugeYukawa<Real> couplings;
    Real t;  ///< ln(Q/m_Z)
};

/// Runs them to another.
template <class Real>
SQUALL_HD inline void run_standard_model(StandardModelAt<Real>& at, Real t, ode::StepCounts<Real> const& steps) {
    ode::integrate_low_storage(StandardModelOneLoop<DenseBackend<Real>>{}, at.couplings, t - at.t, steps);
    at.t = t;
}

/// How many steps that takes where none is longer than `step`; a way longer than `limit` in ln Q takes as many as that.
template <class Real>
SQUALL_HD inline ode::StepCounts<Real> standard_model_steps(Real from, Real to, double step, double limit) {
    return ode::steps_over(abs(to - from), Real(step), limit);
}

/// The longest step of a point with couplings of its own at m_Z: good to 3e-12 on ways of up to 7 in ln Q
/// (tests/host/pipeline/standard_model_state.test.cpp).
inline constexpr double standard_model_step = 0.1;

/// The couplings of the Standard Model at any scale from m_Z on. They start from the inputs alone, so their trajectory is the same for all
/// points of a run: it is run once, kept at nodes, and left from the nearest node with one step.
struct StandardModelTrajectory {
    /// Distance of nodes in ln Q. One step over half of it is good to 1e-13.
    static constexpr double spacing = 1.0 / 8.0;

    double const* nodes;  ///< the 57 slots of a DenseGaugeYukawa<double> at ln(Q/m_Z) = 0, spacing, 2 spacing, ...
    int count;

    /// The node from which one step leads to t = ln(Q/m_Z). Beyond the ends it is the first or last, however long the step.
    template <class Real>
    SQUALL_HD StandardModelAt<Real> nearest(Real t) const {
        constexpr int slots = ode::slot_count<Real, DenseGaugeYukawa<Real>>;
        StandardModelAt<Real> at;
        for (int l = 0; l < RealTraits<Real>::width; ++l) {
            int const node = nearest_node(lane(t, l));
            set_lane(at.t, l, node * spacing);
            for (int s = 0; s < slots; ++s) set_lane(ode::slots<Real>(at.couplings)[s], l, nodes[node * slots + s]);
        }
        return at;
    }

    /// Couplings at t = ln(Q/m_Z).
    template <class Real>
    SQUALL_HD DenseGaugeYukawa<Real> at(Real t) const {
        auto at = nearest(t);
        run_standard_model(at, t, ode::equal_steps<Real>(1));
        return at.couplings;
    }

private:
    /// The first node for a t that is not a number.
    SQUALL_HD int nearest_node(double t) const {
        return static_cast<int>(min(max(t * (1.0 / spacing) + 0.5, 0.0), static_cast<double>(count - 1)));
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
