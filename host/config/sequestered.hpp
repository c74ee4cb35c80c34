#pragma once
#include "host/config/models.hpp"

/// Conformally sequestered hidden sectors: parameters, and the conditions a config can be held to before anything is computed.
namespace squall::config {

/// Murayama, Nomura, Poland 2007 (arXiv:0709.0775). Its options are SequesteredOptions.
ModelFamily sequestered_family();

}  // namespace squall::config
