"""Copies of installed libraries that are not quite them, for what tells one build from another."""

import subprocess
from pathlib import Path

# struct Elf64_Nhdr of a GNU build id: lengths of name and description, type, name.
NOTE = bytes([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0]) + b"GNU\0"


def installed(soname):
    """The file the dynamic linker would map, or None."""
    listed = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=False,
                            env={"PATH": "/usr/sbin:/sbin:/usr/bin:/bin"}).stdout
    for line in listed.splitlines():
        if line.split(" ", 1)[0].strip() == soname and "=>" in line:
            return Path(line.split("=>")[1].strip()).resolve()
    return None


def build_id(content):
    at = content.find(NOTE)
    return content[at + len(NOTE):at + len(NOTE) + 20] if at >= 0 else None


def copy_with_other_build_id(file, target):
    """The same library under another build id, as another build of it has. Returns that id in hexadecimal."""
    content = Path(file).read_bytes()
    old = build_id(content)
    if old is None:
        raise ValueError(f"{file}: no build id")
    new = bytes(255 - byte for byte in old)
    Path(target).write_bytes(content.replace(NOTE + old, NOTE + new))
    return new.hex()
