#pragma once
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/named_points.hpp"
#include "host/pipeline/point_family.hpp"
#include "host/reproduce/murayama07.hpp"
#include "kernels/core/constants.hpp"

namespace squall::reproduce::murayama07 {

inline constexpr double L_X = 3e5;  ///< GeV: Lambda of all points unless said otherwise; a gluino of 2 TeV

/// Points of the sequestered family under one choice of mediation, and what became of them.
class Points {
public:
    Points(Setup const& setup, pipeline::SequesteredSetup family, std::size_t count)
        : parameters(pipeline::sequestered_points().parameters, count, pipeline::neutral_sequestered_point()),
          evaluator_(make(setup, std::move(family))) {
        parameters.set_all("Lambda", L_X);
        for (auto const& output : evaluator_->outputs()) places_.emplace(output.name, places_.size());
    }
    void evaluate() { evaluator_->evaluate(parameters.values, parameters.size, result_); }
    /// Value of an output; needs evaluate().
    double of(std::string const& output, std::size_t i) const { return result_.column(places_.at(output))[i]; }
    Status status(std::size_t i) const { return result_.status[i]; }
    std::size_t size() const { return parameters.size; }
    pipeline::Evaluator& evaluator() { return *evaluator_; }

    pipeline::NamedPoints parameters;

private:
    static std::unique_ptr<pipeline::Evaluator> make(Setup const& setup, pipeline::SequesteredSetup family) {
        family.highest_scale = reduced_planck_mass;
        return pipeline::make_sequestered_evaluator(family, setup.inputs, setup.numerics, setup.backend);
    }

    std::unique_ptr<pipeline::Evaluator> evaluator_;
    pipeline::Evaluation result_;
    std::unordered_map<std::string, std::size_t> places_;  ///< of outputs
};

/// Whether every sfermion of a point has a positive mass squared; needs evaluated spectra.
inline bool has_no_tachyon(Points const& points, std::size_t i) {
    for (char const* const name : {"m_up_squark_1", "m_down_squark_1", "m_slepton_1", "m_sneutrino_1"})
        if (!(points.of(name, i) > 0)) return false;
    return true;
}

}  // namespace squall::reproduce::murayama07
