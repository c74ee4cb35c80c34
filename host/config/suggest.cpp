#include "host/config/suggest.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace squall::config {
namespace {

constexpr std::size_t most_listed = 40;  ///< names in a message: more are not read

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    auto const letter = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            bool const same = letter(a[i - 1]) == letter(b[j - 1]);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
            bool const swapped = i > 1 && j > 1 && letter(a[i - 1]) == letter(b[j - 2]) && letter(a[i - 2]) == letter(b[j - 1]);
            if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

std::string did_you_mean(std::string_view unknown, std::span<std::string const> known) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, unknown.size() / 3) + 1;  // a third of the letters may be wrong
    for (auto const& name : known) {
        auto const distance = edit_distance(unknown, name);
        if (distance < best_distance) best = name, best_distance = distance;
    }
    if (!best.empty()) return "did you mean \"" + std::string(best) + "\"?";
    if (known.empty()) return "nothing is known here";
    std::string list = "known: ";
    auto const listed = std::min(known.size(), most_listed);
    for (std::size_t i = 0; i < listed; ++i) list += (i ? ", " : "") + known[i];
    return listed < known.size() ? list + " and " + std::to_string(known.size() - listed) + " more" : list;
}

}  // namespace squall::config
