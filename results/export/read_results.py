#!/usr/bin/env python3
"""A gpubench result file in Python: its cases as a pandas frame, one case's samples by xarray, one figure redrawn.

Usage: read_results.py FILE.h5 [CASE] [--figure FIGURE.png]
CASE is a name as `gpubench show` prints it (memory/triad); without it the first that was measured is taken. The figure
is drawn by matplotlib; where that is not installed it is text. Written to be copied: change it to what you need.
Example: read_results.py today.h5 memory/triad --figure triad.png
"""
import argparse
import json

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


def open_case(path, row):
    """As xarray has it: CF's scale_factor in the file makes seconds an application of nanoseconds of a batch."""
    group = f"launch/{row.launch}/case/{row.id}"
    for engine in ("h5netcdf", "netcdf4"):
        try:
            with xarray.open_dataset(path, group=group, engine=engine) as case:
                return case.load()
        except ValueError as error:  # that engine is not installed
            missing = error
    raise missing


# What a case's rate counts in one application, and in which unit; a latency has none.
RATES = {
    "bandwidth": ("GB/s", lambda work: (float(work["bytes_read"]) + float(work["bytes_written"])) / 1e9),
    "bus_bandwidth": ("GB/s", lambda work: work["bus_factor"] * float(work["message_bytes"]) / 1e9),
    "flop_rate": ("Gflop/s", lambda work: work["flop"] / 1e9),
    "message_rate": ("1/s", lambda work: work["operations"]),
}


def samples_of(case):
    """Seconds an operation, [rank, sample]: of a latency an application may hold many."""
    held = case.attrs["operations"] if text(case.attrs["metric"]) == "latency" else 1
    return case["samples"] / (held if held > 0 else 1)


def rates_of(case):
    """The same as rates of one rank, and their unit; none of a latency, or where the output was wrong. What several ranks
    reach together is in `gpubench export`."""
    metric = text(case.attrs["metric"])
    if metric not in RATES or text(case.attrs["correctness"]) == "wrong":
        return None, ""
    unit, amount = RATES[metric]
    counted, seconds = amount(case.attrs), samples_of(case)
    return (counted / seconds.where(seconds > 0), unit) if counted > 0 else (None, "")


def is_imported_rate(case):
    """Another program told a rate: the file's seconds are of a GB, and nobody timed them."""
    return "imported_unit" in dict(json.loads(text(case.attrs["facts"]))) and text(case.attrs["metric"]) in RATES


def medians_of(path, cases):
    """Median seconds an operation and median rate of one rank, of each measured case."""
    measured = cases[cases.status == "measured"].copy()
    opened = [open_case(path, row) for row in measured.itertuples()]
    rates = [rates_of(case) for case in opened]
    measured["ranks"] = [case.sizes["rank"] for case in opened]
    measured["time_median"] = [None if is_imported_rate(case) else float(samples_of(case).median()) for case in opened]
    measured["rate_per_rank"] = [None if rate is None else float(rate.median()) for rate, _ in rates]
    measured["rate_unit"] = [unit for _, unit in rates]
    return measured[["launch", "name", "backend", "axes", "ranks", "time_median", "rate_per_rank", "rate_unit", "correctness"]]


def draw(figures, title, quantity, figure):
    """Samples of each rank in the order they were taken."""
    try:
        import matplotlib
    except ImportError:
        return draw_text(figures, title, quantity)
    matplotlib.use("Agg")
    from matplotlib import pyplot

    _, axes = pyplot.subplots(figsize=(8, 4))
    for rank in figures["rank"].values:
        axes.plot(figures.sel(rank=rank).values, ".", markersize=3, label=f"rank {rank}")
    axes.set(title=title, xlabel="sample", ylabel=quantity)
    axes.legend()
    pyplot.savefig(figure, dpi=120, bbox_inches="tight")
    print(f"figure: {figure}")


def draw_text(figures, title, quantity):
    print(f"{title}, {quantity} (matplotlib is not installed)")
    for rank in figures["rank"].values:
        counts = pandas.cut(pandas.Series(figures.sel(rank=rank).values), 10).value_counts(sort=False)
        for interval, count in counts.items():
            print(f"  rank {rank}  {interval.left:12.4g}  {'#' * (40 * count // max(1, counts.max()))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("case", nargs="?")
    parser.add_argument("--figure", default="samples.png")
    arguments = parser.parse_args()
    try:
        cases = cases_of(arguments.file)
    except (OSError, KeyError, ValueError) as error:  # no HDF5, none of gpubench's, one without launches
        raise SystemExit(f"read_results.py: {arguments.file}: {error}: name a result file") from None
    frame = medians_of(arguments.file, cases)
    print(frame.to_string(index=False))
    chosen = cases[(cases.status == "measured") & (cases.name.eq(arguments.case) if arguments.case else True)]
    if chosen.empty:
        raise SystemExit(f"read_results.py: {arguments.file}: no measured case {arguments.case or ''}")
    row = next(chosen.itertuples())
    case = open_case(arguments.file, row)
    rates, unit = rates_of(case)
    if is_imported_rate(case):
        if rates is None:
            raise SystemExit(f"read_results.py: {arguments.file}: {row.name} has no rate to draw: name another case")
        draw(rates, f"{row.name} {row.axes}", f"rate of one rank ({unit})", arguments.figure)
    else:
        draw(samples_of(case) * 1e6, f"{row.name} {row.axes}", "time of one operation (us)", arguments.figure)


if __name__ == "__main__":
    main()
