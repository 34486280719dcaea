"""The shape of the house: top level, room sizes, who may import what, nothing half-built."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GROUPS = ["portal", "content", "quizzes", "search", "themes"]
FOLDERS = {
    "portal", "content", "quizzes", "search", "themes", "tests", "docs", "deploy", ".ci",
}  # fmt: skip
FILES = {
    "manage.py", "requirements.txt", "requirements.lock", "requirements-dev.txt",
    "requirements-dev.lock", "pyproject.toml", "Makefile", "README.md", "README.en.md",
    "CHANGELOG.md", "LICENSE", "THIRD-PARTY.md", ".gitignore",
}  # fmt: skip
LONGEST = 320
LONGEST_TEST = 450
"""A test file is a list, not a room; it is read one test at a time."""


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [Path(name) for name in listed.split("\0") if name]


def source_files() -> list[Path]:
    return [
        path
        for path in tracked()
        if path.parts[0] in GROUPS and path.suffix == ".py" and "migrations" not in path.parts
    ]


def test_the_top_level_is_what_was_agreed():
    entries = {path.parts[0] for path in tracked()}
    assert entries <= FOLDERS | FILES, entries - FOLDERS - FILES


def test_no_room_is_longer_than_about_three_hundred_lines():
    long = [
        f"{path}: {lines}"
        for path in tracked()
        if path.suffix in {".py", ".html", ".css", ".mjs"}
        and "migrations" not in path.parts
        and path.parts[-1] != "site.css"
        and (ROOT / path).exists()
        and (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines()))
        > (LONGEST_TEST if path.parts[0] == "tests" else LONGEST)
    ]
    assert not long


def test_there_is_no_drawer_called_utils():
    assert not [path for path in tracked() if path.stem in {"utils", "helpers", "common", "misc"}]


def test_no_source_imports_the_tests():
    for path in source_files():
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("tests"), path


@pytest.mark.parametrize("module", ["django_tasks"])
def test_only_tasks_files_import_the_task_library(module):
    for path in source_files():
        if path.name == "tasks.py" or path.parts[:2] == ("portal", "settings"):
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"from {module} " not in text, path
        assert f"import {module}\n" not in text, path


def test_no_source_asserts():
    """`python -O` would drop it; a broken rule raises a named error instead."""
    for path in source_files():
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Assert), f"{path}:{node.lineno}"


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "X" * 3 + ":")
    for path in source_files():
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not any(mark in text for mark in marks), path


def test_dates_are_asked_for_with_the_field_that_browsers_read_back():
    own = re.compile(r"forms\.Date(Input|Field)\(")
    home = Path("portal/foundation/fields.py")
    rooms = set(source_files())
    assert not [
        path for path in rooms - {home} if own.search((ROOT / path).read_text(encoding="utf-8"))
    ]


def test_what_runs_after_a_commit_has_a_name_to_be_logged_by():
    """Django names a robust hook that failed; of a `partial` it cannot, and the request that had
    saved everything then fails."""
    nameless = [
        path
        for path in source_files()
        if "on_commit(partial(" in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert not nameless
