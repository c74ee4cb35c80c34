#pragma once
#include "kernels/core/isa.hpp"

/// Multiplets of flipped SU(5) x U(1)_X, what of the Standard Model is in them, and the beta functions that follow (seed 002: Balazs, Kang,
/// Li, Wang, Yang 2009, sections 2 and 6). d(1/alpha)/d ln Q = -b/2pi; g1 and g_X are normalised to SO(10).
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

/// A chiral multiplet: 1, 5 or 10 of SU(5) with its charge Q_X. A conjugate has the same indices and is given by what it is conjugate to.
struct Multiplet {
    int dimension;
    int charge;
};

inline constexpr Multiplet F{10, 1};     ///< Q, D^c, N^c; H, H-bar and the messengers (10,1) too
inline constexpr Multiplet f_bar{5, 3};  ///< U^c, L: the conjugate of (5-bar,-3)
inline constexpr Multiplet l_c{1, 5};    ///< E^c
inline constexpr Multiplet h{5, -2};     ///< D, H_d; h-bar and the messengers (5,-2) too

/// A piece of a multiplet under SU(3) x SU(2) x U(1)_Y': dimensions and the charge of eq. (2.1).
struct Piece {
    int colours, doublet;
    double charge_Y_prime;
};

inline constexpr Piece five_pieces[] = {{3, 1, -1.0 / 3.0}, {1, 2, 1.0 / 2.0}};
inline constexpr Piece ten_pieces[] = {{3, 1, -2.0 / 3.0}, {3, 2, 1.0 / 6.0}, {1, 1, 1.0}};
inline constexpr Piece singlet_pieces[] = {{1, 1, 0.0}};

/// Numbers of U(1)_Y, SU(2) and SU(3).
struct Three {
    double a[3];
};
constexpr Three operator+(Three x, Three y) { return {{x.a[0] + y.a[0], x.a[1] + y.a[1], x.a[2] + y.a[2]}}; }
constexpr Three operator*(double s, Three x) { return {{s * x.a[0], s * x.a[1], s * x.a[2]}}; }

/// Q_Y = (Q_X - Q_Y')/5, eq. (2.2).
constexpr double hypercharge(Multiplet m, Piece piece) { return (m.charge - piece.charge_Y_prime) / 5.0; }

/// Dynkin indices (3/5 Y^2, 1/2 of a doublet, 1/2 of a triplet) of a piece.
constexpr Three indices_of(Multiplet m, Piece piece) {
    double const Y = hypercharge(m, piece);
    return {{0.6 * Y * Y * piece.colours * piece.doublet, piece.doublet == 2 ? 0.5 * piece.colours : 0.0,
             piece.colours == 3 ? 0.5 * piece.doublet : 0.0}};
}

template <int count>
constexpr Three sum_of_indices(Multiplet m, Piece const (&pieces)[count]) {
    Three sum{};
    for (auto const& piece : pieces) sum = sum + indices_of(m, piece);
    return sum;
}

/// Of a whole multiplet.
constexpr Three indices_of(Multiplet m) {
    return m.dimension == 10  ? sum_of_indices(m, ten_pieces)
           : m.dimension == 5 ? sum_of_indices(m, five_pieces)
                              : sum_of_indices(m, singlet_pieces);
}

/// Dynkin index under SU(5).
constexpr double index_5(Multiplet m) { return m.dimension == 10 ? 1.5 : m.dimension == 5 ? 0.5 : 0.0; }
/// The same under U(1)_X, whose charges carry 1/sqrt(40).
constexpr double index_X(Multiplet m) { return m.dimension * m.charge * m.charge / 40.0; }

inline constexpr Three adjoint{{0.0, 2.0, 3.0}};  ///< Casimirs of the gauge bosons of the Standard Model
inline constexpr double adjoint_5 = 5.0;          ///< of those of SU(5)
inline constexpr int families = 3;

constexpr Three family_indices() { return indices_of(F) + indices_of(f_bar) + indices_of(l_c); }
constexpr Three doublet_indices() { return indices_of(h, five_pieces[1]); }

/// (41/10, -19/6, -7): gauge bosons, Weyl fermions, one complex doublet.
constexpr Three beta_standard_model() {
    return (-11.0 / 3.0) * adjoint + (2.0 / 3.0 * families) * family_indices() + (1.0 / 3.0) * doublet_indices();
}
/// (33/5, 1, -3): vector multiplets, families, both Higgs doublets.
constexpr Three beta_mssm() { return -3.0 * adjoint + double(families) * family_indices() + 2.0 * doublet_indices(); }
/// What a multiplet and its conjugate add: (1, 1, 1) for (5,-2), (3/5, 3, 3) for (10,1). The paper prints 12/5 in place of 3/5, eq. (6.8).
constexpr Three beta_of_pair(Multiplet m) { return 2.0 * indices_of(m); }

// Worked out here, once: device code cannot call the functions above.
SQUALL_TABLE Three beta_below_M_S = beta_standard_model(), beta_above_M_S = beta_mssm(), beta_of_five = beta_of_pair(h),
                   beta_of_ten = beta_of_pair(F);
inline constexpr double index_5_of_F = index_5(F), index_5_of_f_bar = index_5(f_bar), index_5_of_l_c = index_5(l_c),
                        index_5_of_h = index_5(h);
inline constexpr double index_X_of_F = index_X(F), index_X_of_f_bar = index_X(f_bar), index_X_of_l_c = index_X(l_c),
                        index_X_of_h = index_X(h);

/// b_5 and b_X of the zero modes above M_23, eq. (6.18): families, H and h with their conjugates, messengers.
template <class Real>
SQUALL_INLINE Real beta_5(Real N_F, Real N_G) {
    constexpr double family = index_5_of_F + index_5_of_f_bar + index_5_of_l_c;
    constexpr double rest = -3.0 * adjoint_5 + families * family + 2.0 * (index_5_of_F + index_5_of_h);
    return Real(rest) + Real(2.0 * index_5_of_h) * N_F + Real(2.0 * index_5_of_F) * N_G;
}
template <class Real>
SQUALL_INLINE Real beta_X(Real N_F, Real N_G) {
    constexpr double family = index_X_of_F + index_X_of_f_bar + index_X_of_l_c;
    constexpr double rest = families * family + 2.0 * (index_X_of_F + index_X_of_h);
    return Real(rest) + Real(2.0 * index_X_of_h) * N_F + Real(2.0 * index_X_of_F) * N_G;
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
