"""The batch scripts, with stand-ins for srun and scontrol: a warning, a requeue, a resume, and the file of an uninterrupted run."""

import os
import re
import shutil
import signal
import subprocess
import unittest

from squall_program import SQUALL, ProgramTest

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../scripts/slurm")
HAS_MPI = shutil.which("mpirun") and "MPI: none" not in subprocess.run([SQUALL, "--version"], capture_output=True, text=True).stdout
STEPS = 100

# srun OPTIONS PROGRAM ...: the program takes its place, so that signals reach it as they pass through the real one
SRUN = """#!/usr/bin/env bash
while [[ $1 == -* ]]; do shift; done
echo "$@" >> srun.log
[[ ${FAKE_TASKS-1} == 1 ]] && exec "$@"
exec mpirun -n "$FAKE_TASKS" "$@"
"""
SCONTROL = """#!/usr/bin/env bash
echo "$@" >> scontrol.log
"""


class BatchScripts(ProgramTest):
    def setUp(self):
        super().setUp()
        for name, text in (("srun", SRUN), ("scontrol", SCONTROL)):
            self.write(name, text)
            os.chmod(self.path(name), 0o755)

    def environment(self, **variables):
        return {**os.environ, "PATH": self.directory + ":" + os.environ["PATH"], "SQUALL": SQUALL, "SLURM_JOB_ID": "77",
                "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
                "OMPI_MCA_hwloc_base_binding_policy": "none", "OMPI_MCA_btl_vader_single_copy_mechanism": "none", **variables}

    def start(self, script, *arguments, **variables):
        return subprocess.Popen(["bash", os.path.join(SCRIPTS, script), *arguments], cwd=self.directory, text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(**variables))

    def end(self, process, expect):
        _, errors = process.communicate(timeout=120)
        self.assertEqual(process.returncode, expect, errors)
        return errors

    def log(self, name):
        if not os.path.exists(self.path(name)):
            return []
        with open(self.path(name)) as file:
            return file.read().splitlines()

    def check_run(self, segments, **variables):
        arguments = ("run.sbatch", "config.toml", "-o", "out.h5", "--steps", str(STEPS))
        process = self.start(*arguments, **variables)
        self.wait_for_segments(segments)
        process.send_signal(signal.SIGUSR1)
        errors = self.end(process, 128 + signal.SIGUSR1)
        self.assertIn("interrupted by SIGUSR1", errors)
        self.assertEqual(self.log("scontrol.log"), ["requeue 77"])
        self.end(self.start(*arguments, **variables), 0)
        self.assertEqual(self.log("scontrol.log"), ["requeue 77"], "what is done is not queued again")
        self.assertTrue(all(line.endswith("--resume") for line in self.log("srun.log")))
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", STEPS)
        self.assert_same_run("whole.h5", "out.h5")

    def test_a_run_told_that_its_time_is_up_goes_on_after_the_requeue(self):
        self.check_run("out.h5.d")

    @unittest.skipUnless(HAS_MPI, "there is no mpirun, or squall was built without MPI")
    def test_so_does_one_of_two_processes(self):
        self.check_run("out.h5.d/rank_0001", FAKE_TASKS="2")

    def test_an_array_of_seeds_is_merged(self):
        def task(number):
            return {"SLURM_ARRAY_JOB_ID": "80", "SLURM_ARRAY_TASK_ID": str(number), "SEED0": "40"}

        arguments = ("array.sbatch", "config.toml", "out", "--steps", str(STEPS))
        process = self.start(*arguments, **task(1))
        self.wait_for_segments("out_1.h5.d")
        process.send_signal(signal.SIGUSR1)
        self.end(process, 128 + signal.SIGUSR1)
        self.assertEqual(self.log("scontrol.log"), ["requeue 80_1"])
        for number in (0, 1):
            self.end(self.start(*arguments, **task(number)), 0)
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", STEPS, "--seed", 41)
        self.assert_same_run("whole.h5", "out_1.h5")
        self.squall("merge", "out_1.h5", "out_0.h5", "-o", "out.h5")
        self.assertIn("128 walkers", self.squall("info", "out.h5").stdout)
        for what in ("csv", "getdist"):
            self.squall("export", "out.h5", "--format", what, "-o", "exported")
        self.assertIn("merge", self.squall("run", "config.toml", "-o", "out.h5", "--resume", expect=3).stderr)

    def test_a_failure_is_not_queued_again(self):
        self.end(self.start("run.sbatch", "nowhere.toml"), 2)
        self.assertEqual(self.log("scontrol.log"), [])
        self.assertIn("missing", self.end(self.start("array.sbatch", "config.toml", SLURM_ARRAY_TASK_ID="0"), 2))

    def test_both_ask_for_the_warning_and_the_requeue(self):
        for name in ("run.sbatch", "array.sbatch"):
            with open(os.path.join(SCRIPTS, name)) as file:
                options = re.findall(r"^#SBATCH (\S+)", file.read(), re.M)
            self.assertLessEqual({"--signal=B:USR1@120", "--requeue", "--open-mode=append"}, set(options))


if __name__ == "__main__":
    unittest.main(verbosity=2)
