#include "host/pipeline/root_finder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "host/pipeline/columns.hpp"

namespace squall::pipeline {
namespace {

constexpr std::size_t batch_points = 16384;  ///< of a first round: bounds the memory
constexpr double edge_width = 1e-3;          ///< of the domain of b, in tan(beta)
/// Roots closer than this, relative, are not told apart: there b differs from zero by its square, as much as the iteration leaves open.
constexpr double pair_width = 1e-4;
constexpr double smallest_tolerance = 1e-14;  ///< some 50 neighbouring doubles

/// b at a value of tan(beta); NaN where it is not defined.
struct Node {
    double tan_beta, b;
    Status status;
    bool defined() const { return !std::isnan(b); }
};
using Nodes = std::vector<Node>;

/// b means something where the symmetry breaks and the iteration has found its fixed point; tachyons elsewhere do not matter to it.
bool defines_b(Status status) {
    return status != Status::no_ewsb && status != Status::no_ewsb_one_loop && status != Status::not_converged && status != Status::nan;
}

int sign(double x) { return (x > 0) - (x < 0); }

bool is_edge(Node const& a, Node const& b) { return a.defined() != b.defined(); }
bool is_crossing(Node const& a, Node const& b) { return sign(a.b) * sign(b.b) < 0; }
double width(Node const& a, Node const& b) { return b.tan_beta - a.tan_beta; }
double middle(Node const& a, Node const& b) { return 0.5 * (a.tan_beta + b.tan_beta); }

/// Where b vanishes by inverse interpolation through the nodes (Neville's scheme); NaN or infinite where two have the same b.
double inverse_interpolation(std::span<Node const> nodes) {
    std::vector<double> t;
    for (auto const& node : nodes) t.push_back(node.tan_beta);
    for (std::size_t order = 1; order < nodes.size(); ++order)
        for (std::size_t i = 0; i + order < nodes.size(); ++i) {
            double const b_0 = nodes[i].b, b_1 = nodes[i + order].b;
            t[i] = (b_1 * t[i] - b_0 * t[i + 1]) / (b_1 - b_0);
        }
    return t[0];
}

/// What encloses the root between nodes k and k + 1 more tightly: values on both sides of its interpolation, as far from it as the secant,
/// so that the width shrinks quadratically; and the middle, so that it is at least halved.
void enclose(Nodes const& nodes, std::size_t k, double tolerance, std::vector<double>& wanted) {
    auto const &left = nodes[k], &right = nodes[k + 1];
    wanted.push_back(middle(left, right));
    std::size_t first = k, last = k + 2;
    if (k > 0 && nodes[k - 1].defined()) --first;
    if (last < nodes.size() && nodes[last].defined()) ++last;
    double const secant = inverse_interpolation({&left, 2});
    double const better = inverse_interpolation({&nodes[first], last - first});
    bool const inside = better > left.tan_beta && better < right.tan_beta;
    double const centre = inside ? better : secant;
    double const distance = std::max(inside ? std::abs(better - secant) : width(left, right) / 8, tolerance * centre / 3);
    for (double const t : {centre - distance, centre + distance})
        if (t > left.tan_beta && t < right.tan_beta) wanted.push_back(t);
}

/// Whether |b| has a minimum around the middle one of three nodes which could reach zero: the parabola through them has, and it keeps less
/// distance from zero than it varies over them.
bool may_dip_to_zero(Node const& left, Node const& centre, Node const& right) {
    if (sign(left.b) * sign(centre.b) <= 0 || sign(centre.b) * sign(right.b) <= 0) return false;
    double const resolved = pair_width * centre.tan_beta;
    if (width(left, centre) < resolved || width(centre, right) < resolved) return false;
    double const b[3] = {std::abs(left.b), std::abs(centre.b), std::abs(right.b)};
    double const slope = (b[1] - b[0]) / width(left, centre);
    double const curvature = ((b[2] - b[1]) / width(centre, right) - slope) / width(left, right);
    if (!(curvature > 0)) return false;
    double const vertex = middle(left, centre) - 0.5 * slope / curvature;
    if (!(vertex > left.tan_beta && vertex < right.tan_beta)) return false;
    double const lowest = b[0] + (vertex - left.tan_beta) * (slope + curvature * (vertex - centre.tan_beta));
    return lowest <= std::max({b[0], b[1], b[2]}) - lowest;
}

/// The values of tan(beta) a curve wants next; none when all its roots are known.
std::vector<double> wanted_by(Nodes const& nodes, double tolerance) {
    std::vector<double> wanted;
    for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
        auto const &left = nodes[k], &right = nodes[k + 1];
        if (is_edge(left, right) && width(left, right) > edge_width) wanted.push_back(middle(left, right));
        if (is_crossing(left, right) && width(left, right) > tolerance * left.tan_beta) enclose(nodes, k, tolerance, wanted);
        if (k + 2 < nodes.size() && may_dip_to_zero(left, right, nodes[k + 2])) {
            wanted.push_back(middle(left, right));
            wanted.push_back(middle(right, nodes[k + 2]));
        }
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

/// Whether b goes through zero between nodes k and k + 1 and does not jump: there it is smaller than around, within a step of the grid, in
/// proportion to the distance.
bool is_continuous(Nodes const& nodes, std::size_t k, double step) {
    constexpr double small = 1e-3;
    double const here = std::max(std::abs(nodes[k].b), std::abs(nodes[k + 1].b));
    double around = here;
    for (std::size_t i = k; i > 0 && nodes[i - 1].defined() && width(nodes[i], nodes[k]) < step; --i)
        around = std::max(around, std::abs(nodes[i - 1].b));
    for (std::size_t i = k + 2; i < nodes.size() && nodes[i].defined() && width(nodes[k + 1], nodes[i - 1]) < step; ++i)
        around = std::max(around, std::abs(nodes[i].b));
    return here <= (small + width(nodes[k], nodes[k + 1]) / step) * around;
}

}  // namespace

/// b(tan(beta)) of one point and sign of mu, as far as it is known.
struct RootFinder::Curve {
    std::size_t point;
    double sign_mu;
    Nodes nodes;  ///< ascending in tan(beta)
    std::vector<double> wanted;

