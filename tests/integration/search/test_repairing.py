"""Slips of a query: what is searched instead, what is only offered, and that it is said."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from search import engines, selectors
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.indexing import services as indexing
from search.query import Chosen
from search.repairing import repair
from search.terms import jobs
from search.terms.models import SearchTerm
from search.terms.services import rebuild_terms
from tests.samples.asking import get

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({"public"})
STAFF = frozenset({"public", "unit:7"})
ALL = Chosen(values={})
NOW = datetime(2026, 1, 1)
SECRET = "战备油库的位置见涉密清单。"


@pytest.fixture
def shelf(offered, make_document):
    texts = (
        "应急避难场所由社区管理，每年检查一次。",
        "应急避难场所的标志要醒目，山洪灾害时开放。",
        "山洪灾害危险区的转移责任人组织应急演练。",
        "修订应急预案，组织应急演练。",
        "应急预案由县人民政府批准。",
    )
    held = [make_document(number, text=text) for number, text in enumerate(texts, 1)]
    secret = [
        make_document(number, text=SECRET, grants=frozenset({"unit:7"})) for number in (20, 21)
    ]
    documents.put([*held, *secret])
    indexing.drain()
    rebuild_terms()


def words(page: str) -> str:
    return unescape(page).replace('<span translate="no">', "").replace("</span>", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("山红灾害", "山洪灾害"),
        ("应急避男场所", "应急避难场所"),
        ("yingji binan changsuo", "应急避难场所"),
        ("yjya", "应急预案"),
    ],
)
def test_the_page_says_what_it_searched_instead_and_offers_what_was_typed(
    shelf, typed, meant
) -> None:
    page = words(get(f"/search/?q={typed}"))
    assert f"没有哪一条写着“{typed}”，按“{meant}”找的。" in page
    assert f"仍按“{typed}”找" in page and "exact=1" in page
    assert f'value="{typed}"' in page
    assert "<mark>" in page


def test_a_cry_for_help_with_a_slip_is_heard(shelf, make_document) -> None:
    held = [make_document(number, text="有人说不想活的，陪着他。") for number in (70, 71)]
    documents.put(held)
    indexing.drain()
    rebuild_terms()
    assert 'class="note zh"' not in get("/search/?q=不想货了&exact=1")
    page = get("/search/?q=不想货了")
    assert page.index('class="note zh"') < page.index("按“")


def test_whoever_wants_what_they_typed_gets_it(shelf) -> None:
    page = words(get("/search/?q=yjya&exact=1"))
    assert "没找到“yjya”" in page and "找的。" not in page and "您是不是要找" not in page
    answer = selectors.find("山红灾害", Chosen(values={}, as_typed=True), PUBLIC)
    assert answer.repair is None


def test_programs_are_told_what_was_searched_and_what_may_be_meant(shelf) -> None:
    told = Client().get("/api/v1/search", {"q": "山红灾害"}).json()
    assert (told["query"], told["repaired"], told["suggestions"]) == ("山红灾害", "山洪灾害", [])
    assert told["total"] == 2 and told["hits"][0]["highlights"]
    as_typed = Client().get("/api/v1/search", {"q": "山红灾害", "exact": "1"}).json()
    assert as_typed["repaired"] is None and as_typed["suggestions"] == []


def test_both_engines_repair_alike(shelf, server) -> None:
    indexing.drain(server)
    for typed in ("山红灾害", "应急避男场所", "yjya 演练", "ying", "学校应急", "zbyk"):
        told = [repair(engine, typed, PUBLIC) for engine in (engines.embedded(), server)]
        assert told[0] == told[1]
    assert repair(server, "yjya", PUBLIC) is not None


def test_what_finds_something_is_only_offered(shelf, make_document) -> None:
    documents.put([make_document(30, text="山红灾难是一个写错的词，灾害应当写作山洪。山红")])
    indexing.drain()
    answer = selectors.find("山红灾害", ALL, PUBLIC)
    assert answer.repair is not None and not answer.repair.is_applied
    assert answer.searched("山红灾害") == "山红灾害"
    page = words(get("/search/?q=山红灾害"))
    assert "您是不是要找：" in page and "“山洪灾害”</a>" in page and "按“山洪灾害”找的" not in page


def test_a_filter_that_leaves_nothing_changes_no_query(shelf, make_document) -> None:
    documents.put([make_document(30, text="山红灾难是一个写错的词，灾害应当写作山洪。山红")])
    indexing.drain()
    narrowed = Chosen(values={"status": ("historic",)})
    answer = selectors.find("山红灾害", narrowed, PUBLIC)
    assert answer.repair is None or not answer.repair.is_applied


@pytest.mark.parametrize("typed", ["学校应急", "十三五", "应急演练", "组织应急演练", ""])
def test_what_is_known_is_left_alone(shelf, typed) -> None:
    assert selectors.find(typed, ALL, PUBLIC).repair is None


@pytest.mark.parametrize("grants", [PUBLIC, STAFF])
@pytest.mark.parametrize("typed", ["站备油库", "zhanbei youku", "zbyk", "战备油裤"])
def test_no_word_of_a_restricted_document_shows(shelf, typed, grants) -> None:
    assert not SearchTerm.objects.filter(text__contains="油库").exists()
    answer = selectors.find(typed, ALL, grants)
    assert answer.repair is None or "油库" not in answer.repair.repaired


def test_a_word_of_a_document_hidden_just_now_is_no_longer_proposed(shelf, make_document) -> None:
    held = [make_document(number, text="草坪加油站的位置。") for number in (40, 41)]
    documents.put(held)
    indexing.drain()
    rebuild_terms()
    assert selectors.find("jiayouzhan", ALL, PUBLIC).repair is not None
    hidden = frozenset({"unit:7"})
    documents.put(
        [make_document(number, text="草坪加油站的位置。", grants=hidden) for number in (40, 41)]
    )
    indexing.drain()
    assert SearchTerm.objects.filter(text="加油站").exists()
    assert selectors.find("jiayouzhan", ALL, PUBLIC).repair is None
    # Clocks differ: what was written last may bear an earlier time than what was written before.
    SearchDocument.objects.filter(key__in=["clause:40", "clause:41"]).update(
        changed_at=NOW.replace(tzinfo=UTC)
    )
    assert jobs.follow(NOW) is not None
    assert not SearchTerm.objects.filter(text="加油站").exists()


def test_the_job_counts_only_when_a_document_has_changed(shelf, make_document) -> None:
    assert jobs.follow(NOW) is None
    before = SearchTerm.objects.get(text="应急预案").weight
    documents.put([make_document(50, text="应急预案的备案。")])
    assert jobs.follow(NOW) is not None
    assert SearchTerm.objects.get(text="应急预案").weight == before + 1
    documents.remove(["clause:50"])
    assert jobs.follow(NOW) is not None
    assert SearchTerm.objects.get(text="应急预案").weight == before


def test_a_rebuild_of_the_search_counts_the_terms_too(shelf) -> None:
    SearchTerm.objects.all().delete()
    call_command("rebuild_search", verbosity=0)
    assert SearchTerm.objects.filter(text="应急预案").exists()


def test_a_build_that_fails_half_way_leaves_the_old_terms(
    shelf, make_document, monkeypatch
) -> None:
    before = sorted(SearchTerm.objects.values_list("text", flat=True))
    documents.put([make_document(60, text="演习演习演习。"), make_document(61, text="演习。")])
    monkeypatch.setattr("search.terms.services.reading", lambda text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rebuild_terms()
    assert sorted(SearchTerm.objects.values_list("text", flat=True)) == before


def test_a_query_of_known_words_costs_no_statement(shelf, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        selectors.find_with(engines.embedded(), "应急演练", ALL, PUBLIC)


def test_a_slip_costs_five_statements_at_most(shelf, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        selectors.find_with(engines.embedded(), "应急避男场所 yjya", ALL, PUBLIC)


@pytest.mark.parametrize(
    "typed",
    ["闭" * 10_000, "yingji" * 1_700, "yj " * 3_300, '"' * 500, "<script>alert(1)</script>"],
)
def test_long_and_odd_queries_are_answered(shelf, typed) -> None:
    response = Client().get("/search/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
