"""Two hosts on one machine: network namespaces joined by a veth pair, each with its own name and boot id."""

import os
import shutil
import subprocess
import sys
import unittest

from libraries import copy_with_other_build_id, installed
from program import PROGRAM, ProgramTest, environment

try:
    import h5py
except ImportError:
    print("python3-h5py is not installed")
    sys.exit(77)

CONFIG = 78
NETWORK = "198.18.77"  # of those set apart for tests of networks, RFC 2544
BLAS = "libopenblas.so.0" if installed("libopenblas.so.0") else "libblas.so.3"


def ip(*words, check=True):
    return subprocess.run(["ip", *words], capture_output=True, text=True, check=check)


def why_not():
    """Why there can be no namespaces here; empty where there can."""
    for tool in ["ip", "unshare", "mpirun"]:
        if shutil.which(tool) is None:
            return f"no {tool} here"
    tried = ip("netns", "add", f"gpubench-try-{os.getpid()}", check=False)
    if tried.returncode != 0:
        return f"no network namespace can be made: {tried.stderr.strip()}"
    ip("netns", "delete", f"gpubench-try-{os.getpid()}")
    done = subprocess.run(["unshare", "--mount", "--uts", "mount", "--bind", "/dev/null",
                           "/proc/sys/kernel/random/boot_id"], capture_output=True, text=True, check=False)
    return f"no other boot id can be mounted: {done.stderr.strip()}" if done.returncode != 0 else ""


REASON = why_not()


@unittest.skipIf(REASON, REASON)
class TwoHosts(ProgramTest):
    """Hosts a and b; mpirun runs on a, and reaches b through an agent that does what ssh would."""

    def setUp(self):
        super().setUp()
        self.spaces = {name: f"gpubench-{name}-{os.getpid()}" for name in "ab"}
        for space in self.spaces.values():
            ip("netns", "add", space)
            self.addCleanup(ip, "netns", "delete", space, check=False)
        ip("link", "add", "veth-a", "netns", self.spaces["a"], "type", "veth", "peer", "name", "veth-b", "netns",
           self.spaces["b"])
        for place, (name, space) in enumerate(self.spaces.items(), 1):
            ip("-n", space, "address", "add", f"{NETWORK}.{place}/24", "dev", f"veth-{name}")
            ip("-n", space, "link", "set", f"veth-{name}", "up")
            ip("-n", space, "link", "set", "lo", "up")
            (self.folder / f"boot-{name}").write_text(f"{place:08x}-0000-4000-8000-000000000000\n")
        self.agent = self.folder / "agent"
        self.write_agent()

    def enter(self, name, command):
        """Words that run a shell's command on that host."""
        boot = self.folder / f"boot-{name}"
        return ["ip", "netns", "exec", self.spaces[name], "unshare", "--mount", "--uts", "sh", "-c",
                f"hostname host-{name} && mount --bind {boot} /proc/sys/kernel/random/boot_id && {command}", "sh"]

    def write_agent(self, before=""):
        words = " ".join(f"'{word}'" for word in self.enter("b", f'{before} exec sh -c "$*"'))
        self.agent.write_text(f"#!/bin/sh\nshift  # the host's name\nexec {words} \"$@\"\n")
        self.agent.chmod(0o755)

    def received(self, name):
        told = subprocess.run(["ip", "netns", "exec", self.spaces[name], "cat",
                               f"/sys/class/net/veth-{name}/statistics/rx_bytes"], capture_output=True, text=True, check=True)
        return int(told.stdout)

    def launch(self, *words):
        network = f"{NETWORK}.0/24"
        mpirun = ["mpirun", "--mca", "plm_rsh_agent", self.agent, "--mca", "pml", "ob1", "--mca", "btl", "self,tcp", "--mca", "btl_tcp_if_include",
                  network, "--mca", "oob_tcp_if_include", network, "--host", "host-a:2,host-b:2", "-n", "4", PROGRAM,
                  "run", *words, "--profile", "quick", "--output", "a.h5"]
        return subprocess.run([*self.enter("a", 'exec "$@"'), *map(str, mpirun)], cwd=self.folder, env=environment(),
                              capture_output=True, text=True, timeout=120, check=False)

    def hosts(self):
        with h5py.File(self.folder / "a.h5") as file:
            (launch,) = file["launch"].values()
            return [host.decode() for host in launch["ranks"]["host"]]

    def test_ranks_on_both_measure_together_over_tcp(self):
        before = self.received("b")
        done = self.launch("barrier", "memory/copy")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        hosts = self.hosts()
        self.assertEqual((hosts[0], hosts[2]), (hosts[1], hosts[3]))
        self.assertNotEqual(hosts[0], hosts[2])
        self.assertGreater(self.received("b") - before, 100_000)

    def test_a_host_with_another_blas_is_named_and_refused(self):
        if installed(BLAS) is None:
            self.skipTest(f"no {BLAS} here")
        other = self.folder / "other"
        other.mkdir()
        identity = copy_with_other_build_id(installed(BLAS), other / BLAS)
        self.write_agent(before=f"LD_LIBRARY_PATH={other} && export LD_LIBRARY_PATH &&")
        done = self.launch("gemm", "--set", "type=f64")
        self.assert_one_clear_line(done, CONFIG, "ranks 2-3 (host ", f"another {BLAS.split('.')[0]} (", identity,
                                   "than ranks 0-1 (")
        self.assertFalse((self.folder / "a.h5").exists())

    def test_the_same_library_in_another_folder_is_not_refused(self):
        if installed(BLAS) is None:
            self.skipTest(f"no {BLAS} here")
        other = self.folder / "other"
        other.mkdir()
        shutil.copy(installed(BLAS), other / installed(BLAS).name)
        if installed(BLAS).name != BLAS:
            (other / BLAS).symlink_to(installed(BLAS).name)
        self.write_agent(before=f"LD_LIBRARY_PATH={other} && export LD_LIBRARY_PATH &&")
        done = self.launch("gemm", "--set", "type=f64")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
