"""Devices behind a module, eight ranks: who measures which, what is shared, and what a failing device does to a run.

The devices are pretended (tests/modules/pretend), so that nothing here needs one."""

import json
import os
import sys
import time
import unittest

from program import BUILD, ProgramTest

try:
    import h5py
except ImportError:
    print("python3-h5py is not installed")
    sys.exit(77)

STALLED = 75
EIGHT = "0,1,2,3,4,5,6,7"
ABSENT = -(1 << 63)


def settings(visible=EIGHT, fault=""):
    return {"GPUBENCH_MODULES": str(BUILD / "tests" / "pretend_modules"), "GPUBENCH_PRETEND_VISIBLE": visible,
            "GPUBENCH_PRETEND_FAULT": fault}


def text(value):
    return value.decode() if isinstance(value, bytes) else value


class DeviceRun(ProgramTest):
    def run_on(self, *words, visible=EIGHT, fault="", ranks=8, expect=0, timeout=None, profile="quick"):
        more = ["--timeout", timeout] if timeout else []
        done = self.run_program("run", *words, *more, "--profile", profile, "--output", "a.h5", "--seed", "1",
                                ranks=ranks, **settings(visible, fault))
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def open(self):
        file = h5py.File(self.folder / "a.h5")
        self.addCleanup(file.close)
        (launch,) = file["launch"].values()
        return launch

    def case(self, launch, name, axis=""):
        found = [case for case in launch["case"].values()
                 if text(case.attrs["name"]) == name and axis in text(case.attrs["axes"])]
        self.assertEqual(len(found), 1, name)
        return found[0]

    def facts(self, launch, key):
        """{value: ranks} of a fact."""
        return {text(row["value"]): text(row["ranks"]) for row in launch["environment"] if text(row["key"]) == key}

    def participants(self, launch):
        return list(self.case(launch, "pretend/copy")["rank"])


