#include "host/pipeline/point_arrays.hpp"

#include <stdexcept>

namespace squall::pipeline {
namespace {

/// Points with inputs of their own have a Standard Model of their own.
int standard_model_at_slots(int input_slots) { return input_slots > 0 ? backends::standard_model_at_slots : 0; }

int low_scale_slots(backends::StageSizes const& sizes) { return sizes.low_scale + backends::legs_column_count; }

}  // namespace

int PointArrays::slots(backends::StageSizes const& sizes, int derived_columns, int input_slots) {
    return input_slots + standard_model_at_slots(input_slots) + backends::iterate_column_count + low_scale_slots(sizes) + sizes.spectrum +
           sizes.third_generation + backends::mass_insertion_count + sizes.shared_flavour + backends::one_loop_column_count +
           backends::flavour_column_count + derived_columns + 2;
}

PointArrays PointArrays::layout(double* memory, backends::Ending* endings, long stride, backends::StageSizes const& sizes,
                                int derived_columns, int input_slots) {
    auto const take = [&](int columns) {
        double* const at = memory;
        memory += columns * stride;
        return at;
    };
    PointArrays a{};
    a.iterate = {take(backends::iterate_column_count), stride};
    a.low_scale = {take(low_scale_slots(sizes)), stride};
    a.spectrum = {take(sizes.spectrum), stride};
    a.third_generation = {take(sizes.third_generation), stride};
    a.one_loop = {take(backends::one_loop_column_count), stride};
    a.insertions = {take(backends::mass_insertion_count), stride};
    a.shared_flavour = {take(sizes.shared_flavour), stride};
    a.observables = {take(backends::flavour_column_count), stride};
    a.derived = {take(derived_columns), stride};
    a.status = take(1);
    a.passes = take(1);
    a.ending = endings;
    if (input_slots > 0) {
        a.inputs = {take(input_slots), stride};
        a.standard_model = {take(standard_model_at_slots(input_slots)), stride};
    }
    return a;
}

backends::IterationStage PointArrays::iteration(backends::IterationSettings const& settings, backends::ActivePoints points,
                                                bool first) const {
    return {&settings, points, parameters, iterate, low_scale, first, inputs, standard_model};
}

backends::PassEnd PointArrays::pass_end(backends::ActivePoints points, double tolerance, bool last) const {
    return {points, iterate, status, passes, ending, tolerance, last};
}

backends::SpectrumStage PointArrays::spectrum_stage(backends::IterationSettings const& settings, backends::ActivePoints points) const {
    return {points, low_scale, spectrum, third_generation, one_loop, status, settings.fixed_m_Z, settings.tree_level_breaking, insertions};
}

backends::Judgement PointArrays::judgement(backends::ActivePoints points) const { return {points, status, ending, observables}; }

backends::DerivedStage PointArrays::derived_stage(backends::IterationSettings const& settings, backends::ActivePoints points) const {
    return {&settings, points, parameters, low_scale, spectrum, one_loop, derived};
}

backends::FlavourStage PointArrays::flavour_stage(backends::FlavourSettings const& settings, bool resummed,
                                                  backends::ActivePoints points) const {
    backends::Columns own{};
    if (inputs.data) own = {inputs.data + backends::standard_model_slots * inputs.stride, inputs.stride};
    return {&settings, points, spectrum, shared_flavour, observables, status, resummed, own};
}

double const* PointArrays::column(OutputColumn const& output) const {
    auto const at = [&](backends::Columns const& columns) { return columns.data + output.slot * columns.stride; };
    switch (output.source) {
        case Source::iterate:
            return at(iterate);
        case Source::one_loop:
            return at(one_loop);
        case Source::spectrum:
            return at(spectrum);
        case Source::third_generation:
            return at(third_generation);
        case Source::insertions:
            return at(insertions);
        case Source::flavour:
            return at(observables);
        case Source::derived:
            return at(derived);
        case Source::iterations:
            return passes;
        case Source::inputs:
            return at(inputs);
    }
    throw std::logic_error("an output column from nowhere");
}

}  // namespace squall::pipeline
