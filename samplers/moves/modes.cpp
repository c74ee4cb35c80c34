#include "samplers/moves/modes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/core/math.hpp"
#include "samplers/density.hpp"
#include "samplers/wide/wide.hpp"

namespace squall::samplers {
namespace {

/// |L^-1 (x - c)|^2 of a mode.
double squared_distance(Modes const& modes, std::size_t mode, std::span<double const> x, double* standard) {
    std::size_t const d = modes.dimensions;
    double const* centre = modes.centre.data() + mode * d;
    double const* factor = modes.factor.data() + mode * d * d;
    double sum = 0;
    for (std::size_t i = 0; i < d; ++i) {
        double value = x[i] - centre[i];
        for (std::size_t j = 0; j < i; ++j) value -= factor[i * d + j] * standard[j];
        standard[i] = value / factor[i * d + i];
        sum += standard[i] * standard[i];
    }
    return sum;
}

/// c + L z of a mode.
void place(Modes const& modes, std::size_t mode, double const* standard, std::span<double> x) {
    std::size_t const d = modes.dimensions;
    double const* factor = modes.factor.data() + mode * d * d;
    for (std::size_t i = 0; i < d; ++i) {
        double value = modes.centre[mode * d + i];
        for (std::size_t j = 0; j <= i; ++j) value += factor[i * d + j] * standard[j];
        x[i] = value;
    }
}

}  // namespace

std::size_t Modes::of(std::span<double const> x) const {
    if (count() < 2) return 0;
    std::vector<double> standard(dimensions);
    std::size_t nearest = 0;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t m = 0; m < count(); ++m) {
        double const distance = 0.5 * squared_distance(*this, m, x, standard.data()) + log_det[m];
        if (distance < best) best = distance, nearest = m;
    }
    return nearest;
}

double propose_mode_jump(Draws& draws, Modes const& modes, std::span<double> x) {
    std::size_t const from = modes.of(x);
    std::size_t to = draws.index(modes.count() - 1);
    if (to >= from) ++to;
    bool const shift = (draws.word() & 1) != 0;
    std::size_t const d = modes.dimensions;
    if (shift) {
        for (std::size_t k = 0; k < d; ++k) x[k] += modes.centre[to * d + k] - modes.centre[from * d + k];
    } else {
        std::vector<double> standard(d);
        squared_distance(modes, from, x, standard.data());
        place(modes, to, standard.data(), x);
    }
    if (modes.of(x) != to) return impossible;
    return shift ? 0.0 : modes.log_det[to] - modes.log_det[from];
}

namespace {

/// A symmetric matrix' lower Cholesky factor in place; false where it is not positive definite.
bool cholesky(std::vector<double>& a, std::size_t d) {
    for (std::size_t i = 0; i < d; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double value = a[i * d + j];
            for (std::size_t k = 0; k < j; ++k) value -= a[i * d + k] * a[j * d + k];
            if (i == j) {
                if (!(value > 0)) return false;
                a[i * d + i] = std::sqrt(value);
            } else {
                a[i * d + j] = value / a[j * d + j];
            }
        }
        for (std::size_t j = i + 1; j < d; ++j) a[i * d + j] = 0;
    }
    return true;
}

/// Factor of a covariance, drawn towards its diagonal as far as that needs to be for it to exist.
std::vector<double> safe_cholesky(std::vector<double> const& covariance, std::size_t d, double shrink) {
    for (;; shrink = std::min(1.0, std::max(2 * shrink, 1e-9))) {
        std::vector<double> a = covariance;
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t j = 0; j < d; ++j)
                if (i != j) a[i * d + j] *= 1 - shrink;
        if (shrink >= 1)
            for (std::size_t i = 0; i < d; ++i)
                if (!(a[i * d + i] > 0)) a[i * d + i] = std::numeric_limits<double>::min();
        if (cholesky(a, d)) return a;
    }
}

using Rows = std::vector<double>;

