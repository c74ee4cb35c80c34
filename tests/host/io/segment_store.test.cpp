#include "host/io/segment_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "host/io/run_file.hpp"
#include "host/io/run_reader.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::io {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr std::size_t walkers = 5;

RunIdentity identity() {
    RunIdentity result;
    result.model = "test";
    result.sampler = "demcz";
    result.seed = 7;
    result.walkers = walkers;
    result.config = "a = 1\nb = 2\n";
    result.parameters = {{"x", "y"}, {"GeV", ""}, {"first", "second"}};
    result.blobs = {{"m", "loglike", "loglike_a"}, {"GeV", "", ""}, {"a mass", "sum", "block"}};
    result.statuses = {"ok", "failed"};
    result.moves = {"difference", "jump"};
    return result;
}

/// Rows first .. first + count of a made-up chain.
Rows rows_from(std::size_t first, std::size_t count) {
    Rows rows;
    rows.count = count;
    for (std::size_t i = first * walkers; i < (first + count) * walkers; ++i) {
        auto const x = static_cast<double>(i);
        rows.chain.insert(rows.chain.end(), {x, -x});
        rows.log_prob.push_back(0.5 * x);
        rows.blobs.insert(rows.blobs.end(), {x * x, std::nan(""), 1.0 / (1.0 + x)});
        rows.status.push_back(static_cast<std::int8_t>(i % 2));
    }
    return rows;
}

Checkpoint checkpoint_at(std::uint64_t step) {
    Checkpoint result;
    result.head.identity = identity();
    result.head.totals.step = step;
    result.head.totals.accepted.assign(walkers, step);
    result.head.totals.failures = {step, 2 * step};
    result.head.totals.proposed_by_move = {step, 1};
    result.head.totals.accepted_by_move = {step, 0};
    result.head.totals.best = {-2.0, -1.0, {1.0, 2.0}, {3.0, 4.0, 5.0}};
    result.head.provenance.text = {{"version", "test"}};
    result.reals = {{"positions", {1.0 / 3.0, static_cast<double>(step)}}, {"empty", {}}};
    result.integers = {{"status", {~std::uint64_t{0}, step}}};
    return result;
}

/// A run of `segments` segments of two rows each.
Checkpoint write_run(fs::path const& output, std::size_t segments) {
    SegmentStore store(output, Existing::overwrite);
    Checkpoint checkpoint = checkpoint_at(0);
    for (std::size_t s = 0; s < segments; ++s) {
        std::uint64_t const last = checkpoint.last_segment, rows = checkpoint.rows;
        auto const ranks = checkpoint.ranks;
        checkpoint = checkpoint_at(2 * s + 2);
        checkpoint.last_segment = last;
        checkpoint.rows = rows;
        checkpoint.ranks = ranks;
        store.commit(rows_from(2 * s, 2), checkpoint);
    }
    return checkpoint;
}

std::string error_of(auto&& action) {
    try {
        action();
    } catch (std::exception const& error) {
        return error.what();
    }
    return "no error";
}

std::string open_error(fs::path const& output, Existing existing) {
    return error_of([&] { SegmentStore(output, existing).resume(identity()); });
}

void cut(fs::path const& path) { fs::resize_file(path, fs::file_size(path) / 2); }

TEST(SegmentStore, GivesBackWhatWasCommittedToTheLastBit) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 3);
    SegmentStore store(directory / "a.h5", Existing::resume);
    auto const found = store.resume(identity());
    ASSERT_TRUE(found);
    Checkpoint const expected = checkpoint_at(6);
    EXPECT_EQ(found->last_segment, 3u);
    EXPECT_EQ(found->rows, 6u);
    EXPECT_EQ(found->reals, expected.reals);
    EXPECT_EQ(found->integers, expected.integers);
    EXPECT_EQ(found->head.totals.step, 6u);
    EXPECT_EQ(found->head.totals.failures, expected.head.totals.failures);
    EXPECT_EQ(found->head.totals.best.blobs, expected.head.totals.best.blobs);
    EXPECT_EQ(found->head.identity.config, identity().config);
    EXPECT_EQ(found->head.identity.blobs.unit, identity().blobs.unit);
    EXPECT_EQ(found->head.provenance.text, expected.head.provenance.text);
}

