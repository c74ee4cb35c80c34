"""Writes susyflavor_corrected.csv from outputs of SUSY_FLAVOR 2.53 at level il2 (inputs of susyflavor_points.json) with these corrections:

1. sq_mix_eff (yuk_ren.f) adds to rows 4 to 6 of the rotated squark mixing matrices what it has not set to zero: they come out doubled, and
   correct_unitarity takes a row of norm 2 to 2 (3/2 - 4/2) = -1 times itself. So gluinos that flip chirality change sign from il0 to il2.
   Corrected: zd_eff(i+3,j) and zu_eff(i+3,j) start from zero.
2. Double penguins, dd_sll_yuk, dd_srr_yuk, dd_slr_yuk (dd_mix.f): exchange of a scalar with -L = J phi gives H = -J^2/(2 m^2), the
   Hamiltonian to which its boxes add with H = +A; it has +J^2/(4 m^2). Corrected: times -2.
3. Gluino boxes (dd_mix.f, uu_mix.f) hold g_s^2, gluino-neutralino boxes g_s: g_s^4 and g_s^2.
4. Its Higgs boxes with masses of down quarks contain the Standard Model's, W and Goldstone bosons alone, m_b^2/m_W^2 of Delta M: left out.

usage: susyflavor_corrected.py DIRECTORY, which has POINT.out of each point, and POINT.squarks.out without quarks and Higgs bosons in loops
(set_active_sector(0,1,1,1) after the resummation) for Delta m_D, where long-distance physics rules the Standard Model.
"""
import re
import sys
from pathlib import Path

STANDARD_MODEL = {  # dd_kaon_sm, dd_bmeson_sm
    "epsilon_K": 2.056145416e-03, "Delta m_K (GeV)": 3.004915296e-15,
    "Delta m_Bd (GeV)": 3.154105133e-13, "Delta m_Bs (GeV)": 1.088853589e-11}
FULL = ["neutron EDM", "BR(B -> X_s gamma)", *STANDARD_MODEL]


def read(path):
    lines = re.findall(r"^\s+\d+\s+(\S+)\s+# (.*?)\s*$", path.read_text(), re.MULTILINE)
    return {name: float(value) for value, name in lines}


points = sorted(Path(sys.argv[1]).glob("*.squarks.out"))
with open(Path(__file__).with_suffix(".csv"), "w", newline="") as out:
    out.write("# SUSY_FLAVOR 2.53 at level il2 with four corrections (susyflavor_corrected.py); standard_model: its own part of that\n")
    out.write("point,observable,value\n")
    for name, value in STANDARD_MODEL.items():
        out.write(f"standard_model,{name},{value:.9e}\n")
    for squarks in points:
        point = squarks.name.removesuffix(".squarks.out")
        full = read(squarks.with_name(point + ".out"))
        for name in FULL:
            out.write(f"{point},{name},{full[name]:.9e}\n")
        out.write(f"{point},Delta m_D (GeV),{read(squarks)['Delta m_D (GeV)']:.9e}\n")
