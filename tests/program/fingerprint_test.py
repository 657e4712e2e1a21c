"""gpubench fingerprint diff: of this machine, of files, of launches; one factor at a time, each is all that differs."""

import json
import os
import subprocess
import unittest
import unittest.mock

from libraries import copy_with_other_build_id, installed
from program import PROGRAM, ProgramTest, environment

PROCESSORS = sorted(os.sched_getaffinity(0))
RERUNS = 100

# The OpenMP of GCC binds a process's first thread when it is loaded, before main.
BOUND = ("host.cpus", "host.threads", "openblas.threads", "placement.cpuset", "host.cache_last")
# A variable, its value, and what else it changes: facts it is the cause of.
VARIABLES = [
    ("NCCL_ALGO", "Ring", ()), ("NCCL_PROTO", "LL", ()), ("NCCL_DEBUG", "INFO", ()), ("NCCL_P2P_DISABLE", "1", ()),
    ("CUDA_LAUNCH_BLOCKING", "1", ()), ("CUDA_VISIBLE_DEVICES", "0", ()), ("CUDA_DEVICE_MAX_CONNECTIONS", "1", ()),
    ("CUBLAS_WORKSPACE_CONFIG", ":4096:8", ()), ("CUDNN_LOGLEVEL_DBG", "0", ()), ("NVIDIA_TF32_OVERRIDE", "0", ()),
    ("OMP_NUM_THREADS", "1", ("host.threads", "openblas.threads")),
    ("OMP_PROC_BIND", "close", BOUND), ("OMP_PLACES", "cores", BOUND), ("OMP_WAIT_POLICY", "passive", ()),
    ("OMP_DYNAMIC", "true", ()), ("OMP_THREAD_LIMIT", "1", ("host.threads", "openblas.threads")),
    ("GOMP_SPINCOUNT", "100", ()), ("KMP_BLOCKTIME", "0", ()),
    ("OPENBLAS_CORETYPE", "Nehalem", ("openblas.corename", "openblas.config")),
    ("OPENBLAS_NUM_THREADS", "1", ("openblas.threads",)), ("GOTO_NUM_THREADS", "1", ("openblas.threads",)),
    ("OPENBLAS_MAIN_FREE", "1", ()),
    ("MKL_NUM_THREADS", "1", ()), ("MKL_CBWR", "COMPATIBLE", ()), ("BLIS_NUM_THREADS", "1", ()),
    ("DNNL_MAX_CPU_ISA", "SSE41", ("onednn.isa",)), ("ONEDNN_DEFAULT_FPMATH_MODE", "BF16", ()),
    ("UCX_TLS", "tcp", ()), ("FI_PROVIDER", "tcp", ()), ("OMPI_MCA_coll_tuned_use_dynamic_rules", "1", ()),
    ("GLIBC_TUNABLES", "glibc.malloc.arena_max=1", ()), ("MALLOC_ARENA_MAX", "1", ()), ("LD_BIND_NOW", "1", ()),
    ("LC_ALL", "C", ()), ("TMPDIR", "/var/tmp", ()), ("HWLOC_COMPONENTS", "linux", ()), ("HDF5_USE_FILE_LOCKING", "FALSE", ()),
]


