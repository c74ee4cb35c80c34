"""Includes follow the rooms: kernels/core <- {ode, ...} <- {rge, spectrum, flavour, ...} <- backends <- host/pipeline <- host/app.

Usage: include_directions.py ROOT
"""

import sys
from pathlib import Path

import tree

CORE, ODE, RGE, SPECTRUM, FLAVOUR, MODELS, LIKELIHOOD, TEXTURES, BACKENDS = (
    "kernels/core", "kernels/ode", "kernels/rge", "kernels/spectrum", "kernels/flavour", "kernels/models", "kernels/likelihood",
    "kernels/textures", "kernels/backends")
LAWS = {CORE, ODE, RGE, SPECTRUM, FLAVOUR, MODELS, LIKELIHOOD, TEXTURES}

# What a room may include besides itself.
ALLOWED = {
    CORE: set(),
    ODE: {CORE},
    RGE: {CORE, ODE},
    SPECTRUM: {CORE, RGE},
    FLAVOUR: {CORE, SPECTRUM},
    MODELS: {CORE, ODE, RGE, SPECTRUM},
    LIKELIHOOD: {CORE},
    TEXTURES: {CORE, ODE, RGE},
    BACKENDS: LAWS,
    "samplers": {CORE},
    "host/device": {CORE},
    "host/io": {CORE},
    "host/parallel": {"samplers"},
    "host/pipeline": LAWS | {BACKENDS, "samplers", "host/device", "host/io"},
    "host/config": {CORE, MODELS, TEXTURES, "samplers", "host/pipeline"},
    "host/likelihood": {CORE, LIKELIHOOD, "host/config", "host/pipeline"},
    "host/figures": {"host/config"},
    "host/textures": LAWS | {BACKENDS, "host/device", "host/config", "host/figures", "host/likelihood", "host/pipeline"},
    "host/wilson": LAWS | {BACKENDS, "host/pipeline"},
    "host/slha": LAWS | {BACKENDS, "host/io", "host/config", "host/pipeline", "host/wilson"},
    "host/reproduce": LAWS | {BACKENDS, "samplers", "host/config", "host/figures", "host/pipeline", "host/textures"},
    "host/app": LAWS | {BACKENDS, "samplers", "host/device", "host/io", "host/pipeline", "host/config", "host/likelihood", "host/parallel", "host/slha",
                 "host/wilson", "host/figures", "host/textures", "host/reproduce"},
}
EVERYTHING = {"tests", "bench"}  # they see all

# Kernels are compiled once per instruction set: a library header would leak symbols built for a wider machine.
LIBRARY_HEADERS = {"kernels/core/pack_avx2.hpp": {"immintrin.h"}, "kernels/core/pack_avx512.hpp": {"immintrin.h"},
                   "kernels/backends/cuda_bookkeeping.cu": {"cub/device/device_select.cuh"}}
COMPILED_ONCE = {"kernels/backends/dispatch.cpp"}  # with the baseline's flags


def room_of(path):
    """The room of a path relative to the root: its first folder, its first two under kernels/ and host/."""
    parts = Path(path).parts
    return "/".join(parts[:2]) if parts[0] in ("kernels", "host") else parts[0]


def problems(root):
    root = Path(root)
    found = []
    for path in tree.files(root):
        if path.suffix not in (".hpp", ".cpp", ".cu", ".cuh"):
            continue
        name = path.relative_to(root).as_posix()
        room = room_of(name)
        if room in EVERYTHING:
            continue
        if room not in ALLOWED:
            found.append(f"{name}: room {room} is unknown (its place in the include direction is not stated); add it to ALLOWED")
            continue
        for line, delimiter, header in tree.includes(path):
            where = f"{name}:{line}: includes {header}"
            if delimiter == "<":
                if room.startswith("kernels/") and name not in COMPILED_ONCE and header not in LIBRARY_HEADERS.get(name, set()):
                    found.append(f"{where} (kernels use no library headers); use kernels/core")
            elif room_of(header) not in ALLOWED:
                found.append(f"{where} (that is in no room); name the file from the root")
            elif room_of(header) != room and room_of(header) not in ALLOWED[room]:
                found.append(f"{where} ({room} may not see {room_of(header)}); move what is shared down")
    return found


if __name__ == "__main__":
    sys.exit(tree.finish(problems(sys.argv[1]), "include directions"))
