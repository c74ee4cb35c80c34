/// From coefficients of a texture to b -> s gamma: fermion masses and mixing of flipped SU(5) that a texture predicts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdio>
#include <iomanip>
#include <limits>
#include <random>
#include <sstream>

#include "host/app/session.hpp"
#include "host/app/slha_point.hpp"
#include "host/config/document.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/standard_model_state.hpp"
#include "kernels/core/constants.hpp"
#include "kernels/ode/slots.hpp"
#include "kernels/textures/running.hpp"
#include "tests/support/config_text.hpp"

namespace squall::app {
namespace {

using Matrix = std::array<std::array<std::complex<double>, 3>, 3>;
using Yukawas = std::array<Matrix, 3>;  ///< up, down, lepton; (doublet)(singlet), at the scale of the texture

constexpr double scale = 2e16, M_S = 1000, inverse_alpha[] = {59.0005, 29.5719, 1 / 0.1187};

/// What is not the texture's.
std::string const soft = R"([parameters]
M = 1e11
F_over_M = 2e5
N_F = 2
m_prime_12 = 0.5
tan_beta = 12
[numerics]
error_target = 1e-5
)";
constexpr double tan_beta = 12;

/// A texture whose matrices are its coefficients.
std::string config_text(Yukawas const& yukawas) {
    std::ostringstream text;
    text << std::setprecision(17)
         << "[model]\nname = \"flipped_su5\"\n[constraints]\nuse = [\"running_masses\", \"ckm_angles\", \"bsgamma\"]\n"
         << soft << "[texture]\nlambda = 0.5\n[texture.running]\nscale = " << scale << "\nM_S = " << M_S
         << "\nmssm_steps = 200\nstandard_model_steps = 50\ninverse_alpha = [" << inverse_alpha[0] << ", " << inverse_alpha[1] << ", "
         << inverse_alpha[2] << "]\n";
    char const* const names[] = {"up", "down", "lepton"};
    for (auto const* name : names)
        text << "[texture." << name << "]\nnormalisation = \"none\"\nexponents = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]\n";
    auto result = text.str();
    std::ostringstream coefficients;
    coefficients << std::setprecision(17);
    for (std::size_t f = 0; f < 3; ++f) {
        coefficients << "C_" << names[f] << " = [";
        for (auto const& row : yukawas[f]) {
            coefficients << "[";
            for (auto const& c : row) coefficients << "[" << c.real() << ", " << c.imag() << "], ";
            coefficients << "], ";
        }
        coefficients << "]\n";
    }
    return test::with(result, "[numerics]", coefficients.str() + "[numerics]");
}

/// A point of a config that fixes everything.
struct Point {
    explicit Point(config::RunConfig config) : session(make_session(std::move(config), pipeline::BackendChoice{"scalar", 1})) {
        std::vector<double> values;
        for (auto const& parameter : session.config.parameters) values.push_back(parameter.value);
        results = evaluate(session, values, 1);
    }
    explicit Point(Yukawas const& yukawas) : Point(test::resolve(config_text(yukawas))) {}
    double operator()(std::string const& output) const {
        return results.evaluation.values[pipeline::column_named(session.evaluator->outputs(), output)];
    }
    Status status() const { return results.evaluation.status[0]; }

    Session session;
    Results results;
};

/// Yukawa couplings at the scale of a texture whose running ends at the masses and mixing of the inputs.
Yukawas yukawas_of(pipeline::StandardModelInputs const& inputs) {
    auto const start = pipeline::standard_model_state(inputs);
    rge::DenseGaugeYukawa<double> y;
    std::copy(start.begin(), start.end(), ode::slots<double>(y));
    for (int a = 0; a < 3; ++a) y.g[a] = std::sqrt(4 * pi / inverse_alpha[a]);
    ode::integrate_low_storage(rge::StandardModelOneLoop<DenseBackend<double>>{}, y, std::log(M_S / inputs.m_Z), 200);
    double const cosine = 1 / std::hypot(1.0, tan_beta), factor[] = {cosine * tan_beta, cosine, cosine};
    for (int f = 0; f < 3; ++f)
        for (auto& row : y.Y[f].e)
            for (auto& entry : row) entry = (1 / factor[f]) * entry;
    ode::integrate_low_storage(rge::MssmCouplingsOneLoop<DenseBackend<double>>{}, y, std::log(scale / M_S), 400);
    Yukawas result;
    for (std::size_t f = 0; f < 3; ++f)
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) result[f][i][j] = {y.Y[f].e[j][i].re, y.Y[f].e[j][i].im};
    return result;
}

