#pragma once
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "kernels/flavour/wilson_coefficients.hpp"
#include "kernels/spectrum/tree_level.hpp"
#include "tests/support/csv.hpp"

/// The points of flavour_dumps.csv (SUSY_FLAVOR 2.53) in our conventions.
///
/// Dictionary, Rosiek hep-ph/9511250 on the right; l flavour, j or k mass state. It follows from comparing the vertices that both
/// Lagrangians give for d -> chi S: ours from W = u Yu Q Hu - d Yd Q Hd + mu Hu Hd.
///   Z_up[j][l] = Z_U*_lj,  Z_down[j][l] = Z_D_lj,  V_k1 = Z+*_1k, V_k2 = Z+*_2k,  U_k2 = Z-*_2k (first column alike),
///   Z_lepton[j][l] = Z_L_lj, Z_sneutrino[j][l] = Z_nu*_lj (as down and up squarks),
///   N_ki = Z_N*_ik,  y_u = Y_u,  y_d = -Y_d,  g1 = sqrt(5/3) e/c,  g2 = e/s,  m_gluino > 0 (phase 1).
/// Its coefficients are the complex conjugates of ours. G3 holds g_s twice; the second is the one in its C7 and C8
/// (gluino parts agree to 1e-8, with the first to 5e-5).
/// Its electroweak inputs are over-determined: W vertices use e/s, Yukawa couplings v = sqrt2 s c M_Z/e, the normalisation G_F.
namespace squall::test {

struct DumpPoint {
    std::string name;
    spectrum::Spectrum<double> spectrum;
    flavour::ElectroweakInputs<double> electroweak;
    flavour::Dipole<double> electroweak_sector, chargino, neutralino, gluino;  ///< that program's results, conjugated
    std::map<int, std::vector<Complex<double>>> lepton_amplitudes;             ///< LLG as printed: [10 l_j + l_i], 1 e, 2 mu, 3 tau
    std::map<int, std::vector<Complex<double>>> gluino_boxes;  ///< DF2G as printed: [10 i + j] of flavours 12 (K), 13 (B_d), 23 (B_s)
};

class Dump {
public:
    void insert(std::string const& key, int i, int j, Complex<double> value) { values_[{key, i, j}] = value; }
    Complex<double> entry(std::string const& key, int i, int j = 0) const { return values_.at({key, i, j}); }
    double real(std::string const& key, int i) const { return entry(key, i).re; }

private:
    std::map<std::tuple<std::string, int, int>, Complex<double>> values_;
};

inline flavour::Dipole<double> dump_result(Dump const& dump, int sector) {
    auto const c = [&](int i) { return conj(dump.entry("C78", sector, i)); };
    return {c(0), c(1), c(2), c(3)};
}

inline DumpPoint translate(std::string const& name, Dump const& dump) {
    DumpPoint point{};
    point.name = name;
    auto& s = point.spectrum;
    double const e = dump.real("E", 0), sin_w = dump.real("E", 1), cos_w = std::sqrt(1.0 - sin_w * sin_w);
    s.tan_beta = dump.real("ZH", 0) / dump.real("ZH", 2);
    s.g[0] = std::sqrt(5.0 / 3.0) * e / cos_w;
    s.g[1] = e / sin_w;
    s.g[2] = dump.real("G3", 1);
    s.m_Hp = dump.real("CM", 0);
    s.m_gluino = dump.real("GLUINO", 0);
    s.gluino_phase = {1.0, 0.0};
    for (int l = 0; l < 3; ++l) {
        s.quarks.y_up[l] = dump.real("YU", l);
        s.quarks.y_down[l] = -dump.real("YD", l);
        s.quarks.m_up[l] = dump.real("UMU", l);
        s.quarks.m_down[l] = dump.real("DMU", l);
        for (int i = 0; i < 3; ++i) s.quarks.ckm[l][i] = dump.entry("CKMP", l, i);
    }
    for (int j = 0; j < 6; ++j) {
        s.m_up_squark[j] = dump.real("SUM", j);
        s.m_down_squark[j] = dump.real("SDM", j);
        for (int l = 0; l < 6; ++l) {
            s.Z_up[j][l] = conj(dump.entry("ZU", l, j));
            s.Z_down[j][l] = dump.entry("ZD", l, j);
        }
    }
    for (int k = 0; k < 2; ++k) {
        s.m_chargino[k] = dump.real("FCM", k);
        for (int i = 0; i < 2; ++i) {
            s.chargino_U[k][i] = conj(dump.entry("ZNEG", i, k));
            s.chargino_V[k][i] = conj(dump.entry("ZPOS", i, k));
        }
    }
    for (int k = 0; k < 4; ++k) {
        s.m_neutralino[k] = dump.real("FNM", k);
        for (int i = 0; i < 4; ++i) s.neutralino_N[k][i] = conj(dump.entry("ZN", i, k));
    }
    for (int k = 0; k < 4; ++k)  // M = N^T m N
        s.gaugino[0] = s.gaugino[0] + s.m_neutralino[k] * (s.neutralino_N[k][0] * s.neutralino_N[k][0]);
    for (int k = 0; k < 2; ++k) {  // X = U^T m V
        s.gaugino[1] = s.gaugino[1] + s.m_chargino[k] * (s.chargino_U[k][0] * s.chargino_V[k][0]);
        s.mu = s.mu + s.m_chargino[k] * (s.chargino_U[k][1] * s.chargino_V[k][1]);
    }
    s.gaugino[2] = {s.m_gluino, 0.0};
    for (int l = 0; l < 3; ++l) {
        s.quarks.y_lepton[l] = -dump.real("YL", l);
        s.quarks.m_lepton[l] = dump.real("EM", l);
        s.m_sneutrino[l] = dump.real("VM", l);
        for (int j = 0; j < 3; ++j) s.Z_sneutrino[j][l] = conj(dump.entry("ZV", l, j));
    }
    for (int j = 0; j < 6; ++j) {
        s.m_slepton[j] = dump.real("SLM", j);
        for (int l = 0; l < 6; ++l) s.Z_lepton[j][l] = dump.entry("ZL", l, j);
    }
    // tree-level Higgs bosons of its m_H+
    s.m_W = dump.real("WMZM", 0);
    s.m_Z = dump.real("WMZM", 1);
    double const m_A_squared = s.m_Hp * s.m_Hp - s.m_W * s.m_W;
    auto const higgs = spectrum::tree_higgs_masses(m_A_squared, s.m_Z * s.m_Z, s.m_W * s.m_W, s.tan_beta);
    s.m_h = higgs.h;
    s.m_H = higgs.H;
    s.m_A = higgs.A;
    for (int i : {21, 31, 32}) point.lepton_amplitudes[i] = {dump.entry("LLG", i, 0), dump.entry("LLG", i, 1)};
    for (int i : {12, 13, 23})
        for (int c = 0; c < 8; ++c) point.gluino_boxes[i].push_back(dump.entry("DF2G", i, c));
    point.electroweak = {dump.real("GLUINO", 1),
                         dump.real("CM", 1),
                         e / sin_w,
                         std::sqrt(2.0) * sin_w * cos_w * dump.real("WMZM", 1) / e,
                         {dump.real("UMU", 0), dump.real("UMU", 1), dump.real("UMU", 2)}};
    point.electroweak_sector = dump_result(dump, 1);
    point.chargino = dump_result(dump, 2);
    point.neutralino = dump_result(dump, 3);
    point.gluino = dump_result(dump, 4);
    return point;
}

inline std::vector<DumpPoint> read_flavour_dumps() {
    auto const table = read_csv(reference("flavour_dumps.csv"));
    std::vector<std::string> names;
    std::map<std::string, Dump> dumps;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto const& name = table.text(r, "point");
        if (!dumps.contains(name)) names.push_back(name);
        dumps[name].insert(table.text(r, "key"), std::stoi(table.text(r, "i")), std::stoi(table.text(r, "j")),
                           {table.number(r, "re"), table.number(r, "im")});
    }
    std::vector<DumpPoint> points;
    for (auto const& name : names) points.push_back(translate(name, dumps.at(name)));
    return points;
}

}  // namespace squall::test
