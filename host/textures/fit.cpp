#include "host/textures/fit.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "host/config/builtin.hpp"
#include "host/config/texture_family.hpp"
#include "host/pipeline/columns.hpp"
#include "host/pipeline/texture_columns.hpp"
#include "host/pipeline/texture_evaluator.hpp"
#include "host/textures/drawn_coefficients.hpp"
#include "host/textures/targets.hpp"

namespace squall::textures {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double difference = 1e-6;  ///< of coordinates of order one; predictions are good to 1e-12
constexpr double trial_dampings[] = {0.1, 1, 10, 100};
constexpr double most_damping = 1e12, first_damping = 1e-2;
constexpr double settled = 1e-6;  ///< change of the total, in units of 1 + total, below which a start has converged

/// What a coordinate is to a parameter.
enum class Kind { logarithm, modulus, phase };
struct Coordinate {
    Kind kind;
    std::size_t parameter;  ///< its place; of a coefficient that of its real part, the imaginary part follows
    double width;           ///< of the prior; infinite: none
};

bool is_coefficient(std::string const& name) { return name.starts_with("C_"); }
bool is_normalisation(std::string const& name) { return name.starts_with("N_"); }

/// Coordinates in which steps are small numbers, and their way to parameters.
class Coordinates {
public:
    Coordinates(config::Texture const& texture, std::span<pipeline::Column const> parameters, std::optional<double> prior)
        : texture_(texture), parameters_(parameters) {
        for (std::size_t p = 0; p < parameters.size(); ++p) {
            auto const& name = parameters[p].name;
            if (!is_coefficient(name)) {
                list_.push_back({Kind::logarithm, p, prior && is_normalisation(name) ? 1.0 : infinity});
                continue;
            }
            list_.push_back({Kind::modulus, p, prior.value_or(infinity)});
            ++p;
            if (!texture.law.real) list_.push_back({Kind::phase, p - 1, infinity});
        }
    }
    std::size_t size() const { return list_.size(); }
    Coordinate const& operator[](std::size_t i) const { return list_[i]; }

    /// Of start number `start`; signs of real coefficients stay those of the start.
    VectorXd start(std::uint64_t seed, std::uint64_t number, std::vector<double>& parameters) const {
        auto const drawn = texture::drawn_coefficients(texture_.settings, texture_.law, seed, number);
        auto const all = pipeline::texture_parameters();
        parameters.assign(parameters_.size(), 1.0);
        for (std::size_t p = 0; p < parameters.size(); ++p) {
            auto const& name = parameters_[p].name;
            std::size_t const place = pipeline::column_named(all, name);
            if (!is_coefficient(name)) {
                if (name == "lambda") parameters[p] = std::sqrt(texture_.search.min * texture_.search.max);
                if (name == "kappa_0") parameters[p] = texture_.settings.drawn_kappa_0;
                continue;
            }
            std::size_t const number_of = place - texture::coefficients, entry = number_of / 2;
            parameters[p] = drawn.of[entry / 9][entry / 3 % 3][entry % 3][number_of % 2];
        }
        VectorXd x(static_cast<Eigen::Index>(size()));
        for (std::size_t i = 0; i < size(); ++i) {
            auto const& [kind, p, width] = list_[i];
            x[static_cast<Eigen::Index>(i)] = kind == Kind::logarithm ? std::log(parameters[p])
                                              : kind == Kind::modulus ? std::log(std::hypot(parameters[p], parameters[p + 1]))
                                                                      : std::atan2(parameters[p + 1], parameters[p]);
        }
        return x;
    }

    /// `parameters`: those of the start, whose signs a real coefficient keeps; overwritten.
    void to_parameters(VectorXd const& x, std::vector<double>& parameters) const {
        for (std::size_t i = 0; i < size(); ++i) {
            auto const& [kind, p, width] = list_[i];
            double const value = std::exp(x[static_cast<Eigen::Index>(i)]);
            if (kind == Kind::logarithm) parameters[p] = value;
            if (kind != Kind::modulus) continue;
            if (texture_.law.real) {
                parameters[p] = std::copysign(value, parameters[p]);
                continue;
            }
            double const phase = x[static_cast<Eigen::Index>(i) + 1];
            parameters[p] = value * std::cos(phase);
            parameters[p + 1] = value * std::sin(phase);
        }
    }

