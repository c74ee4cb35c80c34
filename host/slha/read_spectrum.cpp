#include "host/slha/read_spectrum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "host/config/error.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "host/slha/codes.hpp"
#include "host/slha/private_blocks.hpp"
#include "host/slha/ranges.hpp"
#include "kernels/ode/rk4.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/rge/standard_model.hpp"
#include "kernels/spectrum/low_scale.hpp"
#include "kernels/spectrum/mass_basis.hpp"
#include "kernels/spectrum/matching.hpp"

namespace squall::slha {
namespace {

using config::ConfigError;
using Spectrum = spectrum::Spectrum<double>;

/// Rows of a mixing matrix may miss their unit length, and each other's right angle, by this much: files print four digits or more.
constexpr double unit_tolerance = 2e-3;
/// From m_Z to a few TeV: 1e-12.
constexpr int standard_model_steps = 100;

/// Looks things up near one scale, and says what is missing for what.
class Lookup {
public:
    Lookup(Document const& document, double q) : document_(document), q_(q) {}

    Block const* block(std::string const& name) const { return document_.nearest(name, q_); }
    Block const& required(std::string const& name, std::string const& purpose) const {
        if (auto const* found = block(name)) return *found;
        throw ConfigError(document_.file() + ": there is no BLOCK " + name + " (it is needed for " + purpose +
                          "); use a file from a spectrum generator that writes it");
    }
    Entry const& entry(std::string const& name, std::vector<long> const& index, std::string const& purpose) const {
        auto const& found = required(name, purpose);
        if (auto const* entry = found.find(index)) return *entry;
        std::string text;
        for (long const i : index) text += " " + std::to_string(i);
        throw ConfigError({document_.file(), found.line, 1},
                          "BLOCK " + name + " has no entry" + text + " (it is needed for " + purpose + "); add it");
    }
    double number(std::string const& name, std::vector<long> const& index, std::string const& purpose, Range const& range) const {
        return document_.number(entry(name, index, purpose), range);
    }
    double optional(std::string const& name, std::vector<long> const& index, double otherwise, Range const& range) const {
        auto const* found = find(name, index);
        return found ? document_.number(*found, range) : otherwise;
    }
    /// 0 is for generations a file leaves out.
    double light_yukawa(std::string const& name, int generation, double otherwise) const {
        auto const* found = find(name, {generation, generation});
        return found && document_.number(*found) == 0 ? 0 : optional(name, {generation, generation}, otherwise, coupling_range);
    }
    /// Negative ones are a convention for phases.
    double fermion_mass(long code, std::string const& particle) const {
        auto const& found = entry("MASS", {code}, "the mass of the " + particle);
        double const result = document_.number(found);
        document_.require(found.line, std::abs(result), mass_range);
        return result;
    }
    double scalar_mass(long code, std::string const& particle) const {
        auto const& found = entry("MASS", {code}, "the mass of the " + particle + " " + std::to_string(code));
        if (document_.number(found) > 0) return document_.number(found, mass_range);
        throw InvalidSpectrum(config::to_string({document_.file(), found.line, 1}) + ": the " + particle + " " + std::to_string(code) +
                              " has no positive mass (a tachyon: this is no vacuum); there is nothing to compute from it");
    }

