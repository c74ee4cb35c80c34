#pragma once
#include <string>
#include <vector>

#include "host/config/document.hpp"
#include "host/config/models.hpp"

/// What [model] of the family "sequestered" chooses beside its parameters.
namespace squall::config {

/// Where the soft terms come from: section 4.1 (gauge), section 5 (gaugino), section 4.2 (anomaly, gravity) of Murayama, Nomura, Poland
/// 2007.
struct Mediation {
    bool gauge = false, gaugino = false, anomaly = false, gravity = false;

    /// Whether something fixes the unit of the operators linear in S that have A coefficients.
    bool sets_linear_operators() const { return gauge || gaugino; }
};

struct SequesteredOptions {
    enum class Boundary {
        M_mess,  ///< operators are generated at M_mess (gauge) or Lambda_star and run through the conformal regime
        m_X,     ///< the limit of strong suppression (their section 3, Case 1) at m_X: m^2 = 0, m_H^2 = -|mu|^2, b = 0 there
    };
    enum class TrilinearUnit {
        one_loop,  ///< Lambda/16 pi^2, or M_half in gaugino mediation
        M_2,       ///< the wino mass at the boundary
    };
    enum class Singlet {
        composite,   ///< S is composite: operators linear in S that break flavour are those of the A coefficients
        elementary,  ///< the A matrices of the generations are the gravity-mediated operators, their eq. (47), in units of F_S/M_star
    };

    enum class QuarkBasis {
        down,  ///< matrices of Q are given where Yd is diagonal at M_Z
        up,    ///< where Yu is
    };

    Mediation mediation{.gauge = true};
    Boundary boundary = Boundary::M_mess;
    TrilinearUnit trilinear_unit = TrilinearUnit::one_loop;
    Singlet singlet = Singlet::composite;
    QuarkBasis quark_basis = QuarkBasis::down;

    /// Where they were said, for messages.
    struct Places {
        Position mediation, boundary, trilinear_unit, singlet;
    } where{};
};

/// For the family: keys of [model] with the words they take.
std::vector<FamilyOption> sequestered_option_list();

/// Reads them from [model]. Throws ConfigError for unknown words and for what does not go together.
SequesteredOptions read_sequestered_options(Value const& model);

/// Canonical lines "model.boundary = ...", defaults written out.
std::vector<std::string> canonical_lines(SequesteredOptions const&);

}  // namespace squall::config
