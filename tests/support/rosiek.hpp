#pragma once
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "kernels/flavour/wilson_coefficients.hpp"
#include "tests/support/csv.hpp"

/// The points of flavour_dumps.csv (SUSY_FLAVOR 2.53) in our conventions.
///
/// Dictionary, Rosiek hep-ph/9511250 on the right; l flavour, j or k mass state. It follows from comparing the vertices that both
/// Lagrangians give for d -> chi S: ours from W = u Yu Q Hu - d Yd Q Hd + mu Hu Hd.
///   Z_up[j][l] = Z_U*_lj,  Z_down[j][l] = Z_D_lj,  V_k1 = Z+*_1k, V_k2 = Z+*_2k,  U_k2 = Z-*_2k (first column alike),
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
