"""Nothing planted around a run is found in what it leaves: not in the file, its journal, or on the screen."""

import re
import signal
import socket
import sys
import time
import unittest

from program import ProgramTest

try:
    import h5py
except ImportError:
    print("python3-h5py is not installed")
    sys.exit(77)

USER = "annikamustermann"
PLANTED = {
    "NCCL_TOKEN": "hunter2secret",
    "CUDA_API_KEY": "cudakeyvalue",
    "MKL_LICENSE": "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "OMP_TOOL": "AKIAIOSFODNN7EXAMPLE",
    "UCX_VALUE": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "UCX_NET": "https://ben:registrypassword@registry.example.org",
    "NCCL_COMM_ID": "192.0.2.77:4711",
    "NCCL_SOCKET_IFNAME": "2001:db8::77",
    "FI_ADDRESS": "52:54:00:ab:cd:ef",
    "OMP_TOOL_LIBRARIES": f"/data/people/{USER}/tool.so",
    "GPUBENCH_NOTE": f"of {USER}",
    "OMP_DISPLAY_ENV_FILE": "/home/benjaminbutton/x",
    "SOME_PASSWORD": "never-recorded",
}
# What must not be found; the reasons that stand in its place name nothing of it.
SECRETS = ["hunter2secret", "cudakeyvalue", "ghp_16C7", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI", "registrypassword",
           "192.0.2.77", "2001:db8", "52:54:00", USER, "benjaminbutton", "never-recorded", "example.org"]


def texts_of(path):
    """Every text and byte of a file, unpacked."""
    found = []

    def visit(name, item):
        found.append(name)
        found.extend(f"{key}={value}" for key, value in item.attrs.items())
        if isinstance(item, h5py.Dataset):
            found.append(repr(item[()].tolist()) if item.shape is not None else "")

    with h5py.File(path) as file:
        found.extend(f"{key}={value}" for key, value in file.attrs.items())
        file.visititems(visit)
    return "\n".join(found)


class Privacy(ProgramTest):
    def setUp(self):
        super().setUp()
        self.home = self.folder / "people" / USER
        self.home.mkdir(parents=True)
        self.planted = {**PLANTED, "HOME": str(self.home), "USER": USER, "LOGNAME": USER, "XDG_CACHE_HOME": ""}
        host = socket.gethostname().split(".")[0]
        self.secrets = SECRETS + ([host] if len(host) > 4 else [])

    def assert_nothing_planted(self, text, where):
        for secret in self.secrets:
            self.assertIsNone(re.search(rf"(?<![0-9A-Za-z]){re.escape(secret)}", text), f"{secret} is in {where}")

    def run_planted(self, output, *more):
        done = self.run_program("run", "memory/triad", "--profile", "quick", "--set", "working_set=1MiB", "--output",
                                output, *more, **self.planted)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done

    def test_nothing_planted_is_in_the_file(self):
        self.run_planted(self.home / "a.h5")
        text = texts_of(self.home / "a.h5")
        self.assert_nothing_planted(text, "the file")
        self.assert_nothing_planted((self.home / "a.h5").read_bytes().decode("latin-1"), "the file's bytes")
        for fact in ("variable.NCCL_TOKEN", "left out: an address", "package.", "library.libc.sha256"):
            self.assertIn(fact, text)  # the facts are there, with the reasons in place of the values

    def test_nothing_planted_is_in_the_journal_of_a_run_that_died(self):
        run = self.start_program("run", "memory/*", "--profile", "standard", "--output", "a.h5", **self.planted)
        journal = self.folder / "a.h5.journal"
        for _ in range(600):
            if journal.exists() and journal.stat().st_size > 10000:
                break
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        text = journal.read_bytes().decode("latin-1")
        self.assertIn("variable.NCCL_TOKEN", text)
        self.assert_nothing_planted(text, "the journal")

    def test_nothing_planted_is_printed(self):
        for words in (["fingerprint"], ["fingerprint", "--json"]):
            done = self.run_program(*words, **self.planted)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("NCCL_TOKEN", done.stdout)
            self.assert_nothing_planted(done.stdout, " ".join(words))

    def test_names_are_kept_where_that_is_asked_for_and_secrets_are_not(self):
        self.run_planted("b.h5", "--identify")
        text = texts_of(self.folder / "b.h5")
        self.assertIn("host.name", text)
        self.assertIn(socket.gethostname(), text)
        self.assertIn(USER, text)
        self.secrets = [one for one in SECRETS if one != USER]
        self.assert_nothing_planted(text, "an identified file")
        self.assertNotIn(str(self.home), text)


if __name__ == "__main__":
    unittest.main()
