"""One run in several processes, by the mpirun there is: the same file for any number of them, whatever happens to them."""

import os
import random
import re
import shutil
import signal
import subprocess
import time
import unittest

from squall_program import CONFIG, SQUALL, ProgramTest

KILLS = int(os.environ.get("SQUALL_TEST_KILLS", "3"))
MPIRUN = shutil.which("mpirun")
HAS_MPI = "MPI: none" not in subprocess.run([SQUALL, "--version"], capture_output=True, text=True).stdout

# Open MPI: as root, with more processes than cores, in a container without ptrace. Others ignore it.
ENVIRONMENT = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
               "OMPI_MCA_hwloc_base_binding_policy": "none", "OMPI_MCA_btl_vader_single_copy_mechanism": "none"}

NESTED = re.sub(r'name = "demcz"\nwalkers = 64\nsteps = 60', 'name = "nested"\nwalkers = 33\nsteps = 6', CONFIG)


def command(ranks, *arguments):
    return [MPIRUN, "-n", str(ranks), SQUALL, *map(str, arguments)]


def children_of(process):
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(child) for child in file.read().split()]


@unittest.skipIf(MPIRUN is None, "there is no mpirun")
class ManyProcesses(ProgramTest):
    def mpirun(self, ranks, *arguments, expect=0, **environment):
        result = subprocess.run(command(ranks, *arguments), cwd=self.directory, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                timeout=300, env={**ENVIRONMENT, **environment})
        self.assertEqual(result.returncode, expect, f"{ranks} {arguments}\n{result.stdout}\n{result.stderr}")
        return result

    def start(self, ranks, *arguments):
        return subprocess.Popen(command(ranks, *arguments), cwd=self.directory, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                stdin=subprocess.DEVNULL, env=ENVIRONMENT)


@unittest.skipUnless(HAS_MPI, "squall was built without MPI")
class OneRun(ManyProcesses):
    def test_any_number_of_processes_gives_the_same_file(self):
        self.squall("run", "config.toml", "-o", "1.h5")
        for ranks in (1, 2, 3):
            result = self.mpirun(ranks, "run", "config.toml", "-o", f"of_{ranks}.h5")
            self.assertEqual(result.stderr.count("done: 60 steps"), 1, "one process speaks")
            self.assertEqual(f"{ranks} processes" in result.stderr, ranks > 1)
            self.assert_same_run("1.h5", f"of_{ranks}.h5")
        self.assertTrue(os.path.exists(self.path("of_3.h5.d/rank_0002/000001.h5")))

    def test_alone_is_alone(self):
        self.squall("run", "config.toml", "-o", "1.h5", "--steps", 3)
        self.mpirun(1, "run", "config.toml", "-o", "alone.h5", "--steps", 3, "--alone")
        self.assert_same_run("1.h5", "alone.h5")

    def test_an_error_is_said_once_with_its_exit_code(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 3)
        for arguments, code in ((["config.toml", "-o", "out.h5"], 3), (["config.toml", "-o", "out.h5", "--resume", "--seed", 8], 2),
                                (["nowhere.toml"], 2)):
            errors = self.mpirun(3, "run", *arguments, expect=code).stderr
            self.assertEqual(errors.count("squall: rank"), 1, errors)
            self.assertIn("squall: rank 0 on ", errors)

    def test_sigusr1_to_mpirun_writes_and_another_number_goes_on(self):
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 150)
        process = self.start(3, "run", "config.toml", "-o", "cut.h5", "--steps", 150)
        self.wait_for_segments("cut.h5.d/rank_0002")
        process.send_signal(signal.SIGUSR1)  # which it passes on to all
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 128 + signal.SIGUSR1, errors)
        self.assertEqual(errors.count("interrupted by SIGUSR1 after step"), 1)
        self.assertIn("resume with: mpirun -n 3 squall run", errors)
        self.assertTrue(os.path.exists(self.path("cut.h5")))
        self.mpirun(2, "run", "config.toml", "-o", "cut.h5", "--steps", 150, "--resume")
        self.assert_same_run("whole.h5", "cut.h5")

    def check_kills(self, steps):
        began = time.time()
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", steps)
        duration = time.time() - began
        dice = random.Random(11)
        kills, attempts = 0, 0
        while kills < KILLS and attempts < 10 * KILLS:
            attempts += 1
            process = self.start(dice.choice((1, 2, 3)), "run", "config.toml", "-o", "cut.h5", "--steps", steps, "--resume")
            try:
                process.communicate(timeout=0.4 + dice.uniform(0.0, duration))  # mpirun itself takes the first part
            except subprocess.TimeoutExpired:
                ranks = children_of(process.pid)
                victims = ranks if dice.random() < 0.3 else [dice.choice(ranks)] if ranks else []
                for victim in victims:
                    try:
                        os.kill(victim, signal.SIGKILL)
                        kills += victim == victims[0]
                    except ProcessLookupError:
                        pass
                process.communicate(timeout=120)  # mpirun ends the others
            if process.returncode == 0:
                self.assert_same_run("whole.h5", "cut.h5")
                subprocess.run(["rm", "-rf", self.path("cut.h5"), self.path("cut.h5.d")], check=True)
        self.assertEqual(kills, KILLS)
        self.mpirun(dice.choice((2, 3)), "run", "config.toml", "-o", "cut.h5", "--steps", steps, "--resume")
        self.assert_same_run("whole.h5", "cut.h5")

    def test_kills_of_one_process_or_all_change_nothing(self):
        self.check_kills(100)

    def test_kills_of_nested_sampling_change_nothing(self):
        self.write("config.toml", NESTED)
        self.check_kills(6)


class WithoutMpi(ManyProcesses):
    def test_processes_that_do_not_know_of_each_other_are_refused(self):
        # srun --mpi=none sets these; a build without MPI sees the same under any mpirun
        environment = {**os.environ, "SLURM_PROCID": "0", "SLURM_STEP_NUM_TASKS": "2"}
        result = subprocess.run([SQUALL, "run", "config.toml"], cwd=self.directory, capture_output=True, text=True, env=environment)
        self.assertNotEqual(result.returncode, 0)
        self.assertFalse(os.path.exists(self.path("out.h5")))
        if not HAS_MPI:
            self.assertIn("started 2 processes, but squall was built without MPI", result.stderr)
            self.assertEqual(self.mpirun(2, "run", "config.toml", expect=2).stderr.count("built without MPI"), 1)
        alone = subprocess.run([SQUALL, "run", "config.toml", "--alone", "--steps", "2"], cwd=self.directory, env=environment, capture_output=True)
        self.assertEqual(alone.returncode, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
