/// Section 4: profiles in the fifth dimension and discrete charges.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "host/reproduce/balazs09_scales.hpp"
#include "kernels/models/bulk_profiles.hpp"
#include "kernels/models/flipped_su5_discrete_charges.hpp"

namespace squall::reproduce::balazs09 {
namespace {

constexpr double M_C_star = 3e16;  // GeV: the lowest of Table 2, where M_U/M_C* is largest

constexpr double down_texture[3][3] = {{16, 15, 15}, {15, 14, 14}, {15, 14, 12}};  // eq. (4.31)

/// One line of text per field: profile, bulk mass, lightest Kaluza-Klein mode.
void add_field(Scenario const& scenario, char const* field, int const (&powers)[3], models::BulkGeometry<double> const& bulk, double M_23,
               std::string& text) {
    for (int i = 0; i < 3; ++i) {
        double const profile = std::pow(lambda, powers[i]), M = models::bulk_mass_of(profile, bulk);
        double const mode = models::lightest_kaluza_klein_mass(M, bulk);
        text += fmt::format("{:>8} {:>6}_{} {:>8} {:12.3e} {:>8.2f} {:>8.2f} {:12.3e} {:12.2e}\n", scenario.name, field, i + 1,
                            fmt::format("^{}", powers[i]), M, M / bulk.M_star, 2 * M / bulk.M_C_star, mode, mode / M_23);
    }
}

}  // namespace

Claim bulk_masses(Setup const& setup) {
    Claim claim;
    claim.paper =
        "Section 4, eqs. (4.6)-(4.7) and scenarios A and B: the profiles follow from bulk masses \"which we will not give explicitly "
        "here\"; "
        "section 6 assumes that the lightest Kaluza-Klein mode, 2|M| exp(-|M| pi R/2), is heavier than M_23.";
    double const M_23 = su5::scale_23(thresholds(setup, soft_scale, 0));
    Table table{"bulk_masses",
                "scenario 1: A, 2: B; field 1: F, 2: f-bar, 3: l^c; M_S = 600 GeV, M_C* = 3e16 GeV, M_* = M_U of that scenario, corrected "
                "form. GeV",
                {"scenario", "field", "family", "power", "profile", "M_star", "M", "M_pi_R", "M_KK", "M_KK_over_M_23"},
                {}};
    std::string text = fmt::format("\n{:>8} {:>8} {:>8} {:>12} {:>8} {:>8} {:>12} {:>12}\n", "scenario", "field", "lambda", "M [GeV]",
                                   "M/M_*", "M pi R", "M_KK [GeV]", "M_KK/M_23");
    double round_trip = 0, lightest = 1e300;
    int below = 0, above_cutoff = 0, number = 0;
    for (auto const* scenario : {&scenario_A, &scenario_B}) {
        double const M_star = unified_scale(setup, soft_scale, 0, M_C_star, su5::corrected, log_profiles(*scenario));
        models::BulkGeometry<double> const bulk{M_star, M_C_star};
        ++number;
        add_field(*scenario, "F", scenario->F, bulk, M_23, text);
        add_field(*scenario, "f", scenario->f_bar, bulk, M_23, text);
        add_field(*scenario, "l", scenario->l_c, bulk, M_23, text);
        double field = 0;
        for (auto const* powers : {scenario->F, scenario->f_bar, scenario->l_c}) {
            ++field;
            for (int i = 0; i < 3; ++i) {
                double const profile = std::pow(lambda, powers[i]), M = models::bulk_mass_of(profile, bulk);
                double const mode = models::lightest_kaluza_klein_mass(M, bulk);
                table.rows.push_back(
                    {double(number), field, double(i + 1), double(powers[i]), profile, M_star, M, 2 * M / M_C_star, mode, mode / M_23});
                round_trip = std::max(round_trip, std::abs(models::profile_of(M, bulk) / profile - 1));
                lightest = std::min(lightest, mode);
                below += mode < M_23;
                above_cutoff += std::abs(M) > M_star;
            }
        }
    }
    claim.finding = fmt::format(
        "{} of 18 fields have their lightest Kaluza-Klein mode below M_23, the lightest of all at {:.1e} GeV: a profile of lambda^n asks "
        "for "
        "M pi R of about 2n ln(1/lambda), which pulls the mode down to 2|M| lambda^n, and one of 1 for M = -M_*/2, which does so on the "
        "other side. The assumption fails, and with it eq. (6.19), which integrates all modes out above M_23. {} of the masses are above "
        "the "
        "cutoff M_*.\n{}",
        below, lightest, above_cutoff, text);
    claim.checks.push_back({fmt::format("bulk masses give the profiles back, to 1e-12 ({:.0e} at most)", round_trip), round_trip < 1e-12});
    claim.checks.push_back(
        {"profiles below that of a flat zero mode have M > 0, those above it M < 0",
         std::ranges::all_of(table.rows, [](auto const& row) { return (row[6] < 0) == (row[4] > std::sqrt(M_C_star / row[5])); })});
    claim.tables = {table};
    return claim;
}

Claim discrete_charges(Setup const&) {
    Claim claim;
    claim.paper = "Section 4, Table 1 and eqs. (4.29)-(4.31): a Z_3 lets each singlet S_i, S_ij multiply its own F_i F_j h alone.";
    constexpr auto z3 = su5::z3_charges;
    constexpr su5::FamilyCharges z7{7, {0, 1, 3}};
    Table table{
        "discrete_charges",
        "scenario 1: A, 2: B; charge of S_ij under Z_3; powers of lambda in M_d,ij: printed, and with every singlet that Z_3 allows",
        {"scenario", "i", "j", "charge", "power", "power_with_Z_3"},
        {}};
    int number = 0, moved = 0;
    bool printed = true, printed_with_z7 = true;
    for (auto const* scenario : {&scenario_A, &scenario_B}) {
        ++number;
        for (int i = 0; i < 3; ++i)
            for (int j = i; j < 3; ++j) {
                int const power = scenario->singlets[i][j] + scenario->F[i] + scenario->F[j];
                int const allowed = su5::down_exponent(z3, scenario->singlets, scenario->F, i, j);
                table.rows.push_back(
                    {double(number), i + 1.0, j + 1.0, double(su5::singlet_charge(z3, i, j)), double(power), double(allowed)});
                moved += allowed < power;
                if (number == 1) printed = printed && power == down_texture[i][j];
                printed_with_z7 = printed_with_z7 && su5::down_exponent(z7, scenario->singlets, scenario->F, i, j) == power;
            }
    }
    claim.finding = fmt::format(
        "The text of Table 1 at hand is damaged. What is legible, F_1 = S_1 = S_23 = 1 and S_3 = omega^2, leaves F = (1, omega, omega^2) "
        "and "
        "S_1, S_2, S_3, S_12, S_13, S_23 = 1, omega, omega^2, omega^2, omega, 1: every term of eq. (4.29) is invariant. But six singlets "
        "share "
        "three charges. Z_3 lets S_1 multiply F_2 F_3, S_12 multiply F_3 F_3 and S_2 multiply F_1 F_3: in scenario A the 23 and 33 "
        "entries of M_d are lambda^{} and lambda^{}, not lambda^14 and lambda^12, and the hierarchy is lost ({} of 12 entries move in A "
        "and B). "
        "The texture needs another symmetry; the smallest cyclic one that tells the six apart is Z_{}, with F charges (0, 1, 3).",
        su5::down_exponent(z3, scenario_A.singlets, scenario_A.F, 1, 2), su5::down_exponent(z3, scenario_A.singlets, scenario_A.F, 2, 2),
        moved, su5::smallest_order_that_tells_apart());
    claim.checks.push_back({"scenario A has the powers of eq. (4.31)", printed});
    claim.checks.push_back({"Z_3 does not tell the singlets apart; Z_7 does, and leaves the texture as printed",
                            !su5::tells_singlets_apart(z3) && su5::tells_singlets_apart(z7) && printed_with_z7});
    claim.tables = {table};
    return claim;
}

}  // namespace squall::reproduce::balazs09
