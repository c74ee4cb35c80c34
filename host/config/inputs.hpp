#pragma once
#include <map>
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/pipeline/settings.hpp"

/// Standard Model inputs: from the values a data table gives to the six-flavour couplings and running masses the kernels start from.
namespace squall::config {

/// One value of a file in configs/inputs/.
struct InputValue {
    double value = 0;
    double error = 0;  ///< one standard deviation; 0: not given
    std::string unit;
    std::string source;  ///< "set in the config" for an override
    Position where;
    bool in_the_physics = true;  ///< false: quoted in SLHA files, and the calculation does not see it
};

/// A resolved set of inputs.
struct Inputs {
    std::string name;  ///< preset or file
    std::string title;
    std::map<std::string, InputValue> values;  ///< as given, overrides merged in
    pipeline::StandardModelInputs standard_model;
    Value const* numerics() const { return find(*content.table(), "numerics"); }  ///< the preset's own [numerics], or null

    Value content;  ///< the file
};

/// Reads the [inputs] section of a config (null: none): preset = "..." and overrides name = value. Throws ConfigError.
Inputs load_inputs(Value const* section, std::string const& directory);

/// The inputs of a run from its canonical text, where each that enters the physics has a line. What data tables quote of masses is
/// pdg2024's where the masses are.
Inputs stored_inputs(Value const* section);

/// The strong coupling at one scale in a theory with `flavours` quarks, MS-bar.
struct StrongCoupling {
    double alpha;  ///< alpha_s(scale)
    double scale;  ///< GeV
    int flavours;
};

/// Runs alpha_s to another scale [GeV] at three loops and fixed number of flavours. Tarasov, Vladimirov, Zharkov, PLB 93 (1980) 429;
/// coefficients as in the PDG review of QCD. NaN where a Landau pole lies between.
StrongCoupling run_alpha_s(StrongCoupling from, double scale);

/// Runs alpha_s to `scale` in the theory with `flavours` (5 or 6) quarks; the theories meet at `m_top` [GeV] (leading-order decoupling).
StrongCoupling run_alpha_s(StrongCoupling from, double scale, int flavours, double m_top);

/// Electroweak MS-bar couplings at M_Z.
struct ElectroweakCouplings {
    double inverse_alpha;  ///< 1/alpha_em(M_Z)
    double sin2_theta_w;
};

/// Takes the top quark, decoupled in the PDG's convention, back into the running: Fanchiotti, Kniehl, Sirlin, PRD 48 (1993) 307;
/// in the PDG's electroweak review sin2_theta_ND = sin2_theta (1 + alpha d/pi), d = (1/3)(1/sin2_theta - 8/3) l,
/// with l = (1 + alpha_s/pi) ln(m_t/M_Z) - 15 alpha_s/(8 pi), m_t the pole mass.
ElectroweakCouplings with_top(ElectroweakCouplings, double alpha_s, double m_t_pole, double m_Z);

/// m_t(m_t) [GeV], QCD MS-bar, from the pole mass at three loops: Melnikov, van Ritbergen, PLB 482 (2000) 99, with five light quarks.
double top_msbar_mass(double m_t_pole, StrongCoupling alpha_s);

/// Runs a quark mass with leading-order QCD: m(to) = m(from) (alpha_s(to)/alpha_s(from))^(12/(33 - 2 n_f)).
double run_quark_mass(double mass, StrongCoupling from, StrongCoupling to);

}  // namespace squall::config
