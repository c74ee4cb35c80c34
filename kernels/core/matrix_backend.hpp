#pragma once
#include "kernels/core/matrix3.hpp"

/// What a right-hand side asks of a way to hold flavour matrices.
///
/// A `Matrix` (complex 3×3) or `Hermitian` may be one thread's share only; traces give every
/// thread the full value. Operations on elements (scaled, add_scaled, add_identity) need no exchange,
/// products and traces may.
namespace squall::inline SQUALL_ISA {

template <class B>
concept MatrixBackend = requires(typename B::Real x, typename B::Complex z, typename B::Matrix const& a, typename B::Matrix& r,
                                 typename B::Hermitian const& h, typename B::Hermitian& s) {
    B::fewest(1);                                      // among the points that go through these operations together
    B::most(1);
    B::multiply(a, a, r);                              // a b
    B::multiply_add_to(a, a, r);                       // r += a b
    B::multiply(a, h, r);                              // a h
    B::multiply_add_to(a, h, r);                       // r += a h
    B::multiply_add_to(h, a, r);                       // r += h a
    B::adjoint_multiply(a, a, r);                      // a† b
    B::gram(a, s);                                     // a† a
    B::add_gram(x, a, s);                              // s += x a† a
    B::add_outer_gram(x, a, s);                        // s += x a a†
    B::add_adjoint_product_hermitian(x, a, a, s);      // s += x (a† b + b† a)
    B::add_product_adjoint_hermitian(x, a, a, s);      // s += x (a b† + b a†)
    B::trace(h);
    B::trace(a);
    B::real_trace_adjoint_product(a, a);               // Re tr(a† b)
    B::trace_product(h, a);                            // tr(h a)
    B::trace_product(h, h);                            // tr(h k)
    B::scaled(x, a, r);
    B::scaled(x, h, s);
    B::add_scaled(x, a, r);
    B::add_scaled(x, h, s);
    B::add_identity(x, s);
    B::add_identity(z, r);
    B::diagonal(h, 0);
    B::entries_are_below(1.0, a);                      // |a_ij|^2 <= 1
    typename B::template Local<typename B::Matrix>;    // a place for what a right-hand side keeps; its get() is a reference
    typename B::template Home<typename B::Matrix>;     // a place for a state, likewise
};

}  // namespace squall::inline SQUALL_ISA
