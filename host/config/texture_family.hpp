#pragma once
#include "host/config/models.hpp"
#include "host/config/texture.hpp"

namespace squall::config {

/// Textures as a family of models: what `squall models` shows, with the parameters that some texture has.
ModelFamily texture_family();

/// The family of one texture: only the parameters that it has.
ModelFamily family_of(Texture const&);

/// Puts the parameters of a texture behind those that a family has.
void add_parameters(Texture const&, ModelFamily&);

/// Names of the parameters of a texture, in their order.
std::vector<std::string> parameter_names(Texture const&);

/// Gives coefficients of which a config says nothing the prior that the texture's file says they have.
void add_texture_priors(Texture const&, ModelFamily const&, Value& document);

}  // namespace squall::config
