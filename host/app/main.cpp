#include <CLI/CLI.hpp>

#include <fcntl.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/failures.hpp"
#include "host/config/run_config.hpp"
#include "host/config/suggest.hpp"

namespace {

using namespace squall::app;

/// The options of all commands, and which one was chosen.
struct CommandLine {
    RunOptions run;
    PointOptions point;
    BatchOptions batch;
    RgeOptions rge;
    ModelsOptions models;
    MergeOptions merge;
    InfoOptions info;
    ExportOptions export_run;
    ReweightOptions reweight;
    ReproduceOptions reproduce;
    NaturalnessOptions naturalness;
    EnumerateOptions enumerate;
    FitOptions fit;
    CheckOptions check;
    BenchOptions bench;
    int (*chosen)(CommandLine const&) = nullptr;
};

void add_config(CLI::App& command, std::string& config, std::vector<std::string>& set) {
    command.add_option("CONFIG", config, "config file, TOML")->required();
    command.add_option("--set", set, "key=value over the config; dotted keys, or the bare name of a parameter")
        ->take_all()
        ->allow_extra_args(false);
}

/// CLI::PositiveNumber prints the largest double in full.
CLI::Validator positive() {
    auto const check = [](std::string& text) {
        double const x = std::atof(text.c_str());
        return x > 0 && std::isfinite(x) ? std::string() : text + " is not a positive, finite number";
    };
    return CLI::Validator(check, "POSITIVE");
}

/// CLI11 takes -1 for the largest unsigned integer.
std::string not_negative(std::string& text) { return text.starts_with('-') ? text + " is negative" : std::string(); }

/// 1e9 is a whole number too.
CLI::Validator whole_number() {
    auto const write_out = [](std::string& text) {
        char* end = nullptr;
        double const x = std::strtod(text.c_str(), &end);
        if (*end == 0 && end != text.c_str() && x == std::floor(x) && x < 1e18) text = std::to_string(static_cast<unsigned long long>(x));
        return std::string();
    };
    return CLI::Validator(write_out, "UINT");
}

/// CLI11 takes --slha "" for an option that was not given.
CLI::Validator named() {
    auto const check = [](std::string& text) { return text.empty() ? std::string("is empty; name a file, or leave the option out") : ""; };
    return CLI::Validator(check, "NAME");
}

void add_backend(CLI::App& command, std::string& backend) {
    command.add_option("--backend", backend, "auto, cpu, cuda, or one instruction set: scalar, avx2, avx512")
        ->check(CLI::IsMember({"auto", "cpu", "cuda", "scalar", "avx2", "avx512"}))
        ->capture_default_str();
}

constexpr int most_threads = 1024;  // no machine has more cores; a slip of the keyboard has

void add_threads(CLI::App& command, int& threads) {
    command.add_option("--threads", threads, "threads; 0: all cores")->check(CLI::Range(0, most_threads))->capture_default_str();
}

void add_overwrite(CLI::App& command, bool& overwrite) { command.add_flag("--overwrite", overwrite, "replace an existing output"); }

/// Adds a command that runs `call` when it is chosen.
CLI::App& add_command(CLI::App& app, CommandLine& line, char const* name, char const* what, int (*call)(CommandLine const&)) {
    auto& command = *app.add_subcommand(name, what);
    command.callback([&line, call] { line.chosen = call; });
    return command;
}

/// squall textures ... and squall fit.
void add_texture_commands(CLI::App& app, CommandLine& line) {
    auto& textures = *app.add_subcommand("textures", "the built-in textures; all textures with charges in a range, ranked");
    textures.require_subcommand(1);
    add_command(textures, line, "list", "the built-in textures", [](CommandLine const&) { return list_textures(); });
    auto& enumerate = add_command(textures, line, "enumerate", "all textures with charges in a range, by how natural they are",
                                  [](CommandLine const& l) { return enumerate_textures(l.enumerate); });
    enumerate.add_option("BASE", line.enumerate.base, "texture whose [charges] are replaced; everything else stays")->capture_default_str();
    auto* const quarks = enumerate
                             .add_option("--quarks", line.enumerate.quarks,
                                         "quark charges up to this, the top's Yukawa coupling unsuppressed: arXiv:2306.08026")
                             ->check(CLI::Range(1, 20));
    enumerate.add_option("--fields", line.enumerate.fields, "charges of fields: Q=0:4,U=0:4,D=0:4 or ten=0:4,five_bar=0:4")
        ->delimiter(',')
        ->excludes(quarks);
    enumerate.add_option("--use", line.enumerate.use, "measurements to compare with, in place of the texture's, as in [constraints]")
        ->check(named());
    enumerate.add_option("--within", line.enumerate.factors, "factors from the measured values: 2,5")
        ->delimiter(',')
        ->capture_default_str();
    enumerate.add_option("--first-draws", line.enumerate.first_draws, "draws of each texture, to choose which are looked at")
        ->check(CLI::Validator(not_negative, "UINT"))
        ->transform(whole_number())
        ->capture_default_str();
    enumerate.add_option("--keep", line.enumerate.keep, "how many are chosen, by the share within the largest factor")
        ->check(CLI::Validator(not_negative, "UINT"))
        ->capture_default_str();
    enumerate.add_option("--draws", line.enumerate.draws, "draws of each of these")
        ->check(CLI::Validator(not_negative, "UINT"))
        ->transform(whole_number())
        ->capture_default_str();
    enumerate.add_option("--seed", line.enumerate.seed, "seed of the random numbers")->check(CLI::Validator(not_negative, "UINT"));
    add_backend(enumerate, line.enumerate.backend);
    add_threads(enumerate, line.enumerate.threads);
    enumerate.add_option("-o,--output", line.enumerate.output, "the table as CSV, OUT.csv")->check(named());
    enumerate.add_option("--write", line.enumerate.write, "a texture file of these, for naturalness, fit and run, OUT.toml")
        ->check(named());
    add_overwrite(enumerate, line.enumerate.overwrite);
    enumerate.add_flag("-q,--quiet", line.enumerate.quiet, "no progress");

    auto& fit = add_command(app, line, "fit", "the coefficients of a texture that describe what is measured best, from many starts",
                            [](CommandLine const& l) { return squall::app::fit(l.fit); });
    fit.add_option("TEXTURE", line.fit.texture, "texture file or built-in: flipped_su5_a, cornella23:1, ...")->required();
    fit.add_option("--use", line.fit.use, "measurements, in place of the texture's, as in [constraints]")->check(named());
    fit.add_option("--prior", line.fit.prior, "add pulls of ln|c| about 0 with this width, of ln N with width 1")->check(positive());
    fit.add_option("--starts", line.fit.starts, "random starts")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    fit.add_option("--iterations", line.fit.iterations, "steps of a start at most")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    fit.add_option("--seed", line.fit.seed, "seed of the random numbers")->check(CLI::Validator(not_negative, "UINT"));
    add_backend(fit, line.fit.backend);
    add_threads(fit, line.fit.threads);
    fit.add_option("-o,--output", line.fit.output, "the best point as a config to go on from, OUT.toml")->check(named());
    add_overwrite(fit, line.fit.overwrite);
}

void add_commands(CLI::App& app, CommandLine& line) {
    auto& run = add_command(app, line, "run", "sample a model: the Markov chain of a config",
                            [](CommandLine const& l) { return squall::app::run(l.run); });
    add_config(run, line.run.config, line.run.set);
    run.add_option("-o,--output", line.run.output, "output, OUT.h5");
    add_backend(run, line.run.backend);
    add_threads(run, line.run.threads);
    run.add_option("--seed", line.run.seed, "seed of the random numbers")->check(CLI::Validator(not_negative, "UINT"));
    run.add_option("--steps", line.run.steps, "steps of the chain; larger on --resume extends it")
        ->check(CLI::Range(1l, squall::config::most_steps));
    run.add_flag("--resume", line.run.resume, "continue an interrupted or finished run");
    add_overwrite(run, line.run.overwrite);
    run.add_flag("--alone", line.run.alone, "take no part in MPI: a run of this process, whatever started it");
    run.add_flag("-q,--quiet", line.run.quiet, "no progress");

    auto& point = add_command(app, line, "point", "one point: spectrum, observables, log L, status",
                              [](CommandLine const& l) { return squall::app::point(l.point); });
    add_config(point, line.point.config, line.point.set);
    point.get_option("CONFIG")->required(false);
    add_backend(point, line.point.backend);
    auto* const slha =
        point.add_option("--slha", line.point.slha, "write the spectrum as SLHA2, OUT.slha; - for standard output")->check(named());
    point
        .add_option("--wcxf", line.point.wcxf,
                    "write the Wilson coefficients of new physics as WCxf (WET, flavio), OUT.json; - for standard output")
        ->check(named());
    auto* const from_slha =
        point.add_option("--from-slha", line.point.from_slha, "observables of the spectrum in a file IN.slha, without CONFIG")
            ->check(named())
            ->excludes("CONFIG")
            ->excludes("--set")
            ->excludes("--backend")
            ->excludes(slha);
    point.add_option("--inputs", line.point.inputs, "inputs of the Standard Model in place of the file's: pdg2024, ...")->needs(from_slha);
    point.add_flag("--json", line.point.json, "for programs");
    point.add_flag("--overwrite", line.point.overwrite, "replace an existing SLHA or WCxf file");

    auto& batch =
        add_command(app, line, "batch", "evaluate given points", [](CommandLine const& l) { return squall::app::batch(l.batch); });
    add_config(batch, line.batch.config, line.batch.set);
    batch.add_option("--points", line.batch.points, "CSV, its header the names of parameters")->required();
    batch.add_option("-o,--output", line.batch.output, "OUT.csv or OUT.h5")->required();
    add_backend(batch, line.batch.backend);
    add_threads(batch, line.batch.threads);
    add_overwrite(batch, line.batch.overwrite);

    auto& rge = add_command(app, line, "rge", "run a table of couplings to another scale",
                            [](CommandLine const& l) { return squall::app::rge(l.rge); });
    rge.add_option("IN", line.rge.input, "CSV of MSSM couplings, masses and scales")->required();
    rge.add_option("--to", line.rge.to, "scale to run to, GeV")->required()->check(positive());
    rge.add_option("--loops", line.rge.loops, "loops of the beta functions")->check(CLI::Range(1, 2))->capture_default_str();
    rge.add_option("-o,--output", line.rge.output, "OUT.csv")->required();
    rge.add_option("--steps", line.rge.steps, "integration steps; 0: for a relative error of 1e-10")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    rge.add_flag("--two-loop-b", line.rge.two_loop_b, "run the soft bilinear b at two loops");
    add_overwrite(rge, line.rge.overwrite);

    auto& models = add_command(app, line, "models", "model families and their parameters",
                               [](CommandLine const& l) { return squall::app::models(l.models); });
    models.add_option("NAME", line.models.name, "a family");
    auto* const sectors = models.add_flag("--sectors", line.models.sectors, "ggm: the sets of messengers that differ, 75 -> 53 -> 32");
    models.add_flag("--json", line.models.json, "the sectors for programs")->needs(sectors);

    auto& merge = add_command(app, line, "merge", "join runs of one config with different seeds",
                              [](CommandLine const& l) { return squall::app::merge(l.merge); });
    merge.add_option("RUNS", line.merge.files, "outputs of squall run, finished or not, two or more")->required();
    merge.add_option("-o,--output", line.merge.output, "output, OUT.h5")->required()->check(named());
    add_overwrite(merge, line.merge.overwrite);

    auto& info = add_command(app, line, "info", "progress, acceptance, convergence, best fit, failures of a run",
                             [](CommandLine const& l) { return squall::app::info(l.info); });
    info.add_option("OUT", line.info.file, "output of squall run, finished or not")->required();

    auto& exporter = add_command(app, line, "export", "write a run in another format",
                                 [](CommandLine const& l) { return squall::app::export_run(l.export_run); });
    exporter.add_option("OUT", line.export_run.file, "output of squall run, finished or not")->required();
    exporter
        .add_option(
            "--format", line.export_run.format,
            "csv; slha, wcxf: one file a point; getdist, anesthetic: ROOT.txt or ROOT_dead-birth.txt, ROOT.paramnames, ROOT.ranges; "
            "gambit: ROOT.hdf5 for pippi")
        ->check(CLI::IsMember({"csv", "slha", "wcxf", "getdist", "anesthetic", "gambit"}))
        ->capture_default_str();
    exporter.add_option("-o,--output", line.export_run.output,
                        "csv: file, standard output if left out; slha, wcxf: directory; the others: ROOT of their files' names");
    exporter.add_option("--status", line.export_run.status,
                        "only stored points with this status: ok, tachyon_stau, ... or tachyon for all of these (proposals that failed "
                        "are counted, see squall info, but never stored)");
    exporter.add_option("--points", line.export_run.points, "FIRST:LAST of the stored points, counted from 0 over steps and walkers");
    exporter.add_option("--burn-in", line.export_run.burn_in, "share of the steps of a chain left out at its start")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    add_overwrite(exporter, line.export_run.overwrite);

    auto& reweight = add_command(app, line, "reweight", "a run under other constraints, from the observables it stored",
                                 [](CommandLine const& l) { return squall::app::reweight(l.reweight); });
    reweight.add_option("OUT", line.reweight.file, "output of squall run, finished or not")->required();
    auto* const constraints =
        reweight
            .add_option("--constraints", line.reweight.config,
                        "CONFIG.toml of the same model, whose [constraints] are used in place of the run's and nothing else")
            ->check(named());
    reweight.add_option("--use", line.reweight.use, "or the measurements themselves, as in [constraints]")
        ->check(named())
        ->excludes(constraints);
    reweight.add_option("-o,--output", line.reweight.output, "output, NEW.h5: weighted points")->required();
    reweight.add_option("--burn-in", line.reweight.burn_in, "share of the steps of a chain left out at its start")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    add_overwrite(reweight, line.reweight.overwrite);

    auto& reproduce = add_command(app, line, "reproduce", "the tables and figures of a paper beside ours; exit code 1 outside tolerance",
                                  [](CommandLine const& l) { return squall::app::reproduce(l.reproduce); });
    reproduce.add_option("PAPER", line.reproduce.paper, "hamidian98, murayama07, balazs09 or cornella23")
        ->required()
        ->check(CLI::IsMember({"hamidian98", "murayama07", "balazs09", "cornella23"}));
    reproduce.add_option("-o,--output", line.reproduce.output, "directory; results/PAPER if left out");
    reproduce.add_option("--set", line.reproduce.set, "inputs.NAME=value or numerics.NAME=value: try another")
        ->take_all()
        ->allow_extra_args(false);
    add_backend(reproduce, line.reproduce.backend);
    add_threads(reproduce, line.reproduce.threads);
    reproduce.add_flag_callback(
        "--no-figures", [&line] { line.reproduce.figures = false; }, "the table alone");
    reproduce.add_flag("--quick", line.reproduce.quick,
                       "murayama07, balazs09, cornella23: few draws and a coarse grid, to see what there is");
    add_overwrite(reproduce, line.reproduce.overwrite);

    auto& natural = add_command(app, line, "naturalness", "how often random coefficients of a texture give what is observed",
                                [](CommandLine const& l) { return squall::app::naturalness(l.naturalness); });
    natural
        .add_option("TEXTURES", line.naturalness.textures,
                    "texture files, or built-ins: flipped_su5_a, cornella23, ...; several are ranked")
        ->required();
    natural.add_option("--use", line.naturalness.use, "measurements to compare with, in place of the texture's, as in [constraints]")
        ->check(named());
    natural.add_option("--within", line.naturalness.factors, "factors from the measured values: 2,5,10")
        ->delimiter(',')
        ->capture_default_str();
    natural.add_option("--draws", line.naturalness.draws, "draws of each texture; 1e9 is no problem")
        ->check(CLI::Validator(not_negative, "UINT"))
        ->transform(whole_number())
        ->capture_default_str();
    natural.add_flag("--quarks", line.naturalness.quarks, "quark masses and mixing alone");
    natural.add_option("--seed", line.naturalness.seed, "seed of the random numbers")->check(CLI::Validator(not_negative, "UINT"));
    add_backend(natural, line.naturalness.backend);
    add_threads(natural, line.naturalness.threads);
    natural.add_option("-o,--output", line.naturalness.output, "the table as CSV, OUT.csv")->check(named());
    natural.add_option("--percentiles", line.naturalness.percentiles, "what draws predict, observable by observable, as CSV")
        ->check(named());
    natural.add_option("--figure", line.naturalness.figure, "a picture of the draws beside what is measured, OUT.png")->check(named());
    add_overwrite(natural, line.naturalness.overwrite);
    natural.add_flag("-q,--quiet", line.naturalness.quiet, "no progress");
    add_texture_commands(app, line);

    auto& check = add_command(app, line, "check", "validate a config and say what would be run",
                              [](CommandLine const& l) { return squall::app::check(l.check); });
    add_config(check, line.check.config, line.check.set);

    auto& bench = add_command(app, line, "bench", "right-hand sides and points per second on the backends present",
                              [](CommandLine const& l) { return squall::app::bench(l.bench); });
    bench.add_flag("--tune", line.bench.tune, "try every mapping of a point to the lanes of the GPU, and record the fastest");
}

/// CLI11 only says that a command is wanted; this says which may have been meant.
void check_command_name(CLI::App const& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    std::vector<std::string> known;
    for (auto const* command : app.get_subcommands({})) known.push_back(command->get_name());
    if (std::find(known.begin(), known.end(), argv[1]) != known.end()) return;
    throw UsageError("unknown command \"" + std::string(argv[1]) + "\"; " + squall::config::did_you_mean(argv[1], known));
}

/// The arguments for CLI11 (last first), where `--set a=1 b=2` is short for `--set a=1 --set b=2`: an option that simply took all that
/// follows would take the config too.
std::vector<std::string> arguments(int argc, char** argv) {
    std::vector<std::string> result;
    bool after_set = false;
    for (int i = 1; i < argc; ++i) {
        std::string const argument = argv[i];
        bool const assignment = argument.find('=') != std::string::npos && !argument.starts_with('-');
        if (after_set && assignment && result.back() != "--set") result.push_back("--set");
        result.push_back(argument);
        after_set = argument == "--set" || (after_set && assignment);
    }
    std::reverse(result.begin(), result.end());
    return result;
}

int parse_and_run(int argc, char** argv) {
    CLI::App app{"Squall: sampling supersymmetric flavour on GPUs", "squall"};
    CommandLine line;
    app.set_version_flag("--version", version_text);
    app.require_subcommand(1);
    add_commands(app, line);
    check_command_name(app, argc, argv);
    try {
        app.parse(arguments(argc, argv));
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? done : usage;  // 0: --help and --version
    }
    return line.chosen(line);
}

/// A process may be started with streams closed; the next file opened would then take their place, and messages go into it.
void open_standard_streams() {
    for (int stream = 0; stream <= 2; ++stream)
        if (fcntl(stream, F_GETFD) < 0) static_cast<void>(open("/dev/null", O_RDWR));  // takes the lowest number that is free
}

}  // namespace

int main(int argc, char** argv) {
    open_standard_streams();
    try {
        int const code = parse_and_run(argc, argv);
        std::cout.flush();  // CLI11's help
        if (std::fflush(stdout) != 0 || std::ferror(stdout)) return fail_stdout();
        return code;
    } catch (...) {
        return report_failure(std::current_exception());
    }
}
