#pragma once
#include "kernels/flavour/sparticle_loops.hpp"

/// C7, C8, C7', C8' of one point by sector.
namespace squall::inline SQUALL_ISA::flavour {

/// One-loop matching, each sector at its own scale: Standard Model and charged Higgs at mu_W, sparticles at m_susy.
/// LO in QCD; chirally enhanced corrections at the level of the QuarkCouplings.
template <class Real>
struct WilsonCoefficients {
    Dipole<Real> standard_model, charged_higgs, chargino, gluino, neutralino;
};

template <class Real>
SQUALL_HD inline WilsonCoefficients<Real> wilson_coefficients(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                                              QuarkCouplings<Real> const& quarks) {
    return {standard_model(ew, point.quarks), charged_higgs(ew, point, quarks.wrong_higgs), chargino_loops(ew.G_F, point, quarks.down),
            gluino_loops(ew.G_F, point, quarks.down), neutralino_loops(ew.G_F, point, quarks.down)};
}

/// Everything beyond the Standard Model.
template <class Real>
SQUALL_HD inline Dipole<Real> new_physics(WilsonCoefficients<Real> const& c) {
    return c.charged_higgs + c.chargino + c.gluino + c.neutralino;
}

}  // namespace squall::inline SQUALL_ISA::flavour
