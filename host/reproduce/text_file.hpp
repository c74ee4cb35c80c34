#pragma once
#include <string>

namespace squall::reproduce {

/// A file that a reproduction writes.
struct TextFile {
    std::string name, text;
};

}  // namespace squall::reproduce
