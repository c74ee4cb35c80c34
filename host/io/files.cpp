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
