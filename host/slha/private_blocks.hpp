#pragma once
#include <span>
#include <string>
#include <vector>

#include "host/pipeline/settings.hpp"
#include "host/slha/ranges.hpp"

/// Blocks of our own, for what has no place in the accord. docs/slha.md describes them.
namespace squall::slha {

/// SQUALLINPUTS: the inputs of the Standard Model as the calculation starts from them.
inline constexpr char const* inputs_block = "SQUALLINPUTS";
/// SQUALLPARAMETERS: the parameters of the model, in its order.
inline constexpr char const* parameters_block = "SQUALLPARAMETERS";
/// SQUALL Q=: quantities of the spectrum.
inline constexpr char const* spectrum_block = "SQUALL";
/// SQUALLMASS Q=: running Standard Model masses y v, by PDG code.
inline constexpr char const* running_mass_block = "SQUALLMASS";
/// SQUALLBSGAMMA: results for b -> s gamma.
inline constexpr char const* bsgamma_block = "SQUALLBSGAMMA";

/// Entries of SQUALL that reading needs to restore a spectrum to the last digit.
enum SpectrumEntry : long { entry_b = 1, entry_tree_m_h = 2, entry_running_m_W = 3, entry_running_m_Z = 4 };

/// Entry of SQUALLINPUTS: 1 where chirally enhanced corrections of the flavour observables are resummed, 0 at one loop.
inline constexpr long entry_level = 61;

/// A number of a private block and where it is kept.
struct InputSlot {
    long code;
    double* value;
    std::string meaning;
    Range range;
    bool required = true;  ///< files of earlier versions lack others
};
std::vector<InputSlot> input_slots(pipeline::StandardModelInputs&);

/// An output column and its entry in SQUALL or SQUALLBSGAMMA. Numbers once given stay.
struct ResultCode {
    long code;
    char const* column;
};
std::span<ResultCode const> spectrum_results();
std::span<ResultCode const> bsgamma_results();

}  // namespace squall::slha