    void insert(Nodes::const_iterator first, Nodes::const_iterator last) {
        auto const ascending = [](Node const& a, Node const& b) { return a.tan_beta < b.tan_beta; };
        auto const old = static_cast<std::ptrdiff_t>(nodes.size());
        nodes.insert(nodes.end(), first, last);
        std::inplace_merge(nodes.begin(), nodes.begin() + old, nodes.end(), ascending);
    }

    void append_roots(double step, std::vector<Root>& roots) const {
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            if (nodes[k].b == 0) roots.push_back({nodes[k].tan_beta, sign_mu, nodes[k].status});
            if (k + 1 == nodes.size() || !is_crossing(nodes[k], nodes[k + 1]) || !is_continuous(nodes, k, step)) continue;
            auto const& nearest = std::abs(nodes[k].b) <= std::abs(nodes[k + 1].b) ? nodes[k] : nodes[k + 1];
            roots.push_back({nearest.tan_beta, sign_mu, nearest.status});
        }
    }
};

/// The status of all nodes, where they have one and none of them has a b; else no_root.
Status RootFinder::shared_failure(std::span<Curve const> curves) {
    Status const first = curves[0].nodes[0].status;
    for (auto const& curve : curves)
        for (auto const& node : curve.nodes)
            if (node.defined() || node.status != first) return Status::no_root;
    return first == Status::ok ? Status::no_root : first;
}

RootFinder::RootFinder(Evaluator& points, RootSearch const& search, std::string const& b_residual)
    : points_(points),
      search_(search),
      b_column_(column_named(points.outputs(), b_residual)),
      tan_beta_(column_named(points.parameters(), "tan_beta")),
      sign_mu_(column_named(points.parameters(), "sign_mu")) {
    double const steps = (search.tan_beta_max - search.tan_beta_min) / search.tan_beta_step;
    if (!(search.tan_beta_step > 0 && steps >= 0 && steps < 1e6)) throw std::invalid_argument("no grid of tan(beta)");
    search_.tolerance = std::max(search.tolerance, smallest_tolerance);
    for (double k = 0; k < steps * (1 - smallest_tolerance); ++k) grid_.push_back(search.tan_beta_min + k * search.tan_beta_step);
    grid_.push_back(search.tan_beta_max);
}

/// Evaluates what the curves want, in one batch, and adds it to them.
void RootFinder::evaluate_wanted(std::span<double const> parameters, std::size_t size, std::vector<Curve>& curves) {
    std::size_t count = 0;
    for (auto const& curve : curves) count += curve.wanted.size();
    std::size_t const parameter_count = points_.parameters().size();
    std::vector<double> batch(parameter_count * count);
    std::size_t at = 0;
    for (auto const& curve : curves)
        for (double const tan_beta : curve.wanted) {
            for (std::size_t p = 0; p < parameter_count; ++p) batch[p * count + at] = parameters[p * size + curve.point];
            batch[tan_beta_ * count + at] = tan_beta;
            batch[sign_mu_ * count + at] = curve.sign_mu;
            ++at;
        }
    Evaluation result;
    points_.evaluate(batch, count, result);
    evaluations_ += count;

    auto const b = result.column(b_column_);
    Nodes nodes(count);
    for (std::size_t i = 0; i < count; ++i) {
        bool const defined = defines_b(result.status[i]) && std::isfinite(b[i]);
        nodes[i] = {batch[tan_beta_ * count + i], defined ? b[i] : std::numeric_limits<double>::quiet_NaN(), result.status[i]};
    }
    auto next = nodes.cbegin();
    for (auto& curve : curves) {
        auto const end = next + static_cast<std::ptrdiff_t>(curve.wanted.size());
        curve.insert(next, end);
        next = end;
    }
}

std::vector<RootsOfPoint> RootFinder::find(std::span<double const> parameters, std::size_t size, bool both_signs) {
    std::vector<RootsOfPoint> result(size);
    std::size_t const chunk = std::max<std::size_t>(1, batch_points / ((both_signs ? 2 : 1) * grid_.size()));
    for (std::size_t first = 0; first < size; first += chunk) {
        std::vector<Curve> curves;
        for (std::size_t i = first; i < std::min(first + chunk, size); ++i) {
            double const given = parameters[sign_mu_ * size + i];
            curves.push_back({i, both_signs ? 1.0 : given, {}, grid_});
            if (both_signs) curves.push_back({i, -1.0, {}, grid_});
        }
        for (bool any = true; any;) {
            evaluate_wanted(parameters, size, curves);
            any = false;
            for (auto& curve : curves) {
                curve.wanted = wanted_by(curve.nodes, search_.tolerance);
                any = any || !curve.wanted.empty();
            }
        }
        for (auto const& curve : curves) curve.append_roots(search_.tan_beta_step, result[curve.point].roots);
        for (std::size_t c = 0; c < curves.size(); c += both_signs ? 2 : 1)
            result[curves[c].point].failure = shared_failure({&curves[c], both_signs ? 2u : 1u});
    }
    return result;
}

}  // namespace squall::pipeline
