#include "host/config/document.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace squall::config {
namespace {

Position position_of(toml::source_region const& source, std::string const& file) {
    return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

Value convert(toml::node const& node, std::string const& file);

Table convert_table(toml::table const& table, std::string const& file) {
    Table result;
    for (auto const& [key, node] : table) {
        result.push_back({std::string(key.str()), position_of(key.source(), file), convert(node, file)});
    }
    return result;
}

Value convert(toml::node const& node, std::string const& file) {
    Value value{false, position_of(node.source(), file)};
    if (auto const* table = node.as_table()) {
        value.data = convert_table(*table, file);
    } else if (auto const* array = node.as_array()) {
        Array items;
        for (auto const& item : *array) items.push_back(convert(item, file));
        value.data = std::move(items);
    } else if (auto const* integer = node.as_integer()) {
        value.data = integer->get();
    } else if (auto const* real = node.as_floating_point()) {
        value.data = real->get();
    } else if (auto const* text = node.as_string()) {
        value.data = text->get();
    } else if (auto const* flag = node.as_boolean()) {
        value.data = flag->get();
    } else {
        throw ConfigError(value.where, "dates and times have no meaning here (no key takes one); write a number or a string");
    }
    return value;
}

Member& find_or_add(Table& table, std::string_view key, Position const& where) {
    auto const at = std::lower_bound(table.begin(), table.end(), key, [](Member const& m, std::string_view k) { return m.key < k; });
    if (at != table.end() && at->key == key) return *at;
    return *table.insert(at, Member{std::string(key), where, Value{Table{}, where}});
}

std::string trimmed(std::string_view text) {
    auto const begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

/// Says of a value and all in it that it was written at `where`.
void relocate(Value& value, Position const& where) {
    value.where = where;
    if (auto* table = std::get_if<Table>(&value.data)) {
        for (auto& member : *table) member.where = where, relocate(member.value, where);
    } else if (auto* array = std::get_if<Array>(&value.data)) {
        for (auto& item : *array) relocate(item, where);
    }
}

/// Turns tables whose keys are 0, 1, ..., n - 1 back into arrays.
void restore_arrays(Value& value) {
    auto* table = std::get_if<Table>(&value.data);
    if (!table) return;
    for (auto& member : *table) restore_arrays(member.value);
    Array items;
    while (auto const* item = find(*table, std::to_string(items.size()))) items.push_back(*item);
    if (!items.empty() && items.size() == table->size()) value.data = std::move(items);
}

/// The item of an array at the index a key spells; null where it is none.
Value* item_of(Array& array, std::string const& key) {
    std::size_t index = 0;
    auto const [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
    return error == std::errc() && end == key.data() + key.size() && index < array.size() ? &array[index] : nullptr;
}

/// The right-hand side of a --set: TOML where it is TOML, else a bare string, as which it may be a word or an expression.
Value parse_assigned(std::string const& text, Position const& where) {
    Value value{text, where};
    try {
        auto const parsed = parse_toml("value = " + text, where.file);
        if (auto const* found = parsed.table() && parsed.table()->size() == 1 ? find(*parsed.table(), "value") : nullptr) value = *found;
    } catch (ConfigError const&) {
        auto const in_bare_word = [](unsigned char c) {
            return std::isalnum(c) || std::string_view("_-./+*^()<>=!?:&|, ").find(c) != std::string_view::npos;
        };
        if (text.empty() || !std::all_of(text.begin(), text.end(), in_bare_word)) {
            throw ConfigError(where, "the value is not valid TOML; write a number, a \"string\", an [array] or a { table }");
        }
    }
    relocate(value, where);
    return value;
}

}  // namespace

double Value::number() const {
    if (auto const* i = std::get_if<std::int64_t>(&data)) return static_cast<double>(*i);
    return std::get<double>(data);
}

std::string_view Value::type_name() const {
    static constexpr std::string_view names[] = {"true/false", "an integer", "a number", "a string", "an array", "a table"};
    return names[data.index()];
}

Value parse_toml(std::string_view text, std::string const& file) {
    try {
        auto const table = toml::parse(text, file);
        return Value{convert_table(table, file), Position{file, 1, 1}};
    } catch (toml::parse_error const& error) {
        throw ConfigError(position_of(error.source(), file),
                          "not valid TOML (" + std::string(error.description()) + "); correct the text there");
    }
}

Value parse_toml_file(std::string const& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw ConfigError(path + ": is a directory (a config is a TOML file); name a file in it");
    std::ifstream file(path, std::ios::binary);
    if (!file) throw ConfigError(path + ": cannot be read (no such file, or no permission); check the path");
    std::ostringstream text;
    text << file.rdbuf();
    return parse_toml(text.str(), path);
}

Value const* find(Table const& table, std::string_view key) {
    for (auto const& member : table) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

void set_value(Value& document, std::string_view assignment, std::string_view as_written) {
    Position const where{"--set " + std::string(as_written), 0, 0};
    auto const equals = assignment.find('=');
    auto const path = trimmed(assignment.substr(0, equals));
    if (equals == std::string_view::npos || path.empty()) {
        throw ConfigError(where, "not of the form key=value; write for example --set parameters.Lambda=1e5");
    }
    Value* node = &document;
    std::istringstream keys(path);
    for (std::string key; std::getline(keys, key, '.');) {
        if (auto* array = std::get_if<Array>(&node->data)) {
            if (auto* item = item_of(*array, key)) {
                node = item;
                continue;
            }
        }
        auto* table = std::get_if<Table>(&node->data);
        if (!table) {
            throw ConfigError(where, "\"" + key + "\" cannot be set (what stands before it is " + std::string(node->type_name()) +
                                         ", not a table); set the whole value");
        }
        node = &find_or_add(*table, key, where).value;
    }
    *node = parse_assigned(trimmed(assignment.substr(equals + 1)), where);
}

std::string exact(double x) {
    char buffer[32];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, x).ptr;
    return std::string(buffer, end);
}

std::string toml_string(std::string_view text) {
    std::string result = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') result += '\\';
        if (c == '\n')
            result += "\\n";
        else if (c == '\t')
            result += "\\t";
        else
            result += c;
    }
    return result + '"';
}

std::string value_text(Value const& value) {
    std::string text;
    if (auto const* table = value.table()) {
        for (auto const& member : *table) text += (text.empty() ? " " : ", ") + key_text(member.key) + " = " + value_text(member.value);
        return "{" + text + (text.empty() ? "}" : " }");
    }
    if (auto const* array = value.array()) {
        for (auto const& item : *array) text += (text.empty() ? "" : ", ") + value_text(item);
        return "[" + text + "]";
    }
    if (auto const* integer = value.integer()) return std::to_string(*integer);
    if (auto const* flag = value.boolean()) return *flag ? "true" : "false";
    return value.is_number() ? exact(value.number()) : toml_string(*value.string());
}

std::string key_text(std::string_view key) {
    auto const bare = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; };
    return !key.empty() && std::all_of(key.begin(), key.end(), bare) ? std::string(key) : toml_string(key);
}

Value parse_flattened(std::string_view text, std::string const& file) {
    auto value = parse_toml(text, file);
    restore_arrays(value);
    return value;
}

std::vector<std::string> flatten(Value const& value, std::string const& prefix) {
    std::vector<std::string> lines;
    auto const append = [&lines](std::vector<std::string> more) { lines.insert(lines.end(), more.begin(), more.end()); };
    if (auto const* table = value.table()) {
        for (auto const& member : *table) append(flatten(member.value, prefix + (prefix.empty() ? "" : ".") + key_text(member.key)));
    } else if (auto const* array = value.array()) {
        for (std::size_t i = 0; i < array->size(); ++i) append(flatten((*array)[i], prefix + "." + std::to_string(i)));
    } else if (value.is_number()) {
        lines.push_back(prefix + " = " + exact(value.number()));
    } else if (auto const* flag = value.boolean()) {
        lines.push_back(prefix + " = " + (*flag ? "true" : "false"));
    } else {
        lines.push_back(prefix + " = " + toml_string(*value.string()));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace squall::config
