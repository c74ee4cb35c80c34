#pragma once
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "host/device/stream.hpp"

namespace squall::device {

namespace memory {
void* allocate(std::size_t bytes);
void* allocate_pinned(std::size_t bytes);
struct Free {
    void operator()(void*) const;
};
struct FreePinned {
    void operator()(void*) const;
};
}  // namespace memory

/// An owned array on the device, uninitialised, of trivially copyable values.
template <class T>
class Array {
    static_assert(std::is_trivially_copyable_v<T>, "only bits travel to a device");

public:
    Array() = default;
    explicit Array(std::size_t size) : data_(size > 0 ? static_cast<T*>(memory::allocate(size * sizeof(T))) : nullptr), size_(size) {}
    T* data() const { return data_.get(); }
    std::size_t size() const { return size_; }

private:
    std::unique_ptr<T, memory::Free> data_;
    std::size_t size_ = 0;
};

/// One value on the host that the device may write at any time.
template <class T>
class Pinned {
    static_assert(std::is_trivially_copyable_v<T>, "only bits travel to a device");

public:
    Pinned() : value_(static_cast<T*>(memory::allocate_pinned(sizeof(T)))) {}
    T* get() const { return value_.get(); }
    T const& operator*() const { return *value_; }

private:
    std::unique_ptr<T, memory::FreePinned> value_;
};

/// A table of rows of `width` bytes, the next one `stride` bytes further.
template <class Byte>
struct Rows {
    Byte* data;
    std::size_t stride;
};

/// Enqueue copies; memory on the host must stay until the stream is synchronised.
void copy_to_device(void* to, void const* from, std::size_t bytes, Stream const&);
void copy_to_host(void* to, void const* from, std::size_t bytes, Stream const&);
void copy_rows_to_device(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const&);
void copy_rows_to_host(Rows<void> to, Rows<void const> from, std::size_t width, std::size_t rows, Stream const&);
/// Enqueues setting all bytes.
void fill_bytes(void* to, int byte, std::size_t bytes, Stream const&);

}  // namespace squall::device
