"""The commands that documents show: lines indented by four or between fences whose first word is a program's."""

import re
from pathlib import Path
from typing import NamedTuple

PROGRAMS = {".", "apptainer", "cmake", "ctest", "curl", "docker", "eval", "gpubench", "kubectl", "mpirun", "ninja", "openssl", "podman",
            "printf", "python3", "sbatch", "srun", "sudo"}


class Command(NamedTuple):
    """As a shell would read it, and where it stands: `README.md:12`."""
    text: str
    place: str


def is_command(line):
    words = [word for word in line.split() if not re.fullmatch(r"[A-Z_]+=\S*", word)]
    if not words:
        return False
    return words[0] in PROGRAMS or words[0].startswith(("scripts/", "tests/"))


def without_remark(line):
    """What follows two spaces, outside quotes, tells the reader what the command is for."""
    quote = None
    for i, letter in enumerate(line):
        if quote:
            quote = None if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif line.startswith("  ", i):
            return line[:i]
    return line


def code_lines(page):
    """(number, line) of what is code, without its indentation."""
    fenced = False
    for number, line in enumerate(page.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield number, line
        elif line.startswith("    "):
            yield number, line[4:]


def commands_of(path, name):
    commands, parts, begin = [], [], 0
    for number, line in code_lines(Path(path).read_text()):
        text = line.strip() if parts else without_remark(line)
        if not parts and (line.startswith(" ") or not is_command(line)):
            continue
        begin = begin if parts else number
        parts.append(text.removesuffix("\\").strip())
        if not text.endswith("\\"):
            commands.append(Command(" ".join(parts), f"{name}:{begin}"))
            parts = []
    return commands


def documents(root):
    """Every page but those of dependencies and builds."""
    pages = sorted(path.relative_to(root) for path in Path(root).rglob("*.md"))
    return [str(page) for page in pages if not {"build", "node_modules"} & set(page.parts) and not str(page).startswith(".")]
