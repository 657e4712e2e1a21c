"""A flat Debian repository of exactly the locked packages and the project's own, which is all that an image is made from."""
import os
import shutil
import subprocess

from lockfile import LockError, sha256_of


def gather(lock, archive, fetch, folder):
    """Every .deb of the lock into `folder`: from `archive` where it holds it, else by `fetch(packages, folder)`.

    Throws LockError naming the first file that is not, byte for byte, what is locked.
    """
    missing = []
    for package in lock.packages:
        kept = os.path.join(archive, package.file) if archive else None
        if kept and os.path.exists(kept):
            shutil.copyfile(kept, os.path.join(folder, package.file))
        else:
            missing.append(package)
    fetch(missing, folder)
    for package in lock.packages:
        path = os.path.join(folder, package.file)
        if not os.path.exists(path):
            raise LockError(f"{package.file}: there is no such file any more: give --archive a folder that kept it")
        found = sha256_of(path)
        if found != package.sha256:
            raise LockError(f"{package.file}: its SHA-256 is {found}, locked is {package.sha256}")


def index(folder, suite):
    """Writes the Packages and Release files of all .debs in `folder`; gives by name "source version" of each package."""
    sources, records = {}, []
    for file in sorted(os.listdir(folder)):
        path = os.path.join(folder, file)
        control = subprocess.run(["dpkg-deb", "--field", path], capture_output=True, text=True, check=True).stdout
        sources[field(control, "Package")] = source_of(control)
        records.append(f"{control.rstrip()}\nFilename: ./{file}\nSize: {os.path.getsize(path)}\nSHA256: {sha256_of(path)}\n")
    packages = os.path.join(folder, "Packages")
    with open(packages, "w", encoding="utf-8") as out:
        out.write("\n".join(records))
    with open(os.path.join(folder, "Release"), "w", encoding="utf-8") as out:
        out.write(f"Suite: {suite}\nCodename: {suite}\nSHA256:\n {sha256_of(packages)} {os.path.getsize(packages)} Packages\n")
    return sources


def source_of(control):
    """"name version" of the source package, which a control file names only where it differs from the binary one."""
    name, _, version = (field(control, "Source") or field(control, "Package")).partition(" ")
    return f"{name} {version.strip('()') or field(control, 'Version')}"


def field(control, name):
    """A field of a control file, or an empty text."""
    for line in control.splitlines():
        if line.startswith(name + ": "):
            return line[len(name) + 2:].strip()
    return ""
