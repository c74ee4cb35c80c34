#pragma once
#include <cmath>
#include <complex>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "kernels/textures/evaluate.hpp"
#include "tests/support/csv.hpp"

/// The fixed points of texture_points.csv (tests/reference/texture_points.README.md) in our conventions.
namespace squall::test {

struct TexturePoint {
    int id = 0;
    std::map<std::tuple<std::string, int, int>, std::complex<double>> numbers;

    std::complex<double> at(std::string const& quantity, int i = 0, int j = 0) const { return numbers.at({quantity, i, j}); }
    double real(std::string const& quantity, int i = 0, int j = 0) const { return at(quantity, i, j).real(); }
    bool has(std::string const& quantity) const { return numbers.contains({quantity, 0, 0}); }
};

inline std::vector<TexturePoint> read_texture_points(std::string const& name = "texture_points.csv") {
    auto const table = read_csv(reference(name));
    std::vector<TexturePoint> points;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        int const id = static_cast<int>(table.number(row, "id"));
        if (points.empty() || points.back().id != id) points.push_back({id, {}});
        points.back()
            .numbers[{table.text(row, "quantity"), static_cast<int>(table.number(row, "i")), static_cast<int>(table.number(row, "j"))}] = {
            table.number(row, "re"), table.number(row, "im")};
    }
    return points;
}

/// Settings, running and coefficients of a point. `running.mssm_steps` = 0: at the high scale.
struct TextureInput {
    texture::Settings settings{};
    texture::Running running{};
    textures::Coefficients<double> coefficients{};
    double normalisation[3] = {1, 1, 1};
    double kappa_0 = 0;
};

inline void set_suppressions(texture::Settings& settings) {
    for (int m = 0; m < texture::matrix_count; ++m)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) settings.suppression[m][i][j] = std::pow(settings.lambda, settings.exponent[m][i][j]);
}

inline TextureInput texture_input(TexturePoint const& point) {
    using namespace texture;
    TextureInput input;
    auto& s = input.settings;
    bool const flipped = point.has("coeff.Cs");
    struct Source {
        Matrix matrix;
        char const *exponents, *coefficients;
    };
    std::vector<Source> sources{{up, "exponents.u", "coeff.Cu"}, {down, "exponents.d", "coeff.Cd"}, {lepton, "exponents.e", "coeff.Ce"}};
    if (flipped) {
        sources.push_back({singlet, "", "coeff.Cs"});
        sources.push_back({majorana, "", "coeff.CM"});
    } else {
        sources.push_back({majorana, "exponents.nu", "coeff.Ck"});
    }
    for (auto const& source : sources)
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                if (*source.exponents) s.exponent[source.matrix][i][j] = point.real(source.exponents, i, j);
                auto const c = point.at(source.coefficients, i, j);
                input.coefficients.of[source.matrix][i][j] = {c.real(), c.imag()};
            }
    if (flipped)  // lambda^nu is f_i f_j
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) s.exponent[dirac][i][j] = 0.5 * point.real("exponents.nu", i, i);
    s.symmetric[down] = flipped;
    s.symmetric[majorana] = true;
    s.dirac_is_up_transposed = true;
    s.neutrinos = flipped ? Neutrinos::double_seesaw : Neutrinos::weinberg;
    s.leptons = s.details = true;
    s.normalisation[up] = Normalisation::N_u;
    s.normalisation[down] = s.normalisation[lepton] = Normalisation::N_d;
    s.lambda = point.real("lam");
    set_suppressions(s);
    double const tan_beta = point.real("tan_beta"), v = point.real("v"), cosine = 1 / std::hypot(1.0, tan_beta), sine = tan_beta * cosine;
    s.charged_unit[up] = v * sine;
    s.charged_unit[down] = s.charged_unit[lepton] = v * cosine;
    s.neutrino_unit = v * sine * v * sine;
    input.normalisation[0] = point.real("N_u");
    input.normalisation[1] = point.real("N_d");
    input.kappa_0 = point.real("kappa0_per_GeV");
    return input;
}

/// The same point at M_Z: masses there are v times couplings.
inline TextureInput texture_input_at_m_Z(TexturePoint const& point, int mssm_steps, int standard_model_steps) {
    auto input = texture_input(point);
    double const v = point.real("v");
    for (double& unit : input.settings.charged_unit) unit = v;
    input.settings.neutrino_unit = v * v;
    input.running = {point.real("M_high"),   point.real("M_S"), point.real("M_Z"),    {},   point.real("tan_beta"),
                     point.real("lambda_H"), mssm_steps,        standard_model_steps, false};
    for (int a = 0; a < 3; ++a) input.running.g[a] = point.real("g_high", a);
    return input;
}

inline textures::Predictions<double> predictions(TextureInput const& input) {
    textures::Predictions<double> result;
    textures::evaluate(input.settings, input.running, input.coefficients, textures::Shared{input.settings.suppression},
                       {{input.normalisation[0], input.normalisation[1], input.normalisation[2]}, input.kappa_0, input.running.tan_beta},
                       result);
    return result;
}

/// A point of decoupling_points.csv with the profiles of its heavy neutrinos, or with the Dirac matrix of its see-saw.
inline TextureInput decoupling_input(TexturePoint const& point, int mssm_steps, int standard_model_steps) {
    using namespace texture;
    auto input = texture_input_at_m_Z(point, mssm_steps, standard_model_steps);
    auto& s = input.settings;
    bool const see_saw = point.has("coeff.D");
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            if (see_saw) {
                auto const c = point.at("coeff.D", i, j);
                input.coefficients.of[dirac][i][j] = {c.real(), c.imag()};
                s.exponent[dirac][i][j] = point.real("exponents.D", i, j);
            } else {
                s.exponent[dirac][i][j] += point.real("profile", j);
                s.exponent[singlet][i][j] += point.real("profile", i);
            }
        }
    if (see_saw) {
        s.neutrinos = Neutrinos::seesaw;
        s.dirac_is_up_transposed = false;
    }
    set_suppressions(s);
    input.running.stepwise_decoupling = true;
    return input;
}

/// What the reference says, in the order of texture::Observable; NaN where it is silent.
inline std::vector<double> expected_predictions(TexturePoint const& point, std::string const& scale) {
    using namespace texture;
    std::vector<double> result(observable_count, std::nan(""));
    char const* const masses[] = {".m_u", ".m_d", ".m_e", ".m_nu_eV"};
    int const first[] = {m_u, m_d, m_e, m_nu_1};
    for (int f = 0; f < 4; ++f)
        for (int k = 0; k < 3; ++k) result[static_cast<std::size_t>(first[f] + k)] = point.real(scale + masses[f], k);
    char const* const matrices[] = {".CKM", ".PMNS"};
    int const places[] = {ckm_s12, sin2_theta12};
    for (int m = 0; m < 2; ++m) {
        char const* const parts[] = {".s12", ".s23", ".s13", ".delta", ".J"};
        for (int k = 0; k < 5; ++k) {
            double const x = point.real(scale + matrices[m] + parts[k]);
            result[static_cast<std::size_t>(places[m] + k)] = m == 1 && k < 3 ? x * x : x;
        }
    }
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) result[static_cast<std::size_t>(V_ud + 3 * i + j)] = point.real(scale + ".CKM.absV", i, j);
    result[dm21] = point.real(scale + ".dm21_eV2");
    result[dm31] = point.real(scale + ".dm31_eV2");
    result[dm21_over_dm31] = point.real(scale + ".r");
    return result;
}

}  // namespace squall::test
