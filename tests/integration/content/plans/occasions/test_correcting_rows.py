"""A table that says what to do in which case: its editor says so row by row."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.enums import Visibility
from content.plans.selectors.readable import readable_text
from content.plans.selectors.situations import situations_by_chapter
from content.plans.services.extracts import make_extracts
from content.plans.services.visibility import set_visibility
from tests.samples.reviewed_plans import published
from tests.samples.who_acts import at

PAGE = (
    "<div id='article'><h1>安澜县水库防汛应急预案</h1><p>1 总则</p>"
    "<p>为做好水库防汛工作，保障下游群众生命安全，制定本预案。</p><p>2 处置</p>"
    "<table><tr><th>情形</th><th>措施</th><th>哪一级</th></tr>"
    "<tr><td rowspan='2'>大坝渗水</td><td>放低库水位</td><td>水库</td></tr>"
    "<tr><td>劝离下游群众</td><td>乡镇</td></tr>"
    "<tr><td>闸门打不开</td><td>改用备用电源</td><td>水库</td></tr></table>"
    "<p>3 附则</p><p>自印发之日起施行。</p></div>"
)


@pytest.fixture
def draft(import_small):
    return import_small(
        None, publish=False, kind="special", data=PAGE.encode(), name="预案.html"
    ).version


@pytest.fixture
def cards(world):
    def run(version, person=None):
        text = readable_text(version, person or world.editor)
        return [
            (card.situation, card.text)
            for part in situations_by_chapter(text)
            for one in part.situations
            for card in one.cards
        ]

    return run


def test_a_row_is_a_situation_once_the_editor_says_so(draft, tell, cards):
    assert cards(draft) == []
    tell(Says.SITUATION, "闸门打不开", called="闸门打不开")
    assert cards(draft) == [("闸门打不开", "闸门打不开；改用备用电源；水库")]
    tell(Says.SITUATION, "劝离下游", called="大坝渗水")
    assert ("大坝渗水", "大坝渗水；劝离下游群众；乡镇") in cards(draft)


def test_what_is_said_of_a_row_can_be_changed_and_taken_back(draft, world, tell, cards):
    tell(Says.SITUATION, "闸门打不开", called="闸门打不开")
    tell(Says.SITUATION, "闸门打不开", called="启闭机坏了")
    assert [name for name, _text in cards(draft)] == ["启闭机坏了"]
    tell(Says.NO_SITUATION, "闸门打不开")
    assert cards(draft) == []
    row = tell(Says.SITUATION, "改用备用", called="闸门打不开")
    assert len(cards(draft)) == 1
    services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert cards(draft) == []


def test_the_page_of_a_table_offers_its_cells_and_shows_what_is_said(page, draft, cards, client):
    html = page("闸门打不开").content.decode()
    assert "“什么情况做什么”读错了，或者漏了" in html
    sent = {"at": at(draft, "闸门打不开"), "do": "situation", "called": "闸门打不开"}
    assert page("闸门打不开", "case", **sent).status_code == 302
    assert "<b>闸门打不开</b>" in page("闸门打不开").content.decode()
    html = client.get(reverse("plans_desk:situations", args=[draft.pk])).content.decode()
    assert "<b>闸门打不开</b>；改用备用电源；水库" in html


def test_it_is_carried_into_the_published_text_and_its_extract(draft, world, tell, cards):
    tell(Says.SITUATION, "闸门打不开", called="闸门打不开")
    before = cards(draft)
    published(draft, world.editor, world.reviewer)
    make_extracts(draft.document)
    draft.refresh_from_db()
    assert cards(draft) == before
    (table,) = draft.clauses.filter(kind="table")
    set_visibility(clause=table, visibility=Visibility.RESTRICTED, actor=world.editor)
    assert cards(draft, world.learner) == [] and cards(draft) == before


def test_a_row_that_the_next_text_has_no_more_says_nothing(import_small, draft, world, tell, cards):
    tell(Says.SITUATION, "闸门打不开", called="闸门打不开")
    shorter = PAGE.replace("<tr><td>闸门打不开</td><td>改用备用电源</td><td>水库</td></tr>", "")
    later = import_small(
        None, publish=False, data=shorter.encode(), name="预案.html", slug=draft.document.slug
    ).version
    assert cards(later) == []
    moved = PAGE.replace(
        "<tr><td rowspan", "<tr><td>漫坝</td><td>撤</td><td>村</td></tr><tr><td rowspan"
    )
    later = import_small(
        None, publish=False, data=moved.encode(), name="新的.html", slug=draft.document.slug
    ).version
    assert [name for name, _text in cards(later)] == ["闸门打不开"]
