#pragma once
#include <array>
#include <string>
#include <vector>

#include "host/config/error.hpp"
#include "host/config/models.hpp"

/// Generalised gauge mediation: parameters, and the conditions a config can be held to before anything is computed.
namespace squall::config {

ModelFamily ggm_family();

/// One number per messenger species, in the order Q U D L E.
using PerSpecies = std::array<double, 5>;

/// Effective Dynkin sums (n1, n2, n3) of the multiplicities, Martin hep-ph/9608224:
/// n1 = (n_Q + 8 n_U + 2 n_D + 3 n_L + 6 n_E)/5, n2 = 3 n_Q + n_L, n3 = 2 n_Q + n_U + n_D.
std::array<double, 3> dynkin_sums(PerSpecies const& multiplicity);

/// The sets of messengers that Hamidian, Huitu, Puolamaki and Zhang (1998), eq. (martinlimits), consider, after Martin hep-ph/9608224:
/// the union of four boxes, 75 sets, in ascending order (n_Q first).
std::vector<PerSpecies> paper_sets();

/// Sets of messengers that cannot be told apart below their mass: they have the same Dynkin sums.
struct Sector {
    std::array<double, 3> dynkin;  ///< n1, n2, n3
    std::vector<PerSpecies> sets;  ///< ascending; the paper names a sector by the first
};

/// The sectors of paper_sets() that give all three gauginos a mass, in the order of their first sets: 32 sectors of 53 sets.
std::vector<Sector> paper_sectors();

/// "[0, 0, 1, 1, 0]"
std::string messengers_text(PerSpecies const&);

/// 1/alpha_a at 2e16 GeV at one loop, messenger masses in GeV: Standard Model from M_Z to 1 TeV, MSSM above, each messenger species
/// above its own mass. Not positive: a Landau pole was passed.
std::array<double, 3> inverse_alpha_gut(PerSpecies const& multiplicity, PerSpecies const& mass);

}  // namespace squall::config