TEST(SegmentStore, KeepsTheLastTwoStates) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 4);
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator(directory / "a.h5.d")) names.push_back(entry.path().filename());
    EXPECT_THAT(names, testing::UnorderedElementsAre("lock", "000001.h5", "000002.h5", "000003.h5", "000004.h5", "state_000000000006.h5",
                                                     "state_000000000008.h5"));
}

TEST(SegmentStore, FallsBackToThePreviousStateAndDeletesLaterSegments) {
    for (char const* damaged : {"state_000000000006.h5", "000003.h5"}) {
        TemporaryDirectory const directory;
        write_run(directory / "a.h5", 3);
        cut(directory / "a.h5.d" / damaged);
        SegmentStore store(directory / "a.h5", Existing::resume);
        auto const found = store.resume(identity());
        ASSERT_TRUE(found) << damaged;
        EXPECT_EQ(found->head.totals.step, 4u);
        EXPECT_EQ(found->rows, 4u);
        EXPECT_FALSE(fs::exists(directory / "a.h5.d/000003.h5"));
        EXPECT_FALSE(fs::exists(directory / "a.h5.d/state_000000000006.h5"));
        EXPECT_TRUE(fs::exists(directory / "a.h5.d/000002.h5"));
    }
}

TEST(SegmentStore, NoticesAFlippedByteInAState) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 3);
    fs::path const path = directory / "a.h5.d/state_000000000006.h5";
    std::uint64_t const size = fs::file_size(path);
    std::vector<char> whole(size);
    std::ifstream(path, std::ios::binary).read(whole.data(), static_cast<std::streamsize>(size));
    // every byte of the file is under a checksum or unused: a state is refused or read as it was, never read wrongly
    Checkpoint const expected = checkpoint_at(6);
    for (std::uint64_t at = 0; at < size; at += 37) {
        std::vector<char> damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        std::ofstream(path, std::ios::binary).write(damaged.data(), static_cast<std::streamsize>(size));
        auto const found = newest_checkpoint(directory / "a.h5.d");
        ASSERT_TRUE(found);
        if (found->head.totals.step == 4) continue;
        ASSERT_EQ(found->reals, expected.reals) << at;
        ASSERT_EQ(found->integers, expected.integers) << at;
        ASSERT_EQ(found->head.totals.failures, expected.head.totals.failures) << at;
    }
}

TEST(SegmentStore, WithNoUsableStateSaysWhyAndTouchesNothing) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 3);
    cut(directory / "a.h5.d/state_000000000006.h5");
    std::ofstream(directory / "a.h5.d/state_000000000004.h5") << "not HDF5";
    EXPECT_THAT(open_error(directory / "a.h5", Existing::resume), HasSubstr("no state in"));
    EXPECT_TRUE(fs::exists(directory / "a.h5.d/000003.h5"));
    fs::remove(directory / "a.h5.d/state_000000000006.h5");
    fs::remove(directory / "a.h5.d/state_000000000004.h5");
    EXPECT_THAT(open_error(directory / "a.h5", Existing::resume), HasSubstr("segments but no state"));
}

TEST(SegmentStore, RemovesWhatAKillLeftUnfinished) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 2);
    std::ofstream(directory / "a.h5.d/000003.h5.part") << "half";
    fs::copy_file(directory / "a.h5.d/000002.h5", directory / "a.h5.d/000003.h5");  // committed, but its state was not
    std::ofstream(directory / "a.h5.d/notes.txt") << "the user's";
    SegmentStore store(directory / "a.h5", Existing::resume);
    EXPECT_EQ(store.resume(identity())->last_segment, 2u);
    EXPECT_FALSE(fs::exists(directory / "a.h5.d/000003.h5.part"));
    EXPECT_FALSE(fs::exists(directory / "a.h5.d/000003.h5"));
    EXPECT_TRUE(fs::exists(directory / "a.h5.d/notes.txt"));
}

