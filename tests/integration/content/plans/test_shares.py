"""How much of the library is structured, counted in characters."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans.enums import ClauseKind, Level, Visibility
from content.plans.selectors.shares import structured_shares
from content.plans.services import set_visibility

FLAT = "落实到人。\n每年总结。\n及时报告。"


@pytest.fixture
def town_share():
    def run(user=None):
        shares = structured_shares(user or AnonymousUser())
        return next(share for share in shares if share.level == Level.TOWN.label)

    return run


def test_paragraphs_without_a_heading_count_as_text_and_not_as_structure(
    import_small, town_share, django_assert_num_queries
):
    headed = import_small(level=Level.TOWN).version
    import_small(FLAT, level=Level.TOWN, title="没有标题的安排")
    with django_assert_num_queries(3):
        share = town_share()
    written = sum(
        len(one.number) + len(one.heading) + len(one.text) for one in headed.clauses.all()
    )
    assert (share.published, share.headed) == (2, 1)
    assert share.recognised == written
    assert share.characters == written + len(FLAT.replace("\n", ""))
    assert share.percent == 100 * written // share.characters < 100


def test_a_level_whose_texts_have_no_heading_at_all_is_at_nought(import_small, town_share):
    import_small(FLAT, level=Level.TOWN, title="没有标题的安排")
    share = town_share()
    assert (share.headed, share.recognised, share.percent) == (0, 0, 0) and share.characters


@pytest.mark.parametrize(("characters", "is_recognised"), [(1000, True), (1001, False)])
def test_a_preamble_longer_than_a_page_is_no_structure(
    import_small, town_share, characters, is_recognised
):
    sentence = "本县山多河多，"
    preamble = (sentence * 200)[: characters - 1] + "。"
    text = f"安澜县防汛工作方案\n{preamble}\n一、总则\n落实到人。\n二、附则\n每年总结。\n"
    version = import_small(text, level=Level.TOWN).version
    assert version.clauses.get(kind=ClauseKind.PREAMBLE).text == preamble
    share = town_share()
    assert share.characters - share.recognised == (0 if is_recognised else characters)


@pytest.mark.parametrize(
    ("rows", "is_certain"),
    [
        ("| 级别 | 条件 |\n|---|---|\n| Ⅰ级 | 超过保证水位 |\n", True),
        ("指标 |\n目标 |\n知晓率 |\n80 |\n合格率 |\n90 |\n", False),
    ],
)
def test_a_table_counts_alone_only_where_its_columns_were_not_guessed(
    import_small, town_share, rows, is_certain
):
    text = f"{FLAT}\n\n{rows}"
    version = import_small(text, level=Level.TOWN, title="没有标题的安排").version
    table = version.clauses.get(kind=ClauseKind.TABLE).table
    cells = sum(len(cell.text) for cell in table.cells.all())
    assert table.certain is is_certain and cells
    assert town_share().recognised == (cells if is_certain else 0)


def test_who_may_not_read_a_clause_does_not_have_it_counted(import_small, town_share, world):
    version = import_small(level=Level.TOWN).version
    clause = version.clauses.get(text__startswith="演练结束后")
    before = town_share().characters
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    hidden = len(clause.number) + len(clause.heading) + len(clause.text)
    assert town_share().characters == before - hidden
    assert town_share(world.editor).characters == before


def test_the_desk_shows_the_share_of_each_level_and_every_plan(client, import_small, world):
    plan = import_small()
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:structure")).content.decode()
    assert "100%" in page and "按字数算" in page
    assert reverse("plans_desk:workbook", args=[plan.document.slug]) in page
    assert plan.document.title in page
