#include "host/config/coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <map>
#include <numbers>

#include "host/config/parameters.hpp"
#include "host/config/section.hpp"
#include "host/config/suggest.hpp"
#include "host/config/values.hpp"

namespace squall::config {
namespace {

using Kind = CoefficientName::Kind;
using Complex = std::complex<double>;
using Matrix = std::vector<std::vector<Complex>>;

constexpr std::size_t generations = 3;

char const* const forms =
    "a matrix is [[...], [...], [...]] of numbers or [re, im], { prior = \"order_one\", min, max }, { prior = \"order_one\", sigma } "
    "or { prior = \"gaussian\", sigma }";

std::string subscript(std::size_t row, std::size_t column) { return std::to_string(row + 1) + std::to_string(column + 1); }

std::string text(Complex z) {
    if (z.imag() == 0) return exact(z.real());
    std::string result = "[";
    result += exact(z.real()) + ", " + exact(z.imag());
    return result + "]";
}

/// [re, im], or re alone.
Complex read_complex(Value const& value, std::string const& name) {
    auto const* parts = value.array();
    if (!parts) return constant(value, name);
    if (parts->size() != 2)
        throw ConfigError(value.where, name + " is an array of " + std::to_string(parts->size()) +
                                           " (a complex coefficient has a real and an imaginary part); write " + name + " = [re, im]");
    return {constant((*parts)[0], name), constant((*parts)[1], name)};
}

/// Rows of a matrix or entries of a row, all there.
Array const& three_of(Value const& value, std::string const& name, char const* what) {
    auto const* items = value.array();
    if (!items) throw ConfigError(value.where, name + " is " + std::string(value.type_name()) + " (" + forms + "); write one of these");
    if (items->size() < generations)
        throw ConfigError(value.where, "missing coefficient: " + name + " has " + std::to_string(items->size()) + " " + what +
                                           " (one for each of three generations is needed); add the others");
    if (items->size() > generations)
        throw ConfigError(value.where, name + " has " + std::to_string(items->size()) + " " + what +
                                           " (one for each of three generations); leave out the others");
    return *items;
}

Matrix read_matrix(Value const& value, std::string const& name) {
    Matrix matrix;
    for (auto const& row : three_of(value, name, "rows")) {
        auto& numbers = matrix.emplace_back();
        auto const row_name = name + " in row " + std::to_string(matrix.size());
        for (auto const& entry : three_of(row, row_name, "entries"))
            numbers.push_back(read_complex(entry, name + "_" + subscript(matrix.size() - 1, numbers.size())));
    }
    return matrix;
}

void check_hermitian(Matrix const& matrix, Value const& value, std::string const& name) {
    for (std::size_t i = 0; i < generations; ++i) {
        for (std::size_t j = i; j < generations; ++j) {
            if (matrix[i][j] == std::conj(matrix[j][i])) continue;
            auto const both = i == j ? name + "_" + subscript(i, i) + " = " + text(matrix[i][i]) + " is not real"
                                     : name + "_" + subscript(i, j) + " = " + text(matrix[i][j]) + " and " + name + "_" + subscript(j, i) +
                                           " = " + text(matrix[j][i]) + " are not conjugates";
            throw ConfigError((*value.array())[j].where, name + " is not hermitian (" + both + "); correct one of them");
        }
    }
}

void check_symmetric(Matrix const& matrix, Value const& value, std::string const& name) {
    for (std::size_t i = 0; i < generations; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (matrix[i][j] != matrix[j][i])
                throw ConfigError((*value.array())[i].where, name + " is not symmetric (" + name + "_" + subscript(i, j) + " = " +
                                                                 text(matrix[i][j]) + ", " + name + "_" + subscript(j, i) + " = " +
                                                                 text(matrix[j][i]) + "); correct one of them");
}

/// What replaces the names of coefficients: values of parameters, and joint priors of them.
struct Expansion {
    std::map<std::string, Value> parameters;
    Array joints;
};

Value table(std::initializer_list<std::pair<char const*, Value>> members, Position const& where) {
    Table result;
    for (auto const& [key, value] : members) result.push_back({key, where, value});
    std::ranges::sort(result, {}, &Member::key);
    return {std::move(result), where};
}

/// The joint prior of real and imaginary part of each complex entry, with the same numbers.
void add_joints(Expansion& expansion, std::vector<CoefficientEntry> const& entries, Table const& numbers, Position const& where) {
    for (auto const& e : entries) {
        if (e.real) continue;
        Array parts;
        for (auto const& part : e.parameters()) parts.push_back({part, where});
        auto members = numbers;
        members.push_back({"parameters", where, {std::move(parts), where}});
        std::ranges::sort(members, {}, &Member::key);
        expansion.joints.push_back({std::move(members), where});
    }
}

/// A number may be Gaussian, or log-uniform of either sign; a complex one has a uniform phase and a log-uniform or log-normal modulus.
void add_prior(Expansion& expansion, std::vector<CoefficientEntry> const& entries, Value const& value, std::string const& name) {
    auto const& where = value.where;
    Section const entry(&value, name, {"prior", "min", "max", "sigma", "median"});
    auto const kind = entry.required_string("prior");
    std::vector<std::string> const known{"order_one", "gaussian"};
    if (std::ranges::find(known, kind) == known.end())
        throw ConfigError(entry.where("prior"), "unknown prior of a matrix \"" + kind + "\"; " + did_you_mean(kind, known));
    auto const number = [&](char const* key) -> Value {
        auto const x = constant(entry, key);
        return {x ? *x : entry.required_number(key), entry.where(key)};
    };
    auto const refuse = [&](char const* key, std::string const& why = "") {
        if (entry.find(key))
            throw ConfigError(entry.where(key),
                              std::string(key) + " has no meaning for prior = \"" + kind + "\"" + why + " of a matrix; leave it out");
    };
    Value const name_of_prior{kind, entry.where("prior")};
    if (kind == "order_one" && entry.find("sigma") && !entry.find("min") && !entry.find("max")) {
        auto const real = std::ranges::find(entries, true, &CoefficientEntry::real);
        if (real != entries.end())
            throw ConfigError(where, "a log-normal modulus of " + name + ", whose entry " + real->name +
                                         " is real (order_one with sigma is of complex numbers); use min and max, or prior = \"gaussian\"");
        Value const sigma = number("sigma"), median = entry.find("median") ? number("median") : Value{1.0, where};
        return add_joints(expansion, entries,
                          {{"prior", where, name_of_prior}, {"sigma", sigma.where, sigma}, {"median", median.where, median}}, where);
    }
    if (kind == "order_one") {
        refuse("sigma", " with min and max"), refuse("median", " with min and max");
        Value const min = number("min"), max = number("max");
        for (auto const& e : entries)
            if (e.real) expansion.parameters[e.name] = table({{"prior", name_of_prior}, {"min", min}, {"max", max}}, where);
        return add_joints(expansion, entries, {{"prior", where, name_of_prior}, {"min", min.where, min}, {"max", max.where, max}}, where);
    }
    refuse("min"), refuse("max"), refuse("median");
    Value const sigma = number("sigma");
    for (auto const& e : entries) {
        // |re|^2 + |im|^2 is sigma^2 on average
        Value const width{e.real ? sigma.number() : sigma.number() / std::numbers::sqrt2, sigma.where};
        for (auto const& part : e.parameters())
            expansion.parameters[part] = table({{"prior", name_of_prior}, {"mean", {0.0, where}}, {"sigma", width}}, where);
    }
}

/// What one name gives to its entries.
void expand(Expansion& expansion, CoefficientName const& name, Value const& value) {
    auto const entries = entries_of(name);
    if (value.table()) return add_prior(expansion, entries, value, name.name);
    bool const number = name.kind == Kind::complex_number;
    auto const matrix = number ? Matrix{{read_complex(value, name.name)}} : read_matrix(value, name.name);
    if (name.kind == Kind::hermitian_matrix) check_hermitian(matrix, value, name.name);
    if (name.kind == Kind::symmetric_matrix) check_symmetric(matrix, value, name.name);
    for (auto const& e : entries) {
        auto const row = static_cast<std::size_t>(e.row), column = static_cast<std::size_t>(e.column);
        auto const& at = number ? value : (*(*value.array())[row].array())[column];
        auto const z = matrix[row][column];
        auto const parts = e.parameters();
        expansion.parameters[parts[0]] = Value{z.real(), at.where};
        if (!e.real) expansion.parameters[parts[1]] = Value{z.imag(), at.where};
    }
}

/// Something that is given under its own name and under that of the matrix it is part of.
struct Given {
    std::string name;
    Position where;
};

/// Whether the matrix goes before its part; ConfigError where both are of one place.
bool matrix_wins(Given const& part, Given const& matrix) {
    bool const part_later = from_command_line(part.where), matrix_later = from_command_line(matrix.where);
    if (part_later == matrix_later)
        throw ConfigError(part.where, part.name + " is given twice (also in " + matrix.name + "); leave one out");
    return matrix_later;
}

Value* found_in(Table& table, std::string_view key) {
    auto const at = std::ranges::find(table, key, &Member::key);
    return at == table.end() ? nullptr : &at->value;
}

void take_out(Table& table, std::string_view key) {
    std::erase_if(table, [key](Member const& member) { return member.key == key; });
}

void put(Table& table, std::string const& key, Value value) {
    auto const at = std::ranges::lower_bound(table, key, {}, &Member::key);
    auto const where = value.where;
    table.insert(at, Member{key, where, std::move(value)});
}

/// Gives what stands for several matrices to each of them.
void distribute(ModelFamily const& model, Table& parameters) {
    for (auto const& name : model.coefficients) {
        auto const* found = found_in(parameters, name.name);
        if (name.members.empty() || !found) continue;
        auto const all = *found;
        take_out(parameters, name.name);
        for (auto const& member : name.members) {
            auto const* own = found_in(parameters, member);
            if (own && !matrix_wins({member, own->where}, {name.name, all.where})) continue;
            take_out(parameters, member);
            put(parameters, member, all);
        }
    }
}

/// Takes away entries of a matrix that the command line gives by themselves, and those of a file where it gives the matrix.
void reconcile(Expansion& expansion, Table& parameters, CoefficientName const& name, Position const& where) {
    for (auto const& entry : entries_of(name)) {
        for (auto const& part : entry.parameters()) {
            auto const* own = found_in(parameters, part);
            if (!own) continue;
            if (matrix_wins({part, own->where}, {name.name, where}))
                take_out(parameters, part);
            else
                expansion.parameters.erase(part);
        }
    }
}

}  // namespace

std::vector<std::string> CoefficientEntry::parameters() const {
    if (real) return {name};
    return {name + "_re", name + "_im"};
}

std::vector<CoefficientEntry> entries_of(CoefficientName const& name) {
    if (name.kind == Kind::complex_number) return {{name.name}};
    bool const hermitian = name.kind == Kind::hermitian_matrix, half = hermitian || name.kind == Kind::symmetric_matrix;
    std::vector<CoefficientEntry> diagonal, others;
    for (int i = 0; i < static_cast<int>(generations); ++i) {
        for (int j = half ? i : 0; j < static_cast<int>(generations); ++j) {
            bool const real = hermitian && i == j;
            auto& list = real ? diagonal : others;
            list.push_back({name.name + "_" + subscript(static_cast<std::size_t>(i), static_cast<std::size_t>(j)), i, j, real});
        }
    }
    diagonal.insert(diagonal.end(), others.begin(), others.end());
    return diagonal;
}

void expand_coefficients(ModelFamily const& model, Value& document) {
    auto* top = std::get_if<Table>(&document.data);
    auto* section = found_in(*top, "parameters");
    auto* parameters = section ? std::get_if<Table>(&section->data) : nullptr;
    if (!parameters) return;
    distribute(model, *parameters);
    Array joints;
    for (auto const& name : model.coefficients) {
        auto const* found = name.members.empty() ? found_in(*parameters, name.name) : nullptr;
        if (!found) continue;
        auto const value = *found;
        Expansion expansion;
        expand(expansion, name, value);
        take_out(*parameters, name.name);
        reconcile(expansion, *parameters, name, value.where);
        for (auto const& [key, entry] : expansion.parameters) put(*parameters, key, entry);
        joints.insert(joints.end(), expansion.joints.begin(), expansion.joints.end());
    }
    if (joints.empty()) return;
    if (!found_in(*top, "joint")) put(*top, "joint", {Array{}, document.where});
    auto* all = std::get_if<Array>(&found_in(*top, "joint")->data);
    if (all) all->insert(all->end(), joints.begin(), joints.end());  // what is no list is refused where it is read
}

}  // namespace squall::config
