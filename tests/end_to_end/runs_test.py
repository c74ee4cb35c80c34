"""Runs survive whatever happens to them: signals, kills, full disks, wrong files."""

import os
import random
import signal
import subprocess
import time
import unittest

import h5py
from squall_program import CONFIG, ProgramTest, SQUALL, start

KILLS = int(os.environ.get("SQUALL_TEST_KILLS", "8"))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class Reproducibility(ProgramTest):
    def test_one_and_two_threads_give_the_same_file(self):
        self.squall("run", "config.toml", "-o", "one.h5", "--threads", 1)
        self.squall("run", "config.toml", "-o", "two.h5", "--threads", 2)
        self.assert_same_run("one.h5", "two.h5")

    def test_instruction_sets_give_the_same_chain(self):
        self.squall("run", "config.toml", "-o", "best.h5", "--steps", 4)
        self.squall("run", "config.toml", "-o", "scalar.h5", "--steps", 4, "--backend", "scalar")
        self.assert_same_run("best.h5", "scalar.h5")

    def test_fewer_steps_than_are_there_are_said_to_be_there(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 20)
        before = contents(self.path("out.h5"))
        self.assertIn("already has 20 steps (10 were asked for)", self.squall("run", "config.toml", "-o", "out.h5", "--resume", "--steps", 10).stderr)
        self.assertEqual(contents(self.path("out.h5")), before)

    def test_a_broken_standard_error_does_not_end_a_run(self):
        process = start("run", "config.toml", "-o", "out.h5", cwd=self.directory)
        process.stderr.close()
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.squall("run", "config.toml", "-o", "whole.h5")
        self.assert_same_run("whole.h5", "out.h5")

    def test_another_seed_gives_another_chain(self):
        self.squall("run", "config.toml", "-o", "one.h5", "--steps", 3)
        self.squall("run", "config.toml", "-o", "two.h5", "--steps", 3, "--seed", 6)
        with h5py.File(self.path("one.h5")) as a, h5py.File(self.path("two.h5")) as b:
            self.assertFalse((a["mcmc/chain"][()] == b["mcmc/chain"][()]).any())

    def test_an_extended_run_equals_a_long_one(self):
        self.squall("run", "config.toml", "-o", "long.h5")
        self.squall("run", "config.toml", "-o", "short.h5", "--steps", 20)
        self.squall("run", "config.toml", "-o", "short.h5", "--resume", "--steps", 60)
        self.assert_same_run("long.h5", "short.h5")


class Interruption(ProgramTest):
    def interrupted(self, number):
        process = start("run", "config.toml", "-o", "cut.h5", cwd=self.directory)
        self.wait_for_segments("cut.h5.d")
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        return process.returncode, errors

    def check_signal(self, number, code):
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 400)
        self.write("config.toml", CONFIG.replace("steps = 60", "steps = 400"))
        returncode, errors = self.interrupted(number)
        self.assertEqual(returncode, code, errors)
        self.assertIn("--resume", errors)
        self.assertTrue(os.path.exists(self.path("cut.h5")), "what was computed is assembled on a signal")
        self.squall("info", "cut.h5")
        self.squall("run", "config.toml", "-o", "cut.h5", "--resume")
        self.assert_same_run("whole.h5", "cut.h5")

    def test_interrupted_before_the_first_step_says_that_nothing_is_stored(self):
        self.squall("run", "config.toml", "-o", "cut.h5", "--steps", 3)
        before = contents(self.path("cut.h5"))
        for how in ([], ["--overwrite"]):
            # 40,000 points on one thread: the start lasts most of a second at the least
            name = "cut.h5" if how else "new.h5"
            process = start("run", "config.toml", "-o", name, *how, "--set", "sampler.walkers=40000", "--threads", 1, cwd=self.directory)
            self.assertIn("40000 walkers", process.stderr.readline())
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 130, errors)
            self.assertIn("before the first step; nothing was stored", errors)
            again = errors.split("start again with: ")[1]
            self.assertEqual("--overwrite" in again, bool(how))
            self.assertNotIn("--resume", again)
            self.assertIn("--threads 1", again)
        self.assertEqual(contents(self.path("cut.h5")), before)
        self.assertFalse(os.path.exists(self.path("new.h5")))
        self.squall("run", "config.toml", "-o", "cut.h5", "--steps", 6, "--resume")

    def test_the_hint_is_a_command_that_works(self):
        few = ["--set", "sampler.walkers = 16"]  # the scalar path is slow
        name = "it's a \"run\" $HOME.h5"
        process = start("run", "config.toml", "-o", name, "--steps", 100, *few, "--backend", "scalar", "--threads", 1, cwd=self.directory)
        self.wait_for_segments(name + ".d")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        hint = errors.split("resume with: squall ")[1].strip()
        self.assertIn("--backend scalar --threads 1", hint)
        result = subprocess.run(["bash", "-c", SQUALL + " " + hint], cwd=self.directory, capture_output=True, text=True, timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 100, *few)
        self.assert_same_run("whole.h5", name)

    def test_sigint_writes_and_says_how_to_resume(self):
        self.check_signal(signal.SIGINT, 130)

    def test_sigterm_writes_and_says_how_to_resume(self):
        self.check_signal(signal.SIGTERM, 143)

    def test_kills_at_random_moments_change_nothing(self):
        began = time.time()
        self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 300)
        duration = time.time() - began
        dice = random.Random(3)
        kills, attempts = 0, 0
        while kills < KILLS and attempts < 20 * KILLS:
            attempts += 1
            fresh = [] if os.path.exists(self.path("cut.h5.d")) else ["-o", "cut.h5"]
            arguments = ["run", "config.toml", "--steps", 300, "-o", "cut.h5"] + ([] if fresh else ["--resume"])
            process = start(*arguments, cwd=self.directory)
            try:
                process.communicate(timeout=dice.uniform(0.005, max(0.1, 1.5 * duration / KILLS)))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills += 1
                continue
            if os.path.exists(self.path("cut.h5")):  # finished early: begin again
                self.assert_same_run("whole.h5", "cut.h5")
                subprocess.run(["rm", "-rf", self.path("cut.h5"), self.path("cut.h5.d")], check=True)
        self.assertEqual(kills, KILLS)
        resume = ["--resume"] if os.path.exists(self.path("cut.h5.d")) else []
        self.squall("run", "config.toml", "--steps", 300, "-o", "cut.h5", *resume)
        self.assert_same_run("whole.h5", "cut.h5")