    /// lambda stays where the texture has it.
    bool allowed(VectorXd const& x) const {
        for (std::size_t i = 0; i < size(); ++i) {
            double const value = x[static_cast<Eigen::Index>(i)];
            if (!std::isfinite(value)) return false;
            if (parameters_[list_[i].parameter].name == "lambda" &&
                !(value >= std::log(texture_.search.min) && value <= std::log(texture_.search.max)))
                return false;
        }
        return true;
    }

    double of_prior(VectorXd const& x) const {
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) sum += std::pow(x[static_cast<Eigen::Index>(i)] / list_[i].width, 2);
        return sum;
    }

private:
    config::Texture const& texture_;
    std::span<pipeline::Column const> parameters_;
    std::vector<Coordinate> list_;
};

/// Pulls of many points, evaluated together.
class Residuals {
public:
    Residuals(pipeline::Evaluator& evaluator, Coordinates const& coordinates, std::vector<likelihood::Measurement> const& data)
        : evaluator_(evaluator), coordinates_(coordinates), data_(data) {
        for (auto const& m : data) {
            columns_.emplace_back();
            for (auto const& name : m.observables) columns_.back().push_back(pipeline::column_named(evaluator.outputs(), name));
        }
    }

    struct Point {
        VectorXd x;
        std::vector<double> const* start;  ///< parameters it came from
    };

    /// Column i: the pulls of point i; infinite where it has none.
    MatrixXd operator()(std::vector<Point> const& points) {
        std::size_t const size = points.size(), parameters = evaluator_.parameters().size();
        batch_.resize(size * parameters);
        std::vector<double> of_point;
        for (std::size_t i = 0; i < size; ++i) {
            of_point = *points[i].start;
            coordinates_.to_parameters(points[i].x, of_point);
            for (std::size_t p = 0; p < parameters; ++p) batch_[p * size + i] = of_point[p];
        }
        evaluator_.evaluate(batch_, size, evaluation_);
        evaluations += size;
        MatrixXd pulls(static_cast<Eigen::Index>(data_.size()), static_cast<Eigen::Index>(size));
        for (std::size_t m = 0; m < data_.size(); ++m)
            for (std::size_t i = 0; i < size; ++i) {
                bool const valid = evaluation_.status[i] == Status::ok && coordinates_.allowed(points[i].x);
                double const pull = valid ? likelihood::pull(data_[m], prediction(m, i)) : infinity;
                pulls(static_cast<Eigen::Index>(m), static_cast<Eigen::Index>(i)) = std::isfinite(pull) ? pull : infinity;
            }
        return pulls;
    }

    /// Of measurement m at point i of what was evaluated last; of several observables the smallest counts.
    double prediction(std::size_t m, std::size_t i) const {
        double least = infinity;
        for (auto const c : columns_[m]) least = std::min(least, evaluation_.column(c)[i]);
        return least;
    }
    std::uint64_t evaluations = 0;

private:
    pipeline::Evaluator& evaluator_;
    Coordinates const& coordinates_;
    std::vector<likelihood::Measurement> const& data_;
    std::vector<std::vector<std::size_t>> columns_;
    std::vector<double> batch_;
    pipeline::Evaluation evaluation_;
};

/// One start on its way.
struct Walker {
    std::vector<double> start;
    VectorXd x, pulls;
    double chi_squared = infinity, of_prior = 0, damping = first_damping;
    int iterations = 0;
    bool running = true, converged = false;
    double total() const { return chi_squared + of_prior; }
};

