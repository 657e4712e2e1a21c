"""What a fault is."""
from typing import NamedTuple


class Mutation(NamedTuple):
    file: str
    old: str
    new: str
    program: str  # of the tests that must see it


def mutations_of(program, file, *pairs):
    return [Mutation(file, old, new, program) for old, new in pairs]
