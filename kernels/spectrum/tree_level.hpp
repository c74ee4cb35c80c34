#pragma once
#include "kernels/spectrum/charginos_neutralinos.hpp"
#include "kernels/spectrum/electroweak.hpp"
#include "kernels/spectrum/sfermions.hpp"
#include "kernels/spectrum/spectrum.hpp"

/// The tree-level spectrum from the running parameters at M_SUSY.
namespace squall::inline SQUALL_ISA::spectrum {

/// Yukawas, masses and CKM matrix of the Standard Model fermions; the bases of the super-CKM fields.
template <class Real>
SQUALL_HD inline void fermion_sector(LowScale<Real> const& p, MassBasis<Real> (&bases)[3], QuarkSector<Real>& quarks) {
    for (int f = 0; f < 3; ++f) find_mass_basis(p.yukawa[f], bases[f]);
    take_standard_phases(bases[up], bases[down]);
    Matrix3<Real> ckm;
    ckm_matrix(bases[up], bases[down], ckm);
    for (int i = 0; i < 3; ++i) {
        quarks.y_up[i] = bases[up].y[i];
        quarks.y_down[i] = bases[down].y[i];
        quarks.y_lepton[i] = bases[lepton].y[i];
        quarks.m_up[i] = p.sm_mass[up][i];
        quarks.m_down[i] = p.sm_mass[down][i];
        quarks.m_lepton[i] = p.sm_mass[lepton][i];
        for (int j = 0; j < 3; ++j) quarks.ckm[i][j] = ckm.e[i][j];
    }
}

/// +0 where every mass is finite, NaN elsewhere.
template <class Real>
SQUALL_HD inline Real zero_if_finite(Spectrum<Real> const& s) {
    Real sum = abs(s.m_h) + abs(s.m_H) + abs(s.m_A) + abs(s.m_Hp) + s.m_gluino + s.m_W + s.m_Z + modulus(s.mu) + abs(s.b);
    for (auto mass : s.m_chargino) sum = sum + mass;
    for (auto mass : s.m_neutralino) sum = sum + mass;
    for (int i = 0; i < 6; ++i) sum = sum + abs(s.m_up_squark[i]) + abs(s.m_down_squark[i]) + abs(s.m_slepton[i]);
    for (auto mass : s.m_sneutrino) sum = sum + abs(mass);
    return sum * Real(0.0);
}

/// Everything at given mu and b: the matrices of gauginos, higgsinos and sfermions. Needs s.mu, s.quarks and the bases.
template <class Real>
SQUALL_HD inline void superpartner_masses(LowScale<Real> const& p, MassBasis<Real> const (&bases)[3], Spectrum<Real>& s, Real& status) {
    auto const vev = higgs_vevs(p.tan_beta);
    Real const g1 = p.g[0], g2 = p.g[1];

    s.m_gluino = modulus(p.gaugino[2]);
    s.gluino_phase = phase_of(p.gaugino[2]);
    charginos(p.gaugino[1], s.mu, g2, vev, s.m_chargino, s.chargino_U, s.chargino_V);
    neutralinos(p.gaugino[0], p.gaugino[1], s.mu, g1, g2, vev, s.m_neutralino, s.neutralino_N);

    SuperCkmSoftTerms<Real> soft;
    Complex<Real> m2[6][6];
    auto const states = [&](Yukawa which, Status first, Real(&masses)[6], Complex<Real>(&Z)[6][6]) {
        auto const sector = sfermion_sector(p, which, bases, vev);
        super_ckm_soft_terms(sector, soft);
        sfermion_matrix(sector, soft, s.mu, g1, g2, vev, m2);
        sfermion_states(m2, first, masses, Z, status);
    };
    states(up, Status::tachyon_sup, s.m_up_squark, s.Z_up);
    states(down, Status::tachyon_sdown, s.m_down_squark, s.Z_down);
    states(lepton, Status::tachyon_selectron, s.m_slepton, s.Z_lepton);

    Complex<Real> sneutrino_m2[3][3];
    sneutrino_matrix(p.m2[L], bases[lepton], g1, g2, vev, sneutrino_m2);
    sfermion_states(sneutrino_m2, Status::tachyon_sneutrino_e, s.m_sneutrino, s.Z_sneutrino, status);
}

/// Electroweak breaking and all masses at tree level. `status` holds the squall::Status of each lane and keeps the
/// first failure: no_ewsb, tachyon_A, a tachyonic sfermion by name, nan. Failed lanes hold finite numbers (tachyons as -sqrt|m^2|)
/// unless the input was not finite. `bases` are those of the fermion masses, out; `fixed_m_Z` (GeV) as in z_mass_squared_of_minimum.
template <class Real>
SQUALL_HD inline void tree_level_spectrum(LowScale<Real> const& p, MassBasis<Real> (&bases)[3], Spectrum<Real>& s, Real& status,
                                          double fixed_m_Z = 0.0) {
    Real const m_Z_squared = z_mass_squared(p.g[0], p.g[1]), m_W_squared = w_mass_squared(p.g[1]);
    s.m_susy = p.q;
    s.tan_beta = p.tan_beta;
    for (int i = 0; i < 3; ++i) {
        s.g[i] = p.g[i];
        s.gaugino[i] = p.gaugino[i];
    }
    s.m_Z = sqrt(m_Z_squared);
    s.m_W = sqrt(m_W_squared);

    auto const minimum =
        break_electroweak_symmetry(p.m_Hu2, p.m_Hd2, p.tan_beta, z_mass_squared_of_minimum(p, fixed_m_Z), p.sign_mu, status);
    s.mu = {minimum.mu, Real(0.0)};
    s.b = minimum.b;
    auto const higgs = tree_higgs_masses(minimum.m_A_squared, m_Z_squared, m_W_squared, p.tan_beta);
    s.m_h = higgs.h;
    s.m_H = higgs.H;
    s.m_A = higgs.A;
    s.m_Hp = higgs.Hp;

    fermion_sector(p, bases, s.quarks);
    superpartner_masses(p, bases, s, status);
    record(status, is_nan(zero_if_finite(s)), Status::nan);
}
template <class Real>
SQUALL_HD inline void tree_level_spectrum(LowScale<Real> const& p, Spectrum<Real>& s, Real& status) {
    MassBasis<Real> bases[3];
    tree_level_spectrum(p, bases, s, status);
}

/// The states of the third generation by content: what reports and limits call stop, sbottom, stau and tau sneutrino. GeV.
template <class Real>
struct ThirdGeneration {
    Real m_stop[2], m_sbottom[2], m_stau[2], m_sneutrino_tau;
};
template <class Real>
SQUALL_HD inline ThirdGeneration<Real> third_generation(Spectrum<Real> const& s) {
    ThirdGeneration<Real> result;
    generation_masses(s.m_up_squark, s.Z_up, 2, result.m_stop);
    generation_masses(s.m_down_squark, s.Z_down, 2, result.m_sbottom);
    generation_masses(s.m_slepton, s.Z_lepton, 2, result.m_stau);
    result.m_sneutrino_tau = generation_mass(s.m_sneutrino, s.Z_sneutrino, 2);
    return result;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