class Fingerprint(ProgramTest):
    def setUp(self):
        super().setUp()
        # Whatever the machine that runs this sets: each test adds to it the one variable it is about.
        without = {name: value for name, value in os.environ.items() if name not in {name for name, *_ in VARIABLES}}
        self.enterContext(unittest.mock.patch.dict(os.environ, without, clear=True))
        (self.folder / "base.json").write_text(self.fingerprint())

    def fingerprint(self, **env):
        done = self.run_program("fingerprint", "--json", **env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def difference(self, *words, a="base.json", b="live", front=(), **env):
        """Exit code and what `diff --json` says."""
        command = [*front, str(PROGRAM), "fingerprint", "diff", a, b, "--json", *words]
        done = subprocess.run(command, cwd=self.folder, env=environment(**env), capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual(told["schema"], "gpubench-fingerprint-difference/1")
        self.assertEqual(told["equal"], done.returncode == 0)
        return done.returncode, told

    def keys(self, told):
        return {one["key"] for fact in told["differences"] for one in [fact, *fact.get("with", [])]}

    def assert_factor(self, told, key, consequences=()):
        """That fact differs, and at most its consequences beside it."""
        keys = self.keys(told)
        self.assertIn(key, keys)
        self.assertLessEqual(keys, {key, *consequences})


class OneFactor(Fingerprint):
    def test_each_variable_is_all_that_differs_but_for_what_it_causes(self):
        for name, value, consequences in VARIABLES:
            with self.subTest(name):
                code, told = self.difference(**{name: value})
                self.assertEqual(code, 1)
                self.assert_factor(told, "variable." + name, consequences)

    def test_a_variables_consequence_is_seen(self):
        if "openblas.corename" not in (self.folder / "base.json").read_text():
            self.skipTest("the BLAS here is not OpenBLAS")
        _, told = self.difference(OPENBLAS_CORETYPE="Nehalem")
        self.assertIn("openblas.corename", self.keys(told))
        self.assertEqual(told["differences"][0]["bearing"], "strong")

    def swapped(self, soname):
        library = installed(soname)
        if library is None:
            self.skipTest(f"no {soname} here")
        other = self.folder / "other"
        other.mkdir()
        return copy_with_other_build_id(library, other / soname), other

    def assert_library(self, soname, stem):
        identity, folder = self.swapped(soname)
        _, told = self.difference(LD_LIBRARY_PATH=str(folder))
        self.assert_factor(told, f"library.{stem}", ("variable.LD_LIBRARY_PATH", f"library.{stem}.sha256"))
        (fact,) = (fact for fact in told["differences"] if fact["key"] == f"library.{stem}")
        self.assertIn(identity, fact["b"][0]["value"])
        self.assertNotIn(identity, fact["a"][0]["value"])

    def test_a_swapped_library_of_cryptography(self):
        self.assert_library("libcrypto.so.3", "libcrypto")

    def test_a_swapped_mathematical_library(self):
        self.assert_library("libm.so.6", "libm")

    def test_a_preloaded_library(self):
        copy = self.folder / "libjemalloc.so.2"
        library = installed("libz.so.1")
        if library is None:
            self.skipTest("no libz.so.1 here")
        copy.write_bytes(library.read_bytes())
        _, told = self.difference(LD_PRELOAD=str(copy))
        self.assert_factor(told, "library.libjemalloc",
                           ("variable.LD_PRELOAD", "library.libjemalloc.sha256", "library.libz", "library.libz.sha256"))

    @unittest.skipIf(len(PROCESSORS) < 2, "one processor can't be fewer")
    def test_fewer_processors(self):
        _, told = self.difference(front=("taskset", "-c", str(PROCESSORS[0])))
        self.assert_factor(told, "host.cpus", ("host.threads", "openblas.threads", "placement.cpuset",
                                               "host.cache_last", "host.cache_l2", "host.cache_l1"))

    def test_a_smaller_stack(self):
        _, told = self.difference(front=("prlimit", "--stack=1048576:1048576"))
        self.assertLessEqual(self.keys(told), {"limit.stack"})


class NothingChanged(Fingerprint):
    def test_a_hundred_reruns_do_not_differ(self):
        for i in range(RERUNS):
            done = self.run_program("fingerprint", "diff", "base.json", "live")
            self.assertEqual(done.returncode, 0, f"{i}: {done.stdout}")

    def test_two_launches_differ_in_nothing_that_counts(self):
        for name in ["a.h5", "b.h5"]:
            self.measure("memory/copy", "barrier", output=name, ranks=2)
        code, told = self.difference(a="a.h5", b="b.h5")
        self.assertEqual((code, told["differences"]), (0, []))
        code, told = self.difference(a="a.h5", b="a.h5")
        self.assertEqual((code, [scope["incidental"] for scope in told["scopes"] if scope["incidental"]]), (0, []))


class Diff(Fingerprint):
    def test_text_says_which_scopes_are_equal_and_why_a_difference_matters(self):
        done = self.run_program("fingerprint", "diff", "base.json", "live", NCCL_ALGO="Ring")
        self.assertEqual(done.returncode, 1)
        lines = done.stdout.splitlines()
        self.assertEqual(lines[:2], ["A  base.json: a fingerprint as JSON", "B  live: this machine, now"])
        self.assertTrue([line for line in lines if line.startswith("image   equal")], done.stdout)
        self.assertTrue([line for line in lines if line.startswith("run     1 fact differs")], done.stdout)
        self.assertIn("run variable.NCCL_ALGO: ", done.stdout)
        self.assertIn("    A  (missing)\n    B  Ring\n", done.stdout)

    def test_of_several_launches_one_is_named(self):
        for name, env in [("a.h5", {}), ("b.h5", {"OMP_WAIT_POLICY": "passive"})]:
            self.measure("memory/copy", output=name, **env)
        self.assertEqual(self.run_program("merge", "a.h5", "b.h5", "-o", "study.h5").returncode, 0)
        self.assert_one_clear_line(self.run_program("fingerprint", "diff", "study.h5", "live"), 64, "2 launches", "@")
        code, told = self.difference(a="study.h5@1", b="study.h5@2")
        self.assertEqual((code, self.keys(told)), (1, {"variable.OMP_WAIT_POLICY"}))
        self.assertEqual(self.difference(a="study.h5@2", b="b.h5")[0], 0)

    def test_bad_sides_are_one_clear_line(self):
        (self.folder / "bad.json").write_text('{"schema": "gpubench-fingerprint/9"}')
        (self.folder / "noise.h5").write_text("noise")
        changed = (self.folder / "base.json").read_text().replace('"debian"', '"another"')
        (self.folder / "changed.json").write_text(changed)
        for side, code in [("bad.json", 65), ("noise.h5", 65), ("changed.json", 65), ("absent.h5", 66),
                           ("base.json@1", 64)]:
            with self.subTest(side):
                self.assert_one_clear_line(self.run_program("fingerprint", "diff", side, "live"), code, side.split("@")[0])
        for words in [["base.json"], ["a", "b", "c"], ["base.json", "live", "--al"], []]:
            with self.subTest(words):
                self.assert_one_clear_line(self.run_program("fingerprint", "diff", *words), 64)

    def test_only_one_rank_speaks(self):
        done = self.run_program("fingerprint", "diff", "base.json", "base.json", ranks=3)
        self.assertEqual(done.stdout.count("A  base.json"), 1, done.stdout)


if __name__ == "__main__":
    unittest.main()
