import pytest
from django.db import IntegrityError, transaction

from portal.foundation.outbox.models import OutboxEvent
from search.documents import DocumentRefused, DuplicateKey, ForeignGroup
from search.documents import services as documents
from search.models import SearchDocument

pytestmark = pytest.mark.django_db


def test_a_put_writes_the_row_and_tells_the_outbox(make_document) -> None:
    changes = documents.put([make_document(1, hazards=("flood", "earthquake"), year=2026)])
    row = SearchDocument.objects.get(key="clause:1")
    assert changes.written == ("clause:1",)
    assert (row.hazards, row.grants, row.year) == (["earthquake", "flood"], ["public"], 2026)
    assert row.document_title == "安澜县总体应急预案"
    assert OutboxEvent.objects.get(topic="search.document").payload == {"keys": ["clause:1"]}


def test_an_unchanged_document_is_neither_written_nor_indexed_again(make_document) -> None:
    documents.put([make_document(1), make_document(2)])
    changes = documents.put([make_document(1), make_document(2, text="改过的正文")])
    assert changes.written == ("clause:2",)
    assert changes.unchanged == 1
    assert OutboxEvent.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"title": "新标题"},
        {"path": ("另一份预案",)},
        {"hazards": ("flood",)},
        {"grants": frozenset({"staff"})},
        {"status": "historic"},
        {"weight": 3},
        {"year": 2020},
        {"lang": "zh-Hant"},
        {"url": "/elsewhere/"},
        {"division": "999901"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_field_counts_as_a_change(make_document, change) -> None:
    documents.put([make_document(1)])
    assert documents.put([make_document(1, **change)]).written == ("clause:1",)


def test_rows_and_event_are_gone_if_the_caller_fails(make_document) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        documents.put([make_document(1)])
        raise ZeroDivisionError
    assert not SearchDocument.objects.exists()
    assert not OutboxEvent.objects.exists()


def test_replacing_a_group_takes_out_what_is_no_longer_in_it(make_document) -> None:
    documents.put([make_document(1), make_document(2), make_document(9, group_key="plan:2")])
    changes = documents.replace_group("plan:1", [make_document(2), make_document(3)])
    assert (changes.written, changes.removed, changes.unchanged) == (
        ("clause:3",),
        ("clause:1",),
        1,
    )
    assert set(SearchDocument.objects.values_list("key", flat=True)) == {
        "clause:2",
        "clause:3",
        "clause:9",
    }


def test_replacing_a_group_by_nothing_empties_it(make_document) -> None:
    documents.put([make_document(1), make_document(2)])
    assert set(documents.replace_group("plan:1", []).removed) == {"clause:1", "clause:2"}


def test_a_document_may_move_to_another_group(make_document) -> None:
    documents.put([make_document(1)])
    documents.replace_group("plan:2", [make_document(1, group_key="plan:2")])
    assert SearchDocument.objects.get().group_key == "plan:2"


def test_removing_unknown_keys_does_nothing(make_document) -> None:
    documents.put([make_document(1)])
    assert documents.remove(["clause:7", "clause:1", "clause:1"]).removed == ("clause:1",)
    assert documents.remove(["clause:1"]).removed == ()
    assert OutboxEvent.objects.count() == 2


def test_a_document_of_another_group_is_refused(make_document) -> None:
    with pytest.raises(ForeignGroup) as refused:
        documents.replace_group("plan:2", [make_document(1)])
    assert (refused.value.key, refused.value.expected) == ("clause:1", "plan:2")
    assert not SearchDocument.objects.exists()


def test_one_key_twice_in_a_call_is_refused(make_document) -> None:
    with pytest.raises(DuplicateKey):
        documents.put([make_document(1), make_document(1, text="别的")])


@pytest.mark.parametrize(
    "change",
    [
        {"key": ""},
        {"key": "k" * 201},
        {"kind": ""},
        {"group_key": ""},
        {"url": ""},
        {"url": "/" * 501},
        {"status": "draft"},
        {"weight": 21},
        {"weight": -1},
        {"year": 20260},
        {"level": "长" * 41},
    ],
    ids=str,
)
def test_a_document_that_no_database_takes_is_refused_before_anything_is_written(
    make_document, change
) -> None:
    with pytest.raises(DocumentRefused):
        documents.put([make_document(2), make_document(1, **change)])
    assert not SearchDocument.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"key": ""},
        {"kind": ""},
        {"group_key": ""},
        {"status": "draft"},
        {"weight": 21},
        {"year": 3},
    ],
    ids=str,
)
def test_the_database_holds_the_same_rules(make_document, change) -> None:
    documents.put([make_document(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchDocument.objects.update(**change)


def test_characters_no_database_takes_are_replaced(make_document) -> None:
    documents.put([make_document(1, text="应\0急\ud800演练", title="\ud800", path=("总\0则",))])
    row = SearchDocument.objects.get()
    assert (row.text, row.title, row.path) == ("应急?演练", "?", ["总则"])


def test_many_documents_are_told_in_events_of_bounded_size(make_document) -> None:
    documents.put(make_document(number) for number in range(1201))
    sizes = [len(event.payload["keys"]) for event in OutboxEvent.objects.order_by("id")]
    assert sizes == [500, 500, 201]
    assert SearchDocument.objects.count() == 1201
