/// Section 5, supersymmetry breaking and messengers, and section 7, proton decay.
#include <fmt/format.h>

#include <algorithm>

#include "host/reproduce/balazs09_scales.hpp"
#include "kernels/models/cdfm_hidden_sector.hpp"
#include "kernels/models/flipped_su5_proton_decay.hpp"
#include "kernels/models/messenger_matrix.hpp"

namespace squall::reproduce::balazs09 {
namespace {

constexpr double F_over_M = 1e5;  // GeV: gauginos of the order of TeV

/// m' in units of lambda' M: 1 in every entry, or in those above the diagonal, which R-charges allow.
enum class Shape { all_ones, jordan };

template <int N>
double effective_number(Shape shape, double ratio) {
    Complex<double> lambda_prime[N][N]{}, m_prime[N][N]{};
    for (int i = 0; i < N; ++i) lambda_prime[i][i] = {1, 0};
    for (int i = 0; i < N; ++i)
        for (int j = 0; j < N; ++j)
            if (shape == Shape::all_ones || j == i + 1) m_prime[i][j] = {ratio, 0};
    return models::messenger_scales(lambda_prime, m_prime, {1, 0}, 1.0).effective_number;
}

double effective_number(int N, Shape shape, double ratio) {
    return N == 2 ? effective_number<2>(shape, ratio) : N == 3 ? effective_number<3>(shape, ratio) : effective_number<4>(shape, ratio);
}

}  // namespace

Claim effective_messengers(Setup const&) {
    Claim claim;
    claim.paper =
        "Section 5, eqs. (5.8)-(5.17): messengers with 𝓜 = lambda' X + m' have det 𝓜 = X^N det lambda', so that gauginos get masses at "
        "leading order in F.";
    Table table{"effective_messengers",
                "Lambda_G^2/Lambda_S^2 along m'/(lambda' M); jordan 0: m' with all entries equal, 1: those above the diagonal alone",
                {"N", "jordan", "ratio", "N_eff"},
                {}};
    for (int const N : {2, 3, 4})
        for (auto const shape : {Shape::all_ones, Shape::jordan})
            for (int i = -16; i <= 16; ++i) {
                double const ratio = std::pow(10, i / 8.0);
                table.rows.push_back({double(N), shape == Shape::jordan ? 1.0 : 0.0, ratio, effective_number(N, shape, ratio)});
            }
    struct Expected {
        int N;
        Shape shape;
        double at[3];  // m'/(lambda' M) = .1, 1, 10: an independent program
    };
    Expected const expected[] = {{2, Shape::all_ones, {1.98361, 1.60000, 1.09502}},
                                 {3, Shape::all_ones, {2.95890, 2.45455, 2.06396}},
                                 {2, Shape::jordan, {1.99008, 1.45755, 0.97620}},
                                 {3, Shape::jordan, {2.98007, 1.74208, 0.98145}}};
    claim.finding =
        "det 𝓜 = X^N det lambda' holds for a nilpotent m', as R-charges make it, not for the sum over all i and j that is printed: "
        "there the determinant is X^(N-1) (X + N m') for lambda' = 1, and Lambda_G falls below N F/M. Either way m' costs gaugino "
        "masses against those of scalars: the effective number of messengers at m'/(lambda' M) = 0.1, 1, 10 is\n";
    for (auto const& [N, shape, at] : expected) {
        char const* const name = shape == Shape::all_ones ? "all entries equal" : "above the diagonal";
        claim.finding += fmt::format("\n{:>20}, N = {}: {:.5f}  {:.5f}  {:.5f}", name, N, effective_number(N, shape, 0.1),
                                     effective_number(N, shape, 1), effective_number(N, shape, 10));
        double worst = 0;
        for (int i = 0; i < 3; ++i) worst = std::max(worst, std::abs(effective_number(N, shape, std::pow(10, i - 1)) - at[i]));
        claim.checks.push_back(
            {fmt::format("N = {}, {}: as an independent program to 1e-5 ({:.0e} at most)", N, name, worst), worst < 1e-5});
    }
    claim.finding += "\n";
    double limit = 0;
    for (int const N : {2, 3, 4}) limit = std::max(limit, std::abs(effective_number(N, Shape::all_ones, 0) - N));
    claim.checks.push_back({"N without m'", limit < 1e-12});
    claim.tables = {table};
    Figure figure;
    figure.name = "effective_messengers";
    figure.x = {"$m'/(\\lambda' M)$", true, 1, {}, {}, {0.01, 0.1, 1, 10, 100}};
    figure.y.label = "$\\Lambda_G^2/\\Lambda_S^2$";
    figure.y.min = 0;
    for (int const N : {2, 3, 4})
        for (char const* const jordan : {"0", "1"})
            figure.series.push_back(series_of("effective_messengers", "ratio", "N_eff", N - 2,
                                              fmt::format("$N = {}$, {}", N, *jordan == '0' ? "all entries" : "above the diagonal"),
                                              {{"N", std::to_string(N)}, {"jordan", jordan}},
                                              *jordan == '0' ? Style::solid : Style::dashed));
    claim.figures = {figure};
    return claim;
}

Claim windows(Setup const&) {
    Claim claim;
    claim.paper =
        "Section 5, eqs. (5.18)-(5.23): with 0.5e9 GeV < f_a ~ M < 2.5e12 GeV and gauginos of a TeV, 0.5e14 < F/GeV^2 < 2.5e17, the axion "
        "weighs 1 GeV to 1 TeV, and the gravitino, of 1e-5 to 1e-2 GeV, is the LSP.";
    Table table{
        "windows",
        "f_a = M, F = 1e5 GeV M (GeV^2): masses in GeV; gravitino from F alone, from all F-terms, and with the unreduced Planck mass",
        {"f_a", "F", "m_axion", "m_gravitino", "m_gravitino_all", "m_gravitino_unreduced"},
        {}};
    double const low = models::axion_decay_constant_min, high = models::axion_decay_constant_max;
    constexpr int points = 16;
    for (int i = 0; i <= points; ++i) {
        double const M = low * std::pow(high / low, double(i) / points), F = F_over_M * M;
        // lambda = 1, m = F/M, f = M^2 + m^2: r = M; m/M < 2e-4
        auto const vacuum = models::vacuum_of(models::CdfmParameters<double>{1, M * M + F_over_M * F_over_M, F_over_M, 0});
        double const gravitino = models::gravitino_mass(F);
        table.rows.push_back(
            {M, F, models::axion_mass(F, M), gravitino, models::gravitino_mass(std::sqrt(vacuum.energy)), gravitino / std::sqrt(8 * pi)});
    }
    auto const &first = table.rows.front(), &last = table.rows.back();
    claim.finding = fmt::format(
        "F = {:.1e} .. {:.1e} GeV^2; the axion weighs {:.2f} .. {:.0f} GeV, an order of magnitude below the paper's upper end; the "
        "gravitino "
        "{:.1e} .. {:.1e} GeV with the reduced Planck mass: the paper's 1e-2 needs the unreduced one ({:.1e}), which its supergravity "
        "potential does not have. psi~_2 and psi_3 both have F-terms in the vacuum, sqrt(V) = sqrt2 m r, so that it is {:.3f} times "
        "heavier "
        "still. M = r assumes <psi~_2> = 0; in general M = r |1 - (lambda X + 2 m_2)/m|, with X a flat direction.",
        first[1], last[1], first[2], last[2], first[3], last[3], last[5], first[4] / first[3]);
    // an independent evaluation, as many digits as it has
    claim.checks.push_back(near("lightest axion, GeV", first[2], 1.43, 0.005));
    claim.checks.push_back(near("heaviest axion, GeV", last[2], 101, 0.5));
    claim.checks.push_back(near("lightest gravitino, 1e-5 GeV", first[3] / 1e-5, 1.2, 0.05));
    claim.checks.push_back(near("heaviest gravitino, 1e-2 GeV", last[3] / 1e-2, 5.9, 0.05));
    claim.checks.push_back(near("all F-terms over one", first[4] / first[3], std::sqrt(2.0), 1e-6));
    claim.tables = {table};
    return claim;
}

Claim proton_decay(Setup const& setup) {
    Claim claim;
    claim.paper =
        "Section 7: dimension-five decay through triplet Higgsinos is absent, and that of operators on the brane is suppressed by "
        "M_Pl^3/M^2 ~ 1e30 GeV; dimension six is not estimated.";
    Table table{"proton_decay",
                "tau(p -> e+ pi0) in years from gauge bosons of mass M_23 and alpha_5 there, N_F = 1, M_E = 1e11 GeV, corrected b_1; M_S, "
                "M_23 in GeV",
                {"N_G", "M_S", "M_23", "inverse_alpha_5", "A_S", "tau"},
                {}};
    for (double const N_G : {0.0, 2.0})
        for (double const M_S : {300.0, 600.0, 1000.0, 1500.0, 5000.0}) {
            auto const at = thresholds(setup, M_S, N_G);
            auto const couplings = su5::couplings_at_23(at, su5::corrected);
            double const A_S = su5::short_range_factor(at, su5::corrected);
            table.rows.push_back({N_G, M_S, couplings.M_23, couplings.inverse_alpha_5, A_S,
                                  su5::proton_lifetime(couplings.M_23, 1 / couplings.inverse_alpha_5, A_S)});
        }
    constexpr double limit = 2.4e34;  // years, Super-Kamiokande, arXiv:2010.16098
    auto const shortest = std::ranges::min(table.rows, {}, [](auto const& row) { return row[5]; });
    double const low = models::axion_decay_constant_min, high = models::axion_decay_constant_max;
    claim.finding = fmt::format(
        "tau(p -> e+ pi0) = {:.1e} years for N_G = 0 and {:.1e} for N_G = 2 at M_S = 600 GeV, the limit being {:.1e}: M_23 puts it out of "
        "reach. The scale of the brane operators is {:.1e} GeV at the upper end of the window of M and {:.1e} at the lower. Triplets weigh "
        "8 pi lambda <N_H>, {:.2e} GeV for lambda = 1 and <N_H> = M_23/g_23.",
        table.rows[1][5], table.rows[6][5], limit, su5::dimension_five_scale(high), su5::dimension_five_scale(low),
        su5::triplet_mass(1.0, table.rows[1][2] / std::sqrt(4 * pi / table.rows[1][3])));
    claim.checks.push_back({fmt::format("every lifetime is above the limit ({:.1e} years at least)", shortest[5]), shortest[5] > limit});
    claim.checks.push_back(
        near("log10 of the dimension-five scale for M = 2.5e12 GeV", std::log10(su5::dimension_five_scale(high)), 30, 0.5));
    claim.tables = {table};
    return claim;
}

}  // namespace squall::reproduce::balazs09
