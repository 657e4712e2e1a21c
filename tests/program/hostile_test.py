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

from content import case_hash, file_hash, launch_hash
from program import BUILD, ProgramTest

DATA, NO_INPUT = 65, 66
FORMATS = ("csv", "json", "google-benchmark", "openmetrics", "junit", "markdown")
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


def fit_launch(launch):
    """Once its cases' hashes are."""
    set_text(launch.attrs, "hash", launch_hash(launch))
    set_text(launch.file.attrs, "hash", file_hash(launch.file))


def fit_hashes(launch):
    """Of cases whose datasets were changed, as one who means harm would."""
    rows = launch["cases"][()]
    for row in rows:
        group = launch["case"][row["id"].decode()]
        row["hash"] = case_hash(group).encode()
        set_text(group.attrs, "hash", row["hash"].decode())
    launch["cases"][...] = rows


# What HDF5's dimension scales keep with a dataset.
SCALES = {"CLASS", "NAME", "DIMENSION_LIST", "DIMENSION_LABELS", "REFERENCE_LIST"}


def matrix_paths(group):
    named = [f"{part}/{name}" for part in ("disturbance", "telemetry") for name in group.get(part, {})]
    return ["samples", "timeline/starts", "timeline/warm_up", *named]


def reshape(launch, paths, shape_of):
    """Those matrices of every measured case become empty ones of the shape made of their own."""
    for group in launch["case"].values():
        if "samples" not in group:
            continue
        for path in matrix_paths(group) if paths is None else paths:
            shape = group[path].shape
            kept = {name: value for name, value in group[path].attrs.items() if name not in SCALES}
            del group[path]
            matrix = group.create_dataset(path, shape=shape_of(*shape), dtype="int64")
            for name, value in kept.items():
                if isinstance(value, (bytes, str)):
                    set_text(matrix.attrs, name, value if isinstance(value, str) else value.decode())
                else:
                    matrix.attrs[name] = value
    fit_hashes(launch)


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

    def test_what_is_exported_is_harmless_and_so_is_a_history(self):
        def harm(launch):
            harm_attributes(launch)
            harm_environment(launch)
            harm_cases(launch)
            fit_launch(launch)

        self.change(harm)
        for words in [*(("export", "a.h5", "--format", form) for form in FORMATS), ("export", "a.h5", "--format", "csv", "--samples"),
                      ("trend", "a.h5"), ("trend", "a.h5", "--json"), ("trend", "a.h5", "--markdown")]:
            with self.subTest(words):
                done = self.run_program(*words)
                self.assertEqual(done.returncode, 0, done.stderr)
                said = done.stdout.replace("\r\n", "\n")
                self.assertEqual([c for c in said if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")], [], said)
                self.assertIn("[2J", said.replace("\\[", "["))
        self.assertEqual(self.run_program("export", "a.h5", "--format", "mlflow", "-o", "runs").returncode, 0)
        for path in (self.folder / "runs").rglob("*"):
            self.assertRegex(path.name, r"^[\w.-]+$")
            self.assertTrue(path.resolve().is_relative_to(self.folder.resolve()))

    def test_an_error_of_export_or_trend_is_harmless_too(self):
        name = HARM + ".h5"
        for words in [("export", name, "--format", "csv"), ("trend", name)]:
            self.assert_harmless(self.run_program(*words), NO_INPUT)
        self.assert_harmless(self.run_program("export", "a.h5", "--format", "csv", "-o", f"none{HARM}/out"), 73)

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

    def every_verb_beside_a_good_file(self):
        subprocess.run([BUILD / "tests" / "write_example", self.folder / "good.h5"], check=True)
        for words in [("compare", "good.h5", "a.h5"), ("compare", "a.h5", "good.h5", "--json"),
                      ("compare", "a.h5", "--reference", "good.h5"), ("compare", "good.h5", "--reference", "a.h5"),
                      ("gate", "--baseline", "good.h5", "--candidate", "a.h5"), ("repro", "a.h5", "good.h5"),
                      ("merge", "a.h5", "good.h5", "-o", "both.h5"), ("report", "a.h5", "-o", "page.html"),
                      ("report", "good.h5", "a.h5", "-o", "page.html"), ("trend", "good.h5", "a.h5"),
                      *(("export", "a.h5", "--format", form, "-o", "out") for form in FORMATS)]:
            yield words, self.run_program(*words)
            self.assertFalse((self.folder / "page.html").exists())  # of a malformed file never
            self.assertFalse((self.folder / "out").exists())

    def test_rows_without_a_participant_and_samples_beside_none_are_refused(self):
        for paths, shape_of, word in [(None, lambda rows, columns: (0, columns), "0 rows for 2 participants"),
                                      (None, lambda rows, columns: (rows + 1, 0), "3 rows for 2 participants"),
                                      (["samples"], lambda rows, columns: (rows, 0), "starts for 0 samples")]:
            self.path.unlink()
            subprocess.run([BUILD / "tests" / "write_example", self.path], check=True)
            self.change(lambda launch: reshape(launch, paths, shape_of))
            for words in [("show", "a.h5"), ("show", "--json", "a.h5")]:
                self.assert_one_clear_line(self.run_program(*words), DATA, "a.h5", word)
            for words, done in self.every_verb_beside_a_good_file():
                with self.subTest(word, words=words):
                    self.assert_one_clear_line(done, DATA, "a.h5")
            self.assertIn(self.run_program("verify", "a.h5").returncode, (1, DATA))

    def test_a_measured_case_without_a_sample_has_no_figure(self):
        self.change(lambda launch: reshape(launch, None, lambda rows, columns: (rows, 0)))
        done = self.run_program("show", "a.h5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotRegex(done.stdout, r"\b(nan|inf)\b")
        measured = [one for one in self.show("a.h5")["launches"][0]["cases"] if one["status"] == "measured"]
        self.assertGreater(len(measured), 0)
        for case in measured:
            self.assertNotIn("rate", case)
        for words, done in self.every_verb_beside_a_good_file():
            with self.subTest(words=words):  # its launch's hash no longer fits
                self.assert_one_clear_line(done, DATA, "a.h5")


if __name__ == "__main__":
    unittest.main()
