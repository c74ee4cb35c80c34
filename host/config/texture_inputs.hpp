#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "host/config/inputs.hpp"
#include "host/config/texture.hpp"

/// Standard Model inputs of points whose fermion masses and mixing a texture predicts.
namespace squall::config {

/// Throws ConfigError where a texture cannot give them: its masses are not those at m_Z. `where`: the config names it.
void check_gives_inputs(Texture const&, Position const& where);

/// Throws ConfigError where a config's [inputs] (null: none) gives a number for what the texture predicts.
void check_not_given(Texture const&, Value const* section);
/// Throws ConfigError where one of the parameters among the inputs is predicted, or follows from what is.
void check_not_sampled(Texture const&, Inputs const&);

/// How points come to their inputs: running masses at m_Z and the CKM matrix as the texture predicts them (leptons where it has them), all
/// else as `inputs` say. Masses that are quoted otherwise follow the running ones: pole masses of leptons in proportion, which leaves out
/// 3 alpha/(2 pi) = 0.4 % of the logarithm by which they move; m_c(m_c) and the pole mass of the top by QCD, its running at leading order,
/// times what makes the masses of `inputs` belong together. They are to 3e-7 what that law says, and those of `inputs` at its masses.
pipeline::SampledInputs sampled_inputs(Inputs const& inputs, Texture const&, pipeline::StandardModelInputs const& central);

/// What a point has for inputs that data tables quote: `quoted` with the texture's predictions in it, without what a table quotes beside a
/// mass and does not follow from it here.
std::map<std::string, double> quoted_inputs(std::map<std::string, double> quoted, pipeline::StandardModelInputs const& of_point);

/// Wolfenstein parameters of a CKM matrix in the standard parametrisation, as exact as standard_model_state's (PDG review 12, eqs. 12.3,
/// 12.4) are.
struct Wolfenstein {
    double lambda, A, rhobar, etabar;
};
Wolfenstein wolfenstein(double s12, double s23, double s13, double delta);

/// A mass that is quoted otherwise than at m_Z as a function of the running one: ln of one is a broken line in ln of the other, straight on
/// beyond its ends.
class QuotedMass {
public:
    /// `running`: the mass at m_Z that goes with a quoted one, up to a factor; grows with it, NaN where there is none. The line goes
    /// through (at_m_Z, quoted) and has nodes where the quoted mass is `lowest` to `highest` times that one.
    QuotedMass(double at_m_Z, double quoted, double lowest, double highest, std::function<double(double)> const& running);
    double operator()(double at_m_Z) const;

private:
    std::vector<double> log_running_, log_quoted_;  ///< ascending
};

}  // namespace squall::config
