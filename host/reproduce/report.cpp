#include "host/reproduce/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "host/reproduce/solver.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

struct Heading {
    Column column;
    char const* text;
};
constexpr Heading upper[] = {
    {tan_beta, "tan(b)"},
    {mu, "mu"},
    {m_Hp, "H+"},
    {chargino_1, "chi+_1"},
    {chargino_2, "chi+_2"},
    {neutralino_1, "chi0_1"},
    {neutralino_2, "chi0_2"},
    {neutralino_3, "chi0_3"},
    {neutralino_4, "chi0_4"},
    {gluino, "gluino"},
    {bsgamma, "G/G_SM"},
};
constexpr Heading lower[] = {
    {selectron_1, "e_1"},      {selectron_2, "e_2"}, {stau_1, "tau_1"},  {stau_2, "tau_2"},  {sneutrino_e, "nu_e"},
    {sneutrino_tau, "nu_tau"}, {up_1, "u_1"},        {up_2, "u_2"},      {stop_1, "t_1"},    {stop_2, "t_2"},
    {down_1, "d_1"},           {down_2, "d_2"},      {sbottom_1, "b_1"}, {sbottom_2, "b_2"},
};

constexpr int name_width = 12, source_width = 7, number_width = 8;

int decimals(Column c) { return c == bsgamma ? 3 : c == tan_beta ? 2 : 1; }

std::string printed_number(Row const& row, Column c) { return fmt::format("{:>{}g} ", row.values[c], number_width - 1); }

std::string our_number(Comparison const& row, Column c) {
    return fmt::format("{:>{}.{}f}{}", row.ours->values[c], number_width - 1, decimals(c), row.agrees(c) ? ' ' : '!');
}

template <std::size_t size>
std::string half_table(Table1 const& table, Heading const (&headings)[size], bool with_consistent) {
    std::string text = fmt::format("{:<{}}", "messengers", name_width + source_width);
    for (auto const& heading : headings) text += fmt::format("{:>{}} ", heading.text, number_width - 1);
    if (with_consistent) text += "  consistent";
    text += "\n";
    for (auto const& row : table.rows) {
        auto const name = messengers_text(row.printed.messengers) + (row.printed.withdrawn ? "*" : "");
        text += fmt::format("{:<{}}{:<{}}", name, name_width, "paper", source_width);
        for (auto const& heading : headings) text += printed_number(row.printed, heading.column);
        text += fmt::format("\n{:<{}}{:<{}}", "", name_width, "ours", source_width);
        if (!row.ours) {
            text += "no such root\n";
            continue;
        }
        for (auto const& heading : headings) text += our_number(row, heading.column);
        if (with_consistent) text += fmt::format("{:>12.3f}", row.ours->bsgamma_consistent);
        text += "\n";
    }
    return text;
}

double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    std::size_t const half = values.size() / 2;
    return values.size() % 2 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

std::string deviation_line(Table1 const& table, Column c) {
    std::vector<double> sizes;
    double worst = 0;
    Comparison const* where = nullptr;
    std::size_t outside = 0;
    for (auto const& row : table.rows) {
        if (row.printed.withdrawn) continue;
        outside += !row.agrees(c);
        if (!row.ours) continue;
        double const d = deviation(row.printed, c, row.ours->values[c]);
        sizes.push_back(std::abs(d));
        if (where && std::abs(d) <= std::abs(worst)) continue;
        worst = d;
        where = &row;
    }
    if (!where) return fmt::format("  {:<8}  no root to compare\n", column_name(c));
    auto const size = [c](double d, bool sign) {
        auto const number = c == bsgamma ? fmt::format("{:+.3f}  ", d) : fmt::format("{:+.2f} %", 100 * d);
        return sign ? number : number.substr(1);
    };
    return fmt::format("  {:<8}{:>10}{:>11}  {:<13}{:>6} -> {:<8.{}f}  {:<30}{}\n", column_name(c), size(median(sizes), false),
                       size(worst, true), messengers_text(where->printed.messengers), fmt::format("{:g}", where->printed.values[c]),
                       where->ours->values[c], decimals(c), tolerance_text(c),
                       outside == 0 ? "inside" : fmt::format("{} OUTSIDE", outside));
}

