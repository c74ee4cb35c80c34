#pragma once
#include "kernels/core/complex.hpp"

/// The Wilson coefficients of b -> s gamma and b -> s gluon.
namespace squall::inline SQUALL_ISA::flavour {

/// Coefficients in H = -(4 G_F/sqrt 2) lambda_t sum C_i O_i, lambda_t = V_tb V_ts*, dimensionless:
/// O7 = e m_b/(16 pi^2) sbar sigma.F P_R b, O8 = g_s m_b/(16 pi^2) sbar sigma.G P_R b, primed P_R -> P_L.
/// Covariant derivative D = d + i e Q A + i g_s T G, so that C7 and C8 of the Standard Model are negative.
template <class Real>
struct Dipole {
    Complex<Real> c7, c8, c7_prime, c8_prime;
};

template <class Real>
SQUALL_HD inline Dipole<Real> dipole_zero() {
    auto const zero = complex_zero<Real>();
    return {zero, zero, zero, zero};
}

template <class Real>
SQUALL_HD inline Dipole<Real> operator+(Dipole<Real> const& a, Dipole<Real> const& b) {
    return {a.c7 + b.c7, a.c8 + b.c8, a.c7_prime + b.c7_prime, a.c8_prime + b.c8_prime};
}

template <class Real>
SQUALL_HD inline Dipole<Real> operator*(Complex<Real> scale, Dipole<Real> const& a) {
    return {scale * a.c7, scale * a.c8, scale * a.c7_prime, scale * a.c8_prime};
}

}  // namespace squall::inline SQUALL_ISA::flavour
