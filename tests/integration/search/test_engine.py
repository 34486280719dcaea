"""What every engine has to do alike, tried on each."""

import pytest

from search.engines import Batch, Dimension, Engine, IndexUnavailable
from search.query import Filters, YearRange, plan
from tests.samples.indexed import PUBLIC, build, entries, found, four, lose


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.slow)])
def engine(request) -> Engine:
    return request.getfixturevalue("embedded_engine" if request.param == "embedded" else "server")


@pytest.fixture
def library(engine, make_document) -> Engine:
    build(engine, four(make_document))
    return engine


def test_a_double_update_leaves_one_hit(library, make_document) -> None:
    for text in ("排涝泵站调度。", "排涝泵站调度规程。"):
        library.apply(entries([make_document(1, text=text)]), [])
    assert found(library, "排涝") == ["clause:1"]
    assert library.size() == 4


def test_a_removed_document_is_not_found(library) -> None:
    library.apply([], ["clause:3", "clause:unknown"])
    assert found(library, "地震") == []
    assert library.size() == 3


def test_words_inside_a_longer_word_find_it(library) -> None:
    assert found(library, "避难") == ["clause:3"]
    assert found(library, "應急避難場所") == ["clause:3"]


def test_all_of_two_words_are_needed(library) -> None:
    assert found(library, "地震 停课") == []
    assert found(library, "学校停课") == ["clause:2"]


def test_a_number_is_found_in_either_spelling(library) -> None:
    assert found(library, "2次演练") == ["clause:1"]
    assert found(library, "两次演练") == ["clause:1"]


def test_a_title_counts_more_than_the_text(engine, make_document) -> None:
    build(
        engine,
        [
            make_document(1, title="一般规定", text="森林防火工作。"),
            make_document(2, title="森林防火", text="一般规定工作。"),
        ],
    )
    assert found(engine, "森林防火") == ["clause:2", "clause:1"]


def test_weight_raises_a_document_and_none_leaves_it_alone(engine, make_document) -> None:
    build(engine, [make_document(1), make_document(2, weight=10), make_document(3)])
    hits = engine.search(plan("应急演练", PUBLIC), limit=10).best
    assert [hit.key for hit in hits] == ["clause:2", "clause:1", "clause:3"]
    assert hits[0].score / hits[1].score == pytest.approx(1.585, abs=0.001)


def test_equal_scores_come_in_the_order_of_their_keys(engine, make_document) -> None:
    build(engine, [make_document(number) for number in (5, 3, 9, 1)])
    assert found(engine, "演练") == ["clause:1", "clause:3", "clause:5", "clause:9"]


def test_which_of_many_equal_hits_are_listed_is_for_their_keys_to_say(
    engine, make_document
) -> None:
    build(engine, [make_document(f"{number:03d}") for number in range(40, 80)])
    engine.apply(entries([make_document(f"{number:03d}") for number in range(20)]), [])
    for text in ("演练", ""):
        hits = engine.search(plan(text, PUBLIC), limit=3)
        assert [hit.key for hit in hits.best] == ["clause:000", "clause:001", "clause:002"]
        assert hits.total == 60


def test_scores_that_differ_in_no_digit_that_counts_are_equal(engine, make_document) -> None:
    """A word that stands there 790 times counts a millionth more than one that does 770 times."""
    numbers = range(770, 791)
    build(engine, [make_document(number, text="演练。" * number) for number in numbers])
    hits = engine.search(plan("演练", PUBLIC), limit=50).best
    assert len(hits) == 21 and len({hit.score for hit in hits}) == 1
    for limit in (1, 2, 20):
        listed = engine.search(plan("演练", PUBLIC), limit=limit).best
        assert [hit.key for hit in listed] == [f"clause:{number}" for number in numbers][:limit]


def test_several_totals_are_asked_for_at_once(library) -> None:
    plans = [plan(text, PUBLIC) for text in ("地震", "演练", "火星", "")]
    assert library.totals(plans) == [
        library.search(each, limit=1).total for each in plans
    ] == [1, 1, 0, 3]  # fmt: skip
    assert library.totals([]) == []


def test_filters_narrow_and_do_not_score(library) -> None:
    everywhere = Filters(grants=frozenset({"public", "unit:7"}))
    assert set(found(library, "演练", everywhere)) == {"clause:1", "clause:4"}
    for filters, expected in [
        (Filters(everywhere.grants, kinds=frozenset({"guide"})), ["clause:2"]),
        (Filters(everywhere.grants, hazards=frozenset({"rainstorm", "fire"})), ["clause:2"]),
        (Filters(everywhere.grants, statuses=frozenset({"historic"})), ["clause:3"]),
        (Filters(everywhere.grants, group_key="plan:2"), ["clause:3"]),
        (Filters(everywhere.grants, years=(YearRange(2021, 2025),)), ["clause:2"]),
        (Filters(everywhere.grants, years=(YearRange(None, 2016),)), ["clause:3"]),
        (Filters(everywhere.grants, years=(YearRange(2026, None),)), ["clause:1"]),
        (Filters(everywhere.grants, kinds=frozenset({"nothing"})), []),
    ]:
        assert found(library, "", filters) == expected
    plain = library.search(plan("应急避难场所", PUBLIC), limit=5).best[0]
    narrow = library.search(
        plan("应急避难场所", Filters(PUBLIC.grants, statuses=frozenset({"historic"}))), limit=5
    ).best[0]
    assert narrow.score == plain.score


