#pragma once

/// What textures are, as plain data for host, packs and devices alike.
namespace squall::texture {

/// Matrices of coefficients of order one, each 3x3: (row i)(column j).
enum Matrix {
    up,        ///< (Q_i)(U^c_j)
    down,      ///< (Q_i)(D^c_j)
    lepton,    ///< (L_i)(E^c_j)
    dirac,     ///< (L_i)(N^c_j)
    singlet,   ///< (N^c_i)(S_j) of a double see-saw
    majorana,  ///< symmetric: of light neutrinos, of N^c, or of the S_j, as `Neutrinos` says
    matrix_count
};

/// Where the matrix K of light neutrinos, W = kappa_0 K_ij (L_i Hu)(L_j Hu)/2, comes from. D, S, M: dirac, singlet, majorana.
enum class Neutrinos : int {
    none,
    weinberg,       ///< K = M
    seesaw,         ///< K = D M^-1 D^T
    double_seesaw,  ///< K = D S^-T M S^-1 D^T
};

/// Factors before the matrices of charged fermions.
enum class Normalisation : int { none, N_u, N_d, N_e };

/// A texture: matrix entry = normalisation lambda^exponent coefficient. The same for all points.
struct Settings {
    double exponent[matrix_count][3][3];  ///< infinite: a texture zero
    bool symmetric[matrix_count];         ///< the entries above the diagonal stand for those below
    bool dirac_is_up_transposed;          ///< the coefficients of `dirac` are those of `up`, transposed
    Neutrinos neutrinos;
    bool leptons;                         ///< charged leptons and neutrinos are looked at
    bool inverted_ordering;               ///< the lightest neutrino is nu_3
    Normalisation normalisation[3];       ///< of up, down, lepton
    double drawn_with[3];                 ///< N_u, N_d, N_e of random draws
    double drawn_kappa_0;                 ///< 1/GeV, the same
    double charged_unit[3];               ///< GeV: what a singular value of up, down, lepton stands for where masses are told
    double neutrino_unit;                 ///< GeV^2: the same of K in units of kappa_0
    bool details;                         ///< moduli of the CKM matrix, phases and m_ee are told
    double mixing_tolerance;              ///< of singular vectors, absolute; 0: all digits
    double lambda;                        ///< where all points share it; 0: each has its own
    double suppression[matrix_count][3][3];  ///< lambda^exponent where all points share it
};

/// A way from the scale of a texture to M_Z: one-loop MSSM down to M_S, one-loop Standard Model below. Scales in GeV.
struct Running {
    double scale, M_S, m_Z;
    double g[3];              ///< at `scale`, g1 GUT-normalised
    double tan_beta;  ///< of draws; points have their own
    double higgs_self_coupling;  ///< lambda of -lambda/4 (phi†phi)^2, in the running of kappa below M_S
    int mssm_steps, standard_model_steps;  ///< both 0: masses and mixing at the scale of the texture
    bool stepwise_decoupling;              ///< of heavy neutrinos, each at its mass; else all of them at `scale`
};

/// How coefficients are drawn: modulus and phase independent of each other.
struct Law {
    enum class Modulus : int {
        log_uniform,  ///< ln|c| uniform between ln min and ln max
        log_normal,   ///< ln|c| normal about ln median with sigma
        uniform,      ///< |c| uniform between min and max
        gaussian,     ///< real and imaginary part normal, <|c|^2> = sigma^2
    } modulus;
    double min, max, median, sigma;  ///< those that the modulus has
    bool real;                       ///< phases 0 and pi alone; gaussian: a real normal number
};

/// How lambda is chosen for each draw: least Xi + exp(penalty_slope (lambda - penalty_start)), Xi the largest factor from a target
/// (Cornella, Curtin, Neil, Thompson, arXiv:2306.08026).
struct LambdaSearch {
    double min, max;  ///< 0 < min < max < 1; both 0: lambda is what the settings say
    double penalty_slope, penalty_start;
    int grid, refinements;
};

/// Parameters of a point beside its coefficients, in the order of columns.
enum Parameter { N_u, N_d, N_e, lambda, kappa_0, tan_beta, coefficients };
/// (re, im) of entry (i, j) of a matrix is at coefficients + 18 matrix + 6 i + 2 j.
inline constexpr int parameter_count = coefficients + 18 * matrix_count;

/// What a texture predicts, in the order of columns. Masses in GeV, of neutrinos in eV, angles in radians.
enum Observable {
    m_u, m_c, m_t, m_d, m_s, m_b, m_e, m_mu, m_tau,
    ckm_s12, ckm_s23, ckm_s13, ckm_delta, ckm_J,
    V_ud, V_us, V_ub, V_cd, V_cs, V_cb, V_td, V_ts, V_tb,  ///< moduli
    sin2_theta12, sin2_theta23, sin2_theta13, pmns_delta, pmns_J,
    m_nu_1, m_nu_2, m_nu_3, dm21, dm31,                   ///< eV, eV^2
    dm21_over_dm31,
    m_ee,                                                 ///< eV, of neutrinoless double beta decay
    observable_count
};

/// Something observed that draws are compared with: by the logarithm of the ratio of moduli.
struct Target {
    int observable;
    double value;
    Normalisation free;  ///< the normalisation that goes with it is chosen for each draw, to make its largest deviation small
};
inline constexpr int most_targets = observable_count;

}  // namespace squall::texture
