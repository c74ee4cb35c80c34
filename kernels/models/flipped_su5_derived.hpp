#pragma once
#include "kernels/models/bulk_profiles.hpp"
#include "kernels/models/flipped_su5_iteration.hpp"
#include "kernels/models/flipped_su5_proton_decay.hpp"
#include "kernels/spectrum/lightest_superpartners.hpp"

/// What is told of a point of flipped SU(5) beside its spectrum. Unification is that of the corrected form.
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

template <class Real>
struct Derived {
    Real M, F;                             ///< GeV, GeV^2; f_a is M
    Real M_mess, lightest_messenger;          ///< GeV
    Real Lambda_G, Lambda_S, N_eff;        ///< as SU(3) sees them; GeV
    Real m_axion, m_gravitino, m_gravitino_all;  ///< GeV; the gravitino with F alone and with all F-terms
    Real M_23, inverse_alpha_5, inverse_alpha_X;
    Real M_U, M_KK;                        ///< GeV; NaN without M_C*, and where the formula is singular; lightest mode of all families
    Real M_KK_over_M_23;
    Real proton_lifetime, dimension_five;  ///< years, GeV
    Real lsp, nlsp;                        ///< PDG numbers
};

/// Couplings as they run from M_SUSY: below it as in the Standard Model.
template <class Real>
SQUALL_HD inline Thresholds<Real> thresholds_of(spectrum::LowScale<Real> const& low, double m_Z, Mediation<Real> const& mediation,
                                                Real N_F, Real N_G) {
    Thresholds<Real> at;
    at.m_Z = Real(m_Z);
    at.M_S = low.q;
    at.M_mess = mediation.at.mass;
    at.N_F = N_F;
    at.N_G = N_G;
    for (int i = 0; i < 3; ++i)
        at.inverse_alpha[i] = fma(Real(beta_below_M_S.a[i] * (0.5 / pi)), log(low.q / Real(m_Z)), Real(4.0 * pi) / square(low.g[i]));
    return at;
}

/// Lightest Kaluza-Klein mode of the nine fields, GeV.
template <class Real>
SQUALL_HD inline Real lightest_mode(Point<Real> const& point, BulkGeometry<Real> const& bulk) {
    Real const log_lambda = log(point.lambda_FN);
    Real lightest(__builtin_inf());
    SQUALL_LOOP
    for (int i = 0; i < 9; ++i) {
        Real const M = bulk_mass_of(exp(point.power[i / 3][i % 3] * log_lambda), bulk);
        lightest = min(lightest_kaluza_klein_mass(M, bulk), lightest);
    }
    return lightest;
}

template <class Real>
SQUALL_HD inline Derived<Real> derived_of(RunSettings const& run, Point<Real> const& point, spectrum::LowScale<Real> const& low,
                                          spectrum::Spectrum<Real> const& masses) {
    Derived<Real> d;
    auto const breaking = breaking_of(point);
    auto const mediation = mediation_of(point, breaking);
    d.M = breaking.M;
    d.F = breaking.F;
    d.M_mess = mediation.at.mass;
    d.lightest_messenger = mediation.lightest;
    d.Lambda_G = mediation.Lambda_G[2];
    d.Lambda_S = sqrt(mediation.Lambda_S2[2]);
    d.N_eff = square(mediation.Lambda_G[2]) / mediation.Lambda_S2[2];
    d.m_axion = axion_mass(breaking.F, breaking.M);
    d.m_gravitino = gravitino_mass(breaking.F);
    d.m_gravitino_all = gravitino_mass(breaking.root_energy);

    auto const at = thresholds_of(low, run.m_Z, mediation, point.N_F, point.N_G);
    auto const couplings = couplings_at_23(at, corrected);
    d.M_23 = couplings.M_23;
    d.inverse_alpha_5 = couplings.inverse_alpha_5;
    d.inverse_alpha_X = couplings.inverse_alpha_X;

    Real const log_lambda = log(point.lambda_FN);
    Real sum[3];
    for (int i = 0; i < 3; ++i) sum[i] = (point.power[i][0] + point.power[i][1] + point.power[i][2]) * log_lambda;
    auto const known = point.M_C_star > Real(0.0);
    Real const unknown(__builtin_nan("")), M_C_star = select(known, point.M_C_star, Real(1.0));
    Real const M_U = unification_scale(couplings, point.N_G, M_C_star, {sum[0], sum[1], sum[2], Real(0.0)}, corrected);
    d.M_U = select(known, M_U, unknown);
    d.M_KK = select(known && M_U > Real(0.0), lightest_mode(point, {M_U, M_C_star}), unknown);
    d.M_KK_over_M_23 = d.M_KK / d.M_23;

    d.proton_lifetime = proton_lifetime(d.M_23, Real(1.0) / d.inverse_alpha_5, short_range_factor(at, corrected));
    d.dimension_five = dimension_five_scale(d.M);
    auto const lightest = spectrum::lightest_superpartners(masses, d.m_gravitino);
    d.lsp = lightest.lsp;
    d.nlsp = lightest.nlsp;
    return d;
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
