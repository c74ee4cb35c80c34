#pragma once
#include <cstdio>
#include <string>

namespace squall::app {

/// Where an output of that name is written: links are followed. Refuses one that exists (unless `overwrite`) or is no regular file: it
/// stays untouched. Creates missing parent directories.
std::string prepare_output(std::string const& path, bool overwrite);

/// A text file that gets its name when it is complete (until then PATH.part), or standard output. Every failure, a full disk above all,
/// is an IoError that says what is kept.
class TextOutput {
public:
    /// `path` empty: standard output.
    TextOutput(std::string const& path, bool overwrite);
    ~TextOutput();
    TextOutput(TextOutput const&) = delete;
    TextOutput& operator=(TextOutput const&) = delete;

    void write(std::string const& text);
    void close();    ///< reports what the disk did not take
    void discard();  ///< instead of close: nothing remains

private:
    void fail() const;
    std::string path_, written_;  ///< final name; the file being written
    std::FILE* file_;
};

/// Prints to stderr. Never fails: a lost message must not end a computation.
void say(std::string const& text);

/// A broken pipe on stderr must not end the process either; for commands that write files alone.
void outlive_readers();

}  // namespace squall::app
