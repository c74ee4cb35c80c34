#pragma once
#include "kernels/core/matrix_backend.hpp"

/// Running parameters, as named structs over a matrix backend.
///
/// Conventions of Martin and Vaughn (hep-ph/9311340): W = u Yu Q Hu - d Yd Q Hd - e Ye L Hd + mu Hu Hd, Y[i][j] multiplies
/// (right-handed i)(doublet j); soft terms u au Q Hu - d ad Q Hd - e ae L Hd + b Hu Hd, M_a, hermitian m^2.
/// g1 is GUT-normalised, g1^2 = 5/3 gY^2. DR-bar for the MSSM, MS-bar for the Standard Model. t = ln(Q/GeV).
namespace squall::inline SQUALL_ISA::rge {

enum Sector { up, down, lepton, sector_count };
enum SoftMass { m2_Q, m2_U, m2_D, m2_L, m2_E, soft_mass_count };

/// Gauge and Yukawa couplings, of the Standard Model (MS-bar) or of the MSSM (DR-bar): 57 real numbers.
template <MatrixBackend B>
struct GaugeYukawa {
    typename B::Real g[3];                   ///< g1, g2, g3
    typename B::Matrix Y[sector_count];
};

/// All parameters of the MSSM: 168 real numbers. Masses in GeV, b and m^2 in GeV^2.
template <MatrixBackend B>
struct Mssm {
    GaugeYukawa<B> couplings;
    typename B::Complex gaugino[3];          ///< M1, M2, M3
    typename B::Matrix a[sector_count];      ///< trilinear couplings
    typename B::Hermitian m2[soft_mass_count];
    typename B::Real m2_Hu, m2_Hd;
    typename B::Complex mu, b;
};

/// visit(member) for each scalar and matrix, in the order of the slots.
template <MatrixBackend B, class Visit>
SQUALL_HD inline void for_each_member(GaugeYukawa<B>& y, Visit& visit) {
    for (auto& g : y.g) visit(g);
    for (auto& Y : y.Y) visit(Y);
}
template <MatrixBackend B, class Visit>
SQUALL_HD inline void for_each_member(Mssm<B>& y, Visit& visit) {
    for_each_member(y.couplings, visit);
    for (auto& M : y.gaugino) visit(M);
    for (auto& a : y.a) visit(a);
    for (auto& m2 : y.m2) visit(m2);
    visit(y.m2_Hu);
    visit(y.m2_Hd);
    visit(y.mu);
    visit(y.b);
}

template <class Real> using DenseGaugeYukawa = GaugeYukawa<DenseBackend<Real>>;
template <class Real> using DenseMssm = Mssm<DenseBackend<Real>>;

static_assert(sizeof(DenseGaugeYukawa<double>) == 57 * sizeof(double));
static_assert(sizeof(DenseMssm<double>) == 168 * sizeof(double));

/// Which doublet and singlet soft masses a sector couples to, and its colour factor.
struct SectorTraits {
    int partner;      ///< the sector that shares its doublet; -1 for leptons
    int doublet, singlet;
    double colours;
};
SQUALL_TABLE SectorTraits sector_traits[sector_count] = {{down, m2_Q, m2_U, 3.0}, {up, m2_Q, m2_D, 3.0}, {-1, m2_L, m2_E, 1.0}};

/// Y†Y of each sector and its trace, which more than one law needs.
template <MatrixBackend B>
struct YukawaProducts {
    typename B::Hermitian gram[sector_count];
    typename B::Real traces[sector_count];

    SQUALL_INLINE void set(GaugeYukawa<B> const& y) {
        SQUALL_SECTORS
        for (int f = 0; f < sector_count; ++f) {
            B::gram(y.Y[f], gram[f]);
            traces[f] = B::trace(gram[f]);
        }
    }
};

}  // namespace squall::inline SQUALL_ISA::rge
