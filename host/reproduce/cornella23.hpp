#pragma once
#include "host/pipeline/settings.hpp"
#include "host/reproduce/claim.hpp"

/// What Cornella, Curtin, Neil, Thompson, arXiv:2306.08026, find most natural among quark textures, beside what the program finds: F2 and
/// F5, the shares of random draws within factors 2 and 5 of all quark masses and mixing, with epsilon chosen for each draw.
namespace squall::reproduce::cornella23 {

struct Setup {
    pipeline::BackendChoice backend;  ///< of the processor
    bool quick = false;               ///< a tenth of the draws, coarser grids alone: for tests
};

Claim shares(Setup const&);             ///< the twenty textures of configs/textures/cornella23.toml
Claim choice_of_epsilon(Setup const&);  ///< the first texture, with epsilon on grids

/// All of them.
Paper paper(Setup const&);

}  // namespace squall::reproduce::cornella23
