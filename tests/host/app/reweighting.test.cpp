#include "host/app/reweighting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "host/app/commands.hpp"
#include "host/app/exit_codes.hpp"
#include "host/io/run_reader.hpp"
#include "host/io/weights.hpp"
#include "tests/support/sample_runs.hpp"
#include "tests/support/temporary_directory.hpp"

/// Made-up runs on the unit disc: log L = -steepness r^2 is a Gaussian measurement r = 0 with an error of 1/sqrt(2 steepness) GeV.
namespace squall::app {
namespace {

using io::RowKind;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr double none = -std::numeric_limits<double>::infinity();

config::ConstraintSource source(std::string const& name, std::string const& entry, std::string const& observable = "r") {
    auto const text = "title = \"made up\"\n[[entries]]\nname = \"" + name + "\"\nobservable = \"" + observable + "\"\n" + entry +
                      "\nexperiment = \"none\"\nyear = 2000\nreference = \"none\"\n";
    return {name, {"use"}, config::parse_toml(text, name + ".toml")};
}

/// log L = -a r^2.
config::ConstraintSource gaussian(std::string const& name, double a) {
    return source(name, "kind = \"gaussian\"\nvalue = 0\nunit = \"GeV\"\nerror = " + config::exact(1 / std::sqrt(2 * a)));
}

config::ConstraintSource upper_limit(std::string const& name, double value) {
    return source(name, "kind = \"upper_limit\"\nshape = \"step\"\nunit = \"GeV\"\nvalue = " + config::exact(value));
}

io::RunHead head(RowKind kind, std::vector<config::ConstraintSource> const& constraints = {}) {
    io::RunHead result;
    result.identity = test::disc_identity(kind == RowKind::chain ? "demcz" : "scan", kind, false, 4);
    result.identity.config = config::with_constraints(result.identity.config, constraints);
    return result;
}

std::string error_of(auto&& action) {
    try {
        action();
    } catch (std::exception const& error) {
        return error.what();
    }
    return "no error";
}

/// A file of measurements for the command, and its options.
class ReweightCommand : public testing::Test {
protected:
    std::string measurement(double a) const {
        auto const path = directory_ / ("a" + config::exact(a) + ".toml");
        std::ofstream(path) << "title = \"made up\"\n[[entries]]\nname = \"r\"\nobservable = \"r\"\nkind = \"gaussian\"\nvalue = 0\n"
                            << "error = " << config::exact(1 / std::sqrt(2 * a)) << "\nunit = \"GeV\"\nexperiment = \"none\"\nyear = 2000\n"
                            << "reference = \"none\"\n";
        return path.string();
    }
    io::RunReader reweighted(std::string const& file, double a) const {
        ReweightOptions options;
        options.file = (directory_ / file).string();
        options.use = {measurement(a)};
        options.output = (directory_ / "new.h5").string();
        options.overwrite = true;
        EXPECT_EQ(reweight(options), done);
        return io::RunReader(options.output);
    }
    test::TemporaryDirectory directory_;
};

TEST(Reweighting, ToTheSameConstraintsLeavesTheWeights) {
    for (auto const kind : {RowKind::chain, RowKind::weighted}) {
        auto const before = head(kind);
        Reweighting const reweighting(before, {gaussian("r", test::steepness)});
        io::Rows rows;
        test::Uniform uniform;
        for (int i = 0; i < 40; ++i) test::append(rows, {uniform(), uniform(), none, -3 * uniform()}, before.identity);
        auto const after = reweighting(rows);
        auto const weights = reweighting.log_weights(rows);
        ASSERT_EQ(after.count, 10u);
        EXPECT_EQ(after.chain, rows.chain);
        EXPECT_EQ(after.status, rows.status);
        for (std::size_t i = 0; i < 40; ++i) {
            EXPECT_EQ(weights[i], kind == RowKind::chain ? 0.0 : rows.log_weight[i]);
            // r^2 by way of a root, of log L = 50 at most
            EXPECT_NEAR(after.log_weight[i], weights[i], 1e-13);
            EXPECT_NEAR(after.log_prob[i], rows.log_prob[i], 1e-13);
            EXPECT_EQ(after.blobs[3 * i], rows.blobs[2 * i]);
            EXPECT_NEAR(after.blobs[3 * i + 1], rows.blobs[2 * i + 1], 1e-13);
            EXPECT_EQ(after.blobs[3 * i + 2], after.blobs[3 * i + 1]);
        }
    }
}

TEST(Reweighting, ChangesLogPosteriorAndWeightByTheDifferenceOfLogL) {
    auto const before = head(RowKind::weighted);
    Reweighting const reweighting(before, {gaussian("half", 25), gaussian("little", 5), upper_limit("limit", 0.8)});
    io::Rows rows;
    for (double const volume : {0.0, 0.25, 0.5, 0.81}) test::append(rows, {volume, 1, none, -2}, before.identity);
    auto const after = reweighting(rows);
    EXPECT_THAT(reweighting.identity().blobs.name, ElementsAre("r", "loglike", "loglike_half", "loglike_little", "loglike_limit"));
    for (std::size_t i = 0; i < 3; ++i) {
        double const volume = rows.blobs[2 * i] * rows.blobs[2 * i];
        EXPECT_NEAR(after.log_weight[i], -2 + 20 * volume, 1e-13);  // 30 in place of 50
        EXPECT_NEAR(after.log_prob[i], rows.log_prob[i] + 20 * volume, 1e-13);
        EXPECT_NEAR(after.blobs[5 * i + 1], -30 * volume, 1e-13);
        EXPECT_NEAR(after.blobs[5 * i + 2], -25 * volume, 1e-13);
        EXPECT_NEAR(after.blobs[5 * i + 3], -5 * volume, 1e-13);
        EXPECT_EQ(after.blobs[5 * i + 4], 0.0);
    }
    EXPECT_EQ(after.log_weight[3], none);
    EXPECT_EQ(after.log_prob[3], none);
    EXPECT_EQ(after.blobs[5 * 3 + 1], none);
    EXPECT_NEAR(after.blobs[5 * 3 + 2], -25 * 0.81, 1e-13);
}

TEST(Reweighting, GivesNoWeightToPointsThatHadNone) {
    for (auto const kind : {RowKind::chain, RowKind::weighted}) {
        auto const before = head(kind);
        Reweighting const reweighting(before, {gaussian("r", 10)});
        io::Rows rows;
        for (int i = 0; i < 4; ++i) test::append(rows, {0.1, 0}, before.identity);
        rows.status[0] = 1;
        rows.blobs[2] = std::nan("");  // point 1: r
        rows.blobs[2 * 2 + 1] = none;  // point 2: log L
        auto const after = reweighting(rows);
        EXPECT_THAT(std::vector(after.log_weight.begin(), after.log_weight.begin() + 3), Each(none));
        EXPECT_THAT(std::vector(after.log_prob.begin(), after.log_prob.begin() + 3), Each(none));
        EXPECT_NEAR(after.log_weight[3], 4.0, 1e-13);
        EXPECT_EQ(after.status, rows.status);
        ReweightingSurvey survey(before, reweighting);
        survey.add(rows, after);
        auto const totals = survey.totals();
        EXPECT_EQ(totals.failures[0], 3u);
        EXPECT_EQ(totals.failures[1], 1u);
        EXPECT_EQ(totals.zero_likelihood, 2u);
        EXPECT_EQ(totals.results.at("effective_size"), 1.0);
        EXPECT_EQ(totals.results.at("effective_share"), 0.5);  // points 1 and 3 had a weight
        EXPECT_FALSE(totals.results.contains("ln_evidence"));
    }
}

TEST(Reweighting, FindsTheBestPointAmongTheStoredAndTheRunsOwn) {
    auto before = head(RowKind::chain);
    before.totals.best = {1.5, -12.5, {0.5, 0}, {0.5, -12.5}};
    Reweighting const outwards(before, {source("r", "kind = \"gaussian\"\nvalue = 0.5\nerror = 0.1\nunit = \"GeV\"")});
    io::Rows rows;
    for (double const volume : {0.01, 0.04, 0.09, 0.16}) test::append(rows, {volume, 0}, before.identity);
    ReweightingSurvey survey(before, outwards);
    survey.add(rows, outwards(rows));
    EXPECT_EQ(survey.totals().best.log_likelihood, 0.0);
    EXPECT_EQ(survey.totals().best.log_prob, 14.0);
    EXPECT_THAT(survey.totals().best.parameters, ElementsAre(0.5, 0));
    before.totals.best = {};
    ReweightingSurvey stored(before, outwards);
    stored.add(rows, outwards(rows));
    EXPECT_NEAR(stored.totals().best.log_likelihood, -0.5, 1e-13);  // r = 0.4
    EXPECT_NEAR(stored.totals().best.blobs.at(0), 0.4, 1e-13);
}

TEST(Reweighting, PutsTheNewConstraintsIntoTheConfig) {
    auto const before = head(RowKind::chain, {gaussian("old", 50)});
    Reweighting const reweighting(before, {gaussian("new", 25)});
    auto const& identity = reweighting.identity();
    EXPECT_EQ(identity.config, head(RowKind::chain, {gaussian("new", 25)}).identity.config);
    EXPECT_EQ(likelihood::read_blocks(identity.config).at(0).name, "new");
    EXPECT_EQ(identity.sampler, "reweight");
    EXPECT_EQ(identity.kind, RowKind::weighted);
    EXPECT_FALSE(identity.has_birth);
}

TEST(Reweighting, KnowsWhichLimitsKeptPointsOut) {
    auto const before = head(RowKind::chain, {gaussian("r", 50), upper_limit("limit", 0.8)});
    EXPECT_THAT(Reweighting(before, {gaussian("r", 25)}).dropped_limits(), ElementsAre("limit"));
    EXPECT_THAT(Reweighting(before, {upper_limit("wider", 0.9)}).dropped_limits(), ElementsAre("limit"));
    EXPECT_THAT(Reweighting(before, {upper_limit("tighter", 0.7)}).dropped_limits(), ElementsAre());
    EXPECT_THAT(Reweighting(before, {source("range", "kind = \"interval\"\nmin = 0.1\nmax = 0.8\nunit = \"GeV\"")}).dropped_limits(),
                ElementsAre());
    EXPECT_THAT(Reweighting(head(RowKind::chain, {gaussian("r", 50)}), {gaussian("r", 25)}).dropped_limits(), ElementsAre());
}

TEST(Reweighting, RefusesWhatItCannotDo) {
    auto const refusal = [](RowKind kind, config::ConstraintSource const& constraint) {
        return error_of([&] { Reweighting(head(kind), {constraint}); });
    };
    EXPECT_THAT(refusal(RowKind::points, gaussian("r", 1)), HasSubstr("no posterior weights"));
    EXPECT_THAT(refusal(RowKind::chain, source("m", "kind = \"gaussian\"\nvalue = 0\nerror = 1\nunit = \"GeV\"", "m_gluino")),
                HasSubstr("m.toml:4:14: unknown observable \"m_gluino\" (the run did not store it)"));
    EXPECT_THAT(refusal(RowKind::chain, source("l", "kind = \"gaussian\"\nvalue = 0\nerror = 1\nunit = \"\"", "loglike")),
                HasSubstr("unknown observable \"loglike\""));
    EXPECT_THAT(refusal(RowKind::chain, source("r", "kind = \"gaussian\"\nvalue = 0\nerror = 1\nunit = \"\"")),
                HasSubstr("units are not converted"));
    auto without = head(RowKind::chain);
    without.identity.blobs = {{"r"}, {"GeV"}, {"distance"}};
    EXPECT_THAT(error_of([&] { Reweighting(without, {gaussian("r", 1)}); }), HasSubstr("no column loglike"));
}

TEST_F(ReweightCommand, TakesNestedSamplingToAnotherLikelihoodAndItsEvidence) {
    io::assemble(directory_ / "nested.h5", test::write_nested_run(directory_ / "nested.h5"));
    io::RunReader const before(directory_ / "nested.h5");
    for (double const a : {test::steepness, 80.0, 30.0}) {
        auto const after = reweighted("nested.h5", a);
        ASSERT_EQ(after.rows(), before.rows());
        auto const results = after.totals().results;
        double const expected = std::log((1 - std::exp(-a)) / a);
        // the volumes of sample_runs scatter by 0.065 in ln Z (readers_test.py); four deviations, as there
        EXPECT_NEAR(results.at("ln_evidence"), expected, 0.26) << a;
        auto const log_weights = after.log_weights(), x = after.chain_column(0);
        auto const weights = io::weights(log_weights);
        EXPECT_EQ(results.at("effective_size"), io::effective_sample_size(log_weights));
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            sum += weights[i];
            squares += weights[i] * x[i] * x[i];
        }
        EXPECT_NEAR(squares / sum * 2 * a, 1, 4 * std::sqrt(2 / results.at("effective_size"))) << a;  // a normal's variance
        if (a != test::steepness) continue;
        EXPECT_NEAR(results.at("ln_evidence"), before.totals().results.at("ln_evidence"), 1e-12);
        EXPECT_NEAR(results.at("effective_share"), 1.0, 1e-12);
        auto const old = before.log_weights();
        for (std::size_t i = 0; i < old.size(); ++i) ASSERT_NEAR(log_weights[i], old[i], 1e-12);
    }
}

TEST_F(ReweightCommand, AddsTheErrorOfTheWeightsToThatOfTheEvidence) {
    auto checkpoint = test::write_scan(directory_ / "scan.h5", RowKind::weighted);
    checkpoint.head.totals.results = {{"ln_evidence", -4.0}, {"ln_evidence_error", 0.3}};
    io::assemble(directory_ / "scan.h5", checkpoint);
    std::filesystem::remove_all(directory_ / "scan.h5.d");
    auto const after = reweighted("scan.h5", 100);
    auto const change = io::ln_mean_ratio(io::RunReader(directory_ / "scan.h5").log_weights(), after.log_weights(), 5000);
    EXPECT_NEAR(after.totals().results.at("ln_evidence"), -4 + change.value, 1e-12);
    EXPECT_NEAR(after.totals().results.at("ln_evidence_error"), std::hypot(0.3, change.error), 1e-12);
    // uniform points on the disc: <L^2>/<L> with 50 in the exponent is known, the scatter of 5,000 points is in the error
    EXPECT_NEAR(change.value, std::log(0.5), 4 * change.error);
    EXPECT_EQ(after.totals().failures[1], 5u);
}

TEST_F(ReweightCommand, ReadsARunInProgressWithItsLivePoints) {
    auto const checkpoint = test::write_nested_run(directory_ / "nested.h5");
    auto const running = reweighted("nested.h5.d", 80).read(0, 18);
    io::assemble(directory_ / "nested.h5", checkpoint);
    EXPECT_EQ(running.log_weight, reweighted("nested.h5", 80).read(0, 18).log_weight);
}

TEST_F(ReweightCommand, LeavesOutTheStartOfAChain) {
    auto before = head(RowKind::chain);
    before.totals.results = {{"ln_evidence", 1.0}, {"ln_evidence_error", 0.0}};
    io::Rows all;
    test::Uniform uniform;
    for (int i = 0; i < 40; ++i) test::append(all, {uniform(), uniform()}, before.identity);
    io::SegmentStore store(directory_ / "chain.h5", io::Existing::refuse);
    io::Checkpoint checkpoint;
    checkpoint.head = before;
    checkpoint.head.totals.failures.assign(before.identity.statuses.size(), 0);
    checkpoint.head.totals.accepted.assign(4, 0);
    checkpoint.head.totals.step = 10;
    store.commit(all, checkpoint);
    ReweightOptions options;
    options.file = (directory_ / "chain.h5").string();
    options.use = {measurement(40)};
    options.output = (directory_ / "new.h5").string();
    options.burn_in = 0.35;
    EXPECT_EQ(reweight(options), done);
    io::RunReader const after(options.output);
    ASSERT_EQ(after.rows(), 7u);
    static_cast<void>(all.take(3));
    EXPECT_EQ(after.read(0, 7).chain, all.chain);
    // walkers are the groups of the error
    auto const change = io::ln_mean_ratio(std::vector(28, 0.0), after.log_weights(), 4);
    EXPECT_NEAR(after.totals().results.at("ln_evidence"), 1 + change.value, 1e-12);
    EXPECT_NEAR(after.totals().results.at("ln_evidence_error"), change.error, 1e-12);
    options.burn_in = 1;
    options.overwrite = true;
    EXPECT_THAT(error_of([&] { reweight(options); }), HasSubstr("leaves none"));
    options.file = options.output;
    options.output = (directory_ / "newer.h5").string();
    EXPECT_THAT(error_of([&] { reweight(options); }), HasSubstr("no Markov chain"));
}

TEST_F(ReweightCommand, TouchesNoRun) {
    io::assemble(directory_ / "scan.h5", test::write_scan(directory_ / "scan.h5", RowKind::weighted));
    io::assemble(directory_ / "other.h5", test::write_scan(directory_ / "other.h5", RowKind::weighted));
    ReweightOptions options;
    options.use = {measurement(40)};
    options.overwrite = true;
    auto const refusal = [&](char const* file, char const* output) {
        options.file = (directory_ / file).string();
        options.output = (directory_ / output).string();
        return error_of([&] { reweight(options); });
    };
    EXPECT_THAT(refusal("scan.h5", "scan.h5"), HasSubstr("is the run that is read"));
    EXPECT_THAT(refusal("scan.h5.d", "scan.h5"), HasSubstr("other output"));
    EXPECT_THAT(refusal("scan.h5", "other.h5"), HasSubstr("other.h5.d is there"));
    options.overwrite = false;
    std::ofstream(directory_ / "there.h5") << "precious";
    EXPECT_THAT(refusal("scan.h5", "there.h5"), HasSubstr("exists"));
    EXPECT_EQ(std::filesystem::file_size(directory_ / "there.h5"), 8u);
    EXPECT_EQ(refusal("scan.h5", "free.h5"), "no error");
    EXPECT_THAT(error_of([&] { io::SegmentStore(options.output, io::Existing::resume); }), HasSubstr("points of another run"));
    EXPECT_FALSE(std::filesystem::exists(directory_ / "free.h5.d"));
    EXPECT_THAT(error_of([&] { io::SegmentStore(options.output, io::Existing::refuse); }), HasSubstr("exists"));
}

TEST_F(ReweightCommand, SaysWhereHardlyAnythingIsLeft) {
    io::assemble(directory_ / "scan.h5", test::write_scan(directory_ / "scan.h5", RowKind::weighted));
    testing::internal::CaptureStderr();
    static_cast<void>(reweighted("scan.h5", 80));
    EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::Not(HasSubstr("run anew")));
    testing::internal::CaptureStderr();
    static_cast<void>(reweighted("scan.h5", 2e4));  // of the posterior's volume 1/400 remains
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("run anew under the new constraints"));
}

}  // namespace
}  // namespace squall::app
