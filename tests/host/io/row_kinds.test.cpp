#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "host/io/run_file.hpp"
#include "host/io/run_reader.hpp"
#include "host/io/segment_store.hpp"
#include "host/io/weights.hpp"
#include "host/io/write_run.hpp"
#include "tests/support/h5_equal.hpp"
#include "tests/support/sample_runs.hpp"
#include "tests/support/temporary_directory.hpp"

/// Rows that are no steps of chains: weights, births, points that are not final, named results.
namespace squall::io {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr std::size_t slots = 50;

std::string error_of(auto&& action) {
    try {
        action();
    } catch (std::exception const& error) {
        return error.what();
    }
    return "no error";
}

void expect_equal(Rows const& a, Rows const& b) {
    EXPECT_EQ(a.count, b.count);
    EXPECT_EQ(a.chain, b.chain);
    EXPECT_EQ(a.log_prob, b.log_prob);
    EXPECT_EQ(a.blobs, b.blobs);
    EXPECT_EQ(a.status, b.status);
    EXPECT_EQ(a.log_weight, b.log_weight);
    EXPECT_EQ(a.birth_log_likelihood, b.birth_log_likelihood);
}

TEST(Rows, AreTakenFromTheFront) {
    Rows rows;
    auto const identity = test::disc_identity("nested", RowKind::weighted, true, 2);
    for (int i = 0; i < 6; ++i) test::append(rows, {0.1 * i, 1.0 * i, -1.0 * i, -2.0 * i}, identity);
    Rows const whole = rows;
    Rows joined = rows.take(1);
    EXPECT_EQ(joined.count, 1u);
    EXPECT_EQ(joined.log_weight, (std::vector{0.0, -2.0}));
    EXPECT_EQ(rows.count, 2u);
    joined.append(rows.take(0));
    joined.append(rows.take(2));
    expect_equal(joined, whole);
    EXPECT_EQ(rows.bytes(), 0u);
    EXPECT_EQ(rows.take(0).count, 0u);
    EXPECT_THROW(rows.take(1), std::invalid_argument);
}

TEST(RowKinds, ComeBackToTheLastBit) {
    TemporaryDirectory const directory;
    Checkpoint const written = test::write_nested_run(directory / "a.h5", slots);
    SegmentStore store(directory / "a.h5", Existing::resume);
    auto const found = store.resume(written.head.identity);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->head.identity, written.head.identity);
    EXPECT_EQ(found->head.totals.results, written.head.totals.results);
    EXPECT_EQ(found->head.totals.evaluated, written.head.totals.evaluated);
    EXPECT_EQ(found->head.provenance.capacity, 2 * written.head.totals.evaluated);
    EXPECT_EQ(found->rows, 16u);
    expect_equal(found->tail, written.tail);
    EXPECT_EQ(found->tail.count, 2u);
}

TEST(RowKinds, EndWithTheTailWhetherAssembledOrNot) {
    TemporaryDirectory const directory;
    Checkpoint const checkpoint = test::write_nested_run(directory / "a.h5", slots);
    RunReader const running(directory / "a.h5");
    EXPECT_TRUE(running.in_progress());
    assemble(directory / "a.h5", checkpoint);
    RunReader const finished(directory / "a.h5");
    EXPECT_FALSE(finished.in_progress());
    for (RunReader const* reader : {&running, &finished}) {
        EXPECT_EQ(reader->identity(), checkpoint.head.identity);
        EXPECT_EQ(reader->totals().results, checkpoint.head.totals.results);
        ASSERT_EQ(reader->rows(), 18u);
        Rows const all = reader->read(0, 18);
        expect_equal(all, finished.read(0, 18));
        expect_equal(reader->read(16, 2), checkpoint.tail);
        Rows rest = all;
        static_cast<void>(rest.take(15));
        expect_equal(reader->read(15, 2), rest.take(2));  // over the seam
        EXPECT_EQ(reader->log_weights(), all.log_weight);
        for (std::uint64_t const first : {0, 15, 17}) {
            auto const y = reader->chain_column(1, first), r = reader->blob_column(0, first);
            ASSERT_EQ(y.size(), (18 - first) * slots);
            for (std::size_t i = 0; i < y.size(); ++i) {
                EXPECT_EQ(y[i], all.chain[2 * (first * slots + i) + 1]);
                EXPECT_EQ(r[i], all.blobs[2 * (first * slots + i)]);
            }
        }
        EXPECT_THROW(reader->read(17, 2), std::out_of_range);
    }
}

