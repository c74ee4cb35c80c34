#pragma once
#include <cmath>
#include <limits>

#include "host/pipeline/evaluator.hpp"

namespace squall::test {

/// An evaluator with the parameters of the ggm family and a physics anyone can check: m_gluino = Lambda/100, mh = 10 tan_beta,
/// bsgamma_br = 3.49e-4; Lambda >= M_mess fails, and a failed point is NaN.
class FakeEvaluator final : public pipeline::Evaluator {
public:
    std::span<pipeline::Column const> parameters() const override { return {}; }
    std::span<pipeline::Column const> outputs() const override { return outputs_; }
    std::size_t quantum() const override { return 4; }
    std::string backend() const override { return "fake"; }
    void evaluate(std::span<double const> x, std::size_t size, pipeline::Evaluation& result) override {
        double const nan = std::numeric_limits<double>::quiet_NaN();
        result = {size, std::vector<double>(3 * size, nan), std::vector<Status>(size, Status::messenger_tachyon)};
        for (std::size_t i = 0; i < size; ++i) {
            double const Lambda = x[i], M_mess = x[size + i], tan_beta = x[2 * size + i];
            if (Lambda >= M_mess) continue;
            result.status[i] = Status::ok;
            result.values[i] = Lambda / 100;
            result.values[size + i] = 10 * tan_beta;
            result.values[2 * size + i] = 3.49e-4;
        }
    }
    pipeline::PointDetails details(std::span<double const> x) override {
        pipeline::PointDetails result;
        evaluate(x, 1, result.evaluation);
        return result;
    }

private:
    std::vector<pipeline::Column> outputs_{
        {"m_gluino", "GeV", "gluino"}, {"mh", "GeV", "light Higgs"}, {"bsgamma_br", "", "branching ratio"}};
};

}  // namespace squall::test
