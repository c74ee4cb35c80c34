"""Writes texture_points.csv from texture_points.json (README beside it): one number per row, for tests without a reader of JSON.

Usage: texture_points.py > texture_points.csv
"""

import json
from pathlib import Path


def rows(value, path=(), index=()):
    """(path, index, re, im) of every number: lists count as indices, pairs [re, im] of coefficients and matrices as one number."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from rows(part, path + (key,), index)
    elif isinstance(value, list) and len(value) == 2 and path[0] in ("coeff", "Y_high"):
        yield path, index, *value
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from rows(part, path, index + (i,))
    elif not isinstance(value, str):
        yield path, index, value, 0


points = json.loads((Path(__file__).parent / "texture_points.json").read_text())
print("id,quantity,i,j,re,im")
for point in points["sets"]:
    for path, index, re, im in rows(point):
        i, j = (list(index) + [0, 0])[:2]
        print(f"{point['id']},{'.'.join(path)},{i},{j},{re!r},{im!r}")