/// The step of Levenberg and Marquardt: least |pulls + J step|^2 + |(x + step)/width|^2 + damping |step|^2. There are fewer pulls than
/// coordinates, so that with D = 1/width^2 + damping the inverse of J^T J + D is had from that of 1 + J D^-1 J^T.
VectorXd step_of(MatrixXd const& jacobian, Walker const& walker, Coordinates const& coordinates, double damping) {
    auto const n = jacobian.cols();
    VectorXd inverse(n), gradient = jacobian.transpose() * walker.pulls;
    for (Eigen::Index i = 0; i < n; ++i) {
        double const width = coordinates[static_cast<std::size_t>(i)].width, weight = 1 / (width * width);
        gradient[i] += walker.x[i] * weight;
        inverse[i] = 1 / (weight + damping);
    }
    MatrixXd const weighted = jacobian * inverse.asDiagonal();
    MatrixXd const inner = MatrixXd::Identity(jacobian.rows(), jacobian.rows()) + weighted * jacobian.transpose();
    VectorXd const direct = inverse.cwiseProduct(gradient);
    return -(direct - weighted.transpose() * inner.ldlt().solve(jacobian * direct));
}

/// Jacobians of all walkers that run, in one batch.
std::vector<MatrixXd> jacobians(Residuals& residuals, std::vector<Walker*> const& walkers, std::size_t n) {
    std::vector<Residuals::Point> points;
    for (auto const* w : walkers)
        for (std::size_t i = 0; i < n; ++i) {
            points.push_back({w->x, &w->start});
            points.back().x[static_cast<Eigen::Index>(i)] += difference;
        }
    auto const pulls = residuals(points);
    std::vector<MatrixXd> result;
    auto const columns = static_cast<Eigen::Index>(n);
    for (std::size_t w = 0; w < walkers.size(); ++w)
        result.emplace_back((pulls.middleCols(static_cast<Eigen::Index>(w) * columns, columns).colwise() - walkers[w]->pulls) / difference);
    return result;
}

/// Steps with several dampings, of which the best is made; with none the damping grows.
void advance(Residuals& residuals, Coordinates const& coordinates, std::vector<Walker*> const& walkers) {
    auto const jacobian = jacobians(residuals, walkers, coordinates.size());
    std::vector<Residuals::Point> points;
    for (std::size_t w = 0; w < walkers.size(); ++w)
        for (double const factor : trial_dampings)
            points.push_back({jacobian[w].allFinite()
                                  ? VectorXd(walkers[w]->x + step_of(jacobian[w], *walkers[w], coordinates, factor * walkers[w]->damping))
                                  : walkers[w]->x,
                              &walkers[w]->start});
    auto const pulls = residuals(points);
    constexpr std::size_t trials = std::size(trial_dampings);
    for (std::size_t w = 0; w < walkers.size(); ++w) {
        auto& walker = *walkers[w];
        ++walker.iterations;
        std::size_t best = trials;
        double least = walker.total();
        for (std::size_t t = 0; t < trials; ++t) {
            std::size_t const i = w * trials + t;
            double const total = pulls.col(static_cast<Eigen::Index>(i)).squaredNorm() + coordinates.of_prior(points[i].x);
            if (total < least) best = t, least = total;
        }
        if (best == trials) {
            walker.damping *= 1000;
            if (walker.damping > most_damping) walker.running = false, walker.converged = jacobian[w].allFinite();
            continue;
        }
        std::size_t const i = w * trials + best;
        walker.converged = walker.total() - least < settled * (1 + least);
        walker.running = !walker.converged;
        walker.x = points[i].x;
        walker.pulls = pulls.col(static_cast<Eigen::Index>(i));
        walker.chi_squared = walker.pulls.squaredNorm();
        walker.of_prior = coordinates.of_prior(walker.x);
        walker.damping = std::max(walker.damping * trial_dampings[best], 1e-10);
    }
}

}  // namespace

double Fit::largest_log_modulus() const {
    double largest = 0;
    for (std::size_t p = 0; p + 1 < parameters.size(); ++p)
        if (is_coefficient(parameters[p].name)) {
            largest = std::max(largest, std::abs(std::log(std::hypot(points.front().parameters[p], points.front().parameters[p + 1]))));
            ++p;
        }
    return largest;
}

std::size_t Fit::within(double distance) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(points, [&](auto const& p) { return p.total() <= points.front().total() + distance; }));
}