TEST(SegmentStore, LetsOneRunInAtATime) {
    TemporaryDirectory const directory;
    SegmentStore const first(directory / "a.h5", Existing::refuse);
    pid_t const child = fork();
    if (child == 0) _exit(open_error(directory / "a.h5", Existing::resume).find("another run writes") != std::string::npos ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_THAT(open_error(directory / "a.h5", Existing::overwrite), HasSubstr("is in use"));
}

TEST(SegmentStore, RefusesWhatStandsInTheWay) {
    TemporaryDirectory const directory;
    fs::create_directory(directory / "folder.h5");
    EXPECT_THAT(open_error(directory / "folder.h5", Existing::resume), HasSubstr("is a directory"));

    std::ofstream(directory / "file.h5.d") << "text";
    EXPECT_THAT(open_error(directory / "file.h5", Existing::resume), HasSubstr("is not a directory"));

    std::ofstream(directory / "foreign.h5") << "a thesis";
    for (Existing existing : {Existing::refuse, Existing::resume, Existing::overwrite}) {
        EXPECT_NE(open_error(directory / "foreign.h5", existing), "no error");
        EXPECT_EQ(fs::file_size(directory / "foreign.h5"), 8u);
        EXPECT_FALSE(fs::exists(directory / "foreign.h5.d"));
    }
    h5::File other = h5::File::create(directory / "other.h5");  // HDF5, but not ours
    other.root().set("generator", "somebody");
    other.close();
    EXPECT_THAT(open_error(directory / "other.h5", Existing::overwrite), HasSubstr("not a Squall run"));

    write_run(directory / "run.h5", 2);
    assemble(directory / "run.h5", *newest_checkpoint(directory / "run.h5.d"));
    EXPECT_THAT(open_error(directory / "run.h5", Existing::refuse), HasSubstr("--resume"));
    EXPECT_EQ(open_error(directory / "run.h5", Existing::resume), "no error");
    fs::copy_file(directory / "run.h5", directory / "lonely.h5");
    EXPECT_THAT(open_error(directory / "lonely.h5", Existing::resume), HasSubstr("is gone"));
    cut(directory / "run.h5");
    EXPECT_THAT(open_error(directory / "run.h5", Existing::resume), HasSubstr("cannot write to"));
    EXPECT_THAT(open_error(directory / "lonely.h5" / "a.h5", Existing::resume), testing::Not("no error"));
}

TEST(SegmentStore, OverwritesOnlyItsOwnFiles) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 2);
    assemble(directory / "a.h5", *newest_checkpoint(directory / "a.h5.d"));
    std::ofstream(directory / "a.h5.d/notes.txt") << "the user's";
    SegmentStore store(directory / "a.h5", Existing::overwrite);
    store.heartbeat("{}");
    EXPECT_FALSE(store.resume(identity()));
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 4u);  // the old run stays until there is something of the new one
    Checkpoint checkpoint = checkpoint_at(0);
    store.commit({}, checkpoint);
    EXPECT_FALSE(fs::exists(directory / "a.h5"));
    EXPECT_FALSE(fs::exists(directory / "a.h5.d/status.json"));
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 0u);
    EXPECT_TRUE(fs::exists(directory / "a.h5.d/notes.txt"));
    checkpoint.head.totals.step = 2;
    store.commit(rows_from(0, 2), checkpoint);
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 2u);  // only the first commit removes
}

TEST(SegmentStore, DoesNotWriteAgainWhatTheOutputHolds) {
    TemporaryDirectory const directory;
    SegmentStore store(directory / "a.h5", Existing::refuse);
    Checkpoint checkpoint = checkpoint_at(2);
    store.commit(rows_from(0, 2), checkpoint);
    auto const version = [&](char const* name) {
        checkpoint.head.provenance.text["version"] = name;
        store.finish(checkpoint);
        return RunReader(directory / "a.h5").head().provenance.text.at("version");
    };
    EXPECT_EQ(version("first"), "first");
    EXPECT_EQ(version("second"), "first");
    cut(directory / "a.h5");
    EXPECT_EQ(version("third"), "third");  // what is damaged is written anew
    checkpoint.head.totals.step = 4;
    store.commit(rows_from(2, 2), checkpoint);
    EXPECT_EQ(version("fourth"), "fourth");
}

