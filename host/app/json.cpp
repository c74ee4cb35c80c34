#include "host/app/json.hpp"

#include <cmath>
#include <cstdio>

#include "host/config/document.hpp"

namespace squall::app {
namespace {

std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            result += {'\\', c};
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
            result += escape;
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string json_number(double value) { return std::isfinite(value) ? config::exact(value) : "null"; }

}  // namespace

void JsonObject::add_member(std::string_view key, std::string_view json) {
    if (!members_.empty()) members_ += ", ";
    members_ += json_string(key) + ": " + std::string(json);
}

void JsonObject::add(std::string_view key, double value) { add_member(key, json_number(value)); }
void JsonObject::add(std::string_view key, std::string_view text) { add_member(key, json_string(text)); }
void JsonObject::add(std::string_view key, JsonObject const& object) { add_member(key, object.text()); }
void JsonObject::add(std::string_view key, JsonArray const& array) { add_member(key, array.text()); }

void JsonArray::add_item(std::string_view json) {
    if (!items_.empty()) items_ += ", ";
    items_ += json;
}

void JsonArray::add(double value) { add_item(json_number(value)); }
void JsonArray::add(JsonObject const& object) { add_item(object.text()); }
void JsonArray::add(JsonArray const& array) { add_item(array.text()); }

}  // namespace squall::app
