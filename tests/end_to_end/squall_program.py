"""Runs the squall program and compares its files; shared by the end-to-end tests."""

import os
import subprocess
import sys
import tempfile
import time
import unittest

import h5py
import numpy as np

SQUALL = os.path.abspath(sys.argv.pop(1))
REFERENCE = os.path.abspath(sys.argv.pop(1))

CONFIG = """
[model]
name = "ggm"
[parameters]
Lambda = { prior = "log", min = 2e5, max = 1e6 }
M_mess = { prior = "log", min = 2e6, max = 1e9 }
tan_beta = { prior = "flat", min = 2, max = 60 }
messengers = [0, 0, 1, 1, 0]
sign_mu = 1
[constraints]
use = ["bsgamma"]
[sampler]
name = "demcz"
walkers = 64
steps = 60
seed = 5
[output]
file = "out.h5"
checkpoint_seconds = 0.05
[numerics]
error_target = 1e-4
"""

MINIMAL_POINT = CONFIG.replace('{ prior = "log", min = 2e5, max = 1e6 }', "3e5").replace(
    '{ prior = "log", min = 2e6, max = 1e9 }', "1e8").replace('{ prior = "flat", min = 2, max = 60 }', "10")


def squall(*arguments, cwd, **options):
    """Runs the program to its end: a CompletedProcess with text output."""
    return subprocess.run([SQUALL, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600, **options)


def start(*arguments, cwd):
    """Starts the program in the background."""
    return subprocess.Popen([SQUALL, *map(str, arguments)], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)


def differences(one, other):
    """Names of objects, outside /provenance, in which two HDF5 files differ: values, types, shapes, attributes."""
    result = []

    def members(group, path=""):
        """Every path to an object, also where one object has several names."""
        for name, item in group.items():
            if path + name != "provenance":
                yield path + name
                if isinstance(item, h5py.Group):
                    yield from members(item, path + name + "/")

    def attributes(item):
        """Values by name. Dimensions are references to their place in the file: what they point to is taken, and the way back left out."""
        result = {k: (np.asarray(v).tolist() if not isinstance(v, (str, bytes)) else v)
                  for k, v in item.attrs.items() if k not in ("DIMENSION_LIST", "REFERENCE_LIST")}
        if "DIMENSION_LIST" in item.attrs:
            result["dimensions"] = [[item.file[scale].name for scale in axis] for axis in item.attrs["DIMENSION_LIST"]]
        return result

    def sources(item):
        """What a view looks at."""
        return [(s.file_name, s.dset_name, s.src_space.get_regular_hyperslab()) for s in item.virtual_sources()] if item.is_virtual else []

    with h5py.File(one, "r") as a, h5py.File(other, "r") as b:
        for name in sorted({*members(a), *members(b)}):
            if name not in a or name not in b or attributes(a[name]) != attributes(b[name]):
                result.append(name)
            elif isinstance(a[name], h5py.Dataset):
                x, y = a[name], b[name]
                if x.dtype != y.dtype or x.shape != y.shape or sources(x) != sources(y) or x[()].tobytes() != y[()].tobytes():
                    result.append(name)
    return result


class ProgramTest(unittest.TestCase):
    """A test in a directory of its own that holds config.toml."""

    config = CONFIG

    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="squall_test_")
        self.addCleanup(directory.cleanup)
        self.directory = directory.name
        self.write("config.toml", self.config)

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)

    def squall(self, *arguments, expect=0):
        result = squall(*arguments, cwd=self.directory)
        self.assertEqual(result.returncode, expect, f"{arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def wait_for_segments(self, directory):
        """Waits until a run has committed its first segment."""
        deadline = time.time() + 60
        while not (os.path.isdir(self.path(directory)) and any(name.startswith("0") and name.endswith(".h5") for name in os.listdir(self.path(directory)))):
            self.assertLess(time.time(), deadline, "no segment within a minute")
            time.sleep(0.01)

    def assert_same_run(self, one, other):
        self.assertEqual(differences(self.path(one), self.path(other)), [])
