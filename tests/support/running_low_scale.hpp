#pragma once
#include <cmath>

#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/vevs.hpp"
#include "kernels/spectrum/low_scale.hpp"

/// The parameters of a spectrum as a point of the renormalisation group.
namespace squall::test {

inline rge::DenseMssm<double> running_parameters(spectrum::LowScale<double> const& p, Complex<double> mu, double b) {
    rge::DenseMssm<double> y{};
    for (int a = 0; a < 3; ++a) {
        y.couplings.g[a] = p.g[a];
        y.gaugino[a] = p.gaugino[a];
        y.couplings.Y[a] = p.yukawa[a];
        y.a[a] = p.trilinear[a];
    }
    for (int m = 0; m < 5; ++m) y.m2[m] = p.m2[m];
    y.m2_Hu = p.m_Hu2;
    y.m2_Hd = p.m_Hd2;
    y.mu = mu;
    y.b = {b, 0.0};
    return y;
}

/// A point with its mu and b at another scale, by the one-loop renormalisation group of the MSSM (Standard Model masses stay).
struct LowScaleWithBilinears {
    spectrum::LowScale<double> p;
    Complex<double> mu;
    double b;
};
inline LowScaleWithBilinears run_to(double q, LowScaleWithBilinears const& from) {
    rge::MssmWithVevs<DenseBackend<double>> y{running_parameters(from.p, from.mu, from.b), std::log(from.p.tan_beta), 0.0};
    ode::integrate_low_storage(rge::MssmWithVevsOneLoop<DenseBackend<double>>{}, y, std::log(q / from.p.q), 100);
    auto const& x = y.parameters;
    LowScaleWithBilinears result{from.p, x.mu, x.b.re};
    auto& p = result.p;
    p.q = q;
    p.tan_beta = std::exp(y.ln_v_u - y.ln_v_d);
    for (int a = 0; a < 3; ++a) {
        p.g[a] = x.couplings.g[a];
        p.gaugino[a] = x.gaugino[a];
        p.yukawa[a] = x.couplings.Y[a];
        p.trilinear[a] = x.a[a];
    }
    for (int m = 0; m < 5; ++m) p.m2[m] = x.m2[m];
    p.m_Hu2 = x.m2_Hu;
    p.m_Hd2 = x.m2_Hd;
    return result;
}

}  // namespace squall::test