/// At most `most` distinct rows, taken at equal distances of some times as many.
Rows distinct_sample(std::span<double const> positions, std::size_t d, std::size_t most) {
    constexpr std::size_t times = 8;  // as many copies of a row as are met
    std::size_t const n = positions.size() / d, looked_at = std::min(n, times * most);
    std::vector<std::uint32_t> order(looked_at);
    for (std::size_t i = 0; i < looked_at; ++i) order[i] = static_cast<std::uint32_t>(i * n / looked_at);
    auto const row = [&](std::uint32_t i) { return positions.subspan(i * d, d); };
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return std::lexicographical_compare(row(a).begin(), row(a).end(), row(b).begin(), row(b).end()); });
    auto const end = std::unique(order.begin(), order.end(), [&](auto a, auto b) { return std::ranges::equal(row(a), row(b)); });
    order.erase(end, order.end());
    std::size_t const count = std::min(most, order.size());
    Rows result;
    for (std::size_t i = 0; i < count; ++i) {
        auto const chosen = row(order[i * order.size() / count]);
        result.insert(result.end(), chosen.begin(), chosen.end());
    }
    return result;
}

struct Edge {
    std::uint32_t a, b;
    double length;
};

/// Prim's algorithm.
std::vector<Edge> spanning_tree(Rows const& rows, std::size_t d) {
    std::size_t const n = rows.size() / d, stride = WideLoops::padded(n);
    std::vector<double> columns(d * stride, std::nan("")), distance(stride, std::numeric_limits<double>::infinity()), nearest(stride, 0.0);
    std::vector<std::uint32_t> outside(n - 1);  // the first is in the tree
    std::iota(outside.begin(), outside.end(), 1u);
    for (std::size_t i = 0; i + 1 < n; ++i)
        for (std::size_t k = 0; k < d; ++k) columns[k * stride + i] = rows[(i + 1) * d + k];
    std::vector<Edge> tree;
    for (std::uint32_t last = 0; !outside.empty();) {
        std::size_t const best =
            wide_loops().approach(columns.data(), stride, outside.size(), d, &rows[last * d], last, distance.data(), nearest.data());
        last = outside[best];
        tree.push_back({static_cast<std::uint32_t>(nearest[best]), last, std::sqrt(distance[best])});
        // the last one moves to its place
        std::size_t const end = outside.size() - 1;
        auto const move = [&](auto& values, std::size_t offset) { values[offset + best] = values[offset + end]; };
        move(outside, 0), move(distance, 0), move(nearest, 0);
        for (std::size_t k = 0; k < d; ++k) move(columns, k * stride), columns[k * stride + end] = std::nan("");
        distance[end] = std::numeric_limits<double>::infinity();
        outside.pop_back();
    }
    return tree;
}

/// Rows in a metric in which differences of neighbours, as the edges of the tree name them, have unit covariance.
Rows in_metric_of(std::vector<Edge> const& tree, Rows const& rows, std::size_t d) {
    std::vector<double> lengths;
    for (Edge const& e : tree) lengths.push_back(e.length);
    std::nth_element(lengths.begin(), lengths.begin() + lengths.size() * 3 / 4, lengths.end());
    double const longest = lengths[lengths.size() * 3 / 4];  // those between modes are left out
    std::vector<double> covariance(d * d, 0.0);
    double count = 0;
    for (Edge const& e : tree) {
        if (e.length > longest) continue;
        ++count;
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t j = 0; j < d; ++j)
                covariance[i * d + j] += (rows[e.a * d + i] - rows[e.b * d + i]) * (rows[e.a * d + j] - rows[e.b * d + j]);
    }
    for (double& c : covariance) c /= count;
    auto const factor = safe_cholesky(covariance, d, 0.01);
    Rows result(rows.size());
    for (std::size_t r = 0; r < rows.size() / d; ++r)
        for (std::size_t i = 0; i < d; ++i) {
            double value = rows[r * d + i];
            for (std::size_t j = 0; j < i; ++j) value -= factor[i * d + j] * result[r * d + j];
            result[r * d + i] = value / factor[i * d + i];
        }
    return result;
}

/// Rows with unit variance in each coordinate.
Rows standardised(Rows const& rows, std::size_t d) {
    Rows result = rows;
    std::size_t const n = rows.size() / d;
    for (std::size_t k = 0; k < d; ++k) {
        double mean = 0, variance = 0;
        for (std::size_t i = 0; i < n; ++i) mean += rows[i * d + k] / static_cast<double>(n);
        for (std::size_t i = 0; i < n; ++i) variance += square(rows[i * d + k] - mean) / static_cast<double>(n);
        double const width = variance > 0 ? std::sqrt(variance) : 1.0;
        for (std::size_t i = 0; i < n; ++i) result[i * d + k] /= width;
    }
    return result;
}