class WrongFiles(ProgramTest):
    def test_an_existing_output_stays_untouched(self):
        self.write("out.h5", "precious")
        result = self.squall("run", "config.toml", "-o", "out.h5", "--steps", 2, expect=3)
        self.assertIn("--overwrite", result.stderr)
        with open(self.path("out.h5")) as file:
            self.assertEqual(file.read(), "precious")

    def test_a_directory_in_the_place_of_the_output_is_an_error(self):
        os.mkdir(self.path("out.h5"))
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 2, expect=3)
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 2, "--overwrite", expect=3)

    def test_a_run_without_a_valid_point_leaves_no_chain(self):
        # x = Lambda/M_mess > 1 everywhere: the messengers are tachyons
        result = self.squall("run", "config.toml", "-o", "out.h5", "--set", "Lambda=9.9e8", "--set", "M_mess.max=1e9", expect=1)
        self.assertIn("no valid point", result.stderr)
        self.assertFalse(os.path.exists(self.path("out.h5")))
        self.assertIn("messenger_tachyon", self.squall("info", "out.h5").stdout)

    def test_outputs_that_are_no_files_are_refused(self):
        os.mkfifo(self.path("pipe.h5"))
        for name in ("pipe.h5", "/dev/null", "results/"):
            self.squall("run", "config.toml", "-o", name, "--steps", 2, "--overwrite", expect=3)
        self.assertFalse(os.path.exists(self.path("results")))

    def test_resuming_nothing_starts_a_run(self):
        # so that a batch script can always say --resume
        self.squall("run", "config.toml", "-o", "new.h5", "--resume")
        self.squall("run", "config.toml", "-o", "whole.h5")
        self.assert_same_run("whole.h5", "new.h5")

    def test_resuming_a_foreign_file_is_an_error(self):
        with h5py.File(self.path("foreign.h5"), "w") as file:
            file["x"] = [1, 2, 3]
        self.squall("run", "config.toml", "-o", "foreign.h5", "--resume", expect=3)
        self.write("text.h5", "not HDF5")
        self.squall("run", "config.toml", "-o", "text.h5", "--resume", expect=3)
        self.squall("info", "text.h5", expect=3)

    def test_a_truncated_output_is_an_error_and_its_segments_make_it_anew(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 30)
        with open(self.path("out.h5"), "r+b") as file:
            file.truncate(2000)
        result = self.squall("run", "config.toml", "-o", "out.h5", "--resume", expect=3)
        self.assertIn("truncated", result.stderr)
        os.remove(self.path("out.h5"))
        self.squall("run", "config.toml", "-o", "out.h5", "--resume")
        self.squall("run", "config.toml", "-o", "whole.h5")
        self.assert_same_run("whole.h5", "out.h5")

    def test_a_changed_config_is_listed_on_resume(self):
        self.squall("run", "config.toml", "-o", "out.h5", "--steps", 4)
        result = self.squall("run", "config.toml", "-o", "out.h5", "--resume", "--steps", 8, "--set", "tan_beta.max=50", "--seed", 9, expect=2)
        self.assertIn("tan_beta", result.stderr)
        self.assertIn("seed", result.stderr)

    def test_two_runs_on_one_output_do_not_mix(self):
        first = start("run", "config.toml", "-o", "out.h5", "--steps", 100000, cwd=self.directory)
        try:
            self.wait_for_segments("out.h5.d")
            for how in ("--resume", "--overwrite"):
                result = self.squall("run", "config.toml", "-o", "out.h5", "--steps", 100000, how, expect=3)
                self.assertTrue(result.stderr.strip())
        finally:
            first.send_signal(signal.SIGINT)
            _, errors = first.communicate(timeout=60)
        self.assertEqual(first.returncode, 130, errors)


class FullDisk(ProgramTest):
    def test_committed_segments_survive_a_full_disk(self):
        disk = self.path("disk")
        os.mkdir(disk)
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True).returncode != 0:
            self.skipTest("mounting a small tmpfs needs root")
        try:
            result = self.squall("run", "config.toml", "-o", "disk/out.h5", "--steps", 150, expect=3)
            self.assertIn("resume", result.stderr)
            # room again: the run goes on and ends as if nothing had happened
            subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
            self.squall("run", "config.toml", "-o", "disk/out.h5", "--steps", 150, "--resume")
            self.squall("run", "config.toml", "-o", "whole.h5", "--steps", 150)
            self.assert_same_run("whole.h5", "disk/out.h5")
        finally:
            subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
