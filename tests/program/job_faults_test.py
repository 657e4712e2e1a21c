"""What happens to one rank of a job, or to rank 0's disk, ends all of it in order."""

import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from program import FAULTY_MODULES, PROGRAM, ProgramTest, environment

FAULTY = {"GPUBENCH_MODULES": str(FAULTY_MODULES)}
DATA = 65
IO = 74
STALLED = 75
DELAYS = "delay_us=" + ",".join(str(100 + i) for i in range(40))


def ranks_below(launcher):
    """{rank: pid} of mpirun's children, from /proc."""
    ranks = {}
    for children in Path(f"/proc/{launcher}/task").glob("*/children"):
        for pid in children.read_text().split():
            match = re.search(rb"(?:^|\0)OMPI_COMM_WORLD_RANK=(\d+)", Path(f"/proc/{pid}/environ").read_bytes())
            if match:
                ranks[int(match.group(1))] = int(pid)
    return ranks


class SmallDisk(ProgramTest):
    """Disks that are soon full, and a job that fills them."""

    def mount(self, name, kibibytes):
        disk = self.folder / name
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "none", disk], capture_output=True,
                                 text=True, check=False)
        if mounted.returncode != 0:
            self.skipTest(f"no small disk can be mounted: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        return disk

    def measure_on(self, disk, ranks):
        return self.run_program("run", "faulty/world" if ranks else "faulty/none", "--set", DELAYS, "--profile", "quick",
                                "--output", disk / "a.h5", "--progress", "lines", ranks=ranks, timeout=60, **FAULTY)


class FullDisk(SmallDisk):
    """The journal's begin fits, 40 cases of 2 ranks do not."""

    def run_out_of_disk(self, ranks):
        refused = self.measure_on(self.mount("tiny", 4), ranks)
        self.assertEqual(refused.returncode, IO, refused.stdout + refused.stderr)
        begin = re.search(r"a record of (\d+) bytes", refused.stderr)  # the machine's facts, many packages among them
        self.assertTrue(begin, refused.stderr)
        self.disk = self.mount("disk", int(begin[1]) // 1024 + (96 if ranks else 64))
        done = self.measure_on(self.disk, ranks)
        self.assertEqual(done.returncode, IO, done.stdout + done.stderr)
        told = [line for line in done.stderr.splitlines() if line.startswith("gpubench")]
        self.assertEqual(len(told), 1, done.stderr)
        self.assertIn("recover", told[0])
        finished = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("finished ")}
        self.assertGreater(len(finished), 0)
        recovered = self.run_program("recover", self.disk / "a.h5.journal", "--output", "r.h5")
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        self.assertEqual({case["id"] for case in self.show("r.h5")["launches"][0]["cases"]}, finished)

    def test_it_ends_one_process_with_what_is_finished(self):
        self.run_out_of_disk(None)

    def test_it_ends_all_ranks_with_what_is_finished(self):
        self.run_out_of_disk(2)


class FileThatDoesNotFit(SmallDisk):
    """The journal fits on the disk, the file made from it beside it does not."""

    def test_it_ends_with_the_journal_and_an_error(self):
        whole = self.measure_on(self.folder, None)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        size = (self.folder / "a.h5").stat().st_size
        cases = len(self.show("a.h5")["launches"][0]["cases"])
        # How long the journal gets is not known, and on a busy machine it differs from run to run: more is tried until all
        # fits, then what lies between.
        too_small, enough, told = 0, None, []
        for attempt in range(16):
            kibibytes = too_small + size // 2 // 1024 if enough is None else (too_small + enough) // 2
            disk = self.mount(f"disk{attempt}", kibibytes)
            done = self.measure_on(disk, None)
            if done.returncode == 0:
                enough = kibibytes
                continue
            self.assertEqual(done.returncode, IO, done.stdout + done.stderr)
            lines = [line for line in done.stderr.splitlines() if line.startswith("gpubench")]
            self.assertEqual(len(lines), 1, done.stderr)
            told.append(lines[0])
            if "a.h5: can't be written" not in done.stderr:
                too_small = kibibytes
                continue
            self.assertIn("disk full or over a limit", lines[0])
            self.assertFalse((disk / "a.h5").exists())
            recovered = self.run_program("recover", disk / "a.h5.journal", "--output", "r.h5")
            self.assertEqual(recovered.returncode, 0, recovered.stderr)
            self.assertEqual(len(self.show("r.h5")["launches"][0]["cases"]), cases)
            return
        self.fail(f"on no disk did the journal fit and the file of {size} bytes not: {told}")


class OneRank(ProgramTest):
    def test_a_signal_to_any_rank_interrupts_all(self):
        process = self.start_program("run", "faulty/world", "--set", DELAYS.replace("=", "=10"), "--profile", "standard",
                                     "--output", "a.h5", "--progress", "lines", ranks=4, **FAULTY)
        self.assertIn("finished", process.stdout.readline())
        os.kill(ranks_below(process.pid)[3], signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 128 + signal.SIGTERM, out + err)
        self.assertIn("interrupted (SIGTERM)", out)
        launch = self.show("a.h5")["launches"][0]
        self.assertFalse(launch["complete"])
        self.assertEqual(launch["stop_reason"], "interrupted")

    def test_the_journal_of_a_run_that_is_still_there_is_left_to_it(self):
        process = self.start_program("run", "faulty/none", "--set", DELAYS, "--profile", "thorough", "--output", "a.h5",
                                     "--progress", "lines", **FAULTY)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        self.assertIn("finished", process.stdout.readline())
        process.send_signal(signal.SIGSTOP)
        self.assert_one_clear_line(self.run_program("recover", "a.h5.journal"), DATA, "a run is still writing it")
        self.assertFalse((self.folder / "a.h5").exists())

    def test_one_process_ends_within_a_sample_and_shows_what_is_finished(self):
        # A batch of one sleep of 0.3 s; a round of 32 would last 10 s.
        process = self.start_program("run", "faulty/none", "--set", "delay_us=1000,300000,300001", "--profile", "thorough",
                                     "--output", "a.h5", "--progress", "lines", "--seed", "1", **FAULTY)
        self.assertIn("finished", process.stdout.readline())
        time.sleep(2)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - begin, 6)
        self.assertEqual(process.returncode, 128 + signal.SIGINT, out + err)
        self.assertIn("faulty/none", out)
        self.assertRegex(out, r"interrupted \(SIGINT\): \d of 3 cases are in a.h5")
        self.assertNotIn("interrupted", err)


