#include "host/pipeline/output_columns.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "kernels/backends/stages.hpp"
#include "kernels/spectrum/spectrum.hpp"
#include "kernels/spectrum/tree_level.hpp"

namespace squall::pipeline {
namespace {

using Spectrum = spectrum::Spectrum<double>;
using ThirdGeneration = spectrum::ThirdGeneration<double>;

int slot(std::size_t offset) { return static_cast<int>(offset / sizeof(double)); }

struct Observable {
    char const *name, *unit, *meaning;
    int column;
};
constexpr Observable flavour_observables[] = {
    {"delta_c7_re", "", "new physics in C7 at mu_W, real part", backends::delta_c7_re},
    {"delta_c7_im", "", "new physics in C7 at mu_W, imaginary part", backends::delta_c7_im},
    {"delta_c8_re", "", "new physics in C8 at mu_W, real part", backends::delta_c8_re},
    {"delta_c8_im", "", "new physics in C8 at mu_W, imaginary part", backends::delta_c8_im},
    {"c7_prime_re", "", "new physics in C7' at mu_W, real part", backends::c7_prime_re},
    {"c7_prime_im", "", "new physics in C7' at mu_W, imaginary part", backends::c7_prime_im},
    {"c8_prime_re", "", "new physics in C8' at mu_W, real part", backends::c8_prime_re},
    {"c8_prime_im", "", "new physics in C8' at mu_W, imaginary part", backends::c8_prime_im},
    {"c7_higgs", "", "charged-Higgs part of C7 at mu_W", backends::c7_higgs},
    {"c7_chargino", "", "chargino part of C7 at mu_W", backends::c7_chargino},
    {"c7_gluino", "", "gluino part of C7 at mu_W", backends::c7_gluino},
    {"c7_neutralino", "", "neutralino part of C7 at mu_W", backends::c7_neutralino},
    {"bsgamma_ratio", "", "Gamma(b -> s gamma) over the Standard Model's, LO", backends::bsgamma_ratio},
    {"bsgamma_br", "", "BR(B -> X_s gamma), E_gamma > 1.6 GeV", backends::bsgamma_br},
    {"bsgamma_acp", "", "direct CP asymmetry of B -> X_s gamma", backends::bsgamma_acp},
    {"delta_m_K", "GeV", "mass difference of K_L and K_S, short distance", backends::delta_m_K},
    {"epsilon_K", "", "indirect CP violation in K mixing, with its sign", backends::epsilon_K},
    {"delta_m_d", "GeV", "mass difference of the B_d", backends::delta_m_d},
    {"delta_m_s", "GeV", "mass difference of the B_s", backends::delta_m_s},
    {"x12_D", "", "2 |M12|/Gamma of the D0 from new physics alone", backends::x12_D},
    {"bsmumu_br", "", "BR(B_s -> mu mu), time-integrated", backends::bsmumu_br},
    {"bdmumu_br", "", "BR(B_d -> mu mu)", backends::bdmumu_br},
    {"bsmumu_adg", "", "A_DeltaGamma of B_s -> mu mu", backends::bsmumu_adg},
    {"btaunu_br", "", "BR(B+ -> tau+ nu)", backends::btaunu_br},
    {"btaunu_ratio", "", "BR(B+ -> tau+ nu) over the Standard Model's", backends::btaunu_ratio},
    {"delta_c10_re", "", "new physics in C10 of b -> s mu mu, real part", backends::delta_c10_re},
    {"delta_c10_im", "", "new physics in C10 of b -> s mu mu, imaginary part", backends::delta_c10_im},
    {"c10_prime_re", "", "C10' of b -> s mu mu, real part", backends::c10_prime_re},
    {"c10_prime_im", "", "C10' of b -> s mu mu, imaginary part", backends::c10_prime_im},
    {"c_S_re", "GeV^-1", "C_S of b -> s mu mu, real part", backends::c_S_re},
    {"c_S_im", "GeV^-1", "C_S of b -> s mu mu, imaginary part", backends::c_S_im},
    {"c_P_re", "GeV^-1", "C_P of b -> s mu mu, real part", backends::c_P_re},
    {"c_P_im", "GeV^-1", "C_P of b -> s mu mu, imaginary part", backends::c_P_im},
    {"c_S_prime_re", "GeV^-1", "C_S' of b -> s mu mu, real part", backends::c_S_prime_re},
    {"c_S_prime_im", "GeV^-1", "C_S' of b -> s mu mu, imaginary part", backends::c_S_prime_im},
    {"c_P_prime_re", "GeV^-1", "C_P' of b -> s mu mu, real part", backends::c_P_prime_re},
    {"c_P_prime_im", "GeV^-1", "C_P' of b -> s mu mu, imaginary part", backends::c_P_prime_im},
    {"mu_e_gamma_br", "", "BR(mu -> e gamma)", backends::mu_e_gamma_br},
    {"tau_e_gamma_br", "", "BR(tau -> e gamma)", backends::tau_e_gamma_br},
    {"tau_mu_gamma_br", "", "BR(tau -> mu gamma)", backends::tau_mu_gamma_br},
    {"delta_a_e", "", "superpartners' part of (g - 2)/2 of the electron", backends::delta_a_e},
    {"delta_a_mu", "", "superpartners' part of (g - 2)/2 of the muon", backends::delta_a_mu},
    {"delta_a_tau", "", "superpartners' part of (g - 2)/2 of the tau", backends::delta_a_tau},
    {"d_e", "e cm", "electric dipole moment of the electron", backends::edm_e},
    {"d_mu", "e cm", "electric dipole moment of the muon", backends::edm_mu},
    {"d_tau", "e cm", "electric dipole moment of the tau", backends::edm_tau},
    {"d_n", "e cm", "electric dipole moment of the neutron", backends::edm_n},
};

/// Mass insertions of squarks and sleptons, by name.
std::vector<OutputColumn> mass_insertions() {
    std::vector<OutputColumn> columns;
    auto const add = [&](std::string name, std::string meaning, int at) {
        columns.push_back({{std::move(name), "", std::move(meaning)}, Source::insertions, at});
    };
    static constexpr char const* pairs[] = {"12", "13", "23"};
    static constexpr char const* ordered_pairs[] = {"12", "21", "13", "31", "23", "32"};
    struct Sector {
        char const *name, *fields;
        int first;
    };
    for (auto const& [name, fields, first] : {Sector{"d", "down squarks", backends::insertions_down},
                                              {"u", "up squarks", backends::insertions_up},
                                              {"l", "charged sleptons", backends::insertions_lepton}}) {
        auto const delta = std::string("delta_") + name + "_";
        auto const meaning = std::string("|mass insertion| of ") + fields + " at M_SUSY";
        int at = first;
        for (std::string const chirality : {"LL_", "RR_"})
            for (std::string const pair : pairs) add(delta + chirality + pair, meaning, at++);
        for (std::string const pair : ordered_pairs) add(delta + "LR_" + pair, meaning + ", first index: the doublet", at++);
    }
    for (int p = 0; p < 3; ++p)
        add(std::string("delta_d_") + pairs[p], "sqrt(LL RR) of down squarks at M_SUSY", backends::insertions_down_mean + p);
    return columns;
}

}  // namespace

std::vector<OutputColumn> mssm_outputs(BoundaryColumns const& boundary) {
    std::vector<OutputColumn> columns;
    auto const add = [&](std::string name, std::string unit, std::string meaning, Source source, int at) {
        columns.push_back({{std::move(name), std::move(unit), std::move(meaning)}, source, at});
    };
    auto const mass = [&](std::string name, std::string meaning, std::size_t offset, Source source = Source::spectrum) {
        add(std::move(name), "GeV", std::move(meaning), source, slot(offset));
    };
    auto const masses = [&](std::string const& name, std::string const& meaning, std::size_t offset, int count,
                            Source source = Source::spectrum) {
        for (int i = 0; i < count; ++i)
            mass(name + "_" + std::to_string(i + 1), meaning + " " + std::to_string(i + 1) + ", ascending", offset + i * sizeof(double),
                 source);
    };

    mass("m_susy", "renormalisation scale of the spectrum", offsetof(Spectrum, m_susy));
    mass("mu", "tree-level mu at M_SUSY", offsetof(Spectrum, mu));
    add("b", "GeV^2", "soft bilinear b at M_SUSY, tree level", Source::spectrum, slot(offsetof(Spectrum, b)));
    add("mu_loop", "GeV", "mu at M_SUSY, one-loop potential", Source::one_loop, backends::one_loop_mu);
    add("b_loop", "GeV^2", "soft bilinear b at M_SUSY, one-loop potential", Source::one_loop, backends::one_loop_b);
    columns.push_back({boundary.mu, Source::one_loop, backends::messenger_mu});
    columns.push_back({boundary.b, Source::one_loop, backends::messenger_b});
    add("delta_b", "", "threshold correction of the bottom Yukawa coupling", Source::iterate, backends::iterate_delta_b);
    add("mh", "GeV", "light CP-even Higgs boson, one-loop potential", Source::one_loop, backends::one_loop_m_h);
    mass("mh_tree", "light CP-even Higgs boson, tree level", offsetof(Spectrum, m_h));
    mass("mH", "heavy CP-even Higgs boson, tree level", offsetof(Spectrum, m_H));
    mass("mA", "CP-odd Higgs boson, tree level", offsetof(Spectrum, m_A));
    mass("mHp", "charged Higgs boson, tree level", offsetof(Spectrum, m_Hp));
    mass("m_gluino", "gluino, running", offsetof(Spectrum, m_gluino));
    masses("m_chargino", "chargino", offsetof(Spectrum, m_chargino), 2);
    masses("m_neutralino", "neutralino", offsetof(Spectrum, m_neutralino), 4);
    masses("m_up_squark", "up-type squark", offsetof(Spectrum, m_up_squark), 6);
    masses("m_down_squark", "down-type squark", offsetof(Spectrum, m_down_squark), 6);
    masses("m_slepton", "charged slepton", offsetof(Spectrum, m_slepton), 6);
    masses("m_sneutrino", "sneutrino", offsetof(Spectrum, m_sneutrino), 3);
    masses("m_stop", "stop (by third-generation content)", offsetof(ThirdGeneration, m_stop), 2, Source::third_generation);
    masses("m_sbottom", "sbottom (by third-generation content)", offsetof(ThirdGeneration, m_sbottom), 2, Source::third_generation);
    masses("m_stau", "stau (by third-generation content)", offsetof(ThirdGeneration, m_stau), 2, Source::third_generation);
    mass("m_sneutrino_tau", "tau sneutrino (by content)", offsetof(ThirdGeneration, m_sneutrino_tau), Source::third_generation);

    for (auto const& [name, unit, meaning, column] : flavour_observables) add(name, unit, meaning, Source::flavour, column);
    std::ranges::move(mass_insertions(), std::back_inserter(columns));
    add("iterations", "", "passes between m_Z and the scale of the boundary, coarse ones too", Source::iterations, 0);
    return columns;
}

}  // namespace squall::pipeline
