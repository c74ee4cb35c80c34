#include "host/config/models.hpp"

#include <cmath>

#include "host/config/document.hpp"
#include "host/config/flipped_su5.hpp"
#include "host/config/ggm.hpp"
#include "host/config/sequestered.hpp"
#include "host/config/texture_family.hpp"

namespace squall::config {

bool ParameterInfo::in_range(double x) const { return (open_below ? x > lowest : x >= lowest) && x <= highest; }

bool ParameterInfo::allows(double x) const { return in_range(x) && (!discrete || x == std::floor(x)) && (!has_meaning || has_meaning(x)); }

std::string ParameterInfo::range_text() const {
    auto const in_units = unit.empty() ? "" : " " + unit;
    if (std::isinf(lowest) && std::isinf(highest)) return "finite";
    auto const low = (open_below ? "above " : "at least ") + exact(lowest);
    return std::isinf(highest) ? low + in_units : low + ", at most " + exact(highest) + in_units;
}

std::vector<std::string> ModelFamily::names() const {
    std::vector<std::string> result;
    for (auto const& parameter : parameters) result.push_back(parameter.name);
    for (auto const& alias : aliases) result.push_back(alias.name);
    for (auto const& coefficient : coefficients) result.push_back(coefficient.name);
    return result;
}

std::vector<std::string> ModelFamily::model_keys() const {
    std::vector<std::string> result{"name"};
    for (auto const& option : options) result.push_back(option.name);
    if (texture_use != TextureUse::none) result.push_back("texture");
    return result;
}

std::size_t ModelFamily::index(std::string_view parameter) const {
    std::size_t i = 0;
    while (parameters[i].name != parameter) ++i;
    return i;
}

std::vector<ModelFamily> const& model_families() {
    static std::vector<ModelFamily> const families{ggm_family(), sequestered_family(), flipped_su5_family(), texture_family()};
    return families;
}

ModelFamily const* find_model(std::string_view name) {
    for (auto const& family : model_families()) {
        if (family.name == name) return &family;
    }
    return nullptr;
}

std::vector<std::string> model_names() {
    std::vector<std::string> names;
    for (auto const& family : model_families()) names.push_back(family.name);
    return names;
}

}  // namespace squall::config
