#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/io/error.hpp"
#include "host/io/files.hpp"
#include "host/io/run_data.hpp"
#include "host/io/segments.hpp"

/// A run on disk. OUT.h5.d/ holds immutable segments of whole steps (segments.hpp) and the last two states state_STEP.h5; each file is
/// written aside, fsynced and renamed, then the directory is fsynced: a kill or a full disk never harms what was committed.
namespace squall::io {

/// What to do where the output exists. `resume` begins anew where nothing does.
enum class Existing { refuse, resume, overwrite };

/// A state: the run can go on from here. `reals` and `integers` are the sampler's, by name.
struct Checkpoint {
    RunHead head;
    std::uint64_t last_segment = 0;    ///< 0: none
    std::uint64_t rows = 0;            ///< in segments 1 .. last_segment
    std::vector<std::uint64_t> ranks;  ///< [segment - 1] processes that wrote it
    Rows tail;  ///< rows that hold now and are not final (the live points of nested sampling): after those of the segments, in no segment
    std::map<std::string, std::vector<double>> reals;
    std::map<std::string, std::vector<std::uint64_t>> integers;
};

/// OUT.h5.d of OUT.h5.
std::filesystem::path directory_of(std::filesystem::path const& output);
/// A segment of a checkpoint.
RowFiles segment_of(std::filesystem::path const& directory, Checkpoint const&, std::uint64_t number);

/// The newest state of the directory that is intact and whose segments are all there; none where there is no state at all.
/// IoError where there are states, or segments, and no state can be used.
std::optional<Checkpoint> newest_checkpoint(std::filesystem::path const& directory);

/// Writes OUT.h5 from the segments and the tail of a checkpoint: aside, fsynced, renamed. The result does not depend on how the rows were
/// divided into segments, nor on `piece`, the bytes written at a time (small segments one by one would rewrite chunks).
void assemble(std::filesystem::path const& output, Checkpoint const&, std::size_t piece = std::size_t{32} << 20);

/// "key: was A, now B" for each line that differs between two texts of "key = value" lines; empty where none does.
std::string differences(std::string const& before, std::string const& now);

/// The same of what must not change in a run: of the config, or else of all the rest.
std::string differences(RunIdentity const& before, RunIdentity const& now);

/// Version of the HDF5 library.
std::string hdf5_version();

/// The files of a run, as one of the processes that write them together sees them: each writes segments of its slots, the first all else.
class SegmentStore {
public:
    /// Takes the lock of the output's directory, creating it. IoError where another run holds the lock, where output exists that may
    /// not be touched, or where something foreign stands in its place. A run to be overwritten stays until the first commit.
    /// Others than the first process do none of that, and are to be constructed after it.
    SegmentStore(std::filesystem::path output, Existing existing, Part = {});

    std::filesystem::path const& directory() const { return directory_; }
    /// The last step that is on the disk; none before the first commit.
    std::optional<std::uint64_t> kept_step() const { return kept_step_; }

    /// The state to go on from, if any; segments after it are deleted. ResumeMismatch where it is of another run.
    std::optional<Checkpoint> resume(RunIdentity const& expected);
    /// The state of the step that the first process resumes from, for the others.
    Checkpoint follow(std::uint64_t step);

    /// Whether an old run is there that remove_replaced is to remove, before the first commit.
    bool replaces() const { return replaces_; }
    void remove_replaced();
    /// Writes this process' slots of rows (if any) as the next segment; the checkpoint is told of it. IoError says what is kept.
    void write_segment(Rows const&, Checkpoint&) const;
    /// Writes the state, once the segments of all are on the disk. IoError says what is kept.
    void write_state(Checkpoint const&);
    /// The first process has written the state of a step.
    void note_state(std::uint64_t step) { kept_step_ = step; }
    /// All of that, where one process writes alone.
    void commit(Rows const&, Checkpoint&);

    /// Writes OUT.h5, unless it holds this step already. IoError says what is kept.
    void finish(Checkpoint const&) const;

    /// Replaces status.json; failure is ignored, for the file is a convenience.
    void heartbeat(std::string const& json) const;

private:
    std::string kept(std::string const& failure) const;

    std::filesystem::path output_, directory_;
    Part part_;
    bool replaces_;  ///< an old run is there, to be removed by the first commit
    std::unique_ptr<DirectoryLock> lock_;
    std::optional<std::uint64_t> kept_step_;
};

}  // namespace squall::io
