#pragma once
#include "kernels/likelihood/term.hpp"
#include "kernels/textures/settings.hpp"

/// Stages of the pipeline as plain C-like functions over structures of arrays: the seam between code compiled for one
/// instruction set and everything else. Nothing here depends on the instruction set.
///
/// Arrays are [slot][point] with a common stride: slot s of point i is data[s * stride + i].
namespace squall::backends {

/// A block of points and how far they have got. `count` points are worked on: those listed in `active`.
struct ActivePoints {
    int const* active;
    int count;
};

/// A structure of arrays.
struct Columns {
    double* data;
    long stride;
};

/// What a run of the sequestered family is about; models::SequesteredRun explains it.
struct SequesteredSettings {
    bool gauge, gaugino, anomaly, gravity;
    bool boundary_at_m_X, trilinears_in_M_2, elementary_singlet;
};

/// Settings of the iteration, the same for all points of a run; models::RunSettings explains them.
struct IterationSettings {
    double const* standard_model;  ///< nodes of the Standard Model's trajectory, where the stages find them: on the host or on a device
    int standard_model_nodes;
    double m_Z, fixed_m_Z;
    double coupling_step, mssm_step, longest_leg;
    bool delta_b, two_loop_b, messenger_squark_scale, one_threshold;
    double susy_scale_factor;
    bool tree_level_breaking;      ///< mu and b from the tree-level potential: the one-loop one is looked at, and rejects nothing
    SequesteredSettings sequestered;
    double standard_model_step;    ///< longest step in ln Q of points with a Standard Model of their own; 0: they share the trajectory
};

/// Hadronic and other low-energy numbers of flavour observables: inputs that the running of the MSSM does not see. kernels/flavour explains
/// them where they are used: meson_mixing.hpp, bmumu.hpp, btaunu.hpp, lepton_observables.hpp, neutron_edm.hpp.
template <class Real>
struct HadronicInputs {
    struct Meson {
        Real mass, decay_constant, quark_masses;  ///< GeV
        Real bag[5];
    };
    Meson kaon, B_d, B_s, D;
    Real rgi_kaon, rgi_b, eta_tt, eta_ut, eta_uu, eta_b, kappa_epsilon;
    Real delta_m_kaon;                       ///< measured, GeV
    Real tau_D, tau_B_d, tau_B_s, tau_B_plus;///< lifetimes, s
    Real m_B_plus, f_B_plus;                 ///< GeV
    Real y_s;                                ///< Delta Gamma_s/(2 Gamma_s)
    Real inverse_alpha_thomson;              ///< 1/alpha(0)
    Real br_tau_e_nu_nu;
    Real neutron_edm[3], neutron_chromo[3];  ///< of u, d, s
    Real mu_kaon, mu_hadronic;               ///< scales of the bag parameters of K and D, and of the neutron's matrix elements, GeV
};

/// Inputs of the flavour stage; kernels/flavour explains them. Real members only, seen as an array of slots where it does not
/// matter which is which: points may have inputs of their own.
template <class Real>
struct FlavourInputs {
    Real G_F, m_W, m_c_mu_W, m_t_mu_W;  ///< GeV^-2, GeV, GeV, GeV
    Real mu_W;                          ///< GeV
    Real alpha_s_mu_W, alpha_s_mu_b, alpha_s_160;
    Real alpha_s_m_Z;                   ///< five flavours
    Real alpha_s_m_t;                   ///< at m_t(m_t), five flavours
    Real alpha_s_mu_kaon, alpha_s_mu_hadronic;  ///< four flavours
    Real inverse_alpha_em;              ///< at m_Z
    Real m_t_pole, m_t_m_t, m_c_m_c;    ///< GeV; MS-bar m_q(m_q)
    Real m_lepton_pole[3];              ///< e, mu, tau, GeV
    HadronicInputs<Real> hadronic;
};
/// The same for all points of a run.
using FlavourSettings = FlavourInputs<double>;
inline constexpr int flavour_input_count = sizeof(FlavourSettings) / sizeof(double);

/// Slots of the gauge and Yukawa couplings of the Standard Model (rge::GaugeYukawa), and of those with their scale (rge::StandardModelAt).
inline constexpr int standard_model_slots = 57, standard_model_at_slots = standard_model_slots + 1;

/// Columns of a ggm point (input), the order of Evaluator::parameters().
enum GgmParameter { ggm_Lambda, ggm_M_mess, ggm_tan_beta, ggm_sign_mu, ggm_n_Q, ggm_n_U, ggm_n_D, ggm_n_L, ggm_n_E,
                    ggm_M_Q, ggm_M_U, ggm_M_D, ggm_M_L, ggm_M_E,
                    ggm_root, ggm_messenger_set,  ///< which root of b(M_mess), which set of messengers: host/pipeline reads these
                    ggm_parameter_count };

/// Columns of a sequestered point (input), the order of Evaluator::parameters(): models::SequesteredPoint.
enum SequesteredParameter {
    sequestered_Lambda, sequestered_M_mess, sequestered_m_X, sequestered_Lambda_star, sequestered_M_star, sequestered_R_S,
    sequestered_alpha_hat, sequestered_c_lambda, sequestered_d_S, sequestered_R51, sequestered_m_gravitino, sequestered_M_half,
    sequestered_group_factor, sequestered_bulk_length, sequestered_tan_beta, sequestered_sign_mu, sequestered_n_Q,
    sequestered_gaugino_1 = sequestered_n_Q + 5, sequestered_k_B = sequestered_gaugino_1 + 3, sequestered_k_B_gravity,
    sequestered_A_Hu, sequestered_A_Hd = sequestered_A_Hu + 2, sequestered_c_Hu = sequestered_A_Hd + 2, sequestered_c_Hd,
    sequestered_A_matter,                             ///< Q U D L E, row by row, (re, im)
    sequestered_c_matter = sequestered_A_matter + 90, ///< Q U D L E: diagonal, then (12), (13), (23) as (re, im)
    sequestered_root = sequestered_c_matter + 45,     ///< host/pipeline reads it
    sequestered_parameter_count
};

/// Columns of models::SequesteredDerived.
enum SequesteredDerivedColumn {
    derived_m_gravitino, derived_F_S, derived_gamma_S, derived_lambda, derived_R51, derived_R52, derived_R53, derived_R54, derived_R57,
    derived_N_mess, derived_N_mess_effective, derived_mu_operator, derived_mu2_over_A_Hu_A_Hd, derived_b_over_mu_m_gravitino,
    derived_ufb_min, derived_lsp, derived_nlsp, derived_M_3, derived_m2_Q, derived_m2_E, derived_K_Hu, derived_K_Hd, derived_B,
    sequestered_derived_count
};

/// Columns of a point of flipped SU(5) (input), the order of Evaluator::parameters(): models::flipped_su5::Point.
enum FlippedParameter {
    flipped_M, flipped_F_over_M, flipped_hidden_lambda, flipped_hidden_f, flipped_hidden_m, flipped_hidden_shift, flipped_lambda_prime,
    flipped_N_F, flipped_N_G,
    flipped_m_prime,                              ///< row by row
    flipped_M_C_star = flipped_m_prime + 9, flipped_lambda_FN,
    flipped_power,                                ///< F, f-bar, l^c of each family
    flipped_tan_beta = flipped_power + 9, flipped_sign_mu,
    flipped_root,                                 ///< host/pipeline reads it
    flipped_parameter_count
};

/// Columns of models::flipped_su5::Derived.
enum FlippedDerivedColumn {
    flipped_derived_M, flipped_derived_F, flipped_derived_M_E, flipped_derived_lightest_messenger, flipped_derived_Lambda_G,
    flipped_derived_Lambda_S, flipped_derived_N_eff, flipped_derived_m_axion, flipped_derived_m_gravitino,
    flipped_derived_m_gravitino_all, flipped_derived_M_23, flipped_derived_inverse_alpha_5, flipped_derived_inverse_alpha_X,
    flipped_derived_M_U, flipped_derived_M_KK, flipped_derived_M_KK_over_M_23, flipped_derived_proton_lifetime,
    flipped_derived_dimension_five, flipped_derived_lsp, flipped_derived_nlsp, flipped_derived_count
};

/// Columns of the iteration's memory: Iterate.
enum IterateColumn { iterate_m_susy, iterate_delta_b, iterate_mu, iterate_status, iterate_change, iterate_retreats, iterate_memory,
                     iterate_known = iterate_memory + 8, iterate_column_count };

/// Columns a pass adds beside LowScale: models::LegsReport, the response of the bilinears first.
enum LegsColumn { response_mu_growth, response_b_growth, response_b_from_mu, response_m2_Hu, response_m2_Hd, top_g,
                  top_is_perturbative = top_g + 3, squark_at_messengers, legs_column_count };

/// Columns of the one-loop potential: its minimum at M_SUSY, CP-even Higgs masses, bilinears run up to the messenger scale.
enum OneLoopColumn { one_loop_mu, one_loop_b, one_loop_m_h, one_loop_m_H, messenger_mu, messenger_b, one_loop_column_count };

/// A batch of MSSM points to run from one scale to another.
struct MssmRun {
    Columns state;            ///< the 170 slots of rge::MssmWithVevs, changed in place
    double const* span;       ///< ln(Q_to/Q_from) of each point
    int count;
    int steps;
    bool two_loop_b;
    bool rk4;                 ///< classical Runge-Kutta instead of the low-storage stepper
};

struct IterationStage {
    IterationSettings const* settings;
    ActivePoints points;
    Columns parameters;       ///< of the family
    Columns iterate;          ///< iterate_column_count, in and out
    Columns low_scale;        ///< low_scale_slots + legs_column_count, out
    bool first;               ///< start from the first guess
    Columns standard_model_at_m_Z{};  ///< standard_model_slots of each point, in; none where points share the trajectory
    Columns standard_model{};         ///< standard_model_at_slots where the last pass left them, in and out; likewise
};

/// What a family tells of points beside their spectra.
struct DerivedStage {
    IterationSettings const* settings;
    ActivePoints points;
    Columns parameters;       ///< of the family, in
    Columns low_scale;        ///< in
    Columns spectrum;         ///< in
    Columns one_loop;         ///< in
    Columns derived;          ///< out
};

/// Columns of flavour::SpectrumInsertions.
enum MassInsertionColumn {
    insertions_up,                                     ///< LL (12, 13, 23), RR likewise, LR (12, 21, 13, 31, 23, 32)
    insertions_down = insertions_up + 12, insertions_lepton = insertions_down + 12,
    insertions_down_mean = insertions_lepton + 12,     ///< sqrt(LL RR) of down squarks: 12, 13, 23
    mass_insertion_count = insertions_down_mean + 3
};

struct SpectrumStage {
    ActivePoints points;
    Columns low_scale;        ///< in
    Columns spectrum;         ///< spectrum_slots, out
    Columns masses;           ///< third-generation names, out: third_generation_slots
    Columns one_loop;         ///< one_loop_column_count, out
    double* status;           ///< squall::Status of each point, in and out
    double fixed_m_Z;         ///< GeV, of the minimum conditions; 0: from the running couplings
    bool tree_level;          ///< as IterationSettings::tree_level_breaking
    Columns insertions{};     ///< mass_insertion_count, out; none: not wanted
};

struct FlavourStage {
    FlavourSettings const* settings;
    ActivePoints points;
    Columns spectrum;         ///< in
    Columns shared;           ///< packs::SharedFlavour, what the parts of the stage leave to each other
    Columns observables;      ///< flavour_column_count, out
    double* status;
    bool resummed;            ///< flavour::Enhanced
    Columns inputs{};         ///< flavour_input_count of each point, in; none: `settings` hold for all
};

/// Columns of the flavour stage.
enum FlavourColumn {
    delta_c7_re, delta_c7_im, delta_c8_re, delta_c8_im, c7_prime_re, c7_prime_im, c8_prime_re, c8_prime_im,
    c7_higgs, c7_chargino, c7_gluino, c7_neutralino, bsgamma_ratio, bsgamma_br, bsgamma_acp,
    delta_m_K, epsilon_K, delta_m_d, delta_m_s, x12_D,
    mu_e_gamma_br, tau_e_gamma_br, tau_mu_gamma_br, delta_a_e, delta_a_mu, delta_a_tau, edm_e, edm_mu, edm_tau, edm_n,
    bsmumu_br, bdmumu_br, bsmumu_adg, btaunu_br, btaunu_ratio,
    delta_c10_re, delta_c10_im, c10_prime_re, c10_prime_im, c_S_re, c_S_im, c_P_re, c_P_im, c_S_prime_re, c_S_prime_im, c_P_prime_re,
    c_P_prime_im, flavour_column_count
};

/// log L of points from their results.
struct LikelihoodStage {
    ActivePoints points;
    LikelihoodTerm const* terms;  ///< block after block
    int term_count, block_count;
    int const* observables;       ///< columns of `values`: of each term's predictions, one term's after the other's
    Columns values;               ///< results, in
    double const* status;         ///< squall::Status of each point, in; what is not ok is impossible
    Columns log_likelihood;       ///< log L, then that of each block, out
    double const* correlations;   ///< of correlated terms, which know their own
};

/// Points of a texture from their coefficients to masses and mixing.
struct TexturePoints {
    texture::Settings settings;
    texture::Running running;
    int count;
    Columns parameters;       ///< [texture::Parameter ...], in
    Columns predictions;      ///< [texture::Observable], out
    double* status;           ///< squall::Status, out
};

/// Draws first_draw ... first_draw + count - 1 of a texture's coefficients beside what is observed.
struct TextureDraws {
    texture::Settings settings;
    texture::Running running;
    texture::Law law;
    texture::LambdaSearch search;
    texture::Target const* targets;
    int target_count;
    unsigned long long seed, first_draw;
    int count;
    Columns deviations;       ///< ln|prediction/target| of each target, out
    double* largest;          ///< the largest modulus of these, out
    double* lambda;           ///< out
};

/// result = f(a, b, c), element by element; for tests of the arithmetic itself.
struct Arithmetic {
    enum Function { log, exp, sqrt, fma, divide } function;  ///< of a; a; a; a*b + c; a/b
    double const *a, *b, *c;
    double* result;
    int count;
};

/// How a point stands in its iteration.
enum class Ending : int {
    running,
    converged,
    exhausted,  ///< neither converged nor failed when the passes ran out
    failed,
};

/// Some of the endings.
struct EndingSet {
    unsigned int bits;
};
constexpr EndingSet one_of(Ending a) { return {1u << static_cast<int>(a)}; }
constexpr EndingSet one_of(Ending a, Ending b) { return {one_of(a).bits | one_of(b).bits}; }

/// What is looked at after a pass; bookkeeping.hpp has the law.
struct PassEnd {
    ActivePoints points;
    Columns iterate;          ///< in
    double* status;           ///< out
    double* passes;           ///< of each point, counted up
    Ending* ending;           ///< out
    double tolerance;         ///< of iterate_change
    bool last;                ///< no pass follows
};

/// What is looked at after the spectrum.
struct Judgement {
    ActivePoints points;
    double* status;           ///< in and out
    Ending* ending;           ///< converged or exhausted, in; failed where there are no observables, out
    Columns observables;      ///< NaN there
};

/// Results from the stages' arrays to a table [column][point].
struct CopyOut {
    ActivePoints points;
    double const* const* columns;  ///< of each result: where the value of point i is [i]
    int column_count;
    Columns values;
};

/// Sizes of the structs that travel between stages, in slots per point.
struct StageSizes {
    int low_scale, spectrum, third_generation, shared_flavour;
};

/// The stages of one instruction set.
struct StageTable {
    char const* name;
    int width;                                    ///< points per pack
    StageSizes sizes;
    void (*run_mssm)(MssmRun const&);
    void (*ggm_iteration)(IterationStage const&);
    void (*sequestered_iteration)(IterationStage const&);
    void (*sequestered_derived)(DerivedStage const&);
    void (*flipped_iteration)(IterationStage const&);
    void (*flipped_derived)(DerivedStage const&);
    void (*spectrum)(SpectrumStage const&);
    void (*flavour)(FlavourStage const&);
    void (*likelihood)(LikelihoodStage const&);
    void (*texture_points)(TexturePoints const&);
    void (*texture_draws)(TextureDraws const&);
    void (*arithmetic)(Arithmetic const&);
};

/// The instruction sets compiled in and present on this machine, widest last; the first is the scalar oracle.
struct StageTables {
    StageTable const* tables[3];
    int count;
};
StageTables available_stages();
/// The table of that name, or nullptr.
StageTable const* find_stages(char const* name);

}  // namespace squall::backends