    /// A mixing matrix with its imaginary part, if there is one; it must be unitary.
    template <int N>
    void mixing(std::string const& name, std::string const& purpose, Complex<double> (&m)[N][N]) const {
        auto const& re = required(name, purpose);
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j) m[i][j] = {element(name, i, j), element("IM" + name, i, j)};
        auto const refuse = [&](std::string const& problem) {
            throw ConfigError({document_.file(), re.line, 1},
                              problem + " (mixing matrices are unitary; an IM" + name + " may be missing); correct it");
        };
        for (int i = 0; i < N; ++i) {
            auto const row = std::to_string(i + 1);
            for (int k = 0; k < i; ++k)
                if (modulus(product(m[i], m[k])) > unit_tolerance)
                    refuse("rows " + std::to_string(k + 1) + " and " + row + " of " + name + " are not orthogonal");
            if (std::abs(product(m[i], m[i]).re - 1) > unit_tolerance) refuse("row " + row + " of " + name + " does not have unit length");
        }
    }

private:
    Entry const* find(std::string const& name, std::vector<long> const& index) const {
        auto const* found = block(name);
        return found ? found->find(index) : nullptr;
    }
    /// Of a matrix; what a file leaves out is 0.
    double element(std::string const& name, int i, int j) const {
        auto const* found = find(name, {i + 1, j + 1});
        return found ? document_.number(*found) : 0.0;
    }
    template <int N>
    static Complex<double> product(Complex<double> const (&a)[N], Complex<double> const (&b)[N]) {
        auto sum = complex_zero<double>();
        for (int j = 0; j < N; ++j) sum = sum + a[j] * conj(b[j]);
        return sum;
    }

    Document const& document_;
    double q_;
};

/// States of a sector, to be put in order of mass.
template <int N>
struct States {
    double masses[N];
    Complex<double> Z[N][N];
};

template <int N>
void store_ascending(States<N> const& states, double (&masses)[N], Complex<double> (&Z)[N][N]) {
    std::array<int, N> order;
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return states.masses[a] < states.masses[b]; });
    for (int i = 0; i < N; ++i) {
        masses[i] = states.masses[order[i]];
        std::copy(std::begin(states.Z[order[i]]), std::end(states.Z[order[i]]), Z[i]);
    }
}

/// One sector of charged sfermions: the names of its mixing matrices in SLHA2 and SLHA1.
struct SfermionNames {
    char const *mixing, *third_generation, *particle;
    std::array<double, 2> flavour_violation;  ///< values of MODSEL 6 that say its generations mix
};

void read_sfermions(Lookup const& file, std::array<long, 6> const& codes, SfermionNames const& names, double (&masses)[6],
                    Complex<double> (&Z)[6][6]) {
    States<6> states{};
    for (int i = 0; i < 6; ++i) states.masses[i] = file.scalar_mass(codes[i], names.particle);
    std::string const purpose = "the mixing of " + std::string(names.particle) + "s";
    double const flavour = file.optional("MODSEL", {6}, 0, flavour_range);
    bool const violated = std::ranges::find(names.flavour_violation, flavour) != names.flavour_violation.end();
    if (violated || file.block(names.mixing)) {
        file.mixing(names.mixing, purpose, states.Z);
    } else {  // SLHA1: states L1 L2 3_1 R1 R2 3_2
        Complex<double> third[2][2];
        file.mixing(names.third_generation, purpose + " (" + names.mixing + " of SLHA2 would do as well)", third);
        for (int const i : {0, 1, 3, 4}) states.Z[i][i] = {1.0, 0.0};
        for (int i = 0; i < 2; ++i)
            for (int j = 0; j < 2; ++j) states.Z[2 + 3 * i][2 + 3 * j] = third[i][j];
    }
    store_ascending(states, masses, Z);
}

void read_sneutrinos(Lookup const& file, Spectrum& s) {
    States<3> states{};
    for (int i = 0; i < 3; ++i) {
        states.masses[i] = file.scalar_mass(sneutrino_codes[i], "sneutrino");
        states.Z[i][i] = {1.0, 0.0};
    }
    if (file.block("SNUMIX")) file.mixing("SNUMIX", "the mixing of sneutrinos", states.Z);
    store_ascending(states, s.m_sneutrino, s.Z_sneutrino);
}

