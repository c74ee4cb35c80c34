#include "host/slha/write_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/status_meaning.hpp"
#include "host/pipeline/status_name.hpp"
#include "host/slha/codes.hpp"
#include "host/slha/flavour_blocks.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/private_blocks.hpp"
#include "kernels/spectrum/tree_level.hpp"

namespace squall::slha {
namespace {

using LowScale = spectrum::LowScale<double>;
using Spectrum = spectrum::Spectrum<double>;
using Matrix = Matrix3<double>;

/// Where rows of a mixing matrix count as real or imaginary; they are unitary to 1e-15.
constexpr double no_phase = 1e-13;

std::optional<double> parameter(EvaluatedPoint const& point, std::string_view name) {
    auto const place = pipeline::find_column(point.parameters, name);
    return place ? std::optional(point.values[*place]) : std::nullopt;
}

std::optional<double> output(EvaluatedPoint const& point, std::string_view name) {
    auto const place = pipeline::find_column(point.outputs, name);
    return place ? std::optional(point.details.evaluation.column(*place)[0]) : std::nullopt;
}

/// A parameter that is given, or else found by the evaluator and an output.
double given_or_found(EvaluatedPoint const& point, std::string_view name) {
    auto const given = parameter(point, name);
    return given && std::isfinite(*given) ? *given : output(point, name).value_or(std::nan(""));
}

void add_if_finite(Block& block, long code, double value, std::string const& comment) {
    if (std::isfinite(value)) block.add({code}, value, comment);
}

std::string index_text(int i, int j) { return "(" + std::to_string(i + 1) + "," + std::to_string(j + 1) + ")"; }

/// BLOCK name, and BLOCK IMname where an entry is not real.
template <int N>
void add_matrix(Document& document, std::string const& name, std::optional<double> q, Complex<double> const (&m)[N][N],
                std::string const& comment) {
    bool real = true;
    for (auto const& row : m)
        for (auto const& entry : row) real = real && entry.im == 0;
    for (bool const imaginary : {false, true}) {
        if (imaginary && real) continue;
        auto& block = document.add((imaginary ? "IM" : "") + name, (imaginary ? "imaginary part" : comment), q);
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j)
                block.add({i + 1, j + 1}, imaginary ? m[i][j].im : m[i][j].re, (imaginary ? "Im " : "") + name + index_text(i, j));
    }
}

/// Some readers take a text up to the next #, over line ends: texts are followed by comments.
void add_program(Document& document, EvaluatedPoint const& point) {
    auto const status = point.details.evaluation.status[0];
    auto& info = document.add("SPINFO", "program");
    info.add({1}, "Squall", "spectrum calculator");
    info.add({2}, point.program_version, "version");
    if (status != Status::ok) {
        info.add({4}, std::string(pipeline::status_name(status)) + ": " + std::string(pipeline::status_meaning(status)), "no spectrum");
        return;
    }
    bool const loops = output(point, "mh_tree").has_value();
    info.add({3}, "masses at tree level from DRbar parameters at Q, one-loop running", "no pole-mass corrections");
    info.add({3}, loops ? "h0 from the one-loop effective potential" : "h0 at tree level, too light by tens of GeV",
             "other Higgs bosons: tree level");
}

bool has_parameter(EvaluatedPoint const& point, std::string_view name) {
    return std::ranges::any_of(point.parameters, [name](auto const& column) { return column.name == name; });
}

/// Whether the accord has blocks for the model.
bool is_gauge_mediation(EvaluatedPoint const& point) { return has_parameter(point, "Lambda") && !has_parameter(point, "m_X"); }

/// The blocks that the accord has for gauge mediation.
void add_gauge_mediation(Document& document, EvaluatedPoint const& point) {
    auto& minimal = document.add("MINPAR", "parameters of the model; all of them: " + std::string(parameters_block));
    add_if_finite(minimal, 1, given_or_found(point, "Lambda"), "Lambda [GeV]");
    add_if_finite(minimal, 2, given_or_found(point, "M_mess"), "M_mess [GeV]");
    add_if_finite(minimal, 3, given_or_found(point, "tan_beta"), "tan(beta), here at M_SUSY, DRbar");
    add_if_finite(minimal, 4, given_or_found(point, "sign_mu"), "sign(mu)");
    double const n_Q = given_or_found(point, "n_Q"), n_U = given_or_found(point, "n_U"), n_D = given_or_found(point, "n_D"),
                 n_L = given_or_found(point, "n_L"), n_E = given_or_found(point, "n_E");
    // seed 001: what the gauginos and scalars of each group see of the messengers
    double const n1 = (n_Q + 8 * n_U + 2 * n_D + 3 * n_L + 6 * n_E) / 5, n2 = 3 * n_Q + n_L, n3 = 2 * n_Q + n_U + n_D;
    if (n1 == n2 && n2 == n3) minimal.add({5}, n1, "N5, messengers like complete multiplets of SU(5)");
    auto& extended = document.add("EXTPAR", "messenger indices");
    add_if_finite(extended, 51, n1, "N1, U(1)_Y");
    add_if_finite(extended, 52, n2, "N2, SU(2)");
    add_if_finite(extended, 53, n3, "N3, SU(3)");
}

void add_model(Document& document, EvaluatedPoint const& point) {
    bool const gauge = is_gauge_mediation(point);
    auto& model = document.add("MODSEL", "model");
    if (gauge)
        model.add({1}, "2", "gauge mediation, messengers as in EXTPAR 51-53");
    else
        model.add({1}, "0",
                  std::string("general MSSM: ") + (has_parameter(point, "m_X") ? "sequestered hidden sector" : "flipped SU(5)") +
                      ", parameters in " + std::string(parameters_block));
    model.add({6}, "3", "flavour violation: squarks and sleptons are ordered by mass");
    if (gauge) {
        add_gauge_mediation(document, point);
    } else {
        auto& minimal = document.add("MINPAR", "parameters of the model; all of them: " + std::string(parameters_block));
        add_if_finite(minimal, 3, given_or_found(point, "tan_beta"), "tan(beta), here at M_SUSY, DRbar");
    }
    auto& all = document.add(parameters_block, "parameters of the model, in its order");
    for (std::size_t p = 0; p < point.parameters.size(); ++p) {
        auto const& column = point.parameters[p];
        add_if_finite(all, static_cast<long>(p) + 1, given_or_found(point, column.name),
                      column.name + (column.unit.empty() ? "" : " [" + column.unit + "]"));
    }
}

void add_inputs(Document& document, EvaluatedPoint const& point) {
    auto inputs = point.inputs;
    auto const quoted = [&](char const* name, double otherwise = std::nan("")) {
        auto const found = point.quoted.find(name);
        return found == point.quoted.end() ? otherwise : found->second;
    };
    auto& standard = document.add("SMINPUTS", "what the calculation starts from is in " + std::string(inputs_block));
    add_if_finite(standard, 1, quoted("inverse_alpha_em"), "1/alpha_em(m_Z), MSbar, five flavours");
    standard.add({2}, inputs.G_F, "G_F [GeV^-2]");
    add_if_finite(standard, 3, quoted("alpha_s", alpha_s_five_flavours(inputs)), "alpha_s(m_Z), MSbar, five flavours");
    standard.add({4}, inputs.m_Z, "m_Z [GeV], pole");
    bool const bottom = point.quoted.contains("m_b_m_b");
    add_if_finite(standard, 5, bottom ? quoted("m_b_m_b") : bottom_mass_at_itself(inputs),
                  std::string("m_b(m_b) [GeV], MSbar") + (bottom ? "" : ", from the running mass at m_Z"));
    add_if_finite(standard, 6, quoted("m_t_pole"), "m_t [GeV], pole");
    add_if_finite(standard, 7, quoted("m_tau_pole"), "m_tau [GeV], pole");
    add_if_finite(standard, 11, quoted("m_e_pole"), "m_e [GeV], pole");
    add_if_finite(standard, 13, quoted("m_mu_pole"), "m_mu [GeV], pole");
    add_if_finite(standard, 21, quoted("m_d_2GeV"), "m_d(2 GeV) [GeV], MSbar");
    add_if_finite(standard, 22, quoted("m_u_2GeV"), "m_u(2 GeV) [GeV], MSbar");
    add_if_finite(standard, 23, quoted("m_s_2GeV"), "m_s(2 GeV) [GeV], MSbar");
    add_if_finite(standard, 24, quoted("m_c_m_c"), "m_c(m_c) [GeV], MSbar");
    auto& ckm = document.add("VCKMIN", "Wolfenstein parameters, PDG convention");
    ckm.add({1}, inputs.ckm_lambda, "lambda");
    ckm.add({2}, inputs.ckm_A, "A");
    ckm.add({3}, inputs.ckm_rhobar, "rho-bar");
    ckm.add({4}, inputs.ckm_etabar, "eta-bar");
    auto& own = document.add(inputs_block, "running inputs of the calculation");
    for (auto const& slot : input_slots(inputs)) {
        bool const known = *slot.value > slot.range.least;
        if (known || slot.required) own.add({slot.code}, *slot.value, slot.meaning);
    }
    own.add({entry_level}, point.level == flavour::Enhanced::resummed ? 1.0 : 0.0, "chirally enhanced corrections: 1 resummed, 0 one loop");
}

/// Neutralino masses and mixing as readers expect them: real N with signed masses where every row allows it, else complex N and masses >=
/// 0.
struct NeutralinoTable {
    double masses[4];
    Complex<double> N[4][4];
};
NeutralinoTable neutralino_table(Spectrum const& s) {
    NeutralinoTable real{}, complex{};
    bool all_real = true;
    for (int k = 0; k < 4; ++k) {
        double re = 0, im = 0;
        for (auto const& entry : s.neutralino_N[k]) {
            re = std::max(re, std::abs(entry.re));
            im = std::max(im, std::abs(entry.im));
        }
        all_real = all_real && std::min(re, im) < no_phase;
        bool const negative = im > re;  // N_k = i R_k: R has the mass -m
        real.masses[k] = negative ? -s.m_neutralino[k] : s.m_neutralino[k];
        complex.masses[k] = s.m_neutralino[k];
        for (int j = 0; j < 4; ++j) {
            real.N[k][j] = {negative ? s.neutralino_N[k][j].im : s.neutralino_N[k][j].re, 0.0};
            complex.N[k][j] = s.neutralino_N[k][j];
        }
    }
    return all_real ? real : complex;
}

void add_masses(Document& document, EvaluatedPoint const& point, NeutralinoTable const& neutralinos) {
    auto const& s = point.details.spectrum;
    auto& masses = document.add("MASS", "GeV; squarks, sleptons and sneutrinos in order of mass");
    masses.add({W_code}, point.inputs.m_W, "W+, input");
    masses.add({h_code}, output(point, "mh").value_or(s.m_h), "h0");
    masses.add({H_code}, s.m_H, "H0");
    masses.add({A_code}, s.m_A, "A0");
    masses.add({Hp_code}, s.m_Hp, "H+");
    auto const list = [&](auto const& codes, auto const& values, std::string const& name) {
        for (std::size_t i = 0; i < codes.size(); ++i) masses.add({codes[i]}, values[i], name + std::to_string(i + 1));
    };
    list(down_squark_codes, s.m_down_squark, "~d_");
    list(up_squark_codes, s.m_up_squark, "~u_");
    list(slepton_codes, s.m_slepton, "~l_");
    list(sneutrino_codes, s.m_sneutrino, "~nu_");
    masses.add({gluino_code}, s.m_gluino, "~g");
    list(neutralino_codes, neutralinos.masses, "~chi0_");
    list(chargino_codes, s.m_chargino, "~chi+_");
}

/// The angle that takes (Re Hd, Re Hu) to (H, h), in (-pi/2, 0): tree level (hep-ph/9709356, section 8.1).
double tree_alpha(Spectrum const& s) {
    double const beta = std::atan(s.tan_beta), m_A2 = s.m_A * s.m_A, m_Z2 = s.m_Z * s.m_Z;
    return 0.5 * std::atan2(-(m_A2 + m_Z2) * std::sin(2 * beta), -(m_A2 - m_Z2) * std::cos(2 * beta));
}

void add_couplings(Document& document, EvaluatedPoint const& point) {
    auto const& s = point.details.spectrum;
    auto const& low = point.details.low_scale;
    double const q = s.m_susy;
    document.add("ALPHA", "tree level").add({}, tree_alpha(s), "alpha");
    auto& higgs = document.add("HMIX", "DRbar", q);
    higgs.add({1}, s.mu.re, "mu [GeV], tree-level minimum: the masses follow from it; one loop: " + std::string(spectrum_block) + " 11");
    higgs.add({2}, s.tan_beta, "tan(beta)");
    higgs.add({3}, std::numbers::sqrt2 * v_higgs, "v [GeV]");
    double const t = s.tan_beta;
    higgs.add({4}, s.b * (1 + t * t) / t, "m_A^2 = 2 b/sin(2 beta) [GeV^2], tree level");
    auto& gauge = document.add("GAUGE", "DRbar", q);
    gauge.add({1}, std::sqrt(0.6) * s.g[0], "g'");
    gauge.add({2}, s.g[1], "g2");
    gauge.add({3}, s.g[2], "g3");
    auto& soft = document.add("MSOFT", "DRbar", q);
    for (int a = 0; a < 3; ++a) soft.add({a + 1}, s.gaugino[a].re, "M_" + std::to_string(a + 1) + " [GeV]");
    soft.add({21}, low.m_Hd2, "m^2_Hd [GeV^2]");
    soft.add({22}, low.m_Hu2, "m^2_Hu [GeV^2]");
    if (std::any_of(s.gaugino, s.gaugino + 3, [](auto M) { return M.im != 0; })) {
        auto& phases = document.add("IMMSOFT", "imaginary part", q);
        for (int a = 0; a < 3; ++a) phases.add({a + 1}, s.gaugino[a].im, "Im M_" + std::to_string(a + 1) + " [GeV]");
    }
}

/// Yukawas, trilinears and soft masses in the super-CKM basis. With d_R = W_R d_R', d_L = W_L d_L' (W_R† Y W_L diagonal):
/// T = W_R† a W_L has the singlet first, so that T_D(3,2) takes s_L~ to b_R~ (arXiv:0801.0045, eqs. 22, 28);
/// m^2 = W† m^2 W, that of the squark doublet in the basis of the down quarks.
void add_flavour(Document& document, EvaluatedPoint const& point) {
    auto const& low = point.details.low_scale;
    double const q = point.details.spectrum.m_susy;
    spectrum::MassBasis<double> bases[3];
    spectrum::QuarkSector<double> quarks;
    spectrum::fermion_sector(low, bases, quarks);
    static constexpr char const* sector[] = {"U", "D", "E"};
    for (int f = 0; f < 3; ++f) {
        auto& yukawa = document.add(std::string("Y") + sector[f], "DRbar", q);
        for (int i = 0; i < 3; ++i) yukawa.add({i + 1, i + 1}, bases[f].y[i], std::string("Y") + sector[f] + index_text(i, i));
    }
    for (int f = 0; f < 3; ++f) {
        Matrix product, rotated;
        DenseBackend<double>::multiply(low.trilinear[f], bases[f].left, product);
        DenseBackend<double>::adjoint_multiply(bases[f].right, product, rotated);
        add_matrix(document, std::string("T") + sector[f], q, rotated.e, "GeV, DRbar, super-CKM: (singlet, doublet)");
    }
    auto const soft_mass = [&](char const* name, Matrix const& basis, spectrum::Multiplet which) {
        Matrix rotated;
        spectrum::rotated(basis, low.m2[which], rotated);
        add_matrix(document, name, q, rotated.e, "GeV^2, DRbar, super-CKM");
    };
    soft_mass("MSQ2", bases[spectrum::down].left, spectrum::Q);
    soft_mass("MSU2", bases[spectrum::up].right, spectrum::U);
    soft_mass("MSD2", bases[spectrum::down].right, spectrum::D);
    soft_mass("MSL2", bases[spectrum::lepton].left, spectrum::L);
    soft_mass("MSE2", bases[spectrum::lepton].right, spectrum::E);
}

void add_mixing(Document& document, Spectrum const& s, NeutralinoTable const& neutralinos) {
    add_matrix(document, "VCKM", s.m_susy, s.quarks.ckm, "DRbar");
    add_matrix(document, "USQMIX", s.m_susy, s.Z_up, "up squarks: mass, (u_L c_L t_L u_R c_R t_R)");
    add_matrix(document, "DSQMIX", s.m_susy, s.Z_down, "down squarks: mass, (d_L s_L b_L d_R s_R b_R)");
    add_matrix(document, "SELMIX", s.m_susy, s.Z_lepton, "sleptons: mass, (e_L mu_L tau_L e_R mu_R tau_R)");
    add_matrix(document, "SNUMIX", s.m_susy, s.Z_sneutrino, "sneutrinos: mass, (e mu tau)");
    add_matrix(document, "NMIX", {}, neutralinos.N, "neutralinos: mass, (B W3 Hd Hu)");
    add_matrix(document, "UMIX", {}, s.chargino_U, "charginos, negative: mass, (W- Hd-)");
    add_matrix(document, "VMIX", {}, s.chargino_V, "charginos, positive: mass, (W+ Hu+)");
}

void add_own_results(Document& document, EvaluatedPoint const& point) {
    auto const& s = point.details.spectrum;
    auto& masses = document.add(running_mass_block, "running masses of the Standard Model y v [GeV], MSbar", s.m_susy);
    for (int i = 0; i < 3; ++i) {
        masses.add({up_codes[i]}, s.quarks.m_up[i]);
        masses.add({down_codes[i]}, s.quarks.m_down[i]);
        masses.add({lepton_codes[i]}, s.quarks.m_lepton[i]);
    }
    auto const results = [&](Block& block, std::span<ResultCode const> codes) {
        for (auto const& [code, name] : codes) {
            if (auto const place = pipeline::find_column(point.outputs, name))
                add_if_finite(block, code, *output(point, name), name + (": " + point.outputs[*place].meaning));
        }
    };
    auto& own = document.add(spectrum_block, "what the accord has no place for", s.m_susy);
    own.add({entry_b}, s.b, "b [GeV^2], tree-level minimum");
    own.add({entry_tree_m_h}, s.m_h, "m_h [GeV], tree level");
    own.add({entry_running_m_W}, s.m_W, "g2 v/sqrt(2) [GeV]");
    own.add({entry_running_m_Z}, s.m_Z, "sqrt((g2^2 + g'^2)/2) v [GeV]");
    results(own, spectrum_results());
    results(document.add(bsgamma_block, "new physics in b -> s gamma"), bsgamma_results());
}

}  // namespace

Document spectrum_document(EvaluatedPoint const& point) {
    Document document;
    add_program(document, point);
    add_model(document, point);
    add_inputs(document, point);
    if (point.details.evaluation.status[0] != Status::ok) return document;
    auto const& s = point.details.spectrum;
    auto const neutralinos = neutralino_table(s);
    add_masses(document, point, neutralinos);
    add_couplings(document, point);
    add_flavour(document, point);
    add_mixing(document, s, neutralinos);
    add_wilson_coefficients(document, point);
    add_flavour_observables(document, point);
    add_own_results(document, point);
    return document;
}

}  // namespace squall::slha
