#pragma once
#include <exception>
#include <string>

namespace squall::app {

/// Says on standard error what went wrong, after "squall: " and, of several processes, who says it; the exit code.
int report_failure(std::exception_ptr const&, std::string const& who = "");

/// The same for a standard output that cannot be written (errno says why).
int fail_stdout();

}  // namespace squall::app
