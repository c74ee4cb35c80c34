#pragma once
#include "kernels/rge/legs.hpp"

/// The MSSM while a conformal hidden sector renormalises the operators that couple it to supersymmetry breaking
/// (seed 000: Murayama, Nomura, Poland, arXiv:0709.0775, section 2).
namespace squall::inline SQUALL_ISA::rge {

/// A number or hermitian matrix for each field: soft masses, or how they depend on something.
template <MatrixBackend B>
struct SoftMasses {
    typename B::Hermitian m2[soft_mass_count];
    typename B::Real m2_Hu, m2_Hd;
};

/// MSSM with the response of b to its boundary value, and of the soft masses to |mu|^2 at the start. The latter run linearly, as soft
/// masses do without gauginos and trilinear couplings: with mu = 1 at the start one run tells the parameters at its end for any mu.
template <MatrixBackend B>
struct MssmWithResponses {
    Mssm<B> parameters;
    typename B::Real b_growth;
    SoftMasses<B> from_mu2;  ///< d m^2/d|mu|^2, mu at the start
};

/// Exponents of the operators, total scaling beyond the MSSM's own.
template <class Real>
struct HiddenSectorExponents {
    Real gamma_S;    ///< of what is linear in S: 3 R(S)/2 - 1
    Real alpha_hat;  ///< of what is quadratic in S, beside 2 gamma_S
};

/// One law from where the operators are generated down to where the hidden sector leaves its fixed point, in the frame where all Kaehler
/// operators linear in S are rotated into a, b and M (seed 000, eqs. 8-18; t increases to the UV, beta of the MSSM at one loop):
///   dM/dt, da/dt, dmu/dt = beta + gamma_S X,  d m^2_I/dt = beta + kappa m^2_I,  d m^2_H/dt = beta + kappa m^2_H + alpha_hat |mu|^2,
///   db/dt = beta_b + kappa b,   kappa = 2 gamma_S + alpha_hat.
/// gamma_S is no more than the mass dimension of everything: integrated with gamma_S = 0 all numbers come out (Q_start/Q_end)^gamma_S
/// times larger per dimension, without the stiffness. It is here for the test that says so. Without exponents it is the MSSM.
template <MatrixBackend B>
struct HiddenSectorOneLoop {
    using Real = typename B::Real;
    MssmOneLoop<B> law;
    HiddenSectorExponents<Real> exponents{Real(0.0), Real(0.0)};

    SQUALL_HD void add_to(MssmWithResponses<B> const& SQUALL_RESTRICT y, Real scale, MssmWithResponses<B>& SQUALL_RESTRICT k) const {
        Real const linear = scale * exponents.gamma_S, alpha = scale * exponents.alpha_hat, quadratic = fma(Real(2.0), linear, alpha);
        Real const gamma_b = law.add_to(y.parameters, scale, k.parameters);
        k.b_growth = fma(gamma_b + quadratic, y.b_growth, k.b_growth);
        add_linear_operators(y.parameters, linear, k.parameters);
        add_quadratic_operators(y.parameters, quadratic, k.parameters);
        k.parameters.b = multiply_add(quadratic, y.parameters.b, k.parameters.b);
        Real const higgs = alpha * norm(y.parameters.mu);

        add_response(y, scale, k.from_mu2);
        add_quadratic_operators(y.from_mu2, quadratic, k.from_mu2);
        k.from_mu2.m2_Hu = k.from_mu2.m2_Hu + higgs;
        k.from_mu2.m2_Hd = k.from_mu2.m2_Hd + higgs;
    }

private:
    SQUALL_HD static void add_linear_operators(Mssm<B> const& y, Real scale, Mssm<B>& k) {
        for (int a = 0; a < 3; ++a) k.gaugino[a] = multiply_add(scale, y.gaugino[a], k.gaugino[a]);
        for (int f = 0; f < sector_count; ++f) B::add_scaled(scale, y.a[f], k.a[f]);
        k.mu = multiply_add(scale, y.mu, k.mu);
    }

    template <class Masses>
    SQUALL_HD static void add_quadratic_operators(Masses const& y, Real scale, Masses& k) {
        for (int i = 0; i < soft_mass_count; ++i) B::add_scaled(scale, y.m2[i], k.m2[i]);
        k.m2_Hu = fma(scale, y.m2_Hu, k.m2_Hu);
        k.m2_Hd = fma(scale, y.m2_Hd, k.m2_Hd);
    }

    /// The running of soft masses that is linear in them.
    SQUALL_HD SQUALL_OUTLINE static void add_response(MssmWithResponses<B> const& SQUALL_RESTRICT y, Real scale,
                                                      SoftMasses<B>& SQUALL_RESTRICT k) {
        Real const s = scale * Real(1.0 / loop_factor);
        auto const& couplings = y.parameters.couplings;
        typename B::template Local<typename B::Matrix> place;
        auto& t = place.get();
        Real const g1S = square(couplings.g[0]) * hypercharge_trace<B>(y.from_mu2);
        for (int i = 0; i < soft_mass_count; ++i) B::add_identity(s * Real(soft_hypercharge[i]) * g1S, k.m2[i]);
        k.m2_Hu = fma(s, Real(3.0 / 5.0) * g1S, k.m2_Hu);
        k.m2_Hd = fma(s, Real(-3.0 / 5.0) * g1S, k.m2_Hd);
        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f) {
            Real const higgs = add_yukawa_masses<B>(f, couplings.Y[f], y.from_mu2, s, t, k);
            Real& k_H = f == up ? k.m2_Hu : k.m2_Hd;
            k_H = fma(Real(2.0 * sector_traits[f].colours) * s, higgs, k_H);
        }
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
