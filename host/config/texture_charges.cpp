#include "host/config/texture_charges.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "host/config/section.hpp"

namespace squall::config {
namespace {

using namespace texture;

std::optional<Charges::Family> read_family(Section const& section, char const* key) {
    auto const* value = section.find(key);
    if (!value) return std::nullopt;
    auto const* list = value->array();
    if (!list || list->size() != 3 || !(*list)[0].is_number() || !(*list)[1].is_number() || !(*list)[2].is_number())
        throw ConfigError(value->where,
                          std::string("charges of ") + key + " are not three numbers (one for each family); write " + key + " = [3, 2, 0]");
    return Charges::Family{(*list)[0].number(), (*list)[1].number(), (*list)[2].number()};
}

}  // namespace

double Charges::exponent(double sum) const {
    if (modulus > 0) {
        double const n = std::fmod(sum, modulus);
        return n < 0 ? n + modulus : n;
    }
    if (absolute) return std::abs(sum);
    return sum < 0 ? std::numeric_limits<double>::infinity() : sum;
}

Charges::Family const& Charges::need(std::optional<Family> const& charges, char const* field) const {
    if (!charges)
        throw ConfigError(where, std::string("charges of ") + field + " are missing (exponents are sums of charges); add " + field +
                                     " = [...] to [charges], or write the exponents");
    return *charges;
}

void Charges::set_exponents(Matrix matrix, Neutrinos neutrinos, double (&result)[3][3]) const {
    Family const *row = nullptr, *column = nullptr;
    double higgs = 0;
    switch (matrix) {
        case up:
            row = &need(Q, "Q"), column = &need(U, "U"), higgs = Hu;
            break;
        case down:
            row = &need(Q, "Q"), column = &need(D, "D"), higgs = Hd;
            break;
        case lepton:
            row = &need(L, "L"), column = &need(E, "E"), higgs = Hd;
            break;
        case dirac:
            row = &need(L, "L"), column = &need(N, "N"), higgs = Hu;
            break;
        case singlet:
            row = &need(N, "N"), column = &need(S, "S");
            break;
        case majorana:
            if (neutrinos == Neutrinos::weinberg)
                row = column = &need(L, "L"), higgs = 2 * Hu;
            else
                row = column = neutrinos == Neutrinos::seesaw ? &need(N, "N") : &need(S, "S");
            break;
        default:
            break;
    }
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) result[i][j] = exponent((*row)[i] + (*column)[j] + higgs);
}

Charges read_charges(Value const& value) {
    Section const section(&value, "[charges]",
                          {"Q", "U", "D", "L", "E", "N", "S", "Hu", "Hd", "ten", "five_bar", "F", "f_bar", "l_c", "absolute", "modulus"});
    Charges charges;
    charges.where = value.where;
    struct Multiplet {
        char const* key;
        std::vector<std::optional<Charges::Family>*> fields;
    };
    Multiplet const multiplets[] = {{"ten", {&charges.Q, &charges.U, &charges.E}},
                                    {"five_bar", {&charges.D, &charges.L}},
                                    {"F", {&charges.Q, &charges.D, &charges.N}},
                                    {"f_bar", {&charges.U, &charges.L}},
                                    {"l_c", {&charges.E}},
                                    {"Q", {&charges.Q}},
                                    {"U", {&charges.U}},
                                    {"D", {&charges.D}},
                                    {"L", {&charges.L}},
                                    {"E", {&charges.E}},
                                    {"N", {&charges.N}},
                                    {"S", {&charges.S}}};
    for (auto const& [key, fields] : multiplets) {
        auto const family = read_family(section, key);
        if (!family) continue;
        for (auto* field : fields) {
            if (*field)
                throw ConfigError(
                    section.where(key),
                    std::string(key) + " gives charges that another multiplet gave already (a field has one charge); leave one out");
            *field = family;
        }
    }
    charges.Hu = section.number("Hu").value_or(0);
    charges.Hd = section.number("Hd").value_or(0);
    charges.absolute = section.boolean("absolute").value_or(false);
    charges.modulus = section.bounded("modulus", 0, section.find("modulus") ? 2 : 0, "Z_2 is the smallest");
    return charges;
}

}  // namespace squall::config
