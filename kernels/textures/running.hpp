#pragma once
#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/mssm_couplings.hpp"
#include "kernels/rge/standard_model.hpp"
#include "kernels/textures/predictions.hpp"

/// Textures from their scale to M_Z: gauge and Yukawa couplings and the operator kappa of light neutrino masses, one loop.
namespace squall::inline SQUALL_ISA::textures {

template <class Real>
using Dense = DenseBackend<Real>;

/// W contains kappa_ij (L_i Hu)(L_j Hu)/2 (above M_S), or the same of the Standard Model's doublet. In any unit: its running is linear.
template <class Real>
struct RunningState {
    rge::DenseGaugeYukawa<Real> couplings;
    Matrix3<Real> kappa;
};

/// k += scale [c (kappa E + E^T kappa) + gamma kappa], E = Ye†Ye.
template <class Real>
SQUALL_HD inline void add_kappa_slope(Matrix3<Real> const& kappa, Hermitian3<Real> const& E, Real c, Real gamma, Matrix3<Real>& k) {
    Matrix3<Real> product;
    Dense<Real>::multiply(kappa, E, product);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
            k.e[i][j] = multiply_add(c, product.e[i][j] + product.e[j][i], multiply_add(gamma, kappa.e[i][j], k.e[i][j]));
}

/// MSSM: kappa' = kappa E + E^T kappa + (6 tr Yu†Yu - 6 g2^2 - 6/5 g1^2) kappa, over 16 pi^2.
/// Chankowski and Pluciennik, PLB 316 (1993) 312; Babu, Leung, Pantaleone, PLB 319 (1993) 191.
template <class Real>
struct MssmWithKappa {
    rge::MssmCouplingsOneLoop<Dense<Real>> couplings{};

    SQUALL_HD SQUALL_OUTLINE void add_to(RunningState<Real> const& y, Real scale, RunningState<Real>& k) const {
        couplings.add_to(y.couplings, scale, k.couplings);
        auto const& Y = y.couplings.Y;
        auto const& g = y.couplings.g;
        Real const s = scale * Real(1.0 / loop_factor);
        Hermitian3<Real> E;
        Dense<Real>::gram(Y[rge::lepton], E);
        Real const top = Dense<Real>::real_trace_adjoint_product(Y[rge::up], Y[rge::up]);
        add_kappa_slope(y.kappa, E, s, s * Real(6.0) * (top - square(g[1]) - Real(0.2) * square(g[0])), k.kappa);
    }
};

/// Standard Model: kappa' = -3/2 (kappa E + E^T kappa) + [lambda - 3 g2^2 + 2 tr(3 Yu†Yu + 3 Yd†Yd + Ye†Ye)] kappa, over 16 pi^2, lambda of
/// -lambda/4 (phi†phi)^2. Antusch, Drees, Kersten, Lindner, Ratz, PLB 519 (2001) 238, hep-ph/0108005.
template <class Real>
struct StandardModelWithKappa {
    Real higgs_self_coupling;
    rge::StandardModelOneLoop<Dense<Real>> couplings{};

    SQUALL_HD SQUALL_OUTLINE void add_to(RunningState<Real> const& y, Real scale, RunningState<Real>& k) const {
        couplings.add_to(y.couplings, scale, k.couplings);
        auto const& Y = y.couplings.Y;
        Real const s = scale * Real(1.0 / loop_factor);
        Hermitian3<Real> E;
        Dense<Real>::gram(Y[rge::lepton], E);
        Real traces(0.0);
        for (int f = 0; f < rge::sector_count; ++f)
            traces = fma(Real(rge::sector_traits[f].colours), Dense<Real>::real_trace_adjoint_product(Y[f], Y[f]), traces);
        Real const gamma = higgs_self_coupling + Real(2.0) * traces - Real(3.0) * square(y.couplings.g[1]);
        add_kappa_slope(y.kappa, E, s * Real(-1.5), s * gamma, k.kappa);
    }
};

/// Yukawa couplings and K at M_Z, from those of the MSSM at running.scale. At M_S Y_u -> sin(beta) Y_u, Y_d,e -> cos(beta) Y_d,e and
/// kappa -> sin^2(beta) kappa, so that below a mass is 174.1 GeV times a coupling. No threshold corrections.
template <class Real>
SQUALL_HD inline void run_down(Running const& running, FermionMatrices<Real>& matrices) {
    RunningState<Real> y;
    for (int a = 0; a < 3; ++a) y.couplings.g[a] = Real(running.g[a]);
    for (int f = 0; f < 3; ++f) y.couplings.Y[f] = matrices.charged[f];
    y.kappa = matrices.neutrino;
    auto const span = [](double from, double to) { return log(Real(to)) - log(Real(from)); };
    ode::integrate_low_storage(MssmWithKappa<Real>{}, y, span(running.scale, running.M_S), running.mssm_steps);
    double const inverse = 1.0 / sqrt(1.0 + square(running.tan_beta)), factor[3] = {running.tan_beta * inverse, inverse, inverse};
    for (int f = 0; f < 3; ++f)
        for (auto& row : y.couplings.Y[f].e)
            for (auto& entry : row) entry = Real(factor[f]) * entry;
    for (auto& row : y.kappa.e)
        for (auto& entry : row) entry = Real(square(factor[0])) * entry;
    ode::integrate_low_storage(StandardModelWithKappa<Real>{Real(running.higgs_self_coupling)}, y, span(running.M_S, running.m_Z),
                               running.standard_model_steps);
    for (int f = 0; f < 3; ++f) matrices.charged[f] = y.couplings.Y[f];
    matrices.neutrino = y.kappa;
}

/// Whether points are run at all.
SQUALL_HD inline bool is_run(Running const& running) { return running.mssm_steps > 0; }

/// A point from its coefficients to what is observed.
template <class Real, class Factor>
SQUALL_HD inline void evaluate(Settings const& settings, Running const& running, Coefficients<Real> const& c,
                               Factor const& factor, Real const (&normalisation)[3], Real kappa_0, Predictions<Real>& result) {
    FermionMatrices<Real> matrices;
    fermion_matrices(settings, c, factor, normalisation, matrices);
    if (is_run(running)) run_down(running, matrices);
    predict(settings, matrices, kappa_0, result);
}

}  // namespace squall::inline SQUALL_ISA::textures