/// Hierarchical matrices with random phases.
Yukawas some_yukawas() {
    std::mt19937_64 engine(7);
    std::uniform_real_distribution<double> phase(0, 2 * pi), modulus(0.5, 1.5);
    double const powers[3][3][3] = {
        {{8, 6, 4}, {6, 4, 2}, {4, 2, 0}}, {{5, 4, 4}, {4, 3, 3}, {2, 1, 1}}, {{6, 5, 3}, {5, 3, 2}, {4, 2, 1}}};
    double const size[] = {0.5, 0.25, 0.25};
    Yukawas result;
    for (std::size_t f = 0; f < 3; ++f)
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j)
                result[f][i][j] = std::polar(size[f] * modulus(engine) * std::pow(0.22, powers[f][i][j]), phase(engine));
    return result;
}

/// What a number is measured against that may come out near zero; as in tests of inputs of points.
double size_of(pipeline::Column const& column, double value, double m_susy) {
    auto const is = [&](char const* beginning) { return column.name.starts_with(beginning); };
    double least = 0;
    if (column.unit == "GeV^2") least = m_susy * m_susy;
    if (is("delta_") || is("c7") || is("c8") || is("c10") || is("c_S") || is("c_P")) least = 1e-2;
    if (is("d_")) least = 4e-30;    // e cm, the limit of the electron's
    if (is("x12_D")) least = 4e-3;  // its measurement
    if (is("bsgamma_acp")) least = 1e-2;
    return std::max(std::abs(value), least);
}

/// Largest difference of what both points have.
double difference(Point const& a, Point const& b) {
    double worst = 0;
    std::string where;
    for (auto const& column : b.session.evaluator->outputs()) {
        if (!pipeline::find_column(a.session.evaluator->outputs(), column.name) || column.name == "iterations") continue;
        double const x = a(column.name), y = b(column.name);
        if (std::isnan(x) && std::isnan(y)) continue;
        double const error = std::abs(x - y) / size_of(column, y, b("m_susy"));
        if (!(error <= worst)) worst = error, where = column.name;
    }
    SCOPED_TRACE(where);
    return worst;
}

// The same masses and mixing once as inputs and once as what coefficients at 2e16 GeV run down to. The ways up and down differ by their
// steps, 200 against 400: below 1e-11; then the spectrum's own convergence, 1e-8, and alpha_s in fewer steps, 2e-11.
TEST(FlippedSu5Texture, HasTheSpectrumAndFlavourOfARunWithWhatItPredictsAsInputs) {
    Point const plain(test::resolve("[model]\nname = \"flipped_su5\"\n[constraints]\nuse = [\"bsgamma\"]\n" + soft));
    auto const& inputs = plain.session.config.inputs;
    Point const textured(yukawas_of(inputs));
    ASSERT_EQ(plain.status(), Status::ok);
    ASSERT_EQ(textured.status(), Status::ok);
    char const* const names[3][3] = {{"m_u", "m_c", "m_t"}, {"m_d", "m_s", "m_b"}, {"m_e", "m_mu", "m_tau"}};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(textured(names[0][i]) / inputs.m_up[i], 1, 1e-10);
        EXPECT_NEAR(textured(names[1][i]) / inputs.m_down[i], 1, 1e-10);
        EXPECT_NEAR(textured(names[2][i]) / inputs.m_lepton[i], 1, 1e-10);
    }
    EXPECT_NEAR(textured("ckm_s12") / inputs.ckm_lambda, 1, 1e-10);
    EXPECT_GT(textured("ckm_delta"), 0);  // eta-bar is
    EXPECT_LT(difference(textured, plain), 1e-7);
    EXPECT_NEAR(textured("bsgamma_br") / plain("bsgamma_br"), 1, 1e-8);
    EXPECT_NEAR(textured("epsilon_K") / plain("epsilon_K"), 1, 1e-8);

    auto const resolved =
        textured.session.config.inputs_of(textured.results.parameters, predictions(textured.session, textured.results.evaluation));
    for (auto const member :
         {&pipeline::StandardModelInputs::m_t_pole, &pipeline::StandardModelInputs::m_t_mu_W, &pipeline::StandardModelInputs::m_c_m_c,
          &pipeline::StandardModelInputs::alpha_s, &pipeline::StandardModelInputs::ckm_etabar, &pipeline::StandardModelInputs::ckm_A})
        EXPECT_NEAR(resolved.*member / (inputs.*member), 1, 1e-9);
    for (std::size_t l = 0; l < 3; ++l) EXPECT_NEAR(resolved.m_lepton_pole[l] / inputs.m_lepton_pole[l], 1, 1e-10);
}

