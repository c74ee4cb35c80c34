#include "host/reproduce/solver.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/pipeline/columns.hpp"
#include "host/pipeline/status_meaning.hpp"
#include "host/pipeline/status_name.hpp"
#include "host/reproduce/paper_bsgamma.hpp"
#include "kernels/backends/stages.hpp"
#include "kernels/spectrum/sfermions.hpp"

namespace squall::reproduce::hamidian98 {
namespace {

/// Output columns of the evaluator that are columns of Table I as they stand.
struct Named {
    Column column;
    char const* output;
};
constexpr Named named[] = {
    {mu, "mu_loop"},
    {m_Hp, "mHp"},
    {chargino_1, "m_chargino_1"},
    {chargino_2, "m_chargino_2"},
    {neutralino_1, "m_neutralino_1"},
    {neutralino_2, "m_neutralino_2"},
    {neutralino_3, "m_neutralino_3"},
    {neutralino_4, "m_neutralino_4"},
    {stau_1, "m_stau_1"},
    {stau_2, "m_stau_2"},
    {gluino, "m_gluino"},
    {sneutrino_tau, "m_sneutrino_tau"},
    {stop_1, "m_stop_1"},
    {stop_2, "m_stop_2"},
    {sbottom_1, "m_sbottom_1"},
    {sbottom_2, "m_sbottom_2"},
};

/// The first generation; output columns are in the order of mass over all three.
void take_first_generation(spectrum::Spectrum<double> const& s, Values& values) {
    double pair[2];
    auto const take = [&](double const(&masses)[6], Complex<double> const(&Z)[6][6], Column light, Column heavy) {
        spectrum::generation_masses(masses, Z, 0, pair);
        values[light] = pair[0];
        values[heavy] = pair[1];
    };
    take(s.m_slepton, s.Z_lepton, selectron_1, selectron_2);
    take(s.m_up_squark, s.Z_up, up_1, up_2);
    take(s.m_down_squark, s.Z_down, down_1, down_2);
    values[sneutrino_e] = spectrum::generation_mass(s.m_sneutrino, s.Z_sneutrino, 0);
}

pipeline::GgmSetup ggm_setup() {
    pipeline::GgmSetup setup;
    setup.largest_messenger_mass = messenger_ratio * largest_Lambda;
    return setup;
}

/// Parameters of a model, tan(beta) and the sign of mu left open.
std::vector<double> point_of(Messengers const& messengers, double Lambda) {
    std::vector<double> point(backends::ggm_parameter_count, 0.0);
    point[backends::ggm_Lambda] = Lambda;
    point[backends::ggm_M_mess] = messenger_ratio * Lambda;
    std::copy(messengers.begin(), messengers.end(), point.begin() + backends::ggm_n_Q);
    return point;
}

}  // namespace

Solver::Solver(Setup const& setup)
    : inputs_(setup.inputs),
      points_(pipeline::make_ggm_evaluator(ggm_setup(), setup.inputs, setup.numerics, setup.backend)),
      finder_(*points_, setup.roots) {}

void Solver::solve(std::vector<Model>& models) {
    std::size_t const size = models.size();
    std::vector<double> parameters(backends::ggm_parameter_count * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        auto const point = point_of(models[i].messengers, models[i].Lambda);
        for (std::size_t p = 0; p < point.size(); ++p) parameters[p * size + i] = point[p];
    }
    auto const roots = finder_.find(parameters, size, true);
    for (std::size_t i = 0; i < size; ++i)
        for (auto const& root : roots[i].roots)
            (root.status == Status::ok ? models[i].accepted : models[i].rejected).push_back(solution(models[i], root));
}

void Solver::fill(RootCurve& curve) {
    std::size_t const size = curve.tan_beta.size();
    auto const point = point_of(curve.messengers, curve.Lambda);
    std::vector<double> parameters(point.size() * size);
    for (std::size_t p = 0; p < point.size(); ++p) std::fill_n(parameters.begin() + p * size, size, point[p]);
    std::copy(curve.tan_beta.begin(), curve.tan_beta.end(), parameters.begin() + backends::ggm_tan_beta * size);
    std::fill_n(parameters.begin() + backends::ggm_sign_mu * size, size, curve.sign_mu);
    pipeline::Evaluation result;
    points_->evaluate(parameters, size, result);
    auto const b = result.column(pipeline::column_named(points_->outputs(), "b_mess"));
    curve.b.assign(b.begin(), b.end());
    curve.status = result.status;
}

Solution Solver::solution(Model const& model, pipeline::Root const& root) {
    auto at_root = point_of(model.messengers, model.Lambda);
    at_root[backends::ggm_tan_beta] = root.tan_beta;
    at_root[backends::ggm_sign_mu] = root.sign_mu;
    auto const details = points_->details(at_root);
    Solution result;
    result.root = root;
    result.values[tan_beta] = root.tan_beta;
    for (auto const& [column, name] : named)
        result.values[column] = details.evaluation.values[pipeline::column_named(points_->outputs(), name)];
    take_first_generation(details.spectrum, result.values);
    result.values[bsgamma] = bsgamma_ratio(details.spectrum, inputs_, BsGammaFormula::paper);
    result.bsgamma_consistent = bsgamma_ratio(details.spectrum, inputs_, BsGammaFormula::consistent);
    return result;
}

std::string rejection(Status status) {
    return fmt::format("rejected: {} ({})", pipeline::status_meaning(status), pipeline::status_name(status));
}

}  // namespace squall::reproduce::hamidian98
