#include "host/io/segment_store.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "host/io/merge.hpp"
#include "host/io/run_file.hpp"
#include "host/io/write_run.hpp"

namespace squall::io {
namespace fs = std::filesystem;
namespace {

constexpr char const* status_name = "status.json";

fs::path state_path(fs::path const& directory, std::uint64_t step) {
    std::string number = std::to_string(step);
    number.insert(0, number.size() < 12 ? 12 - number.size() : 0, '0');
    return directory / ("state_" + number + ".h5");
}

enum class Role { other, state, segment, temporary };

/// What a file of the directory is, by its name; names that are not ours are left alone.
Role role_of(fs::path const& path) {
    std::string const name = path.filename().string();
    auto const digits = [](std::string const& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; };
    if (name.ends_with(".h5.part")) return Role::temporary;
    if (!name.ends_with(".h5")) return Role::other;
    std::string const stem = name.substr(0, name.size() - 3);
    if (digits(stem)) return Role::segment;
    return stem.starts_with("state_") && digits(stem.substr(6)) ? Role::state : Role::other;
}

/// The number of a segment's name.
std::uint64_t number_of(fs::path const& segment) { return std::stoull(segment.stem().string()); }

/// The directory's files of one role, oldest first.
std::vector<fs::path> files_of(fs::path const& directory, Role role) {
    std::vector<fs::path> result;
    if (!fs::is_directory(directory)) return result;
    for (auto const& entry : fs::directory_iterator(directory))
        if (role_of(entry.path()) == role) result.push_back(entry.path());
    std::sort(result.begin(), result.end(), [](fs::path const& a, fs::path const& b) {  // numbers beyond the padding sort too
        auto const key = [](fs::path const& p) { return std::pair(p.filename().string().size(), p.filename().string()); };
        return key(a) < key(b);
    });
    return result;
}

/// Those of all processes that ever wrote to the run.
std::vector<fs::path> files_of_all(fs::path const& directory, Role role) {
    std::vector<fs::path> result;
    for (auto const& part : part_directories(directory))
        for (auto const& path : files_of(part, role)) result.push_back(path);
    return result;
}

bool holds_run(fs::path const& directory) {
    return !files_of(directory, Role::state).empty() || !files_of_all(directory, Role::segment).empty();
}

Checkpoint read_checkpoint(fs::path const& path) {
    h5::File const file = open_as(path, Content::state);
    Checkpoint result;
    result.head = read_head(file);
    h5::Group const resume = file.root().open_group("resume"), reals = resume.open_group("reals"), integers = resume.open_group("integers");
    result.last_segment = resume.integer("last_segment");
    result.rows = resume.integer("rows");
    if (resume.has("ranks")) result.ranks = resume.read<std::uint64_t>("ranks");
    if (result.ranks.size() != result.last_segment)
        throw IoError(path.string() + " does not tell how many processes wrote each segment (an older Squall wrote it)");
    for (std::string const& name : reals.names()) result.reals[name] = reals.read<double>(name);
    for (std::string const& name : integers.names()) result.integers[name] = integers.read<std::uint64_t>(name);
    result.tail = get_rows(file, 0, count_rows(file));
    return result;
}

void write_checkpoint(fs::path const& path, Checkpoint const& checkpoint) {
    write_new(path, [&](h5::File const& file) {
        create_run(file, Content::state, checkpoint.head, checkpoint.tail.count, h5::Chunks::as_they_are);
        put_rows(file, 0, checkpoint.tail);
        h5::Group const resume = file.root().create_group("resume");
        h5::Group const reals = resume.create_group("reals"), integers = resume.create_group("integers");
        resume.set("last_segment", checkpoint.last_segment);
        resume.set("rows", checkpoint.rows);
        if (!checkpoint.ranks.empty()) resume.write<std::uint64_t>("ranks", checkpoint.ranks);
        for (auto const& [name, values] : checkpoint.reals) reals.write<double>(name, values, h5::Chunks::as_they_are);
        for (auto const& [name, values] : checkpoint.integers) integers.write<std::uint64_t>(name, values, h5::Chunks::as_they_are);
    });
}

void write_segment_file(fs::path const& path, RunIdentity const& identity, Rows const& rows) {
    write_new(path, [&](h5::File const& file) {
        create_segment(file, identity, rows.count);
        put_rows(file, 0, rows);
    });
}

/// Throws IoError where a segment of the checkpoint is missing, damaged or of the wrong length.
void verify_segments(fs::path const& directory, Checkpoint const& checkpoint) {
    std::uint64_t rows = 0;
    for (std::uint64_t number = 1; number <= checkpoint.last_segment; ++number) {
        RowFiles const segment = segment_of(directory, checkpoint, number);
        rows += segment.count();
        if (segment.walkers() != checkpoint.head.identity.walkers)
            throw IoError("the parts of segment " + std::to_string(number) + " in " + directory.string() + " do not make whole rows");
    }
    if (rows != checkpoint.rows) throw IoError("the segments in " + directory.string() + " do not hold the rows the state counts");
}

/// Throws IoError where the output path holds something that is in the way.
void examine_output(fs::path const& output, fs::path const& directory, Existing existing) {
    std::string const name = output.string();
    require_file_name(output);
    if (fs::exists(directory) && !fs::is_directory(directory))
        throw IoError(directory.string() + " is not a directory (the run keeps its segments there); remove it or choose another output");
    bool const has_output = fs::exists(output), has_run = holds_run(directory);
    if (!has_output && !has_run) return;
    if (existing == Existing::refuse)
        throw IoError((has_output ? name : directory.string()) +
                      " exists (it would be lost); go on with --resume, replace it with --overwrite, or choose another output");
    if (!has_output) return;
    std::string why;
    try {
        why = why_not(h5::File::open(output), Content::run);
    } catch (IoError const& error) {
        why = error.what();
    }
    if (!why.empty()) throw IoError("cannot write to " + name + " (" + why + "); remove it or choose another output");
    if (existing == Existing::resume && !has_run && read_head(h5::File::open(output)).provenance.text.contains(merged_from))
        throw IoError("cannot go on with " + name +
                      " (squall merge made it of several runs, and it has no state of its own); "
                      "go on with those and merge them again");
    if (existing == Existing::resume && read_head(h5::File::open(output)).provenance.text.contains(reweighted_from))
        throw IoError("cannot go on with " + name +
                      " (it holds the points of another run under other constraints, no state of a sampler); go on with that run and "
                      "reweight it again, or start anew with --overwrite");
    if (existing == Existing::resume && !has_run)
        throw IoError("cannot go on with " + name + " (its directory " + directory.string() +
                      " is gone, and with it the state of the chain); put it back, or start anew with --overwrite");
}

void remove_run(fs::path const& output, fs::path const& directory) {
    fs::remove(output);
    fs::remove(directory / status_name);
    for (Role role : {Role::state, Role::segment, Role::temporary})
        for (auto const& path : files_of_all(directory, role)) fs::remove(path);
    for (auto const& part : part_directories(directory)) {
        std::error_code ignored;  // something foreign may be in it
        if (part != directory) fs::remove(part, ignored);
    }
    fsync_directory(directory);
}

/// Whether OUT.h5 is of this very state.
bool holds(fs::path const& output, Checkpoint const& checkpoint) {
    if (!fs::is_regular_file(output)) return false;
    try {
        h5::File const file = open_as(output, Content::run);
        RunHead const head = read_head(file);
        return head.identity == checkpoint.head.identity && head.totals.step == checkpoint.head.totals.step &&
               count_rows(file) == checkpoint.rows + checkpoint.tail.count;
    } catch (IoError const&) {
        return false;  // damaged: to be written anew
    }
}

std::string describe(RunIdentity const& identity) {
    std::ostringstream text;
    auto const list = [&](char const* key, std::vector<std::string> const& names) {
        text << key << " =";
        for (auto const& name : names) text << ' ' << name;
        text << '\n';
    };
    text << "model = " << identity.model << "\nsampler = " << identity.sampler << "\nseed = " << identity.seed
         << "\nwalkers = " << identity.walkers << "\nthin = " << identity.thin << '\n';
    list("sampled parameters", identity.parameters.name);
    list("output columns", identity.blobs.name);
    list("statuses", identity.statuses);
    list("moves", identity.moves);
    text << "rows = "
         << (identity.kind == RowKind::chain      ? "steps of chains"
             : identity.kind == RowKind::weighted ? "weighted points"
                                                  : "points")
         << "\nbirth likelihoods = " << (identity.has_birth ? "yes" : "no") << '\n';
    return text.str();
}

std::map<std::string, std::string> entries_of(std::string const& text) {
    std::map<std::string, std::string> result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::size_t const equals = line.find(" = ");
        if (equals == std::string::npos)
            result[line];
        else
            result[line.substr(0, equals)] = line.substr(equals + 3);
    }
    return result;
}

}  // namespace

