"""gpubench topo: this machine's, another's from what was captured there, and bandwidth between ranks."""

import json
import os
import unittest
from pathlib import Path

from program import ProgramTest

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

    def test_alone_there_is_nothing_to_measure_between(self):
        self.assert_one_clear_line(self.run_program("topo", "--measure"), 64, "mpirun")

    def test_under_mpirun_without_measure_one_rank_answers(self):
        done = self.run_program("topo", ranks=3)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("processors  "), 1)


if __name__ == "__main__":
    unittest.main()
