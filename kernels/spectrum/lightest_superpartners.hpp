#pragma once
#include "kernels/spectrum/spectrum.hpp"

/// Which superpartners are the lightest.
namespace squall::inline SQUALL_ISA::spectrum {

/// PDG numbers of the lightest and next-to-lightest superpartner; sfermions are ordered in mass (SLHA2, arXiv:0801.0045).
template <class Real>
struct LightestSuperpartners {
    Real lsp, nlsp;
};

namespace pdg {
SQUALL_TABLE double neutralinos[4] = {1000022, 1000023, 1000025, 1000035}, charginos[2] = {1000024, 1000037};
SQUALL_TABLE double up_squarks[2] = {1000002, 1000004}, down_squarks[2] = {1000001, 1000003};  // the lightest
SQUALL_TABLE double sleptons[2] = {1000011, 1000013}, sneutrinos[2] = {1000012, 1000014};
inline constexpr double gravitino = 1000039, gluino = 1000021;
}  // namespace pdg

/// Among the spectrum and a gravitino of that mass (GeV; NaN: not looked at).
template <class Real>
SQUALL_HD inline LightestSuperpartners<Real> lightest_superpartners(Spectrum<Real> const& s, Real m_gravitino) {
    LightestSuperpartners<Real> result{Real(0.0), Real(0.0)};
    Real first(__builtin_inf()), second(__builtin_inf());
    auto const look = [&](Real mass, double number) {
        auto const is_first = mass < first, is_second = mass < second;
        result.nlsp = select(is_first, result.lsp, select(is_second, Real(number), result.nlsp));
        second = select(is_first, first, select(is_second, mass, second));
        result.lsp = select(is_first, Real(number), result.lsp);
        first = select(is_first, mass, first);
    };
    look(m_gravitino, pdg::gravitino);
    look(s.m_gluino, pdg::gluino);
    for (int i = 0; i < 4; ++i) look(s.m_neutralino[i], pdg::neutralinos[i]);
    for (int i = 0; i < 2; ++i) look(s.m_chargino[i], pdg::charginos[i]);
    for (int i = 0; i < 2; ++i) {  // in the order of mass: no third can be among the first two
        look(s.m_up_squark[i], pdg::up_squarks[i]);
        look(s.m_down_squark[i], pdg::down_squarks[i]);
        look(s.m_slepton[i], pdg::sleptons[i]);
        look(s.m_sneutrino[i], pdg::sneutrinos[i]);
    }
    return result;
}

}  // namespace squall::inline SQUALL_ISA::spectrum
