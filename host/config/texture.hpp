#pragma once
#include <string>
#include <utility>
#include <vector>

#include "host/config/document.hpp"
#include "kernels/textures/settings.hpp"

/// Textures as files: which powers of lambda stand before coefficients of order one, and what is known of these. docs/textures.md.
namespace squall::config {

struct Texture {
    std::string name;  ///< of a built-in, or a user's path
    std::string title, reference;
    texture::Settings settings{};                               ///< masses at the texture's scale, normalisations as parameters
    texture::Running running{};                                 ///< without [running]: no steps
    texture::LambdaSearch search{};                             ///< where lambda is chosen for each draw
    texture::Law law{};                                         ///< of the coefficients
    bool free_normalisation[3]{};                               ///< N_u, N_d, N_e are chosen for each draw
    std::vector<std::string> targets;                           ///< measurements that draws are compared with, as in [constraints]
    std::vector<std::pair<std::string, double>> target_values;  ///< and values given here, by their observables
    std::string directory;                                      ///< that the names of the user's files are relative to
    Position where, where_targets;
    Value document;  ///< all of it as written

    /// Names of the matrices that have coefficients: up, down, ...
    std::vector<texture::Matrix> used_matrices() const;
};

inline constexpr double usual_kappa_0 = 1.65e-15;  ///< 1/GeV: v^2 kappa_0 = 0.05 eV

inline constexpr char const* texture_matrix_names[texture::matrix_count] = {"up", "down", "lepton", "dirac", "singlet", "majorana"};

/// A built-in of configs/textures by its name, or a file: with '/' or ending in .toml, relative to `directory`. Several where it has
/// [[variants]]: tables that replace those of the same name, each with a name of its own. Throws ConfigError.
std::vector<Texture> load_textures(std::string const& name, std::string const& directory, Position const& where);
/// The same for a file or built-in of one texture, or NAME:VARIANT.
Texture load_texture(std::string const& name, std::string const& directory, Position const& where);
/// One texture from a document without variants.
Texture read_texture(Value const& document, std::string const& name, std::string const& directory);

}  // namespace squall::config
