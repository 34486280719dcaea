"""The locked packages run on the oldest Python that we promise: Debian 12's."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
DEBIAN_12 = "3.11.2"


def test_every_locked_package_accepts_the_python_of_debian_12():
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    refusing, seen = [], 0
    for name, version in re.findall(r"^([\w.-]+)==([^ \\;]+)", lock, re.MULTILINE):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # only for another platform
        if package.version != version:
            continue  # this environment is older than the lock; a new one will judge it
        wanted = package.metadata.get("Requires-Python")
        if wanted and DEBIAN_12 not in SpecifierSet(wanted):
            refusing.append(f"{name} {version}: {wanted}")
        seen += 1
    assert not refusing
    assert seen > 100
