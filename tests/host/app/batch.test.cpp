#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "host/app/batch_output.hpp"
#include "host/app/batch_points.hpp"
#include "host/app/table_csv.hpp"
#include "host/io/error.hpp"
#include "host/io/hdf5.hpp"
#include "tests/support/config_text.hpp"
#include "tests/support/fake_evaluator.hpp"

namespace squall::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class Batch : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(directory_); }
    void TearDown() override { fs::remove_all(directory_); }

    std::string file(std::string const& name) const { return (directory_ / name).string(); }
    std::string csv(std::string const& text) const {
        std::ofstream(file("in.csv")) << text;
        return file("in.csv");
    }
    std::string refusal(std::string const& text) const {
        try {
            auto config = test::resolve(test::ggm_config);
            take_points(read_csv(csv(text)), config);
        } catch (config::ConfigError const& error) {
            return error.what();
        }
        return "";
    }

private:
    fs::path directory_ = fs::temp_directory_path() / ("squall_batch_test_" + std::to_string(::getpid()));
};

TEST_F(Batch, ReadsNumbersCommentsAndQuotedNames) {
    auto const table = read_csv(csv("# a comment\n\"Lambda\", M_mess\r\n1e5,+2\n\nnan,-inf\n"));
    EXPECT_EQ(table.header, (std::vector<std::string>{"Lambda", "M_mess"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0], (std::vector<double>{1e5, 2}));
    EXPECT_TRUE(std::isnan(table.rows[1][0]));
    EXPECT_EQ(table.lines, (std::vector<int>{3, 5}));
}

TEST_F(Batch, WritesNumbersThatReadBackAsTheSameBits) {
    std::vector<double> const values{0.1, 1.0 / 3, 6.02214076e23, -0.0, 5e-324};
    auto const table = read_csv(csv("a,b,c,d,e\n" + csv_row(values) + "\n"));
    EXPECT_EQ(table.rows[0], values);
    EXPECT_EQ(csv_field("a,\"b\""), "\"a,\"\"b\"\"\"");
}

TEST_F(Batch, RefusesBadTablesWithTheirPlace) {
    EXPECT_THAT(refusal("Lambda,M_mess\n1e5,1e7\n1e5,many\n"), AllOf(HasSubstr("in.csv:3:5:"), HasSubstr("\"many\" is not a number")));
    EXPECT_THAT(refusal("Lambda,M_mess\n1e5\n"), AllOf(HasSubstr("in.csv:2:1:"), HasSubstr("1 fields (the header has 2)")));
    EXPECT_THAT(refusal("Lamda,M_mess\n1,2\n"), HasSubstr("did you mean \"Lambda\"?"));
    EXPECT_THAT(refusal("Lambda\n1e5\n"), HasSubstr("no column M_mess"));
    EXPECT_THAT(refusal("Lambda,M_mess,Lambda\n1,2,3\n"), HasSubstr("stands twice"));
    EXPECT_THAT(refusal("Lambda,M_mess,n_D\n1e5,1e7,1\n1e5,1e7,0.5\n"), AllOf(HasSubstr("in.csv:3:"), HasSubstr("write an integer")));
    EXPECT_THAT(refusal(""), HasSubstr("no header"));
    EXPECT_THROW(read_csv("/no/such/file.csv"), io::IoError);
    EXPECT_THROW(read_csv(fs::temp_directory_path().string()), io::IoError);
}

TEST_F(Batch, TakesTheTableOverTheConfig) {
    auto config = test::resolve(test::ggm_config);
    auto const points = take_points(read_csv(csv("M_mess,Lambda,tan_beta\n1e7,1e5,5\n1e9,2e5,nan\n")), config);
    ASSERT_EQ(points.size, 2u);
    EXPECT_EQ(points.values[0], 1e5);  // Lambda comes first in the family
    EXPECT_EQ(points.values[1], 2e5);
    EXPECT_EQ(points.values[3], 1e9);
    EXPECT_TRUE(std::isnan(points.values[5]));
    EXPECT_EQ(points.values[2 * 6], 1);  // n_D of the config
}

TEST_F(Batch, BuildsForTheConfigNotForTheTable) {
    auto const largest_mass = [this](std::string const& text, std::vector<std::string> const& assignments = {}) {
        auto config = test::resolve(test::ggm_config, assignments);
        take_points(read_csv(csv(text)), config);
        return ggm_setup(config).largest_messenger_mass;
    };
    EXPECT_EQ(largest_mass("M_mess,Lambda\n1e7,1e5\n1e9,2e5\n"), 1e14);  // the prior's
    EXPECT_EQ(largest_mass("M_mess,Lambda\nnan,1e5\n"), 1e14);
    EXPECT_EQ(largest_mass("M_mess,Lambda\n1e7,1e5\n1e15,2e5\n"), 1e15);  // a point beyond it
    EXPECT_EQ(largest_mass("Lambda\n1e5\n", {"M_mess=1e8"}), 1e8);
    EXPECT_EQ(largest_mass("Lambda,M_mess\n1e5,1e7\n", {"M_mess=1e8"}), 1e8);
    EXPECT_EQ(largest_mass("Lambda,M_mess\n1e5,1e9\n", {"M_mess=1e8"}), 1e9);
    EXPECT_EQ(largest_mass("Lambda,M_D\n1e5,1e12\n", {"M_mess=1e8"}), 1e12);
    EXPECT_EQ(largest_mass("Lambda,M_D\n1e5,0\n", {"M_mess=1e8"}), 1e8);  // 0 stands for M_mess
}

TEST_F(Batch, TakesNoColumnForWhatIsFound) {
    auto const refused = [this](std::string const& text, std::vector<std::string> const& assignments) -> std::string {
        try {
            auto config = test::resolve(test::ggm_config, assignments);
            take_points(read_csv(csv(text)), config);
        } catch (config::ConfigError const& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(refused("Lambda,M_mess,tan_beta\n1e5,1e7,10\n", {"tan_beta=from_B"}),
                AllOf(HasSubstr("in.csv:1:1:"), HasSubstr("column tan_beta has no meaning"), HasSubstr("found for each point")));
    EXPECT_THAT(refused("Lambda,M_mess,root\n1e5,1e7,1\n", {}), HasSubstr("column root has no meaning"));
    EXPECT_THAT(refused("Lambda,M_mess,messenger_set\n1e5,1e7,1\n", {}), HasSubstr("column messenger_set has no meaning"));
    EXPECT_THAT(refused("Lambda,M_mess,messenger_set,n_D\n1e5,1e7,1,1\n", {"messengers=sectors"}), HasSubstr("column n_D has no meaning"));
    EXPECT_THAT(refused("Lambda,M_mess,messenger_set\n1e5,1e7,32\n", {"messengers=sectors"}),
                AllOf(HasSubstr("in.csv:2:1:"), HasSubstr("there are 32 sets")));
    EXPECT_THAT(refused("Lambda,M_mess,messenger_set\n1e5,1e7,nan\n", {"messengers=sectors"}), HasSubstr("in.csv:2:1:"));
    for (char const* root : {"1.5", "-1", "nan"})
        EXPECT_THAT(refused("Lambda,M_mess,root\n1e5,1e7,1\n1e5,1e7," + std::string(root) + "\n", {"tan_beta=from_B"}),
                    AllOf(HasSubstr("in.csv:3:1:"), HasSubstr("root = "), HasSubstr("an integer or a number below 1")));
    EXPECT_EQ(refused("Lambda,M_mess,root\n1e5,1e7,0\n1e5,1e7,0.99\n1e5,1e7,3\n", {"tan_beta=from_B"}), "");
    EXPECT_EQ(refused("Lambda,M_mess,messenger_set,root\n1e5,1e7,31,0.5\n", {"messengers=sectors", "tan_beta=from_B"}), "");
}

TEST_F(Batch, WorksOutWhatExpressionsGive) {
    auto const take = [this](std::string const& text, std::vector<std::string> const& assignments) {
        auto config = test::resolve(test::ggm_config, assignments);
        auto const points = take_points(read_csv(csv(text)), config);
        auto const place = config.model->index("M_L") * points.size;
        return std::pair{
            std::vector(points.values.begin() + static_cast<long>(place), points.values.begin() + static_cast<long>(place + points.size)),
            ggm_setup(config).largest_messenger_mass};
    };
    auto const refused = [&take](std::string const& text, std::vector<std::string> const& assignments) -> std::string {
        try {
            take(text, assignments);
        } catch (config::ConfigError const& error) {
            return error.what();
        }
        return "";
    };
    std::vector<std::string> const sampled{"M_D={prior=\"log\",min=1e7,max=1e9}", "M_L=2 * M_D"};
    EXPECT_EQ(take("Lambda,M_mess,M_D\n1e5,1e7,1e8\n1e5,1e7,2e8\n", sampled).first, (std::vector{2e8, 4e8}));
    // one that was a number for the config follows the table, and so does what the evaluator is built for
    std::vector<std::string> const fixed{"M_mess=1e7", "M_D=1e8", "M_L=2 * M_D"};
    EXPECT_EQ(take("Lambda\n1e5\n", fixed), (std::pair{std::vector{2e8}, 2e8}));
    EXPECT_EQ(take("Lambda,M_D\n1e5,3e8\n", fixed), (std::pair{std::vector{6e8}, 6e8}));
    EXPECT_THAT(refused("Lambda,M_mess,M_D,M_L\n1e5,1e7,1e8,1e8\n", sampled),
                AllOf(HasSubstr("column M_L has no meaning"), HasSubstr("derives it: \"2 * M_D\"")));
    EXPECT_THAT(refused("Lambda,M_mess\n1e5,1e7\n", sampled), HasSubstr("no column M_D"));
    EXPECT_THAT(refused("Lambda,M_mess,n_L\n1e5,1e7,1\n", {"n_D=n_L / 2", "n_L=2"}),
                AllOf(HasSubstr("in.csv:2:1:"), HasSubstr("n_D = 0.5")));
    EXPECT_THAT(refused("Lambda,M_mess,M_D\n1e5,1e7,1e8\n", {"joint=[{parameters=[\"M_D\",\"M_L\"],prior=\"dirichlet\",total=3e9}]"}),
                HasSubstr("no column M_L"));
}

TEST_F(Batch, ReadsTablesWithAByteOrderMark) { EXPECT_EQ(read_csv(csv("\xEF\xBB\xBFLambda,M_mess\n1e5,1e7\n")).header[0], "Lambda"); }

TEST_F(Batch, GivesAnOutputItsNameWhenItIsComplete) {
    auto session = make_session(test::resolve(test::ggm_config), std::make_unique<test::FakeEvaluator>());
    for (std::string const name : {"out.csv", "out.h5"}) {
        fs::create_symlink("target_of_" + name, file(name));
        {
            auto const output = make_batch_output(file(name), false, session, 0);
            EXPECT_TRUE(fs::exists(file("target_of_" + name + ".part")));
        }
        EXPECT_FALSE(fs::exists(file(name))) << "an unfinished output has its name";
        auto const output = make_batch_output(file(name), false, session, 0);
        output->close();
        EXPECT_TRUE(fs::is_symlink(file(name)));
        EXPECT_TRUE(fs::is_regular_file(file("target_of_" + name)));
        EXPECT_FALSE(fs::exists(file("target_of_" + name + ".part")));
    }
    EXPECT_THROW(make_batch_output(file("folder/"), false, session, 0), io::IoError);
    EXPECT_THROW(make_batch_output("/dev/null", true, session, 0), io::IoError);
    EXPECT_FALSE(fs::exists(file("folder")));
}

TEST_F(Batch, WritesTheSameNumbersToCsvAndHdf5) {
    auto session = make_session(test::resolve(test::ggm_config), std::make_unique<test::FakeEvaluator>());
    auto const points = take_points(read_csv(csv("Lambda,M_mess\n1e5,1e7\n3e5,2e5\n2e5,1e8\n")), session.config);
    auto const results = evaluate(session, points.values, points.size);
    for (std::string const name : {"out.csv", "out.h5"}) {
        auto const output = make_batch_output(file(name), false, session, points.size);
        output->write(results);
        output->close();
        EXPECT_THROW(make_batch_output(file(name), false, session, points.size), io::IoError) << "an output was overwritten";
    }
    std::ifstream text(file("out.csv"));
    std::stringstream all;
    all << text.rdbuf();
    EXPECT_THAT(all.str(), HasSubstr("M_E,m_gluino,mh,bsgamma_br,loglike_bsgamma,loglike,status\n"));
    EXPECT_THAT(all.str(), HasSubstr(",1000,100,0.000349,0,0,ok\n"));
    EXPECT_THAT(all.str(), HasSubstr(",nan,nan,nan,-inf,-inf,messenger_tachyon\n"));

    auto const h5 = io::h5::File::open(file("out.h5"));
    auto const columns = h5.root().texts_on("values", "columns");
    auto const shape = h5.root().shape("values");
    ASSERT_EQ(shape, (io::h5::Shape{3, columns.size()}));
    EXPECT_EQ(columns[14], "m_gluino");
    EXPECT_EQ(h5.root().get<double>("values", {2, 14}, {1, 1})[0], 2000);
    EXPECT_EQ(h5.root().get<std::int8_t>("status", {0}, {3}), (std::vector<std::int8_t>{0, 1, 0}));
}

}  // namespace
}  // namespace squall::app
