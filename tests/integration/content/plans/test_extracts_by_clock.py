"""The clock reads out what no worker has: a turn is short, and stored pages end once in it."""

from itertools import count

import pytest

from content.plans.models import Extract
from content.plans.services import extracts, make_extracts, tend_extracts


@pytest.fixture
def library(import_small):
    return [
        import_small(
            f"第{number}号预案\n\n1 总则\n\n县水利局负责监测。\n", slug=f"p-{number}"
        ).document
        for number in range(3)
    ]


@pytest.fixture
def purged(monkeypatch):
    found = []
    monkeypatch.setattr(extracts, "purge", lambda *, reason: found.append(reason))
    return found


def test_a_turn_ends_stored_pages_once_however_many_plans_it_read(library, purged):
    assert tend_extracts() == 3 and len(purged) == 1
    assert tend_extracts() == 0 and len(purged) == 1


def test_a_turn_that_breaks_off_ends_them_as_well(library, purged, monkeypatch):
    real, seen = extracts._make, count()

    def break_off(document):
        if next(seen) == 2:
            raise KeyboardInterrupt
        return real(document)

    monkeypatch.setattr(extracts, "_make", break_off)
    with pytest.raises(KeyboardInterrupt):
        tend_extracts()
    assert Extract.objects.count() == 1 and len(purged) == 1


def test_a_turn_has_its_end_and_the_next_goes_on_from_there(library, monkeypatch):
    moments = iter([0, extracts.SECONDS - 1, extracts.SECONDS + 1])
    monkeypatch.setattr(extracts, "monotonic", lambda: next(moments))
    assert tend_extracts() == 1
    monkeypatch.setattr(extracts, "monotonic", lambda: 0)
    assert tend_extracts() == 2


def test_what_holds_for_no_reader_any_more_is_taken_away(library):
    plan = library[0]
    make_extracts(plan)
    held = Extract.objects.get()
    for omits, code in (("f" * 64, held.code), ("e" * 64, "older")):
        Extract.objects.create(
            version=held.version, omits=omits, code=code, actors=held.actors,
            situations=held.situations, levels=held.levels, beside=held.beside,
        )  # fmt: skip
    assert make_extracts(plan) == 0
    assert Extract.objects.get() == held
