"""Calls of a server that are given up in time, and those that have to wait for their turn."""

import threading
import time

import pytest

from search.engines import Crowded, NoAnswerInTime
from search.engines.elasticsearch import waiting
from search.engines.elasticsearch.waiting import no_longer_than


@pytest.fixture(autouse=True)
def two_places(monkeypatch):
    monkeypatch.setattr(waiting, "_places", threading.Semaphore(2))


def occupy(places: int, until: threading.Event) -> None:
    for _ in range(places):
        threading.Thread(
            target=lambda: no_longer_than(5, lambda: until.wait(5)), daemon=True
        ).start()
    deadline = time.monotonic() + 5
    while waiting._places.acquire(blocking=False) and time.monotonic() < deadline:
        waiting._places.release()
        time.sleep(0.01)


def test_an_answer_comes_back_and_so_does_an_error() -> None:
    assert no_longer_than(5, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        no_longer_than(5, lambda: 1 / 0)


def test_what_takes_too_long_is_given_up() -> None:
    until = threading.Event()
    with pytest.raises(NoAnswerInTime):
        no_longer_than(0.05, lambda: until.wait(5))
    with pytest.raises(NoAnswerInTime):
        no_longer_than(0, lambda: 7)
    until.set()


def test_who_finds_no_place_waits_for_one() -> None:
    until = threading.Event()
    occupy(2, until)
    threading.Timer(0.1, until.set).start()
    assert no_longer_than(5, lambda: 7) == 7


def test_who_finds_no_place_in_time_says_so_and_nothing_of_the_server() -> None:
    until = threading.Event()
    occupy(2, until)
    with pytest.raises(Crowded):
        no_longer_than(0.05, lambda: 7)
    until.set()
