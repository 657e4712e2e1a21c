"""A script's command line: a word it does not know ends it in one line, with the code of sysexits.h for usage."""
import argparse
import os
import sys


class Arguments(argparse.ArgumentParser):
    def __init__(self, description, example):
        super().__init__(description=description, epilog=f"Example: {example}")

    def error(self, message):
        refuse(64, f"{message}: see scripts/image/{self.prog} --help")


def refuse(code, line):
    """Ends the script: one line, and a code of sysexits.h."""
    print(f"{os.path.basename(sys.argv[0])}: {line}", file=sys.stderr)
    sys.exit(code)
