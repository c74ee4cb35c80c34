#pragma once
#include <string>

#include "host/pipeline/settings.hpp"
#include "host/slha/document.hpp"
#include "kernels/flavour/resummation.hpp"

namespace squall::slha {

/// Inputs of the Standard Model for a spectrum from a file: of the preset if one is named; else those our own files hold; else pdg2024 with
/// what SMINPUTS (1-4, 6), VCKMIN and MASS 24 of the file say instead. Throws config::ConfigError.
pipeline::StandardModelInputs inputs_for(Document const&, std::string const& preset);

/// The level of flavour observables in a file of ours; without it the default of pipeline::Numerics.
flavour::Enhanced flavour_level(Document const&);

/// alpha_s(m_Z) with five flavours, as SMINPUTS 3 wants it.
double alpha_s_five_flavours(pipeline::StandardModelInputs const&);

/// m_b(m_b) [GeV], MS-bar, from the running mass at m_Z with QCD of five flavours at three loops (Chetyrkin, Kuehn, Steinhauser
/// hep-ph/0004189); electroweak running, under one per cent, is left out.
double bottom_mass_at_itself(pipeline::StandardModelInputs const&);

}  // namespace squall::slha