pipeline::TextureSetup setup_of(config::Texture const& texture) {
    pipeline::TextureSetup setup{texture.settings, texture.running, {}};
    for (auto const& parameter : config::family_of(texture).parameters) setup.parameters.push_back(parameter.name);
    return setup;
}

std::vector<likelihood::Measurement> read_fit_data(config::Texture const& texture, std::vector<std::string> const& names) {
    std::vector<likelihood::Measurement> data;
    auto const refuse = [](likelihood::Measurement const& m, std::string const& why) {
        throw config::ConfigError(m.where, m.name + " cannot be fitted (" + why + "); leave it out, or sample with squall run");
    };
    auto const columns = pipeline::texture_outputs();
    for (auto const& name : names) {
        auto const block = likelihood::read_block(
            {name, texture.where_targets, config::load_named("measurements", name, texture.directory, texture.where_targets)});
        for (std::size_t e = 0; e < block.entries.size(); ++e) {
            auto const& m = block.entries[e];
            bool const predicted = std::ranges::all_of(m.observables, [&](std::string const& observable) {
                return predicts(texture, observable_named(observable, m.where_observable));
            });
            if (!predicted) continue;
            if (m.kind == likelihood::Kind::interval) refuse(m, "inside an interval nothing is better than anything else");
            if (m.kind != likelihood::Kind::gaussian && m.shape == likelihood::Shape::step)
                refuse(m, "a limit that is a step has no slope");
            for (auto const& group : block.correlated)
                if (std::ranges::find(group.entries, e) != group.entries.end()) refuse(m, "it is correlated with others");
            data.push_back(m);
        }
    }
    if (data.empty())
        throw config::ConfigError(texture.where_targets,
                                  "nothing to fit (no measurement with an error of what this texture predicts); name some, as in "
                                  "--use texture_fit_high_scale");
    return data;
}

Fit fit(config::Texture const& texture, std::vector<likelihood::Measurement> const& data, FitJob const& job,
        std::function<bool()> const& stop) {
    pipeline::TextureEvaluator evaluator(setup_of(texture), pipeline::cpu_stages(job.backend.name), job.backend.threads);
    Coordinates const coordinates(texture, evaluator.parameters(), job.prior);
    Residuals residuals(evaluator, coordinates, data);
    std::vector<Walker> walkers(static_cast<std::size_t>(job.starts));
    std::vector<Residuals::Point> points;
    for (std::size_t w = 0; w < walkers.size(); ++w) {
        walkers[w].x = coordinates.start(job.seed, w, walkers[w].start);
        points.push_back({walkers[w].x, &walkers[w].start});
    }
    auto const pulls = residuals(points);
    for (std::size_t w = 0; w < walkers.size(); ++w) {
        auto& walker = walkers[w];
        walker.pulls = pulls.col(static_cast<Eigen::Index>(w));
        walker.chi_squared = walker.pulls.squaredNorm();
        walker.of_prior = coordinates.of_prior(walker.x);
        walker.running = std::isfinite(walker.total());
    }
    for (int iteration = 0; iteration < job.iterations && !(stop && stop()); ++iteration) {
        std::vector<Walker*> running;
        for (auto& w : walkers)
            if (w.running) running.push_back(&w);
        if (running.empty()) break;
        advance(residuals, coordinates, running);
    }
    Fit result;
    result.parameters.assign(evaluator.parameters().begin(), evaluator.parameters().end());
    for (auto const& w : walkers) {
        if (!std::isfinite(w.total())) continue;
        FittedPoint point{w.start, w.chi_squared, w.of_prior, w.iterations, w.converged};
        coordinates.to_parameters(w.x, point.parameters);
        result.points.push_back(std::move(point));
    }
    std::ranges::stable_sort(result.points, {}, &FittedPoint::total);
    if (!result.points.empty()) {
        auto const best = std::ranges::min_element(walkers, {}, &Walker::total);
        auto const at_best = residuals({{best->x, &best->start}});
        for (std::size_t m = 0; m < data.size(); ++m)
            result.pulls.push_back({data[m], residuals.prediction(m, 0), at_best(static_cast<Eigen::Index>(m), 0)});
    }
    result.evaluations = residuals.evaluations;
    return result;
}

}  // namespace squall::textures