// Soft masses of gauge mediation are real: coefficients and their complex conjugates are CP images of each other. J and epsilon_K of the
// Standard Model alone are odd, rates are even.
TEST(FlippedSu5Texture, TurnsCPAroundWithItsCoefficients) {
    auto const yukawas = some_yukawas();
    auto image = yukawas;
    for (auto& matrix : image)
        for (auto& row : matrix)
            for (auto& entry : row) entry = std::conj(entry);
    Point const one(yukawas), other(image);
    ASSERT_EQ(one.status(), Status::ok);
    ASSERT_EQ(other.status(), Status::ok);
    for (char const* const even : {"m_u", "m_b", "ckm_s13", "V_td", "mh", "m_stop_1", "m_gluino", "bsgamma_br", "delta_m_s", "mu"})
        EXPECT_NEAR(other(even) / one(even), 1, 1e-10) << even;
    for (char const* const odd : {"ckm_delta", "ckm_J", "epsilon_K", "bsgamma_acp"}) EXPECT_NEAR(other(odd) / one(odd), -1, 1e-8) << odd;
    EXPECT_GT(std::abs(one("ckm_J")), 1e-7);
}

// Phases of the fields are conventions: Q_i, U_j, D_j, L_i, E_j may be turned as one likes.
TEST(FlippedSu5Texture, DoesNotSeePhasesOfFields) {
    auto const yukawas = some_yukawas();
    auto turned = yukawas;
    std::mt19937_64 engine(3);
    std::uniform_real_distribution<double> phase(0, 2 * pi);
    auto const phases = [&] {
        return std::array{std::polar(1.0, phase(engine)), std::polar(1.0, phase(engine)), std::polar(1.0, phase(engine))};
    };
    auto const Q = phases(), L = phases();
    for (std::size_t f = 0; f < 3; ++f) {
        auto const singlet = phases();
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) turned[f][i][j] *= (f == 2 ? L : Q)[i] * singlet[j];
    }
    Point const one(yukawas), other(turned);
    ASSERT_EQ(one.status(), Status::ok);
    EXPECT_LT(difference(other, one), 1e-7);  // the spectrum's own convergence, 1e-8
    EXPECT_NEAR(other("ckm_delta"), one("ckm_delta"), 1e-9);
}

