#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "host/app/output_file.hpp"
#include "host/io/files.hpp"
#include "host/io/hdf5.hpp"

namespace squall::app {

/// A file of HDF5 that gets its name when it is complete. Unlike text, half of one cannot be read: it is removed where it is not closed.
class Hdf5File {
public:
    Hdf5File(std::string const& path, bool overwrite)
        : path_(prepare_output(path, overwrite)), file_(io::h5::File::create(io::temporary_of(path_))) {}
    ~Hdf5File() {
        if (!file_) return;
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(io::temporary_of(path_), ignored);
    }
    Hdf5File(Hdf5File const&) = delete;
    Hdf5File& operator=(Hdf5File const&) = delete;

    io::h5::Group root() const { return file_->root(); }
    void close() {
        file_->close();
        file_.reset();
        io::commit_temporary(path_);
    }

private:
    std::string path_;
    std::optional<io::h5::File> file_;
};

}  // namespace squall::app
