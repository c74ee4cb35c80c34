#include "host/wilson/wcxf.hpp"

#include <cmath>
#include <numbers>

#include "kernels/core/constants.hpp"

namespace squall::wilson {
namespace {

using Values = std::vector<WcxfValue>;

/// Both have H = -(4 G_F/sqrt2) V_tb V_ts* sum C_i O_i with the same operators and D = d + i e Q A + i g_s T G.
void add_dipoles(flavour::Dipole<double> const& c, Values& values) {
    values.push_back({"C7_bs", c.c7});
    values.push_back({"C8_bs", c.c8});
    values.push_back({"C7p_bs", c.c7_prime});
    values.push_back({"C8p_bs", c.c8_prime});
}

/// Likewise, scalar operators with m_b, coefficients in GeV^-1.
void add_muon_pair(char const* quarks, flavour::MuonPair<double> const& c, Values& values) {
    auto const add = [&](char const* name, Complex<double> value) { values.push_back({std::string(name) + quarks + "mumu", value}); };
    add("C10_", c.c10);
    add("C10p_", c.c10_prime);
    add("CS_", c.c_S);
    add("CP_", c.c_P);
    add("CSp_", c.c_S_prime);
    add("CPp_", c.c_P_prime);
}

/// Operators (lbar h)(lbar h), h heavy and l light, in H = +sum C_i Q_i become -sum C_i O_i. Our sigma = [gamma, gamma]/2 lacks the i: of
/// products of two the sign is another.
void add_mixing(char const* quarks, flavour::FourQuark<double> const& c, Values& values) {
    auto const add = [&](char const* name, Complex<double> value) { values.push_back({std::string(name) + quarks, value}); };
    add("CVLL_", -c.vll);
    add("CVRR_", -c.vrr);
    add("CSLL_", -c.sll1);
    add("CSRR_", -c.srr1);
    add("CTLL_", c.sll2);
    add("CTRR_", c.srr2);
    add("CVLR_", -c.lr1);
    add("CSLR_", -c.lr2);
}

/// The same Hamiltonian by operators (hbar l)(hbar l): (lbar P_L h)† = hbar P_R l.
flavour::FourQuark<double> reversed(flavour::FourQuark<double> const& c) {
    return {conj(c.vll), conj(c.vrr), conj(c.lr1), conj(c.lr2), conj(c.srr1), conj(c.srr2), conj(c.sll1), conj(c.sll2)};
}

flavour::FourQuark<double> const& of(Coefficients const& c, flavour::Meson meson) { return c.mixing[static_cast<int>(meson)]; }

/// In both D = d + i e Q A, and L = -H = +sum C_i O_i: Cgamma_mue belongs to ebar sigma.F P_R mu; on the diagonal C7_mumu has
/// (4 G_F/sqrt2) e m_mu/(16 pi^2) taken out.
void add_lepton_dipoles(Coefficients const& c, Values& values) {
    static constexpr char const* lepton[] = {"e", "mu", "tau"};
    double const charge = std::sqrt(4 * pi / c.inverse_alpha_em);
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
            bool const diagonal = i == j;
            double const unit = diagonal ? std::numbers::sqrt2 / (8 * c.fermi_constant * c.lepton_masses[i]) : charge / (32 * pi * pi);
            values.push_back({std::string(diagonal ? "C7_" : "Cgamma_") + lepton[j] + lepton[i], unit * c.lepton_dipole[i][j]});
        }
    }
}

}  // namespace

std::vector<WcxfValue> wcxf_values(Coefficients const& c) {
    Values values;
    add_dipoles(c.dipole, values);
    add_muon_pair("bs", c.muon_pair[static_cast<int>(flavour::Transition::b_to_s)], values);
    add_muon_pair("bd", c.muon_pair[static_cast<int>(flavour::Transition::b_to_d)], values);
    add_mixing("bsbs", of(c, flavour::Meson::b_strange), values);
    add_mixing("bdbd", of(c, flavour::Meson::b_down), values);
    add_mixing("sdsd", of(c, flavour::Meson::kaon), values);
    add_mixing("ucuc", reversed(of(c, flavour::Meson::charm)), values);
    // O = -(4 G_F/sqrt2) V_ub (ubar_L b_R)(taubar_R nu_L): the sign in it is that of H = -sum C_i O_i
    values.push_back({"CSR_butaunutau", c.up_tau_scalar});
    add_lepton_dipoles(c, values);
    return values;
}

}  // namespace squall::wilson
