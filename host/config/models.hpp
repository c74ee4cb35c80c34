#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace squall::config {

struct ModelParameters;

/// What a parameter of a model family means and which values it may take.
struct ParameterInfo {
    std::string name;
    std::string unit;  ///< "GeV", "" for pure numbers
    std::string meaning;
    double fallback;                        ///< value when the config does not give one; NaN: it must
    double lowest, highest;                 ///< allowed range
    bool open_below;                        ///< `lowest` itself is not allowed
    bool discrete;                          ///< an integer; sampled, it is one of listed values
    std::string example;                    ///< how a config may give it: a number, or a prior
    bool findable = false;                  ///< may be "from_B": found for each point from the roots of `b_condition`
    bool (*has_meaning)(double) = nullptr;  ///< which values in the range stand for something; null: all
    bool found_by_default = false;          ///< "from_B" where the config says nothing
    bool is_coefficient = false;            ///< one of many that a CoefficientName stands for: reports are silent where it is left out

    bool in_range(double) const;
    /// Whether it may have this value, as far as that hangs on the value alone.
    bool allows(double) const;
    /// "above 0 GeV" or "at least 0, at most 1"
    std::string range_text() const;
};

/// A list of sets of values that has a name: messengers = "sectors".
struct NamedSets {
    std::string name;
    std::vector<std::vector<double>> (*sets)();
};

/// A name for several parameters at once: messengers = [n_Q, n_U, n_D, n_L, n_E], or a list of such sets to choose from.
struct ParameterAlias {
    std::string name;
    std::vector<std::string> parameters;
    std::vector<NamedSets> named;  ///< lists that need not be written out
    std::string chosen_by;         ///< the parameter that chooses from a list; empty: one set is given
};

/// A key of [model] beside `name`, and the words it takes.
struct FamilyOption {
    std::string name;
    std::vector<std::string> words;
    std::string fallback;  ///< as a config would write it
    std::string meaning;
};

/// A name for coefficients that make up a complex number or a matrix: A_Q for A_Q_11_re, A_Q_11_im, ..., A_Q_33_im.
struct CoefficientName {
    enum class Kind {
        complex_number,    ///< name_re, name_im
        complex_matrix,    ///< 3x3: name_ij_re, name_ij_im
        symmetric_matrix,  ///< 3x3: name_ij_re, name_ij_im on the diagonal and above
        hermitian_matrix,  ///< 3x3: name_ii, and name_ij_re, name_ij_im above the diagonal
    };
    std::string name;
    Kind kind;
    std::string meaning;
    std::vector<std::string> members{};  ///< other names, all of which this one stands for: A_matter for A_Q, ..., A_E; empty: none
};

/// A family of models: its parameters in the order the evaluator takes them, and what must hold between them.
struct ModelFamily {
    std::string name;
    std::string title;
    std::string reference;
    std::vector<ParameterInfo> parameters;
    std::vector<ParameterAlias> aliases;
    std::vector<FamilyOption> options{};  ///< keys of [model]
    bool has_hidden_sector = false;       ///< [hidden_sector] may stand in for R_S and alpha_hat
    /// What [model] texture or [texture] is to a family.
    enum class TextureUse {
        none,               ///< it has none
        may_give_fermions,  ///< where it is given, its parameters follow the family's, and fermion masses and mixing are its predictions
        is_the_model        ///< it says which parameters there are
    } texture_use = TextureUse::none;
    std::vector<CoefficientName> coefficients{};  ///< names for coefficients among the parameters
    std::string b_condition{};                    ///< whose roots in tan_beta are found: "b(M_mess) = 0"
    void (*settle)(ModelParameters&) =
        nullptr;  ///< decides what hangs on other parameters, and throws ConfigError where they do not go together

    std::vector<std::string> names() const;               ///< of parameters, aliases and coefficients
    std::vector<std::string> model_keys() const;          ///< that [model] may have
    std::size_t index(std::string_view parameter) const;  ///< precondition: the parameter exists
};

std::vector<ModelFamily> const& model_families();

/// The family of that name, or null.
ModelFamily const* find_model(std::string_view name);

std::vector<std::string> model_names();

}  // namespace squall::config
