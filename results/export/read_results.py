#!/usr/bin/env python3
"""A gpubench result file in Python: its cases as a pandas frame, one case's samples by xarray, one figure redrawn.

Usage: read_results.py FILE.h5 [CASE] [--figure FIGURE.png]
CASE is a name as `gpubench show` prints it (memory/triad); without it the first that was measured is taken. The figure
is drawn by matplotlib; where that is not installed it is text. Written to be copied: change it to what you need.
Example: read_results.py today.h5 memory/triad --figure triad.png
"""
import argparse

import h5py
import pandas
import xarray


def cases_of(path):
    """A row a case of every launch."""
    frames = []
    with h5py.File(path, "r") as file:
        for ulid, launch in file["launch"].items():
            rows = launch["cases"][()]
            frame = pandas.DataFrame({name: [text(value) for value in rows[name]] for name in rows.dtype.names})
            frame.insert(0, "launch", ulid)
            frame.insert(1, "start", text(launch.attrs["start"]))
            frames.append(frame)
    return pandas.concat(frames, ignore_index=True)


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def samples_of(path, row):
    """Seconds an operation, [rank, sample]: CF's scale_factor in the file makes seconds an application of nanoseconds of a
    batch; of a latency an application may hold many operations."""
    group = f"launch/{row.launch}/case/{row.id}"
    for engine in ("h5netcdf", "netcdf4"):
        try:
            with xarray.open_dataset(path, group=group, engine=engine) as case:
                held = case.attrs["operations"] if text(case.attrs["metric"]) == "latency" else 1
                return case["samples"].load() / (held if held > 0 else 1)
        except ValueError as error:  # that engine is not installed
            missing = error
    raise missing


def medians_of(path, cases):
    """Median seconds an operation of each measured case, and how far its ranks are apart."""
    measured = cases[cases.status == "measured"].copy()
    samples = [samples_of(path, row) for row in measured.itertuples()]
    measured["median"] = [float(one.median()) for one in samples]
    measured["ranks"] = [one.sizes["rank"] for one in samples]
    return measured[["launch", "name", "backend", "axes", "ranks", "median", "correctness"]]


def draw(samples, title, figure):
    """Samples of each rank in the order they were taken."""
    try:
        import matplotlib
    except ImportError:
        return draw_text(samples, title)
    matplotlib.use("Agg")
    from matplotlib import pyplot

    _, axes = pyplot.subplots(figsize=(8, 4))
    for rank in samples["rank"].values:
        axes.plot(samples.sel(rank=rank).values * 1e6, ".", markersize=3, label=f"rank {rank}")
    axes.set(title=title, xlabel="sample", ylabel="time of one operation (us)")
    axes.legend()
    pyplot.savefig(figure, dpi=120, bbox_inches="tight")
    print(f"figure: {figure}")


def draw_text(samples, title):
    print(f"{title}, times in us (matplotlib is not installed)")
    for rank in samples["rank"].values:
        times = samples.sel(rank=rank).values * 1e6
        counts = pandas.cut(pandas.Series(times), 10).value_counts(sort=False)
        for interval, count in counts.items():
            print(f"  rank {rank}  {interval.left:12.4g}  {'#' * (40 * count // max(1, counts.max()))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("case", nargs="?")
    parser.add_argument("--figure", default="samples.png")
    arguments = parser.parse_args()
    cases = cases_of(arguments.file)
    frame = medians_of(arguments.file, cases)
    print(frame.to_string(index=False))
    chosen = cases[(cases.status == "measured") & (cases.name.eq(arguments.case) if arguments.case else True)]
    if chosen.empty:
        raise SystemExit(f"read_results.py: {arguments.file}: no measured case {arguments.case or ''}")
    row = next(chosen.itertuples())
    draw(samples_of(arguments.file, row), f"{row.name} {row.axes}", arguments.figure)


if __name__ == "__main__":
    main()
