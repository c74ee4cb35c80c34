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

/// scale (6 top - 6 g2^2 - 6/5 g1^2), twice the anomalous dimension of L Hu without the flavours of L; 3 `top` is the trace in that of Hu.
template <class Real>
SQUALL_INLINE Real kappa_rate(Real scale, Real const (&g)[3], Real top) {
    return scale * Real(6.0) * (top - square(g[1]) - Real(0.2) * square(g[0]));
}

/// MSSM: kappa' = kappa E + E^T kappa + (6 tr Yu†Yu - 6 g2^2 - 6/5 g1^2) kappa, over 16 pi^2.
/// Chankowski and Pluciennik, PLB 316 (1993) 312; Babu, Leung, Pantaleone, PLB 319 (1993) 191.
template <class Real>
struct MssmWithKappa {
    rge::MssmCouplingsOneLoop<Dense<Real>> couplings{};

    SQUALL_HD SQUALL_OUTLINE void add_to(RunningState<Real> const& y, Real scale, RunningState<Real>& k) const {
        rge::YukawaProducts<Dense<Real>> products;
        Hermitian3<Real> x;
        products.set(y.couplings);
        couplings.add_to(y.couplings, scale, products, x, k.couplings);
        Real const s = scale * Real(1.0 / loop_factor);
        add_kappa_slope(y.kappa, products.gram[rge::lepton], s, kappa_rate(s, y.couplings.g, products.traces[rge::up]), k.kappa);
    }
};

/// Standard Model: kappa' = -3/2 (kappa E + E^T kappa) + [lambda - 3 g2^2 + 2 tr(3 Yu†Yu + 3 Yd†Yd + Ye†Ye)] kappa, over 16 pi^2, lambda of
/// -lambda/4 (phi†phi)^2. Antusch, Drees, Kersten, Lindner, Ratz, PLB 519 (2001) 238, hep-ph/0108005.
template <class Real>
struct StandardModelWithKappa {
    Real higgs_self_coupling;
    rge::StandardModelOneLoop<Dense<Real>> couplings{};

    SQUALL_HD SQUALL_OUTLINE void add_to(RunningState<Real> const& y, Real scale, RunningState<Real>& k) const {
        rge::YukawaProducts<Dense<Real>> products;
        products.set(y.couplings);
        couplings.add_to(y.couplings, scale, products, k.couplings);
        Real const s = scale * Real(1.0 / loop_factor);
        Real const gamma = higgs_self_coupling + Real(2.0) * rge::self_energy_trace(products) - Real(3.0) * square(y.couplings.g[1]);
        add_kappa_slope(y.kappa, products.gram[rge::lepton], s * Real(-1.5), s * gamma, k.kappa);
    }
};

/// The largest tr Y†Y.
template <class Real>
SQUALL_HD inline Real largest_trace(RunningState<Real> const& y) {
    Real largest(0.0);
    for (auto const& Y : y.couplings.Y) largest = max(largest, Dense<Real>::real_trace_adjoint_product(Y, Y));
    return largest;
}

/// Over `way` in steps of `longest`, and in shorter ones where a tr Y†Y is large: draws of coefficients give Yukawa couplings up to 5, which
/// fall so fast that steps of one length would not follow them, or be unstable. Each lane has its own way and steps.
template <class Real, class Rhs, class State>
SQUALL_HD inline void run_in_steps(Rhs const& rhs, Real way, Real longest, State& y) {
    constexpr double tame = 1.5, shortest = 1.0 / 64, rounding = 1.0 + 1e-9;
    Real left = way;
    while (any(abs(left) > Real(0.0))) {
        Real const share = max(Real(tame) / max(largest_trace(y), Real(tame)), Real(shortest));
        Real const step = select(left < Real(0.0), -longest, longest) * share;
        auto const goes_on = Real(rounding) * abs(step) < abs(left);  // not where couplings are no numbers any more
        Real const taken = select(goes_on, step, left);
        ode::integrate_low_storage(rhs, y, taken, 1);
        left = left - taken;
    }
}

/// ln(to/from)
template <class Real>
SQUALL_HD inline Real logarithmic_way(double from, double to) {
    return log(Real(to)) - log(Real(from));
}

/// The longest step of the MSSM.
template <class Real>
SQUALL_HD inline Real longest_mssm_step(Running const& running) {
    return abs(logarithmic_way<Real>(running.scale, running.M_S) * Real(1.0 / running.mssm_steps));
}

/// At the scale of the texture.
template <class Real>
SQUALL_HD inline void start(Running const& running, FermionMatrices<Real> const& matrices, RunningState<Real>& y) {
    for (int a = 0; a < 3; ++a) y.couplings.g[a] = Real(running.g[a]);
    for (int f = 0; f < 3; ++f) y.couplings.Y[f] = matrices.charged[f];
    y.kappa = matrices.neutrino;
}

/// From the MSSM at M_S to m_Z. At M_S Y_u -> sin(beta) Y_u, Y_d,e -> cos(beta) Y_d,e and kappa -> sin^2(beta) kappa, so that below a mass
/// is 174.1 GeV times a coupling. No threshold corrections.
template <class Real>
SQUALL_HD inline void run_below_M_S(Running const& running, Real tan_beta, RunningState<Real>& y, FermionMatrices<Real>& matrices) {
    Real const cosine = Real(1.0) / sqrt(fma(tan_beta, tan_beta, Real(1.0))), factor[3] = {tan_beta * cosine, cosine, cosine};
    for (int f = 0; f < 3; ++f)
        for (auto& row : y.couplings.Y[f].e)
            for (auto& entry : row) entry = factor[f] * entry;
    for (auto& row : y.kappa.e)
        for (auto& entry : row) entry = square(factor[0]) * entry;
    Real const way = logarithmic_way<Real>(running.M_S, running.m_Z);
    run_in_steps(StandardModelWithKappa<Real>{Real(running.higgs_self_coupling)}, way,
                 abs(way * Real(1.0 / running.standard_model_steps)), y);
    for (int f = 0; f < 3; ++f) matrices.charged[f] = y.couplings.Y[f];
    matrices.neutrino = y.kappa;
}

/// Yukawa couplings and K at M_Z, from those of the MSSM at running.scale, where heavy neutrinos are integrated out.
template <class Real>
SQUALL_HD inline void run_down(Running const& running, Real tan_beta, FermionMatrices<Real>& matrices) {
    RunningState<Real> y;
    start(running, matrices, y);
    run_in_steps(MssmWithKappa<Real>{}, logarithmic_way<Real>(running.scale, running.M_S), longest_mssm_step<Real>(running), y);
    run_below_M_S(running, tan_beta, y, matrices);
}

/// Whether points are run at all.
SQUALL_HD inline bool is_run(Running const& running) { return running.mssm_steps > 0; }

}  // namespace squall::inline SQUALL_ISA::textures
