#include "host/slha/document.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "host/config/error.hpp"
#include "host/io/error.hpp"
#include "tests/support/temporary_directory.hpp"

namespace squall::test {
namespace {

using slha::Document;

double number(Document const& document, char const* block, std::vector<long> const& index) {
    return document.number(*document.find(block)->find(index));
}

/// What a text is refused with; empty if it is accepted.
template <class Action>
std::string refusal(Action const& action) {
    try {
        action();
    } catch (config::ConfigError const& error) {
        return error.what();
    }
    return "";
}

TEST(SlhaDocument, ReadsWhatProgramsWrite) {
    auto const document = Document::parse(
        "# a comment\r\n"
        "WARNING: some programs print this too\n"
        "Block MODSEL  # Select model\r\n"
        " 1\t2   # gmsb\r\n"
        "block gauge Q=  1.5D+16  # (GUT scale)\n"
        "   1    7.06211251E-01\n"
        "BLOCK GAUGE Q = 1.0e3\n"
        "   1    +3.6D-01  # g'\n"
        "BLOCK HMIX Q=1.0E+03 DRbar parameters\n"
        "   1   -5.0E+02\n"
        "Block MASS   Mass spectrum\n"
        "   1000022    -9.7E+01   # neutralino\n"
        "Block alpha\n"
        "          -1.1E-01   # alpha\n"
        "Block SPINFO\n"
        "   1   SPheno v4  two words # program\n"
        "DECAY   1000022   1.3E-05\n"
        "   1.0E+00   2   22   1000039\n"
        "Block UMIX\n"
        "   1  2   0.25",
        "a.slha");
    EXPECT_EQ(number(document, "modsel", {1}), 2);
    EXPECT_EQ(document.nearest("Gauge", 2e3)->q, 1.0e3);
    EXPECT_EQ(document.number(*document.nearest("GAUGE", 2e3)->find({1})), 0.36);
    EXPECT_EQ(document.nearest("GAUGE", 1e12)->q, 1.5e16);
    EXPECT_EQ(document.find("HMIX")->q, 1.0e3);
    EXPECT_EQ(number(document, "MASS", {1000022}), -97.0);
    EXPECT_EQ(number(document, "ALPHA", {}), -0.11);
    EXPECT_EQ(document.find("SPINFO")->find({1})->value, "SPheno v4  two words");
    EXPECT_EQ(document.find("SPINFO")->find({1})->comment, "program");
    EXPECT_EQ(number(document, "UMIX", {1, 2}), 0.25);
    EXPECT_EQ(document.find("UMIX")->find({2, 1}), nullptr);
    EXPECT_EQ(document.find("NMIX"), nullptr);
    EXPECT_EQ(document.blocks().size(), 8u);  // the decay is none
}

TEST(SlhaDocument, PrefersABlockWithAScaleToOneWithout) {
    auto const document = Document::parse("BLOCK YU\n 3 3 0.1\nBLOCK YU Q= 1E16\n 3 3 0.5\n", "a.slha");
    EXPECT_EQ(document.number(*document.nearest("YU", 1e3)->find({3, 3})), 0.5);
}

TEST(SlhaDocument, ComesBackAsItWasWritten) {
    Document document;
    auto& block = document.add("msq2", "GeV^2", 1234.5678901234567);
    double const values[] = {0.1, -1.0 / 3.0, 6.02214076e23, 5e-324, 0.0, 1.7976931348623157e308};
    for (int i = 0; i < 6; ++i) block.add({i + 1, 2}, values[i], "entry");
    document.add("ALPHA").add({}, -0.1);
    document.add("SPINFO").add({4}, "tachyon_stau: a charged slepton is tachyonic");
    auto const again = Document::parse(document.text(), "again");
    EXPECT_EQ(again.find("MSQ2")->q, 1234.5678901234567);
    EXPECT_EQ(again.find("MSQ2")->comment, "GeV^2");
    for (int i = 0; i < 6; ++i) EXPECT_EQ(number(again, "MSQ2", {i + 1, 2}), values[i]);
    EXPECT_EQ(number(again, "ALPHA", {}), -0.1);
    EXPECT_EQ(again.find("SPINFO")->find({4})->value, "tachyon_stau: a charged slepton is tachyonic");
    EXPECT_EQ(again.text(), document.text());
}

TEST(SlhaDocument, NamesFileAndLineOfWhatIsWrong) {
    EXPECT_EQ(refusal([] { Document::parse("Hello\n", "a.slha"); }).substr(0, 7), "a.slha:");
    EXPECT_EQ(refusal([] { Document::parse("# only comments\n", "a.slha"); }).substr(0, 7), "a.slha:");
    EXPECT_EQ(refusal([] { Document::parse("\nBLOCK\n", "a.slha"); }).substr(0, 11), "a.slha:2:1:");
    EXPECT_EQ(refusal([] { Document::parse("BLOCK GAUGE Q= abc\n", "a.slha"); }).substr(0, 11), "a.slha:1:1:");
    EXPECT_EQ(refusal([] { Document::parse("BLOCK GAUGE Q= -5\n", "a.slha"); }).substr(0, 11), "a.slha:1:1:");
    auto const document = Document::parse("BLOCK MASS\n\n 25 heavy\n 35 12.5\n 36 NaN\n", "a.slha");
    EXPECT_EQ(refusal([&] { number(document, "MASS", {25}); }).substr(0, 11), "a.slha:3:1:");
    EXPECT_EQ(refusal([&] {
                  document.number(*document.find("MASS")->find({35}), {"a mass", 0, 12.5, " GeV"});
              }),
              "a.slha:4:1: 12.5 is out of range (a mass is above 0 and below 12.5 GeV); correct it");
    EXPECT_EQ(document.number(*document.find("MASS")->find({35}), {"a mass", 0, 12.6, " GeV"}), 12.5);
    EXPECT_EQ(refusal([&] { number(document, "MASS", {36}); }).substr(0, 11), "a.slha:5:1:");
}

/// Why a file is not read.
std::string unreadable(std::string const& path) {
    try {
        Document::read(path);
    } catch (io::IoError const& error) {
        return error.what();
    }
    return "it is read";
}

TEST(SlhaDocument, RefusesWhatIsNoFileOrTooLargeForOne) {
    TemporaryDirectory const directory;
    EXPECT_NE(unreadable("no/such/file.slha").find("no such file"), std::string::npos);
    EXPECT_EQ(unreadable(directory.path().string()),
              directory.path().string() + ": is a directory (an SLHA file is to be read); name a file in it");
    auto const large = directory / "large.slha";
    std::string const text = "BLOCK ALPHA\n -0.1\n";
    std::ofstream(large) << text;
    std::filesystem::resize_file(large, (64u << 20) + 1);  // zeros, and a hole on the disk
    EXPECT_NE(unreadable(large.string()).find("larger than 64 MB"), std::string::npos);
    std::filesystem::resize_file(large, text.size());
    EXPECT_EQ(number(Document::read(large.string()), "ALPHA", {}), -0.1);
}

}  // namespace
}  // namespace squall::test
