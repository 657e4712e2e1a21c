"""SCHEMA.md and a file hold the same groups, datasets, columns and attributes; the example in SCHEMA.md runs."""

import os
import re
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401, what xarray opens files with in SCHEMA.md's example
    import h5py
    import pandas  # noqa: F401
    import xarray  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}; install python3-h5py, python3-h5netcdf and python3-xarray")
    sys.exit(77)

# One of each kind: root, launch, case, table, dataset, disturbance, telemetry.
WRITTEN_WRONG = ["schema_version int32", "build_id, ", "worst_index ", "stop_reason, hash", "timeline/warm_up ",
                 "faults_minor,", "telemetry/times "]


def section(schema, title):
    return re.search(rf"^## {title}\n(.*?)(?=^## )", schema, re.M | re.S).group(1)


def attributes(text):
    """The names of a section's indented lines: before the gap, and those that a line gives after a semicolon."""
    names = set()
    for line in text.splitlines():
        head = re.match(r" {4}(\S.*?)(?: {2,}(.*))?$", line)
        if not head:
            continue
        names |= set(head.group(1).split(", "))
        more = re.search(r"; ((?:[a-z0-9_]+, )*[a-z0-9_]+): ", head.group(2) or "")
        if more:
            names |= set(more.group(1).split(", "))
    return names


def columns(schema, table):
    """Of a table's line and those that continue it: words before any bracket, colon or full stop."""
    line = re.search(rf"^ +{table} +table(?:, a row a case)?: (.*(?:\n {{20,}}.*)*)", schema, re.M).group(1)
    line = re.sub(r"\([^)]*\)", "", line).split(".")[0]
    return [name.strip() for name in re.split(r",\s*", line)]


def assert_same(what, documented, present):
    assert set(documented) == set(present), (
        f"{what}: only in SCHEMA.md {sorted(set(documented) - set(present))}, "
        f"only in the file {sorted(set(present) - set(documented))}")


def check_layout(schema, file):
    root = re.search(r"^    / +(.*)$", schema, re.M).group(1)
    assert_same("/", [word.split()[0] for word in root.split(", ")], file.attrs)
    (launch,) = file["launch"].values()
    assert_same("a launch", attributes(section(schema, "Attributes of a launch")), launch.attrs)
    assert_same("a launch's members", ["ranks", "environment", "cases", "case"], launch)
    for table in ("ranks", "environment", "cases"):
        assert_same(table, columns(schema, table), launch[table].dtype.names)
    documented = attributes(section(schema, "Attributes of a case"))
    layout = schema.split("case/<id>/  ")[1].split("\n\n")[0]
    members = set(re.findall(r"^ {8}([\w/<>]+)", layout, re.M))
    disturbances = set(re.findall(r"\b[a-z]+_[a-z_]+\b", layout.split("disturbance/<name>")[1]))
    for group in launch["case"].values():
        assert_same(group.name, documented, group.attrs)
        paths = []
        group.visititems(lambda path, item: paths.append(path) if isinstance(item, h5py.Dataset) else None)
        kinds = {path.split("/")[1] for path in paths if path.startswith("disturbance/")}
        assert kinds <= disturbances, kinds - disturbances
        plain = {re.sub("disturbance/.*", "disturbance/<name>", path) for path in paths}
        plain = {re.sub("telemetry/(?!times$).*", "telemetry/<series>", path) for path in plain}
        assert plain in (set(), members), plain ^ members


def check_example(schema, path):
    """The Python of SCHEMA.md, as written, on a file of that name."""
    example = re.search(r"```python\n(.*?)```", schema, re.S).group(1)
    done = subprocess.run([sys.executable, "-c", example], cwd=os.path.dirname(path), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "memory/triad" in done.stdout and "rank" in done.stdout, done.stdout
    print(done.stdout)


def main(schema_path, writer):
    with open(schema_path) as text, tempfile.TemporaryDirectory() as folder:
        schema = text.read()
        path = os.path.join(folder, "a.h5")
        subprocess.run([writer, path, "2"], check=True)
        with h5py.File(path) as file:
            check_layout(schema, file)
            for word in WRITTEN_WRONG:  # and a wrong one beside the right one
                assert word in schema, word
                try:
                    check_layout(schema.replace(word, word.replace("_", "-").replace("/", "/x"), 1), file)
                except AssertionError:
                    continue
                raise AssertionError(f"{word!r} written wrong in SCHEMA.md is not seen")
        check_example(schema, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
