"""The facts of this machine as `fingerprint` tells them: by one process, by ranks, and with hashes kept or spoilt."""

import hashlib
import json
import os
import shutil
import stat
import unittest
from pathlib import Path

from program import PROGRAM, ProgramTest

SCOPES = ["image", "loaded", "host", "device", "run"]


class Facts(ProgramTest):
    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache"
        self.cache.mkdir()

    def facts(self, ranks=None, **env):
        done = self.run_program("fingerprint", "--json", ranks=ranks, **{"XDG_CACHE_HOME": str(self.cache), **env})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def values(self, told, scope):
        found = {}
        for fact in told[scope]["facts"]:
            found.setdefault(fact["key"], set()).add(fact["value"])
        return found

    def test_every_scope_is_told_and_the_program_is_hashed(self):
        told = self.facts()
        self.assertEqual([scope for scope in told if scope in SCOPES], SCOPES)
        image = self.values(told, "image")
        self.assertEqual(image["gpubench.sha256"], {hashlib.sha256(PROGRAM.read_bytes()).hexdigest()})
        if Path("/var/lib/dpkg/status").exists():
            self.assertTrue(any(key.startswith("package.dpkg.libc6") for key in image))

    def test_the_hash_of_a_scope_can_be_computed_by_anybody(self):
        told = self.facts()
        for scope in SCOPES:
            pairs = sorted([key, value] for key, values in self.values(told, scope).items() for value in values)
            text = json.dumps(pairs, separators=(",", ":"), ensure_ascii=False)
            self.assertEqual(told[scope]["sha256"], hashlib.sha256(text.encode()).hexdigest(), scope)

    def test_ranks_tell_of_one_image_what_one_process_tells(self):
        alone, together = self.facts(), self.facts(ranks=3)
        for scope in ("image", "host", "device"):
            self.assertEqual(together[scope]["sha256"], alone[scope]["sha256"], scope)
        self.assertEqual({fact["ranks"] for fact in together["image"]["facts"]}, {"0-2"})
        run = self.values(together, "run")
        self.assertEqual((run["placement.ranks"], run["placement.ranks_on_host"]), ({"3"}, {"3"}))
        self.assertEqual(run["launcher"], {"mpirun"})
        self.assertNotIn("launcher", self.values(alone, "run"))

    def test_a_library_put_in_place_is_told_without_its_folder(self):
        # Any that this process has too; not the C library, of which there can be but one.
        mapped = {line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()}
        source = next(Path(file) for file in sorted(mapped) if any(name in file for name in ("libexpat", "libz.so", "libm.so")))
        copy = self.folder / "somewhere" / "libputinplace.so"
        copy.parent.mkdir()
        shutil.copy(source, copy)
        loaded = self.values(self.facts(LD_PRELOAD=str(copy)), "loaded")
        self.assertIn("libputinplace.so build id", *loaded["library.libputinplace"])
        self.assertEqual(loaded["library.libputinplace.sha256"], {hashlib.sha256(copy.read_bytes()).hexdigest()})
        self.assertNotIn("somewhere", repr(loaded))
        self.assertNotIn("library.libputinplace", self.values(self.facts(), "loaded"))

    def test_hashes_are_kept_for_this_user_alone_and_a_spoilt_store_changes_nothing(self):
        first = self.facts()["loaded"]
        (store,) = [file for file in (self.cache / "gpubench").iterdir() if not file.name.endswith(".lock")]
        self.assertEqual(stat.S_IMODE(store.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(store.parent.stat().st_mode), 0o700)
        kept = store.read_text()
        self.assertEqual(self.facts()["loaded"], first)
        for spoilt in ("", "rubbish", "\0" * 5000, kept[: len(kept) // 2], kept.replace("gpubench", "other", 1)):
            store.write_text(spoilt)
            self.assertEqual(self.facts()["loaded"], first, spoilt[:20])
        lines = kept.splitlines()
        store.write_text("\n".join(line[:-64] + "0" * 64 if " " in line and line != lines[0] else line for line in lines) + "\n")
        os.chmod(store, 0o666)  # whoever could write it may have
        self.assertEqual(self.facts()["loaded"], first)

    def test_without_a_place_to_keep_them_hashes_are_the_same(self):
        os.chmod(self.cache, 0o700)
        (self.cache / "gpubench").write_text("in the way")
        home = self.folder / "nohome"
        self.assertEqual(self.facts(HOME=str(home))["loaded"], self.facts()["loaded"])


if __name__ == "__main__":
    unittest.main()
