#pragma once
#include <span>
#include <string>
#include <vector>

#include "host/pipeline/output_columns.hpp"
#include "host/pipeline/plan.hpp"
#include "host/pipeline/work.hpp"
#include "kernels/backends/stages.hpp"

struct CUstream_st;

namespace squall::backends {
struct CudaStages;
}

namespace squall::pipeline {

/// What an evaluator asks of a family of models; everything else about points is shared.
struct PointFamily {
    std::vector<Column> parameters;  ///< in the order of its enumeration in kernels/backends/stages.hpp
    std::vector<OutputColumn> outputs;
    std::string b_residual;   ///< the output whose roots in tan_beta are looked for
    int derived_columns = 0;  ///< what `derived` writes
    void (*backends::StageTable::*iteration)(backends::IterationStage const&) = nullptr;  ///< a pass
    void (*backends::StageTable::*derived)(backends::DerivedStage const&) = nullptr;      ///< null: nothing is derived
    int (*backends::CudaStages::*cuda_iteration)(backends::IterationStage const&, CUstream_st*) = nullptr;
    int (*backends::CudaStages::*cuda_derived)(backends::DerivedStage const&, CUstream_st*) = nullptr;
    bool runs_in_teams = false;  ///< on a GPU teams of lanes may run the legs
    std::vector<RightHandSides> (*right_hand_sides)(backends::IterationSettings const&, backends::Columns const& parameters,
                                                    int count) = nullptr;
    /// Sets the status of points that fail at next to no cost; null: none do.
    void (*cut_cheaply)(backends::IterationSettings const&, std::span<double const> parameters, std::size_t size,
                        std::span<Status> status) = nullptr;
};

PointFamily ggm_points();
PointFamily sequestered_points();
PointFamily flipped_points();

/// How points of a setup are evaluated.
Plan ggm_plan(GgmSetup const&, StandardModelInputs const&, Numerics const&);
Plan sequestered_plan(SequesteredSetup const&, StandardModelInputs const&, Numerics const&);
Plan flipped_plan(FlippedSetup const&, StandardModelInputs const&, Numerics const&);

}  // namespace squall::pipeline
