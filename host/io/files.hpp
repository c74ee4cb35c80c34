#pragma once
#include <filesystem>

/// POSIX files that are either wholly there or not at all.
namespace squall::io {

/// Name under which a file is written before it gets its own.
std::filesystem::path temporary_of(std::filesystem::path const&);

/// Gives a complete file at temporary_of(path) its name: fsync, rename, fsync of the directory.
void commit_temporary(std::filesystem::path const& path);

void fsync_directory(std::filesystem::path const&);

/// An exclusive lock on a directory, held by the process until destroyed; gone with the process however it ends.
class DirectoryLock {
public:
    /// Throws IoError where another process holds it.
    explicit DirectoryLock(std::filesystem::path const& directory);
    ~DirectoryLock();
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

private:
    int descriptor_;
};

}  // namespace squall::io
