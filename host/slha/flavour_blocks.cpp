#include "host/slha/flavour_blocks.hpp"

#include <cmath>
#include <cstdio>

#include "host/pipeline/columns.hpp"
#include "host/wilson/coefficients.hpp"

namespace squall::slha {
namespace {

constexpr double hbar_GeV_ps = 6.582119569e-13;  ///< GeV ps, CODATA 2018

/// A coefficient by the accord's numbers: quarks and leptons by PDG code, then the two brackets of the operator: 41, 42 gamma P_L, P_R; 37
/// gamma gamma5; 43, 44 sigma P_L, P_R; 63, 64 the same with T; 22 F, 21 G.
struct FlavourCoefficient {
    char const *fermions, *structure, *order, *name;
    Complex<double> standard_model, new_physics;
};

std::string exponential(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.16E", value);
    return text;
}

void add_coefficient(Block& block, FlavourCoefficient const& c, double Complex<double>::*part) {
    static constexpr char const* meaning[] = {", Standard Model", ", new physics", ""};
    double const values[] = {c.standard_model.*part, c.new_physics.*part, c.standard_model.*part + c.new_physics.*part};
    if (!std::isfinite(values[2])) return;
    for (int m = 0; m < 3; ++m) {
        char codes[32];
        std::snprintf(codes, sizeof codes, "%8s %s %s %d ", c.fermions, c.structure, c.order, m);
        // numbers with leading zeros: text, not an index
        block.add({}, codes + std::string(values[m] < 0 ? "" : " ") + exponential(values[m]), std::string(c.name) + meaning[m]);
    }
}

/// An output column and its place in FOBS: PDG code of the parent, type, value, scale, number of daughters, daughters.
/// Types: 1 branching ratio, 2 over the Standard Model's, 3 CP asymmetry, 7 mixing.
struct FlavourObservable {
    char const* column;
    long parent, type;
    double unit;  ///< by which the column is multiplied
    char const *daughters, *comment;
};
constexpr FlavourObservable flavour_observables[] = {
    {"bsgamma_br", 5, 1, 1, "2     3    22", "BR(B -> X_s gamma), E_gamma > 1.6 GeV"},
    {"bsgamma_ratio", 5, 2, 1, "2     3    22", "Gamma(b -> s gamma) over the Standard Model's, leading order"},
    {"bsgamma_acp", 5, 3, 1, "2     3    22", "direct CP asymmetry of B -> X_s gamma"},
    {"bdmumu_br", 511, 1, 1, "2    13   -13", "BR(B_d -> mu mu)"},
    {"bsmumu_br", 531, 1, 1, "2    13   -13", "BR(B_s -> mu mu), time-integrated"},
    {"btaunu_br", 521, 1, 1, "2   -15    16", "BR(B+ -> tau+ nu)"},
    {"btaunu_ratio", 521, 2, 1, "2   -15    16", "BR(B+ -> tau+ nu) over the Standard Model's"},
    {"delta_m_K", 311, 7, 1 / hbar_GeV_ps, "1  -311", "Delta M_K [1/ps], short distance"},
    {"delta_m_d", 511, 7, 1 / hbar_GeV_ps, "1  -511", "Delta M_d [1/ps]"},
    {"delta_m_s", 531, 7, 1 / hbar_GeV_ps, "1  -531", "Delta M_s [1/ps]"},
    {"mu_e_gamma_br", 13, 1, 1, "2    11    22", "BR(mu -> e gamma)"},
    {"tau_e_gamma_br", 15, 1, 1, "2    11    22", "BR(tau -> e gamma)"},
    {"tau_mu_gamma_br", 15, 1, 1, "2    13    22", "BR(tau -> mu gamma)"},
};

/// A column and its place in FDIPOLE: PDG code, type (1 electric dipole moment, 2 anomalous magnetic moment), M as in FWCOEF.
struct DipoleMoment {
    char const* column;
    long particle, type;
    char const* comment;
};
constexpr DipoleMoment dipole_moments[] = {
    {"d_e", 11, 1, "EDM of the electron [e cm]"},  {"delta_a_e", 11, 2, "a_e of sparticles"}, {"d_mu", 13, 1, "EDM of the muon [e cm]"},
    {"delta_a_mu", 13, 2, "a_mu of sparticles"},   {"d_tau", 15, 1, "EDM of the tau [e cm]"}, {"delta_a_tau", 15, 2, "a_tau of sparticles"},
    {"d_n", 2112, 1, "EDM of the neutron [e cm]"},
};

/// NaN where the point has no such column.
double output(EvaluatedPoint const& point, char const* name) {
    auto const place = pipeline::find_column(point.outputs, name);
    return place ? point.details.evaluation.column(*place)[0] : std::nan("");
}

}  // namespace

void add_wilson_coefficients(Document& document, EvaluatedPoint const& point) {
    auto const c = wilson::coefficients(point.details.spectrum, point.inputs, point.level);
    auto const &old_dipole = c.dipole_standard_model, &new_dipole = c.dipole;
    auto const &old_pair = c.muon_pair_standard_model, &new_pair = c.muon_pair[static_cast<int>(flavour::Transition::b_to_s)];
    FlavourCoefficient const table[] = {
        {"0305", "4422", "00", "C7", old_dipole.c7, new_dipole.c7},
        {"0305", "4322", "00", "C7'", old_dipole.c7_prime, new_dipole.c7_prime},
        {"0305", "6421", "00", "C8", old_dipole.c8, new_dipole.c8},
        {"0305", "6321", "00", "C8'", old_dipole.c8_prime, new_dipole.c8_prime},
        {"03051313", "4137", "99", "C10 of b -> s mu mu", old_pair.c10, new_pair.c10},
        {"03051313", "4237", "99", "C10' of b -> s mu mu", old_pair.c10_prime, new_pair.c10_prime},
    };
    auto& real = document.add("FWCOEF", "fermions, operator, order, M; H = -4 G_F/sqrt(2) V_tb V_ts* sum C_i O_i", c.scale);
    for (auto const& row : table) add_coefficient(real, row, &Complex<double>::re);
    auto& imaginary = document.add("IMFWCOEF", "imaginary part", c.scale);
    for (auto const& row : table) add_coefficient(imaginary, row, &Complex<double>::im);
}

void add_flavour_observables(Document& document, EvaluatedPoint const& point) {
    auto& observables = document.add("FOBS", "parent, type, value, scale (0: none), number of daughters, daughters");
    for (auto const& o : flavour_observables) {
        double const value = o.unit * output(point, o.column);
        if (std::isfinite(value)) observables.add({o.parent, o.type}, exponential(value) + "   0  " + o.daughters, o.comment);
    }
    auto& moments = document.add("FDIPOLE", "particle, type (1 electric, 2 anomalous magnetic), M (1: new physics)");
    for (auto const& d : dipole_moments) {
        double const value = output(point, d.column);
        if (std::isfinite(value)) moments.add({d.particle, d.type, 1}, value, d.comment);
    }
}

}  // namespace squall::slha
