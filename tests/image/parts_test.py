#!/usr/bin/env python3
"""parts_test.py ROOT: what scripts/image is made of, without a network, a container or root."""
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import unittest

ROOT = os.path.abspath(sys.argv.pop(1))
SCRIPTS = os.path.join(ROOT, "scripts", "image")
sys.path.insert(0, SCRIPTS)
sys.dont_write_bytecode = True

from channel import parse_records  # noqa: E402
from layer import digest_of, file_entry, read_root, write_tar  # noqa: E402
from lockfile import Lock, LockError, Package, moves, read_lock, sha256_of  # noqa: E402
from oci import write_archive  # noqa: E402
from repository import gather, source_of  # noqa: E402
from sbom import bill_of_materials  # noqa: E402

SHA = "0123456789abcdef" * 4
LIBC = Package("libc6", "2.36-9+deb12u14", "amd64", SHA, 2757000)
BLAS = Package("libblas3", "3.11.0-2", "amd64", SHA[::-1], 149000)
WORDS = {"org.opencontainers.image.title": "gpubench-host-stable", "org.opencontainers.image.version": "0.1.0"}


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def script(self, name, *words, expect=0):
        done = subprocess.run([os.path.join(SCRIPTS, name), *words], capture_output=True, text=True, check=False, cwd=self.folder)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout + done.stderr


class LockTest(InFolder):
    def test_a_lock_reads_back_and_is_sorted(self):
        path = self.path("a.lock", Lock("stable", [LIBC, BLAS]).text())
        self.assertEqual(read_lock(path), Lock("stable", [BLAS, LIBC]))
        self.assertEqual(read_lock(path).text(), Lock("stable", [BLAS, LIBC]).text())

    def test_what_is_no_lock_is_refused_with_its_line(self):
        text = Lock("stable", [LIBC]).text()
        for wrong, place in ((text.replace("lock 1", "lock 2"), "a.lock: is no lock"), (text + "libblas3 3.11\n", "a.lock:5"),
                             (text + text.splitlines()[-1] + "\n", "libc6 was there before"),
                             (text.replace(SHA, SHA[1:]), "a.lock:4"), (text.replace("libc6 ", "../libc6 "), "a.lock:4"),
                             ("\n".join(text.splitlines()[:3]), "locks no package")):
            with self.assertRaisesRegex(LockError, place):
                read_lock(self.path("a.lock", wrong))

    def test_what_moved_is_told_by_kind(self):
        newer, older = LIBC._replace(version="2.36-9+deb12u15"), LIBC._replace(version="2.36-9+deb12u9")
        lines = lambda a, b: list(moves(Lock("stable", a), Lock("stable", b)))
        self.assertEqual(lines([LIBC], [LIBC]), [])
        self.assertEqual(lines([LIBC], [newer, BLAS]), ["new      libblas3 3.11.0-2", "up       libc6 2.36-9+deb12u14 -> 2.36-9+deb12u15"])
        self.assertEqual(lines([LIBC, BLAS], [older]), ["gone     libblas3 3.11.0-2", "down     libc6 2.36-9+deb12u14 -> 2.36-9+deb12u9"])
        self.assertIn("rebuilt  libc6", lines([LIBC], [LIBC._replace(sha256=SHA[::-1])])[0])

    def test_apt_records_are_read_each_once(self):
        record = f"Package: libc6\nSource: glibc\nVersion: 2.36-9+deb12u14\nArchitecture: amd64\nSize: 2757000\nSHA256: {SHA}\n"
        self.assertEqual(parse_records(record + "\n" + record + "\n"), [LIBC])

    def test_a_file_that_is_not_the_locked_one_is_refused(self):
        os.makedirs(self.path("archive"))
        os.makedirs(self.path("debs"))
        kept = self.path("archive/" + LIBC.file, "the locked file")
        locked = LIBC._replace(sha256=sha256_of(kept))
        nothing = lambda missing, folder: None
        gather(Lock("stable", [locked]), self.path("archive"), nothing, self.path("debs"))
        self.path("archive/" + LIBC.file, "the locked file, changed")
        with self.assertRaisesRegex(LockError, "libc6.*its SHA-256 is .* locked is"):
            gather(Lock("stable", [locked]), self.path("archive"), nothing, self.path("debs"))
        with self.assertRaisesRegex(LockError, "libblas3.*no such file any more"):
            gather(Lock("stable", [BLAS]), self.path("archive"), nothing, self.path("debs"))


def root_tar(path, members):
    """A tar of (name, kind, content or link), each of another time."""
    with tarfile.open(path, "w") as tar:
        for number, (name, kind, content) in enumerate(members):
            member = tarfile.TarInfo("./" + name)
            member.type, member.mtime, member.mode = kind, 1000 + number, 0o755 if kind == tarfile.DIRTYPE else 0o644
            if kind == tarfile.REGTYPE:
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))
            else:
                member.linkname = content
                tar.addfile(member)


