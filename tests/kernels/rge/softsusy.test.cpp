/// Running against SOFTSUSY 4.1.22 (tests/reference/rge_softsusy_*.csv), an independent program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kernels/ode/low_storage.hpp"
#include "kernels/rge/mssm_one_loop.hpp"
#include "tests/support/mssm_points.hpp"

namespace squall::test {
namespace {

/// The blocks of the state: a number is compared with the largest entry of its block.
std::vector<std::pair<std::string, std::vector<std::size_t>>> blocks() {
    std::size_t slot = 0;
    std::vector<std::pair<std::string, std::vector<std::size_t>>> result;
    auto const add = [&](std::string name, std::size_t count) {
        std::vector<std::size_t> slots(count);
        for (auto& s : slots) s = slot++;
        result.emplace_back(std::move(name), std::move(slots));
    };
    add("g", 3);
    for (auto name : {"YU", "YD", "YE"}) add(name, 18);
    add("M", 6);
    for (auto name : {"hU", "hD", "hE"}) add(name, 18);
    for (auto name : {"mQ2", "mU2", "mD2", "mL2", "mE2"}) add(name, 9);
    add("mH2", 2);
    add("mu", 2);
    add("b", 2);
    EXPECT_EQ(slot, 168u);
    return result;
}

void compare_with(std::string const& file, double tolerance) {
    auto const table = read_csv(reference(file));
    int compared = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (table.text(row, "loops") != "1") continue;
        std::size_t start = row;
        while (table.text(start, "loops") != "0") --start;
        ASSERT_EQ(table.text(start, "id"), table.text(row, "id"));
        Mssm ours = softsusy_point(table, start);
        Mssm const theirs = softsusy_point(table, row);
        double const span = std::log(table.number(row, "Q") / table.number(start, "Q"));
        ode::integrate_low_storage(rge::MssmOneLoop<DenseBackend<double>>{}, ours, span, 400);
        double const* x = ode::slots<double>(ours);
        double const* y = ode::slots<double>(theirs);
        for (auto const& [name, slots] : blocks()) {
            double largest = 0;
            for (auto s : slots) largest = std::max(largest, std::abs(y[s]));
            for (auto s : slots) EXPECT_NEAR(x[s], y[s], tolerance * largest) << file << " row " << row << " block " << name;
        }
        ++compared;
    }
    EXPECT_GT(compared, 5);
}

// SOFTSUSY integrates adaptively at 1e-10 per step and prints 15 digits; 1e-8 of the largest entry of a block is what
// its accumulated error leaves from 1e7 GeV, 1e-7 over the three times longer way from 2e16 GeV.
TEST(MssmOneLoop, ReproducesSoftsusyWithoutMixing) { compare_with("rge_softsusy_nofv.csv", 1e-8); }
TEST(MssmOneLoop, ReproducesSoftsusyWithMixingInTheUpSector) { compare_with("rge_softsusy_fv1.csv", 1e-8); }
TEST(MssmOneLoop, ReproducesSoftsusyWithMixingInTheDownSector) { compare_with("rge_softsusy_fv2.csv", 1e-8); }
TEST(MssmOneLoop, ReproducesSoftsusyFromTheUnificationScale) { compare_with("rge_softsusy_sugra.csv", 1e-7); }

}  // namespace
}  // namespace squall::test
