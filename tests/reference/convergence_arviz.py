#!/usr/bin/env python3
"""Writes convergence_arviz.csv: R-hat, effective sizes and nested R-hat as ArviZ computes them, tau as emcee does.

The chains are formulas of integers and exact operations, repeated in tests/samplers/convergence_reference.test.cpp: a linear congruential
generator of 64 bits (Knuth's MMIX constants) per chain, its upper 32 bits as a number in (0, 1).

Needs numpy, arviz-stats (ArviZ's statistics) and emcee; the versions that were used stand in the table.
"""
from importlib.metadata import version
from pathlib import Path

import emcee
import numpy as np
from arviz_stats.base import array_stats


def uniforms(chain, count):
    state, result = chain + 1, []
    for _ in range(count):
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        result.append(((state >> 32) + 0.5) / 2**32)
    return result


def values(kind, steps, chains, rho, shift, scale):
    """[chain][step]; shift and scale are those of the first chain."""
    rows = []
    for chain in range(chains):
        x, row = 0.0, []
        for u in uniforms(chain, steps):
            heavy = (u - 0.5) / (u * (1 - u))  # density falls as 1/x^2 on both sides, as Cauchy's
            x = rho * x + (heavy if kind == "heavy" else u - 0.5)
            y = scale * x + shift if chain == 0 else x
            row.append(np.floor(4 * y) if kind == "coarse" else y)
        rows.append(row)
    return np.array(rows)


cases = [  # name, kind, steps, chains, rho, shift, scale, superchains
    ("independent", "flat", 500, 8, 0.0, 0, 1, 4),
    ("autoregressive", "flat", 1000, 4, 0.9, 0, 1, 2),
    ("odd_steps", "flat", 333, 6, 0.5, 0, 1, 3),
    ("antithetic", "flat", 400, 4, -0.7, 0, 1, 2),
    ("shifted", "flat", 600, 4, 0.3, 0.5, 1, 2),
    ("other_scale", "flat", 600, 4, 0.3, 0, 3, 2),
    ("heavy", "heavy", 800, 4, 0.0, 0, 1, 2),
    ("heavy_autoregressive", "heavy", 800, 4, 0.8, 0, 1, 2),
    ("coarse", "coarse", 500, 4, 0.95, 0, 1, 2),
    ("slow", "flat", 200, 4, 0.999, 0, 1, 2),
    ("many_short", "flat", 12, 512, 0.6, 0, 1, 32),
    ("shortest", "flat", 10, 16, 0.2, 0, 1, 4),
]
with open(Path(__file__).with_suffix(".csv"), "w") as table:
    table.write(f"# arviz-stats {version('arviz-stats')}, emcee {version('emcee')}, numpy {version('numpy')}, scipy {version('scipy')}\n")
    table.write("name,kind,steps,chains,rho,shift,scale,superchains,r_hat,ess_bulk,ess_tail,nested_r_hat,tau\n")
    for name, kind, steps, chains, rho, shift, scale, superchains in cases:
        x = values(kind, steps, chains, rho, shift, scale)
        groups = np.repeat(np.arange(superchains), chains // superchains)
        results = (
            array_stats.rhat(x, method="rank"),
            array_stats.ess(x, method="bulk"),
            array_stats.ess(x, method="tail", prob=(0.05, 0.95)),
            array_stats.rhat_nested(x, groups, method="identity"),
            emcee.autocorr.integrated_time(x.T, quiet=True)[0],
        )
        row = [name, kind, steps, chains, rho, shift, scale, superchains] + [repr(float(r)) for r in results]
        table.write(",".join(map(str, row)) + "\n")
