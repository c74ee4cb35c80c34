/// The shipped cuts on mass insertions.
#include <gtest/gtest.h>

#include <map>

#include "host/config/builtin.hpp"
#include "host/likelihood/measurement.hpp"

namespace squall::likelihood {
namespace {

std::map<std::string, double> cuts(std::string const& name) {
    config::ConstraintSource source;
    source.name = name;
    source.content = config::load_named("measurements", name, "", {});
    std::map<std::string, double> result;
    for (auto const& m : read_block(source).entries) {
        EXPECT_EQ(m.kind, Kind::upper_limit) << m.name;
        EXPECT_EQ(m.shape, Shape::step) << m.name;
        EXPECT_EQ(m.observables.size(), 1u) << m.name;
        EXPECT_NE(m.reference.find("hep-ph/9604387"), std::string::npos) << m.name;
        EXPECT_TRUE(result.emplace(m.observables[0], m.value).second) << m.name << " is cut twice";
    }
    return result;
}

/// From the header of the survival table, its abbreviations written out.
std::map<std::string, double> const loose{
    {"delta_d_LL_12", 1e-2}, {"delta_d_RR_12", 1e-2}, {"delta_d_12", 1e-3},    {"delta_d_LL_13", .1},     {"delta_d_RR_13", .1},
    {"delta_d_13", 2e-2},    {"delta_d_LL_23", .5},   {"delta_d_RR_23", .5},   {"delta_u_LL_12", 5e-2},   {"delta_u_RR_12", 5e-2},
    {"delta_l_LL_12", 1e-3}, {"delta_l_RR_12", 1e-3}, {"delta_l_LL_13", .1},   {"delta_l_RR_13", .1},     {"delta_l_LL_23", .1},
    {"delta_l_RR_23", .1},   {"delta_d_LR_12", 3e-3}, {"delta_d_LR_21", 3e-3}, {"delta_d_LR_23", 1.5e-2}, {"delta_d_LR_32", 1.5e-2},
    {"delta_l_LR_12", 1e-5}, {"delta_l_LR_21", 1e-5}, {"delta_l_LR_23", 3e-2}, {"delta_l_LR_32", 3e-2}};

TEST(MassInsertions, AreCutAsInTheSurvivalStudy) {
    EXPECT_EQ(cuts("mass_insertions_loose"), loose);
    auto tight = loose;
    for (auto const& [name, value] : std::map<std::string, double>{
             {"delta_d_12", 1e-4},    {"delta_d_13", 1e-2},    {"delta_d_LL_23", .3},   {"delta_d_RR_23", .3},   {"delta_u_LL_12", 3e-2},
             {"delta_u_RR_12", 3e-2}, {"delta_l_LL_12", 5e-5}, {"delta_l_RR_12", 5e-5}, {"delta_l_LL_13", 2e-2}, {"delta_l_RR_13", 2e-2},
             {"delta_l_LL_23", 2e-2}, {"delta_l_RR_23", 2e-2}, {"delta_d_LR_12", 1e-4}, {"delta_d_LR_21", 1e-4}, {"delta_d_LR_23", 1e-2},
             {"delta_d_LR_32", 1e-2}, {"delta_l_LR_12", 3e-7}, {"delta_l_LR_21", 3e-7}, {"delta_l_LR_23", 5e-3}, {"delta_l_LR_32", 5e-3}})
        tight[name] = value;
    EXPECT_EQ(cuts("mass_insertions_tight"), tight);
}

}  // namespace
}  // namespace squall::likelihood
