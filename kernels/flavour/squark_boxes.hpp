#pragma once
#include "kernels/flavour/four_quark.hpp"
#include "kernels/flavour/loop_momentum.hpp"
#include "kernels/flavour/quark_states.hpp"

/// Boxes of squarks with gluinos and with charginos, full complex 6x6 mixing, at Q = m_susy.
///
/// A squark line runs from a heavy to a light quark, so that all masses and mixings of squarks enter through
///   S_XY(t) = sum_j a_X,j(heavy) a_Y,j(light)* / (t + m_j^2),   X, Y in {L, R}.
/// The sum of all a_X a_Y* vanishes by unitarity where chiralities differ or generations are gauge eigenstates; it is taken as
/// sum_j a_X a_Y* (m_r^2 - m_j^2)/[(t + m_j^2)(t + m_r^2)] with the mass of one squark r, so that degenerate squarks cancel exactly.
namespace squall::inline SQUALL_ISA::flavour {

template <class Real>
struct SquarkBoxes {
    FourQuark<Real> gluino[mesons];
    FourQuark<Real> chargino[down_mesons];  ///< with up squarks; those with down squarks are left out of D mixing
};

namespace box_detail {

inline constexpr int squarks = 6, reference = 3;  // masses ascend: the fourth is one of the first two generations, as a rule

/// What the loop momenta need of one kind of squark.
template <class Real>
struct SquarkLine {
    Real m2[squarks];
    Real weight[squarks];  // m_r^2 - m_j^2
};

template <class Real>
SQUALL_HD inline void squark_line(Real const (&m)[squarks], SquarkLine<Real>& line) {
    for (int j = 0; j < squarks; ++j) line.m2[j] = square(m[j]);
    for (int j = 0; j < squarks; ++j) line.weight[j] = line.m2[reference] - line.m2[j];
}

/// 1/(t + m_j^2)
template <class Real>
SQUALL_INLINE void propagators(SquarkLine<Real> const& line, Real t, Real (&D)[squarks]) {
    for (int j = 0; j < squarks; ++j) D[j] = Real(1.0) / (t + line.m2[j]);
}

/// X_j (m_r^2 - m_j^2) for X_j = a_j b_j*
template <class Real>
SQUALL_HD inline void products(SquarkLine<Real> const& line, Complex<Real> const (&a)[squarks], Complex<Real> const (&b)[squarks],
                               Complex<Real> (&product)[squarks]) {
    for (int j = 0; j < squarks; ++j) product[j] = line.weight[j] * conj_multiply(b[j], a[j]);
}

/// sum_j product_j D_j, without the common propagator of the reference
template <class Real>
SQUALL_INLINE Complex<Real> sum_over(Complex<Real> const (&product)[squarks], Real const (&D)[squarks], Complex<Real> start) {
    auto sum = start;
    for (int j = 0; j < squarks; ++j)
        if (j != reference) sum = multiply_add(D[j], product[j], sum);
    return sum;
}

/// Products S_LL, S_RR, S_LR, S_RL of one meson's squark line (first index the heavy quark's chirality).
template <class Real>
struct ChiralProducts {
    Complex<Real> ll[squarks], rr[squarks], lr[squarks], rl[squarks];
};

/// Integrals of pairs of squark lines with two gluinos: A with M3^2, B with t in place of it.
template <class Real>
struct GluinoSums {
    Complex<Real> vll, vrr, o4, o5, sll, srr;
};

/// The weights of a loop momentum with two gluinos.
template <class Real>
struct GluinoWeights {
    Real a, b;
};

template <class Real>
SQUALL_INLINE void add_gluino_boxes(ChiralProducts<Real> const& x, Real const (&D)[squarks], GluinoWeights<Real> w, GluinoSums<Real>& sums) {
    auto const zero = complex_zero<Real>();
    auto const ll = sum_over(x.ll, D, zero), rr = sum_over(x.rr, D, zero), lr = sum_over(x.lr, D, zero), rl = sum_over(x.rl, D, zero);
    Real const vector = Real(24.0) * w.a - Real(66.0) * w.b;
    auto const ll_rr = ll * rr, lr_rl = lr * rl;
    sums.vll = multiply_add(vector, ll * ll, sums.vll);
    sums.vrr = multiply_add(vector, rr * rr, sums.vrr);
    sums.o4 = multiply_add(Real(504.0) * w.a + Real(72.0) * w.b, ll_rr, multiply_add(Real(132.0) * w.b, lr_rl, sums.o4));
    sums.o5 = multiply_add(Real(24.0) * w.a - Real(120.0) * w.b, ll_rr, multiply_add(Real(180.0) * w.b, lr_rl, sums.o5));
    sums.sll = multiply_add(w.a, lr * lr, sums.sll);
    sums.srr = multiply_add(w.a, rl * rl, sums.srr);
}

/// Gluino boxes of Gabbiani, Gabrielli, Masiero, Silvestrini (hep-ph/9604387, eq. 9) with mass states in place of mass insertions:
/// x f6/m^2 delta delta -> A = M3^2 int dt t S S/(t + M3^2)^2, f6tilde/m^2 delta delta -> -B = -int dt t^2 S S/(t + M3^2)^2.
/// a_L = -Z, a_R = e^{i phi} Z (in units of sqrt2 g3): S_LR, of a left-handed heavy quark, turns with -e^{-i phi}.
template <class Real>
SQUALL_HD inline FourQuark<Real> gluino_coefficients(GluinoSums<Real> const& sums, Real alpha_s, Complex<Real> phase) {
    Real const scale = Real(-1.0 / 216.0) * square(alpha_s);
    auto const turn = phase * phase;
    auto const sll = conj_multiply(turn, sums.sll), srr = turn * sums.srr;
    auto const times = [&](double factor, Complex<Real> sum) { return (Real(factor) * scale) * sum; };
    return from_susy_basis(SusyBasis<Real>{times(1.0, sums.vll), times(204.0, sll), times(-36.0, sll), times(1.0, sums.o4),
                                           times(1.0, sums.o5), times(1.0, sums.vrr), times(204.0, srr), times(-36.0, srr)});
}

/// Charginos between interaction eigenstates. With a_L(i; k, j) = sum_P c_Pk P_j(i), P = wino (c = -g2 V*_k1) or higgsino (c = V*_k2),
/// and a_R(i; k, j) = u_k C_j(i), u = U_k2: N_PQ = sum_k c_Pk c_Qk* D_k, w_P = sum_k m_k D_k c_Pk u_k*, n = sum_k |u_k|^2 D_k,
/// D_k = 1/(t + m_k^2).
template <class Real>
struct CharginoLine {
    Real m2[2], right[2];           // |u_k|^2
    Real wino[2], higgsino[2];      // |c_k|^2
    Complex<Real> mixed[2];         // c_wino c_higgsino*
    Complex<Real> flip[2][2];       // [P][k]: m_k c_Pk u_k*
};

template <class Real>
SQUALL_HD inline void chargino_line(spectrum::Spectrum<Real> const& point, CharginoLine<Real>& line) {
    for (int k = 0; k < 2; ++k) {
        Real const m = point.m_chargino[k];
        auto const u = point.chargino_U[k][1];
        auto const wino = -point.g[1] * conj(point.chargino_V[k][0]), higgsino = conj(point.chargino_V[k][1]);
        line.m2[k] = square(m);
        line.right[k] = norm(u);
        line.wino[k] = norm(wino);
        line.higgsino[k] = norm(higgsino);
        line.mixed[k] = conj_multiply(higgsino, wino);
        line.flip[0][k] = m * conj_multiply(u, wino);
        line.flip[1][k] = m * conj_multiply(u, higgsino);
    }
}

template <class Real>
struct CharginoPropagators {
    Real wino, higgsino, right;
    Complex<Real> mixed, flip[2];
};

template <class Real>
SQUALL_INLINE CharginoPropagators<Real> propagators(CharginoLine<Real> const& line, Real t) {
    Real const first = Real(1.0) / (t + line.m2[0]), second = Real(1.0) / (t + line.m2[1]);
    auto const both = [&](auto const(&x)[2]) { return first * x[0] + second * x[1]; };
    return {both(line.wino), both(line.higgsino), both(line.right), both(line.mixed), {both(line.flip[0]), both(line.flip[1])}};
}

/// Vertices of one down quark with up squark j: A_j = sum_l V_li Z_jl (wino), B_j = sum_l V_li y_l Z_j,l+3 (higgsino, left-handed quark),
/// C_j = sum_l (V0 y U_R)_li Z_jl (higgsino, right-handed quark).
template <class Real>
struct UpSquarkVertices {
    Complex<Real> wino[squarks], higgsino[squarks], right[squarks];
};

template <class Real>
SQUALL_HD inline void up_squark_vertices(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states, int quark,
                                         UpSquarkVertices<Real>& vertices) {
    for (int j = 0; j < squarks; ++j) {
        auto const& Z = point.Z_up[j];
        auto wino = complex_zero<Real>(), higgsino = wino, right = wino;
        for (int l = 0; l < 3; ++l) {
            auto const V = states.ckm[l][quark];
            wino = multiply_add(V, Z[l], wino);
            higgsino = multiply_add(point.quarks.y_up[l] * V, Z[l + 3], higgsino);
            right = multiply_add(states.ckm_yukawa[l][quark], Z[l], right);
        }
        vertices.wino[j] = wino;
        vertices.higgsino[j] = higgsino;
        vertices.right[j] = right;
    }
}

/// Products of an up squark line, named (heavy quark's vertex)(light quark's), and their sums over squarks where unitarity does not remove them.
template <class Real>
struct UpSquarkProducts {
    Complex<Real> ww[squarks], wh[squarks], hw[squarks], hh[squarks], wr[squarks], hr[squarks], rw[squarks], rh[squarks], rr[squarks];
    Complex<Real> total_hh, total_wr, total_rw, total_rr;
};

template <class Real>
SQUALL_HD inline void up_squark_products(SquarkLine<Real> const& line, spectrum::Spectrum<Real> const& point,
                                         DownQuarkStates<Real> const& states, MesonQuarks quarks, UpSquarkProducts<Real>& x) {
    UpSquarkVertices<Real> heavy, light;
    up_squark_vertices(point, states, quarks.heavy, heavy);
    up_squark_vertices(point, states, quarks.light, light);
    products(line, heavy.wino, light.wino, x.ww);
    products(line, heavy.wino, light.higgsino, x.wh);
    products(line, heavy.higgsino, light.wino, x.hw);
    products(line, heavy.higgsino, light.higgsino, x.hh);
    products(line, heavy.wino, light.right, x.wr);
    products(line, heavy.higgsino, light.right, x.hr);
    products(line, heavy.right, light.wino, x.rw);
    products(line, heavy.right, light.higgsino, x.rh);
    products(line, heavy.right, light.right, x.rr);
    x.total_hh = x.total_wr = x.total_rw = x.total_rr = complex_zero<Real>();
    for (int l = 0; l < 3; ++l) {
        auto const V_heavy = states.ckm[l][quarks.heavy], V_light = states.ckm[l][quarks.light];
        auto const Y_heavy = states.ckm_yukawa[l][quarks.heavy], Y_light = states.ckm_yukawa[l][quarks.light];
        x.total_hh = multiply_add(square(point.quarks.y_up[l]), conj_multiply(V_light, V_heavy), x.total_hh);
        x.total_wr = conj_multiply_add(Y_light, V_heavy, x.total_wr);
        x.total_rw = conj_multiply_add(V_light, Y_heavy, x.total_rw);
        x.total_rr = conj_multiply_add(Y_light, Y_heavy, x.total_rr);
    }
}

/// Integrals over t S S with two charginos (scalar) and over t^2 S S (vector).
template <class Real>
struct CharginoSums {
    Complex<Real> vll, vrr, o2, o3, o3_prime, o5;
};

template <class Real>
SQUALL_INLINE void add_chargino_boxes(UpSquarkProducts<Real> const& x, Real const (&D)[squarks], CharginoPropagators<Real> const& chi,
                                      Real scalar, Real vector, CharginoSums<Real>& sums) {
    auto const zero = complex_zero<Real>();
    auto const ww = sum_over(x.ww, D, zero), wh = sum_over(x.wh, D, zero), hw = sum_over(x.hw, D, zero);
    auto const hh = sum_over(x.hh, D, x.total_hh), rr = sum_over(x.rr, D, x.total_rr);
    auto const wr = sum_over(x.wr, D, x.total_wr), hr = sum_over(x.hr, D, zero);
    auto const rw = sum_over(x.rw, D, x.total_rw), rh = sum_over(x.rh, D, zero);

    // M = S_LL N^T: heavy and light quark's vertices left, S_LL^{kl} S_LL^{lk} -> tr M^2
    auto const turned = conj(chi.mixed);  // N_higgsino,wino
    auto const m_ww = multiply_add(chi.wino, ww, chi.mixed * wh), m_wh = multiply_add(chi.higgsino, wh, turned * ww);
    auto const m_hw = multiply_add(chi.wino, hw, chi.mixed * hh), m_hh = multiply_add(chi.higgsino, hh, turned * hw);
    auto const trace = multiply_add(m_ww, m_ww, multiply_add(m_hh, m_hh, Real(2.0) * (m_wh * m_hw)));
    sums.vll = multiply_add(vector, trace, sums.vll);
    auto const right = chi.right * rr;
    sums.vrr = multiply_add(vector, right * right, sums.vrr);

    // S_LR^{kl} S_RL^{lk}: N_PQ between S_P,R and S_R,Q
    auto const to_w = multiply_add(chi.wino, rw, chi.mixed * rh), to_h = multiply_add(chi.higgsino, rh, turned * rw);
    sums.o2 = multiply_add(vector * chi.right, multiply_add(wr, to_w, hr * to_h), sums.o2);

    auto const lr = multiply_add(chi.flip[0], wr, chi.flip[1] * hr);
    auto const rl = conj_multiply_add(chi.flip[0], rw, conj_multiply(chi.flip[1], rh));
    sums.o3 = multiply_add(scalar, lr * lr, sums.o3);
    sums.o3_prime = multiply_add(scalar, rl * rl, sums.o3_prime);
    auto const from_w = conj_multiply_add(chi.flip[0], ww, conj_multiply(chi.flip[1], wh));
    auto const from_h = conj_multiply_add(chi.flip[0], hw, conj_multiply(chi.flip[1], hh));
    sums.o5 = multiply_add(scalar, multiply_add(chi.flip[0], from_w, chi.flip[1] * from_h) * rr, sums.o5);
}

/// H = -1/(32 pi^2) sum_kl int t dt D_k D_l { m_k m_l [S_LR S_LR O3 + S_RL S_RL O3' + 2 S_LL S_RR O5]
///                                            - t/4 [S_LL S_LL O1 + S_RR S_RR O1' - 4 S_LR S_RL O4] },  S S = S^{kl} S^{lk}:
/// Dirac fermions have no crossed boxes, and squarks carry the colour from line to line.
template <class Real>
SQUALL_HD inline FourQuark<Real> chargino_coefficients(CharginoSums<Real> const& sums) {
    constexpr double scale = -1.0 / (32.0 * 9.8696044010893586);  // -1/(32 pi^2)
    auto const times = [&](double factor, Complex<Real> sum) { return Real(factor * scale) * sum; };
    auto const zero = complex_zero<Real>();
    return from_susy_basis(SusyBasis<Real>{times(-0.25, sums.vll), zero, times(1.0, sums.o3), times(1.0, sums.o2), times(2.0, sums.o5),
                                           times(-0.25, sums.vrr), zero, times(1.0, sums.o3_prime)});
}

template <class Real>
SQUALL_HD inline void least_and_greatest(Real m, Real& least, Real& greatest) {
    least = min(least, m);
    greatest = max(greatest, m);
}

/// Loop momenta for all squarks, charginos and the gluino of a point.
template <class Real>
SQUALL_HD inline LoopMomenta<Real> sparticle_momenta(spectrum::Spectrum<Real> const& point) {
    Real least = point.m_gluino, greatest = point.m_gluino;
    for (int j = 0; j < squarks; ++j) {
        least_and_greatest(point.m_up_squark[j], least, greatest);
        least_and_greatest(point.m_down_squark[j], least, greatest);
    }
    for (int k = 0; k < 2; ++k) least_and_greatest(point.m_chargino[k], least, greatest);
    return loop_momenta(square(least), square(greatest));
}

/// Gluino products of the mesons: columns of `left` and `right` are quarks.
template <class Real, int Quarks>
SQUALL_HD inline void chiral_products(SquarkLine<Real> const& line, Complex<Real> const (&left)[squarks][Quarks],
                                      Complex<Real> const (&right)[squarks][Quarks], MesonQuarks quarks, ChiralProducts<Real>& x) {
    for (int j = 0; j < squarks; ++j) {
        Real const weight = line.weight[j];
        auto const left_heavy = weight * left[j][quarks.heavy], right_heavy = weight * right[j][quarks.heavy];
        auto const left_light = left[j][quarks.light], right_light = right[j][quarks.light];
        x.ll[j] = conj_multiply(left_light, left_heavy);
        x.rr[j] = conj_multiply(right_light, right_heavy);
        x.lr[j] = conj_multiply(right_light, left_heavy);
        x.rl[j] = conj_multiply(left_light, right_heavy);
    }
}

}  // namespace box_detail

/// All squark boxes of a point at m_susy.
template <class Real>
SQUALL_HD SQUALL_OUTLINE void squark_boxes(spectrum::Spectrum<Real> const& point, DownQuarkStates<Real> const& states,
                                           SquarkBoxes<Real>& boxes) {
    using namespace box_detail;
    SquarkLine<Real> up, down;
    squark_line(point.m_up_squark, up);
    squark_line(point.m_down_squark, down);
    CharginoLine<Real> charginos;
    chargino_line(point, charginos);
    ChiralProducts<Real> chiral[mesons];
    UpSquarkProducts<Real> up_products[down_mesons];
    for (int m = 0; m < down_mesons; ++m) {
        chiral_products(down, states.left, states.right, meson_quarks[m], chiral[m]);
        up_squark_products(up, point, states, meson_quarks[m], up_products[m]);
    }
    Complex<Real> up_left[squarks][2], up_right[squarks][2];
    for (int j = 0; j < squarks; ++j)
        for (int i = 0; i < 2; ++i) {
            up_left[j][i] = point.Z_up[j][i];
            up_right[j][i] = point.Z_up[j][i + 3];
        }
    int const charm = static_cast<int>(Meson::charm);
    chiral_products(up, up_left, up_right, meson_quarks[charm], chiral[charm]);

    auto const zero = complex_zero<Real>();
    GluinoSums<Real> gluino[mesons];
    CharginoSums<Real> chargino[down_mesons];
    for (auto& sums : gluino) sums = {zero, zero, zero, zero, zero, zero};
    for (auto& sums : chargino) sums = {zero, zero, zero, zero, zero, zero};
    Real const gluino_m2 = square(point.m_gluino);
    for_each_loop_momentum(sparticle_momenta(point), [&](Real t, Real weight) SQUALL_ALWAYS_INLINE {
        Real D_up[squarks], D_down[squarks];
        propagators(up, t, D_up);
        propagators(down, t, D_down);
        auto const chi = propagators(charginos, t);
        Real const measure = weight * t, gluino_pair = measure * square(Real(1.0) / (t + gluino_m2));
        Real const up_pair = square(D_up[reference]), down_pair = square(D_down[reference]);
        GluinoWeights<Real> const on_down{gluino_m2 * gluino_pair * down_pair, t * gluino_pair * down_pair};
        GluinoWeights<Real> const on_up{gluino_m2 * gluino_pair * up_pair, t * gluino_pair * up_pair};
        Real const scalar = measure * up_pair, vector = t * scalar;
        for (int m = 0; m < down_mesons; ++m) {
            add_gluino_boxes(chiral[m], D_down, on_down, gluino[m]);
            add_chargino_boxes(up_products[m], D_up, chi, scalar, vector, chargino[m]);
        }
        add_gluino_boxes(chiral[charm], D_up, on_up, gluino[charm]);
    });
    Real const alpha_s = Real(0.079577471545947673) * square(point.g[2]);  // g3^2/(4 pi)
    for (int m = 0; m < mesons; ++m) boxes.gluino[m] = gluino_coefficients(gluino[m], alpha_s, point.gluino_phase);
    for (int m = 0; m < down_mesons; ++m) boxes.chargino[m] = chargino_coefficients(chargino[m]);
}

}  // namespace squall::inline SQUALL_ISA::flavour