class ArchiveTest(InFolder):
    MEMBERS = [("etc", tarfile.DIRTYPE, ""), ("etc/os-release", tarfile.REGTYPE, b"ID=debian\n"),
               ("usr", tarfile.DIRTYPE, ""), ("usr/lib", tarfile.SYMTYPE, "lib64")]
    TRACES = [("etc/machine-id", tarfile.REGTYPE, b"17"), ("etc/hostname", tarfile.REGTYPE, b"builder"),
              ("etc/passwd-", tarfile.REGTYPE, b"old"), ("var/log/dpkg.log", tarfile.REGTYPE, b"today"),
              ("var/cache/ldconfig/aux-cache", tarfile.REGTYPE, b"inodes"), ("var/lib/dpkg/status-old", tarfile.REGTYPE, b"old"),
              ("usr/share/man/man1/a.1.gz", tarfile.REGTYPE, b""), ("dev/null", tarfile.CHRTYPE, "")]

    def entries(self, members):
        root_tar(self.path("root.tar"), members)
        return read_root(self.path("root.tar"))

    def archive(self, members, epoch=1700000000):
        write_archive(self.path("out.tar"), [self.entries(members)], {"User": "gpubench"}, WORDS, epoch)
        return sha256_of(self.path("out.tar"))

    def test_order_times_and_traces_of_a_build_leave_no_mark(self):
        first = self.archive(self.MEMBERS)
        self.assertEqual(self.archive(self.MEMBERS), first)
        self.assertEqual(self.archive(self.TRACES + self.MEMBERS[::-1]), first)
        self.assertNotEqual(self.archive(self.MEMBERS, epoch=1700000001), first)

    def test_every_change_of_a_file_changes_the_digest(self):
        original = digest_of(self.entries(self.MEMBERS))
        for change in (lambda e: setattr(e, "data", b"ID=debiaN\n"), lambda e: setattr(e, "mode", 0o600),
                       lambda e: setattr(e, "owner", (1000, 0)), lambda e: setattr(e, "owner", (0, 42)),
                       lambda e: setattr(e, "path", "etc/os-releasE")):
            entries = self.entries(self.MEMBERS)
            change(next(e for e in entries if e.path == "etc/os-release"))
            self.assertNotEqual(digest_of(entries), original)
        self.assertNotEqual(digest_of(self.entries([*self.MEMBERS[:3], ("usr/lib", tarfile.SYMTYPE, "lib32")])), original)
        self.assertNotEqual(digest_of([*self.entries(self.MEMBERS), file_entry("a", b"")]), original)

    def test_owners_and_modes_reach_the_layer(self):
        sink = io.BytesIO()
        write_tar([file_entry("b", b"2", 0o4755, (0, 42)), file_entry("a", b"1", owner=(1000, 1000))], 1700000000, sink)
        sink.seek(0)
        with tarfile.open(fileobj=sink) as tar:
            self.assertEqual([(m.name, m.mode, m.uid, m.gid, m.mtime) for m in tar],
                             [("a", 0o644, 1000, 1000, 1700000000), ("b", 0o4755, 0, 42, 1700000000)])

    def test_a_second_name_of_a_file_is_kept_and_one_of_nothing_refused(self):
        linked = self.entries([("a", tarfile.REGTYPE, b"1"), ("b", tarfile.LNKTYPE, "./a")])
        self.assertEqual([(e.path, e.data) for e in linked], [("a", b"1"), ("b", b"1")])
        with self.assertRaisesRegex(ValueError, "/b: is a hard link"):
            self.entries([("var/log/a", tarfile.REGTYPE, b"1"), ("b", tarfile.LNKTYPE, "./var/log/a")])

    def test_a_signature_covers_archive_and_bill(self):
        self.archive(self.MEMBERS)
        self.path("out.tar.spdx.json", "{}")
        for name in ("a", "b"):
            subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.path(name)], check=True, capture_output=True)
            subprocess.run(["openssl", "pkey", "-in", self.path(name), "-pubout", "-out", self.path(name + ".pub")], check=True)
        self.script("sign", "--key", "a", "out.tar")
        self.assertIn("signed by a.pub", self.script("verify", "--key", "a.pub", "out.tar"))
        self.script("verify", "--key", "b.pub", "out.tar", expect=1)
        self.path("out.tar.spdx.json", "{ }")
        self.script("verify", "--key", "a.pub", "out.tar", expect=1)
        self.path("out.tar.spdx.json", "{}")
        self.archive([*self.MEMBERS, ("etc/passwd", tarfile.REGTYPE, b"root::0:0::/:/bin/sh\n")])
        self.script("verify", "--key", "a.pub", "out.tar", expect=1)
        self.script("sign", "--key", "a.pub", "out.tar", expect=65)

    def test_a_changed_blob_is_found_though_the_index_is_what_was_signed(self):
        self.archive(self.MEMBERS)
        self.path("out.tar.spdx.json", "{}")
        with open(self.path("out.tar"), "rb") as file:
            content = file.read()
        place = content.index(b"\x1f\x8b") + 20  # within the layer
        with open(self.path("out.tar"), "wb") as file:
            file.write(content[:place] + bytes([content[place] ^ 1]) + content[place + 1:])
        self.assertIn("its SHA-256 is", self.script("subject", "out.tar", expect=65))


