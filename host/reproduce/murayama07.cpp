#include "host/reproduce/murayama07.hpp"

namespace squall::reproduce::murayama07 {

Paper paper(Setup const& setup) {
    Paper paper;
    paper.title = "Murayama, Nomura, Poland, arXiv:0709.0775";
    paper.files = {{"case_1_residual.csv", "case_1_residual.toml"},
                   {"case_1_shortcut.csv"},
                   {"fractional_messengers.csv", "fractional_messengers.toml"},
                   {"slepton_cure.csv"},
                   {"vacua_tree.csv", "vacua_one_loop.csv", "vacua.toml"},
                   {"survival.csv", "survival.toml"}};
    for (auto const claim :
         {&case_1_limit, &electroweak_breaking, &fractional_messengers, &competition, &anomaly_mediation, &random_operators})
        paper.claims.push_back([claim, setup] { return claim(setup); });
    return paper;
}

}  // namespace squall::reproduce::murayama07
