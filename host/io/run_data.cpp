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