fs::path directory_of(fs::path const& output) {
    fs::path result = output;
    return result += ".d";
}

RowFiles segment_of(fs::path const& directory, Checkpoint const& checkpoint, std::uint64_t number) {
    return {directory, number, checkpoint.ranks.at(number - 1), checkpoint.head.identity.walkers};
}

std::optional<Checkpoint> newest_checkpoint(fs::path const& directory) {
    std::vector<fs::path> const states = files_of(directory, Role::state);
    std::string why;
    for (auto path = states.rbegin(); path != states.rend(); ++path) {
        try {
            Checkpoint checkpoint = read_checkpoint(*path);
            verify_segments(directory, checkpoint);
            return checkpoint;
        } catch (IoError const& error) {
            why += std::string(why.empty() ? "" : "; ") + error.what();
        }
    }
    if (!states.empty()) throw IoError("no state in " + directory.string() + " can be used (" + why + "); start anew with --overwrite");
    if (!files_of_all(directory, Role::segment).empty())
        throw IoError(directory.string() + " holds segments but no state (someone removed it); start anew with --overwrite");
    return std::nullopt;
}

void assemble(fs::path const& output, Checkpoint const& checkpoint, std::size_t piece) {
    std::uint64_t number = 0;
    auto const next = [&]() -> Rows {
        if (++number > checkpoint.last_segment) return number == checkpoint.last_segment + 1 ? checkpoint.tail : Rows();
        RowFiles const segment = segment_of(directory_of(output), checkpoint, number);
        return segment.read(0, segment.count());
    };
    write_run(output, checkpoint.head, checkpoint.rows + checkpoint.tail.count, next, piece);
}

