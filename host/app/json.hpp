#pragma once
#include <string>
#include <string_view>

namespace squall::app {

/// A JSON object written member by member; always valid JSON: NaN and infinities become null.
class JsonObject {
public:
    void add(std::string_view key, double value);
    void add(std::string_view key, std::string_view text);
    void add(std::string_view key, JsonObject const& object);
    std::string text() const { return "{" + members_ + "}"; }

private:
    void add_member(std::string_view key, std::string_view json);
    std::string members_;
};

}  // namespace squall::app
