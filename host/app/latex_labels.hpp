#pragma once
#include <string>
#include <string_view>

namespace squall::app {

/// A column's name as LaTeX in math mode, without dollar signs and blanks at its ends: the symbol of the literature where there is one,
/// else the name in roman type.
std::string latex_label(std::string_view column);

}  // namespace squall::app