std::string differences(std::string const& before, std::string const& now) {
    auto const old_entries = entries_of(before), new_entries = entries_of(now);
    std::string result;
    for (auto const& [key, value] : old_entries) {
        auto const found = new_entries.find(key);
        if (found == new_entries.end())
            result += "  " + key + ": was " + value + ", now absent\n";
        else if (found->second != value)
            result += "  " + key + ": was " + value + ", now " + found->second + "\n";
    }
    for (auto const& [key, value] : new_entries)
        if (!old_entries.contains(key)) result += "  " + key + ": was absent, now " + value + "\n";
    return result;
}

std::string hdf5_version() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(release);
}

std::string differences(RunIdentity const& before, RunIdentity const& now) {
    std::string const changes = differences(before.config, now.config);
    return changes.empty() ? differences(describe(before), describe(now)) : changes;
}

SegmentStore::SegmentStore(fs::path output, Existing existing, Part part)
    : output_(resolve_links(std::move(output))),
      directory_(directory_of(output_)),
      part_(part),
      replaces_(existing == Existing::overwrite) {
    if (part.rank > 0) return;
    try {
        if (!fs::is_directory(directory_)) examine_output(output_, directory_, existing);
        make_directories(directory_);
        lock_ = std::make_unique<DirectoryLock>(directory_);
        examine_output(output_, directory_, existing);  // under the lock nobody else changes it
    } catch (fs::filesystem_error const& error) {
        throw IoError("cannot prepare " + directory_.string() + " (" + error.code().message() + "); choose another output");
    }
}