/// A negative mass m with a real row R stands for |m| and the row i R: N* M N† changes its sign.
void read_neutralinos(Lookup const& file, Spectrum& s) {
    file.mixing("NMIX", "the neutralino loops of b -> s gamma", s.neutralino_N);
    for (int k = 0; k < 4; ++k) {
        double const mass = file.fermion_mass(neutralino_codes[k], "neutralino " + std::to_string(k + 1));
        s.m_neutralino[k] = std::abs(mass);
        if (mass < 0)
            for (auto& entry : s.neutralino_N[k]) entry = {-entry.im, entry.re};
    }
}

/// A negative mass changes the sign of a row of V: U* X V†.
void read_charginos(Lookup const& file, Spectrum& s) {
    file.mixing("UMIX", "the chargino loops of b -> s gamma", s.chargino_U);
    file.mixing("VMIX", "the chargino loops of b -> s gamma", s.chargino_V);
    for (int k = 0; k < 2; ++k) {
        double const mass = file.fermion_mass(chargino_codes[k], "chargino " + std::to_string(k + 1));
        s.m_chargino[k] = std::abs(mass);
        if (mass < 0)
            for (auto& entry : s.chargino_V[k]) entry = -entry;
    }
}

void read_gluino(Lookup const& file, Spectrum& s) {
    double const mass = file.fermion_mass(gluino_code, "gluino");
    s.m_gluino = std::abs(mass);
    s.gluino_phase = spectrum::phase_of(s.gaugino[2]);
    if (mass < 0) s.gluino_phase = -s.gluino_phase;
}

void read_running(Lookup const& file, Spectrum& s) {
    s.tan_beta = file.number("HMIX", {2}, "tan(beta) at Q", tan_beta_range);
    s.mu = {file.number("HMIX", {1}, "mu at Q", signed_mass_range), file.optional("IMHMIX", {1}, 0.0, signed_mass_range)};
    char const* const vertices = "the gauge couplings of superpartners";
    s.g[0] = file.number("GAUGE", {1}, vertices, coupling_range) / std::sqrt(0.6);
    s.g[1] = file.number("GAUGE", {2}, vertices, coupling_range);
    s.g[2] = file.number("GAUGE", {3}, vertices, coupling_range);
    for (int a = 0; a < 3; ++a)
        s.gaugino[a] = {file.number("MSOFT", {a + 1}, "the phases of gauginos", signed_mass_range),
                        file.optional("IMMSOFT", {a + 1}, 0.0, signed_mass_range)};
    s.m_Z = file.optional(spectrum_block, {entry_running_m_Z}, std::sqrt(spectrum::z_mass_squared(s.g[0], s.g[1])), mass_range);
    s.m_W = file.optional(spectrum_block, {entry_running_m_W}, std::sqrt(spectrum::w_mass_squared(s.g[1])), mass_range);
}

void read_higgs(Lookup const& file, Spectrum& s) {
    s.m_h = file.optional(spectrum_block, {entry_tree_m_h}, file.scalar_mass(h_code, "light Higgs boson"), mass_range);
    s.m_H = file.scalar_mass(H_code, "heavy Higgs boson");
    s.m_A = file.scalar_mass(A_code, "CP-odd Higgs boson");
    s.m_Hp = file.scalar_mass(Hp_code, "charged Higgs boson");
    double const m_A_squared = file.optional("HMIX", {4}, s.m_A * s.m_A, squared_mass_range);
    s.b = file.optional(spectrum_block, {entry_b}, m_A_squared * s.tan_beta / (1 + s.tan_beta * s.tan_beta), squared_mass_range);
}

