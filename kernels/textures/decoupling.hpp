#pragma once
#include "kernels/textures/running.hpp"

/// Heavy neutrinos between the scale of a texture and their masses: the MSSM with singlets N^c, W contains N^c Y_nu L Hu + N^c M N^c/2, one
/// loop, each of them integrated out where the scale is its running mass. Antusch, Kersten, Lindner, Ratz, Schmidt, JHEP 03 (2005) 024,
/// hep-ph/0501272, section 2 and appendix B; here from the anomalous dimensions of superfields, as W is not renormalised:
/// 16 pi^2 gamma_N = 2 Y_nu Y_nu†, that of L has Y_nu†Y_nu beside Ye†Ye, that of Hu tr Y_nu†Y_nu beside 3 tr Yu†Yu.
namespace squall::inline SQUALL_ISA::textures {

/// `light.kappa` is that of all light neutrinos, kappa + Y_nu^T M^-1 Y_nu with kappa of those integrated out. The sum runs as kappa does and
/// is the same on both sides of a threshold: neither part is needed, and heavy masses matter through the place of thresholds alone.
template <class Real>
struct SeesawState {
    RunningState<Real> light;
    Matrix3<Real> Y_nu;          ///< (N^c)(L); rows of those integrated out are zero
    Matrix3<Real> inverse_mass;  ///< M^-1 in any unit; rows and columns of those integrated out are zero
};

template <class Real>
SQUALL_HD inline Real largest_trace(SeesawState<Real> const& y) {
    return max(largest_trace(y.light), Dense<Real>::real_trace_adjoint_product(y.Y_nu, y.Y_nu));
}

/// As the MSSM with tr Yu†Yu + tr Y_nu†Y_nu/3 in the place of tr Yu†Yu, and Ye' += Ye Y_nu†Y_nu,
/// Y_nu' = Y_nu (3 Y_nu†Y_nu + Ye†Ye + tr Y_nu†Y_nu + 3 tr Yu†Yu - 3/5 g1^2 - 3 g2^2),
/// kappa' = kappa E + E^T kappa + (2 tr Y_nu†Y_nu + 6 tr Yu†Yu - 6/5 g1^2 - 6 g2^2) kappa, E = Ye†Ye + Y_nu†Y_nu,
/// M' = 2 P M + 2 M P^T, P = Y_nu Y_nu†: (M^-1)' = -2 (M^-1 P + P^T M^-1), over 16 pi^2.
template <class Real>
struct MssmWithHeavyNeutrinos {
    rge::MssmCouplingsOneLoop<Dense<Real>> couplings{};

    SQUALL_HD SQUALL_OUTLINE void add_to(SeesawState<Real> const& y, Real scale, SeesawState<Real>& k) const {
        using B = Dense<Real>;
        rge::YukawaProducts<B> products;
        Hermitian3<Real> nu, x, P = hermitian_diagonal(Real(0.0), Real(0.0), Real(0.0));
        auto const& light = y.light.couplings;
        products.set(light);
        B::gram(y.Y_nu, nu);
        products.traces[rge::up] = fma(Real(1.0 / 3), B::trace(nu), products.traces[rge::up]);
        couplings.add_to(light, scale, products, x, k.light.couplings);

        Real const s = scale * Real(1.0 / loop_factor), rate = kappa_rate(s, light.g, products.traces[rge::up]);
        B::scaled(s, nu, x);
        B::multiply_add_to(light.Y[rge::lepton], x, k.light.couplings.Y[rge::lepton]);
        B::scaled(s * Real(3.0), nu, x);
        B::add_scaled(s, products.gram[rge::lepton], x);
        B::add_identity(Real(0.5) * rate, x);
        B::multiply_add_to(y.Y_nu, x, k.Y_nu);
        B::add_scaled(Real(1.0), nu, products.gram[rge::lepton]);
        add_kappa_slope(y.light.kappa, products.gram[rge::lepton], s, rate, k.light.kappa);
        B::add_outer_gram(Real(1.0), y.Y_nu, P);
        add_kappa_slope(y.inverse_mass, P, s * Real(-2.0), Real(0.0), k.inverse_mass);
    }
};

/// Y_nu = N D^T and M^-1 in units of kappa_0/N^2: M^-1 of a see-saw, S^-T M S^-1 of a double one. Rows of S may have any size: all terms of
/// an entry share their factors.
template <class Real, class Factor>
SQUALL_HD inline void heavy_neutrinos(Settings const& settings, Coefficients<Real> const& c, Factor const& factor, Real N,
                                      SeesawState<Real>& y) {
    Matrix3<Real> D, m, inverse = matrix_zero<Real>();
    suppressed(settings, c, factor, dirac, D.e);
    suppressed(settings, c, factor, majorana, m.e);
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) y.Y_nu.e[i][j] = N * D.e[j][i];
        inverse.e[i][i].re = Real(1.0);
    }
    if (settings.neutrinos == Neutrinos::seesaw) {
        seesaw::solve(m.e, inverse.e);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) y.inverse_mass.e[i][j] = i < j ? inverse.e[i][j] : inverse.e[j][i];  // symmetric to the bit
    } else {
        Matrix3<Real> S, product;
        suppressed(settings, c, factor, singlet, S.e);
        seesaw::solve(S.e, inverse.e);
        Dense<Real>::multiply(m, inverse, product);
        seesaw::symmetric_product(inverse, product, y.inverse_mass);
    }
}

/// M^-1 = U* diag U† up to phases of columns, with the digits of each: M spans lambda^16.
template <class Real>
struct MassBasis {
    Real inverse_mass[3];  ///< ascending: zero of those integrated out, the heaviest of the others, ...
    Matrix3<Real> U;       ///< N^c = U* N^c of masses

