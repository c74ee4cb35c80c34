#pragma once
#include "kernels/spectrum/field_masses.hpp"
#include "kernels/spectrum/sfermions.hpp"

/// The one-loop effective potential of the MSSM and its derivatives along the vevs (seed 001, eq. potform):
///   Delta V = 1/(64 pi^2) sum_k (-1)^(2 S_k) n_k M_k^4 [ln(M_k^2/Q^2) - 3/2],
/// all particles, DRbar' and Landau gauge, where the constant is 3/2 for every spin (hep-ph/0111209). Parameters are those of the
/// superpotential and soft terms of hep-ph/9709356; mu and b are arguments, since they follow from the potential.
namespace squall::inline SQUALL_ISA::spectrum {

namespace potential_detail {

/// A mass M = g v along one vev: M^2 = g^2 v^2.
template <class Real>
SQUALL_HD inline FieldMass<Real> proportional_to_vev(Real g2, Real v, VevDirection direction) {
    Real const zero(0.0), slope = Real(2.0) * g2 * v, curvature = Real(2.0) * g2;
    if (direction == along_u) return {g2 * v * v, {slope, zero}, {curvature, zero, zero}};
    return {g2 * v * v, {zero, slope}, {zero, zero, curvature}};
}

/// W and Z: M^2 = g2 (v_u^2 + v_d^2).
template <class Real>
SQUALL_HD inline FieldMass<Real> gauge_boson(Real g2, HiggsVevs<Real> vev) {
    Real const twice = Real(2.0) * g2;
    return {g2 * fma(vev.v_u, vev.v_u, vev.v_d * vev.v_d), {twice * vev.v_u, twice * vev.v_d}, {twice, Real(0.0), twice}};
}

/// Derivatives of the D-term c (v_d^2 - v_u^2) of entry (i, i).
template <int N, class Real>
SQUALL_HD inline void add_d_term_derivatives(Real c, HiggsVevs<Real> vev, int i, FieldMasses<N, Real>& masses) {
    Real const twice = Real(2.0) * c;
    masses.first[along_u][i][i].re = masses.first[along_u][i][i].re - twice * vev.v_u;
    masses.first[along_d][i][i].re = masses.first[along_d][i][i].re + twice * vev.v_d;
    masses.second[uu][i][i].re = masses.second[uu][i][i].re - twice;
    masses.second[dd][i][i].re = masses.second[dd][i][i].re + twice;
}

/// Squarks or charged sleptons: the matrix of sfermion_matrix and its derivatives.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void sfermion_field_masses(LowScale<Real> const& p, Yukawa which, MassBasis<Real> const (&bases)[3],
                                                    HiggsVevs<Real> vev, Complex<Real> mu, FieldMasses<6, Real>& masses) {
    auto const sector = sfermion_sector(p, which, bases, vev);
    SuperCkmSoftTerms<Real> soft;
    super_ckm_soft_terms(sector, soft);
    set_zero(masses);
    sfermion_matrix(sector, soft, mu, p.g[0], p.g[1], vev, masses.m2);
    int const own = which == up ? along_u : along_d, other = which == up ? along_d : along_u, own_own = which == up ? uu : dd;
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            masses.first[own][i][3 + j] = conj(soft.right_left.e[j][i]);
            masses.first[own][3 + j][i] = soft.right_left.e[j][i];
        }
        Real const y = sector.basis.y[i];
        masses.first[other][i][3 + i] = -(y * mu);
        masses.first[other][3 + i][i] = -(y * conj(mu));
        auto const fermion = proportional_to_vev(y * y, sector.v_own, which == up ? along_u : along_d);
        for (int k = i; k < 6; k += 3) {
            masses.first[own][k][k].re = masses.first[own][k][k].re + fermion.first[own];
            masses.second[own_own][k][k].re = masses.second[own_own][k][k].re + fermion.second[own_own];
        }
        auto const& charges = sector.charges;
        add_d_term_derivatives(d_term_coupling(charges.isospin, charges.hypercharge_left, p.g[0], p.g[1]), vev, i, masses);
        add_d_term_derivatives(d_term_coupling(0.0, charges.hypercharge_right, p.g[0], p.g[1]), vev, 3 + i, masses);
    }
}

