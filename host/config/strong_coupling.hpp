#pragma once

/// The strong coupling and what runs with it, for the inputs.
namespace squall::config {

/// The strong coupling at one scale in a theory with `flavours` quarks, MS-bar.
struct StrongCoupling {
    double alpha;  ///< alpha_s(scale)
    double scale;  ///< GeV
    int flavours;
};

/// Steps of the Runge-Kutta integration of alpha_s.
enum class RunningSteps {
    fixed,  ///< 200 whatever the way: of inputs that a run has in common, and whose bits stay
    few,    ///< as many as the way needs: of points with inputs of their own; within 2e-11 of the others down to 4 GeV
};

/// Runs alpha_s to another scale [GeV] at three loops and fixed number of flavours. Tarasov, Vladimirov, Zharkov, PLB 93 (1980) 429;
/// coefficients as in the PDG review of QCD. NaN where a Landau pole lies between.
StrongCoupling run_alpha_s(StrongCoupling from, double scale, RunningSteps = RunningSteps::fixed);

/// Runs alpha_s to `scale` in the theory with `flavours` (5 or 6) quarks; the theories meet at `m_top` [GeV] (leading-order decoupling).
StrongCoupling run_alpha_s(StrongCoupling from, double scale, int flavours, double m_top, RunningSteps = RunningSteps::fixed);

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
double top_msbar_mass(double m_t_pole, StrongCoupling alpha_s, RunningSteps = RunningSteps::fixed);

/// Runs a quark mass with leading-order QCD: m(to) = m(from) (alpha_s(to)/alpha_s(from))^(12/(33 - 2 n_f)).
double run_quark_mass(double mass, StrongCoupling from, StrongCoupling to);

}  // namespace squall::config
