#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "host/config/error.hpp"

/// TOML as a plain tree whose every value knows where it was written. Only document.cpp sees the parser.
namespace squall::config {

struct Value;
using Array = std::vector<Value>;
struct Member;
using Table = std::vector<Member>;  ///< sorted by key

struct Value {
    std::variant<bool, std::int64_t, double, std::string, Array, Table> data;
    Position where;

    bool is_number() const { return std::holds_alternative<std::int64_t>(data) || std::holds_alternative<double>(data); }
    double number() const;  ///< precondition: is_number()
    Table const* table() const { return std::get_if<Table>(&data); }
    Array const* array() const { return std::get_if<Array>(&data); }
    std::string const* string() const { return std::get_if<std::string>(&data); }
    std::int64_t const* integer() const { return std::get_if<std::int64_t>(&data); }
    bool const* boolean() const { return std::get_if<bool>(&data); }
    std::string_view type_name() const;  ///< "a number", "a table", ...
};

struct Member {
    std::string key;
    Position where;  ///< of the key
    Value value;
};

/// Parses TOML text; `file` is the name used in messages. Throws ConfigError.
Value parse_toml(std::string_view text, std::string const& file);

/// Reads and parses a file. Throws ConfigError for a missing file, a directory or bad TOML.
Value parse_toml_file(std::string const& path);

Value const* find(Table const&, std::string_view key);

/// Merges `key=value` of a `--set` option into a document: the key is dotted, a number in it is a place in an array, the value is TOML; a
/// value that is not TOML is taken as a string (so that `sampler.name=demcz` and `M_L=2 * M_D` need no quotes). `as_written` stands in
/// messages. Throws ConfigError.
void set_value(Value& document, std::string_view assignment, std::string_view as_written);

/// Every leaf of the tree as a line "a.b.c = value", sorted: comparable texts for equal content. Each line is TOML; the members of an
/// array become keys 0, 1, ...; numbers stand in shortest exact form.
std::vector<std::string> flatten(Value const&, std::string const& prefix);

/// The tree of a flattened text, arrays restored.
Value parse_flattened(std::string_view text, std::string const& file);

/// A value as TOML writes it on one line: tables and arrays in brackets, numbers in shortest exact form.
std::string value_text(Value const&);

/// A key, quoted where TOML wants it.
std::string key_text(std::string_view key);

/// A string as TOML writes it, in quotes.
std::string toml_string(std::string_view text);

/// The shortest text that reads back as the same double.
std::string exact(double);

}  // namespace squall::config
