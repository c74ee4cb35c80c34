"""Flattens flavour_dumps.json (SUSY_FLAVOR 2.53) to flavour_dumps.csv: point,key,i,j,re,im, what tests of its coefficients need.

Keys are the dump's own; indices count from 0; a scalar or vector has j = 0. C78 has i = sector (0 total, 1 SM + H+-, 2 chargino,
3 neutralino, 4 gluino) and j = C7, C8, C7', C8'. LLG has i = 10 l_j + l_i (1 e, 2 mu, 3 tau), j = the two amplitudes of the total.
DF2G has i = 10 i + j of the quark flavours (1 2: K, 1 3: B_d, 2 3: B_s), j = the eight coefficients of gluino boxes in the dump's order.
"""
import json
from pathlib import Path

REAL = ["E", "WMZM", "G3", "GLUINO", "SUM", "SDM", "FCM", "FNM", "CM", "ZH", "DMU", "UMU", "SLM", "VM", "EM"]
COMPLEX_VECTORS = ["YU", "YD", "YL"]
COMPLEX_MATRICES = ["ZU", "ZD", "ZPOS", "ZNEG", "ZN", "CKMP", "ZL", "ZV"]

here = Path(__file__)
with open(here.with_name("flavour_dumps.csv"), "w") as out:
    out.write("point,key,i,j,re,im\n")
    for point in json.loads(here.with_name("flavour_dumps.json").read_text()):
        def row(key, i, j, re, im):
            out.write(f"{point['name']},{key},{i},{j},{re!r},{im!r}\n")

        for key in REAL:
            for i, value in enumerate(point[key]):
                row(key, i, 0, value, 0.0)
        for key in COMPLEX_VECTORS:
            for i, (re, im) in enumerate(point[key]):
                row(key, i, 0, re, im)
        for key in COMPLEX_MATRICES:
            for i, line in enumerate(point[key]):
                for j, (re, im) in enumerate(line):
                    row(key, i, j, re, im)
        for sector in range(5):
            for j, (re, im) in enumerate(point["C78"][str(sector)]):
                row("C78", sector, j, re, im)
        for sector, second, first, *amplitudes in point["LLG"]:
            if sector == 0:
                for j in range(2):
                    row("LLG", int(10 * second + first), j, *amplitudes[2 * j:2 * j + 2])
        for first, second, *coefficients in point["DF2G"]:
            for j in range(8):
                row("DF2G", int(10 * first + second), j, *coefficients[2 * j:2 * j + 2])
