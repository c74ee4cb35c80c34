#pragma once
#include <sys/mount.h>

#include <filesystem>
#include <string>

namespace squall::test {

/// A file system in memory of a given size, where the process may mount one (root).
class SmallDisk {
public:
    SmallDisk(std::filesystem::path where, std::size_t kilobytes) : where_(std::move(where)) {
        std::filesystem::create_directories(where_);
        mounted_ = mount("tmpfs", where_.c_str(), "tmpfs", 0, size_option(kilobytes).c_str()) == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(where_.c_str(), MNT_DETACH);
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

    bool mounted() const { return mounted_; }
    bool resize(std::size_t kilobytes) const {
        return mount("tmpfs", where_.c_str(), "tmpfs", MS_REMOUNT, size_option(kilobytes).c_str()) == 0;
    }
    std::filesystem::path operator/(std::string const& name) const { return where_ / name; }

private:
    static std::string size_option(std::size_t kilobytes) { return "size=" + std::to_string(kilobytes) + "k"; }
    std::filesystem::path where_;
    bool mounted_;
};

}  // namespace squall::test
