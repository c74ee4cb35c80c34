#pragma once
#include "kernels/flavour/sparticle_loops.hpp"

/// C7, C8, C7', C8' of one point by sector.
namespace squall::inline SQUALL_ISA::flavour {

/// One-loop matching, each sector at its own scale: Standard Model and charged Higgs at mu_W, sparticles at m_susy.
/// LO in QCD; no flavour-changing self-energies are resummed beyond what the spectrum's Yukawa couplings hold.
template <class Real>
struct WilsonCoefficients {
    Dipole<Real> standard_model, charged_higgs, chargino, gluino, neutralino;
};

template <class Real>
SQUALL_HD inline WilsonCoefficients<Real> wilson_coefficients(ElectroweakInputs<Real> const& ew, spectrum::Spectrum<Real> const& point,
                                                              HiggsResummation<Real> const& resummation) {
    return {standard_model(ew, point.quarks), charged_higgs(ew, point, resummation), chargino_loops(ew.G_F, point),
            gluino_loops(ew.G_F, point), neutralino_loops(ew.G_F, point)};
}

/// Everything beyond the Standard Model.
template <class Real>
SQUALL_HD inline Dipole<Real> new_physics(WilsonCoefficients<Real> const& c) {
    return c.charged_higgs + c.chargino + c.gluino + c.neutralino;
}

}  // namespace squall::inline SQUALL_ISA::flavour
