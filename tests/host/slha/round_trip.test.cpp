#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "host/config/inputs.hpp"
#include "host/pipeline/flavour_settings.hpp"
#include "host/slha/inputs.hpp"
#include "host/slha/private_blocks.hpp"
#include "host/slha/read_spectrum.hpp"
#include "kernels/flavour/bsgamma.hpp"
#include "kernels/ode/slots.hpp"
#include "tests/support/evaluated_point.hpp"
#include "tests/support/ggm_points.hpp"
#include "tests/support/low_scale_points.hpp"

/// What we write is what we read.
namespace squall::test {
namespace {

using slha::Document;
using Spectrum = spectrum::Spectrum<double>;

Document again(PointOfATest const& point) { return Document::parse(point.document().text(), "point.slha"); }

/// Largest difference of two spectra over the size of the entry; of mixing matrices over 1.
double distance(Spectrum const& a, Spectrum const& b) {
    double worst = 0.0;
    for (int s = 0; s < ode::slot_count<double, Spectrum>; ++s) {
        double const x = ode::slots<double>(a)[s], y = ode::slots<double>(b)[s];
        worst = std::max(worst, std::abs(x - y) / std::max(1.0, std::abs(x)));
    }
    return worst;
}

flavour::BsGamma<double> bsgamma(Spectrum const& s, pipeline::StandardModelInputs const& i) {
    return flavour::evaluate_bsgamma(s, flavour::leading_order(s),
                                     {flavour::electroweak_inputs(i.G_F, i.m_W, i.m_up[1], i.m_t_mu_W), s.g[2] * s.g[2] / (4.0 * pi),
                                      i.alpha_s_mu_W, i.alpha_s_mu_b, i.alpha_s_160});
}

/// Gauge mediation with light quarks and a real CKM matrix that mixes the second and third family; down quarks are diagonal.
spectrum::LowScale<double> mixed_point() {
    auto p = gauge_mediation_point();
    double const yukawas[2][2] = {{7e-6, 3.2e-3}, {2e-4, 4.2e-3}};
    for (int f : {spectrum::up, spectrum::down})
        for (int i = 0; i < 2; ++i) p.yukawa[f].e[i][i].re = yukawas[f][i];
    for (auto& row : p.yukawa[spectrum::up].e) {
        auto const c = row[1], t = row[2];
        row[1] = 0.9992 * c - 0.04 * t;
        row[2] = 0.04 * c + 0.9992 * t;
    }
    return p;
}

/// Gaugino masses of one sign and of different signs; complex and with full flavour violation; negative mu.
std::vector<spectrum::LowScale<double>> points() {
    auto real = mixed_point(), signs = real, negative = real;
    signs.gaugino[1].re *= -1.0;
    signs.gaugino[2].re *= -1.0;
    negative.sign_mu = -1.0;
    return {real, signs, negative, flavoured_point(1), flavoured_point(2, 0.2)};
}

TEST(SlhaRoundTrip, RestoresTheSpectrumToRounding) {
    for (auto const& low : points()) {
        PointOfATest const point(low, hamidian_inputs());
        ASSERT_EQ(point.details.evaluation.status[0], Status::ok);
        auto const document = again(point);
        auto const inputs = slha::inputs_for(document, "");
        auto const s = slha::read_spectrum(document, inputs);
        // numbers keep all digits; g1 and m_A^2 are converted, real neutralino rows lose parts below 1e-13
        EXPECT_LT(distance(point.details.spectrum, s), 1e-13);
        auto const before = bsgamma(point.details.spectrum, point.inputs), after = bsgamma(s, inputs);
        EXPECT_NEAR(after.ratio / before.ratio, 1.0, 1e-10);
        EXPECT_NEAR(after.branching_ratio / before.branching_ratio, 1.0, 1e-10);
        EXPECT_NEAR(after.delta.c7_prime.im, before.delta.c7_prime.im, 1e-10 * (1e-3 + std::abs(before.delta.c7_prime.im)));
    }
}

TEST(SlhaRoundTrip, RestoresTheInputs) {
    PointOfATest const point(gauge_mediation_point(), hamidian_inputs());
    auto const inputs = slha::inputs_for(again(point), "");
    EXPECT_EQ(inputs.m_t_mu_W, point.inputs.m_t_mu_W);
    EXPECT_EQ(inputs.ckm_etabar, point.inputs.ckm_etabar);
    EXPECT_EQ(inputs.m_lepton, point.inputs.m_lepton);
    EXPECT_EQ(inputs.alpha_s_mu_b, point.inputs.alpha_s_mu_b);
    EXPECT_EQ(slha::inputs_for(again(point), "pdg2024").m_Z, 91.1876);  // a preset that is named wins
}

/// Inputs that no preset has, so that none can come from one.
TEST(SlhaRoundTrip, RestoresEveryInputOfFlavourObservables) {
    auto changed = config::load_inputs(nullptr, "").standard_model;
    for (auto const& slot : slha::input_slots(changed)) *slot.value *= 1 + 1e-3 / static_cast<double>(slot.code);
    auto const back = slha::inputs_for(again(PointOfATest(gauge_mediation_point(), changed)), "");
    auto before = pipeline::flavour_settings(changed), after = pipeline::flavour_settings(back);
    for (int s = 0; s < backends::flavour_input_count; ++s)
        EXPECT_EQ(reinterpret_cast<double*>(&after)[s], reinterpret_cast<double*>(&before)[s]) << s;
}

TEST(SlhaRoundTrip, RestoresTheLevelOfFlavourObservables) {
    PointOfATest const point(gauge_mediation_point(), hamidian_inputs());
    for (auto const level : {flavour::Enhanced::one_loop, flavour::Enhanced::resummed}) {
        auto const document = slha::spectrum_document(
            {point.parameters, point.values, point.outputs, point.details, point.inputs, point.quoted, "1.2.3", level});
        EXPECT_EQ(slha::flavour_level(Document::parse(document.text(), "point.slha")), level);
    }
}

TEST(SlhaRoundTrip, IsRealWithSignedNeutralinosWhereCpIsConserved) {
    auto const document = again(PointOfATest(gauge_mediation_point(), hamidian_inputs()));
    for (auto const* name : {"IMNMIX", "IMUMIX", "IMVMIX", "IMUSQMIX", "IMVCKM", "IMMSOFT", "IMTU"})
        EXPECT_EQ(document.find(name), nullptr);
    int negative = 0;
    for (long const code : {1000022, 1000023, 1000025, 1000035}) negative += document.number(*document.find("MASS")->find({code})) < 0;
    EXPECT_EQ(negative, 1);  // M1, M2, mu > 0: the determinant of the neutralino matrix is negative
    auto const complex = again(PointOfATest(flavoured_point(3), hamidian_inputs()));
    for (auto const* name : {"IMNMIX", "IMUSQMIX", "IMVCKM", "IMMSOFT", "IMTU"}) EXPECT_NE(complex.find(name), nullptr) << name;
    for (long const code : {1000022, 1000023, 1000025, 1000035}) EXPECT_GT(complex.number(*complex.find("MASS")->find({code})), 0);
}

/// Entry of a block with its imaginary part.
Complex<double> entry(Document const& document, std::string const& name, long i, long j) {
    auto const part = [&](std::string const& block_name) {
        auto const* block = document.find(block_name);
        return block ? document.number(*block->find({i, j})) : 0.0;
    };
    return {part(name), part("IM" + name)};
}

/// The mass matrices of SLHA2 (arXiv:0801.0045, eqs. 28-31) from the blocks alone, R M^2 R†: diagonal if blocks, orders and signs agree.
struct Sector {
    char const *mixing, *yukawa, *trilinear, *left, *right;
    bool up;
    double charge, isospin;
    long first_code;  ///< of the lightest state
};
constexpr Sector sectors[] = {{"USQMIX", "YU", "TU", "MSQ2", "MSU2", true, 2.0 / 3.0, 0.5, 1000002},
                              {"DSQMIX", "YD", "TD", "MSQ2", "MSD2", false, -1.0 / 3.0, -0.5, 1000001},
                              {"SELMIX", "YE", "TE", "MSL2", "MSE2", false, -1.0, -0.5, 1000011}};

class MassMatrix {
public:
    MassMatrix(Document const& document, Sector const& sector) : document_(document), sector_(sector) {}
    Complex<double> at(int i, int j) const {
        double const t = value("HMIX", {2}), v = value("HMIX", {3}) / std::sqrt(2.0), cos_beta = 1.0 / std::hypot(1.0, t),
                     sin_beta = t * cos_beta;
        double const own = sector_.up ? v * sin_beta : v * cos_beta, other = sector_.up ? v * cos_beta : v * sin_beta;
        Complex<double> const mu{value("HMIX", {1}), 0.0};
        auto const y = [&](int k) { return value(sector_.yukawa, {k + 1, k + 1}); };
        double const m_Z2 = 0.5 * (std::pow(value("GAUGE", {1}), 2) + std::pow(value("GAUGE", {2}), 2)) * v * v;
        double const m_W2 = 0.5 * std::pow(value("GAUGE", {2}), 2) * v * v, sw2 = 1.0 - m_W2 / m_Z2,
                     cos_2beta = cos_beta * cos_beta - sin_beta * sin_beta;
        double const charge = sector_.charge, isospin = sector_.isospin;
        int const a = i % 3, b = j % 3;
        auto element = complex_zero<double>();
        if (i < 3 && j < 3) element = left(a, b);
        if (i >= 3 && j >= 3) element = entry(document_, sector_.right, a + 1, b + 1);
        if (i >= 3 && j < 3) element = right_left(a, b, own, other, mu, y(a));
        if (i < 3 && j >= 3) element = conj(right_left(b, a, own, other, mu, y(b)));
        if (i == j) element.re += std::pow(own * y(a), 2) + m_Z2 * cos_2beta * (i < 3 ? isospin - charge * sw2 : charge * sw2);
        return element;
    }

private:
    double value(std::string const& block, std::vector<long> const& index) const {
        return document_.number(*document_.find(block)->find(index));
    }
    /// V m^2_Q V† for up squarks
    Complex<double> left(int a, int b) const {
        auto sum = complex_zero<double>();
        if (!sector_.up) return entry(document_, sector_.left, a + 1, b + 1);
        for (int k = 0; k < 3; ++k)
            for (int l = 0; l < 3; ++l)
                sum = sum + entry(document_, "VCKM", a + 1, k + 1) * entry(document_, "MSQ2", k + 1, l + 1) *
                                conj(entry(document_, "VCKM", b + 1, l + 1));
        return sum;
    }
    /// v T - mu* v' y: rows are the singlets
    Complex<double> right_left(int right, int left, double own, double other, Complex<double> mu, double y) const {
        auto result = own * entry(document_, sector_.trilinear, right + 1, left + 1);
        return right == left ? result - other * y * conj(mu) : result;
    }
    Document const& document_;
    Sector const& sector_;
};

TEST(SlhaBlocks, MakeUpTheMassMatricesOfTheAccord) {
    for (auto const& low : points()) {
        auto const document = again(PointOfATest(low, hamidian_inputs()));
        for (auto const& sector : sectors) {
            MassMatrix const matrix(document, sector);
            std::string const mixing = sector.mixing;
            for (int k = 0; k < 6; ++k)
                for (int l = 0; l < 6; ++l) {
                    auto sum = complex_zero<double>();
                    for (int i = 0; i < 6; ++i)
                        for (int j = 0; j < 6; ++j)
                            sum =
                                sum + entry(document, mixing, k + 1, i + 1) * matrix.at(i, j) * conj(entry(document, mixing, l + 1, j + 1));
                    long const code = sector.first_code + (k < 3 ? 0 : 1000000) + 2 * (k % 3);
                    double const mass = document.number(*document.find("MASS")->find({code}));
                    // masses of 1 TeV, matrices of 36 products
                    EXPECT_NEAR(sum.re, k == l ? mass * mass : 0.0, 1e-12 * 1e6) << mixing << k << l;
                    EXPECT_NEAR(sum.im, 0.0, 1e-12 * 1e6);
                }
        }
    }
}

TEST(SlhaBlocks, DiagonaliseNeutralinosAndCharginosOfTheAccord) {
    for (auto const& low : points()) {
        auto const document = again(PointOfATest(low, hamidian_inputs()));
        auto const value = [&](char const* block, long index) { return document.number(*document.find(block)->find({index})); };
        auto const gaugino = [&](long a) {
            return Complex<double>{value("MSOFT", a), document.find("IMMSOFT") ? value("IMMSOFT", a) : 0.0};
        };
        double const v = value("HMIX", 3), beta = std::atan(value("HMIX", 2)), cos_beta = std::cos(beta), sin_beta = std::sin(beta);
        // hep-ph/0311123, eqs. 20-23: m_Z sin(theta_W) = g' v/2, m_Z cos(theta_W) = m_W = g2 v/2
        double const b = value("GAUGE", 1) * v / 2.0, w = value("GAUGE", 2) * v / 2.0, mu = value("HMIX", 1), root2 = std::sqrt(2.0);
        Complex<double> const N[4][4] = {{gaugino(1), {}, {-b * cos_beta, 0}, {b * sin_beta, 0}},
                                         {{}, gaugino(2), {w * cos_beta, 0}, {-w * sin_beta, 0}},
                                         {{-b * cos_beta, 0}, {w * cos_beta, 0}, {}, {-mu, 0}},
                                         {{b * sin_beta, 0}, {-w * sin_beta, 0}, {-mu, 0}, {}}};
        Complex<double> const X[2][2] = {{gaugino(2), {root2 * w * sin_beta, 0}}, {{root2 * w * cos_beta, 0}, {mu, 0}}};
        auto const expect_diagonal = [&](auto const& matrix, int n, std::string const& left, std::string const& right, auto const& codes) {
            for (int k = 0; k < n; ++k)
                for (int l = 0; l < n; ++l) {
                    auto sum = complex_zero<double>();
                    for (int i = 0; i < n; ++i)
                        for (int j = 0; j < n; ++j)
                            sum =
                                sum + conj(entry(document, left, k + 1, i + 1)) * matrix[i][j] * conj(entry(document, right, l + 1, j + 1));
                    EXPECT_NEAR(sum.re, k == l ? value("MASS", codes[k]) : 0.0, 1e-11 * 1e3) << left << k << l;  // masses up to 1 TeV
                    EXPECT_NEAR(sum.im, 0.0, 1e-11 * 1e3) << left << k << l;
                }
        };
        expect_diagonal(N, 4, "NMIX", "NMIX", std::array<long, 4>{1000022, 1000023, 1000025, 1000035});
        expect_diagonal(X, 2, "UMIX", "VMIX", std::array<long, 2>{1000024, 1000037});
    }
}

TEST(SlhaBlocks, HaveTrilinearsInTheOrderThatFeedsC7) {
    // a_d in the basis where Y_d is diagonal: singlet b with doublet s, which takes b_R to s_L
    auto const low = mixed_point();
    auto const c7 = [&](int singlet, int doublet, bool primed) {
        auto violated = low;
        violated.trilinear[spectrum::down].e[singlet][doublet].re = 20.0;
        PointOfATest const point(violated, hamidian_inputs());
        auto const document = again(point);
        EXPECT_NEAR(std::abs(entry(document, "TD", singlet + 1, doublet + 1).re), 20.0, 1e-10);
        EXPECT_NEAR(entry(document, "TD", doublet + 1, singlet + 1).re, 0.0, 1e-10);
        auto const delta = bsgamma(slha::read_spectrum(document, point.inputs), point.inputs).sectors.gluino;
        return modulus(primed ? delta.c7_prime : delta.c7);
    };
    EXPECT_GT(c7(2, 1, false), 30.0 * c7(2, 1, true));  // T_D(3,2) feeds C7
    EXPECT_GT(c7(1, 2, true), 30.0 * c7(1, 2, false));  // T_D(2,3) feeds C7'
}

TEST(SlhaBlocks, QuoteInputsAsDataTablesDo) {
    PointOfATest point(gauge_mediation_point(), hamidian_inputs());
    auto const quoted = [&](long code) {
        auto const document = again(point);
        auto const* entry = document.find("SMINPUTS")->find({code});
        return entry ? std::optional(document.number(*entry)) : std::nullopt;
    };
    EXPECT_EQ(quoted(3), 0.118);
    EXPECT_EQ(quoted(7), std::nullopt);
    EXPECT_DOUBLE_EQ(*quoted(5), slha::bottom_mass_at_itself(point.inputs));
    // numbers of the accord: arXiv:0801.0045, section 4.1.3
    point.quoted = {{"m_b_m_b", 4.18},    {"m_tau_pole", 1.777}, {"m_e_pole", 5.11e-4}, {"m_mu_pole", 0.1057},
                    {"m_d_2GeV", 4.7e-3}, {"m_u_2GeV", 2.2e-3},  {"m_s_2GeV", 0.0935},  {"m_c_m_c", 1.27}};
    std::pair<long, double> const expected[] = {{5, 4.18},    {7, 1.777},   {11, 5.11e-4}, {13, 0.1057},
                                                {21, 4.7e-3}, {22, 2.2e-3}, {23, 0.0935},  {24, 1.27}};
    for (auto const& [code, value] : expected) EXPECT_EQ(quoted(code), value) << code;
}

TEST(SlhaBlocks, SayWhatAPointFailedOf) {
    auto low = gauge_mediation_point();
    low.m2[spectrum::E] = hermitian_diagonal(3e4, 3e4, -3e4);
    PointOfATest const point(low, hamidian_inputs());
    ASSERT_EQ(point.details.evaluation.status[0], Status::tachyon_stau);
    auto const document = again(point);
    EXPECT_EQ(document.find("SPINFO")->find({4})->value, "tachyon_stau: a charged slepton is tachyonic");
    EXPECT_EQ(document.find("MASS"), nullptr);
    EXPECT_NE(document.find("MINPAR"), nullptr);
    EXPECT_THROW(slha::read_spectrum(document, point.inputs), slha::InvalidSpectrum);
}

TEST(SlhaBlocks, CountMessengersLikeTheAccord) {
    PointOfATest point(gauge_mediation_point(), hamidian_inputs());
    auto document = again(point);  // one pair of D and L: a 5 + 5bar of SU(5)
    EXPECT_EQ(document.number(*document.find("MINPAR")->find({5})), 1.0);
    point.values = {1e5, 1e8, 15, 1, 1, 2, 3, 4, 5};
    document = again(point);
    EXPECT_EQ(document.find("MINPAR")->find({5}), nullptr);
    // twice the Dynkin indices: Q (1/5, 3, 2), U (8/5, 0, 1), D (2/5, 0, 1), L (3/5, 1, 0), E (6/5, 0, 0)
    EXPECT_NEAR(document.number(*document.find("EXTPAR")->find({51})), 13.0, 1e-14);
    EXPECT_EQ(document.number(*document.find("EXTPAR")->find({52})), 7.0);
    EXPECT_EQ(document.number(*document.find("EXTPAR")->find({53})), 7.0);
}

}  // namespace
}  // namespace squall::test
