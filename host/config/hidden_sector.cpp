#include "host/config/hidden_sector.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "host/config/parameters.hpp"
#include "host/config/section.hpp"
#include "host/config/values.hpp"

namespace squall::config {
namespace {

/// Relative to the norm of the matrix: what counts as a conserved current.
constexpr double zero_to_rounding = 1e-12;
/// Likewise: two equal eigenvalues of a matrix that is not symmetric are split by the root of rounding, possibly into a complex pair.
constexpr double real_to_rounding = 1e-7;

/// R charge of the mesons Q Qbar of SU(N_c) with N_f flavours where it flows to an interacting fixed point (Seiberg hep-th/9411149).
Value meson_charge(Section const& section) {
    for (char const* key : {"N_c", "N_f"}) {
        if (!section.find(key)) section.required_number(key);  // which refuses
    }
    auto const N_c = section.bounded("N_c", 0, 2, "SU(N_c) is a group from 2 colours on");
    auto const N_f = section.bounded("N_f", 0, 1, "there are mesons from one flavour on");
    auto const colours = static_cast<double>(N_c), flavours = static_cast<double>(N_f);
    auto const refuse = [&](std::string const& why) {
        throw ConfigError(section.where("N_f"),
                          "N_f = " + std::to_string(N_f) + " is outside the conformal window for N_c = " + std::to_string(N_c) + " (" +
                              why + "); give an integer above " + exact(1.5 * colours) + " and below " + exact(3 * colours));
    };
    if (flavours <= 1.5 * colours)
        refuse("up to 3 N_c/2 flavours the magnetic dual is free in the infrared, and the mesons are free fields");
    if (flavours >= 3 * colours) refuse("from 3 N_c flavours on the theory is not asymptotically free");
    return {2 * (1 - colours / flavours), section.where("N_f")};
}

std::optional<Value> charge_of_S(Section const& section) {
    auto const* given = section.find("R_S");
    if (!section.find("N_c") && !section.find("N_f")) return given ? std::optional(*given) : std::nullopt;
    if (given)
        throw ConfigError(given->where,
                          "R_S is given twice (also by N_c and N_f: that of the mesons of SU(N_c) with N_f flavours); leave one out");
    return meson_charge(section);
}

std::vector<std::vector<double>> mixing_matrix(Value const& alpha, std::size_t size) {
    auto const* rows = alpha.array();
    if (!rows || std::ranges::any_of(*rows, [](Value const& row) { return !row.array(); }))
        throw ConfigError(alpha.where, "alpha is not a matrix (its entries are the operators' mixing); write alpha = [[..], ..]");
    std::vector<std::vector<double>> matrix;
    for (auto const& row : *rows) matrix.push_back(constants(row, "alpha"));
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        if (matrix[i].size() != matrix.size())
            throw ConfigError((*rows)[i].where, "alpha is not square (" + std::to_string(matrix.size()) + " rows, and row " +
                                                    std::to_string(i + 1) + " has " + std::to_string(matrix[i].size()) +
                                                    " entries); give as many entries as rows");
    }
    if (matrix.size() != size)
        throw ConfigError(alpha.where, "alpha has " + std::to_string(matrix.size()) + " rows for " + std::to_string(size) +
                                           " R charges (each field has an operator); give one row for each");
    return matrix;
}

/// The exponent of quadratic operators beside 2 gamma_S, as an expression in R_S.
std::optional<Value> smallest_exponent(Section const& section) {
    auto const *R = section.find("R"), *alpha = section.find("alpha");
    if (!R && !alpha) return {};
    if (!R || !alpha)
        throw ConfigError((R ? R : alpha)->where, std::string(R ? "R without alpha" : "alpha without R") +
                                                      " (the exponents are eigenvalues of 2 gamma_i delta_ij + alpha_ij); give both");
    auto const charges = constants(*R, "R");
    if (charges.empty()) throw ConfigError(R->where, "R is empty (each field has an R charge); list them");
    auto const exponents = operator_exponents(charges, mixing_matrix(*alpha, charges.size()), alpha->where);
    return Value{exact(exponents.front()) + " - (3 * R_S - 2)", alpha->where};
}

/// Gives [parameters] what follows from [hidden_sector]. What the command line says goes before what a file says.
void give(Table& parameters, std::string const& name, Value value) {
    auto const at = std::ranges::lower_bound(parameters, name, {}, &Member::key);
    bool const there = at != parameters.end() && at->key == name;
    if (!there) {
        auto const where = value.where;
        parameters.insert(at, Member{name, where, std::move(value)});
        return;
    }
    bool const own_later = from_command_line(at->value.where), sector_later = from_command_line(value.where);
    if (own_later == sector_later)
        throw ConfigError(at->value.where, name + " is given twice (it also follows from [hidden_sector]); leave one out");
    if (sector_later) at->value = std::move(value);
}

Table& table_of(Table& top, std::string const& key, Position const& where) {
    auto at = std::ranges::lower_bound(top, key, {}, &Member::key);
    if (at == top.end() || at->key != key) at = top.insert(at, Member{key, where, Value{Table{}, where}});
    auto* table = std::get_if<Table>(&at->value.data);
    if (!table)
        throw ConfigError(at->value.where,
                          "[" + key + "] is " + std::string(at->value.type_name()) + " (a table of keys is wanted); write [" + key + "]");
    return *table;
}

}  // namespace

std::vector<double> operator_exponents(std::vector<double> const& R, std::vector<std::vector<double>> const& alpha, Position const& where) {
    auto const size = static_cast<Eigen::Index>(R.size());
    Eigen::MatrixXd matrix(size, size);
    for (Eigen::Index i = 0; i < size; ++i) {
        for (Eigen::Index j = 0; j < size; ++j) matrix(i, j) = alpha[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
        matrix(i, i) += 3 * R[static_cast<std::size_t>(i)] - 2;
    }
    if (!matrix.allFinite()) throw ConfigError(where, "alpha or R is not finite (the exponents would not be); correct it");
    double const norm = matrix.norm();
    Eigen::VectorXcd const eigenvalues = Eigen::EigenSolver<Eigen::MatrixXd>(matrix, false).eigenvalues();
    std::vector<double> exponents;
    for (auto const& E : eigenvalues) {
        if (std::abs(E.imag()) > real_to_rounding * norm)
            throw ConfigError(where, "alpha makes complex exponents (" + exact(E.real()) + " +- " + exact(std::abs(E.imag())) +
                                         " i: operators would oscillate with the scale); correct it");
        exponents.push_back(std::abs(E.real()) <= zero_to_rounding * norm ? 0.0 : E.real());
    }
    std::ranges::sort(exponents);
    if (exponents.front() < 0)
        throw ConfigError(where, "2 gamma_i delta_ij + alpha_ij is indefinite (eigenvalue " + exact(exponents.front()) +
                                     ": that operator grows towards the infrared, and the fixed point is not attractive); correct alpha");
    return exponents;
}

void resolve_hidden_sector(Value& document) {
    auto& top = *std::get_if<Table>(&document.data);
    auto const* found = find(top, "hidden_sector");
    if (!found) return;
    Section const section(found, "[hidden_sector]", {"R_S", "N_c", "N_f", "R", "alpha"});
    auto const R_S = charge_of_S(section), alpha_hat = smallest_exponent(section);
    auto const where = found->where;
    std::erase_if(top, [](Member const& member) { return member.key == "hidden_sector"; });
    auto& parameters = table_of(top, "parameters", where);
    if (R_S) give(parameters, "R_S", *R_S);
    if (alpha_hat) give(parameters, "alpha_hat", *alpha_hat);
}

}  // namespace squall::config
