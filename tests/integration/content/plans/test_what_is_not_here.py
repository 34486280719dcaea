"""A picture that was not read is spoken of where it stands: on the page, on paper, in the proof."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from content.plans import services
from content.plans.enums import CorrectionKind, Visibility
from content.plans.selectors.unseen import unseen_in
from content.plans.services.visibility import set_visibility
from tests.samples.word import docx, paragraph

PAGE = (
    "<div id='article'><h1>安澜县防汛应急预案</h1><p>一、总则</p>"
    "<p>为做好防汛工作，保障人民群众生命安全，制定本预案。</p><p>二、流程图</p><p>见图。"
    "<img src='a.jpg'></p><p>三、附则</p><p>自印发之日起施行。</p></div>"
)
PICTURE = (
    '<w:p><w:r><w:drawing><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    "<p:blipFill/></p:pic></w:drawing></w:r></w:p>"
)
WORD = docx(
    "".join(
        map(paragraph, ["安澜县防汛应急预案", "一、总则", "为了防汛。", "二、流程图", "见图。"])
    )
    + PICTURE
    + "".join(map(paragraph, ["三、附则", "自印发之日起施行。"]))
)
MARK = "此处原文有图，这里没有收。"


@pytest.fixture
def draft(import_small):
    return import_small(None, publish=False, data=PAGE.encode(), name="预案.html")


@pytest.fixture
def plan(import_small):
    return import_small(None, data=PAGE.encode(), name="预案.html").document


def words(response):
    return strip_tags(response.content.decode())


def page_of(client, plan):
    return client.get(plan.get_absolute_url() + "?unkept")


def test_a_reader_is_told_of_a_picture_at_its_clause_and_nowhere_else(client, plan):
    said = words(page_of(client, plan))
    assert said.count(MARK) == 1 and said.count("要看的，找原件") == 1
    assert said.index("见图。") < said.index(MARK) < said.index("自印发之日")
    assert reverse("plans:original", args=[plan.slug]) not in page_of(client, plan).content.decode()


def test_the_original_is_linked_only_where_readers_may_have_it(client, world, import_small):
    plan = import_small(None, data=WORD, name="预案.docx").document
    address = f'href="{reverse("plans:original", args=[plan.slug])}"'
    services.change_document(document=plan, actor=None, original_for_readers=True)
    article = page_of(client, plan).content.decode().split(MARK)[1][:200]
    assert address in article and "看原件" in article
    clause = plan.current_version.clauses.get(heading="附则")
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    article = page_of(client, plan).content.decode().split(MARK)[1][:200]
    assert address not in article and "要看的，找原件" in article


def test_a_hidden_clause_takes_what_is_said_of_its_picture_with_it(client, world, plan):
    clause = plan.current_version.clauses.get(heading="流程图")
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    assert MARK not in words(page_of(client, plan))
    client.force_login(world.editor)
    assert MARK in words(page_of(client, plan))


def test_the_proof_says_it_beside_the_clause(client, world, draft):
    client.force_login(world.editor)
    said = words(client.get(reverse("plans_desk:review", args=[draft.version.pk])))
    assert said.count(MARK) == 1


def test_it_moves_with_its_clause_when_a_correction_makes_another(world, draft):
    version = draft.version
    at = version.original.index("为做好防汛") + len("为做好防汛工作，")
    assert list(unseen_in(version)) == [version.clauses.get(heading="流程图").position]
    services.correct_draft(
        version=version, actor=world.editor, at=at, kind=CorrectionKind.PARAGRAPH
    )
    version.refresh_from_db()
    assert list(unseen_in(version)) == [version.clauses.get(heading="流程图").position]
    assert version.clauses.get(heading="流程图").position == 2


def test_notes_that_say_no_place_say_nothing_to_readers(draft):
    version = draft.version
    version.notes = [{"code": "unseen", "text": "图", "node": 3}, {"code": "flat", "text": "平"}]
    assert unseen_in(version) == {}
