#include "host/textures/enumeration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>
#include <set>

#include "host/textures/naturalness.hpp"

namespace squall::textures {
namespace {

using namespace texture;

constexpr std::size_t most_textures = 200'000;
constexpr int most_charge = 50;  // sums are exponents, of which textures have up to 100
config::Position const command_line{"the command line", 0, 0};

std::size_t families_of(ChargeRange const& range) {
    auto const n = static_cast<std::size_t>(range.high - range.low + 1);
    return range.third_is_zero ? n * (n + 1) / 2 : n * (n + 1) * (n + 2) / 6;
}

std::vector<Family> descending(ChargeRange const& range) {
    std::vector<Family> result;
    for (int a = range.low; a <= range.high; ++a)
        for (int b = range.low; b <= a; ++b) {
            if (range.third_is_zero)
                result.push_back({a, b, 0});
            else
                for (int c = range.low; c <= b; ++c) result.push_back({a, b, c});
        }
    return result;
}

config::Value charges_of(Family const& family, config::Position const& where) {
    config::Array list;
    for (int const charge : family) list.push_back({std::int64_t{charge}, where});
    return {std::move(list), where};
}

void set_member(config::Table& table, std::string const& key, config::Value value) {
    std::erase_if(table, [&](config::Member const& m) { return m.key == key; });
    table.push_back({key, value.where, std::move(value)});
    std::ranges::sort(table, {}, &config::Member::key);
}

/// A matrix' exponents, and the same of its three columns.
using Exponents = std::array<std::array<double, 3>, 3>;

/// Takes what is common to all entries of some matrices from them.
void subtract_common(std::vector<Exponents*> const& matrices) {
    double least = std::numeric_limits<double>::infinity();
    for (auto const* matrix : matrices)
        for (auto const& row : *matrix) least = std::min(least, *std::ranges::min_element(row));
    if (!std::isfinite(least)) return;
    for (auto* matrix : matrices)
        for (auto& row : *matrix)
            for (double& n : row) n -= least;
}

using Permutation = std::array<std::size_t, 3>;

/// Rows permuted; columns, whose order is a name, sorted, or permuted alike.
Exponents permuted(Exponents const& matrix, Permutation const& rows, bool columns_alike) {
    std::array<std::array<double, 3>, 3> columns;
    for (std::size_t j = 0; j < 3; ++j)
        for (std::size_t i = 0; i < 3; ++i) columns[j][i] = matrix[rows[i]][columns_alike ? rows[j] : j];
    if (!columns_alike) std::ranges::sort(columns);
    return columns;
}

Exponents with_rows(Exponents const& matrix, Permutation const& rows) { return {matrix[rows[0]], matrix[rows[1]], matrix[rows[2]]}; }

void append(std::vector<double>& list, Exponents const& matrix) {
    for (auto const& row : matrix) list.insert(list.end(), row.begin(), row.end());
}

/// The least of what the six orders of the families of a doublet give.
template <class Listing>
std::vector<double> least_of_orders(Listing const& listing) {
    Permutation order{0, 1, 2};
    auto least = listing(order);
    while (std::ranges::next_permutation(order).found) least = std::min(least, listing(order));
    return least;
}

}  // namespace

ChargeRange read_range(std::string const& text) {
    ChargeRange range;
    char colon = 0, rest = 0;
    auto const equals = text.find('=');
    int const read = equals == std::string::npos || equals == 0
                         ? 0
                         : std::sscanf(text.c_str() + equals + 1, "%d%c%d%c", &range.low, &colon, &range.high, &rest);
    if (read != 3 || colon != ':')
        throw config::ConfigError(command_line, fmt::format("charges \"{}\" are no range of a field; write Q=0:4", text));
    range.field = text.substr(0, equals);
    if (range.low > range.high)
        throw config::ConfigError(command_line, fmt::format("charges \"{}\" are empty ({} is above {}); write the smaller one first", text,
                                                            range.low, range.high));
    if (std::max(std::abs(range.low), std::abs(range.high)) > most_charge)
        throw config::ConfigError(command_line,
                                  fmt::format("charges \"{}\" are too large (exponents go up to 100); give at most {}", text, most_charge));
    return range;
}

std::vector<ChargeRange> quark_ranges(int largest) { return {{"Q", 0, largest, true}, {"U", 0, largest, true}, {"D", 0, largest, false}}; }

std::vector<Assignment> assignments(std::vector<ChargeRange> const& ranges) {
    double count = 1;
    for (auto const& range : ranges) count *= static_cast<double>(families_of(range));
    if (!(count <= static_cast<double>(most_textures)))
        throw config::ConfigError(
            command_line,
            fmt::format("{:g} textures (more than {}, and each is drawn many times); give narrower ranges", count, most_textures));
    std::vector<Assignment> result{{}};
    for (auto const& range : ranges) {
        std::vector<Assignment> longer;
        for (auto const& begin : result)
            for (auto const& family : descending(range)) {
                longer.push_back(begin);
                longer.back().push_back(family);
            }
        result = std::move(longer);
    }
    return result;
}

config::Texture with_charges(config::Texture const& base, std::vector<ChargeRange> const& ranges, Assignment const& assignment) {
    auto document = base.document;
    auto& top = *std::get_if<config::Table>(&document.data);
    auto const* own = config::find(top, "charges");
    config::Table charges = own && own->table() ? *own->table() : config::Table{};
    std::string name;
    for (std::size_t r = 0; r < ranges.size(); ++r) {
        auto const& family = assignment[r];
        set_member(charges, ranges[r].field, charges_of(family, command_line));
        name += fmt::format("{}{}({},{},{})", r == 0 ? "" : " ", ranges[r].field, family[0], family[1], family[2]);
    }
    set_member(top, "charges", {std::move(charges), own ? own->where : command_line});
    std::erase_if(top, [](config::Member const& m) { return m.key == "name"; });
    return config::read_texture(document, name, base.directory);
}

std::vector<double> signature(config::Texture const& texture) {
    auto const& settings = texture.settings;
    std::array<Exponents, matrix_count> matrix{};
    for (auto const m : texture.used_matrices())
        for (std::size_t i = 0; i < 3; ++i) std::copy_n(settings.exponent[m][i], 3, matrix[m][i].begin());
    bool const neutrinos = settings.leptons && settings.neutrinos != Neutrinos::none;
    bool const tied = neutrinos && settings.dirac_is_up_transposed;  // whose families are those of quarks too
    if (tied)
        for (std::size_t i = 0; i < 3; ++i) std::copy_n(settings.exponent[dirac][i], 3, matrix[dirac][i].begin());
    for (int n = 1; n <= 3; ++n) {
        std::vector<Exponents*> multiplied;
        for (std::size_t m = up; m <= lepton; ++m)
            if (settings.normalisation[m] == static_cast<Normalisation>(n) && texture.free_normalisation[n - 1])
                multiplied.push_back(&matrix[m]);
        if (!settings.leptons) std::erase(multiplied, &matrix[lepton]);
        subtract_common(multiplied);
    }
    if (!texture.running.stepwise_decoupling)                                           // else these are in masses of heavy neutrinos
        for (std::size_t m = dirac; m <= majorana; ++m) subtract_common({&matrix[m]});  // kappa_0 is free
    std::vector<double> result;
    if (tied) {
        for (auto const& entries : matrix) append(result, entries);
        return result;
    }
    result = least_of_orders([&](Permutation const& Q) {
        std::vector<double> list;
        for (auto const m : {up, down}) append(list, permuted(matrix[m], Q, settings.symmetric[m]));
        return list;
    });
    auto const leptons = least_of_orders([&](Permutation const& L) {
        std::vector<double> list;
        append(list, permuted(matrix[lepton], L, settings.symmetric[lepton]));
        append(list, with_rows(matrix[dirac], L));
        append(list, matrix[singlet]);
        append(list, settings.neutrinos == Neutrinos::weinberg ? permuted(matrix[majorana], L, true) : matrix[majorana]);
        return list;
    });
    if (settings.leptons) result.insert(result.end(), leptons.begin(), leptons.end());
    return result;
}

std::vector<config::Texture> enumerate(config::Texture const& base, std::vector<ChargeRange> const& ranges) {
    auto const all = assignments(ranges);
    std::set<std::vector<double>> known;
    std::vector<config::Texture> result;
    for (auto const& assignment : all) {
        auto texture = with_charges(base, ranges, assignment);
        if (known.insert(signature(texture)).second) result.push_back(std::move(texture));
    }
    if (all.size() > 1 && result.size() == 1)
        throw config::ConfigError(base.where,
                                  "these charges change nothing (its matrices have exponents of their own, or free "
                                  "normalisations take them up); leave exponents out, or vary other fields");
    return result;
}

std::vector<config::Texture> select_best(std::vector<config::Texture> list, Selection const& selection, backends::StageTable const& stages,
                                         int threads, std::function<bool()> const& stop, std::function<void(std::size_t)> const& progress) {
    struct Place {
        std::size_t of;
        double share, median;
    };
    double const widest = *std::ranges::max_element(selection.factors);
    std::vector<Place> places;
    for (std::size_t t = 0; t < list.size() && !(stop && stop()); ++t) {
        auto const targets = read_targets(list[t], selection.use.empty() ? list[t].targets : selection.use);
        auto const counts = make_draws(draw_job(list[t], targets, {widest}, selection.seed, selection.draws), stages, threads);
        places.push_back({t, static_cast<double>(counts.within[0]), counts.largest.percentile(0.5)});
        if (progress) progress(t + 1);
    }
    std::ranges::stable_sort(places, [](Place const& a, Place const& b) {
        if (a.share != b.share) return a.share > b.share;
        return a.median < b.median;
    });
    std::vector<config::Texture> best;
    for (std::size_t p = 0; p < std::min(selection.keep, places.size()); ++p) best.push_back(std::move(list[places[p].of]));
    return best;
}

}  // namespace squall::textures
