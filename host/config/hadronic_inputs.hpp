#pragma once
#include <span>

#include "host/config/inputs.hpp"

/// Hadronic and low-energy numbers among the inputs: those of backends::HadronicInputs, by name.
namespace squall::config {

/// One of them, and its slot in backends::HadronicInputs<double>.
struct HadronicInput {
    KnownInput input;
    int slot;
};
std::span<HadronicInput const> hadronic_inputs();

}  // namespace squall::config
