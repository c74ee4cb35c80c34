#pragma once
#include "kernels/core/svd.hpp"
#include "kernels/core/takagi.hpp"
#include "kernels/spectrum/low_scale.hpp"

/// Tree-level charginos and neutralinos (hep-ph/9709356, section 8.2), complex M1, M2, mu.
namespace squall::inline SQUALL_ISA::spectrum {

/// U* X V† = diag(masses), X = ((M2, g2 v_u), (g2 v_d, mu)), masses >= 0 ascending, GeV.
template <class Real>
SQUALL_HD inline void charginos(Complex<Real> M2, Complex<Real> mu, Real g2, HiggsVevs<Real> vev, Real (&masses)[2],
                                Complex<Real> (&U)[2][2], Complex<Real> (&V)[2][2]) {
    Real const zero(0.0);
    Complex<Real> const X[2][2] = {{M2, {g2 * vev.v_u, zero}}, {{g2 * vev.v_d, zero}, mu}};
    Complex<Real> w_right[2][2], w_left[2][2];
    singular_value_decomposition(X, masses, w_right, w_left);
    for (int i = 0; i < 2; ++i)
        for (int j = 0; j < 2; ++j) {
            U[i][j] = w_right[j][i];
            V[i][j] = conj(w_left[j][i]);
        }
}

/// N* M N† = diag(masses), basis (B~, W~3, Hd~, Hu~), masses >= 0 ascending, GeV.
template <class Real>
SQUALL_HD inline void neutralinos(Complex<Real> M1, Complex<Real> M2, Complex<Real> mu, Real g1, Real g2, HiggsVevs<Real> vev,
                                  Real (&masses)[4], Complex<Real> (&N)[4][4]) {
    Real const zero(0.0), root_half(0.70710678118654752440);
    Real const bino = root_half * sqrt(hypercharge_coupling_squared(g1)), wino = root_half * g2;
    Complex<Real> const none = complex_zero<Real>();
    Complex<Real> const M[4][4] = {{M1, none, {-(bino * vev.v_d), zero}, {bino * vev.v_u, zero}},
                                   {none, M2, {wino * vev.v_d, zero}, {-(wino * vev.v_u), zero}},
                                   {none, none, none, -mu},
                                   {none, none, none, none}};  // symmetric: the upper triangle is read
    takagi_factorisation(M, masses, N);
}

}  // namespace squall::inline SQUALL_ISA::spectrum