class MissingRank(ProgramTest):
    """Eight ranks, one of which does not come to a collective that the others are inside of."""

    def assert_stalled(self, file, reason):
        """One case failed for the reason, those after it were skipped for it, and all before it are there."""
        launch = self.show(file)["launches"][0]
        self.assertFalse(launch["complete"])
        self.assertEqual(launch["stop_reason"], "stalled")
        failed = [case for case in launch["cases"] if case["status"] == "failed"]
        self.assertEqual(len(failed), 1)
        self.assertIn(reason, failed[0]["reason"])
        skipped = [case for case in launch["cases"] if case["status"] == "skipped"]
        for case in skipped:
            self.assertIn(reason, case["reason"])
        return [case["id"] for case in launch["cases"] if case["status"] == "measured"]

    def stop(self, process, rank):
        """After the first finished case. Returns the identities of the cases that were told finished."""
        told = [process.stdout.readline()]
        self.assertIn("finished", told[0])
        os.kill(ranks_below(process.pid)[rank], signal.SIGSTOP)
        out, self.err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, STALLED, out + self.err)
        return {line.split()[1] for line in told + out.splitlines() if line.startswith("finished ")}

    def start_collectives(self, *words):
        return self.start_program("run", "collectives/all_*", "--backend", "host", "--profile", "standard", "--set",
                                  "size=64KiB", "--timeout", "2s", "--output", "a.h5", "--progress", "lines", *words, ranks=8)

    def test_one_that_stays_away_is_named_and_what_is_finished_is_kept(self):
        done = self.run_program("run", "faulty/world", "faulty/world_stays_away", "--set", "delay_us=100,200,300",
                                "--profile", "quick", "--timeout", "2s", "--output", "a.h5", "--progress", "lines", ranks=8,
                                timeout=60, **FAULTY)
        reason = "rank 7 did not arrive within 2 s (busy outside MPI)"
        self.assert_one_clear_line(done, STALLED, "stalled: " + reason, "a.h5")
        finished = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("finished ")}
        self.assertLessEqual(set(self.assert_stalled("a.h5", reason)), finished)

    def test_one_that_was_stopped_is_named_and_what_is_finished_is_kept(self):
        finished = self.stop(self.start_collectives(), 5)
        reason = "rank 5 did not arrive within 2 s (no sign of life)"
        self.assertIn("stalled: " + reason, self.err)
        self.assertLessEqual(set(self.assert_stalled("a.h5", reason)), finished)

    def test_where_rank_0_was_stopped_another_ends_the_job_and_nothing_finished_is_lost(self):
        finished = self.stop(self.start_collectives(), 0)
        told = [line for line in self.err.splitlines() if line.startswith("gpubench")]
        self.assertEqual(len(told), 1, self.err)
        self.assertIn("rank 0 did not arrive within 2 s (no sign of life): what is finished is in a.h5, or in its", told[0])
        file = "a.h5"  # the launcher wakes rank 0 to end it: where there is time for it, it makes the file itself
        if not (self.folder / file).exists():
            recovered = self.run_program("recover", "a.h5.journal", "--output", "r.h5")
            self.assertEqual(recovered.returncode, 0, recovered.stderr)
            file = "r.h5"
        self.assertLessEqual(finished, {case["id"] for case in self.show(file)["launches"][0]["cases"]})

    def test_a_limit_shorter_than_a_case_harms_nobody_while_somebody_moves(self):
        # Seven ranks sleep while one measures for longer than three limits.
        shown = self.measure("faulty/none", "--set", "delay_us=400000", "--timeout", "1200ms", ranks=8, **FAULTY)
        (case,) = shown["launches"][0]["cases"]
        self.assertEqual(case["status"], "measured")


if __name__ == "__main__":
    unittest.main()