TEST(SegmentStore, FollowsALinkAlsoToWhatIsNotThereYet) {
    TemporaryDirectory const directory;
    fs::create_directory(directory / "scratch");
    fs::create_symlink("scratch/b.h5", directory / "link.h5");
    fs::create_symlink("link.h5", directory / "a.h5");
    Checkpoint const checkpoint = write_run(directory / "a.h5", 2);
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 4u);
    SegmentStore(directory / "a.h5", Existing::resume).finish(checkpoint);
    EXPECT_TRUE(fs::is_symlink(directory / "a.h5"));
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(directory / "scratch/b.h5")));
    EXPECT_TRUE(fs::is_directory(directory / "scratch/b.h5.d"));
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 4u);
    fs::create_symlink("circle.h5", directory / "circle.h5");
    EXPECT_THAT(open_error(directory / "circle.h5", Existing::refuse), HasSubstr("circle of links"));
}

TEST(SegmentStore, RefusesAnOutputThatIsNoRegularFileAtOnce) {
    TemporaryDirectory const directory;
    ASSERT_EQ(mkfifo((directory / "pipe.h5").c_str(), 0600), 0);  // opening it would wait for a writer
    for (Existing existing : {Existing::refuse, Existing::resume, Existing::overwrite}) {
        EXPECT_THAT(open_error(directory / "pipe.h5", existing), HasSubstr("is a device, pipe or socket"));
        EXPECT_THAT(open_error("/dev/null", existing), HasSubstr("is a device, pipe or socket"));
        EXPECT_THAT(open_error(directory / "new/", existing), HasSubstr("ends in '/'"));
    }
    EXPECT_TRUE(fs::is_fifo(directory / "pipe.h5"));
}

TEST(SegmentStore, KeepsTheOldHeartbeatWhereTheNewOneIsNotWhole) {
    TemporaryDirectory const directory;
    SegmentStore const store(directory / "a.h5", Existing::refuse);
    fs::path const path = store.directory() / "status.json";
    store.heartbeat("first");
    fs::create_symlink("/dev/full", temporary_of(path));
    store.heartbeat("second");
    std::string text;
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(path)));
    std::ifstream(path) >> text;
    EXPECT_EQ(text, "first");
}

TEST(Remedy, IsSpaceWhereSpaceIsMissingAndNowhereElse) {
    EXPECT_EQ(remedy("cannot write (No space left on device)"), "free some space and ");
    EXPECT_EQ(remedy("cannot write (Disk quota exceeded)"), "free some space and ");
    EXPECT_EQ(remedy("cannot write (Permission denied)"), "");
}

TEST(SegmentStore, RefusesToResumeAnotherRun) {
    TemporaryDirectory const directory;
    write_run(directory / "a.h5", 2);
    SegmentStore store(directory / "a.h5", Existing::resume);
    RunIdentity changed = identity();
    changed.seed = 8;
    EXPECT_THAT(error_of([&] { store.resume(changed); }), HasSubstr("seed: was 7, now 8\n"));
    changed = identity();
    changed.blobs.name[0] = "mh";
    EXPECT_THROW(store.resume(changed), ResumeMismatch);
    EXPECT_TRUE(store.resume(identity()));
}

TEST(Differences, NameEveryChangedKeyAndNoOther) {
    EXPECT_EQ(differences("a = 1\nb = 2\n", "a = 1\nb = 2\n"), "");
    EXPECT_EQ(differences("a = 1\nb = 2\nc = x = y\n", "b = 3\nc = x = z\nd = 4\n"),
              "  a: was 1, now absent\n  b: was 2, now 3\n  c: was x = y, now x = z\n  d: was absent, now 4\n");
}

TEST(RunReader, ReadsADirectoryInProgressAndTheFinishedFileAlike) {
    TemporaryDirectory const directory;
    fs::path const output = directory / "a.h5";
    Checkpoint const checkpoint = write_run(output, 3);
    RunReader const running(output);
    EXPECT_TRUE(running.in_progress());
    assemble(output, checkpoint);
    RunReader const finished(directory / "a.h5.d/");
    EXPECT_FALSE(finished.in_progress());
    Rows const expected = rows_from(0, 6);
    for (RunReader const* reader : {&running, &finished}) {
        EXPECT_EQ(reader->rows(), 6u);
        EXPECT_EQ(reader->totals().accepted, checkpoint.head.totals.accepted);
        Rows const all = reader->read(0, 6), middle = reader->read(1, 4);
        EXPECT_EQ(all.chain, expected.chain);
        EXPECT_EQ(all.log_prob, expected.log_prob);
        EXPECT_EQ(all.status, expected.status);
        EXPECT_EQ(middle.chain, rows_from(1, 4).chain);
        auto const y = reader->chain_column(1, 3);
        ASSERT_EQ(y.size(), 3 * walkers);
        for (std::size_t i = 0; i < y.size(); ++i) EXPECT_EQ(y[i], expected.chain[2 * (3 * walkers + i) + 1]);
        auto const column = reader->blob_column(2);
        for (std::size_t i = 0; i < column.size(); ++i) EXPECT_EQ(column[i], expected.blobs[3 * i + 2]);
        EXPECT_THROW(reader->read(5, 2), std::out_of_range);
    }
}

