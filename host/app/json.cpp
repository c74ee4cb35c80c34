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

}  // namespace

void JsonObject::add_member(std::string_view key, std::string_view json) {
    if (!members_.empty()) members_ += ", ";
    members_ += json_string(key) + ": " + std::string(json);
}

void JsonObject::add(std::string_view key, double value) { add_member(key, std::isfinite(value) ? config::exact(value) : "null"); }
void JsonObject::add(std::string_view key, std::string_view text) { add_member(key, json_string(text)); }
void JsonObject::add(std::string_view key, JsonObject const& object) { add_member(key, object.text()); }

}  // namespace squall::app