// det[Hu, Hd] = 2i J prod(m_u,i^2 - m_u,j^2) prod(m_d,i^2 - m_d,j^2) up to the sign convention of the commutator (Jarlskog, PRL 55 (1985)
// 1039), H = Y*Y^T of (doublet)(singlet) matrices: the sign of J from the coefficients, without any eigenvector, is that of the point's
// couplings at m_Z. Running turns no sign.
TEST(FlippedSu5Texture, KeepsTheSignOfJarlskogsInvariantFromCoefficientsToCouplings) {
    auto const determinant = [](Matrix const& up, Matrix const& down) {  // (doublet)(singlet)
        auto const hermitian = [](Matrix const& Y) {
            Matrix H{};
            for (std::size_t i = 0; i < 3; ++i)
                for (std::size_t j = 0; j < 3; ++j)
                    for (std::size_t k = 0; k < 3; ++k) H[i][j] += std::conj(Y[i][k]) * Y[j][k];
            return H;
        };
        auto const U = hermitian(up), D = hermitian(down);
        Matrix c{};
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j)
                for (std::size_t k = 0; k < 3; ++k) c[i][j] += U[i][k] * D[k][j] - D[i][k] * U[k][j];
        return c[0][0] * (c[1][1] * c[2][2] - c[1][2] * c[2][1]) - c[0][1] * (c[1][0] * c[2][2] - c[1][2] * c[2][0]) +
               c[0][2] * (c[1][0] * c[2][1] - c[1][1] * c[2][0]);
    };
    auto const yukawas = some_yukawas();
    Point const point(yukawas);
    auto const inputs = point.session.config.inputs_of(point.results.parameters, predictions(point.session, point.results.evaluation));
    auto const start = pipeline::standard_model_state(inputs);
    rge::DenseGaugeYukawa<double> y;
    std::copy(start.begin(), start.end(), ode::slots<double>(y));
    Yukawas low;
    for (std::size_t f = 0; f < 3; ++f)
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) low[f][i][j] = {y.Y[f].e[j][i].re, y.Y[f].e[j][i].im};
    auto const high_sign = determinant(yukawas[0], yukawas[1]).imag(), low_value = determinant(low[0], low[1]).imag();
    EXPECT_GT(high_sign * low_value, 0);
    double products = 1;
    double const* const masses[] = {inputs.m_up.data(), inputs.m_down.data()};
    for (auto const* m : masses)
        for (auto const& [i, j] : {std::pair{1, 0}, {2, 0}, {2, 1}}) products *= (m[i] * m[i] - m[j] * m[j]) / (v_higgs * v_higgs);
    EXPECT_NEAR(std::abs(low_value / (2 * products * point("ckm_J"))), 1, 1e-6);  // digits that differences of the commutator lose
}

// Couplings of leptons are small: m_tau goes with cos(beta), but for what Y_d does to the running.
TEST(FlippedSu5Texture, RunsWithTheTanBetaOfThePoint) {
    auto const text = config_text(some_yukawas());
    Point const one(test::resolve(text, {"tan_beta=5"})), other(test::resolve(text, {"tan_beta=20"}));
    EXPECT_NEAR(other("m_e") / one("m_e") * std::hypot(1.0, 20) / std::hypot(1.0, 5), 1, 0.02);
    EXPECT_NEAR(other("m_t") / one("m_t") / (std::sin(std::atan(20.0)) / std::sin(std::atan(5.0))), 1, 0.02);
}

TEST(FlippedSu5Texture, HasTheTanBetaOfItsRoot) {
    auto const text = config_text(some_yukawas());
    Point const point(test::resolve(text, {"tan_beta=from_B", "numerics.tan_beta_step=4"}));
    ASSERT_EQ(point.status(), Status::ok);
    Point const given(test::resolve(text, {"tan_beta=" + config::exact(point("tan_beta"))}));
    EXPECT_EQ(given("m_b"), point("m_b"));
    EXPECT_EQ(given("bsgamma_br"), point("bsgamma_br"));
    EXPECT_LT(std::abs(given("b_mess")), 1e-6 * std::pow(given("m_susy"), 2));  // roots are looked for to 1e-8 of tan(beta)
    EXPECT_FALSE(point.session.evaluator->bounds_log_likelihood()) << "predictions hang on the root";
}

