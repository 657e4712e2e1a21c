"""A Debian suite as apt sees it, apart from what is installed and configured here: it resolves names and fetches files."""
import os
import subprocess

from lockfile import Package

KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"
DEBIAN = "http://deb.debian.org/debian"
SECURITY = "http://deb.debian.org/debian-security"
# The packages of role run are those of Debian 12, which `stable` therefore stands for.
CHANNELS = {
    "stable": [(DEBIAN, "bookworm"), (DEBIAN, "bookworm-updates"), (SECURITY, "bookworm-security")],
    "testing": [(DEBIAN, "testing")],
}
# What role run of scripts/install-packages is called where a library has moved on.
NAMES = {
    "stable": {},
    "testing": {"libbenchmark1debian": "libbenchmark1.9.1", "libdnnl2": "libdnnl3.6", "libfmt9": "libfmt11",
                "libhdf5-103-1": "libhdf5-320", "libhdf5-hl-100": "libhdf5-hl-320", "libssl3": "libssl3t64"},
}


class ChannelError(Exception):
    """apt can't do it, with apt's own words."""


class Channel:
    """`folder` is apt's state, empty or of an earlier use. Proxies and mirrors are those of this machine's apt settings."""

    def __init__(self, name, folder, architecture):
        for part in ("lists/partial", "cache/archives/partial"):
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        sources, status = os.path.join(folder, "sources.list"), os.path.join(folder, "status")
        with open(sources, "w", encoding="utf-8") as file:
            file.writelines(f"deb [signed-by={KEYS}] {uri} {suite} main\n" for uri, suite in CHANNELS[name])
        with open(status, "w", encoding="utf-8"):
            pass  # nothing is installed
        self.options = [word for setting in (
            f"Dir::State={folder}", f"Dir::State::status={status}", f"Dir::Cache={folder}/cache",
            f"Dir::Etc::SourceList={sources}", "Dir::Etc::SourceParts=/dev/null", "Dir::Etc::Preferences=/dev/null",
            "Dir::Etc::PreferencesParts=/dev/null", f"APT::Architecture={architecture}",
            f"APT::Architectures={architecture}", "APT::Install-Recommends=false", "APT::Sandbox::User=root",
            "Acquire::Languages=none") for word in ("-o", setting)]
        self.apt("apt-get", "-q", "update")

    def apt(self, program, *words, folder=None):
        done = subprocess.run([program, *self.options, *words], capture_output=True, text=True, check=False, cwd=folder,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        complaints = [line for line in done.stderr.splitlines() if line.startswith("E:")]
        # An update that fails to reach one suite is a warning to apt; here it would lock what that suite has moved past.
        if words[-1] == "update":
            complaints += [line for line in done.stderr.splitlines() if line.startswith(("Err", "W: Failed"))]
        if done.returncode != 0 or complaints:
            verb = next(word for word in words if not word.startswith("-"))
            raise ChannelError(f"{program} {verb}: {(complaints or done.stderr.splitlines() or ['failed'])[0]}")
        return done.stdout

    def resolve(self, names):
        """The packages of `names`, with all they depend on and no others, each as this channel has it now."""
        plan = self.apt("apt-get", "-q", "-s", "install", *names)
        chosen = []
        for line in plan.splitlines():
            if line.startswith("Inst "):
                name, version = line.split()[1:3]
                chosen.append(f"{name.partition(':')[0]}={version.strip('(')}")
        return parse_records(self.apt("apt-cache", "show", *chosen))

    def fetch(self, packages, folder):
        """Their .debs into `folder`, under the names apt gives them."""
        if packages:
            self.apt("apt-get", "-q", "download", *(f"{package.name}={package.version}" for package in packages),
                     folder=folder)


def parse_records(text):
    """The packages of apt-cache's records, each once."""
    packages = set()
    for record in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in record.splitlines() if ": " in line and not line.startswith(" "))
        if "Package" in fields:
            packages.add(Package(fields["Package"], fields["Version"], fields["Architecture"], fields["SHA256"],
                                 int(fields["Size"])))
    return sorted(packages)
