#pragma once
#include <stdexcept>

namespace squall::app {

enum ExitCode {
    done = 0,
    no_valid_point = 1,  ///< a check failed, or a run or point ended without a valid point
    usage = 2,           ///< bad command line or config; --resume of a changed run
    input_output = 3,
    device = 4,       ///< the backend asked for is missing, or failed
    signalled = 128,  ///< plus the signal's number
};

/// The command line asks for something that makes no sense.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace squall::app