/// Group of each row: the tree without its long edges.
std::vector<std::uint32_t> pieces(std::vector<Edge> tree, std::size_t n) {
    std::sort(tree.begin(), tree.end(), [](Edge const& a, Edge const& b) { return a.length < b.length; });
    double const lower = tree[tree.size() / 4].length, middle = tree[tree.size() / 2].length, upper = tree[tree.size() * 3 / 4].length;
    double const cut = middle + 4 * (upper - lower);
    std::vector<std::uint32_t> group(n);
    std::iota(group.begin(), group.end(), 0u);
    auto const root = [&](std::uint32_t i) {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    };
    for (Edge const& e : tree)
        if (e.length <= cut) group[root(e.a)] = root(e.b);
    for (std::uint32_t i = 0; i < n; ++i) group[i] = root(i);
    return group;
}

/// Direction of the largest variance of some rows, by power iteration.
std::vector<double> widest_direction(Rows const& rows, std::size_t d, std::vector<std::uint32_t> const& members) {
    constexpr int iterations = 30;  // any direction with a gap will do, the widest need not be exact
    std::vector<double> mean(d, 0.0), direction(d), product(d);
    for (auto r : members)
        for (std::size_t k = 0; k < d; ++k) mean[k] += rows[r * d + k] / static_cast<double>(members.size());
    for (std::size_t k = 0; k < d; ++k) direction[k] = 1.0 + 0.1 * static_cast<double>(k % 7);  // parallel to no axis
    for (int i = 0; i < iterations; ++i) {
        std::fill(product.begin(), product.end(), 0.0);
        for (auto r : members) {
            double projection = 0;
            for (std::size_t k = 0; k < d; ++k) projection += direction[k] * (rows[r * d + k] - mean[k]);
            for (std::size_t k = 0; k < d; ++k) product[k] += projection * (rows[r * d + k] - mean[k]);
        }
        double norm = 0;
        for (double p : product) norm += p * p;
        if (!(norm > 0)) return direction;
        for (std::size_t k = 0; k < d; ++k) direction[k] = product[k] / std::sqrt(norm);
    }
    return direction;
}

/// Where sorted numbers have a valley between two hills: the middle of the window with the fewest points that has on either side one with
/// four times as many and no fewer than twelve (which a Poisson fluctuation of three does not reach). NaN: nowhere.
double valley(std::vector<double> const& x) {
    constexpr double windows = 12;  // in the range of nine tenths of the points
    std::size_t const n = x.size();
    double const low = x[n / 20], high = x[n - 1 - n / 20], width = (high - low) / windows;
    if (!(width > 0)) return std::nan("");
    std::vector<double> centre, count;
    for (double c = low - width; c <= high + width; c += width / 4) {
        auto const begin = std::lower_bound(x.begin(), x.end(), c - width / 2), end = std::lower_bound(begin, x.end(), c + width / 2);
        centre.push_back(c);
        count.push_back(static_cast<double>(end - begin));
    }
    std::vector<double> hill_before(count), hill_after(count);
    std::partial_sum(count.begin(), count.end(), hill_before.begin(), [](double a, double b) { return std::max(a, b); });
    std::partial_sum(count.rbegin(), count.rend(), hill_after.rbegin(), [](double a, double b) { return std::max(a, b); });
    double best = std::nan(""), fewest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < count.size(); ++i) {
        double const hill = std::min(hill_before[i], hill_after[i]);
        if (hill >= 12 && 4 * count[i] <= hill && count[i] / hill < fewest) fewest = count[i] / hill, best = centre[i];
    }
    return best;
}

/// Divides pieces where their projection on the widest direction has a valley; again and again.
void split_at_valleys(Rows const& rows, std::size_t d, std::size_t smallest, std::vector<std::vector<std::uint32_t>>& groups) {
    for (std::size_t g = 0; g < groups.size();) {
        auto const members = groups[g];
        auto const direction = widest_direction(rows, d, members);
        std::vector<double> projection;
        for (auto r : members) {
            double sum = 0;
            for (std::size_t k = 0; k < d; ++k) sum += direction[k] * rows[r * d + k];
            projection.push_back(sum);
        }
        auto sorted = projection;
        std::sort(sorted.begin(), sorted.end());
        double const at = members.size() >= 2 * smallest ? valley(sorted) : std::nan("");
        std::vector<std::uint32_t> below, above;
        for (std::size_t i = 0; i < members.size(); ++i) (projection[i] < at ? below : above).push_back(members[i]);
        if (std::isnan(at) || below.size() < smallest || above.size() < smallest) {
            ++g;
            continue;
        }
        groups[g] = std::move(below);
        groups.push_back(std::move(above));
    }
}