class Accelerators(DeviceRun):
    def test_eight_ranks_on_eight_devices_measure_one_each(self):
        self.run_on("pretend/copy")
        launch = self.open()
        self.assertEqual(self.participants(launch), list(range(8)))
        self.assertEqual(len(self.facts(launch, "pretend.device")), 8)
        self.assertEqual(self.facts(launch, "pretend.device_measured_by"), {})
        self.assertEqual(self.facts(launch, "pretend.driver"), {"1.0": "0-7"})
        # Eight of the job's own processes, or none is known in a name space of process ids.
        host = os.readlink("/proc/self/ns/pid") == "pid:[4026531836]"
        self.assertEqual(self.facts(launch, "pretend.job"), {"8" if host else "unknown": "0-7"})

    def test_four_devices_are_shared_by_two_ranks_each(self):
        self.run_on("pretend/copy", visible="0,1,2,3")
        launch = self.open()
        self.assertEqual(self.participants(launch), [0, 1, 2, 3])
        self.assertEqual(set(self.facts(launch, "pretend.device").values()), {"0,4", "1,5", "2,6", "3,7"})
        self.assertEqual(self.facts(launch, "pretend.device_measured_by"),
                         {"rank 0": "4", "rank 1": "5", "rank 2": "6", "rank 3": "7"})

    def test_one_visible_device_a_rank_is_its_own(self):
        self.run_on("pretend/copy", visible=EIGHT.replace(",", ";"))
        self.assertEqual(self.participants(self.open()), list(range(8)))

    def test_one_device_is_measured_by_the_first_rank(self):
        self.run_on("pretend/copy", "pretend/copy", visible="5")
        self.assertEqual(self.participants(self.open()), [0])

    def test_where_the_first_rank_has_no_device_the_record_is_complete(self):
        self.run_on("pretend/copy", visible=";0;1", ranks=3)
        launch = self.open()
        self.assertEqual(self.participants(launch), [1, 2])
        self.assertEqual(text(self.case(launch, "pretend/copy").attrs["correctness"]), "identical")

    def test_without_devices_their_cases_are_skipped_with_the_reason(self):
        self.run_on("pretend/copy", "point_to_point/latency", visible="", ranks=2)
        launch = self.open()
        self.assertIn("no pretend device is visible", text(self.case(launch, "pretend/copy").attrs["reason"]))
        self.assertIn(b"measured", [case.attrs["status"] for case in launch["case"].values()])

    def test_memory_that_no_device_has_is_a_reason(self):
        self.run_on("pretend/copy", "--set", "working_set=60MiB,64KiB", ranks=1)  # of 64 MiB an eighth stays back
        self.assertIn("56 MiB are available", text(self.case(self.open(), "pretend/copy", "60MiB").attrs["reason"]))

    def test_exclusive_no_two_samples_are_at_the_same_time(self):
        self.run_on("pretend/copy", "--exclusive", visible="0,1")
        case = self.case(self.open(), "pretend/copy")
        starts = case["timeline/starts"][:]
        spans = sorted((start, start + time) for row in range(2) for start, time in zip(starts[row], case["samples"][row]))
        for (_, end), (start, _) in zip(spans, spans[1:]):
            self.assertLessEqual(end, start)

    def test_a_slow_device_is_named(self):
        done = self.run_on("pretend/copy", "--set", "working_set=64KiB,128KiB,256KiB,512KiB", fault="slow@5")
        self.assertRegex(done.stdout, r"rank 5 \(pretend device 0000feed0005\) lags: pretend 5\.\d % slower, in 4 of 4")

    def test_collectives_run_over_both_transports_and_one_that_is_not_there_is_a_reason(self):
        self.run_on("collectives/all_reduce", "collectives/barrier", "--backend", "pretend", visible="0,1,2,3",
                    timeout="77s")
        launch = self.open()
        for transport, communicator in (("pretend", "pretend, 77 s a call"), ("mpi", "mpi staged through the host")):
            for name in ("collectives/all_reduce", "collectives/barrier"):
                cases = [case for case in launch["case"].values() if text(case.attrs["name"]) == name
                         and ["transport", transport] in json.loads(case.attrs["axes"])]
                self.assertGreaterEqual(len(cases), 1)
                for case in cases:
                    self.assertEqual(text(case.attrs["correctness"]), "identical", text(case.attrs["reason"]))
                    self.assertEqual(list(case["rank"]), [0, 1, 2, 3])
                    self.assertEqual(dict(json.loads(case.attrs["facts"]))["communicator"], communicator)
        missing = self.case(launch, "collectives/barrier", '"absent"')
        self.assertEqual(text(missing.attrs["reason"]), "transport absent: there is no such module")
        self.assertEqual(text(missing.attrs["status"]), "skipped")

    def test_eight_ranks_on_three_devices_exchange_by_one_rank_a_device(self):
        self.run_on("collectives/*", "point_to_point/*", "--backend", "pretend", "--set", "transport=pretend",
                    visible="0,1,2")
        cases = list(self.open()["case"].values())
        self.assertGreaterEqual(len({text(case.attrs["name"]) for case in cases}), 14)
        for case in cases:
            name = text(case.attrs["name"])
            self.assertEqual(text(case.attrs["status"]), "measured", text(case.attrs["reason"]))
            self.assertEqual(text(case.attrs["correctness"]), "identical", name)
            self.assertEqual(list(case["rank"]), [0, 1] if name.startswith("point_to_point") else [0, 1, 2], name)
        overlap = dict(json.loads(self.case(self.open(), "collectives/all_reduce_overlap").attrs["facts"]))
        self.assertGreater(int(overlap["compute_rounds"]), 0)
        self.assertIn("overlap_percent", overlap)

    def test_messages_between_devices_also_pass_through_the_host(self):
        self.run_on("point_to_point/*", "--backend", "pretend", "--set", "transport=mpi", visible="0,1", ranks=2)
        for case in self.open()["case"].values():
            self.assertEqual(text(case.attrs["correctness"]), "identical", text(case.attrs["reason"]))
            self.assertEqual(dict(json.loads(case.attrs["facts"]))["communicator"], "mpi staged through the host")

    def test_sixteen_bit_sums_say_who_reduced_them(self):
        self.run_on("collectives/all_reduce", "--backend", "pretend", "--set", "type=bf16", "--set", "size=1KiB", "--set",
                    "transport=mpi", visible="0,1", ranks=2)
        for case in self.open()["case"].values():
            self.assertEqual(text(case.attrs["correctness"]), "identical", text(case.attrs["reason"]))
            self.assertIn("MPI_Op", dict(json.loads(case.attrs["facts"]))["reduced_by"])

    def test_each_device_is_started_cold_by_processes_of_its_own_rank(self):
        self.run_on("launch/cold_start", "--backend", "pretend", profile="standard", visible="0,1", ranks=2)
        case = self.case(self.open(), "launch/cold_start")
        self.assertEqual(text(case.attrs["correctness"]), "identical", text(case.attrs["reason"]))
        self.assertEqual(list(case["rank"]), [0, 1])
        facts = dict(json.loads(case.attrs["facts"]))
        self.assertEqual(set(facts), {"start_ms", "find_ms", "library_load_ms", "open_ms", "result_ms",
                                      "end_ms", "until_result_ms"})
        self.assertNotIn("unknown", facts.values())

    def test_readings_lie_within_the_case_and_are_named_by_rank(self):
        self.run_on("pretend/copy", profile="standard", visible="0,1", ranks=2, fault="throttled@1")
        launch = self.open()
        case = self.case(launch, "pretend/copy", "64KiB")
        readings = case["telemetry"]
        self.assertEqual(set(readings), {"times", "clock_sm_mhz", "throttle_bits", "power_mw"})
        times = readings["times"][:]
        self.assertEqual([set(row[row != ABSENT]) for row in readings["clock_sm_mhz"][:]], [{1000}, {1001}])
        self.assertIn(ABSENT, readings["power_mw"][:], "what was not answered is not 0")
        joined = {name: [set(row[row != ABSENT]) for row in case["disturbance"][name][:]]
                  for name in ("clock_sm_mhz", "throttle_bits")}
        self.assertEqual(joined, {"clock_sm_mhz": [{1000}, {1001}], "throttle_bits": [{0}, {4}]})
        self.assertEqual(case["disturbance"]["clock_sm_mhz"].shape, case["samples"].shape)
        begin, end = case["timeline/starts"][:].min(), (case["timeline/starts"][:] + case["samples"][:]).max()
        told = times[times != ABSENT]
        self.assertGreaterEqual(told.min(), 0)
        self.assertLess(told.min(), end)
        self.assertLess(begin - 2e9, told.min())
        (shown,) = [c for c in self.show("a.h5")["launches"][0]["cases"] if c["axes"] == "working_set=64KiB"]
        self.assertIn("throttled", shown["flags"])
        self.assertGreater(shown["throttled_share"], 0.5)  # the first sample may be over before the first reading


