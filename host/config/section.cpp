#include "host/config/section.hpp"

#include <algorithm>
#include <cmath>

#include "host/config/suggest.hpp"

namespace squall::config {
namespace {

constexpr double largest_exact = 9007199254740992.0;  ///< 2^53: doubles count without gaps up to here

}  // namespace

Section::Section(Value const* value, std::string name, std::vector<std::string> known) : name_(std::move(name)) {
    if (!value) return;
    where_ = value->where;
    table_ = value->table();
    if (!table_)
        throw ConfigError(where_, name_ + " is " + std::string(value->type_name()) + " (a table of keys is wanted); write " + name_);
    for (auto const& member : *table_) {
        if (std::find(known.begin(), known.end(), member.key) == known.end()) {
            throw ConfigError(member.where,
                              "unknown key \"" + member.key + "\" (" + name_ + " has no such key); " + did_you_mean(member.key, known));
        }
    }
}

Value const* Section::find(std::string_view key) const { return table_ ? config::find(*table_, key) : nullptr; }

Position Section::where(std::string_view key) const {
    auto const* value = find(key);
    return value ? value->where : where_;
}

void Section::wrong_type(Value const& value, std::string_view key, std::string const& wanted) const {
    throw ConfigError(value.where, "\"" + std::string(key) + "\" is " + std::string(value.type_name()) + " (" + wanted +
                                       " is wanted); write " + std::string(key) + " = <" + wanted.substr(wanted.find(' ') + 1) + ">");
}

void Section::missing(std::string_view key, std::string const& wanted) const {
    throw ConfigError(where_,
                      name_ + " has no \"" + std::string(key) + "\" (" + wanted + " is needed); add " + std::string(key) + " = ...");
}

std::optional<double> Section::number(std::string_view key) const {
    auto const* value = find(key);
    if (!value) return {};
    if (!value->is_number()) wrong_type(*value, key, "a number");
    return value->number();
}

std::optional<long long> Section::integer(std::string_view key) const {
    auto const* value = find(key);
    if (!value) return {};
    if (value->integer()) return *value->integer();
    double const x = value->is_number() ? value->number() : std::nan("");
    if (x != std::floor(x) || std::abs(x) > largest_exact) wrong_type(*value, key, "an integer");
    return static_cast<long long>(x);
}

std::optional<bool> Section::boolean(std::string_view key) const {
    auto const* value = find(key);
    if (!value) return {};
    if (!value->boolean()) wrong_type(*value, key, "a true/false");
    return *value->boolean();
}

std::optional<std::string> Section::string(std::string_view key) const {
    auto const* value = find(key);
    if (!value) return {};
    if (!value->string()) wrong_type(*value, key, "a string");
    return *value->string();
}

std::vector<std::string> Section::strings(std::string_view key) const {
    auto const* value = find(key);
    if (!value) return {};
    if (!value->array()) wrong_type(*value, key, "an array of strings");
    std::vector<std::string> result;
    for (auto const& item : *value->array()) {
        if (!item.string()) wrong_type(item, key, "an array of strings");
        result.push_back(*item.string());
    }
    return result;
}

std::optional<std::size_t> Section::choice(std::string_view key, std::vector<std::string> const& known) const {
    auto const word = string(key);
    if (!word) return {};
    auto const at = static_cast<std::size_t>(std::find(known.begin(), known.end(), *word) - known.begin());
    if (at == known.size())
        throw ConfigError(where(key), "unknown " + std::string(key) + " \"" + *word + "\"; " + did_you_mean(*word, known));
    return at;
}

double Section::required_number(std::string_view key) const {
    auto const value = number(key);
    if (!value) missing(key, "a number");
    return *value;
}

std::string Section::required_string(std::string_view key) const {
    auto value = string(key);
    if (!value) missing(key, "a string");
    return *value;
}

}  // namespace squall::config
