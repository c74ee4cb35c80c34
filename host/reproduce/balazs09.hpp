#pragma once
#include "host/pipeline/settings.hpp"
#include "host/reproduce/claim.hpp"

/// The claims of Balazs, Kang, Li, Wang, Yang, "Realistic Flipped SU(5) from Orbifold SO(10)", arXiv:0911.1006, one by one beside what the
/// program finds, as printed and corrected.
namespace squall::reproduce::balazs09 {

struct Setup {
    pipeline::StandardModelInputs inputs;  ///< of which the gauge couplings at M_Z count
    pipeline::BackendChoice backend{};     ///< of the processor: random draws
    bool quick = false;                    ///< a tenth of the draws: for tests
};

Claim unification(Setup const&);           ///< section 6: Tables 2 and 3
Claim running(Setup const&);               ///< section 6: Fig. 1
Claim bulk_masses(Setup const&);           ///< section 4: profiles of scenarios A and B, bulk masses, Kaluza-Klein modes
Claim discrete_charges(Setup const&);      ///< section 4: Table 1
Claim textures(Setup const&);              ///< section 4: powers of lambda, beside random draws
Claim effective_messengers(Setup const&);  ///< section 5: eqs. (5.8)-(5.17)
Claim windows(Setup const&);               ///< section 5: eqs. (5.18)-(5.23)
Claim proton_decay(Setup const&);          ///< section 7

/// All of them.
Paper paper(Setup const&);

}  // namespace squall::reproduce::balazs09
