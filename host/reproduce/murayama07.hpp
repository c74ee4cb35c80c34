#pragma once
#include "host/pipeline/settings.hpp"
#include "host/reproduce/claim.hpp"

/// The claims of Murayama, Nomura, Poland, "More Visible Effects of the Hidden Sector", arXiv:0709.0775, one by one beside what the program
/// finds.
namespace squall::reproduce::murayama07 {

/// Inputs and numerical choices: the preset sequestered_points, unless a user wants to see what another does.
struct Setup {
    pipeline::StandardModelInputs inputs;
    pipeline::Numerics numerics;
    pipeline::RootSearch roots;
    pipeline::BackendChoice backend;
    bool quick = false;  ///< fewer draws and a coarser grid: for tests
};

Claim case_1_limit(Setup const&);           ///< section 3: eqs. (19)-(26) and the residual at finite alpha_hat
Claim fractional_messengers(Setup const&);  ///< section 4.2: eqs. (43)-(45)
Claim competition(Setup const&);            ///< sections 4.3 and 5: the numbers of eqs. (51)-(57)
Claim anomaly_mediation(Setup const&);      ///< section 6: invariance, tachyonic sleptons and their cure
Claim electroweak_breaking(Setup const&);   ///< section 4.1: where the mu problem is solved
Claim random_operators(Setup const&);       ///< section 5 and eq. (51): what flavour leaves of O(1) coefficients

/// All of them.
Paper paper(Setup const&);

}  // namespace squall::reproduce::murayama07
