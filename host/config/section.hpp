#pragma once
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/document.hpp"

namespace squall::config {

/// A table whose keys are known beforehand. The constructor rejects unknown keys with a suggestion; each getter rejects a wrong type.
class Section {
public:
    /// `value` may be null: a section that was left out, in which every key is absent. `name` stands in messages: "[sampler]".
    Section(Value const* value, std::string name, std::vector<std::string> known_keys);

    Value const* find(std::string_view key) const;
    Position where(std::string_view key) const;  ///< of the key's value, else of the section

    std::optional<double> number(std::string_view key) const;
    std::optional<long long> integer(std::string_view key) const;  ///< 1e3 is one too
    std::optional<bool> boolean(std::string_view key) const;
    std::optional<std::string> string(std::string_view key) const;
    std::vector<std::string> strings(std::string_view key) const;  ///< empty if absent

    /// The place of a word among those that are known; none if absent.
    std::optional<std::size_t> choice(std::string_view key, std::vector<std::string> const& known) const;

    /// An integer from `least` to `most`; `why` there is a least.
    template <class Int>
    Int bounded(char const* key, Int fallback, Int least, std::string const& why, Int most = std::numeric_limits<Int>::max()) const {
        auto const value = integer(key).value_or(fallback);
        auto const said = std::string(key) + " = " + std::to_string(value);
        if (value < least) throw ConfigError(where(key), said + " (" + why + "); give at least " + std::to_string(least));
        if (value > most) throw ConfigError(where(key), said + " (too large to count with); give at most " + std::to_string(most));
        return static_cast<Int>(value);
    }

    /// The values that must be there.
    double required_number(std::string_view key) const;
    std::string required_string(std::string_view key) const;

private:
    [[noreturn]] void wrong_type(Value const&, std::string_view key, std::string const& wanted) const;
    [[noreturn]] void missing(std::string_view key, std::string const& wanted) const;

    Table const* table_ = nullptr;
    Position where_;
    std::string name_;
};

}  // namespace squall::config
