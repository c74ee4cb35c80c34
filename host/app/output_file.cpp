#include "host/app/output_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "host/io/error.hpp"

namespace squall::app {

namespace fs = std::filesystem;

void prepare_output(std::string const& path, bool overwrite) {
    std::error_code error;
    if (fs::is_directory(path, error)) throw io::IoError(path + ": is a directory (a file is to be written there); name a file");
    if (fs::exists(path, error) && !overwrite)
        throw io::IoError(path + ": exists (it is left untouched); give another name or --overwrite");
    auto const parent = fs::path(path).parent_path();
    if (!parent.empty()) fs::create_directories(parent, error);
    if (error) throw io::IoError(parent.string() + ": cannot be created (" + error.message() + "); check the path");
}

TextOutput::TextOutput(std::string path, bool overwrite) : path_(std::move(path)), file_(stdout) {
    if (path_.empty()) return;
    prepare_output(path_, overwrite);
    file_ = std::fopen(path_.c_str(), "w");
    if (!file_) throw io::IoError(path_ + ": cannot be written (" + std::strerror(errno) + "); check the path");
}

TextOutput::~TextOutput() {
    if (file_ && file_ != stdout) std::fclose(file_);
}

void TextOutput::fail() const {
    throw io::IoError((path_.empty() ? "standard output" : path_) + ": writing failed (" + std::strerror(errno) +
                      "); what was written before is kept, free some space and repeat");
}

void TextOutput::write(std::string const& text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextOutput::close() {
    bool const flushed = std::fflush(file_) == 0;
    if (file_ != stdout) {
        bool const closed = std::fclose(file_) == 0;
        file_ = nullptr;
        if (!closed) fail();
    }
    if (!flushed) fail();
}

}  // namespace squall::app
