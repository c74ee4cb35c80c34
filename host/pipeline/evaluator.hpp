#pragma once
#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "host/pipeline/likelihood_terms.hpp"
#include "kernels/core/status.hpp"
#include "kernels/spectrum/low_scale.hpp"
#include "kernels/spectrum/spectrum.hpp"

namespace squall::pipeline {

/// A named quantity of a point: a parameter or an output.
struct Column {
    std::string name;  ///< PDG-style, e.g. m_stop_1
    std::string unit;  ///< "GeV", "" for pure numbers
    std::string meaning;
};

/// What became of a batch of points. Structure of arrays: column c of point i is values[c * size + i].
/// A point whose status is not ok keeps what was known of it; the rest is NaN.
struct Evaluation {
    std::size_t size = 0;
    std::vector<double> values;
    std::vector<Status> status;
    /// Empty but for an evaluator told of a likelihood (bind): log L of point i is [i], that of block b [(1 + b) * size + i].
    std::vector<double> log_likelihood{};

    /// Makes room for `points` with `columns` values each, all NaN, and some of log L.
    void reset(std::size_t points, std::size_t columns, std::size_t log_likelihoods = 0) {
        size = points;
        values.assign(points * columns, std::numeric_limits<double>::quiet_NaN());
        status.assign(points, Status::ok);
        log_likelihood.assign(points * log_likelihoods, -std::numeric_limits<double>::infinity());
    }
    std::span<double const> column(std::size_t c) const { return {values.data() + c * size, size}; }
};

/// Everything known of one point: its columns, and what does not fit into columns.
struct PointDetails {
    Evaluation evaluation;                   ///< of this point alone
    spectrum::LowScale<double> low_scale{};  ///< running parameters at M_SUSY; meaningful where the iteration got that far
    spectrum::Spectrum<double> spectrum{};   ///< masses and mixing; likewise
};

/// A root of b(M_mess) = 0 in tan(beta).
struct Root {
    double tan_beta, sign_mu;
    Status status;  ///< ok: a vacuum; otherwise why it is none
    friend bool operator==(Root const&, Root const&) = default;
};

/// Parameter points in, spectra and observables out; thousands at a time.
class Evaluator {
public:
    virtual ~Evaluator() = default;
    /// The parameters of the model family, in the order `evaluate` wants them.
    virtual std::span<Column const> parameters() const = 0;
    /// Masses and observables, in the order of Evaluation::values.
    virtual std::span<Column const> outputs() const = 0;
    /// Points that fill the backend once.
    virtual std::size_t quantum() const = 0;
    /// Places that a batch of points takes up, idle ones included: what it could have held in the same time.
    virtual std::size_t places(std::size_t points) const { return (points + quantum() - 1) / quantum() * quantum(); }
    /// "scalar", "avx2", "avx512" or "cuda", the latter with its mapping if it is not one thread per point.
    virtual std::string backend() const = 0;
    /// Evaluates `size` points; parameter p of point i is parameters[p * size + i]. A function of each point alone:
    /// neither neighbours, nor threads, nor the order of evaluation change a bit of the result.
    virtual void evaluate(std::span<double const> parameters, std::size_t size, Evaluation& result) = 0;
    /// Whether some points can be told to fail at next to no cost, from their parameters alone.
    virtual bool has_cheap_cuts() const { return false; }
    /// Sets the status that `evaluate` would give such points; others stay as they are. Parameters as for `evaluate`.
    virtual void cut_cheaply([[maybe_unused]] std::span<double const> parameters, [[maybe_unused]] std::size_t size,
                             [[maybe_unused]] std::span<Status> status) const {}
    /// Tells of a likelihood. From now on Evaluation::log_likelihood is filled in where the points are, by an evaluator that can and that
    /// has all outputs the terms read; it is not after empty terms. Where it is empty, log_likelihood(terms, evaluation) gives the same
    /// bits.
    virtual void bind([[maybe_unused]] LikelihoodTerms const& terms) {}
    /// Whether log L of the likelihood it was told of has an upper bound that costs no spectrum.
    virtual bool bounds_log_likelihood() const { return false; }
    /// Lowers upper bounds of log L of points where it knows better. Parameters as for `evaluate`.
    virtual void bound_log_likelihood([[maybe_unused]] std::span<double const> parameters, [[maybe_unused]] std::size_t size,
                                      [[maybe_unused]] std::span<double> bound) const {}
    /// All about one point: the same numbers as `evaluate`, and the parameters and mixing matrices behind them.
    virtual PointDetails details(std::span<double const> point) = 0;
    /// All roots of b(M_mess) = 0 of one point, also those that are no vacuum; none where tan(beta) is given.
    virtual std::vector<Root> roots([[maybe_unused]] std::span<double const> point) { return {}; }
};

}  // namespace squall::pipeline
