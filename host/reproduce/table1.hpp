#pragma once
#include <array>
#include <string>
#include <vector>

#include "host/config/ggm.hpp"

/// Hamidian, Huitu, Puolamaki, Zhang, hep-ph/9808341 (1998).
namespace squall::reproduce::hamidian98 {

/// What Table I gives of a model, in the order of configs/papers/hamidian98_table1.csv.
enum Column {
    tan_beta,
    mu,
    m_Hp,
    chargino_1,
    chargino_2,
    neutralino_1,
    neutralino_2,
    neutralino_3,
    neutralino_4,
    selectron_1,
    selectron_2,
    stau_1,
    stau_2,
    bsgamma,
    gluino,
    sneutrino_e,
    sneutrino_tau,
    up_1,
    up_2,
    stop_1,
    stop_2,
    down_1,
    down_2,
    sbottom_1,
    sbottom_2,
    column_count
};
using Values = std::array<double, column_count>;  ///< GeV, but for tan(beta) and the ratio of b -> s gamma

using Messengers = config::PerSpecies;  ///< n_Q n_U n_D n_L n_E

/// One row as printed.
struct Row {
    Messengers messengers{};
    Values values{};
    bool withdrawn = false;  ///< commented out in the authors' source
};

/// All rows, the withdrawn one last.
std::vector<Row> printed_table();

/// Name of a column in files: "tanb", "mHpm", ...
std::string column_name(Column);

/// Where a value of ours agrees with the printed one.
struct Interval {
    double low, high;
    bool contains(double value) const { return low <= value && value < high; }
};

/// What an independent program reached at the same inputs, with some room: tan(beta) in [t - 0.2, t + 1.2), as it is truncated; mu 0.4 %;
/// m_H+ 1 %; gluino, squarks, stau_2 0.3 %; selectrons and sneutrinos 0.5 %; charginos and neutralinos 0.8 % (2.5 % where mu is as small
/// as in (0,0,1,3,0)); stau_1 3 % or 5 GeV, the difference of large numbers; the ratio of b -> s gamma 0.13, with the paper's variant.
/// Masses are rounded to integers; these tolerances leave nothing extra for it.
Interval tolerated(Row const&, Column);

/// The same in words: "0.4 %".
std::string tolerance_text(Column);

/// Ours against printed: relative; for tan(beta) against the middle of the truncated digit, t + 0.5; absolute for the ratio of
/// b -> s gamma.
double deviation(Row const&, Column, double ours);

/// "(0,0,1,1,0)"
std::string messengers_text(Messengers const&);

}  // namespace squall::reproduce::hamidian98
