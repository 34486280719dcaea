"""One holder of a name at a time, and no file left of it."""

import fcntl
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from portal.foundation.locks import drop_left, only_one

ROUNDS = 2_000


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "locks"


def compete(folder: Path) -> tuple[int, int]:
    """How often the name was held, and how often somebody else was inside meanwhile."""
    held = met = 0
    inside = folder.parent / "inside"
    for _round in range(ROUNDS):
        with only_one("race") as mine:
            if mine:
                held += 1
                try:
                    os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    met += 1
                else:
                    inside.unlink()
    return held, met


@pytest.mark.parametrize("pool", ["threads", "processes"])
def test_four_who_compete_for_a_name_never_meet_and_leave_no_file(folder, pool):
    made = (
        ThreadPoolExecutor(4) if pool == "threads"
        else ProcessPoolExecutor(4, mp_context=get_context("fork"))
    )  # fmt: skip
    with made as workers:
        results = list(workers.map(compete, [folder] * 4))
    assert sum(held for held, _met in results) > 0
    assert sum(met for _held, met in results) == 0
    assert list(folder.iterdir()) == []


def test_whoever_comes_second_does_not_get_the_name_and_takes_nothing_away(folder):
    with only_one("plan-1") as first:
        with only_one("plan-1") as second:
            assert (first, second) == (True, False)
        with only_one("plan-1") as third:
            assert third is False
    with only_one("plan-1") as again:
        assert again is True


def test_a_failure_inside_leaves_no_file_either(folder):
    with pytest.raises(ZeroDivisionError), only_one("plan-1"):
        raise ZeroDivisionError
    assert list(folder.iterdir()) == []


def test_what_killed_holders_left_goes_and_what_is_held_or_written_into_stays(folder):
    folder.mkdir()
    for name in ("plan-1", "plan-2", "held"):
        (folder / f"{name}.lock").touch()
    (folder / "serving.lock").write_text("进程 1")
    with (folder / "held.lock").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert drop_left() == 2
    assert sorted(path.name for path in folder.iterdir()) == ["held.lock", "serving.lock"]


def test_nothing_is_left_where_nothing_was_ever_held(folder):
    assert drop_left() == 0
