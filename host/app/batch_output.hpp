#pragma once
#include <memory>
#include <string>

#include "host/app/session.hpp"

namespace squall::app {

/// Where `squall batch` writes: a column each for the parameters, the evaluator's outputs, log L by block and in total, and the status.
class BatchOutput {
public:
    virtual ~BatchOutput() = default;
    virtual void write(Results const&) = 0;  ///< the next points
    virtual void close() = 0;
};

/// HDF5 for a name ending in .h5 or .hdf5, else CSV. `points` is the number of points to come.
std::unique_ptr<BatchOutput> make_batch_output(std::string const& path, bool overwrite, Session const&, std::size_t points);

}  // namespace squall::app
