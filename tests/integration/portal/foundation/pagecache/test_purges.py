"""After a purge every stored page is old."""

import pytest
from django.core.cache import caches
from django.db import transaction

from portal.foundation.outbox.models import OutboxEvent
from portal.foundation.pagecache import generation, services
from tests.samples import cached_pages as pages


def test_a_cache_full_of_other_things_keeps_the_generation(reader) -> None:
    reader.get("/guide/")
    before = generation.current()
    for number in range(2 * caches["pages"]._max_entries):
        caches["pages"].set(f"x{number}", 1)
    assert generation.current() == before


def test_what_a_process_has_at_hand_is_old_after_a_purge_elsewhere(reader) -> None:
    reader.get("/guide/")
    reader.get("/guide/")
    generation.advance(5)
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_purge_takes_effect_with_the_commit(reader, django_capture_on_commit_callbacks) -> None:
    reader.get("/guide/")
    with django_capture_on_commit_callbacks(execute=True):
        services.purge(reason="test")
        assert reader.get("/guide/")["X-Page-Cache"] == "hit"
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_rolled_back_change_purges_nothing(reader) -> None:
    reader.get("/guide/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.purge()
        raise ZeroDivisionError
    services.drain_purges()
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"
    assert not OutboxEvent.objects.exists()


def test_a_purge_whose_process_died_is_made_good_by_the_outbox(reader) -> None:
    reader.get("/guide/")
    with transaction.atomic():
        services.append(topic=services.TOPIC, payload={})
    assert services.drain_purges() == 1
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_purge_that_did_take_effect_is_not_done_again(
    reader, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.purge()
    reader.get("/guide/")
    services.drain_purges()
    assert reader.get("/guide/")["X-Page-Cache"] == "hit"


def test_a_page_rendered_before_a_purge_is_old_when_it_arrives(reader) -> None:
    pages.plans["during"] = lambda: generation.advance(7)
    reader.get("/guide/")
    pages.plans.clear()
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"


def test_a_lost_generation_makes_every_page_old(reader) -> None:
    reader.get("/guide/")
    caches["generation"].clear()
    assert reader.get("/guide/")["X-Page-Cache"] == "miss"
