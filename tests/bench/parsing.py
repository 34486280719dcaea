"""What the parse of a document costs: processor time of this process and of its children, and
the memory of a process that does nothing else."""

import resource
import subprocess
import sys
from pathlib import Path

from tests.bench.conditions import ROOT

PARSE = """
import re, sys
from content.plans.domain.pipeline import parse_file
parse_file(sys.argv[1])
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""
"""What the system counts for a child begins with the memory of the process that started it, so
the child tells its own."""


def cpu() -> float:
    """Seconds of processor time of this process and of the parser it waited for."""
    own, parser = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + parser.ru_utime + parser.ru_stime


def memory_of_the_parse(path: Path) -> float:
    """Megabytes that the parse of the file at `path` holds at most."""
    done = subprocess.run(
        [sys.executable, "-c", PARSE, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024
