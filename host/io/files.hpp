#pragma once
#include <filesystem>
#include <string>

/// POSIX files that are either wholly there or not at all.
namespace squall::io {

/// Name under which a file is written before it gets its own.
std::filesystem::path temporary_of(std::filesystem::path const&);

/// Gives a complete file at temporary_of(path) its name: fsync, rename, fsync of the directory.
void commit_temporary(std::filesystem::path const& path);

void fsync_directory(std::filesystem::path const&);

/// Makes a directory and its missing parents, each on the disk when this returns.
void make_directories(std::filesystem::path const&);

/// The file a name stands for: a symbolic link is followed, also to where nothing is yet, so that a rename does not replace the link.
std::filesystem::path resolve_links(std::filesystem::path);

/// Throws IoError where `path` cannot name a file to write: a directory, a device, a pipe, or a name that ends in '/'.
void require_file_name(std::filesystem::path const&);

/// What to do about a failure to write, before "go on ...": "free some space and " on a full disk (or quota), else "".
std::string remedy(std::string const& failure);

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
