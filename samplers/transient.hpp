#pragma once
#include <memory>

namespace squall::samplers {

/// Something made from a state that costs time to make and none to make again: kept with the state, no part of it. Copies share it.
template <class T>
class Transient {
public:
    template <class Make>
    T const& get(Make&& make) {
        if (!value_) value_ = std::make_shared<T const>(make());
        return *value_;
    }
    void forget() { value_.reset(); }
    friend bool operator==(Transient const&, Transient const&) { return true; }

private:
    std::shared_ptr<T const> value_;
};

}  // namespace squall::samplers
