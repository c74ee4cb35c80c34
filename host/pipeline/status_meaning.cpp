#include "host/pipeline/status_meaning.hpp"

namespace squall::pipeline {

std::string_view status_meaning(Status status) {
    switch (status) {
        case Status::ok:
            return "a spectrum was found";
        case Status::messenger_tachyon:
            return "a messenger scalar is tachyonic, Lambda >= M_mess";
        case Status::nonperturbative:
            return "a gauge coupling leaves the perturbative range below the GUT scale";
        case Status::landau_pole:
            return "a gauge or Yukawa coupling runs into its Landau pole";
        case Status::no_ewsb:
            return "no electroweak breaking, mu^2 <= 0 at the minimum of the tree-level potential";
        case Status::tachyon_A:
            return "the CP-odd Higgs boson is tachyonic";
        case Status::tachyon_sup:
        case Status::tachyon_scharm:
        case Status::tachyon_stop:
            return "an up-type squark is tachyonic";
        case Status::tachyon_sdown:
        case Status::tachyon_sstrange:
        case Status::tachyon_sbottom:
            return "a down-type squark is tachyonic";
        case Status::tachyon_selectron:
        case Status::tachyon_smuon:
        case Status::tachyon_stau:
            return "a charged slepton is tachyonic";
        case Status::tachyon_sneutrino_e:
        case Status::tachyon_sneutrino_mu:
        case Status::tachyon_sneutrino_tau:
            return "a sneutrino is tachyonic";
        case Status::not_converged:
            return "the iteration between m_Z and the messenger scale did not converge";
        case Status::nan:
            return "a result is not a finite number";
        case Status::outside_prior:
            return "not evaluated, outside the prior";
        case Status::no_ewsb_one_loop:
            return "no electroweak breaking, mu^2 <= 0 at the minimum of the one-loop potential";
        case Status::negative_b:
            return "b <= 0 at the minimum of the one-loop potential";
        case Status::tachyon_h:
            return "a CP-even Higgs boson is tachyonic in the one-loop potential";
        case Status::no_root:
            return "the condition on b at the boundary has no such root in tan(beta)";
        case Status::inconsistent_hidden_sector:
            return "no such hidden sector: R(S) <= 2/3, scales out of order, or quadratic operators that grow towards the infrared";
        case Status::count_:
            break;
    }
    return "unknown status";
}

}  // namespace squall::pipeline