std::optional<Checkpoint> SegmentStore::resume(RunIdentity const& expected) {
    if (replaces_) return std::nullopt;
    std::optional<Checkpoint> checkpoint = newest_checkpoint(directory_);
    if (!checkpoint) return checkpoint;
    RunIdentity const& found = checkpoint->head.identity;
    std::string const changes = differences(found, expected);
    if (!changes.empty())
        throw ResumeMismatch("cannot go on with " + output_.string() + " (the configuration is not the one it was started with):\n" +
                             changes + "undo the changes, or choose another output");
    for (Role role : {Role::state, Role::segment, Role::temporary})
        for (auto const& path : files_of_all(directory_, role)) {
            bool const later_segment = role == Role::segment && number_of(path) > checkpoint->last_segment;
            bool const later_state = role == Role::state && path > state_path(directory_, checkpoint->head.totals.step);
            if (role == Role::temporary || later_segment || later_state) fs::remove(path);
        }
    fsync_directory(directory_);
    kept_step_ = checkpoint->head.totals.step;
    return checkpoint;
}

Checkpoint SegmentStore::follow(std::uint64_t step) {
    kept_step_ = step;
    return read_checkpoint(state_path(directory_, step));
}

std::string SegmentStore::kept(std::string const& failure) const {
    if (!kept_step_) return "; nothing was kept yet: " + remedy(failure) + "start again";
    return "; all up to step " + std::to_string(*kept_step_) + " is kept in " + directory_.string() + ": " + remedy(failure) +
           "go on with --resume";
}

void SegmentStore::remove_replaced() {
    if (!std::exchange(replaces_, false) || part_.rank > 0) return;
    try {
        remove_run(output_, directory_);
    } catch (fs::filesystem_error const& error) {
        throw IoError("cannot replace the run in " + directory_.string() + " (" + error.code().message() + ")" + kept(error.what()));
    }
}

void SegmentStore::write_segment(Rows const& rows, Checkpoint& checkpoint) const {
    if (rows.count == 0) return;
    RunIdentity own = checkpoint.head.identity;
    own.walkers = part_.slots(own.walkers).size();
    std::uint64_t const number = checkpoint.last_segment + 1;
    try {
        make_directories(part_directory(directory_, part_));
        if (own.walkers > 0) write_segment_file(segment_path(directory_, number, part_), own, rows);
    } catch (IoError const& error) {
        throw IoError(error.what() + kept(error.what()));
    } catch (fs::filesystem_error const& error) {
        throw IoError("cannot write to " + directory_.string() + " (" + error.code().message() + ")" + kept(error.code().message()));
    }
    checkpoint.last_segment = number;
    checkpoint.rows += rows.count;
    checkpoint.ranks.push_back(part_.ranks);
}

void SegmentStore::write_state(Checkpoint const& checkpoint) {
    try {
        write_checkpoint(state_path(directory_, checkpoint.head.totals.step), checkpoint);
    } catch (IoError const& error) {
        throw IoError(error.what() + kept(error.what()));
    }
    kept_step_ = checkpoint.head.totals.step;
    std::vector<fs::path> const states = files_of(directory_, Role::state);
    for (std::size_t i = 0; i + 2 < states.size(); ++i) {
        std::error_code ignored;
        fs::remove(states[i], ignored);
    }
}

void SegmentStore::commit(Rows const& rows, Checkpoint& checkpoint) {
    Checkpoint next = checkpoint;
    remove_replaced();
    write_segment(rows, next);
    write_state(next);
    checkpoint = std::move(next);
}

void SegmentStore::finish(Checkpoint const& checkpoint) const {
    if (holds(output_, checkpoint)) return;
    try {
        assemble(output_, checkpoint);
    } catch (IoError const& error) {
        throw IoError(error.what() + kept(error.what()));
    }
}

void SegmentStore::heartbeat(std::string const& json) const {
    fs::path const path = directory_ / status_name, temporary = temporary_of(path);
    std::ofstream file(temporary);
    file << json << '\n';
    file.close();
    std::error_code ignored;
    if (file.good())
        fs::rename(temporary, path, ignored);
    else
        fs::remove(temporary, ignored);
}

}  // namespace squall::io
