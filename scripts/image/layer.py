"""A layer of an image: a tar whose bytes depend only on what the files are, and the digest that names them."""
import hashlib
import io
import re
import tarfile

# What a build leaves behind that no two builds share, what only root could read to no use, and what an image never shows.
LEFT_OUT = re.compile(
    r"(dev|proc|run|sys|tmp|boot|media|mnt|srv)/.+"
    r"|etc/(hostname|hosts|resolv\.conf|machine-id|\.pwd\.lock|(passwd|group|shadow|gshadow|subuid|subgid)-)"
    r"|etc/(apt|dpkg/dpkg\.cfg\.d|cron\.d|cron\.daily|logrotate\.d)(/.*)?"
    r"|var/(log|cache|tmp|backups)/.+|var/lib/(apt|systemd)(/.*)?|var/lib/dpkg/.*-old|var/lib/dpkg/lock.*"
    r"|usr/share/(man|info|locale|lintian|bug|X11/locale)/.+"
    r"|usr/share/doc/(?!gpubench/)[^/]+/(?!copyright$).+"
    r"|root/.+|.*/__pycache__(/.*)?")


class Entry:
    """A file, folder or link: `data` is a file's content, `path` has no slash at either end, `owner` is user and group."""

    def __init__(self, path, kind, mode, owner, link, data):
        self.path, self.kind, self.mode, self.owner, self.link, self.data = path, kind, mode, owner, link, data

    def line(self):
        """Its line of the manifest: all that a change of content could change."""
        content = hashlib.sha256(self.data).hexdigest() if self.kind == tarfile.REGTYPE else self.link
        return f"{self.path}\0{self.kind.decode()}\0{self.mode:o}\0{self.owner[0]}:{self.owner[1]}\0{content}\n"


def file_entry(path, data, mode=0o644, owner=(0, 0)):
    return Entry(path, tarfile.REGTYPE, mode, owner, "", data)


def read_root(path):
    """The entries of a root file system's tar, sorted, without what is LEFT_OUT.

    Throws ValueError where a file is of a kind that no image should hold, or a hard link leads nowhere.
    """
    entries = {}
    with tarfile.open(path) as tar:
        for member in tar:
            name = member.name.removeprefix("./").strip("/")
            if name in ("", ".") or LEFT_OUT.fullmatch(name):
                continue
            if not (member.isfile() or member.isdir() or member.issym() or member.islnk()):
                raise ValueError(f"/{name}: is neither file nor folder nor link")
            if member.islnk():  # a second name: kept as a file of its own, so that no order of names matters
                target = entries.get(member.linkname.removeprefix("./"))
                if target is None:
                    raise ValueError(f"/{name}: is a hard link to {member.linkname}, which is left out")
                entries[name] = Entry(name, target.kind, target.mode, target.owner, "", target.data)
                continue
            data = tar.extractfile(member).read() if member.isfile() else b""
            kind = member.type if not member.isfile() else tarfile.REGTYPE
            entries[name] = Entry(name, kind, member.mode & 0o7777, (member.uid, member.gid), member.linkname, data)
    return [entries[name] for name in sorted(entries)]


def digest_of(entries):
    """SHA-256 of the manifest: a line for each entry, sorted by path, of path, kind, mode, owner and content's SHA-256."""
    digest = hashlib.sha256()
    for entry in sorted(entries, key=lambda entry: entry.path):
        digest.update(entry.line().encode())
    return "sha256:" + digest.hexdigest()


def write_tar(entries, epoch, out):
    """Sorted, all of one time, owners as numbers."""
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for entry in sorted(entries, key=lambda entry: entry.path):
            member = tarfile.TarInfo(entry.path)
            member.type, member.mode, member.mtime = entry.kind, entry.mode, epoch
            member.uid, member.gid = entry.owner
            member.linkname, member.size = entry.link, len(entry.data)
            tar.addfile(member, io.BytesIO(entry.data) if entry.data else None)
