#pragma once
#include <gtest/gtest.h>

#include <vector>

#include "host/device/array.hpp"
#include "host/device/query.hpp"

namespace squall::test {

/// A test that needs a GPU: skipped, with the reason, where there is none.
class OnDevice : public testing::Test {
protected:
    void SetUp() override {
        if (!device::device().present) GTEST_SKIP() << device::device().absence;
    }
    device::Array<double> upload(std::vector<double> const& values) const {
        device::Array<double> result(values.size());
        device::copy_to_device(result.data(), values.data(), values.size() * sizeof(double), *stream_);
        stream_->synchronize();
        return result;
    }
    std::vector<double> download(device::Array<double> const& values) const {
        std::vector<double> result(values.size());
        device::copy_to_host(result.data(), values.data(), values.size() * sizeof(double), *stream_);
        stream_->synchronize();
        return result;
    }
    device::Stream const& stream() const { return *stream_; }

private:
    std::unique_ptr<device::Stream> stream_ = device::device().present ? std::make_unique<device::Stream>() : nullptr;
};

}  // namespace squall::test