// No number of steps takes a coupling of 1e3 down.
TEST(FlippedSu5Texture, EndsAtALandauPoleWhereCouplingsDo) {
    auto yukawas = some_yukawas();
    yukawas[0][2][2] = 1e3;
    EXPECT_EQ(Point(yukawas).status(), Status::landau_pole);
    yukawas[0][2][2] = std::nan("");
    auto config = test::resolve(config_text(some_yukawas()));
    config.parameters[config.model->index("C_up_33_re")].value = std::nan("");
    EXPECT_EQ(Point(std::move(config)).status(), Status::landau_pole);
}

TEST(FlippedSu5Texture, BoundsLogLByWhatIsPredicted) {
    auto session = make_session(test::resolve(config_text(some_yukawas())), pipeline::BackendChoice{"auto", 2});
    std::size_t const n = 600;
    std::vector<double> values(session.config.parameters.size() * n);
    std::mt19937_64 engine(11);
    std::normal_distribution<double> normal;
    for (std::size_t p = 0; p < session.config.parameters.size(); ++p) {
        auto const& parameter = session.config.parameters[p];
        for (std::size_t i = 0; i < n; ++i)
            values[p * n + i] =
                parameter.value * (parameter.name.starts_with("C_") || parameter.name == "tan_beta" ? std::exp(0.2 * normal(engine)) : 1);
    }
    ASSERT_TRUE(session.evaluator->bounds_log_likelihood());
    std::vector<double> bound(n, std::numeric_limits<double>::infinity());
    session.evaluator->bound_log_likelihood(values, n, bound);
    auto const results = evaluate(session, values, n);
    double most = session.likelihood.upper_bound();
    for (std::size_t i = 0; i < n; ++i) {
        EXPECT_LE(results.loglike[i], bound[i]);
        if (results.evaluation.status[i] != Status::ok) continue;
        double of_bsgamma = results.loglike_blocks[2 * n + i];
        EXPECT_NEAR(bound[i] - (results.loglike[i] - of_bsgamma), most, 1e-6 * std::abs(bound[i])) << i;
    }
    EXPECT_GT(std::ranges::count(results.evaluation.status, Status::ok), 300);
}

TEST(FlippedSu5Texture, GoesIntoFilesWithItsMasses) {
    auto const yukawas = some_yukawas();
    Point point(yukawas);
    auto const text = slha_text(point.session, point.results.parameters);
    std::ostringstream pole;
    auto const inputs = point.session.config.inputs_of(point.results.parameters, predictions(point.session, point.results.evaluation));
    EXPECT_GT(std::abs(inputs.m_t_pole - point.session.config.inputs.m_t_pole), 1);
    char line[64];
    std::snprintf(line, sizeof line, "%.16E  # m_t [GeV], pole", inputs.m_t_pole);
    EXPECT_THAT(text, testing::HasSubstr(line));
}

TEST(FlippedSu5Texture, SaysWhatDoesNotGoTogether) {
    auto const text = config_text(some_yukawas());
    auto const refused = [&](std::string const& changed, std::vector<std::string> const& assignments, std::string const& why) {
        EXPECT_THAT(test::refusal(changed, assignments), testing::HasSubstr(why));
    };
    refused(text, {"m_b=2.9"}, "m_b is given beside a texture (which predicts it)");
    refused(text, {"inputs.sample=[\"m_t_pole\"]"}, "it follows from a running mass that the texture predicts");
    refused("[model]\nname = \"flipped_su5\"\ntexture = \"flipped_su5_a\"\n" + soft, {}, "has no [running]");
    refused("[model]\nname = \"ggm\"\ntexture = \"flipped_su5_a\"\n" + soft, {}, "texture");
    auto const bind = [](std::string const& config_text) {
        try {
            make_session(test::resolve(config_text), pipeline::BackendChoice{"auto", 1});
        } catch (config::ConfigError const& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(bind(test::with(text, "\"ckm_angles\"", "\"neutrinos\"")), testing::HasSubstr("neutrinos.mechanism is none"));
    EXPECT_THAT(bind("[model]\nname = \"flipped_su5\"\n[constraints]\nuse = [\"ckm_angles\"]\n" + soft),
                testing::HasSubstr("inputs where [model] names no texture"));
}

}  // namespace
}  // namespace squall::app
