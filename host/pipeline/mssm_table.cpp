#include "host/pipeline/mssm_table.hpp"

#include <cstddef>
#include <initializer_list>
#include <utility>

#include "kernels/rge/vevs.hpp"

namespace squall::pipeline {
namespace {

using State = rge::MssmWithVevs<DenseBackend<double>>;
using Parameters = rge::DenseMssm<double>;
static_assert(sizeof(State) == mssm_slots * sizeof(double));

int slot(std::size_t offset) { return static_cast<int>(offset / sizeof(double)); }

std::string indexed(std::string const& prefix, int i, int j) { return prefix + std::to_string(i + 1) + std::to_string(j + 1); }

void add_complex(std::vector<MssmColumn>& columns, std::string const& name, int at, double sign_of_imaginary = 1.0) {
    columns.push_back({name, at});
    columns.push_back({name + "_im", at + 1, sign_of_imaginary, true});
}

/// A general matrix; the table's (i, j) is our (j, i).
void add_matrix(std::vector<MssmColumn>& columns, std::string const& prefix, int first) {
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) add_complex(columns, indexed(prefix, i, j), first + 2 * (3 * j + i));
}

/// A hermitian matrix; the lower triangle repeats the upper, conjugated.
void add_hermitian(std::vector<MssmColumn>& columns, std::string const& prefix, int first) {
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
            if (i == j)
                columns.push_back({indexed(prefix, i, j), first + i});
            else
                add_complex(columns, indexed(prefix, i, j), first + 3 + 2 * (i + j - 1), i < j ? 1.0 : -1.0);
}

}  // namespace

std::vector<MssmColumn> mssm_columns() {
    std::vector<MssmColumn> columns;
    int const yukawas = slot(offsetof(Parameters, couplings.Y)), trilinears = slot(offsetof(Parameters, a));
    int const soft = slot(offsetof(Parameters, m2)), gaugino = slot(offsetof(Parameters, gaugino));
    columns.push_back({"g1_gut", 0});
    columns.push_back({"g2", 1});
    columns.push_back({"g3", 2});
    int const matrix = 18, hermitian = 9;  // slots of each
    for (int f = 0; auto name : {"YU", "YD", "YE"}) add_matrix(columns, name, yukawas + matrix * f++);
    add_complex(columns, "mu", slot(offsetof(Parameters, mu)));
    for (int a = 0; auto name : {"M1", "M2", "M3"}) add_complex(columns, name, gaugino + 2 * a++);
    for (int f = 0; auto name : {"hU", "hD", "hE"}) add_matrix(columns, name, trilinears + matrix * f++);
    for (int m = 0; auto name : {"mQ2_", "mU2_", "mD2_", "mL2_", "mE2_"}) add_hermitian(columns, name, soft + hermitian * m++);
    add_complex(columns, "m3sq", slot(offsetof(Parameters, b)));
    columns.push_back({"mH1sq_d", slot(offsetof(Parameters, m2_Hd))});
    columns.push_back({"mH2sq_u", slot(offsetof(Parameters, m2_Hu))});
    return columns;
}

void run_mssm_table(backends::StageTable const& stages, MssmTable& table, std::vector<double> const& span, int steps, bool two_loop_b) {
    stages.run_mssm(
        {{table.state.data(), static_cast<long>(table.count)}, span.data(), static_cast<int>(table.count), steps, two_loop_b, false});
}

}  // namespace squall::pipeline