TEST(RowKinds, AreAssembledAlikeFromAnySegments) {
    TemporaryDirectory const directory;
    for (std::size_t const rounds : {1, 5, 16}) {
        std::string const name = std::to_string(rounds) + ".h5";
        assemble(directory / name, test::write_nested_run(directory / name, slots, rounds), rounds == 5 ? 1 : std::size_t{32} << 20);
    }
    EXPECT_EQ(test::h5_difference(directory / "1.h5", directory / "16.h5"), "");
    EXPECT_EQ(test::h5_difference(directory / "5.h5", directory / "16.h5"), "");
}

TEST(RowKinds, OfADamagedTailTheStateBeforeIsUsed) {
    TemporaryDirectory const directory;
    Checkpoint const written = test::write_nested_run(directory / "a.h5", slots);
    fs::path const path = directory / "a.h5.d/state_000000000016.h5";
    std::uint64_t const size = fs::file_size(path);
    std::vector<char> whole(size);
    std::ifstream(path, std::ios::binary).read(whole.data(), static_cast<std::streamsize>(size));
    std::size_t refused = 0;
    for (std::uint64_t at = 0; at < size; at += 97) {
        std::vector<char> damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        std::ofstream(path, std::ios::binary).write(damaged.data(), static_cast<std::streamsize>(size));
        auto const found = newest_checkpoint(directory / "a.h5.d");
        ASSERT_TRUE(found);
        if (found->head.totals.step == 15) {
            ++refused;
            ASSERT_EQ(found->tail.count, 2u);
            ASSERT_NE(found->tail.log_weight, written.tail.log_weight);
            continue;
        }
        expect_equal(found->tail, written.tail);  // the byte is unused
    }
    EXPECT_GT(refused, size / 97 / 2);
}

TEST(RowKinds, AreNotMixedOnResume) {
    TemporaryDirectory const directory;
    Checkpoint const written = test::write_nested_run(directory / "a.h5", slots);
    SegmentStore store(directory / "a.h5", Existing::resume);
    RunIdentity changed = written.head.identity;
    changed.kind = RowKind::points;
    EXPECT_THAT(error_of([&] { store.resume(changed); }), HasSubstr("rows: was weighted points, now points\n"));
    changed = written.head.identity;
    changed.has_birth = false;
    EXPECT_THAT(error_of([&] { store.resume(changed); }), HasSubstr("birth likelihoods: was yes, now no\n"));
}

/// A file as Squall 0.1 wrote it, made of one of today's.
void make_format_1(fs::path const& path) {
    h5::Handle const file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open");
    std::uint64_t const one = 1;
    h5::Handle const format(H5Aopen(file, "format", H5P_DEFAULT), H5Aclose, "open");
    h5::check(H5Awrite(format, H5T_NATIVE_UINT64, &one), "write");
    for (auto const& [object, attribute] : std::initializer_list<std::pair<char const*, char const*>>{
             {"config", "rows"}, {"config", "birth_likelihoods"}, {"sampler", "evaluated"}, {"provenance", "capacity"}})
        h5::check(H5Adelete_by_name(file, object, attribute, H5P_DEFAULT), "delete");
    h5::check(H5Ldelete(file, "results", H5P_DEFAULT), "delete");
}

TEST(RowKinds, OfTheFirstFormatAreChains) {
    TemporaryDirectory const directory;
    SegmentStore store(directory / "a.h5", Existing::refuse);
    Checkpoint checkpoint;
    checkpoint.head.identity = test::disc_identity("demcz", RowKind::chain, false, 1);
    Rows rows;
    test::append(rows, {0.5, 1}, checkpoint.head.identity);
    checkpoint.head.totals.step = 1;
    store.commit(rows, checkpoint);
    store.finish(checkpoint);
    make_format_1(directory / "a.h5");
    make_format_1(directory / "a.h5.d/state_000000000001.h5");
    EXPECT_TRUE(store.resume(checkpoint.head.identity));
    EXPECT_EQ(RunReader(directory / "a.h5").identity(), checkpoint.head.identity);
    expect_equal(RunReader(directory / "a.h5").read(0, 1), rows);
}

TEST(RowKinds, DoNotLoseWhatTheFileHasNoTableFor) {
    TemporaryDirectory const directory;
    Checkpoint checkpoint = test::write_scan(directory / "a.h5", RowKind::points, slots, 2);
    SegmentStore store(directory / "a.h5", Existing::overwrite);
    Rows rows;
    test::append(rows, {0.5, 0}, test::disc_identity("scan", RowKind::weighted, false, 1));
    rows.count = 0;
    for (std::size_t i = 1; i < slots; ++i) test::append(rows, {0.5, 0}, test::disc_identity("scan", RowKind::weighted, false, slots));
    EXPECT_THAT(error_of([&] { store.commit(rows, checkpoint); }), HasSubstr("have no log_weight"));
}

