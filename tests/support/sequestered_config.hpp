#pragma once

/// A small config of the family "sequestered" as text, for tests.
namespace squall::test {

inline constexpr char const* sequestered_config = R"([model]
name = "sequestered"

[hidden_sector]
N_c = 3
N_f = 6

[parameters]
Lambda = 1e5
M_mess = 1e12
m_X = 1e9
alpha_hat = { prior = "flat", min = 0.5, max = 2 }
tan_beta = 10
messengers = [0, 0, 1, 1, 0]

[sampler]
walkers = 16
steps = 10
)";

}  // namespace squall::test
