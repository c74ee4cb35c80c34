#pragma once
#include <string>
#include <vector>

#include "host/config/texture.hpp"

namespace squall::textures {

/// What draws are compared with, and where it comes from.
struct NamedTarget {
    std::string name;  ///< a column of texture_outputs
    texture::Target target;
};

/// The measured values of built-in or user's files of measurements (as in [constraints]) that the texture predicts. |J| of the CKM matrix,
/// from its angles and phase, takes the place of the phase, which has no ratio; the PMNS phase is left out. Normalisations of the texture
/// are free. Throws ConfigError for names that are not known, or where nothing is left.
std::vector<NamedTarget> read_targets(config::Texture const&, std::vector<std::string> const& names);

/// A prediction by its name. Throws ConfigError for a name that is not known.
int observable_named(std::string const& name, config::Position const& where);
/// Whether the texture has it: without leptons not their masses, without neutrinos not their mixing.
bool predicts(config::Texture const&, int observable);

/// Without leptons: of the texture, and of the targets.
void keep_quarks(config::Texture&, std::vector<NamedTarget>&);

}  // namespace squall::textures
