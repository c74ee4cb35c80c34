#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/app/output_file.hpp"
#include "host/io/error.hpp"
#include "host/io/files.hpp"
#include "host/pipeline/run_signals.hpp"
#include "host/textures/bands.hpp"
#include "host/textures/naturalness.hpp"

namespace squall::app {
namespace {

using textures::Naturalness;

/// The textures named, each with what its draws are compared with.
std::vector<Naturalness> read(NaturalnessOptions const& options) {
    std::vector<Naturalness> list;
    for (auto const& name : options.textures)
        for (auto& texture : config::load_textures(name, "", {"the command line", 0, 0})) {
            auto targets = textures::read_targets(texture, options.use.empty() ? texture.targets : options.use);
            if (options.quarks) textures::keep_quarks(texture, targets);
            list.push_back({std::move(texture), std::move(targets), options.factors, {}});
        }
    return list;
}

/// A line on stderr that is written over, where a person is looking.
class Progress {
public:
    Progress(std::string name, std::uint64_t draws, bool quiet) : name_(std::move(name)), draws_(draws), quiet_(quiet) {}
    ~Progress() {
        if (shown_) say("\r\033[K");
    }
    void operator()(std::uint64_t made) {
        auto const now = std::chrono::steady_clock::now();
        if (quiet_ || now - last_ < std::chrono::milliseconds(500)) return;
        last_ = now;
        shown_ = true;
        double const seconds = std::chrono::duration<double>(now - start_).count();
        say(fmt::format("\r\033[K{}: {:.1f} % of {} draws, {:.3g} a second", name_,
                        100.0 * static_cast<double>(made) / static_cast<double>(draws_), draws_, static_cast<double>(made) / seconds));
    }

private:
    std::string name_;
    std::uint64_t draws_;
    bool quiet_, shown_ = false;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

namespace fs = std::filesystem;

/// A directory for what a picture is drawn from, gone with it.
class Workplace {
public:
    Workplace() {
        auto name = (fs::temp_directory_path() / "squall_XXXXXX").string();
        if (!::mkdtemp(name.data()))
            throw io::IoError(name + ": cannot be created (" + std::strerror(errno) +
                              "); set TMPDIR to a directory that can be written to");
        path_ = name;
    }
    ~Workplace() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Workplace(Workplace const&) = delete;
    Workplace& operator=(Workplace const&) = delete;
    fs::path const& path() const { return path_; }

private:
    fs::path path_;
};

/// A picture; whether there can be one is known before draws are made.
class Picture {
public:
    Picture(std::string const& path, bool overwrite) : path_(prepare_output(path, overwrite)) { refuse(figures::draw({})); }

    void draw(std::vector<Naturalness> const& list) const {
        Workplace const workplace;
        auto const write = [&](char const* name, std::string const& text) {
            TextOutput output((workplace.path() / name).string(), false);
            output.write(text);
            output.close();
        };
        write("draws.csv", textures::percentiles_csv(list));
        write("draws.toml", to_toml(textures::bands_of(list, "draws", "draws.csv")));
        refuse(figures::draw({(workplace.path() / "draws.toml").string()}));
        auto const unfinished = io::temporary_of(path_);
        std::error_code error;
        fs::copy_file(workplace.path() / "draws.png", unfinished, fs::copy_options::overwrite_existing, error);
        if (error) throw io::IoError(path_ + ": cannot be written (" + error.message() + "); check the path");
        io::commit_temporary(path_);
    }

private:
    void refuse(std::string const& missing) const {
        if (!missing.empty())
            throw io::IoError(path_ + ": cannot be drawn (" + missing + "); install python3-matplotlib, or take numbers, --percentiles");
    }
    std::string path_;
};

void check(NaturalnessOptions const& options) {
    if (!options.figure.empty() && !options.figure.ends_with(".png"))
        throw UsageError("--figure " + options.figure + " (pictures are PNG, their names end so); write " + options.figure + ".png");
    if (options.draws == 0) throw UsageError("--draws 0 (shares of nothing); give at least 1");
    for (double f : options.factors)
        if (!(f > 1 && std::isfinite(f)))
            throw UsageError(fmt::format("--within {} (a factor from the measured value is above 1); give 2 or 5", f));
}

}  // namespace

int naturalness(NaturalnessOptions const& options) {
    check(options);
    auto list = read(options);
    auto const counter = textures::make_draw_counter(options.backend, options.threads);
    auto const table = options.output.empty() ? nullptr : std::make_unique<TextOutput>(options.output, options.overwrite);
    auto const percentiles = options.percentiles.empty() ? nullptr : std::make_unique<TextOutput>(options.percentiles, options.overwrite);
    auto const picture = options.figure.empty() ? nullptr : std::make_unique<Picture>(options.figure, options.overwrite);
    pipeline::SignalGuard const signals;
    std::size_t finished = 0;
    for (auto& n : list) {
        Progress progress(n.texture.name, options.draws, options.quiet);
        n.counts = textures::make_draws(
            textures::draw_job(n.texture, n.targets, n.factors, options.seed, options.draws), *counter,
            [&] { return signals.caught() != 0; }, std::ref(progress));
        if (signals.caught() != 0 && n.counts.draws == 0) break;
        ++finished;
        if (signals.caught() != 0) break;
    }
    bool const complete = finished == list.size();
    list.resize(finished);
    if (!list.empty()) {
        textures::rank(list);
        fmt::print("{}", list.size() == 1 ? textures::naturalness_text(list.front()) : textures::ranking_text(list));
        if (table) table->write(textures::ranking_csv(list));
        if (percentiles) percentiles->write(textures::percentiles_csv(list));
    }
    if (table) table->close();
    if (percentiles) percentiles->close();
    if (picture && !list.empty()) picture->draw(list);
    if (signals.caught() == 0) return done;
    say(fmt::format("squall: interrupted; the numbers are of the draws made until then{}\n",
                    complete ? "" : "; the textures behind are left out"));
    return signalled + signals.caught();
}

}  // namespace squall::app
