#include "host/reproduce/balazs09.hpp"

namespace squall::reproduce::balazs09 {

Paper paper(Setup const& setup) {
    Paper paper;
    paper.title = "Balazs, Kang, Li, Wang, Yang, arXiv:0911.1006";
    paper.files = {{"table2.csv"},
                   {"table3.csv"},
                   {"running.csv", "running_0.toml"},
                   {"running.csv", "running_2.toml"},
                   {"bulk_masses.csv"},
                   {"discrete_charges.csv"},
                   {"textures.csv", "textures.toml"},
                   {"texture_shares.csv"},
                   {"effective_messengers.csv", "effective_messengers.toml"},
                   {"windows.csv"},
                   {"proton_decay.csv"}};
    for (auto const claim :
         {&unification, &running, &bulk_masses, &discrete_charges, &textures, &effective_messengers, &windows, &proton_decay})
        paper.claims.push_back([claim, setup] { return claim(setup); });
    return paper;
}

}  // namespace squall::reproduce::balazs09