/// Sneutrinos: only their D-term knows the vevs.
template <class Real>
SQUALL_HD inline void sneutrino_field_masses(LowScale<Real> const& p, MassBasis<Real> const& lepton_basis, HiggsVevs<Real> vev,
                                             FieldMasses<3, Real>& masses) {
    set_zero(masses);
    sneutrino_matrix(p.m2[L], lepton_basis, p.g[0], p.g[1], vev, masses.m2);
    Real const c = d_term_coupling(sneutrino_isospin, lepton_charges.hypercharge_left, p.g[0], p.g[1]);
    for (int i = 0; i < 3; ++i) add_d_term_derivatives(c, vev, i, masses);
}

/// result = a†b + b†a
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void hermitian_product(Complex<Real> const (&a)[N][N], Complex<Real> const (&b)[N][N],
                                                Complex<Real> (&result)[N][N]) {
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j) {
            auto sum = complex_zero<Real>();
            for (int k = 0; k < N; ++k) sum = conj_multiply_add(b[k][i], a[k][j], conj_multiply_add(a[k][i], b[k][j], sum));
            result[i][j] = sum;
        }
}

/// Fermions with mass matrix M, linear in the vevs: M†M and its derivatives.
template <int N, class Real>
SQUALL_HD SQUALL_OUTLINE void fermion_field_masses(Complex<Real> const (&M)[N][N], Complex<Real> const (&along)[2][N][N],
                                                   FieldMasses<N, Real>& masses) {
    hermitian_product(M, M, masses.m2);
    for (auto& row : masses.m2)
        for (auto& entry : row) entry = Real(0.5) * entry;
    hermitian_product(M, along[along_u], masses.first[along_u]);
    hermitian_product(M, along[along_d], masses.first[along_d]);
    hermitian_product(along[along_u], along[along_u], masses.second[uu]);
    hermitian_product(along[along_u], along[along_d], masses.second[ud]);
    hermitian_product(along[along_d], along[along_d], masses.second[dd]);
}

template <class Real>
SQUALL_HD inline void chargino_field_masses(LowScale<Real> const& p, HiggsVevs<Real> vev, Complex<Real> mu, FieldMasses<2, Real>& masses) {
    auto const none = complex_zero<Real>();
    Complex<Real> const g2{p.g[1], Real(0.0)};
    Complex<Real> const X[2][2] = {{p.gaugino[1], vev.v_u * g2}, {vev.v_d * g2, mu}};
    Complex<Real> const along[2][2][2] = {{{none, g2}, {none, none}}, {{none, none}, {g2, none}}};
    fermion_field_masses(X, along, masses);
}

/// Basis (B~, W~3, Hd~, Hu~).
template <class Real>
SQUALL_HD inline void neutralino_field_masses(LowScale<Real> const& p, HiggsVevs<Real> vev, Complex<Real> mu,
                                              FieldMasses<4, Real>& masses) {
    Real const root_half(0.70710678118654752440);
    Complex<Real> const none = complex_zero<Real>();
    Complex<Real> const bino{root_half * sqrt(hypercharge_coupling_squared(p.g[0])), Real(0.0)}, wino{root_half * p.g[1], Real(0.0)};
    Complex<Real> const along[2][4][4] = {
        {{none, none, none, bino}, {none, none, none, -wino}, {none, none, none, none}, {bino, -wino, none, none}},
        {{none, none, -bino, none}, {none, none, wino, none}, {-bino, wino, none, none}, {none, none, none, none}}};
    Complex<Real> M[4][4] = {
        {p.gaugino[0], none, none, none}, {none, p.gaugino[1], none, none}, {none, none, none, -mu}, {none, none, -mu, none}};
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j)
            M[i][j] = multiply_add(vev.v_u, along[along_u][i][j], multiply_add(vev.v_d, along[along_d][i][j], M[i][j]));
    fermion_field_masses(M, along, masses);
}

/// constant + uu v_u^2 + ud v_u v_d + dd v_d^2, GeV^2.
template <class Real>
struct VevPolynomial {
    Real constant, uu, ud, dd;
};

/// Entries (i, j) and (j, i) of a real symmetric matrix, with their derivatives.
template <int N, class Real>
SQUALL_HD inline void set_entry(VevPolynomial<Real> const& c, HiggsVevs<Real> vev, int i, int j, FieldMasses<N, Real>& masses) {
    Real const u = vev.v_u, d = vev.v_d, two(2.0), none(0.0);
    auto const set = [&](Complex<Real>(&matrix)[N][N], Real value) { matrix[i][j] = matrix[j][i] = {value, none}; };
    set(masses.m2, c.constant + (c.uu * u * u + c.ud * u * d + c.dd * d * d));
    set(masses.first[along_u], fma(two * c.uu, u, c.ud * d));
    set(masses.first[along_d], fma(two * c.dd, d, c.ud * u));
    set(masses.second[uu], two * c.uu);
    set(masses.second[ud], c.ud);
    set(masses.second[dd], two * c.dd);
}

}  // namespace potential_detail

