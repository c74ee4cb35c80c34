#include "host/device/query.hpp"
#ifdef SQUALL_HAVE_CUDA
#include "host/pipeline/cuda_evaluator.hpp"
#include "host/pipeline/cuda_texture_evaluator.hpp"
#endif
#include "host/pipeline/cpu_evaluator.hpp"
#include "host/pipeline/ggm_messenger_sets.hpp"
#include "host/pipeline/tan_beta_from_b.hpp"
#include "host/pipeline/texture_evaluator.hpp"

namespace squall::pipeline {

backends::StageTable const& cpu_stages(std::string const& name) {
    auto const present = backends::available_stages();
    if (name == "auto" || name == "cpu") return *present.tables[present.count - 1];
    if (auto const* const stages = backends::find_stages(name.c_str())) return *stages;
    if (name == "cuda")
        throw BackendUnavailable(
            "backend cuda is not available: " + (device::device().present ? "this is done on the processor" : device::device().absence) +
            "; use --backend cpu");
    throw BackendUnavailable("backend " + name + " is not available (this machine or build lacks the instruction set); use --backend auto");
}

namespace {

std::unique_ptr<Evaluator> make_points(PointFamily family, Plan plan, BackendChoice const& choice) {
#ifdef SQUALL_HAVE_CUDA
    // not for auto: no device has run these kernels yet (docs/decisions/0008)
    if (choice.name == "cuda") return std::make_unique<CudaEvaluator>(std::move(family), std::move(plan), choice.mapping);
#endif
    if (choice.name == "cuda")
        throw BackendUnavailable("backend cuda is not available: " + device::device().absence + "; use --backend cpu");
    return std::make_unique<CpuEvaluator>(std::move(family), std::move(plan), cpu_stages(choice.name), choice.threads);
}

}  // namespace

std::unique_ptr<Evaluator> make_ggm_evaluator(GgmSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics,
                                              BackendChoice const& choice, SampledInputs const& sampled) {
    auto plan = ggm_plan(setup, inputs, numerics);
    plan.sample(sampled, QuarkBasis::down);
    auto points = make_points(ggm_points(), std::move(plan), choice);
    if (setup.tan_beta_from_b) points = std::make_unique<TanBetaFromB>(std::move(points), setup.roots, setup.sign_mu_from_b);
    // outside, so that a point without a root has its messengers too
    if (!setup.messenger_sets.empty()) points = std::make_unique<MessengerSets>(std::move(points), setup.messenger_sets);
    return points;
}

std::unique_ptr<Evaluator> make_sequestered_evaluator(SequesteredSetup const& setup, StandardModelInputs const& inputs,
                                                      Numerics const& numerics, BackendChoice const& choice, SampledInputs const& sampled) {
    auto family = sequestered_points();
    auto const b_residual = family.b_residual;
    auto plan = sequestered_plan(setup, inputs, numerics);
    plan.sample(sampled, setup.quark_basis);
    auto points = make_points(std::move(family), std::move(plan), choice);
    if (setup.tan_beta_from_b) points = std::make_unique<TanBetaFromB>(std::move(points), setup.roots, setup.sign_mu_from_b, b_residual);
    return points;
}

std::unique_ptr<Evaluator> make_texture_evaluator(TextureSetup const& setup, BackendChoice const& choice) {
#ifdef SQUALL_HAVE_CUDA
    if (choice.name == "cuda") return std::make_unique<CudaTextureEvaluator>(setup);
#endif
    return std::make_unique<TextureEvaluator>(setup, cpu_stages(choice.name), choice.threads);
}

std::unique_ptr<Evaluator> make_flipped_evaluator(FlippedSetup const& setup, StandardModelInputs const& inputs, Numerics const& numerics,
                                                  BackendChoice const& choice, SampledInputs const& sampled) {
    auto plan = flipped_plan(setup, inputs, numerics);
    plan.sample(sampled, QuarkBasis::down);
    auto points = make_points(flipped_points(), std::move(plan), choice);
    if (setup.tan_beta_from_b) points = std::make_unique<TanBetaFromB>(std::move(points), setup.roots, setup.sign_mu_from_b);
    return points;
}

}  // namespace squall::pipeline
