#include "host/config/strong_coupling.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace squall::config {
namespace {

using std::numbers::pi;

/// b0 + b1 a + b2 a^2 with a = alpha_s/4 pi: -1/2 d ln(a)/d ln(mu) over a at three loops, MS-bar.
double beta_over_square(double a, int n_f) {
    double const b0 = 11 - 2.0 / 3 * n_f;
    double const b1 = 102 - 38.0 / 3 * n_f;
    double const b2 = 2857.0 / 2 - 5033.0 / 18 * n_f + 325.0 / 54 * n_f * n_f;
    return b0 + a * (b1 + a * b2);
}

/// d alpha/d ln(mu).
double beta_qcd(double alpha, int n_f) {
    double const a = alpha / (4 * pi);
    return -2 * alpha * a * beta_over_square(a, n_f);
}

/// d (1/alpha)/d ln(mu): nearly constant.
double beta_of_inverse(double inverse, int n_f) { return beta_over_square(1 / (4 * pi * inverse), n_f) * (0.5 / pi); }

/// Runge-Kutta of fourth order.
template <class Slope>
double runge_kutta(double y, double length, int steps, Slope const& slope) {
    double const h = length / steps;
    for (int i = 0; i < steps; ++i) {
        double const k1 = slope(y);
        double const k2 = slope(y + h / 2 * k1);
        double const k3 = slope(y + h / 2 * k2);
        double const k4 = slope(y + h * k3);
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return y;
}

}  // namespace

StrongCoupling run_alpha_s(StrongCoupling from, double scale, RunningSteps choice) {
    constexpr int fixed_steps = 200;  // 1e-11 from M_Z to 2 GeV
    // 2e-11 from M_Z to 4 GeV; less where the coupling is small
    double const steps_per_length = std::min(scale, from.scale) > 50 ? 8 : 20, length = std::log(scale / from.scale);
    double alpha;
    if (choice == RunningSteps::fixed) {
        alpha = runge_kutta(from.alpha, length, fixed_steps, [&](double x) { return beta_qcd(x, from.flavours); });
    } else {
        int const steps = std::isfinite(length) ? static_cast<int>(std::ceil(steps_per_length * std::abs(length))) : 0;
        alpha = 1 / runge_kutta(1 / from.alpha, length, steps, [&](double x) { return beta_of_inverse(x, from.flavours); });
    }
    if (!(alpha > 0 && alpha < 1)) alpha = std::nan("");
    return {alpha, scale, from.flavours};
}

StrongCoupling run_alpha_s(StrongCoupling from, double scale, int flavours, double m_top, RunningSteps steps) {
    if (from.flavours == flavours) return run_alpha_s(from, scale, steps);
    auto at_top = run_alpha_s(from, m_top, steps);
    at_top.flavours = flavours;
    return run_alpha_s(at_top, scale, steps);
}

ElectroweakCouplings with_top(ElectroweakCouplings at_m_Z, double alpha_s, double m_t_pole, double m_Z) {
    double const l = (1 + alpha_s / pi) * std::log(m_t_pole / m_Z) - 15 * alpha_s / (8 * pi);
    // N_c Q_t^2 = 4/3 and N_c Q_t T3_t = 1 of the top quark, left-handed for the latter
    double const inverse_alpha = at_m_Z.inverse_alpha + 8 / (9 * pi) * l;
    double const inverse_alpha_2 = at_m_Z.sin2_theta_w * at_m_Z.inverse_alpha + l / (3 * pi);
    return {inverse_alpha, inverse_alpha_2 / inverse_alpha};
}

double top_msbar_mass(double m_t_pole, StrongCoupling alpha_s, RunningSteps steps) {
    double m = m_t_pole, before = 0;
    for (int i = 0; i < 50 && m != before; ++i) {  // contraction by 0.01 a round
        double const a = run_alpha_s(alpha_s, m, steps).alpha / pi;
        before = m;
        m = m_t_pole / (1 + a * (4.0 / 3 + a * (13.4434 - 1.0414 * 5 + a * (190.595 - 26.655 * 5 + 0.6527 * 25))));
    }
    return m;
}

double run_quark_mass(double mass, StrongCoupling from, StrongCoupling to) {
    return mass * std::pow(to.alpha / from.alpha, 12.0 / (33 - 2 * from.flavours));
}

}  // namespace squall::config
