#pragma once
#include <memory>

#include "host/reproduce/hamidian98.hpp"

namespace squall::reproduce::hamidian98 {

/// Points of the paper's models, M_mess = 100 Lambda.
class Solver {
public:
    explicit Solver(Setup const&);

    /// All roots of models, both signs of mu, with their spectra; `messengers` and `Lambda` (GeV) of each model are given.
    void solve(std::vector<Model>&);

    /// b(M_mess) in GeV^2 and status of a curve with given model and tan(beta).
    void fill(RootCurve&);

private:
    Solution solution(Model const&, pipeline::Root const&);

    pipeline::StandardModelInputs inputs_;
    std::unique_ptr<pipeline::Evaluator> points_;
    pipeline::RootFinder finder_;
};

/// Why a root is no solution: "rejected: b < 0, not a minimum of the potential (negative_b)".
std::string rejection(Status);

}  // namespace squall::reproduce::hamidian98
