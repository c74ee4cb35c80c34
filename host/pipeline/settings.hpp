#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/pipeline/evaluator.hpp"
#include "host/pipeline/texture_setup.hpp"
#include "kernels/backends/stages.hpp"

namespace squall::pipeline {

/// Standard Model inputs as a particle data table gives them. Each has a unit; the shipped values and their sources
/// are in configs/inputs/.
struct StandardModelInputs {
    double m_Z = 0;                    ///< GeV, pole
    double m_W = 0;                    ///< GeV, pole
    double G_F = 0;                    ///< GeV^-2
    double inverse_alpha_1 = 0;        ///< 1/alpha_1(m_Z), GUT-normalised, MS-bar with six flavours
    double inverse_alpha_2 = 0;        ///< 1/alpha_2(m_Z), likewise
    double alpha_s = 0;                ///< alpha_s(m_Z), likewise (n_f = 6)
    std::array<double, 3> m_up{};      ///< running masses of u, c, t at m_Z, GeV, MS-bar in the full Standard Model
    std::array<double, 3> m_down{};    ///< d, s, b
    std::array<double, 3> m_lepton{};  ///< e, mu, tau
    double ckm_lambda = 0, ckm_A = 0, ckm_rhobar = 0, ckm_etabar = 0;  ///< Wolfenstein, PDG convention
    double m_t_mu_W = 0;                                               ///< running m_t at mu_W, GeV, for the Standard Model and H± loops
    double mu_W = 0;                                                   ///< electroweak matching scale, GeV
    double mu_b = 0;                                                   ///< low scale of the b -> s gamma ratio, GeV
    double alpha_s_mu_W = 0;                                           ///< alpha_s(mu_W)
    double alpha_s_mu_b = 0;                                           ///< alpha_s(mu_b), n_f = 5
    double alpha_s_160 = 0;  ///< alpha_s(160 GeV), n_f = 5: the scale at which BR(B -> X_s gamma) takes its coefficients
    double alpha_s_m_Z = 0;  ///< n_f = 5
    double alpha_s_m_t = 0;  ///< at m_t(m_t), n_f = 5
    double alpha_s_mu_kaon = 0, alpha_s_mu_hadronic = 0;  ///< n_f = 4, at the scales in `hadronic`
    double inverse_alpha_em = 0;                          ///< at m_Z
    double m_t_pole = 0, m_t_m_t = 0, m_c_m_c = 0;        ///< GeV; MS-bar m_q(m_q)
    std::array<double, 3> m_lepton_pole{};                ///< e, mu, tau, GeV
    backends::HadronicInputs<double> hadronic{};
};

/// Inputs that differ from point to point: parameters of a point that follow its family's.
struct SampledInputs {
    std::vector<Column> parameters{};  ///< none: all points share their inputs
    /// All inputs of a point from the values of these, one each. m_Z is the run's; what the values do not define is NaN. Called from
    /// several threads at a time.
    std::function<StandardModelInputs(std::span<double const> values)> resolve{};
    /// Points whose fermion masses and mixing a texture predicts, run down with the point's own tan(beta): its parameters are the first of
    /// `parameters`, and in their place `resolve` takes all of texture::Observable.
    std::optional<TextureSetup> texture{};
};

/// How the renormalisation scale M_SUSY is chosen.
enum class SusyScale { stop_mean, messenger_squark };

/// The basis of quark doublets at m_Z in which a family's flavour matrices are given: down or up Yukawa couplings diagonal. Singlets and
/// leptons are in the bases of their masses.
enum class QuarkBasis { down, up };

/// Numerical choices: part of the physics of a run, stored with it and compared on resume.
struct Numerics {
    double error_target = 1e-6;  ///< worst relative error of a running parameter per leg, from the fixed steps
    double convergence = 1e-8;   ///< relative change of M_SUSY, mu and delta_b between iterations
    int max_iterations = 30;
    bool delta_b = true;     ///< threshold correction of the bottom Yukawa, seed 001 eq. (deltab)
    bool two_loop_b = true;  ///< two-loop running of b from M_SUSY to the messenger scale
    SusyScale susy_scale = SusyScale::stop_mean;
    double susy_scale_factor = 1.0;    ///< multiplies the scale chosen by `susy_scale`
    bool tree_level_breaking = false;  ///< mu and b from the tree-level potential; what one-loop breaking says rejects nothing
    bool fixed_z_mass = false;         ///< M_Z^2 in the minimum conditions is that of the inputs, not from running couplings
    bool resummation = true;           ///< chirally enhanced corrections of flavour observables to all orders, flavour-changing ones too
};

/// How points are laid over the lanes of a GPU while they run; the results are the same.
struct CudaMapping {
    std::string lanes = "thread";  ///< of a point: thread (one), rows (three) or elements (nine)
    int threads_per_block = 64;    ///< of the launches of rows and elements
};

struct BackendChoice {
    std::string name = "auto";  ///< auto | cpu | cuda | scalar | avx2 | avx512
    int threads = 0;            ///< 0: all cores
    CudaMapping mapping{};      ///< cuda only
};

/// Where roots of b(M_mess) = 0 in tan(beta) are looked for.
struct RootSearch {
    double tan_beta_min = 2, tan_beta_max = 75, tan_beta_step = 1;  ///< the grid on which b changes its sign
    double tolerance = 1e-8;                                        ///< of tan(beta), relative
};

/// What a run of generalised gauge mediation fixes once for all points.
struct GgmSetup {
    double largest_messenger_mass = 0;  ///< GeV; bounds the legs, so that the steps follow from it and the error target
    bool one_threshold = true;          ///< all messengers share M_mess, so that one leg serves all
    bool tan_beta_from_b = false;       ///< tan(beta) is not given but a root of b(M_mess) = 0
    bool sign_mu_from_b = false;        ///< both signs of mu are looked at; only with tan_beta_from_b
    RootSearch roots{};
    std::vector<std::array<double, 5>> messenger_sets{};  ///< n_Q n_U n_D n_L n_E to choose from by messenger_set; empty: as given
};

/// What mediates supersymmetry breaking in the sequestered family, and how a config counts its coefficients; models::SequesteredRun.
struct SequesteredSetup {
    bool gauge = true, gaugino = false, anomaly = false, gravity = false;
    bool boundary_at_m_X = false;     ///< the limit of Case 1 at m_X
    bool trilinears_in_M_2 = false;   ///< linear operators in units of M_2 at their boundary
    bool elementary_singlet = false;  ///< generational linear operators are gravity-mediated
    QuarkBasis quark_basis = QuarkBasis::down;
    double highest_scale = 0;      ///< GeV; bounds the legs
    bool tan_beta_from_b = false;  ///< tan(beta) is a root of the condition on b at the boundary
    bool sign_mu_from_b = false;   ///< both signs of mu are looked at; only with tan_beta_from_b
    RootSearch roots{};
};

/// What a run of flipped SU(5) fixes once for all points.
struct FlippedSetup {
    double highest_scale = 0;      ///< GeV; bounds the messenger threshold, and with it the legs
    bool tan_beta_from_b = false;  ///< tan(beta) is a root of b(M_E) = 0
    bool sign_mu_from_b = false;   ///< both signs of mu are looked at; only with tan_beta_from_b
    RootSearch roots{};
};

struct BackendUnavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Stages on the processor: "auto" and "cpu" the widest present, else those of an instruction set. Throws BackendUnavailable.
backends::StageTable const& cpu_stages(std::string const& name);

/// Generalised gauge mediation bound to inputs and numerics. Throws BackendUnavailable where the backend asked for is missing.
std::unique_ptr<Evaluator> make_ggm_evaluator(GgmSetup const&, StandardModelInputs const&, Numerics const&, BackendChoice const&,
                                              SampledInputs const& = {});
/// The same for sequestered hidden sectors.
std::unique_ptr<Evaluator> make_sequestered_evaluator(SequesteredSetup const&, StandardModelInputs const&, Numerics const&,
                                                      BackendChoice const&, SampledInputs const& = {});
/// The same for flipped SU(5).
std::unique_ptr<Evaluator> make_flipped_evaluator(FlippedSetup const&, StandardModelInputs const&, Numerics const&, BackendChoice const&,
                                                  SampledInputs const& = {});

}  // namespace squall::pipeline
