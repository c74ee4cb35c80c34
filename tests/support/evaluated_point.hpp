#pragma once
#include <map>
#include <string>
#include <vector>

#include "host/slha/write_spectrum.hpp"
#include "kernels/spectrum/tree_level.hpp"

namespace squall::test {

/// A point at M_SUSY as an evaluator would leave it: its spectrum, a few columns, made-up parameters.
struct PointOfATest {
    pipeline::PointDetails details;
    std::vector<pipeline::Column> parameters, outputs;
    std::vector<double> values;
    pipeline::StandardModelInputs inputs;
    std::map<std::string, double> quoted{{"alpha_s", 0.118}, {"m_t_pole", 172.5}, {"inverse_alpha_em", 127.951}};

    PointOfATest(spectrum::LowScale<double> const& low, pipeline::StandardModelInputs const& i) : inputs(i) {
        double status = 0.0;
        details.low_scale = low;
        spectrum::tree_level_spectrum(low, details.spectrum, status);
        details.evaluation.size = 1;
        details.evaluation.status = {static_cast<Status>(static_cast<int>(status))};
        std::vector<std::pair<std::string, double>> const given{
            {"Lambda", 1e5}, {"M_mess", 1e8}, {"tan_beta", 15}, {"sign_mu", 1}, {"n_Q", 0}, {"n_U", 0}, {"n_D", 1}, {"n_L", 1}, {"n_E", 0}};
        for (auto const& [name, value] : given) {
            parameters.push_back({name, "", ""});
            values.push_back(value);
        }
        std::vector<std::pair<std::string, double>> const results{{"mh", 121.5}, {"bsgamma_br", 3.3e-4}, {"mu_loop", 512.0}};
        for (auto const& [name, value] : results) {
            outputs.push_back({name, "", "an output"});
            details.evaluation.values.push_back(value);
        }
    }
    slha::Document document() const { return slha::spectrum_document({parameters, values, outputs, details, inputs, quoted, "1.2.3"}); }
};

}  // namespace squall::test
