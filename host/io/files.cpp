#include "host/io/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "host/io/error.hpp"

namespace squall::io {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(std::string const& what, fs::path const& path) {
    throw IoError("cannot " + what + " " + path.string() + " (" + std::strerror(errno) + ")");
}

/// An open file descriptor.
class Descriptor {
public:
    Descriptor(fs::path const& path, int flags) : path_(path), id_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
        if (id_ < 0) fail("open", path);
    }
    ~Descriptor() { ::close(id_); }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    void sync() {
        if (::fsync(id_) != 0) fail("write", path_);
    }

private:
    fs::path path_;
    int id_;
};

}  // namespace

fs::path temporary_of(fs::path const& path) {
    fs::path result = path;
    return result += ".part";
}

void fsync_directory(fs::path const& directory) {
    Descriptor(directory.empty() ? fs::path(".") : directory, O_RDONLY | O_DIRECTORY).sync();
}

void commit_temporary(fs::path const& path) {
    fs::path const temporary = temporary_of(path);
    Descriptor(temporary, O_RDWR).sync();
    if (::rename(temporary.c_str(), path.c_str()) != 0) fail("rename a finished file to", path);
    fsync_directory(path.parent_path());
}

void make_directories(fs::path const& directory) {
    if (directory.empty() || fs::is_directory(directory)) return;
    make_directories(directory.parent_path());
    fs::create_directory(directory);
    fsync_directory(directory.parent_path());
}

fs::path resolve_links(fs::path path) {
    constexpr int most_links = 40;  // as Linux follows (path_resolution(7))
    std::error_code ignored;
    fs::path result = path;
    for (int links = 0; fs::is_symlink(result, ignored); ++links) {
        if (links == most_links) throw IoError(path.string() + " is a link in a circle of links; choose another output");
        result = result.parent_path() / fs::read_symlink(result);
    }
    return result;
}

void require_file_name(fs::path const& path) {
    std::string const name = path.string();
    std::error_code ignored;  // of a path that cannot be looked at; opening it will tell
    fs::file_status const status = fs::status(path, ignored);
    if (fs::is_directory(status)) throw IoError(name + " is a directory (a file is to be written there); name a file");
    if (path.filename().empty()) throw IoError(name + " names a directory (it ends in '/'); name a file in it");
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw IoError(name + " is a device, pipe or socket (an output is a regular file); name a file");
}

std::string remedy(std::string const& failure) {
    for (int full : {ENOSPC, EDQUOT})
        if (failure.find(std::strerror(full)) != std::string::npos) return "free some space and ";
    return "";
}

DirectoryLock::DirectoryLock(fs::path const& directory) {
    fs::path const path = directory / "lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail("open the lock", path);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    int const reason = errno;
    ::close(descriptor_);
    if (reason == EWOULDBLOCK)
        throw IoError(directory.string() + " is in use (another run writes to it); wait for it, stop it, or choose another output");
    errno = reason;
    fail("lock", path);
}

DirectoryLock::~DirectoryLock() { ::close(descriptor_); }

}  // namespace squall::io
