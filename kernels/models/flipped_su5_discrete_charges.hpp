#pragma once
#include "kernels/core/isa.hpp"

/// Discrete charges that shall decide which singlet S_kl multiplies F_i F_j h (seed 002: Balazs, Kang, Li, Wang, Yang 2009, Table 1 and eq.
/// 4.28). h and h-bar are neutral.
namespace squall::inline SQUALL_ISA::models::flipped_su5 {

/// Charges of F_1, F_2, F_3 modulo `order`.
struct FamilyCharges {
    int order;
    int F[3];
};

/// Table 1: F = (1, omega, omega^2) of Z_3. The text of the table that is at hand is damaged; of its entries it keeps F_1 = 1, S_1 = 1,
/// S_3 = omega^2 and S_23 = 1, which leave no other choice.
inline constexpr FamilyCharges z3_charges{3, {0, 1, 2}};

/// The charge with which S_ij makes S_ij F_i F_j h invariant.
constexpr int singlet_charge(FamilyCharges const& z, int i, int j) { return (2 * z.order - (z.F[i] + z.F[j]) % z.order) % z.order; }

/// Whether the symmetry lets S_kl multiply F_i F_j.
constexpr bool may_multiply(FamilyCharges const& z, int k, int l, int i, int j) {
    return singlet_charge(z, k, l) == singlet_charge(z, i, j);
}

/// Whether it ties every singlet to its own product, as the texture assumes.
constexpr bool tells_singlets_apart(FamilyCharges const& z) {
    for (int a = 0; a < 9; ++a)
        for (int b = 0; b < 9; ++b) {
            int const k = a / 3, l = a % 3, i = b / 3, j = b % 3;
            bool const same = (k == i && l == j) || (k == j && l == i);
            if (!same && may_multiply(z, k, l, i, j)) return false;
        }
    return true;
}

/// Smallest order of a cyclic group that does, for some charges.
constexpr int smallest_order_that_tells_apart() {
    for (int order = 2;; ++order)
        for (int second = 0; second < order; ++second)
            for (int third = 0; third < order; ++third)
                if (tells_singlets_apart({order, {0, second, third}})) return order;
}

/// Power of lambda of M_d,ij with every singlet that may multiply it, given those of the singlets (symmetric) and of the profiles F:
/// the smallest one counts.
constexpr int down_exponent(FamilyCharges const& z, int const (&singlet)[3][3], int const (&profile)[3], int i, int j) {
    int smallest = 1000;
    for (int k = 0; k < 3; ++k)
        for (int l = k; l < 3; ++l)
            if (may_multiply(z, k, l, i, j) && singlet[k][l] < smallest) smallest = singlet[k][l];
    return smallest + profile[i] + profile[j];
}

}  // namespace squall::inline SQUALL_ISA::models::flipped_su5