/// Running masses and the CKM matrix from the inputs at m_Z.
void run_quarks(pipeline::StandardModelInputs const& inputs, double q, spectrum::QuarkSector<double>& quarks) {
    rge::DenseGaugeYukawa<double> state;
    auto const at_m_Z = pipeline::standard_model_state(inputs);
    std::copy(at_m_Z.begin(), at_m_Z.end(), ode::slots<double>(state));
    ode::integrate_rk4(rge::StandardModelOneLoop<DenseBackend<double>>{}, state, std::log(q / inputs.m_Z), standard_model_steps);
    spectrum::running_masses(state.Y[rge::up], quarks.m_up);
    spectrum::running_masses(state.Y[rge::down], quarks.m_down);
    spectrum::running_masses(state.Y[rge::lepton], quarks.m_lepton);
    spectrum::MassBasis<double> up_basis, down_basis;
    spectrum::find_mass_basis(state.Y[rge::up], up_basis);
    spectrum::find_mass_basis(state.Y[rge::down], down_basis);
    spectrum::take_standard_phases(up_basis, down_basis);
    Matrix3<double> ckm;
    spectrum::ckm_matrix(up_basis, down_basis, ckm);
    for (int i = 0; i < 3; ++i) std::copy(std::begin(ckm.e[i]), std::end(ckm.e[i]), quarks.ckm[i]);
}

void read_quarks(Lookup const& file, pipeline::StandardModelInputs const& inputs, Spectrum& s) {
    auto& quarks = s.quarks;
    run_quarks(inputs, s.m_susy, quarks);
    if (file.block("VCKM")) file.mixing("VCKM", "the CKM matrix", quarks.ckm);
    auto const vev = spectrum::higgs_vevs(s.tan_beta);
    auto const sector = [&](std::string const& name, std::array<long, 3> const& codes, double v, double(&y)[3], double(&m)[3]) {
        for (int i = 0; i < 3; ++i) {
            m[i] = file.optional(running_mass_block, {codes[i]}, m[i], mass_range);
            y[i] = i == 2 ? file.number(name, {3, 3}, "the Yukawa coupling of the third generation", coupling_range)
                          : file.light_yukawa(name, i + 1, m[i] / v);
        }
    };
    sector("YU", up_codes, vev.v_u, quarks.y_up, quarks.m_up);
    sector("YD", down_codes, vev.v_d, quarks.y_down, quarks.m_down);
    sector("YE", lepton_codes, vev.v_d, quarks.y_lepton, quarks.m_lepton);
}

/// The scale of HMIX.
double scale_of(Document const& document) {
    auto const* higgs = document.find("HMIX");
    if (!higgs)
        throw ConfigError(document.file() +
                          ": there is no BLOCK HMIX (it is needed for mu, tan(beta) and the scale of the spectrum); "
                          "use a file from a spectrum generator");
    if (!higgs->q)
        throw ConfigError({document.file(), higgs->line, 1},
                          "BLOCK HMIX has no Q= (it is the scale at which all running quantities are taken); add it");
    document.require(higgs->line, *higgs->q, scale_range);
    return *higgs->q;
}

void require_valid(Document const& document) {
    auto const* info = document.find("SPINFO");
    if (auto const* error = info ? info->find({4}) : nullptr)
        throw InvalidSpectrum(config::to_string({document.file(), error->line, 1}) +
                              ": the spectrum is not valid (SPINFO 4: " + error->value + "); there is nothing to compute from it");
}

}  // namespace

Spectrum read_spectrum(Document const& document, pipeline::StandardModelInputs const& inputs) {
    require_valid(document);
    Spectrum s{};
    s.m_susy = scale_of(document);
    Lookup const file(document, s.m_susy);
    read_running(file, s);
    read_higgs(file, s);
    read_quarks(file, inputs, s);
    read_gluino(file, s);
    read_charginos(file, s);
    read_neutralinos(file, s);
    read_sfermions(file, up_squark_codes, {"USQMIX", "STOPMIX", "up squark", {1, 3}}, s.m_up_squark, s.Z_up);
    read_sfermions(file, down_squark_codes, {"DSQMIX", "SBOTMIX", "down squark", {1, 3}}, s.m_down_squark, s.Z_down);
    read_sfermions(file, slepton_codes, {"SELMIX", "STAUMIX", "slepton", {2, 3}}, s.m_slepton, s.Z_lepton);
    read_sneutrinos(file, s);
    return s;
}

}  // namespace squall::slha