    /// Whether n and n + 1 have one mass: singular vectors mix them.
    SQUALL_INLINE MaskOf<Real> are_mixed(int n) const {
        constexpr double equal = 1e-6;
        Real const next = n < 2 ? inverse_mass[n + 1] : Real(__builtin_inf());
        return next - inverse_mass[n] < Real(equal) * next;
    }
    SQUALL_HD inline void set(SeesawState<Real> const& y) {
        Matrix3Array<Real> several[1], vectors[1];
        Real values[1][3];
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) several[0][i][j] = y.inverse_mass.e[i][j];
        right_singular_vectors<1>(several, values, vectors);
        for (int i = 0; i < 3; ++i) {
            inverse_mass[i] = values[0][i];
            for (int j = 0; j < 3; ++j) U.e[i][j] = vectors[0][i][j];
        }
    }
};

/// Where lanes are on their way down, ln(scale/GeV).
template <class Real>
struct Place {
    Real now, highest, lowest;
    Real unit_of_mass;  ///< ln of it
};

/// From here to where the scale is the mass of the heaviest neutrino left, by Newton's method: M_n'/M_n = 4 (Y_nu Y_nu†)_nn/16 pi^2. None where
/// no coupling would change on the way: a neutrino that hardly couples may be integrated out at once.
template <class Real>
SQUALL_HD inline Real way_to_threshold(MassBasis<Real> const& basis, SeesawState<Real> const& y, int n, Place<Real> const& place) {
    constexpr double least_positive = 1e-300;  // a neutrino of no inverse mass is above all scales
    constexpr double negligible = 1e-10;       // of a coupling: four times what it changes by
    Real slope(0.0);
    for (int j = 0; j < 3; ++j) {
        Complex<Real> entry = conj_multiply(basis.U.e[0][n], y.Y_nu.e[0][j]);
        for (int i = 1; i < 3; ++i) entry = conj_multiply_add(basis.U.e[i][n], y.Y_nu.e[i][j], entry);
        slope = fma(Real(4.0 / loop_factor), norm(entry), slope);
    }
    Real const above = place.unit_of_mass - log(max(basis.inverse_mass[n], Real(least_positive))) - place.now;
    Real const there = place.now + above / max(Real(1.0) - slope, Real(0.5));
    Real const way = max(min(there, place.highest), place.lowest) - place.now;
    Real const felt = select(basis.are_mixed(n), Real(4.0 / loop_factor), slope);  // their couplings may be those of the other
    return select(felt * abs(way) > Real(negligible), way, Real(0.0));
}

/// Without neutrino n of the basis, in that basis. Where singular vectors mix it with others of its mass, these are left with smaller inverse
/// masses, if any, and go at once too.
template <class Real>
SQUALL_HD inline void integrate_out(MassBasis<Real> const& basis, int n, SeesawState<Real>& y) {
    using B = Dense<Real>;
    Matrix3<Real> product, rotated;
    B::multiply(y.inverse_mass, basis.U, product);
    seesaw::symmetric_product(basis.U, product, rotated);
    B::adjoint_multiply(basis.U, y.Y_nu, product);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            y.inverse_mass.e[i][j] = i > n && j > n ? rotated.e[i][j] : complex_zero<Real>();
            y.Y_nu.e[i][j] = i > n ? product.e[i][j] : complex_zero<Real>();
        }
}

/// Down to the masses of all heavy neutrinos, each lane to its own: those above running.scale are integrated out there, those below M_S at
/// M_S.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void run_through_thresholds(Running const& running, SeesawState<Real>& y, Place<Real>& place) {
    constexpr int most_ways = 10;  // two or three are used: the way, and what it missed
    Real const longest = longest_mssm_step<Real>(running);
    SQUALL_LOOP
    for (int n = 0; n < 3; ++n) {
        MassBasis<Real> basis;
        SQUALL_LOOP
        for (int k = 0; k < most_ways; ++k) {
            basis.set(y);
            Real const way = way_to_threshold(basis, y, n, place);
            if (!any(abs(way) > Real(0.0))) break;
            run_in_steps(MssmWithHeavyNeutrinos<Real>{}, way, longest, y);
            place.now = place.now + way;
        }
        place.highest = place.now;
        if (n < 2) integrate_out(basis, n, y);
    }
}

/// Yukawa couplings and K at M_Z, as run_down. The masses of heavy neutrinos are those with which kappa = kappa_0 K at
/// running.scale, (N^2/kappa_0) M or (N^2/kappa_0) S M^-1 S^T, N that of the up quarks where Y_nu = Y_u^T, else 1.
template <class Real, class Factor>
SQUALL_HD SQUALL_OUTLINE void run_down_stepwise(Settings const& settings, Running const& running, Coefficients<Real> const& c,
                                              Factor const& factor, PointParameters<Real> const& point, FermionMatrices<Real>& matrices) {
    SeesawState<Real> y;
    Real const N = settings.dirac_is_up_transposed ? normalisation_of(settings, up, point.normalisation) : Real(1.0);
    start(running, matrices, y.light);
    heavy_neutrinos(settings, c, factor, N, y);
    Real const high = log(Real(running.scale)), low = log(Real(running.M_S));
    Place<Real> place{high, high, low, Real(2.0) * log(N) - log(point.kappa_0)};
    run_through_thresholds(running, y, place);
    run_in_steps(MssmWithKappa<Real>{}, low - place.now, longest_mssm_step<Real>(running), y.light);
    run_below_M_S(running, point.tan_beta, y.light, matrices);
}

}  // namespace squall::inline SQUALL_ISA::textures
