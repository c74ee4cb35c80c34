#pragma once
#include "bench/support/counted.hpp"

/// The stages compiled for numbers that count: kernels/core/pack.hpp asks for this file where SQUALL_PACK_HEADER names it.
namespace squall::inline SQUALL_ISA {
using Pack = Counted;
}
