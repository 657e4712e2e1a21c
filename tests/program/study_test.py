#!/usr/bin/env python3
"""repeat, calibrate, duet, compare and gate with real launches; a duet that is stopped goes on."""

import json
import os
import signal
import time
import tomllib
import unittest
import xml.etree.ElementTree

from program import FAULTY_MODULES, PROGRAM, ProgramTest

CASES = ["run", "memory/triad", "memory/read", "--backend", "host", "--profile", "quick", "--set", "working_set=16MiB"]


class StudyTest(ProgramTest):
    def study(self, *words, expect=0, **env):
        done = self.run_program(*words, timeout=300, **env)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def test_repeat_keeps_every_launch_and_leaves_one_file(self):
        done = self.study("repeat", "--launches", "3", "-o", "site.h5", "--", PROGRAM, *CASES)
        self.assertIn("site.h5 holds 3 launches", done.stdout)
        shown = self.show("site.h5")
        self.assertEqual(len(shown["launches"]), 3)
        self.assertEqual(len({launch["ulid"] for launch in shown["launches"]}), 3)
        self.assertEqual(sorted(os.listdir(self.folder)), ["site.h5"])
        self.assert_one_clear_line(self.run_program("repeat", "-o", "site.h5", "--", PROGRAM, *CASES), 73, "site.h5")

    def test_a_launch_takes_the_batch_it_is_given_and_says_so(self):
        words = ["run", "memory/read", "--backend", "host", "--profile", "quick", "--set", "working_set=16MiB"]
        case = "host memory/read type:f64 working_set:16MiB cache:hot"
        self.study(*words, "-o", "given.h5", GPUBENCH_BATCHES=f"3 {case}")
        told = json.loads(self.study("export", "given.h5", "--format", "json").stdout)["launches"][0]["cases"][0]
        self.assertEqual(told["batch"], 3)
        self.assertEqual(dict(told["facts"])["batch_given"], "3")
        refused = self.run_program(*words, "-o", "refused.h5", GPUBENCH_BATCHES=f"none {case}")
        self.assert_one_clear_line(refused, 64, "GPUBENCH_BATCHES none")

    def test_a_stopped_repeat_goes_on_by_the_same_command(self):
        words = ["repeat", "--launches", "6", "-o", "site.h5", "--", str(PROGRAM), *CASES]
        started = self.start_program(*words)
        folder = self.folder / "site.h5.launches"
        deadline = time.monotonic() + 60
        while not (folder / "launch-001.h5").exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        started.send_signal(signal.SIGTERM)
        _, errors = started.communicate(timeout=60)
        self.assertEqual(started.returncode, 143, errors)
        self.assertIn("the same command goes on", errors)
        first = (folder / "launch-001.h5").read_bytes()
        other = self.run_program("repeat", "-o", "site.h5", "--", PROGRAM, "run", "gemm")
        self.assert_one_clear_line(other, 64, "another study")
        self.assertEqual((folder / "launch-001.h5").read_bytes(), first)
        done = self.study(*words)
        self.assertNotIn("launch-001", done.stderr)  # it was there
        self.assertEqual(len(self.show("site.h5")["launches"]), 6)

    def processes_of_launches(self):
        """Those that were told to write into this test's folder: the command, mpirun and its ranks."""
        found = []
        for entry in os.scandir("/proc"):
            try:
                with open(f"/proc/{entry.name}/environ", "rb") as file:
                    if f"GPUBENCH_OUTPUT={self.folder}".encode() in file.read():
                        found.append(entry.name)
            except OSError:
                pass  # no process, or gone, or another user's
        return found

    def test_a_killed_repeat_leaves_no_job_behind(self):
        words = [PROGRAM, "run", "memory/*", "--backend", "host", "--profile", "thorough"]  # takes minutes
        started = self.start_program("repeat", "--launches", "99", "-o", "site.h5", "--", "mpirun", "-n", "2", *words)
        deadline = time.monotonic() + 60
        while len(self.processes_of_launches()) < 3:  # mpirun and two ranks
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        started.kill()
        started.communicate(timeout=60)
        deadline = time.monotonic() + 60
        while self.processes_of_launches() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.processes_of_launches(), [])

    def test_a_command_without_a_result_is_told_with_its_log(self):
        done = self.run_program("repeat", "--launches", "2", "-o", "site.h5", "--", "/bin/false")
        self.assert_one_clear_line(done, 69, "launch-001", "code 1", "launch-001.log")
        done = self.run_program("repeat", "-o", "other.h5", "--", "/no/such/command")
        self.assert_one_clear_line(done, 69, "/no/such/command")

    def test_a_planted_delay_is_found_by_a_duet_and_fails_the_gate(self):
        """Side B waits 30 % longer in one benchmark; the other is the same."""
        both = f"{PROGRAM} run faulty/none memory/triad --backend host --set working_set=16MiB --profile quick"
        a, b = f"GPUBENCH_FAULTY_DELAY=1.0 {both}", f"GPUBENCH_FAULTY_DELAY=1.3 {both}"
        done = self.run_program("duet", "--a", a, "--b", b, "-o", "duet.h5", "--seed", "1", "--json", timeout=300,
                                GPUBENCH_MODULES=str(FAULTY_MODULES))
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        said = json.loads(done.stdout)
        by_name = {case["name"]: case for case in said["cases"]}
        self.assertEqual(set(by_name), {"faulty/none", "memory/triad"})  # of the second no verdict is certain
        self.assertEqual(by_name["faulty/none"]["verdict"], "REGRESSED")
        self.assertGreater(by_name["faulty/none"]["effect"], 0.05)  # ln 1.3 is 0.26; what a sleep takes besides is in it
        self.assertLess(by_name["faulty/none"]["effect"], 0.6)
        compared = self.run_program("compare", "duet.h5", "--json")
        self.assertEqual(compared.returncode, 1, compared.stderr)
        sides = json.loads(compared.stdout)
        for side, position in (("baseline", "A"), ("candidate", "B")):
            launches = sides[side]["launches"]
            self.assertEqual({launch["position"] for launch in launches}, {position})
            self.assertEqual(sorted(launch["pair"] for launch in launches), list(range(len(launches))))
        launches = json.loads(self.study("export", "duet.h5", "--format", "json").stdout)["launches"]
        cases = [case for launch in launches for case in launch["cases"] if case["name"] == "memory/triad"]
        self.assertEqual(len({case["batch"] for case in cases}), 1)
        given = [dict(case["facts"]).get("batch_given") for case in cases]
        self.assertEqual(given.count(None), 1, given)  # the first launch chose

    def test_a_ledger_and_a_policy_let_a_gate_say_what_it_thinks(self):
        self.study("calibrate", "--pairs", "8", "-o", "ledger.h5", "--", PROGRAM, *CASES)
        said = json.loads(self.study("calibrate", "--pairs", "8", "-o", "two.h5", "--json", "--write-policy",
                                     "margins.toml", "--", PROGRAM, *CASES).stdout)
        self.assertEqual({case["name"] for case in said["cases"]}, {"memory/triad", "memory/read"})
        for case in said["cases"]:
            self.assertIn(case["pairs"], range(6, 9))
            self.assertLessEqual(case["resolvable_12"], case["resolvable_5"])
        self.study("repeat", "--launches", "2", "-o", "a.h5", "--", PROGRAM, *CASES)
        self.study("repeat", "--launches", "2", "-o", "b.h5", "--", PROGRAM, *CASES)
        (self.folder / "gate.toml").write_text('schema = "gpubench-policy/1"\nmin_gated = 2\n')
        done = self.run_program("gate", "--ledger", "ledger.h5", "--baseline", "a.h5", "--candidate", "b.h5", "--policy",
                                "gate.toml", "--junit", "gate.xml", "--github")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)  # two launches a side decide nothing
        self.assertIn("the policy asks for 2", done.stdout)
        self.assertIn("::error title=gpubench gate::", done.stdout)
        suite = xml.etree.ElementTree.parse(self.folder / "gate.xml").getroot()[0]
        self.assertEqual(suite.get("failures"), "1")
        compared = self.run_program("compare", "--ledger", "ledger.h5", "a.h5", "b.h5")
        self.assertIn(compared.returncode, (2, 3), compared.stderr)
        margins = tomllib.loads((self.folder / "margins.toml").read_text())
        self.assertEqual({one["name"] for one in margins.get("benchmark", [])} - {"memory/triad", "memory/read"}, set())
        done = self.run_program("gate", "--baseline", "a.h5", "--candidate", "b.h5", "--policy", "margins.toml")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        for policy, code, why in (("three.h5", 64, "is where the study goes"), ("no/folder.toml", 73, "its folder is not there")):
            done = self.run_program("calibrate", "-o", "three.h5", "--write-policy", policy, "--", PROGRAM, *CASES)
            self.assert_one_clear_line(done, code, policy, why)
        done = self.run_program("calibrate", "-o", "three.h5", "--write-policy", "margins.toml", "--", PROGRAM, *CASES)
        self.assert_one_clear_line(done, 73, "margins.toml: exists: give --write-policy another name")
        (self.folder / "gate.toml").write_text('schema = "gpubench-policy/1"\nmin_gatd = 2\n')
        done = self.run_program("gate", "--baseline", "a.h5", "--candidate", "b.h5", "--policy", "gate.toml")
        self.assert_one_clear_line(done, 65, "gate.toml:2", "min_gatd")


if __name__ == "__main__":
    unittest.main(verbosity=2)
