#include "host/config/models.hpp"

#include "host/config/ggm.hpp"

namespace squall::config {

std::vector<std::string> ModelFamily::names() const {
    std::vector<std::string> result;
    for (auto const& parameter : parameters) result.push_back(parameter.name);
    for (auto const& alias : aliases) result.push_back(alias.name);
    return result;
}

std::size_t ModelFamily::index(std::string_view parameter) const {
    std::size_t i = 0;
    while (parameters[i].name != parameter) ++i;
    return i;
}

std::vector<ModelFamily> const& model_families() {
    static std::vector<ModelFamily> const families{ggm_family()};
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
