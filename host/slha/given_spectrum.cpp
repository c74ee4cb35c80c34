#include "host/slha/given_spectrum.hpp"

#include "host/pipeline/flavour_settings.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/slha/codes.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/read_spectrum.hpp"
#include "kernels/flavour/mass_insertions.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/spectrum/tree_level.hpp"

namespace squall::slha {
namespace {

using pipeline::Source;

/// A spectrum is a batch of one point; the stages do not write to what they read.
template <class Struct>
backends::Columns one_point(Struct& value) {
    return {ode::slots<double>(value), 1};
}

/// Columns of a ggm point that a spectrum and its observables fill. The level of a calculation is the file's affair.
std::vector<pipeline::OutputColumn> columns_of_a_spectrum() {
    std::vector<pipeline::OutputColumn> result;
    auto family = pipeline::ggm_points();
    for (auto& column : family.outputs) {
        bool const known = column.source == Source::spectrum || column.source == Source::third_generation ||
                           column.source == Source::insertions || column.source == Source::flavour;
        if (!known || column.column.name == "mh" || column.column.name == "mh_tree") continue;
        auto& meaning = column.column.meaning;
        for (std::string_view const level : {", tree level", "tree-level ", ", running"})
            if (auto const at = meaning.find(level); at != std::string::npos) meaning.erase(at, level.size());
        result.push_back(std::move(column));
    }
    return result;
}

}  // namespace

GivenSpectrum::GivenSpectrum(Document const& document, pipeline::StandardModelInputs const& inputs)
    : stages_(*backends::find_stages("scalar")),  // one point: there is nothing to gain
      spectrum_(read_spectrum(document, inputs)),
      m_h_(document.number(*document.find("MASS")->find({h_code}))),
      flavour_(pipeline::flavour_settings(inputs)),
      level_(flavour_level(document)),
      sources_(columns_of_a_spectrum()) {
    outputs_.push_back({"mh", "GeV", "light CP-even Higgs boson"});
    for (auto const& source : sources_) outputs_.push_back(source.column);
}

void GivenSpectrum::evaluate(std::span<double const>, std::size_t size, pipeline::Evaluation& result) {
    auto spectrum = spectrum_;
    auto third_generation = spectrum::third_generation(spectrum_);
    auto insertions = flavour::mass_insertions(spectrum_);
    std::vector<double> observables(backends::flavour_column_count);
    std::vector<double> shared(static_cast<std::size_t>(stages_.sizes.shared_flavour));
    bool const resummed = level_ == flavour::Enhanced::resummed;
    double status = static_cast<double>(Status::ok);
    int const active = 0;
    stages_.flavour({&flavour_, {&active, 1}, one_point(spectrum), {shared.data(), 1}, {observables.data(), 1}, &status, resummed});
    result.size = size;
    result.status.assign(size, static_cast<Status>(static_cast<int>(status)));
    result.values.assign(size, m_h_);
    result.log_likelihood.clear();
    for (auto const& [column, source, slot] : sources_) {
        double const* const from = source == Source::flavour            ? observables.data()
                                   : source == Source::insertions       ? ode::slots<double>(insertions)
                                   : source == Source::third_generation ? ode::slots<double>(third_generation)
                                                                        : ode::slots<double>(spectrum);
        result.values.insert(result.values.end(), size, from[slot]);
    }
}

pipeline::PointDetails GivenSpectrum::details(std::span<double const> point) {
    pipeline::PointDetails details;
    evaluate(point, 1, details.evaluation);
    details.spectrum = spectrum_;
    return details;
}

}  // namespace squall::slha
