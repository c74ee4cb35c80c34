"""Writes superiso_wilson.csv: what a test of C7 and C8 needs of superiso_points.csv (SuperIso 3.4) and of the SPheno spectra it read.

Usage: superiso_wilson.py DIRECTORY, with the SLHA files named in the first column. m_W is MASS 24.
"""
import csv
import sys
from pathlib import Path

COLUMNS = ["alphas_muW", "alphas_mub", "mt_muW", "mH", "tanb", "C7_SM_LO", "C8_SM_LO", "C7_Hp_LO", "C8_Hp_LO",
           "C7w_LO", "C8w_LO", "C7b_LO", "BR_bsgamma_noclip"]


def mass(path, code):
    block = None
    for line in path.read_text().splitlines():
        words = line.split("#")[0].split()
        if len(words) > 1 and words[0].lower() == "block":
            block = words[1].lower()
        elif block == "mass" and len(words) == 2 and words[0] == str(code):
            return words[1]
    raise SystemExit(f"{path}: no mass {code}")


here = Path(__file__)
with open(here.with_name("superiso_points.csv")) as table, open(here.with_name("superiso_wilson.csv"), "w") as out:
    out.write(",".join(["file", "m_W"] + COLUMNS) + "\n")
    for row in csv.DictReader(table):
        m_w = mass(Path(sys.argv[1]) / row["file"], 24)
        out.write(",".join([row["file"], m_w] + [row[c] for c in COLUMNS]) + "\n")
