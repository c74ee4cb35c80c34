#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The commands of the program: plain options in, exit code out. What goes wrong is thrown (see exit_codes.hpp).
namespace squall::app {

struct RunOptions {
    std::string config;
    std::vector<std::string> set;
    std::string output;  ///< empty: from the config
    std::string backend = "auto";
    int threads = 0;  ///< 0: all cores
    std::optional<std::uint64_t> seed;
    std::optional<long> steps;
    bool resume = false, overwrite = false, quiet = false;
    bool alone = false;  ///< whatever started the process
};
int run(RunOptions const&);

struct PointOptions {
    std::string config;  ///< empty with from_slha
    std::vector<std::string> set;
    std::string backend = "auto";
    std::string slha;       ///< SLHA file to write; "-": standard output, in place of the table; empty: none
    std::string wcxf;       ///< Wilson coefficients to write, likewise
    std::string from_slha;  ///< SLHA file to take the spectrum from; empty: none
    std::string inputs;     ///< inputs of the Standard Model for that spectrum; empty: the file's
    bool json = false, overwrite = false;
};
int point(PointOptions const&);

struct BatchOptions {
    std::string config;
    std::vector<std::string> set;
    std::string points;  ///< CSV, header = parameter names
    std::string output;  ///< CSV or HDF5, by its ending
    std::string backend = "auto";
    int threads = 0;
    bool overwrite = false;
};
int batch(BatchOptions const&);

struct RgeOptions {
    std::string input, output;  ///< CSV, columns as in the reference tables of the repository
    double to = 0;              ///< GeV
    int loops = 1;
    int steps = 0;            ///< 0: for a relative error of 1e-10
    bool two_loop_b = false;  ///< b at two loops, everything else at one
    bool overwrite = false;
};
int rge(RgeOptions const&);

struct ModelsOptions {
    std::string name;      ///< empty: all families
    bool sectors = false;  ///< the sets of messengers of Hamidian et al. instead; of ggm
    bool json = false;     ///< those for programs
};
int models(ModelsOptions const&);

struct MergeOptions {
    std::vector<std::string> files;  ///< outputs of runs that differ in their seeds
    std::string output;
    bool overwrite = false;
};
int merge(MergeOptions const&);

struct InfoOptions {
    std::string file;
};
int info(InfoOptions const&);

struct ExportOptions {
    std::string file, output;  ///< output empty: standard output; ROOT of ROOT.txt and the like, directory of slha and wcxf
    std::string format = "csv";
    std::string status;  ///< only rows with this status; empty: all
    std::string points;  ///< "FIRST:LAST" of the rows, counted over steps and walkers; empty: all
    double burn_in = 0;  ///< share of the steps left out at the start
    bool overwrite = false;
};
int export_run(ExportOptions const&);

struct ReweightOptions {
    std::string file, output;
    std::string config;            ///< whose constraints count; empty: `use`
    std::vector<std::string> use;  ///< measurements, as in [constraints]
    double burn_in = 0;            ///< share of the steps of a chain left out at its start
    bool overwrite = false;
};
int reweight(ReweightOptions const&);

struct ReproduceOptions {
    std::string paper;   ///< hamidian98, murayama07, balazs09 or cornella23
    std::string output;  ///< directory; empty: results/PAPER
    std::vector<std::string> set;
    std::string backend = "auto";
    int threads = 0;
    bool figures = true, overwrite = false;
    bool quick = false;  ///< murayama07, balazs09 and cornella23 with few draws
};
int reproduce(ReproduceOptions const&);

struct NaturalnessOptions {
    std::vector<std::string> textures;  ///< files or built-ins
    std::vector<std::string> use;       ///< measurements to compare with; empty: those of each texture
    std::vector<double> factors{2, 5, 10};
    std::uint64_t draws = 1'000'000, seed = 1;
    bool quarks = false;  ///< without leptons
    std::string backend = "auto";
    int threads = 0;
    std::string output, percentiles;  ///< CSV; empty: none
    std::string figure;               ///< PNG; empty: none
    bool overwrite = false, quiet = false;
};
int naturalness(NaturalnessOptions const&);

/// The built-in textures with their titles.
int list_textures();

struct EnumerateOptions {
    std::string base = "cornella23";  ///< texture whose charges are replaced; of variants the first
    std::optional<int> quarks;        ///< largest charge of quarks; else `fields`
    std::vector<std::string> fields;  ///< ranges, "Q=0:4"
    std::vector<std::string> use;     ///< measurements to compare with; empty: those of the texture
    std::vector<double> factors{2, 5};
    std::uint64_t first_draws = 500, draws = 100'000, seed = 1;
    std::size_t keep = 50;  ///< best of the first draws
    std::string backend = "auto";
    int threads = 0;
    std::string output;  ///< CSV; empty: none
    std::string write;   ///< a texture file of what was kept, TOML; empty: none
    bool overwrite = false, quiet = false;
};
int enumerate_textures(EnumerateOptions const&);

struct FitOptions {
    std::string texture;
    std::vector<std::string> use;  ///< measurements; empty: those of the texture
    std::optional<double> prior;   ///< width of ln|c|
    int starts = 100, iterations = 200;
    std::uint64_t seed = 1;
    std::string backend = "auto";
    int threads = 0;
    std::string output;  ///< config of the best point, TOML; empty: none
    bool overwrite = false;
};
int fit(FitOptions const&);

struct CheckOptions {
    std::string config;
    std::vector<std::string> set;
};
int check(CheckOptions const&);

struct BenchOptions {
    bool tune = false;
};
int bench(BenchOptions const&);

/// "squall VERSION (commit COMMIT)".
std::string version_line();

/// "VERSION (commit COMMIT)".
std::string version_and_commit();

/// Version, commit, compiler, instruction sets, CUDA, MPI.
std::string version_text();

}  // namespace squall::app
