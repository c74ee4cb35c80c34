#include "host/io/run_data.hpp"

#include <algorithm>
#include <stdexcept>

namespace squall::io {
namespace {

/// Calls `act` with each array of two tables.
void for_each_array(auto&& a, auto&& b, auto&& act) {
    act(a.chain, b.chain);
    act(a.log_prob, b.log_prob);
    act(a.blobs, b.blobs);
    act(a.status, b.status);
    act(a.log_weight, b.log_weight);
    act(a.birth_log_likelihood, b.birth_log_likelihood);
}

}  // namespace

std::size_t Rows::bytes() const {
    std::size_t sum = 0;
    for_each_array(*this, *this, [&](auto const& values, auto const&) { sum += values.size() * sizeof(values[0]); });
    return sum;
}

void Rows::clear() { *this = Rows{}; }

void Rows::append(Rows const& rows) {
    count += rows.count;
    for_each_array(*this, rows, [](auto& to, auto const& from) { to.insert(to.end(), from.begin(), from.end()); });
}

namespace {

/// Appends `count` steps of all parts' arrays, step by step.
template <class T>
void interleave(std::vector<std::vector<T> const*> const& parts, std::size_t count, std::vector<T>& result) {
    for (std::size_t step = 0; step < count; ++step)
        for (auto const* part : parts) {
            auto const width = static_cast<std::ptrdiff_t>(part->size() / count);
            auto const begin = part->begin() + static_cast<std::ptrdiff_t>(step) * width;
            result.insert(result.end(), begin, begin + width);
        }
}

}  // namespace

Rows side_by_side(std::vector<Rows> const& parts) {
    Rows result;
    if (parts.empty()) return result;
    result.count = parts[0].count;
    for (Rows const& part : parts)
        if (part.count != result.count) throw std::invalid_argument("rows side by side are not of as many steps");
    auto const one = [&](auto Rows::*table) {
        std::vector<std::remove_reference_t<decltype(result.*table)> const*> tables;
        for (Rows const& part : parts) tables.push_back(&(part.*table));
        interleave(tables, result.count, result.*table);
    };
    one(&Rows::chain);
    one(&Rows::log_prob);
    one(&Rows::blobs);
    one(&Rows::status);
    one(&Rows::log_weight);
    one(&Rows::birth_log_likelihood);
    return result;
}

std::vector<double> side_by_side(std::vector<std::vector<double>> const& parts, std::size_t count) {
    std::vector<std::vector<double> const*> tables;
    for (auto const& part : parts) tables.push_back(&part);
    std::vector<double> result;
    interleave(tables, count, result);
    return result;
}

Rows Rows::take(std::size_t rows) {
    if (rows > count) throw std::invalid_argument("more rows are to be taken than there are");
    Rows first;
    for_each_array(first, *this, [&](auto& to, auto& from) {
        auto const end = from.begin() + static_cast<std::ptrdiff_t>(count == 0 ? 0 : from.size() / count * rows);
        to.assign(from.begin(), end);
        from.erase(from.begin(), end);
    });
    first.count = rows;
    count -= rows;
    return first;
}

}  // namespace squall::io