class Failures(DeviceRun):
    def test_a_device_that_can_not_be_opened_fails_one_case_and_skips_the_rest(self):
        self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB", fault="open@2",
                    expect=1)
        self.assert_lost(self.open(), "rank 2: planted: the device can't be opened",
                         "of rank 2 was lost in pretend/.*planted: the device can't be opened")

    def assert_lost(self, launch, failure, skip):
        """One copy failed, the other was skipped, the host's cases were measured."""
        copies = [case.attrs for case in launch["case"].values() if text(case.attrs["name"]) == "pretend/copy"]
        by_status = {text(attrs["status"]): text(attrs["reason"]) for attrs in copies}
        self.assertEqual(set(by_status), {"failed", "skipped"})
        self.assertIn(failure, by_status["failed"])
        self.assertRegex(by_status["skipped"], skip)
        host = [case.attrs["status"] for case in launch["case"].values() if text(case.attrs["backend"]) == "host"]
        self.assertTrue(host and set(host) == {b"measured"}, host)
        self.assertTrue(launch.attrs["complete"])

    def test_a_lost_device_is_named_and_the_host_goes_on(self):
        self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB", fault="lost@3:40",
                    expect=1)
        self.assert_lost(self.open(), "rank 3: planted: device 3 has fallen off the bus",
                         "pretend device 0000feed0003 of rank 3 was lost in pretend/copy")

    def test_a_lost_device_ends_an_exclusive_case_too(self):
        self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB", "--exclusive",
                    fault="lost@1:40", visible="0,1,2", expect=1)
        self.assert_lost(self.open(), "rank 1: planted: device 1", "rank 1 was lost")

    def test_a_device_lost_in_a_collective_ends_the_case_on_all_ranks(self):
        self.run_on("collectives/barrier", "pretend/copy", "--backend", "pretend", "--set", "transport=pretend",
                    fault="lost@1:1", visible="0,1,2", expect=1)
        failed = [text(c.attrs["reason"]) for c in self.open()["case"].values() if c.attrs["status"] == b"failed"]
        self.assertEqual(len(failed), 1)
        self.assertIn("rank 1: planted: device 1", failed[0])

    def test_a_communicator_that_can_not_be_given_up_is_told_and_its_device_left_alone(self):
        self.run_on("collectives/broadcast", "collectives/barrier", "--backend", "pretend", "--set", "transport=pretend",
                    fault="last@1:1", visible="0,1,2", expect=1)
        reasons = {c.attrs["status"]: text(c.attrs["reason"]) for c in self.open()["case"].values()}
        self.assertEqual(set(reasons), {b"failed", b"skipped"})
        self.assertIn("has fallen off the bus; planted: the communicator can't be given up", reasons[b"failed"])
        self.assertRegex(reasons[b"skipped"], "of rank 1 was lost in collectives/.*: planted: the communicator can't")

    def test_a_device_that_hangs_is_left_alone_after_the_time_out(self):
        begin = time.monotonic()
        self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB", fault="hung@2:9",
                    timeout="2s", visible="0,1,2", expect=1)
        self.assertLess(time.monotonic() - begin, 60)
        self.assert_lost(self.open(), "rank 2: the device did not finish within 2 s", "rank 2 was lost")

    def test_a_rank_that_never_comes_back_is_named_and_what_was_measured_is_kept(self):
        done = self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB",
                           fault="stuck@1:9", timeout="2s", visible="0,1,2", expect=STALLED)
        self.assertIn("stalled: rank 1 did not arrive within 4 s", done.stderr)
        launch = self.open()
        self.assertFalse(launch.attrs["complete"])
        self.assertEqual(text(launch.attrs["stop_reason"]), "stalled")
        reasons = [text(case.attrs["reason"]) for case in launch["case"].values()]
        self.assertEqual(len(reasons), launch.attrs["planned"])
        self.assertEqual(reasons.count("rank 1 did not arrive within 4 s"), 1)
        for case in launch["case"].values():
            if text(case.attrs["status"]) == "skipped":
                self.assertIn("could not go on: rank 1 did not arrive", text(case.attrs["reason"]))

    def test_where_the_first_rank_is_stuck_a_thread_beside_it_saves_the_record(self):
        done = self.run_on("pretend/copy", "point_to_point/latency", "--set", "working_set=64KiB,128KiB",
                           fault="stuck@0:9", timeout="1s", visible="0,1,2", expect=STALLED)
        self.assertIn("stalled: rank 0 did not arrive within 3 s (busy outside MPI)", done.stderr)
        self.assert_stalled("rank 0 did not arrive")

    def test_a_rank_stuck_while_the_others_wait_inside_mpi_ends_the_job_too(self):
        self.run_on("collectives/all_reduce", "pretend/copy", "--backend", "pretend", "--set",
                    "transport=pretend", "--set", "convention=batch", fault="stuck@1:1", timeout="1s", visible="0,1,2",
                    expect=STALLED)
        self.assert_stalled("rank 1 did not arrive within 3 s")

    def assert_stalled(self, reason):
        """Every planned case is there; one failed for the reason, and those after it were skipped for it."""
        launch = self.open()
        self.assertFalse(launch.attrs["complete"])
        self.assertEqual(len(launch["case"]), launch.attrs["planned"])
        failed = [text(case.attrs["reason"]) for case in launch["case"].values() if case.attrs["status"] == b"failed"]
        self.assertEqual(len(failed), 1)
        self.assertIn(reason, failed[0])


if __name__ == "__main__":
    unittest.main()