def test_a_restricted_document_leaves_no_trace(library) -> None:
    """Not in hits, not in the total, not in any count; its own reader has all three."""
    for text in ("通讯录", "值班电话", "应急演练脚本", ""):
        asked = plan(text, PUBLIC)
        hits = library.search(asked, limit=100)
        keys = [hit.key for hit in hits.best]
        assert "clause:4" not in keys and hits.total == len(keys)
        counts = library.counts(asked, list(Dimension))
        named = {"clause:1": 1, "clause:2": 2, "clause:3": 1}
        assert sum(counts.pop(Dimension.HAZARD).values()) == sum(named[key] for key in keys)
        assert counts.pop(Dimension.DIVISION) == {}
        for values in counts.values():
            assert sum(values.values()) == hits.total
    assert library.search(plan("通讯录", PUBLIC), limit=9).total == 0
    assert library.counts(plan("通讯录", PUBLIC), list(Dimension)) == {d: {} for d in Dimension}
    reader = Filters(grants=frozenset({"public", "unit:7"}))
    assert found(library, "通讯录", reader) == ["clause:4"]
    assert library.counts(plan("通讯录", reader), [Dimension.KIND]) == {
        Dimension.KIND: {"clause": 1}
    }


def test_nobody_finds_a_document_without_grants(engine, make_document) -> None:
    build(engine, [make_document(1, grants=frozenset())])
    assert found(engine, "演练") == []
    assert found(engine, "", Filters(grants=frozenset({"public", "staff"}))) == []


def test_without_a_grant_nothing_is_found(library) -> None:
    assert found(library, "应急", Filters(grants=frozenset())) == []


def test_counts_are_of_the_matching_documents(library) -> None:
    counts = library.counts(plan("地震", PUBLIC), list(Dimension))
    assert counts == {
        Dimension.KIND: {"clause": 1},
        Dimension.HAZARD: {"earthquake": 1},
        Dimension.DIVISION: {},
        Dimension.STATUS: {"historic": 1},
        Dimension.YEAR: {"2016": 1},
        Dimension.GROUP: {"plan:2": 1},
    }
    assert library.counts(plan("", PUBLIC), [Dimension.HAZARD])[Dimension.HAZARD] == {
        "earthquake": 2,
        "flood": 1,
        "rainstorm": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        '"应急',
        "应急 AND (",
        "title:*",
        "* OR 1=1",
        "key:clause\\:4",
        "grant:unit:7",
        "应急 -演练",
        "应急^99",
        "[a TO z]",
        "{!func}",
        "应急~2 ?*",
        "\\",
        "); DROP TABLE search_searchdocument; --",
        "<script>alert(1)</script>",
        "%00%0a",
        "../../etc/passwd",
        "𠮷野家 ℡ ㍿",
        "a" * 200,
        "应急" * 100,
    ],
)
def test_a_query_is_words_and_never_syntax(library, text: str) -> None:
    assert "clause:4" not in found(library, text)
    library.counts(plan(text, PUBLIC), list(Dimension))


def test_an_index_that_was_never_built_says_so(engine) -> None:
    assert not engine.exists()
    assert not engine.verify()
    for read in (lambda: engine.size(), lambda: engine.search(plan("演练", PUBLIC), limit=1)):
        with pytest.raises(IndexUnavailable):
            read()


def test_readers_go_on_while_a_new_index_takes_the_place_of_the_old(library, make_document) -> None:
    rebuilding = library.rebuild(
        (
            Batch(after=after, entries=entries([make_document(number)]))
            for after, number in (("", 1), ("clause:1", 2))
        ),
        mark=0,
    )
    assert next(rebuilding) == 1
    assert found(library, "停课") == ["clause:2"]
    assert list(rebuilding) == [1]
    assert found(library, "停课") == []
    assert library.size() == 2


def test_deleted_words_are_known_until_the_index_is_built_anew(library, make_document) -> None:
    assert library.deleted_share() == 0
    library.apply([], ["clause:1"])
    assert 0 < library.deleted_share() < 1
    build(library, [make_document(1)])
    assert library.deleted_share() == 0


def test_a_rebuild_that_was_broken_off_goes_on(library, make_document) -> None:
    first, second = ([make_document(number)] for number in (6, 7))
    broken_off = library.rebuild([Batch("", entries(first)), Batch("clause:6", ())], mark=41)
    next(broken_off)
    broken_off.close()
    point = library.resume_point()
    assert point is not None and (point.after, point.mark) == ("clause:6", 41)
    assert library.size() == 4, "the old index answers on"
    assert list(library.rebuild([Batch("clause:6", entries(second))], mark=41)) == [1]
    assert found(library, "演练") == ["clause:6", "clause:7"]
    assert library.resume_point() is None


def test_an_index_that_is_gone_is_built_anew(library, make_document) -> None:
    lose(library)
    assert not library.exists() and not library.verify()
    with pytest.raises(IndexUnavailable):
        library.apply(entries([make_document(1)]), [])
    assert not library.exists(), "a write makes no index of its own"
    build(library, [make_document(1)])
    assert library.exists() and library.verify() and library.size() == 1
