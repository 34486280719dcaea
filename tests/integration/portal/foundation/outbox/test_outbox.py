import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from portal.foundation.locks import only_one
from portal.foundation.outbox import selectors, services
from portal.foundation.outbox.models import OutboxCursor, OutboxEvent


def append(*topics: str) -> list[int]:
    with transaction.atomic():
        return [services.append(topic=topic, payload={"n": n}).pk for n, topic in enumerate(topics)]


def drain(handled: list, consumer: str = "index", **options) -> int:
    return services.drain(
        consumer=consumer,
        topics=options.pop("topics", ["a"]),
        handle=lambda events: handled.append([event.pk for event in events]),
        **options,
    )


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_of_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        services.append(topic="a", payload={})


@pytest.mark.django_db
def test_an_event_exists_iff_the_change_does() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.append(topic="a", payload={})
        raise ZeroDivisionError
    assert not OutboxEvent.objects.exists()


@pytest.mark.django_db
def test_a_consumer_gets_its_topics_in_order_and_once() -> None:
    ids = append("a", "b", "a", "c", "a")
    handled: list = []
    assert drain(handled, batch=2) == 3
    assert handled == [[ids[0], ids[2]], [ids[4]]]
    assert drain(handled) == 0


@pytest.mark.django_db
def test_consumers_do_not_disturb_one_another() -> None:
    append("a", "a")
    one, two = [], []
    drain(one, "one", limit=1)
    drain(two, "two")
    assert [len(batch) for batch in one] == [1]
    assert [len(batch) for batch in two] == [2]
    assert drain(one, "one") == 1


@pytest.mark.django_db
def test_a_failed_batch_comes_again_and_the_failure_is_noted_without_its_words() -> None:
    append("a")

    def fail(_events) -> None:
        raise RuntimeError("guli@example.cn")

    for _time in range(2):
        with pytest.raises(RuntimeError):
            services.drain(consumer="index", topics=["a"], handle=fail)
    (lag,) = selectors.lags()
    assert (lag.waiting, lag.last_error) == (1, "RuntimeError")
    since = lag.failing_since
    handled: list = []
    assert drain(handled) == 1
    (lag,) = selectors.lags()
    assert (lag.waiting, lag.failing_since, lag.last_error) == (0, None, "")
    assert since is not None


@pytest.mark.django_db
def test_foreign_topics_are_passed_over_so_that_pruning_can_follow() -> None:
    ids = append("b", "b")
    assert drain([]) == 0
    assert OutboxCursor.objects.get(consumer="index").position == ids[-1]


@pytest.mark.django_db
def test_while_one_process_drains_another_gets_nothing() -> None:
    append("a")
    with only_one("outbox-index") as is_mine:
        assert is_mine
        assert drain([]) == 0
    assert drain([]) == 1


@pytest.mark.django_db
def test_only_what_all_have_passed_and_what_is_old_is_pruned() -> None:
    append("a", "a", "a")
    assert services.prune(keep=timedelta(0)) == 0
    drain([], "one")
    drain([], "two", limit=1)
    assert services.prune() == 0
    OutboxEvent.objects.update(at=timezone.now() - timedelta(days=3))
    assert services.prune() == 1
    OutboxCursor.objects.filter(consumer="two").delete()
    assert services.prune() == 2


@pytest.mark.django_db
def test_a_cursor_moved_by_another_machine_is_not_moved_back() -> None:
    ids = append("a", "a")

    def handle(_events) -> None:
        OutboxCursor.objects.update(position=ids[1] + 100)

    services.drain(consumer="index", topics=["a"], handle=handle, batch=1)
    assert OutboxCursor.objects.get().position == ids[1] + 100


def test_a_slow_writer_is_not_overtaken(shared_database) -> None:
    """The reader never sees a later id before an earlier one, whoever commits first."""
    seen: list[int] = []
    failures: list[Exception] = []
    is_done = threading.Event()

    def write(pause: float) -> None:
        try:
            for _step in range(8):
                with transaction.atomic():
                    services.append(topic="a", payload={})
                    time.sleep(pause)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    def read() -> None:
        try:
            while True:
                was_done = is_done.is_set()
                services.drain(
                    consumer="reader",
                    topics=["a"],
                    handle=lambda events: seen.extend(event.pk for event in events),
                )
                if was_done:
                    return
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(pause,)) for pause in (0.02, 0.001, 0.0)]
    reader = threading.Thread(target=read)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    is_done.set()
    reader.join()
    assert failures == []
    assert seen == sorted(seen)
    assert len(seen) == 24
