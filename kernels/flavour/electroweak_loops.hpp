#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/scalar_fermion_loop.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// Up quarks with a W, Goldstone or charged Higgs boson in the loop, at leading order in QCD.
namespace squall::inline SQUALL_ISA::flavour {

/// What the loops at the electroweak scale mu_W = 160 GeV need.
template <class Real>
struct ElectroweakInputs {
    Real G_F;      ///< Fermi constant, GeV^-2
    Real m_W;      ///< GeV
    Real g2;       ///< gauge coupling of the W vertex
    Real v;        ///< m_quark = y v, about 174 GeV: vev of Goldstone and charged Higgs couplings
    Real m_up[3];  ///< running masses of u, c, t at mu_W, GeV; zero is allowed (and usual for u and c)
};

/// Tree-level consistent inputs: v^2 = 1/(2 sqrt2 G_F), m_W = g2 v/sqrt2.
template <class Real>
SQUALL_HD inline ElectroweakInputs<Real> electroweak_inputs(Real G_F, Real m_W, Real m_c, Real m_t) {
    Real const v = Real(1.0) / sqrt(Real(2.8284271247461901) * G_F);
    return {G_F, m_W, Real(1.4142135623730951) * m_W / v, v, {Real(0.0), m_c, m_t}};
}

/// Large-tan(beta) factors of the chirality-flipped charged-Higgs term (Degrassi, Gambino, Giudice hep-ph/0009337):
/// F^(2) -> F^(2) (1 - eps0_prime tan_beta)/(1 + eps_b tan_beta). Zero means LO.
template <class Real>
struct HiggsResummation {
    Real eps_b, eps0_prime;
};

template <class Real>
SQUALL_HD inline HiggsResummation<Real> leading_order() {
    return {Real(0.0), Real(0.0)};
}

/// eps_b from the delta_b that the spectrum's bottom Yukawa coupling contains, y_b = m_b/(v cos(beta) (1 + eps_b tan_beta)).
template <class Real>
SQUALL_HD inline HiggsResummation<Real> resummation_of(spectrum::Spectrum<Real> const& point) {
    Real const cos_beta = Real(1.0) / sqrt(Real(1.0) + square(point.tan_beta));
    Real const ratio = point.quarks.m_down[2] / (Real(v_higgs) * cos_beta * point.quarks.y_down[2]);
    return {(ratio - Real(1.0)) / point.tan_beta, Real(0.0)};
}

/// V_tb V_ts*
template <class Real>
SQUALL_HD inline Complex<Real> lambda_t(Complex<Real> const (&ckm)[3][3]) {
    return ckm[2][2] * conj(ckm[2][1]);
}

/// sqrt2/(8 G_F lambda_t): the common factor of scalar-fermion loops, GeV^2
template <class Real>
SQUALL_HD inline Complex<Real> loop_normalisation(Real G_F, Complex<Real> const (&ckm)[3][3]) {
    return divide(Complex<Real>{Real(0.17677669529663689) / G_F, Real(0.0)}, lambda_t(ckm));
}

template <class Real>
SQUALL_HD inline ExternalQuarks<Real> external_quarks(spectrum::QuarkSector<Real> const& quarks) {
    return {quarks.m_down[2], quarks.m_down[1]};
}

/// Couplings of a charged scalar in units of V_ti m/v: H- has left = cot(beta), right = tan(beta); the Goldstone boson 1, -1.
template <class Real>
struct ChargedScalar {
    Real mass;  ///< GeV
    Real left, right_b, right_s;
};

/// u, c, t with a charged scalar: a_L(i) = left V_li m_l/v, a_R(i) = right V_li m_i/v; charges Q_S = -1, Q_F = 2/3.
/// (For H-: 1/3 cot^2(beta) F^(1) + F^(2) of Ciuchini, Degrassi, Gambino, Giudice hep-ph/9710335.)
template <class Real>
SQUALL_HD inline Dipole<Real> charged_scalar_loops(ElectroweakInputs<Real> const& ew, spectrum::QuarkSector<Real> const& quarks,
                                                   ChargedScalar<Real> const& scalar) {
    constexpr LoopCharges charges{{-1.0, 2.0 / 3.0}, {0.0, 1.0}};
    auto const external = external_quarks(quarks);
    Real const right_b = scalar.right_b * external.m_b / ew.v, right_s = scalar.right_s * external.m_s / ew.v;
    auto sum = dipole_zero<Real>();
    for (int l = 0; l < 3; ++l) {
        Real const left = scalar.left * ew.m_up[l] / ew.v;
        auto const V_lb = quarks.ckm[l][2], V_ls = quarks.ckm[l][1];
        sum = sum + scalar_fermion_loop(charges, scalar.mass, ew.m_up[l], Vertex<Real>{left * V_lb, right_b * V_lb},
                                        Vertex<Real>{left * V_ls, right_s * V_ls}, external);
    }
    return loop_normalisation(ew.G_F, quarks.ckm) * sum;
}

/// u, c, t with a W (Feynman gauge, Goldstone couplings at the photon vertex included), less the value at m_l = 0 that CKM
/// unitarity removes: with y = m_l^2/m_W^2, C8 = -y(F1 + F3/2), C7 = 2/3 C8 - y(F2 + F4/2); primed: times m_s/m_b.
/// (Difference of the Inami-Lim functions, PTP 65 (1981) 297, and the Goldstone loop.)
template <class Real>
SQUALL_HD inline Dipole<Real> w_loops(ElectroweakInputs<Real> const& ew, spectrum::QuarkSector<Real> const& quarks) {
    auto c7 = complex_zero<Real>(), c8 = complex_zero<Real>();
    for (int l = 0; l < 3; ++l) {
        Real const y = max(Real(loop_detail::smallest_mass_ratio), square(ew.m_up[l] / ew.m_W));
        auto const F = loop_functions(y);
        auto const lambda = quarks.ckm[l][2] * conj(quarks.ckm[l][1]);
        Real const gluon = -y * (F.F1 + Real(0.5) * F.F3);
        c8 = c8 + gluon * lambda;
        c7 = c7 + (Real(2.0 / 3.0) * gluon - y * (F.F2 + Real(0.5) * F.F4)) * lambda;
    }
    auto const external = external_quarks(quarks);
    auto const ms_over_mb = external.m_s / external.m_b;
    Real const strength = square(ew.g2 / ew.m_W) / (Real(5.6568542494923801) * ew.G_F);  // 1 at tree level
    auto const scale = divide(Complex<Real>{strength, Real(0.0)}, lambda_t(quarks.ckm));
    return scale * Dipole<Real>{c7, c8, ms_over_mb * c7, ms_over_mb * c8};
}

/// Standard Model at mu_W: -3/2 x (2/3 F1 + F2) for C7 and -3/2 x F1 for C8 when W and Goldstone parts share one v.
template <class Real>
SQUALL_HD inline Dipole<Real> standard_model(ElectroweakInputs<Real> const& ew, spectrum::QuarkSector<Real> const& quarks) {
    return w_loops(ew, quarks) + charged_scalar_loops(ew, quarks, ChargedScalar<Real>{ew.m_W, Real(1.0), Real(-1.0), Real(-1.0)});
}

/// Charged Higgs at mu_W, leading order in QCD; `resummation` acts on the bottom coupling.
template <class Real>
SQUALL_HD inline Dipole<Real> charged_higgs(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                            HiggsResummation<Real> const& resummation) {
    Real const tan_beta = point.tan_beta;
    Real const factor = (Real(1.0) - resummation.eps0_prime * tan_beta) / (Real(1.0) + resummation.eps_b * tan_beta);
    return charged_scalar_loops(ew, point.quarks, ChargedScalar<Real>{point.m_Hp, Real(1.0) / tan_beta, tan_beta * factor, tan_beta});
}

}  // namespace squall::inline SQUALL_ISA::flavour
