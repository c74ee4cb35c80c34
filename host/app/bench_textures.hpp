#pragma once
#include "kernels/backends/stages.hpp"

namespace squall::app {

/// Prints how many random draws of scenario A one core compares per second with each instruction set: with 17 observables at the high scale,
/// with the ten of quarks, and with those at m_Z.
void report_textures();

}  // namespace squall::app