class BillTest(InFolder):
    def bill(self, packages):
        return bill_of_materials("gpubench-host-stable", packages, {"libc6": "glibc 2.36-9+deb12u14", "libblas3": "lapack 3.11.0-2"},
                                 [("/usr/lib/gpubench/cuda/libcublas.so.13", "13", SHA)], 1700000000)

    def test_equal_packages_make_an_equal_bill(self):
        self.assertEqual(self.bill([LIBC, BLAS]), self.bill([BLAS, LIBC]))
        self.assertNotEqual(self.bill([LIBC, BLAS]), self.bill([LIBC._replace(sha256=SHA[::-1]), BLAS]))

    def test_it_has_what_spdx_asks_for(self):
        bill = json.loads(self.bill([LIBC, BLAS]))
        self.assertEqual(bill["spdxVersion"], "SPDX-2.3")
        self.assertEqual(bill["creationInfo"]["created"], "2023-11-14T22:13:20Z")
        identifiers = [element["SPDXID"] for element in bill["packages"]]
        self.assertEqual(sorted(r["relatedSpdxElement"] for r in bill["relationships"]), sorted(identifiers))
        self.assertEqual(len(set(identifiers)), 3)
        for element in bill["packages"]:
            self.assertRegex(element["SPDXID"], r"^SPDXRef-[A-Za-z0-9.-]+$")
            self.assertRegex(element["checksums"][0]["checksumValue"], "^[0-9a-f]{64}$")
            self.assertIn("downloadLocation", element)
        self.assertEqual(bill["packages"][1]["externalRefs"][0]["referenceLocator"],
                         "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64")

    def test_the_source_of_a_package_may_have_another_name_and_version(self):
        self.assertEqual(source_of("Package: libc6\nSource: glibc\nVersion: 2.36-9\n"), "glibc 2.36-9")
        self.assertEqual(source_of("Package: bash\nSource: bash (5.2-2)\nVersion: 5.2-2+b1\n"), "bash 5.2-2")
        self.assertEqual(source_of("Package: grep\nVersion: 3.8-5\n"), "grep 3.8-5")

    def test_scan_tells_what_holds_for_these_versions(self):
        self.path("bill.json", self.bill([LIBC, BLAS]))
        found = {"CVE-1": {"status": "resolved", "fixed_version": "2.36-9+deb12u15"}, "CVE-2": {"status": "open", "urgency": "low"}}
        other = {"CVE-3": {"status": "resolved", "fixed_version": "2.36-9+deb12u9"},  # 9 is before 14 to dpkg alone
                 "CVE-4": {"status": "open", "urgency": "unimportant"}, "CVE-5": {"status": "resolved", "fixed_version": "0"},
                 "CVE-6": {"status": "undetermined"}}
        tracker = lambda states, release="bookworm": json.dumps(
            {"glibc": {name: {"releases": {release: state}} for name, state in states.items()}})
        self.path("tracker.json", tracker({**found, **other}))
        text = self.script("scan", "bill.json", "tracker.json", expect=1)
        self.assertEqual(text.splitlines(), ["CVE-1  libc6 2.36-9+deb12u14: fixed in 2.36-9+deb12u15",
                                             "CVE-2  libc6 2.36-9+deb12u14: no fix in bookworm yet",
                                             "2 known in 2 packages, 1 of which the tracker knows"])
        self.path("tracker.json", tracker(other))
        self.assertIn("0 known", self.script("scan", "bill.json", "tracker.json"))
        self.path("tracker.json", tracker(found, "trixie"))
        self.script("scan", "bill.json", "tracker.json")
        self.script("scan", "bill.json", "tracker.json", "--release", "trixie", expect=1)

    def test_scan_does_not_pass_what_it_cannot_read(self):
        self.path("tracker.json", "{}")
        self.script("scan", "bill.json", "tracker.json", expect=66)
        self.path("bill.json", '{"packages": []}')
        self.script("scan", "bill.json", "tracker.json", expect=65)
        self.path("bill.json", "no JSON")
        self.script("scan", "bill.json", "tracker.json", expect=65)


if __name__ == "__main__":
    unittest.main()
