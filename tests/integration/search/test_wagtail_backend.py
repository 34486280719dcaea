import pytest
from django.db import connection
from modelsearch.index import RelatedFields, SearchField
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from wagtail.models import Page

from search import checks, wagtail_backend
from search.wagtail_backend import SearchBackend, segmented, understood

pytestmark = pytest.mark.django_db

TITLES = (
    "地震灾害应急预案（2024年修订）",
    "应急避难场所一览",
    "防汛抗旱值班安排",
    "森林防火年度总结",
)


@pytest.fixture
def backend():
    return SearchBackend({})


@pytest.fixture
def pages(backend):
    root = Page.get_first_root_node() or Page.add_root(title="根", slug="root")
    made = [root.add_child(title=title, slug=f"p{number}") for number, title in enumerate(TITLES)]
    backend.add_bulk(Page, made)
    return made


def titles(results) -> set[str]:
    return {page.title for page in results} & set(TITLES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("应急", {TITLES[0], TITLES[1]}),
        ("应急预案", {TITLES[0]}),
        ("2024", {TITLES[0]}),
        ("應急避難場所", {TITLES[1]}),
        ("２０２４年修订", {TITLES[0]}),
        ("防火", {TITLES[3]}),
        ("演练", set()),
    ],
)
def test_a_word_inside_a_title_finds_the_page(backend, pages, query, expected) -> None:
    assert titles(backend.search(query, Page)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("应", {TITLES[0], TITLES[1]}),
        ("避难", {TITLES[1]}),
        ("防汛抗", {TITLES[2]}),
        ("202", {TITLES[0]}),
    ],
)
def test_the_last_word_may_be_half_typed(backend, pages, query, expected) -> None:
    assert titles(backend.autocomplete(query, Page)) == expected


@pytest.mark.parametrize(
    "query",
    [
        '"',
        'foo"bar',
        "",
        "   ",
        "？！",
        "'",
        "\\",
        "*",
        "a AND (",
        "NEAR(",
        "-",
        '"" ""',
        ":",
        "\0",
    ],
)
def test_no_typed_text_breaks_a_box(backend, pages, query) -> None:
    assert titles(backend.search(query, Page)) == set()
    assert titles(backend.autocomplete(query, Page)) == set()
    assert backend.search(query, Page).count() == 0


def test_quotes_around_a_word_still_find_it(backend, pages) -> None:
    assert titles(backend.search('应急"预案', Page)) == {TITLES[0]}
    assert titles(backend.autocomplete('"避难场所"', Page)) == {TITLES[1]}


def test_a_search_in_one_field_works_and_finds_the_same(backend, pages) -> None:
    assert titles(backend.search("应急", Page, fields=["title"])) == {TITLES[0], TITLES[1]}
    assert titles(backend.autocomplete("避难", Page, fields=["title"])) == {TITLES[1]}
    assert titles(backend.search("应急", Page, fields=[])) == set()


def test_composed_queries_work(backend, pages) -> None:
    assert titles(backend.search(PlainText("地震 避难", operator="or"), Page)) == {
        TITLES[0],
        TITLES[1],
    }
    assert titles(backend.search(Phrase("应急避难场所"), Page)) == {TITLES[1]}
    assert titles(backend.search(And([PlainText("应急"), Not(PlainText("地震"))]), Page)) == {
        TITLES[1]
    }
    assert titles(backend.search(Boost(PlainText("防汛"), 2.0), Page)) == {TITLES[2]}
    assert set(TITLES) <= {page.title for page in backend.search(MATCH_ALL, Page)}


def test_a_changed_page_is_found_by_its_new_words_only(backend, pages) -> None:
    pages[3].title = "山洪防御总结"
    pages[3].save()
    backend.add(pages[3])
    assert titles(backend.search("防火", Page)) == set()
    assert backend.search("山洪", Page).count() == 1


def test_filters_ordering_and_counts_go_through(backend, pages) -> None:
    live = Page.objects.filter(live=True)
    assert backend.search("应急", live).count() == 2
    ordered = backend.search("应急", live.order_by("title"), order_by_relevance=False)
    assert [page.title for page in ordered] == sorted([TITLES[0], TITLES[1]])


def test_queries_without_words_vanish_and_others_are_segmented() -> None:
    assert understood("？") is None
    assert understood("應急預案") == "应急 预案"
    assert understood(And([PlainText("？"), PlainText("地震")])).query_string == "地震"
    assert understood(Or([PlainText("？"), PlainText("！")])) is None
    assert isinstance(understood(Not(PlainText("？"))), MatchAll)
    assert understood(Fuzzy("避难场所")).query_string == "避难 场所"


def test_values_of_every_shape_are_segmented() -> None:
    assert segmented(["应急预案", {"a": "地震"}, None, 2024]) == "应急 预案 地震  2024"


def test_related_fields_are_segmented_too(pages, world) -> None:
    page = pages[0]
    page.owner = world.editor
    field = RelatedFields("owner", [SearchField("full_name", boost=2)])
    twin = wagtail_backend._segmented_field(field)
    owner = twin.get_value(wagtail_backend._SegmentedObject(page))
    (inner,) = twin.fields
    assert owner == world.editor
    assert inner.get_value(owner) == segmented("编辑陈") != "编辑陈"
    assert inner.boost == 2
    assert field.fields[0].get_value(owner) == "编辑陈", "the field of the model is left alone"


def test_the_backend_is_ours_on_both_databases(backend) -> None:
    assert backend.__class__.__module__ == "search.wagtail_backend"
    assert connection.vendor in {"sqlite", "postgresql"}
    assert checks.wagtail_backend_fits() == []


def test_another_version_of_modelsearch_falls_back_and_warns(monkeypatch) -> None:
    monkeypatch.setattr(wagtail_backend, "version", lambda name: "2.0")
    assert SearchBackend({}).__class__.__module__.startswith("modelsearch.")
    assert [message.id for message in checks.wagtail_backend_fits()] == ["search.W002"]
