#pragma once
#include <optional>
#include <string>
#include <vector>

#include "host/pipeline/root_finder.hpp"
#include "host/pipeline/settings.hpp"
#include "host/reproduce/table1.hpp"

/// Table I and both figures of Hamidian, Huitu, Puolamaki, Zhang, computed again.
namespace squall::reproduce::hamidian98 {

inline constexpr double table_Lambda = 1e5;          ///< GeV
inline constexpr double three_roots_Lambda = 1.5e5;  ///< GeV, where (0,0,1,2,0) has three roots in Fig. 1
inline constexpr double largest_Lambda = 3e5;        ///< GeV, the end of Fig. 2
inline constexpr double messenger_ratio = 100;       ///< M_mess/Lambda throughout the paper
inline constexpr Messengers minimal_model = {0, 0, 1, 1, 0}, three_roots_model = {0, 0, 1, 2, 0};

/// Inputs and numerical choices: the preset hamidian98, unless a user wants to see what another does.
struct Setup {
    pipeline::StandardModelInputs inputs;
    pipeline::Numerics numerics;
    pipeline::RootSearch roots;
    pipeline::BackendChoice backend;
};

/// A root of b(M_mess) = 0 with its spectrum.
struct Solution {
    pipeline::Root root;
    Values values{};                ///< in the conventions of Table I; NaN where a failure left none
    double bsgamma_consistent = 0;  ///< values[bsgamma] is the paper's variant
};

/// The roots of a model, for mu > 0 and then mu < 0, ascending in tan(beta).
struct Model {
    Messengers messengers{};
    double Lambda = 0;  ///< GeV
    std::vector<Solution> accepted, rejected;
};

/// A row of the table beside the root that it is compared with.
struct Comparison {
    Row printed;
    std::optional<Solution> ours;  ///< accepted; rejected for the withdrawn row
    bool agrees(Column) const;
};

/// Something the reproduction must show.
struct Check {
    std::string statement;
    bool passed = false;
};

/// Whether the roots of three_roots_model are those of the paper's Fig. 1.
Check three_roots_check(Model const&);

struct Table1 {
    std::vector<Model> models;     ///< the 32 sectors
    std::vector<Comparison> rows;  ///< every printed row; the withdrawn one last
    std::vector<Model> unmatched;  ///< with accepted roots that the table lacks
    Model three_roots;             ///< three_roots_model at three_roots_Lambda
    std::vector<Check> checks;
    bool passed() const;
};

/// The table, and everything it is held to.
Table1 compute_table(Setup const&);

/// b(M_mess) along tan(beta): a curve of Fig. 1.
struct RootCurve {
    Messengers messengers{};
    double Lambda = 0, sign_mu = 0;
    std::vector<double> tan_beta, b;  ///< b in GeV^2, NaN where the iteration gave none
    std::vector<Status> status;
    std::vector<pipeline::Root> roots;
};
std::vector<RootCurve> compute_figure1(Setup const&);

/// A solution followed along Lambda: a curve of Fig. 2.
struct RatioCurve {
    Messengers messengers{};
    double sign_mu = 0;
    std::vector<double> Lambda;  ///< GeV, ascending
    std::vector<Solution> solutions;
};
std::vector<RatioCurve> compute_figure2(Setup const&);

}  // namespace squall::reproduce::hamidian98
