#pragma once
#include <span>
#include <string>
#include <vector>

#include "host/config/ggm.hpp"
#include "host/config/parameters.hpp"

/// Parameters that families of models have alike, and what they hold them to, for their `settle`.
namespace squall::config {

ParameterInfo tan_beta_parameter();
ParameterInfo sign_mu_parameter();
/// n_Q, n_U, n_D, n_L, n_E.
std::vector<ParameterInfo> multiplicity_parameters();
/// Which root of the family's condition on b, "b(M_mess) = 0" or the like.
ParameterInfo root_parameter(std::string const& b_condition);

bool is_sign(double);
/// The number of a root, or a share of them.
bool is_root(double);

/// Throws ConfigError where a value of the parameter `root` is neither the number of a root nor a share of them.
void check_root(double value, Position const& where);

/// Whether it is sampled from values that a prior lists.
bool has_listed_values(Parameter const&);

/// Whether what the command line says of `other` may take the meaning from what a file says.
bool gives_way(Position const& where, Position const& other);

/// Takes the meaning from a parameter that only another gives one. One in the file may stay there when --set changes that other; else
/// ConfigError.
void ignore(Parameter&, double value, Position const& other, std::string const& why, std::string const& advice);

/// Places of the parameters that b decides about.
struct BreakingParameters {
    std::size_t tan_beta, sign_mu, root;
    char const* b_condition;  ///< of the family
};

/// sign_mu is a sign, or found where tan_beta is. Throws ConfigError.
void check_sign_mu(ModelParameters const&, BreakingParameters);

/// root has a meaning where tan_beta is found, and covers a share of the roots where it is sampled. Throws ConfigError.
void settle_root(std::span<Parameter>, BreakingParameters);

/// A set of messengers a config asks for.
struct Messengers {
    PerSpecies n;
    Position where;
    std::string name;  ///< "messengers", or with their numbers where a list has them
};

/// All of them that are known beforehand; n_Q is the parameter at `first`, and n_U, n_D, n_L, n_E follow.
std::vector<Messengers> messengers_of(ModelParameters const&, std::size_t first);

/// Throws ConfigError where they leave a gaugino massless.
void check_gaugino_masses(Messengers const&);

}  // namespace squall::config
