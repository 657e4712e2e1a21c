"""Text from a file that means harm reaches a terminal as text: no escape, control or bidirectional character."""

import json
import subprocess
import sys
import unicodedata
import unittest

try:
    import h5py
    import numpy
except ImportError as missing:
    print(f"skipped: {missing}; install python3-h5py")
    sys.exit(77)

from content import case_hash
from program import BUILD, ProgramTest

DATA, NO_INPUT = 65, 66
# Clears the screen, starts a control sequence in one character (C1), turns the text around: 9 bytes.
HARM = "\x1b[2J\x9b\u202e"
# What decides how a file is read stays as it is; id and hash have their own rules.
KEPT = {"id", "hash", "status", "unit", "metric", "across_ranks", "better", "axes", "facts", "correctness", "ulid"}


def set_text(attributes, name, text):
    value = text.encode()
    attributes.create(name, value, dtype=h5py.string_dtype("utf-8", len(value)))


def harm_attributes(group):
    for name in set(group.attrs) - KEPT:
        if isinstance(group.attrs[name], (bytes, str)):
            set_text(group.attrs, name, HARM)


def harm_environment(launch):
    text = h5py.string_dtype("utf-8", 64)
    row = tuple(word.encode() for word in ("host", "cpu.model", HARM, "0-1"))
    rows = numpy.array([row], dtype=[(name, text) for name in ("scope", "key", "value", "ranks")])
    del launch["environment"]
    launch.create_dataset("environment", data=rows)


def harm_cases(launch):
    """Every text of every case; hashes are made to fit, as one who means harm would."""
    rows = launch["cases"][()]
    for row in rows:
        group = launch["case"][row["id"].decode()]
        harm_attributes(group)
        set_text(group.attrs, "axes", json.dumps([["type", HARM]], ensure_ascii=False, separators=(",", ":")))
        row["hash"] = case_hash(group).encode()
        set_text(group.attrs, "hash", row["hash"].decode())
        row["name"] = HARM.encode()
    launch["cases"][...] = rows


class Hostile(ProgramTest):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "a.h5"
        subprocess.run([BUILD / "tests" / "write_example", self.path], check=True)

    def change(self, change):
        with h5py.File(self.path, "r+") as file:
            (launch,) = file["launch"].values()
            change(launch)

    def assert_harmless(self, done, code):
        said = done.stdout + done.stderr
        harmful = [c for c in said if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
        self.assertEqual(harmful, [], said)
        self.assertIn("?[2J", said)  # it was there, and is shown
        self.assertEqual(done.returncode, code, said)

    def test_texts_of_launch_and_cases_are_shown_harmless(self):
        def harm(launch):
            harm_attributes(launch)
            harm_environment(launch)
            harm_cases(launch)

        self.change(harm)
        self.assert_harmless(self.run_program("show", "a.h5"), 0)
        self.assert_harmless(self.run_program("verify", "a.h5"), 1)

    def test_json_is_ascii_and_loses_nothing(self):
        self.change(harm_cases)
        done = self.run_program("show", "--json", "a.h5")
        self.assertTrue(done.stdout.isascii())
        self.assertEqual({case["name"] for case in json.loads(done.stdout)["launches"][0]["cases"]}, {HARM})

    def test_the_name_of_a_group_in_an_error(self):
        self.change(lambda launch: launch.parent.move(launch.name.split("/")[-1], HARM))
        self.assert_harmless(self.run_program("show", "a.h5"), DATA)
        self.assert_harmless(self.run_program("verify", "a.h5", "a.h5"), DATA)  # each file's error is a line of its own

    def test_a_word_of_the_file_in_an_error(self):
        def harm(launch):
            for group in launch["case"].values():
                set_text(group.attrs, "status", HARM)

        self.change(harm)
        self.assert_harmless(self.run_program("show", "a.h5"), DATA)
        self.assert_harmless(self.run_program("verify", "a.h5"), 1)

    def test_the_name_of_a_file(self):
        name = HARM + ".h5"
        self.assert_harmless(self.run_program("show", name), NO_INPUT)
        self.path.rename(self.folder / name)
        self.assert_harmless(self.run_program("verify", name), 0)


if __name__ == "__main__":
    unittest.main()
