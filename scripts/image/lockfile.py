"""A lock: which Debian packages an image is made of, each by version and SHA-256, as text a person can read in a diff."""
import hashlib
import re
import subprocess
from typing import NamedTuple

HEADER = "# gpubench image lock 1"
COLUMNS = "# package version architecture sha256 size"


class Package(NamedTuple):
    """One line of a lock. `size` is that of the .deb in bytes."""
    name: str
    version: str
    architecture: str
    sha256: str
    size: int

    @property
    def file(self):
        """The name apt gives its .deb."""
        return f"{self.name}_{self.version.replace(':', '%3a')}_{self.architecture}.deb"


class Lock(NamedTuple):
    channel: str
    packages: list

    def text(self):
        lines = [HEADER, f"# channel {self.channel}", COLUMNS]
        lines += [" ".join(map(str, package)) for package in sorted(self.packages)]
        return "\n".join(lines) + "\n"


class LockError(Exception):
    """A lock that can't be read, with its place."""


LINE = re.compile(r"([a-z0-9][a-z0-9.+-]+) ([A-Za-z0-9.+:~-]+) ([a-z0-9-]+) ([0-9a-f]{64}) ([1-9][0-9]*)")


def read_lock(path):
    """Throws LockError naming the line that is not one of a lock, or a package named twice."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    if not lines or lines[0] != HEADER:
        raise LockError(f"{path}: is no lock: its first line is not '{HEADER}'")
    channel, packages, names = "", [], set()
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("# channel "):
            channel = line[len("# channel "):]
        if line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if not match:
            raise LockError(f"{path}:{number}: is no 'package version architecture sha256 size'")
        package = Package(*match.group(1, 2, 3, 4), int(match.group(5)))
        if package.name in names:
            raise LockError(f"{path}:{number}: {package.name} was there before")
        names.add(package.name)
        packages.append(package)
    if not packages:
        raise LockError(f"{path}: locks no package")
    return Lock(channel, packages)


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def is_older(a, b):
    """Whether version a is before b, as dpkg has it."""
    return subprocess.run(["dpkg", "--compare-versions", a, "lt", b], check=False).returncode == 0


def moves(old, new):
    """What differs, one line a package: new, gone, up, down, or rebuilt under an equal version."""
    before = {package.name: package for package in old.packages}
    after = {package.name: package for package in new.packages}
    for name in sorted(before.keys() | after.keys()):
        a, b = before.get(name), after.get(name)
        if a == b:
            continue
        if a is None:
            yield f"new      {name} {b.version}"
        elif b is None:
            yield f"gone     {name} {a.version}"
        elif a.version == b.version:
            yield f"rebuilt  {name} {a.version}: sha256 {a.sha256[:12]} -> {b.sha256[:12]}"
        else:
            yield f"{'up  ' if is_older(a.version, b.version) else 'down'}     {name} {a.version} -> {b.version}"
