#pragma once
#include <string>
#include <string_view>

namespace squall::app {

class JsonArray;

/// A JSON object written member by member; always valid JSON: NaN and infinities become null.
class JsonObject {
public:
    void add(std::string_view key, double value);
    void add(std::string_view key, std::string_view text);
    void add(std::string_view key, JsonObject const& object);
    void add(std::string_view key, JsonArray const& array);
    std::string text() const { return "{" + members_ + "}"; }

private:
    void add_member(std::string_view key, std::string_view json);
    std::string members_;
};

/// A JSON array, likewise.
class JsonArray {
public:
    void add(double value);
    void add(JsonObject const& object);
    void add(JsonArray const& array);
    std::string text() const { return "[" + items_ + "]"; }

private:
    void add_item(std::string_view json);
    std::string items_;
};

}  // namespace squall::app
