"""Files stay readable and name no machine.

Usage: source_rules.py ROOT length|machines
"""

import re
import sys
from pathlib import Path

import tree

MOST_LINES = 500

# Absolute paths of somebody's machine: homes, scratch and work places. Interpreters and libraries below /usr are none.
MACHINE = re.compile(r"(?<![\w.}/])/(?:home|root|work|Users|scratch|mnt|nfs|workspace|tmp)/\w+")
QUOTING = {"tests/tree/self_test.py"}  # its bad examples


def too_long(root):
    root = Path(root)
    found = []
    for path in filter(tree.is_code, tree.files(root)):
        count = len(path.read_text().splitlines())
        if count >= MOST_LINES:
            found.append(f"{path.relative_to(root).as_posix()}: {count} lines (nobody reads {MOST_LINES}); divide it")
    return found


def machine_paths(root):
    root = Path(root)
    found = []
    for path in tree.files(root):
        name = path.relative_to(root).as_posix()
        if name in QUOTING:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if match := MACHINE.search(line):
                found.append(f"{name}:{number}: {match[0]} (a path of one machine); make it relative or an argument")
    return found


RULES = {"length": too_long, "machines": machine_paths}

if __name__ == "__main__":
    sys.exit(tree.finish(RULES[sys.argv[2]](sys.argv[1]), sys.argv[2]))