std::string root_line(Model const& model, Solution const& s, std::string const& verdict) {
    return fmt::format("  {:<13}tan(beta) = {:<6.2f} mu {} 0   {}\n", messengers_text(model.messengers), s.root.tan_beta,
                       s.root.sign_mu > 0 ? '>' : '<', verdict);
}

}  // namespace

std::string table_text(Table1 const& table) {
    return half_table(table, upper, true) + "\n" + half_table(table, lower, false) +
           "* commented out in the authors' source; rejected here too, see below\n";
}

std::string deviations_text(Table1 const& table) {
    std::string text =
        fmt::format("  {:<8}{:>10}{:>11}  {:<13}{:<18}  {}\n", "column", "median", "worst", "in", "paper -> ours", "tolerance");
    for (int c = 0; c < column_count; ++c) text += deviation_line(table, static_cast<Column>(c));
    return text;
}

std::string checks_text(Table1 const& table) {
    std::string text = "Roots of b(M_mess) that are not in the table\n";
    for (auto const& model : table.models)
        for (auto const& s : model.rejected) text += root_line(model, s, rejection(s.root.status));
    for (auto const& model : table.unmatched)
        for (auto const& s : model.accepted) text += root_line(model, s, "accepted, but not in the table");
    text += "\nChecks\n";
    for (auto const& check : table.checks) text += fmt::format("  {}  {}\n", check.passed ? "pass" : "FAIL", check.statement);
    return text;
}

std::string conventions_text(Setup const& setup, std::string const& inputs_name) {
    auto const& in = setup.inputs;
    return fmt::format(
        "H. Hamidian, K. Huitu, K. Puolamaki, D.-X. Zhang, hep-ph/9808341: Table I, Lambda = 100 TeV, M_mess = 100 Lambda\n\n"
        "Conventions\n"
        "  inputs     {}; the paper gives none, those of the preset are fitted to its table. At M_Z, six flavours: alpha_s = {:.8g},\n"
        "             1/alpha_2 = {:.8g}, 1/alpha_1 = {:.8g}; m_t = {:.8g}, m_b = {:.8g}, m_tau = {:.8g} GeV\n"
        "  M_SUSY     {}\n"
        "  running    one loop; b at two loops from M_SUSY to M_mess. delta_b as printed, with Y A Y = y_t^2 A_t\n"
        "  breaking   one-loop effective potential of all MSSM particles gives mu and b; masses are tree level, from the tree-level mu\n"
        "  roots      every root of b(M_mess) = 0 with tan(beta) in [{:g}, {:g}], both signs of mu\n"
        "  table      tan(beta) is truncated, masses are rounded; mu is that of the one-loop potential\n"
        "  G/G_SM     ours is the paper's variant: m_t = y_t v_u of M_SUSY in the H+ loop, 1/m_b of the operators at 4.9 GeV.\n"
        "             Beside it the consistent formula, which the rest of the program uses\n",
        inputs_name, in.alpha_s, in.inverse_alpha_2, in.inverse_alpha_1, in.m_up[2], in.m_down[2], in.m_lepton[2],
        setup.numerics.susy_scale == pipeline::SusyScale::messenger_squark
            ? fmt::format("{:.8g} times the messenger-scale mass of the squark doublet", setup.numerics.susy_scale_factor)
            : fmt::format("{:.8g} sqrt(m_stop_1 m_stop_2)", setup.numerics.susy_scale_factor),
        setup.roots.tan_beta_min, setup.roots.tan_beta_max);
}

}  // namespace squall::reproduce::hamidian98
