"""The files of the tree, for the tests of its own rules. Plain Python, no packages."""

import re
import subprocess
from pathlib import Path

ROOMS = ("kernels", "samplers", "host", "tests", "bench", "scripts", "configs", "docs", "cmake", ".ci")
CODE = (".hpp", ".cpp", ".cu", ".cuh", ".py", ".cmake")


def files(root):
    """Every text file of the tree: those of the rooms and those at the top. Build directories and results are no rooms."""
    root = Path(root)
    top = [p for p in root.iterdir() if p.is_file()]
    inside = [p for room in ROOMS for p in (root / room).rglob("*") if p.is_file()]
    return sorted(p for p in top + inside if p.suffix not in (".png", ".pyc"))


def is_code(path):
    """Source files, scripts without a suffix among them; not data, such as configs and tables."""
    return path.suffix in CODE or path.name == "CMakeLists.txt" or (path.suffix == "" and path.parent.name in ("scripts", ".ci"))


def includes(path):
    """Yields (line number, delimiter, header) of each #include."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if match := re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line):
            yield number, match[1], match[2]


def finish(problems, what):
    """Prints the problems; the exit status of a test."""
    for problem in problems:
        print(problem)
    print(f"{what}: {len(problems)} problem(s)")
    return 1 if problems else 0


def run(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
