#pragma once
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
