"""Flattens susyflavor_points.json (SUSY_FLAVOR 2.53, all observables) to susyflavor_points.csv: point,level,observable,value.

Levels: il0 without, il2 with resummation of chirally enhanced corrections. Observables are named as that program prints them; its inputs
(v = 245.3 GeV of over-determined electroweak inputs, bag parameters, cut on the photon's energy) are not ours: order and sign of effects.
Not written: decay modes of no test.
"""
import csv
import json
from pathlib import Path

here = Path(__file__)
with open(here.with_name("susyflavor_points.csv"), "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["point", "level", "observable", "value"])
    for point in json.loads(here.with_name("susyflavor_points.json").read_text()):
        for level, observables in point["out"].items():
            for name, value in observables.items():
                if not name.startswith(("BR(t ->", "BR(B -> D", "Br(K")):
                    table.writerow([point["name"], level, name.replace("(g-2)_mu/2, SUSY contribution", "a_mu")
                                    .replace("(g-2)_e/2, SUSY contribution", "a_e").replace("(g-2)_tau/2, SUSY contribution", "a_tau"), value])
