"""However many papers are asked for at once, few are made at a time."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.foundation.locks import only_one
from portal.foundation.pdf import turns


@pytest.fixture(autouse=True)
def quick(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(turns, "PATIENCE", 0.5)
    return tmp_path / "locks"


def test_a_flood_of_different_papers_makes_no_more_at_a_time_than_there_are_places(
    quick, monkeypatch
):
    inside, most, lock = 0, 0, threading.Lock()

    def ask(number):
        nonlocal inside, most
        try:
            with turns.turn(f"paper-{number}"):
                with lock:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0.05)
                with lock:
                    inside -= 1
        except turns.Crowded:
            return "told to come again"
        return "made"

    def counted(held, names, deadline):
        waits.extend(names)
        wait(held, names, deadline)

    waits, wait = [], turns._wait
    monkeypatch.setattr(turns, "_wait", counted)
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(ask, range(40)))
    assert most <= turns.PLACES
    assert answers.count("made") >= 1 and "told to come again" in answers
    # Who finds the process busy is told at once and waits for nothing.
    assert len({name for name in waits if "place" not in name}) < 40
    assert list(quick.iterdir()) == []


def test_a_paper_that_another_process_makes_is_waited_for_and_no_longer_than_said():
    with only_one("paper-a"), pytest.raises(turns.Crowded), turns.turn("a"):
        pass
    with turns.turn("a"), turns.turn("b") if turns.PLACES > 1 else only_one("b"):
        pass


def test_a_disk_that_takes_no_lock_leaves_the_places_of_the_process(quick):
    quick.write_text("in the way")
    with turns.turn("a"), turns.turn("b"), pytest.raises(turns.Crowded), turns.turn("c"):
        pass
    with turns.turn("d"):
        pass


def test_a_paper_that_fails_leaves_its_place_to_the_next():
    for _each in range(5):
        with pytest.raises(ValueError, match="broken"), turns.turn("a"):
            raise ValueError("broken")
    with turns.turn("a"):
        pass
