"""A clause that leads into a list is cited, hashed and followed with it."""

from typing import Any

import pytest
from django.urls import reverse

from content.pages import anchors
from content.plans import services
from content.plans.models import Clause

pytestmark = pytest.mark.django_db

DUTIES = """（三）应急值守。值班人员接到报告后组织开展以下工作：

1.核实受伤、被困的人数；

2.转移受威胁群众。

"""
PLACE = "安澜县人民政府\n2026年3月1日"


def with_duties(text: str, duties: str = DUTIES) -> str:
    assert text.count(PLACE) == 1
    return text.replace(PLACE, duties + PLACE)


@pytest.fixture
def leading(import_small, small_text) -> Clause:
    version = import_small(with_duties(small_text)).version
    return version.clauses.get(text__endswith="以下工作：")


@pytest.fixture
def told() -> Any:
    heard: list[tuple[str, bool]] = []

    def hear(key: str, withdrawn: bool, **_: Any) -> None:
        heard.append((key, withdrawn))

    anchors.changed.connect(hear)
    yield heard
    anchors.changed.disconnect(hear)


def test_what_is_cited_is_the_clause_with_its_list(leading):
    cited = anchors.resolve(leading.key)
    assert cited and cited.status == "current"
    assert cited.text.splitlines() == [
        "值班人员接到报告后组织开展以下工作：",
        "1.核实受伤、被困的人数；",
        "2.转移受威胁群众。",
    ]


def test_a_change_of_an_item_is_a_change_of_what_leads_to_it(
    leading, import_small, small_text, told
):
    before = anchors.resolve(leading.key)
    told.clear()
    text = with_duties(small_text, DUTIES.replace("受威胁群众", "全部群众"))
    import_small(text, slug=leading.version.document.slug)
    after = anchors.resolve(leading.key)
    assert before and after
    assert after.status == "changed" and "全部群众" in after.text
    assert after.content_hash != before.content_hash
    assert (leading.key, False) in told
    # Its own words, by which versions are matched, are the same.
    now = Clause.objects.filter(anchor=leading.anchor).latest("version__number")
    assert now.pk != leading.pk and now.content_hash == leading.content_hash


def test_a_change_elsewhere_leaves_it_as_it_was(leading, import_small, small_text, told):
    before = anchors.resolve(leading.key)
    told.clear()
    text = with_duties(small_text.replace("组织2次综合", "组织3次综合"))
    import_small(text, slug=leading.version.document.slug)
    after = anchors.resolve(leading.key)
    assert before and after and after.status == "current"
    assert after.content_hash == before.content_hash
    assert leading.key not in {key for key, _ in told}


def test_the_lists_of_many_clauses_cost_one_query_more(leading, django_assert_num_queries):
    plain = leading.version.clauses.exclude(text__contains="：").exclude(text="")
    keys = [clause.key for clause in plain]
    anchors.resolve_many(keys)
    with django_assert_num_queries(1):
        anchors.resolve_many(keys)
    with django_assert_num_queries(2):
        assert leading.key in anchors.resolve_many([*keys, leading.key])


def test_an_internal_document_keeps_its_list_at_home(leading, world):
    services.change_document(
        document=leading.version.document, actor=world.editor, visibility="internal"
    )
    cited = anchors.resolve(leading.key)
    assert cited is not None and cited.text == "" and not cited.public


def test_the_last_words_of_a_clause_that_is_gone_are_those_with_its_list(
    leading, client, import_small, small_text
):
    import_small(small_text, slug=leading.version.document.slug)
    page = (
        client.get(reverse("plans:clause", args=[leading.anchor]))
        .content.decode()
        .replace("<wbr>", "")
    )
    assert "以下工作：" in page and "2.转移受威胁群众。" in page
