#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/quark_states.hpp"
#include "kernels/flavour/scalar_fermion_loop.hpp"
#include "kernels/spectrum/low_scale.hpp"

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

/// Couplings of a charged scalar to u, c, t (l) and d, s, b (i): a_L(i) = left[l][i], a_R(i) = right[l][i].
template <class Real>
struct ChargedScalar {
    Real mass;  ///< GeV
    Complex<Real> left[3][3], right[3][3];
};

/// V_li m_l/v and V_li m_i/v, times two numbers: the Goldstone boson has (1, -1), H- at tree level (cot(beta), tan(beta)).
template <class Real>
SQUALL_HD inline ChargedScalar<Real> charged_scalar(ElectroweakInputs<Real> const& ew, spectrum::QuarkSector<Real> const& quarks, Real mass,
                                                    Real left, Real right) {
    ChargedScalar<Real> scalar;
    scalar.mass = mass;
    for (int l = 0; l < 3; ++l)
        for (int i = 0; i < 3; ++i) {
            scalar.left[l][i] = (left * ew.m_up[l] / ew.v) * quarks.ckm[l][i];
            scalar.right[l][i] = (right * quarks.m_down[i] / ew.v) * quarks.ckm[l][i];
        }
    return scalar;
}

/// u, c, t with a charged scalar; charges Q_S = -1, Q_F = 2/3.
/// (For H-: 1/3 cot^2(beta) F^(1) + F^(2) of Ciuchini, Degrassi, Gambino, Giudice hep-ph/9710335.)
template <class Real>
SQUALL_HD inline Dipole<Real> charged_scalar_loops(ElectroweakInputs<Real> const& ew, spectrum::QuarkSector<Real> const& quarks,
                                                   ChargedScalar<Real> const& scalar) {
    constexpr LoopCharges charges{{-1.0, 2.0 / 3.0}, {0.0, 1.0}};
    auto const external = external_quarks(quarks);
    auto sum = dipole_zero<Real>();
    for (int l = 0; l < 3; ++l)
        sum = sum + scalar_fermion_loop(charges, scalar.mass, ew.m_up[l], Vertex<Real>{scalar.left[l][2], scalar.right[l][2]},
                                        Vertex<Real>{scalar.left[l][1], scalar.right[l][1]}, external);
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
    return w_loops(ew, quarks) + charged_scalar_loops(ew, quarks, charged_scalar(ew, quarks, ew.m_W, Real(1.0), Real(-1.0)));
}

/// H- with the couplings of quarks to the wrong doublet (E' down, E'_u up): in place of m_i and m_l stand the matrices
/// m_i delta_ik - v E'_ik/sin(beta) and m_l delta_lk - v E'_u,lk/cos(beta); those that couple as the Goldstone boson keep the masses.
/// (Diagonal, at large tan(beta): (1 - eps0' tan(beta))/(1 + eps_b tan(beta)) of Degrassi, Gambino, Giudice hep-ph/0009337.)
template <class Real>
SQUALL_HD inline ChargedScalar<Real> charged_higgs_couplings(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                                             WrongHiggsCouplings<Real> const& wrong) {
    auto const& quarks = point.quarks;
    Real const tan_beta = point.tan_beta, cot_beta = Real(1.0) / tan_beta;
    auto H = charged_scalar(ew, quarks, point.m_Hp, cot_beta, tan_beta);
    auto const vev = spectrum::higgs_vevs(tan_beta);
    Real const v2 = Real(v_higgs * v_higgs);
    for (int l = 0; l < 3; ++l) {
        // E'_u/m_l is taken at M_SUSY and kept at mu_W
        Real const running = ew.m_up[l] / max(quarks.m_up[l], Real(loop_detail::smallest_mass_ratio));
        for (int i = 0; i < 3; ++i)
            for (int k = 0; k < 3; ++k) {
                H.left[l][i] = H.left[l][i] - (running * cot_beta * v2 / (vev.v_d * ew.v)) * (wrong.up[l][k] * quarks.ckm[k][i]);
                H.right[l][i] = H.right[l][i] - (tan_beta * v2 / (vev.v_u * ew.v)) * (quarks.ckm[l][k] * conj(wrong.down[i][k]));
            }
    }
    return H;
}

/// Charged Higgs at mu_W, leading order in QCD.
template <class Real>
SQUALL_HD inline Dipole<Real> charged_higgs(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                            WrongHiggsCouplings<Real> const& wrong) {
    return charged_scalar_loops(ew, point.quarks, charged_higgs_couplings(ew, point, wrong));
}

}  // namespace squall::inline SQUALL_ISA::flavour