/// Quarks, leptons, W, Z, squarks, sleptons, charginos and neutralinos at any vevs. `bases` are those of the Yukawa matrices
/// (fermion_sector); gluinos and neutrinos do not feel the vevs.
template <class Real>
SQUALL_HD inline PotentialDerivatives<Real> matter_potential(LowScale<Real> const& p, MassBasis<Real> const (&bases)[3],
                                                             HiggsVevs<Real> vev, Complex<Real> mu) {
    using namespace potential_detail;
    Real const Q2 = p.q * p.q, half_g2 = Real(0.5) * square(p.g[1]);
    auto sum = no_potential<Real>();
    add_state(6.0, Q2, gauge_boson(half_g2, vev), sum);
    add_state(3.0, Q2, gauge_boson(half_g2 + Real(0.5) * hypercharge_coupling_squared(p.g[0]), vev), sum);
    for (int which = up; which <= lepton; ++which) {
        double const colours = which == lepton ? 1.0 : 3.0;
        auto const direction = which == up ? along_u : along_d;
        for (auto const y : bases[which].y)
            add_state(-4.0 * colours, Q2, proportional_to_vev(y * y, which == up ? vev.v_u : vev.v_d, direction), sum);
        FieldMasses<6, Real> sfermions;
        sfermion_field_masses(p, static_cast<Yukawa>(which), bases, vev, mu, sfermions);
        add_states(2.0 * colours, Q2, sfermions, sum);
    }
    FieldMasses<3, Real> sneutrinos;
    sneutrino_field_masses(p, bases[lepton], vev, sneutrinos);
    add_states(2.0, Q2, sneutrinos, sum);
    FieldMasses<2, Real> charginos;
    chargino_field_masses(p, vev, mu, charginos);
    add_states(-4.0, Q2, charginos, sum);
    FieldMasses<4, Real> neutralinos;
    neutralino_field_masses(p, vev, mu, neutralinos);
    add_states(-2.0, Q2, neutralinos, sum);
    return sum;
}

/// The four neutral and two charged Higgs states, Goldstone bosons among them, with the masses that the tree-level potential
/// gives them at any vevs, basis (d, u). In second derivatives masses count as M_Z at least: those of massless Goldstone bosons diverge.
template <class Real>
SQUALL_HD SQUALL_OUTLINE PotentialDerivatives<Real> higgs_potential(LowScale<Real> const& p, HiggsVevs<Real> vev, Complex<Real> mu,
                                                                    Real b) {
    using potential_detail::VevPolynomial;
    Real const Q2 = p.q * p.q, none(0.0);
    Real const w = Real(0.5) * square(p.g[1]), z = w + Real(0.5) * hypercharge_coupling_squared(p.g[0]);  // M_W^2, M_Z^2 per v^2
    Real const half_z = Real(0.5) * z, m_dd = p.m_Hd2 + norm(mu), m_uu = p.m_Hu2 + norm(mu);
    auto sum = no_potential<Real>();
    auto const add = [&](double degrees, VevPolynomial<Real> entry_dd, VevPolynomial<Real> entry_du, VevPolynomial<Real> entry_uu) {
        FieldMasses<2, Real> masses;
        set_entry(entry_dd, vev, 0, 0, masses);
        set_entry(entry_du, vev, 0, 1, masses);
        set_entry(entry_uu, vev, 1, 1, masses);
        add_states(degrees, Q2, masses, sum, z_mass_squared(p.g[0], p.g[1]));
    };
    add(1.0, {m_dd, -half_z, none, Real(3.0) * half_z}, {-b, none, -z, none}, {m_uu, Real(3.0) * half_z, none, -half_z});  // h, H
    add(1.0, {m_dd, -half_z, none, half_z}, {b, none, none, none}, {m_uu, half_z, none, -half_z});                        // A, G0
    add(2.0, {m_dd, w - half_z, none, half_z}, {b, none, w, none}, {m_uu, half_z, none, w - half_z});                     // H+-, G+-
    return sum;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
