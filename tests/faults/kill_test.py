"""Kills a measuring run at random moments and looks whether every case it reported finished was kept.

A run of 4 ranks prints "finished <id> ..." for each case that is in its journal. At a seeded random moment rank 0, another
rank or mpirun itself is killed with SIGKILL; then the result file, or what `gpubench recover` makes of the journal, must
hold every case reported. The moments are spread over the whole run, one in each part of it. Exits with 1 where a case is
lost, or where of any kind of victim fewer than half were there to be killed.

Example: kill_test.py --build build/release --count 100
"""
import argparse
import glob
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

RANKS = 4
# Small buffers: most of a case is its samples, so that many are finished when the kill comes.
SELECTION = ["memory/*", "collectives/*", "--set", "working_set=32KiB", "--set", "size=8B"]
FINISHED = re.compile(r"^finished ([0-9a-f]{16})\b")
VICTIMS = ["rank 0", "another rank", "mpirun"]
# Of a run: so short that many kills are quick; cases that no longer fit are skipped, which is reported and kept like the rest.
SECONDS = 2.5
ATTEMPTS = 4


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="build folder with gpubench and activate")
    parser.add_argument("--count", type=int, default=10, help="kills (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of moments and victims (default 1)")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    environment = activated(os.path.abspath(options.build))

    with tempfile.TemporaryDirectory() as folder:
        whole = Run(environment, os.path.join(folder, "whole.h5"))
        whole.wait()
        lost = whole.reported - whole.kept()
        if lost or not whole.reported:
            sys.exit(f"without a kill: {len(whole.reported)} cases reported, {len(lost)} of them not in the file")
        print(f"without a kill: {len(whole.reported)} cases in {whole.seconds:.1f} s", flush=True)

        failures, survived, landed = 0, 0, dict.fromkeys(VICTIMS, 0)
        seconds = whole.seconds
        for number, part in enumerate(parts(options.count, dice)):
            victim = VICTIMS[number % len(VICTIMS)]
            # A run that ended before its kill says how long runs take now, and the kill is tried again on another.
            for attempt in range(ATTEMPTS):
                moment = part * seconds
                run = Run(environment, os.path.join(folder, f"kill{number}-{attempt}.h5"))
                finding = run.kill(victim, moment, dice)
                if run.was_hit or finding:
                    break
                seconds = run.seconds
            failures += bool(finding)
            survived += len(run.reported)
            landed[victim] += run.was_hit
            print(f"kill {number + 1}/{options.count}: {victim} after {moment:.2f} s{'' if run.was_hit else ' (gone)'}: "
                  f"{len(run.reported)} reported, {run.source}: {finding or 'all kept'}", flush=True)
    print(f"{options.count} kills, {survived} cases reported before them, {failures} kills lost a case or hung")
    missed = [victim for number, victim in enumerate(VICTIMS)
              if 2 * landed[victim] < len(range(number, options.count, len(VICTIMS)))]
    if missed:
        print(f"too few kills met their victim: {landed}")
    return 1 if failures or missed else 0


def parts(count, dice):
    """Moments as shares of a run: one in each of so many equal parts, from mpirun's start to its end, in random order."""
    places = [(part + dice.random()) / count for part in range(count)]
    dice.shuffle(places)
    return places


def activated(build):
    """The environment after sourcing the build's activate script, with leak reports of sanitizer builds off: a killed
    run's leaks are none of ours."""
    words = subprocess.run(["sh", "-c", '. "$1/activate" && env -0', "sh", build], check=True, capture_output=True)
    pairs = (entry.split("=", 1) for entry in words.stdout.decode().split("\0") if "=" in entry)
    return {**dict(pairs), "ASAN_OPTIONS": "detect_leaks=0"}


class Run:
    """One mpirun, its reported cases, and what is left of it."""

    def __init__(self, environment, output):
        self.environment, self.output, self.source = environment, output, "no file"
        self.reported, self.begin, self.was_hit = set(), time.monotonic(), False
        command = ["mpirun", "-n", str(RANKS), "gpubench", "run", *SELECTION, "--profile", "quick", "--seed", "7",
                   "--time", f"{SECONDS}s", "--progress", "lines", "--output", output]
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            match = FINISHED.match(line)
            if match:
                self.reported.add(match.group(1))

    def wait(self):
        self.reader.join()
        self.process.wait()
        self.seconds = time.monotonic() - self.begin

    def kill(self, victim, moment, dice):
        """Returns what went wrong, or an empty string."""
        time.sleep(max(0.0, self.begin + moment - time.monotonic()))
        ranks = ranks_below(self.process.pid)
        if victim == "mpirun":
            target = self.process.pid if self.process.poll() is None else None
        else:
            choice = 0 if victim == "rank 0" else dice.randint(1, RANKS - 1)
            target = next((pid for pid, rank in ranks.items() if rank == choice), None)
        if target is not None:
            os.kill(target, signal.SIGKILL)
            self.was_hit = True
        left = wait_for_end([*ranks, self.process.pid], self.process)
        self.wait()
        if left:
            return f"{len(left)} processes went on for 30 s"
        lost = self.reported - self.kept()
        return f"lost {', '.join(sorted(lost))}" if lost else ""

    def kept(self):
        """Ids of the measured cases in the file, or in what is recovered from the journal."""
        file = self.output
        journals = glob.glob(self.output + "*journal*")
        if os.path.exists(file):
            self.source = "whole file"
        elif journals:
            file, self.source = self.output + ".recovered.h5", "recovered"
            self.gpubench("recover", journals[0], "--output", file)
        else:
            return set()
        shown = json.loads(self.gpubench("show", file, "--json"))
        return set(ids_in(shown))

    def gpubench(self, *words):
        result = subprocess.run(["gpubench", *words], env=self.environment, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            print(f"gpubench {' '.join(words)}: exit {result.returncode}: {result.stderr.strip()}", flush=True)
            return "{}"
        return result.stdout


def ids_in(value):
    """Every case id anywhere in the JSON: the claim does not hang on its layout."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from ids_in(item)


def ranks_below(launcher):
    """{pid: rank} of the launcher's children, from /proc."""
    ranks = {}
    for children in glob.glob(f"/proc/{launcher}/task/*/children"):
        try:
            with open(children, encoding="ascii") as file:
                pids = [int(word) for word in file.read().split()]
            for pid in pids:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    match = re.search(rb"(?:^|\0)OMPI_COMM_WORLD_RANK=(\d+)", file.read())
                if match:
                    ranks[pid] = int(match.group(1))
        except OSError:
            continue  # it ended meanwhile
    return ranks


def wait_for_end(pids, launcher):
    """Pids that still run after 30 s; they are ended then, being our own."""
    deadline = time.monotonic() + 30
    left = pids
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        launcher.poll()
        left = [pid for pid in left if is_running(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return left


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
