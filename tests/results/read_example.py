"""Reads a result file as a stranger would: h5py, pandas-like tables, xarray; recomputes a hash from SCHEMA.md alone."""

import json
import os
import subprocess
import sys
import tempfile

try:
    import h5py
    import numpy
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}; install python3-h5py and python3-xarray")
    sys.exit(77)

from content import case_hash, text


def check_tables(launch):
    assert launch["ranks"].dtype.names[:2] == ("rank", "host"), launch["ranks"].dtype
    assert list(launch["ranks"]["rank"]) == [0, 1]
    assert [text(v) for v in launch["environment"]["value"]] == ["Debian 12", ""]
    assert len(launch["cases"]) == len(launch["case"]) == 3
    try:
        import pandas
    except ImportError:
        print("pandas is not installed: tables checked with numpy only")
        return
    frame = pandas.DataFrame(launch["cases"][:])
    assert set(frame.status) == {b"measured", b"skipped"}


def check_with_xarray(path, group, expected_seconds):
    engines = []
    for engine, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4")):
        try:
            __import__(module)
        except ImportError:
            print(f"{module} is not installed: engine {engine} not checked")
            continue
        with xarray.open_dataset(path, group=group, engine=engine) as data:
            assert data.samples.dims == ("rank", "sample"), data.samples.dims
            assert list(data["rank"].values) == [1, 3], data["rank"]
            assert data.samples.attrs["units"] == "s"
            numpy.testing.assert_allclose(data.samples.values, expected_seconds, rtol=1e-12)
        engines.append(engine)
    return engines


def main(writer):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "example.h5")
        subprocess.run([writer, path, "2"], check=True)
        with h5py.File(path) as file:
            assert text(file.attrs["schema"]) == "gpubench" and file.attrs["schema_version"] == 2
            (launch,) = file["launch"].values()
            check_tables(launch)
            for group in launch["case"].values():
                assert case_hash(group) == text(group.attrs["hash"]), group.name
            group = next(g for g in launch["case"].values() if "samples" in g)
            assert json.loads(group.attrs["axes"])[0] == ["type", "f64"]
            samples = group["samples"]
            assert samples.compression == "gzip" and samples.fletcher32 and samples.shuffle
            seconds = samples[()] * 1e-9 / group.attrs["batch"]
            name = group.name
        engines = check_with_xarray(path, name, seconds)
        with h5py.File(path, "r+") as file:  # and a wrong one beside the right one
            file[name]["samples"][0, 0] += 1
            assert case_hash(file[name]) != text(file[name].attrs["hash"])
    print(f"h5py {h5py.__version__} and xarray with {', '.join(engines) or 'no engine'} read it")


main(sys.argv[1])
