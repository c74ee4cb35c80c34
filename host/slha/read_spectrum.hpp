#pragma once
#include <stdexcept>

#include "host/pipeline/settings.hpp"
#include "host/slha/document.hpp"
#include "kernels/spectrum/spectrum.hpp"

namespace squall::slha {

/// A file whose spectrum is none: it says so itself (SPINFO 4), or has tachyons.
struct InvalidSpectrum : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The spectrum a document describes: SLHA2 with 6x6 mixing (USQMIX ...), or SLHA1 with mixing in the third generation alone (STOPMIX ...).
/// Of running quantities it takes those nearest to the scale of HMIX. What a file does not say of quarks and leptons (running masses,
/// Yukawas of light generations, CKM matrix) comes from `inputs`, run to that scale with the Standard Model's one-loop RGEs; m_W and m_Z of
/// the result are those of its couplings. m_h is the file's, or the tree-level one of our own files. Throws InvalidSpectrum, and
/// config::ConfigError naming the block that is missing or wrong and what it is needed for.
spectrum::Spectrum<double> read_spectrum(Document const&, pipeline::StandardModelInputs const& inputs);

}  // namespace squall::slha
