"""Tables of counts, and their comparison with recorded ones: what scripts/cuda_counts and scripts/instruction_counts share."""

import re
import subprocess
import sys
from dataclasses import dataclass

SKIPPED = 77  # the exit status of a check that cannot be made here


@dataclass
class Column:
    """What is counted, and what a change may cost before somebody has to look."""
    title: str
    slack: float | None = 0  # as part of the recorded count; None: shown, not checked
    spare: int = 0           # besides the slack
    gain: float = 1          # a count lower by more than this part is to be recorded, or its loss would pass unseen


def run(command, **options):
    """What a command says on both its outputs; the script ends where it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def table(columns, counts):
    """counts: a list of numbers for every name."""
    width = max(map(len, counts)) + 2
    widths = [max(len(column.title) + 2, 14) for column in columns]
    line = lambda name, cells: f"{name:<{width}}" + "".join(f"{cell:>{w}}" for cell, w in zip(cells, widths))
    return "\n".join([line("", [column.title for column in columns])] + [line(name, values) for name, values in counts.items()])


def parse(text, title):
    """The match of `title` in a recorded file, and the counts of the table below it; (None, {}) where there is none."""
    about = re.search(title, text, re.MULTILINE)
    rows = re.findall(r"^(\S+)((?: +\d+)+)$", text[about.end():].lstrip("\n").split("\n\n")[0], re.MULTILINE) if about else []
    return about, {name: list(map(int, values.split())) for name, values in rows}


def problems(columns, found, recorded):
    """What is worse than recorded, or so much better that it ought to be recorded, or in one table only."""
    result = []
    for name in found.keys() & recorded.keys():
        for column, value, was in zip(columns, found[name], recorded[name], strict=True):
            if column.slack is None:
                continue
            limit = int((1 + column.slack) * was) + column.spare
            if value > limit:
                result.append(f"{name}: {column.title} {value} (recorded {was}, the limit is {limit}); make it cheaper, or record why not")
            elif value < (1 - column.gain) * was:
                result.append(f"{name}: {column.title} {value} (recorded {was}: much better); record it")
    return sorted(result) + [f"{name}: in one table only; record the table again" for name in sorted(found.keys() ^ recorded.keys())]
