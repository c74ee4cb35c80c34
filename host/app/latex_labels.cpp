#include "host/app/latex_labels.hpp"

#include <array>
#include <utility>

namespace squall::app {
namespace {

using Label = std::pair<std::string_view, std::string_view>;

constexpr std::array labels{
    Label{"Lambda", R"(\Lambda)"},
    Label{"M_mess", R"(M_\mathrm{mess})"},
    Label{"tan_beta", R"(\tan\beta)"},
    Label{"sign_mu", R"(\mathrm{sign}\,\mu)"},
    Label{"alpha_s", R"(\alpha_s(M_Z))"},
    Label{"alpha_s_6", R"(\alpha_s^{(6)}(M_Z))"},
    Label{"m_t_pole", R"(m_t^\mathrm{pole})"},
    Label{"m_t", R"(m_t(M_Z))"},
    Label{"m_b", R"(m_b(M_Z))"},
    Label{"m_c", R"(m_c(M_Z))"},
    Label{"m_s", R"(m_s(M_Z))"},
    Label{"ckm_lambda", R"(\lambda)"},
    Label{"ckm_A", R"(A)"},
    Label{"ckm_rhobar", R"(\bar\rho)"},
    Label{"ckm_etabar", R"(\bar\eta)"},
    Label{"mu", R"(\mu)"},
    Label{"mu_loop", R"(\mu_\mathrm{loop})"},
    Label{"m_susy", R"(M_\mathrm{SUSY})"},
    Label{"delta_b", R"(\delta_b)"},
    Label{"mh", R"(m_h)"},
    Label{"mh_tree", R"(m_h^\mathrm{tree})"},
    Label{"mH", R"(m_H)"},
    Label{"mA", R"(m_A)"},
    Label{"mHp", R"(m_{H^+})"},
    Label{"m_gluino", R"(m_{\tilde g})"},
    Label{"m_sneutrino_tau", R"(m_{\tilde\nu_\tau})"},
    Label{"delta_c7_re", R"(\mathrm{Re}\,\delta C_7)"},
    Label{"delta_c7_im", R"(\mathrm{Im}\,\delta C_7)"},
    Label{"delta_c8_re", R"(\mathrm{Re}\,\delta C_8)"},
    Label{"delta_c8_im", R"(\mathrm{Im}\,\delta C_8)"},
    Label{"c7_prime_re", R"(\mathrm{Re}\,C_7')"},
    Label{"c7_prime_im", R"(\mathrm{Im}\,C_7')"},
    Label{"c8_prime_re", R"(\mathrm{Re}\,C_8')"},
    Label{"c8_prime_im", R"(\mathrm{Im}\,C_8')"},
    Label{"bsgamma_br", R"(\mathrm{BR}(B\to X_s\gamma))"},
    Label{"loglike", R"(\ln L)"},
};

/// Particles that come in several, by the name before their number.
constexpr std::array particles{
    Label{"m_chargino_", R"(\tilde\chi^\pm)"}, Label{"m_neutralino_", R"(\tilde\chi^0)"}, Label{"m_up_squark_", R"(\tilde u)"},
    Label{"m_down_squark_", R"(\tilde d)"},    Label{"m_slepton_", R"(\tilde\ell)"},      Label{"m_sneutrino_", R"(\tilde\nu)"},
    Label{"m_stop_", R"(\tilde t)"},           Label{"m_sbottom_", R"(\tilde b)"},        Label{"m_stau_", R"(\tilde\tau)"},
};

}  // namespace

std::string latex_label(std::string_view column) {
    for (auto const& [name, label] : labels)
        if (column == name) return std::string(label);
    for (auto const& [name, particle] : particles) {
        auto const number = column.starts_with(name) ? column.substr(name.size()) : std::string_view();
        if (number.size() == 1 && number[0] >= '1' && number[0] <= '9')
            return "m_{" + std::string(particle) + "_" + std::string(number) + "}";
    }
    std::string escaped;
    for (char const c : column)
        escaped += std::string_view("_#%&${}").find(c) == std::string_view::npos ? std::string(1, c) : std::string("\\") + c;
    return "\\mathrm{" + escaped + "}";
}

}  // namespace squall::app
