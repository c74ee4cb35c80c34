#pragma once
#include "host/pipeline/output_columns.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// What is kept of a block of points between stages, [slot][point], in the memory of the host or of a device; and the stages on it.
struct PointArrays {
    backends::Columns parameters;      ///< of the family
    backends::Columns inputs;          ///< of points that have their own Standard Model inputs: PointInputs; else none
    backends::Columns standard_model;  ///< likewise: where their couplings were run to
    backends::Columns iterate, low_scale, spectrum, third_generation, one_loop, insertions, shared_flavour, observables;
    backends::Columns derived;  ///< of the family; may be none
    double *status, *passes;
    backends::Ending* ending;

    /// Doubles of a point that `layout` gives places to.
    static int slots(backends::StageSizes const&, int derived_columns = 0, int input_slots = 0);
    /// Places in slots(sizes, derived_columns, input_slots) * stride doubles and `stride` endings, for at most `stride` points. Not the
    /// parameters, whose owner may be another. `input_slots`: of inputs that points have of their own, 0: none.
    static PointArrays layout(double* memory, backends::Ending* endings, long stride, backends::StageSizes const&, int derived_columns = 0,
                              int input_slots = 0);

    backends::IterationStage iteration(backends::IterationSettings const&, backends::ActivePoints, bool from_first_guess) const;
    backends::PassEnd pass_end(backends::ActivePoints, double tolerance = 0, bool last = false) const;
    backends::SpectrumStage spectrum_stage(backends::IterationSettings const&, backends::ActivePoints) const;
    backends::Judgement judgement(backends::ActivePoints) const;
    backends::DerivedStage derived_stage(backends::IterationSettings const&, backends::ActivePoints) const;
    backends::FlavourStage flavour_stage(backends::FlavourSettings const&, bool resummed, backends::ActivePoints) const;
    /// Where an output is found: its value of point i is [i].
    double const* column(OutputColumn const&) const;
};

}  // namespace squall::pipeline
