#pragma once
#include <cstddef>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <string>
#include <string_view>

#include "host/pipeline/evaluator.hpp"

namespace squall::pipeline {

/// Place of the first column of that name, among columns or their names alone; none where there is none.
template <std::ranges::range Columns>
std::optional<std::size_t> find_column(Columns const& columns, std::string_view name) {
    std::size_t place = 0;
    for (auto const& column : columns) {
        if constexpr (std::is_same_v<decltype(column), Column const&>) {
            if (column.name == name) return place;
        } else {
            if (column == name) return place;
        }
        ++place;
    }
    return std::nullopt;
}

/// The same for a column that must be there: throws std::invalid_argument where it is not.
template <std::ranges::range Columns>
std::size_t column_named(Columns const& columns, std::string_view name) {
    if (auto const place = find_column(columns, name)) return *place;
    throw std::invalid_argument("no column " + std::string(name));
}

}  // namespace squall::pipeline
