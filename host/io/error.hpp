#pragma once
#include <stdexcept>

namespace squall::io {

/// A file or directory is not what it should be, or the disk is full. The message reads "problem (why); what to do".
struct IoError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A run cannot be continued under a changed configuration; the message lists the differences line by line.
struct ResumeMismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace squall::io
