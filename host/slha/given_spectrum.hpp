#pragma once
#include "host/pipeline/output_columns.hpp"
#include "host/pipeline/settings.hpp"
#include "host/slha/document.hpp"
#include "kernels/backends/stages.hpp"
#include "kernels/flavour/resummation.hpp"

namespace squall::slha {

/// Observables of one spectrum that is given, not computed: an evaluator without parameters.
class GivenSpectrum final : public pipeline::Evaluator {
public:
    /// Reads the spectrum of an SLHA document. Throws what read_spectrum throws.
    GivenSpectrum(Document const&, pipeline::StandardModelInputs const&);

    std::span<pipeline::Column const> parameters() const override { return {}; }
    /// Those columns of a ggm point that follow from a spectrum.
    std::span<pipeline::Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return 1; }
    std::string backend() const override { return stages_.name; }
    void evaluate(std::span<double const> parameters, std::size_t size, pipeline::Evaluation& result) override;
    /// Without running parameters, which a file need not have.
    pipeline::PointDetails details(std::span<double const> point) override;

private:
    backends::StageTable const& stages_;
    spectrum::Spectrum<double> spectrum_;
    double m_h_;  ///< GeV; as the file has it
    backends::FlavourSettings flavour_;
    flavour::Enhanced level_;
    std::vector<pipeline::OutputColumn> sources_;
    std::vector<pipeline::Column> outputs_;
};

}  // namespace squall::slha
