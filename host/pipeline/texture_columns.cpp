#include "host/pipeline/texture_columns.hpp"

#include <string>

#include "host/pipeline/columns.hpp"
#include "kernels/textures/predictions.hpp"

namespace squall::pipeline {

std::vector<Column> texture_parameters() {
    std::vector<Column> columns{{"N_u", "", "normalisation of up quarks (and of neutrinos' Dirac matrix, where that is theirs)"},
                                {"N_d", "", "normalisation of down quarks"},
                                {"N_e", "", "normalisation of charged leptons, where it is their own"},
                                {"lambda", "", "small parameter whose powers the texture is made of"},
                                {"kappa_0", "1/GeV", "unit of kappa, W = kappa (L Hu)(L Hu)/2"},
                                {"tan_beta", "", "v_u/v_d, where the texture is run"}};
    char const* const matrices[texture::matrix_count] = {"up", "down", "lepton", "dirac", "singlet", "majorana"};
    for (char const* matrix : matrices)
        for (char const* entry : {"11", "12", "13", "21", "22", "23", "31", "32", "33"})
            for (char const* part : {"re", "im"}) {
                std::string name = "C_";
                name.append(matrix).append("_").append(entry).append("_").append(part);
                std::string meaning(part[0] == 'r' ? "real" : "imaginary");
                meaning.append(" part of coefficient ").append(entry).append(" of ").append(matrix);
                columns.push_back({std::move(name), "", std::move(meaning)});
            }
    return columns;
}

std::vector<Column> texture_outputs() {
    std::vector<Column> columns;
    for (char const* name : {"m_u", "m_c", "m_t", "m_d", "m_s", "m_b", "m_e", "m_mu", "m_tau"})
        columns.push_back({name, "GeV", "mass of a fermion, at the scale of the texture or at m_Z"});
    auto const mixing = [&](std::string const& s, std::string const& sine, std::string const& delta, std::string const& J,
                            std::string const& of) {
        for (char const* angle : {"12", "23", "13"}) columns.push_back({s + angle, "", sine + " of angle " + angle + of});
        columns.push_back({delta, "", "phase of the standard parametrisation" + of});
        columns.push_back({J, "", "Jarlskog's invariant" + of});
    };
    mixing("ckm_s", "sine", "ckm_delta", "ckm_J", " of the CKM matrix");
    for (char const* name : {"V_ud", "V_us", "V_ub", "V_cd", "V_cs", "V_cb", "V_td", "V_ts", "V_tb"})
        columns.push_back({name, "", "modulus of a CKM element"});
    mixing("sin2_theta", "squared sine", "pmns_delta", "pmns_J", " of the PMNS matrix");
    for (char const* name : {"m_nu_1", "m_nu_2", "m_nu_3"}) columns.push_back({name, "eV", "mass of a neutrino"});
    columns.push_back({"dm21", "eV^2", "m_nu_2^2 - m_nu_1^2"});
    columns.push_back({"dm31", "eV^2", "m_nu_3^2 - m_nu_1^2"});
    columns.push_back({"dm21_over_dm31", "", "their ratio"});
    columns.push_back({"m_ee", "eV", "effective mass of neutrinoless double beta decay"});
    return columns;
}

TextureParameters::TextureParameters(TextureSetup const& setup) {
    auto const all = texture_parameters();
    others.assign(all.size(), 1.0);
    others[texture::tan_beta] = setup.running.tan_beta;
    for (auto const& name : setup.parameters) {
        places.push_back(column_named(all, name));
        columns.push_back(all[places.back()]);
    }
}

std::vector<int> predicted_by(texture::Settings const& settings) {
    using namespace texture;
    std::vector<int> result;
    for (int o = 0; o < observable_count; ++o) {
        int const with_value = o == ckm_delta ? ckm_J : o == pmns_delta ? pmns_J : o;  // a phase may have none at single points
        if (textures::always_has_value(settings, with_value)) result.push_back(o);
    }
    return result;
}

}  // namespace squall::pipeline
