#pragma once
#include "kernels/core/constants.hpp"
#include "kernels/flavour/four_quark.hpp"
#include "kernels/flavour/loop_momentum.hpp"
#include "kernels/flavour/quark_states.hpp"

/// Boxes of squarks with gluinos, neutralinos and charginos, full complex 6x6 mixing, at Q = m_susy.
///
/// A squark line runs from a heavy to a light quark, so that all masses and mixings of squarks enter through
///   S_XY(t) = sum_j a_X,j(heavy) a_Y,j(light)* / (t + m_j^2),   X, Y in {L, R}.
/// The sum of all a_X a_Y* vanishes by unitarity where chiralities differ or generations are gauge eigenstates; it is taken as
/// sum_j a_X a_Y* (m_r^2 - m_j^2)/[(t + m_j^2)(t + m_r^2)] with the mass of one squark r, so that degenerate squarks cancel exactly.
namespace squall::inline SQUALL_ISA::flavour {

template <class Real>
struct SquarkBoxes {
    FourQuark<Real> gaugino[mesons];        ///< gluinos and neutralinos (gauge couplings only)
    FourQuark<Real> chargino[mesons];  ///< D: winos only
};

namespace box_detail {

inline constexpr double box_factor = -1.0 / (32.0 * pi * pi);
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

/// Gauginos with vertices a_L = l Z_L, a_R = r Z_R, summed over mass states a: |l|^2 D, |r|^2 D, l r D, m l r* D, m l^2 D, m r^2 D, with
/// D = 1/(t + m_a^2).
template <class Real>
struct GauginoPropagators {
    Real left, right;
    Complex<Real> both, flip, left_left, right_right;
};

/// The same without D, of one mass state.
template <class Real>
SQUALL_HD inline GauginoPropagators<Real> gaugino(Real m, Complex<Real> l, Complex<Real> r) {
    return {norm(l), norm(r), l * r, m * conj_multiply(r, l), m * (l * l), m * (r * r)};
}

template <class Real>
SQUALL_INLINE GauginoPropagators<Real> multiply_add(Real D, GauginoPropagators<Real> const& x, GauginoPropagators<Real> const& sum) {
    return {fma(D, x.left, sum.left),
            fma(D, x.right, sum.right),
            multiply_add(D, x.both, sum.both),
            multiply_add(D, x.flip, sum.flip),
            multiply_add(D, x.left_left, sum.left_left),
            multiply_add(D, x.right_right, sum.right_right)};
}

template <class Real>
SQUALL_HD inline GauginoPropagators<Real> no_gauginos() {
    auto const zero = complex_zero<Real>();
    return {Real(0.0), Real(0.0), zero, zero, zero, zero};
}

/// Gluino, bino and wino as one kind of squark sees them. l = -sqrt2 g T, r = sqrt2 g T with T the charge of the doublet and of the
/// singlet quark: the gluino's phase is shared out (M3 = |M3| e^{i phi}: l ~ e^{-i phi/2}, r ~ e^{i phi/2}; products hold e^{-+i phi});
/// neutralinos have l = -sqrt2 (T3 g2 N*_k2 + g'/6 N*_k1), r = sqrt2 Q g' N_k1. Their higgsino vertices, of order of down-quark Yukawa
/// couplings, are left out.
template <class Real>
struct GauginoLine {
    Real gluino_m2, m2[4];
    GauginoPropagators<Real> gluino, neutralino[4];
};

template <class Real>
SQUALL_HD inline void gaugino_line(spectrum::Spectrum<Real> const& point, double isospin, double charge, GauginoLine<Real>& line) {
    Real const colour = Real(2.0) * square(point.g[2]), m = point.m_gluino;
    line.gluino_m2 = square(m);
    auto const mass = (colour * m) * point.gluino_phase;
    line.gluino = {colour, colour, {-colour, Real(0.0)}, -conj(mass), conj(mass), mass};
    Real const g_prime = Real(0.77459666924148340) * point.g[0], root2 = Real(1.4142135623730951);
    for (int k = 0; k < 4; ++k) {
        auto const& N = point.neutralino_N[k];
        auto const doublet = (Real(isospin) * point.g[1]) * conj(N[1]) + (Real(1.0 / 6.0) * g_prime) * conj(N[0]);
        line.m2[k] = square(point.m_neutralino[k]);
        line.neutralino[k] = gaugino(point.m_neutralino[k], -(root2 * doublet), (root2 * Real(charge) * g_prime) * N[0]);
    }
}

/// What a loop momentum with two gauginos adds to the operators of hep-ph/9604387, by products of squark lines.
template <class Real>
struct GauginoWeights {
    Real vll, vrr, ll_rr_o4, ll_rr_o5, lr_rl_o4, lr_rl_o5;
    Complex<Real> lr_o2, lr_o3;  // of S_LR^2; those of S_RL^2 are their conjugates
};

/// Boxes of gaugino pairs: gluino-gluino, gluino-neutralino (twice) and neutralino-neutralino. In
///   H = -1/(32 pi^2) int t dt {...}
/// Dirac-like diagrams have the squarks cross between the fermion lines and give
///   S_LR S_LR O + S_RL S_RL O + 2 S_LL S_RR O (m m) and -t/4 (S_LL S_LL V + S_RR S_RR V - 4 S_LR S_RL O);
/// those in which a Majorana fermion joins two heavy (and another two light) quarks, by Fierz,
///   (S_LL S_LL + S_RR S_RR) V/2 - (S_LR S_LR + S_RL S_RL)(O2 + O3) (m m) and -t/4 (4 S_LL S_RR O - 4 S_LR S_RL O).
/// Colour factors of V and of (O2 or O4, O3 or O5), spin chains of Dirac-like diagrams first: T^A T^B x T^B T^A = 11/18, (7/12, 1/36);
/// T^A x T^A = 1/3, (1/2, -1/6); 1 x 1 = 1, (0, 1); Majorana-like: 1/9, (5/18, -1/6); 1/3, (-1/6, 1/2); 1, (1, 0).
/// With gluinos alone this is eq. 9 of Gabbiani et al. with A = M3^2 int t S S/(t + M3^2)^2 for x f6 delta delta/m^2 and
/// -B = -int t^2 S S/(t + M3^2)^2 for f6tilde: a test.
template <class Real>
SQUALL_INLINE GauginoWeights<Real> gaugino_weights(GauginoPropagators<Real> const& g, GauginoPropagators<Real> const& x, Real t) {
    Real const quarter_t = Real(0.25) * t;
    // (gluino-gluino, gluino-neutralino both ways, neutralino-neutralino)
    auto const vector = [&](Real gg, Real gx, Real xx, Real e_gg, Real e_gx, Real e_xx) {
        Real const dirac = Real(11.0 / 18.0) * gg + Real(1.0 / 3.0) * gx + xx;
        Real const majorana = Real(1.0 / 9.0) * e_gg + Real(1.0 / 3.0) * e_gx + e_xx;
        return Real(0.5) * majorana - quarter_t * dirac;
    };
    Real const two(2.0);
    GauginoWeights<Real> w;
    w.vll = vector(g.left * g.left, two * g.left * x.left, x.left * x.left, norm(g.left_left), two * real_inner(g.left_left, x.left_left),
                   norm(x.left_left));
    w.vrr = vector(g.right * g.right, two * g.right * x.right, x.right * x.right, norm(g.right_right),
                   two * real_inner(g.right_right, x.right_right), norm(x.right_right));
    Real const flip_gg = norm(g.flip), flip_gx = two * real_inner(g.flip, x.flip), flip_xx = norm(x.flip);
    Real const both_gg = norm(g.both), both_gx = two * real_inner(g.both, x.both), both_xx = norm(x.both);
    Real const mixed_gg = g.left * g.right, mixed_gx = g.left * x.right + x.left * g.right, mixed_xx = x.left * x.right;
    w.ll_rr_o4 = Real(7.0 / 6.0) * flip_gg + flip_gx - t * (Real(0.5) * both_gx - Real(1.0 / 6.0) * both_gg);
    w.ll_rr_o5 = Real(1.0 / 18.0) * flip_gg - Real(1.0 / 3.0) * flip_gx + two * flip_xx -
                 t * (Real(5.0 / 18.0) * both_gg - Real(1.0 / 6.0) * both_gx + both_xx);
    w.lr_rl_o4 = t * (Real(1.0 / 36.0) * mixed_gg - Real(1.0 / 6.0) * mixed_gx + mixed_xx + Real(5.0 / 18.0) * both_gg -
                      Real(1.0 / 6.0) * both_gx + both_xx);
    w.lr_rl_o5 = t * (Real(7.0 / 12.0) * mixed_gg + Real(0.5) * mixed_gx - Real(1.0 / 6.0) * both_gg + Real(0.5) * both_gx);
    auto const dirac_gg = g.flip * g.flip, dirac_gx = two * (g.flip * x.flip), dirac_xx = x.flip * x.flip;
    auto const majorana_gg = conj_multiply(g.right_right, g.left_left), majorana_xx = conj_multiply(x.right_right, x.left_left);
    auto const majorana_gx = conj_multiply_add(x.right_right, g.left_left, conj_multiply(g.right_right, x.left_left));
    auto const majorana = Real(1.0 / 9.0) * majorana_gg + Real(1.0 / 3.0) * majorana_gx + majorana_xx;
    w.lr_o2 = Real(7.0 / 12.0) * dirac_gg + Real(0.5) * dirac_gx - majorana;
    w.lr_o3 = Real(1.0 / 36.0) * dirac_gg - Real(1.0 / 6.0) * dirac_gx + dirac_xx - majorana;
    return w;
}

/// Weights at one loop momentum; `measure` is everything that all of them share.
template <class Real>
SQUALL_INLINE GauginoWeights<Real> gaugino_weights(GauginoLine<Real> const& line, Real t, Real measure) {
    auto neutralinos = no_gauginos<Real>();
    for (int k = 0; k < 4; ++k) neutralinos = multiply_add(Real(1.0) / (t + line.m2[k]), line.neutralino[k], neutralinos);
    auto const gluino = multiply_add(Real(1.0) / (t + line.gluino_m2), line.gluino, no_gauginos<Real>());
    auto w = gaugino_weights(gluino, neutralinos, t);
    return {measure * w.vll,      measure * w.vrr,      measure * w.ll_rr_o4, measure * w.ll_rr_o5,
            measure * w.lr_rl_o4, measure * w.lr_rl_o5, measure * w.lr_o2,    measure * w.lr_o3};
}

template <class Real>
SQUALL_INLINE void add_gaugino_boxes(ChiralProducts<Real> const& x, Real const (&D)[squarks], GauginoWeights<Real> const& w,
                                     SusyBasis<Real>& sums) {
    auto const zero = complex_zero<Real>();
    auto const ll = sum_over(x.ll, D, zero), rr = sum_over(x.rr, D, zero), lr = sum_over(x.lr, D, zero), rl = sum_over(x.rl, D, zero);
    auto const ll_rr = ll * rr, lr_rl = lr * rl, lr_lr = lr * lr, rl_rl = rl * rl;
    sums.o1 = multiply_add(w.vll, ll * ll, sums.o1);
    sums.o1_prime = multiply_add(w.vrr, rr * rr, sums.o1_prime);
    sums.o4 = multiply_add(w.ll_rr_o4, ll_rr, multiply_add(w.lr_rl_o4, lr_rl, sums.o4));
    sums.o5 = multiply_add(w.ll_rr_o5, ll_rr, multiply_add(w.lr_rl_o5, lr_rl, sums.o5));
    sums.o2 = multiply_add(w.lr_o2, lr_lr, sums.o2);
    sums.o3 = multiply_add(w.lr_o3, lr_lr, sums.o3);
    sums.o2_prime = conj_multiply_add(w.lr_o2, rl_rl, sums.o2_prime);
    sums.o3_prime = conj_multiply_add(w.lr_o3, rl_rl, sums.o3_prime);
}

/// Charginos between interaction eigenstates. With a_L(i; k, j) = sum_P c_Pk P_j(i), P = wino (c = -g2 V*_k1) or higgsino (c = V*_k2),
/// and a_R(i; k, j) = u_k C_j(i), u = U_k2: N_PQ = sum_k c_Pk c_Qk* D_k, w_P = sum_k m_k D_k c_Pk u_k*, n = sum_k |u_k|^2 D_k,
/// D_k = 1/(t + m_k^2).
template <class Real>
struct CharginoLine {
    Real m2[2], right[2];       // |u_k|^2
    Real wino[2], higgsino[2];  // |c_k|^2
    Real up_wino[2];            // |g2 U_k1|^2, of up quarks with down squarks
    Complex<Real> mixed[2];     // c_wino c_higgsino*
    Complex<Real> flip[2][2];   // [P][k]: m_k c_Pk u_k*
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
        line.up_wino[k] = norm(point.g[1] * point.chargino_U[k][0]);
        line.higgsino[k] = norm(higgsino);
        line.mixed[k] = conj_multiply(higgsino, wino);
        line.flip[0][k] = m * conj_multiply(u, wino);
        line.flip[1][k] = m * conj_multiply(u, higgsino);
    }
}

template <class Real>
struct CharginoPropagators {
    Real wino, higgsino, right, up_wino;
    Complex<Real> mixed, flip[2];
};

template <class Real>
SQUALL_INLINE CharginoPropagators<Real> propagators(CharginoLine<Real> const& line, Real t) {
    Real const first = Real(1.0) / (t + line.m2[0]), second = Real(1.0) / (t + line.m2[1]);
    auto const both = [&](auto const(&x)[2]) { return first * x[0] + second * x[1]; };
    return {both(line.wino), both(line.higgsino), both(line.right), both(line.up_wino),
            both(line.mixed), {both(line.flip[0]), both(line.flip[1])}};
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

/// Products of an up squark line, named (heavy quark's vertex)(light quark's), and their sums over squarks where unitarity leaves any.
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

/// Winos between up quarks and down squarks: a_L(i; k, j) = -g2 U*_k1 sum_l V_il* Z_jl. Higgsino vertices, of order of the Yukawa couplings
/// of down, strange, up and charm quarks or of V_cb V_ub* y_b^2, are left out.
template <class Real>
SQUALL_HD inline void wino_products(SquarkLine<Real> const& line, spectrum::Spectrum<Real> const& point, MesonQuarks quarks,
                                    Complex<Real> (&product)[squarks]) {
    for (int j = 0; j < squarks; ++j) {
        auto heavy = complex_zero<Real>(), light = heavy;
        for (int l = 0; l < 3; ++l) {
            heavy = conj_multiply_add(point.quarks.ckm[quarks.heavy][l], point.Z_down[j][l], heavy);
            light = conj_multiply_add(point.quarks.ckm[quarks.light][l], point.Z_down[j][l], light);
        }
        product[j] = line.weight[j] * conj_multiply(light, heavy);
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
    auto const times = [](double factor, Complex<Real> sum) { return Real(factor) * sum; };
    auto const zero = complex_zero<Real>();
    return from_susy_basis(SusyBasis<Real>{times(-0.25, sums.vll), zero, times(1.0, sums.o3), times(1.0, sums.o2), times(2.0, sums.o5),
                                           times(-0.25, sums.vrr), zero, times(1.0, sums.o3_prime)});
}

template <class Real>
SQUALL_HD inline void least_and_greatest(Real m, Real& least, Real& greatest) {
    least = min(least, m);
    greatest = max(greatest, m);
}

/// Loop momenta for all squarks, gauginos and higgsinos of a point.
template <class Real>
SQUALL_HD inline LoopMomenta<Real> sparticle_momenta(spectrum::Spectrum<Real> const& point) {
    Real least = point.m_gluino, greatest = point.m_gluino;
    for (int j = 0; j < squarks; ++j) {
        least_and_greatest(point.m_up_squark[j], least, greatest);
        least_and_greatest(point.m_down_squark[j], least, greatest);
    }
    for (int k = 0; k < 2; ++k) least_and_greatest(point.m_chargino[k], least, greatest);
    for (int k = 0; k < 4; ++k) least_and_greatest(point.m_neutralino[k], least, greatest);
    return loop_momenta(square(least), square(greatest));
}

/// Products of a meson's squark line: columns of `left` and `right` are quarks.
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
    Complex<Real> winos[squarks];
    wino_products(down, point, meson_quarks[charm], winos);

    auto const zero = complex_zero<Real>();
    SusyBasis<Real> gauginos[mesons];
    CharginoSums<Real> chargino[mesons];
    for (auto& sums : gauginos) sums = {zero, zero, zero, zero, zero, zero, zero, zero};
    for (auto& sums : chargino) sums = {zero, zero, zero, zero, zero, zero};
    GauginoLine<Real> on_down, on_up;
    gaugino_line(point, -0.5, -1.0 / 3.0, on_down);
    gaugino_line(point, 0.5, 2.0 / 3.0, on_up);
    for_each_loop_momentum(sparticle_momenta(point), [&](Real t, Real weight) SQUALL_ALWAYS_INLINE {
        Real D_up[squarks], D_down[squarks];
        propagators(up, t, D_up);
        propagators(down, t, D_down);
        auto const chi = propagators(charginos, t);
        Real const measure = Real(box_factor) * weight * t;
        Real const up_pair = measure * square(D_up[reference]), down_pair = measure * square(D_down[reference]);
        auto const with_down = gaugino_weights(on_down, t, down_pair);
        for (int m = 0; m < down_mesons; ++m) {
            add_gaugino_boxes(chiral[m], D_down, with_down, gauginos[m]);
            add_chargino_boxes(up_products[m], D_up, chi, up_pair, t * up_pair, chargino[m]);
        }
        add_gaugino_boxes(chiral[charm], D_up, gaugino_weights(on_up, t, up_pair), gauginos[charm]);
        auto const wino = chi.up_wino * sum_over(winos, D_down, zero);
        chargino[charm].vll = multiply_add(t * down_pair, wino * wino, chargino[charm].vll);
    });
    for (int m = 0; m < mesons; ++m) {
        boxes.gaugino[m] = from_susy_basis(gauginos[m]);
        boxes.chargino[m] = chargino_coefficients(chargino[m]);
    }
}

}  // namespace squall::inline SQUALL_ISA::flavour