TEST(RunReader, PrefersTheDirectoryWhereItIsFurtherOn) {
    TemporaryDirectory const directory;
    assemble(directory / "a.h5", write_run(directory / "a.h5", 2));
    SegmentStore store(directory / "a.h5", Existing::resume);
    Checkpoint checkpoint = *store.resume(identity());
    checkpoint.head.totals.step = 6;
    store.commit(rows_from(4, 2), checkpoint);
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), 6u);
}

TEST(RunReader, SaysWhatItCannotRead) {
    TemporaryDirectory const directory;
    EXPECT_THAT(error_of([&] { RunReader(directory / "none.h5"); }), HasSubstr("no run at"));
    std::ofstream(directory / "text.h5") << "text";
    EXPECT_THAT(error_of([&] { RunReader(directory / "text.h5"); }), HasSubstr("cannot open"));
}

TEST(Assemble, DoesNotDependOnTheSegments) {
    TemporaryDirectory const directory;
    for (std::size_t pieces : {1, 2, 3}) {
        SegmentStore store(directory / (std::to_string(pieces) + ".h5"), Existing::refuse);
        Checkpoint checkpoint = checkpoint_at(6);
        for (std::size_t s = 0; s < pieces; ++s) store.commit(rows_from(s * 6 / pieces, 6 / pieces), checkpoint);
        store.finish(checkpoint);
        if (pieces == 3) assemble(directory / "3.h5", checkpoint, 1);  // each segment by itself
    }
    EXPECT_EQ(test::h5_difference(directory / "1.h5", directory / "2.h5"), "");
    EXPECT_EQ(test::h5_difference(directory / "1.h5", directory / "3.h5"), "");
}

TEST(H5Difference, SeesAChangeAnywhereButInProvenance) {
    TemporaryDirectory const directory;
    auto const write = [&](char const* name, auto&& change) {
        SegmentStore store(directory / name, Existing::refuse);
        Checkpoint checkpoint = checkpoint_at(2);
        Rows rows = rows_from(0, 2);
        change(checkpoint, rows);
        store.commit(rows, checkpoint);
        store.finish(checkpoint);
        return test::h5_difference(directory / "a.h5", directory / name);
    };
    EXPECT_EQ(write("a.h5", [](auto&, auto&) {}), "");
    EXPECT_EQ(write("b.h5", [](Checkpoint& c, Rows&) { c.head.provenance = {{{"version", "other"}, {"more", "x"}}, 3.0, 4}; }), "");
    EXPECT_EQ(write("c.h5", [](Checkpoint&, Rows& r) { r.chain[3] = std::nextafter(r.chain[3], 9.0); }), "/data/y: values differ");
    EXPECT_EQ(write("h.h5", [](Checkpoint&, Rows& r) { r.log_prob[3] = 9.0; }), "/mcmc/log_prob: values differ");
    EXPECT_EQ(write("d.h5", [](Checkpoint&, Rows& r) { r.status[1] = 7; }), "/status: values differ");
    EXPECT_EQ(write("e.h5", [](Checkpoint& c, Rows&) { c.head.identity.seed = 9; }), "/config@seed: values differ");
    EXPECT_EQ(write("f.h5", [](Checkpoint& c, Rows&) { c.head.totals.failures[1] = 0; }), "/failures/count: values differ");
    EXPECT_EQ(write("g.h5", [](Checkpoint& c, Rows&) { c.head.identity.blobs.unit[1] = "GeV"; }), "/mcmc/blobs@units: values differ");
}

}  // namespace
}  // namespace squall::io
