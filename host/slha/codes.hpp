#pragma once
#include <array>

#include "kernels/spectrum/spectrum.hpp"

/// Numbers by which SLHA files call particles (PDG codes), in the order of spectrum::Spectrum.
namespace squall::slha {

/// Squarks and sleptons in order of mass, as SLHA2 has them with flavour violation (arXiv:0801.0045, section 4); in SLHA1
/// 100000i and 200000i are the states L and R of a generation, of the third one the lighter and the heavier.
inline constexpr std::array<long, 6> up_squark_codes{1000002, 1000004, 1000006, 2000002, 2000004, 2000006};
inline constexpr std::array<long, 6> down_squark_codes{1000001, 1000003, 1000005, 2000001, 2000003, 2000005};
inline constexpr std::array<long, 6> slepton_codes{1000011, 1000013, 1000015, 2000011, 2000013, 2000015};
inline constexpr std::array<long, 3> sneutrino_codes{1000012, 1000014, 1000016};
inline constexpr std::array<long, 4> neutralino_codes{1000022, 1000023, 1000025, 1000035};
inline constexpr std::array<long, 2> chargino_codes{1000024, 1000037};
inline constexpr long gluino_code = 1000021;
inline constexpr long W_code = 24, h_code = 25, H_code = 35, A_code = 36, Hp_code = 37;
inline constexpr std::array<long, 3> up_codes{2, 4, 6}, down_codes{1, 3, 5}, lepton_codes{11, 13, 15};

}  // namespace squall::slha
