"""gpubench topo: this machine's, another's from what was captured there, and bandwidth between ranks."""

import json
import os
import unittest
from pathlib import Path

from program import BUILD, ProgramTest

DATA = Path(__file__).resolve().parent.parent / "data" / "topology"


class Topo(ProgramTest):
    def topo_json(self, *words, **more):
        done = self.run_program("topo", "--json", *words, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_this_machine_has_its_processors_and_says_why_it_has_no_device(self):
        topo = self.topo_json()
        self.assertGreaterEqual(topo["threads"], len(os.sched_getaffinity(0)))
        self.assertGreater(topo["nodes"][0]["memory_bytes"], 1 << 20)
        if not topo["devices"]:
            self.assertTrue(topo["no_devices"])
            self.assertIn("devices     none: " + topo["no_devices"], self.run_program("topo").stdout)

    def test_another_machine_is_shown_from_its_files(self):
        topo = self.topo_json("--xml", DATA / "six_gpus.xml")
        self.assertEqual(topo["devices"][0]["reaches"], ["X", "PIX", "PXB", "PHB", "NODE", "SYS"])
        both = self.topo_json("--xml", DATA / "six_gpus.xml", "--matrix", DATA / "smi_matrix.txt",
                              "--links", DATA / "smi_links.txt")
        self.assertEqual(both["packages"], 2)
        self.assertEqual(both["devices"][0]["reaches"], ["X", "NV18", "NV18", "NV18"])
        self.assertEqual(both["devices"][2]["nvlinks"], "17 of 18 active")

    def test_a_file_that_is_none_is_one_clear_line(self):
        self.assert_one_clear_line(self.run_program("topo", "--xml", DATA / "smi_matrix.txt"), 65, "smi_matrix.txt")
        self.assert_one_clear_line(self.run_program("topo", "--matrix", DATA / "six_gpus.xml"), 65, "topo -m")
        self.assert_one_clear_line(self.run_program("topo", "--matrix", "absent.txt"), 66, "absent.txt")

    def test_every_pair_of_ranks_is_measured_and_only_one_rank_speaks(self):
        topo = self.topo_json("--measure", ranks=3)
        rates = topo["pairs"]["bytes_per_second"]
        self.assertEqual([[cell is None for cell in row] for row in rates],
                         [[i == j for j in range(3)] for i in range(3)])
        self.assertTrue(all(cell > 1e7 for row in rates for cell in row if cell is not None), rates)
        self.assertEqual(topo["pairs"]["hosts"], [0, 0, 0])
        self.assertEqual(topo["pairs"]["wrong"], 0)

    def pretended(self, visible, *words, fault="", **more):
        return self.run_program("topo", "--measure", *words, GPUBENCH_MODULES=str(BUILD / "tests" / "pretend_modules"),
                                GPUBENCH_PRETEND_VISIBLE=visible, GPUBENCH_PRETEND_FAULT=fault, **more)

    def pairs_of(self, visible, **more):
        done = self.pretended(visible, "--json", **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["pairs"]

    def test_devices_that_one_process_sees_are_copied_between(self):
        for ranks in (None, 2):  # the second rank's device is among them
            pairs = self.pairs_of("0,1,2", ranks=ranks)
            self.assertEqual(pairs["memory"], "Memory of pretend devices, copied by one process")
            self.assertEqual((pairs["end"], pairs["ends"], pairs["messages"]), ("device", [0, 1, 2], 1))
            rates = pairs["bytes_per_second"]
            self.assertEqual([cell and round(cell / 1e9) for row in rates for cell in row],
                             [None, 200, 200, 100, None, 200, 100, 100, None])

    def test_a_copy_that_does_not_arrive_as_sent_has_no_rate(self):
        done = self.pretended("0,1", fault="garbled@0")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout, r"device 0 +- +WRONG")
        self.assertIn("Memory of pretend devices, copied by one process; 32MiB at a time", done.stdout)

    def test_devices_of_several_processes_send_each_other_messages(self):
        for visible, ranks, ends in (("0;1;2", 3, [0, 1, 2]), (";0;1", 3, [1, 2]), ("0;1;2", 8, [0, 1, 2])):
            pairs = self.pairs_of(visible, ranks=ranks)
            self.assertEqual(pairs["memory"], "Memory of pretend devices, one a rank, over pretend, 60 s a call")
            self.assertEqual((pairs["end"], pairs["ends"], pairs["messages"]), ("rank", ends, 8))
            rates = pairs["bytes_per_second"]
            self.assertEqual([[cell is None for cell in row] for row in rates],
                             [[i == j for j in range(len(ends))] for i in range(len(ends))])
            self.assertEqual(pairs["wrong"], 0)

    def test_without_two_devices_ranks_are_measured_and_it_says_why(self):
        for visible, why in (("", "no pretend device is visible"), ("4", "there is one device")):
            pairs = self.pairs_of(visible, ranks=2)
            self.assertRegex(pairs["memory"], rf"^Host memory \(no two devices: .*{why}\)$")
            self.assertEqual(pairs["end"], "rank")

    def test_alone_there_is_nothing_to_measure_between(self):
        self.assert_one_clear_line(self.run_program("topo", "--measure"), 64, "mpirun")

    def test_under_mpirun_without_measure_one_rank_answers(self):
        done = self.run_program("topo", ranks=3)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("processors  "), 1)


if __name__ == "__main__":
    unittest.main()
