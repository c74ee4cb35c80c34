#pragma once
#include "kernels/rge/states.hpp"

/// Group theory that families of models share: messengers and the fields of the MSSM under (U(1), SU(2), SU(3)), g1 GUT-normalised.
namespace squall::inline SQUALL_ISA::models {

enum Messenger { messenger_Q, messenger_U, messenger_D, messenger_L, messenger_E, messenger_count };

/// Dynkin index of a messenger pair, (g1 GUT-normalised, g2, g3): its share of n1, n2, n3 and of the beta functions.
SQUALL_TABLE double messenger_index[messenger_count][3] = {
    {1.0 / 5.0, 3.0, 2.0}, {8.0 / 5.0, 0.0, 1.0}, {2.0 / 5.0, 0.0, 1.0}, {3.0 / 5.0, 1.0, 0.0}, {6.0 / 5.0, 0.0, 0.0}};

/// Quadratic Casimirs C_1 = 3/5 Y^2, C_2, C_3 of Q, U, D, L, E and the Higgs doublets.
SQUALL_TABLE double casimir[rge::soft_mass_count + 1][3] = {{1.0 / 60.0, 3.0 / 4.0, 4.0 / 3.0}, {4.0 / 15.0, 0.0, 4.0 / 3.0},
                                                            {1.0 / 15.0, 0.0, 4.0 / 3.0},       {3.0 / 20.0, 3.0 / 4.0, 0.0},
                                                            {3.0 / 5.0, 0.0, 0.0},              {3.0 / 20.0, 3.0 / 4.0, 0.0}};

/// Sums of multiplicity x Dynkin index: n1, n2, n3 of seed 001.
template <class Real>
SQUALL_HD inline void dynkin_sums(Real const (&multiplicity)[messenger_count], Real (&index)[3]) {
    for (int a = 0; a < 3; ++a) {
        Real sum(0.0);
        for (int s = 0; s < messenger_count; ++s) sum = fma(multiplicity[s], Real(messenger_index[s][a]), sum);
        index[a] = sum;
    }
}

}  // namespace squall::inline SQUALL_ISA::models
