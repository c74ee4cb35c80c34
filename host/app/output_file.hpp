#pragma once
#include <cstdio>
#include <string>

namespace squall::app {

/// Refuses an output that exists (unless `overwrite`) or is a directory: it stays untouched. Creates missing parent directories.
void prepare_output(std::string const& path, bool overwrite);

/// A text file being written, or standard output. Every failure, a full disk above all, is an IoError that says what is kept.
class TextOutput {
public:
    /// `path` empty: standard output.
    TextOutput(std::string path, bool overwrite);
    ~TextOutput();
    TextOutput(TextOutput const&) = delete;
    TextOutput& operator=(TextOutput const&) = delete;

    void write(std::string const& text);
    void close();  ///< reports what the disk did not take

private:
    void fail() const;
    std::string path_;
    std::FILE* file_;
};

}  // namespace squall::app
