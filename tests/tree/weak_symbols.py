"""Object files of the kernels share no symbol across instruction sets.

The linker keeps one copy of a weak symbol, from whichever file comes first. If that copy was compiled for AVX-512, the baseline
runs it too, and dies of an illegal instruction on a machine without. So whatever is weak or unique must name squall::<isa>.

Usage: weak_symbols.py NM ISA OBJECT...
"""

import re
import sys

import tree

WEAK = set("uVvWw")  # of nm's letters: unique; weak object; weak


def problems(symbols, isa):
    """symbols: pairs (demangled name, nm's letter)."""
    return [
        f"{name} ({letter}): one copy serves all instruction sets (it is not in squall::{isa}); keep library code out of kernels"
        for name, letter in symbols
        if letter in WEAK and f"squall::{isa}::" not in name
    ]


def parse(text):
    """The defined symbols in the output of `nm -C`: address, letter, name."""
    return [(m[2], m[1]) for m in re.finditer(r"^[0-9a-f]{16} (\w) (.+)$", text, re.MULTILINE)]


if __name__ == "__main__":
    nm, isa, *objects = sys.argv[1:]
    symbols = [s for o in objects for s in parse(tree.run([nm, "-C", "--defined-only", o]))]
    if not symbols:
        sys.exit("no symbols (the object files are empty); is the build complete?")
    sys.exit(tree.finish(problems(symbols, isa), f"weak symbols of {isa} among {len(symbols)}"))
