#pragma once
#include <string>
#include <vector>

#include "host/pipeline/settings.hpp"
#include "host/reproduce/figure.hpp"
#include "host/reproduce/text_file.hpp"

/// The claims of Murayama, Nomura, Poland, "More Visible Effects of the Hidden Sector", arXiv:0709.0775, one by one beside what the program
/// finds.
namespace squall::reproduce::murayama07 {

/// Inputs and numerical choices: the preset sequestered_points, unless a user wants to see what another does.
struct Setup {
    pipeline::StandardModelInputs inputs;
    pipeline::Numerics numerics;
    pipeline::RootSearch roots;
    pipeline::BackendChoice backend;
    bool quick = false;  ///< fewer draws and a coarser grid: for tests
};

/// A table that becomes a CSV file.
struct Table {
    std::string name;   ///< NAME.csv
    std::string title;  ///< with units
    std::vector<std::string> columns;
    std::vector<std::vector<double>> rows;  ///< NaN: empty
};

/// A number that the reproduction is held to.
struct Check {
    std::string statement;
    bool passed = false;
};

/// What the paper says and what comes out.
struct Claim {
    std::string paper;    ///< with its section or equations
    std::string finding;  ///< a paragraph and numbers
    std::vector<Check> checks;
    std::vector<Table> tables;
    std::vector<Figure> figures;
    bool passed() const;
};

Claim case_1_limit(Setup const&);           ///< section 3: eqs. (19)-(26) and the residual at finite alpha_hat
Claim fractional_messengers(Setup const&);  ///< section 4.2: eqs. (43)-(45)
Claim competition(Setup const&);            ///< sections 4.3 and 5: the numbers of eqs. (51)-(57)
Claim anomaly_mediation(Setup const&);      ///< section 6: invariance, tachyonic sleptons and their cure
Claim electroweak_breaking(Setup const&);   ///< section 4.1: where the mu problem is solved
Claim random_operators(Setup const&);       ///< section 5 and eq. (51): what flavour leaves of O(1) coefficients

/// Names of the tables and figures of all claims, known before they are computed.
std::vector<std::vector<std::string>> const& file_names();

/// Tables and descriptions of the figures of a claim: NAME.csv and NAME.toml.
std::vector<TextFile> files_of(Claim const&);
/// Whether a text begins as that of a file of ours does.
bool begins_as_ours(TextFile const&);

/// A claim for people.
std::string claim_text(Claim const&, int number);

}  // namespace squall::reproduce::murayama07
