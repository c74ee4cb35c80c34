#include "host/app/output_file.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

#include "host/io/error.hpp"
#include "host/io/files.hpp"

namespace squall::app {

namespace fs = std::filesystem;

std::string prepare_output(std::string const& path, bool overwrite) {
    io::require_file_name(path);
    fs::path const file = io::resolve_links(path);
    std::error_code error;
    if (fs::exists(file, error) && !overwrite)
        throw io::IoError(path + ": exists (it is left untouched); give another name or --overwrite");
    auto const parent = file.parent_path();
    if (!parent.empty()) fs::create_directories(parent, error);
    if (error) throw io::IoError(parent.string() + ": cannot be created (" + error.message() + "); check the path");
    return file.string();
}

TextOutput::TextOutput(std::string const& path, bool overwrite) : file_(stdout) {
    if (path.empty()) return;
    path_ = prepare_output(path, overwrite);
    written_ = io::temporary_of(path_).string();
    file_ = std::fopen(written_.c_str(), "w");
    if (!file_) throw io::IoError(written_ + ": cannot be written (" + std::strerror(errno) + "); check the path");
}

TextOutput::~TextOutput() {
    if (file_ && file_ != stdout) std::fclose(file_);
}

void TextOutput::fail() const {
    std::string const reason = std::strerror(errno);
    if (path_.empty()) throw io::IoError("standard output cannot be written (" + reason + "); " + io::remedy(reason) + "repeat");
    throw io::IoError(path_ + ": writing failed (" + reason + "); what was written before is kept in " + written_ + ", " +
                      io::remedy(reason) + "repeat");
}

void TextOutput::write(std::string const& text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextOutput::close() {
    bool const flushed = std::fflush(file_) == 0;
    if (!flushed) fail();
    if (file_ == stdout) return;
    bool const closed = std::fclose(std::exchange(file_, nullptr)) == 0;
    if (!closed) fail();
    io::commit_temporary(path_);
}

void TextOutput::discard() {
    if (file_ == stdout) return;
    std::fclose(std::exchange(file_, nullptr));
    std::error_code ignored;
    fs::remove(written_, ignored);
}

void say(std::string const& text) { static_cast<void>(std::fputs(text.c_str(), stderr)); }

void outlive_readers() { std::signal(SIGPIPE, SIG_IGN); }

}  // namespace squall::app