/// Moments of groups of rows as modes. `group` of a row: its mode, or `nobody`.
constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
Modes moments(std::span<double const> rows, std::size_t d, std::vector<std::uint32_t> const& group, std::size_t count) {
    Modes modes{d, std::vector<double>(count, 0.0), std::vector<double>(count * d, 0.0), {}, {}};
    std::size_t const n = group.size();
    for (std::size_t i = 0; i < n; ++i) {
        if (group[i] == nobody) continue;
        modes.weight[group[i]] += 1;
        for (std::size_t k = 0; k < d; ++k) modes.centre[group[i] * d + k] += rows[i * d + k];
    }
    for (std::size_t m = 0; m < count; ++m)
        for (std::size_t k = 0; k < d; ++k) modes.centre[m * d + k] /= modes.weight[m];
    std::vector<double> covariance(count * d * d, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        if (group[i] == nobody) continue;
        double const* centre = &modes.centre[group[i] * d];
        double* c = &covariance[group[i] * d * d];
        for (std::size_t a = 0; a < d; ++a)
            for (std::size_t b = 0; b <= a; ++b) c[a * d + b] += (rows[i * d + a] - centre[a]) * (rows[i * d + b] - centre[b]);
    }
    double total = 0;
    for (double w : modes.weight) total += w;
    for (std::size_t m = 0; m < count; ++m) {
        std::vector<double> c(covariance.begin() + m * d * d, covariance.begin() + (m + 1) * d * d);
        for (double& v : c) v /= modes.weight[m];
        // few points say little of correlations
        auto const factor = safe_cholesky(c, d, std::min(1.0, static_cast<double>(d) / modes.weight[m]));
        modes.factor.insert(modes.factor.end(), factor.begin(), factor.end());
        double log_det = 0;
        for (std::size_t k = 0; k < d; ++k) log_det += squall::log(factor[k * d + k]);
        modes.log_det.push_back(log_det);
        modes.weight[m] /= total;
    }
    return modes;
}

}  // namespace

Modes find_modes(std::span<double const> positions, std::size_t d) {
    constexpr std::size_t sample_size = 600;
    constexpr int metric_rounds = 2;
    Rows const sample = distinct_sample(positions, d, sample_size);
    std::size_t const n = sample.size() / d;
    std::vector<std::uint32_t> group(n, 0);
    std::size_t count = 1;
    std::size_t const smallest = std::max<std::size_t>(d + 2, n / 100);
    if (n > 4 * smallest) {
        auto tree = spanning_tree(standardised(sample, d), d);
        Rows local;
        for (int round = 0; round < metric_rounds; ++round) {
            local = in_metric_of(tree, sample, d);
            tree = spanning_tree(local, d);
        }
        // on a line gaps are exponentially distributed, and long in the tails: there valleys alone divide
        auto const piece = d > 1 ? pieces(std::move(tree), n) : std::vector<std::uint32_t>(n, 0);
        std::vector<std::vector<std::uint32_t>> groups(n);
        for (std::uint32_t i = 0; i < n; ++i) groups[piece[i]].push_back(i);
        std::erase_if(groups, [&](auto const& members) { return members.size() < smallest; });
        split_at_valleys(local, d, smallest, groups);
        if (!groups.empty()) {
            count = groups.size();
            std::fill(group.begin(), group.end(), nobody);
            for (std::uint32_t g = 0; g < count; ++g)
                for (auto i : groups[g]) group[i] = g;
        }
    }
    Modes modes = moments(sample, d, group, count);
    // all points, each in its nearest mode
    std::vector<std::uint32_t> all(positions.size() / d);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint32_t>(modes.of(positions.subspan(i * d, d)));
    std::vector<std::size_t> members(count, 0);
    for (auto m : all) ++members[m];
    if (std::ranges::any_of(members, [&](std::size_t m) { return m < 2; })) return modes;
    return moments(positions, d, all, count);
}

}  // namespace squall::samplers
