#pragma once
#include "kernels/core/svd.hpp"
#include "kernels/spectrum/low_scale.hpp"

/// Matching of Standard Model and MSSM at M_SUSY (seed 001, eq. match). Gauge couplings are continuous.
namespace squall::inline SQUALL_ISA::spectrum {

/// Yu = Yu_SM/sin(beta), Yd,e = Yd,e_SM/cos(beta), the (3,3) entry of Yd over (1 + delta_b) besides.
template <class Real>
SQUALL_HD inline void match_yukawas(Matrix3<Real> const (&standard_model)[3], Real tan_beta, Real delta_b, Matrix3<Real> (&mssm)[3]) {
    Real const one_over_cos = sqrt(fma(tan_beta, tan_beta, Real(1.0)));
    Real const one_over_sin = one_over_cos / tan_beta;
    DenseBackend<Real>::scaled(one_over_sin, standard_model[up], mssm[up]);
    DenseBackend<Real>::scaled(one_over_cos, standard_model[down], mssm[down]);
    DenseBackend<Real>::scaled(one_over_cos, standard_model[lepton], mssm[lepton]);
    auto& bottom = mssm[down].e[2][2];
    bottom = (Real(1.0) / (Real(1.0) + delta_b)) * bottom;
}

/// Running fermion masses y v, GeV, ascending, of a Standard Model Yukawa matrix.
template <class Real>
SQUALL_HD inline void running_masses(Matrix3<Real> const& yukawa, Real (&masses)[3]) {
    Complex<Real> w_right[3][3], w_left[3][3];
    singular_value_decomposition(yukawa.e, masses, w_right, w_left);
    for (auto& mass : masses) mass = Real(v_higgs) * mass;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
