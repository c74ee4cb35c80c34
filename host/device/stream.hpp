#pragma once
#include <memory>

struct CUstream_st;

namespace squall::device {

/// An owned stream: what is enqueued in it runs in order, and beside other streams.
class Stream {
public:
    Stream();
    CUstream_st* get() const { return stream_.get(); }
    /// Waits until everything enqueued has run; throws DeviceError where it failed.
    void synchronize() const;

private:
    struct Destroy {
        void operator()(CUstream_st*) const;
    };
    std::unique_ptr<CUstream_st, Destroy> stream_;
};

}  // namespace squall::device