TEST(RowKinds, AreDrawnFromAllBlocksOfALongFile) {
    TemporaryDirectory const directory;
    Checkpoint const checkpoint = test::write_scan(directory / "a.h5", RowKind::weighted, 1u << 14, 64);  // 40 MiB; blocks have 32
    assemble(directory / "a.h5", checkpoint);
    RunReader const reader(directory / "a.h5");
    auto const size = static_cast<std::size_t>(effective_sample_size(reader.log_weights()));
    auto const picks = equally_weighted(reader.log_weights(), size, reader.identity().seed);
    auto const y = reader.chain_column(1), r = reader.blob_column(0);
    h5::File const file = h5::File::open(directory / "a.h5");
    h5::Group const posterior = file.root().open_group("posterior");
    auto const drawn_y = posterior.read<double>("y"), drawn_r = posterior.read<double>("r");
    ASSERT_EQ(drawn_y.size(), size);
    ASSERT_GT(size, 10000u);
    for (std::size_t i = 0; i < size; ++i) {
        ASSERT_EQ(drawn_y[i], y[picks[i]]);
        ASSERT_EQ(drawn_r[i], r[picks[i]]);
    }
}

TEST(RowKinds, AreDrawnAHundredThousandTimesAtMost) {
    TemporaryDirectory const directory;
    constexpr std::size_t many = 1u << 11, count = 64;  // 131,072 points of equal weight
    RunHead head;
    head.identity = test::disc_identity("reweight", RowKind::weighted, false, many);
    std::size_t given = 0;
    write_run(directory / "a.h5", head, count, [&] {
        Rows rows;
        if (given++ == count) return rows;
        for (std::size_t i = 0; i < many; ++i) test::append(rows, {static_cast<double>(given * many + i), 0}, head.identity);
        return rows;
    });
    h5::File const file = h5::File::open(directory / "a.h5");
    auto const r = file.root().open_group("posterior").read<double>("r");
    EXPECT_EQ(r.size(), 100000u);
    EXPECT_EQ(std::set<double>(r.begin(), r.end()).size(), r.size());  // none twice
    EXPECT_EQ(RunReader(directory / "a.h5").rows(), count);
    EXPECT_THROW(write_run(directory / "b.h5", head, 1, [] { return Rows(); }), std::logic_error);
}

TEST(RowKinds, WithoutAnyWeightHaveNoDraws) {
    TemporaryDirectory const directory;
    SegmentStore store(directory / "a.h5", Existing::refuse);
    Checkpoint checkpoint;
    checkpoint.head.identity = test::disc_identity("scan", RowKind::weighted, false, 1);
    Rows rows;
    test::append(rows, {0.5, 0, 0, -std::numeric_limits<double>::infinity()}, checkpoint.head.identity);
    store.commit(rows, checkpoint);
    store.finish(checkpoint);
    h5::File const file = h5::File::open(directory / "a.h5");
    EXPECT_FALSE(file.root().has("posterior"));
    EXPECT_EQ(file.root().open_group("data").read<double>("mult"), std::vector{0.0});
}

TEST(RowKinds, HaveNamesThatAreMembersOfAGroup) {
    TemporaryDirectory const directory;
    SegmentStore store(directory / "a.h5", Existing::refuse);
    Checkpoint checkpoint;
    RunIdentity& identity = checkpoint.head.identity = test::disc_identity("demcz", RowKind::chain, false, 1);
    identity.parameters.name = {"draw", "mult"};
    identity.blobs.name = {"a/b", "a_b"};
    Rows rows;
    test::append(rows, {0.5, 1}, identity);
    store.commit(rows, checkpoint);
    store.finish(checkpoint);
    h5::File const file = h5::File::open(directory / "a.h5");
    EXPECT_THAT(file.root().open_group("posterior").names(), testing::ElementsAre("a_b", "a_b_", "chain", "draw", "draw_", "mult_"));
    EXPECT_EQ(file.root().open_group("data").read<double>("a_b_"), std::vector{rows.blobs[1]});
    EXPECT_EQ(file.root().open_group("data").read<double>("mult"), std::vector{1.0});
}

}  // namespace
}  // namespace squall::io
