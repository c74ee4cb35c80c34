#pragma once
#include "kernels/core/real.hpp"

/// A state of differential equations is a struct made of `Real` members only; the steppers see it as
/// an array of slots.
namespace squall::inline SQUALL_ISA::ode {

template <class Real, class State>
inline constexpr int slot_count = static_cast<int>(sizeof(State) / sizeof(Real));

template <class Real, class State>
SQUALL_INLINE Real* slots(State& state) {
    static_assert(sizeof(State) % sizeof(Real) == 0, "a state holds Real members only");
    return reinterpret_cast<Real*>(&state);
}

template <class Real, class State>
SQUALL_INLINE Real const* slots(State const& state) {
    static_assert(sizeof(State) % sizeof(Real) == 0, "a state holds Real members only");
    return reinterpret_cast<Real const*>(&state);
}

}  // namespace squall::inline SQUALL_ISA::ode
