"""The bank's screens as editors and reviewers use them."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from quizzes.bank.enums import QuestionState
from quizzes.bank.models import Question
from tests.samples.questions import KEY, create

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def filled(world, **extra):
    return {
        "stem": "接报后多久口头报告？",
        "text_1": "30 分钟",
        "text_2": "2 小时",
        "right": "1",
        "explanation": "预案写明。",
        "owner_unit": world.town.pk,
        "aim": "avoidance",
        "pool": "certification",
        "creation_key": str(uuid4()),
        **extra,
    }


def test_an_editor_makes_a_question_beside_its_clause(world, source):
    client = client_of(world.editor)
    address = f"{reverse('bank:new')}?source={KEY}"
    page = client.get(address).content.decode()
    assert "接报后 30 分钟内口头报告" in page and "据此出一道单选题" in page
    made = client.post(address, filled(world, source_key=KEY))
    question = Question.objects.get()
    assert made.url == question.get_absolute_url()
    assert question.versions.get().source_key == KEY
    shown = client.get(made.url).content.decode()
    assert "正确答案 A" in shown and "送审" in shown


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("multiple", {"right": ["1", "2"]}),
        ("true_false", {"truth": "false"}),
        ("fill_in", {"stem": "___ 分钟内报告", "blanks": "30|三十"}),
    ],
)
def test_the_other_kinds_are_made_by_plain_forms_too(world, kind, fields):
    client = client_of(world.editor)
    made = client.post(f"{reverse('bank:new')}?kind={kind}", filled(world, **fields))
    assert made.status_code == 302
    question = Question.objects.get()
    assert question.kind == kind
    edit = client.get(reverse("bank:edit", args=[question.public_id]))
    assert edit.status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stem": ""}, "写题干"),
        ({"text_2": ""}, "至少写 2 个选项，现在是 1 个"),
        ({"right": "3"}, "勾成正确答案的选项没有文字"),
        ({"text_2": "30分钟"}, "第 1 个和第 2 个选项一样"),
        ({"stem": "长" * 2001}, "题干最多 2000 个字，现在是 2001 个"),
        ({"valid_from": "2026-05-02", "valid_to": "2026-05-01"}, "停用日期要晚于起用日期"),
    ],
)
def test_a_fault_is_said_in_words_and_what_was_typed_stays(world, fields, words):
    answer = client_of(world.editor).post(
        reverse("bank:new"), filled(world, explanation="留着我", **fields)
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "留着我" in page
    assert not Question.objects.exists()


def test_option_ids_survive_an_edit(world):
    client = client_of(world.editor)
    client.post(reverse("bank:new"), filled(world))
    question = Question.objects.get()
    before = [option["id"] for option in question.versions.get().options]
    address = reverse("bank:edit", args=[question.public_id])
    page = client.get(address).content.decode()
    ids = dict(re.findall(r'name="(id_\d|drawn)"(?: value="([^"]*)")?', page))
    client.post(address, filled(world, text_1="三十分钟", **ids))
    latest = question.versions.order_by("-number").first()
    assert latest.number == 2
    assert [option["id"] for option in latest.options] == before


def test_another_units_question_does_not_exist_for_an_editor(world):
    question = create(world)
    client = client_of(world.other_editor)
    for name in ("question", "edit"):
        address = reverse(f"bank:{name}", args=[question.public_id])
        assert client.get(address).status_code == 404
    for name in ("submit", "publish", "retire", "send_back", "confirm"):
        address = reverse(f"bank:{name}", args=[question.public_id])
        assert client.post(address, {"reason": "x"}).status_code in {403, 404}
    question.refresh_from_db()
    assert question.state == QuestionState.DRAFT


def test_an_editor_submits_and_a_reviewer_decides_with_a_reason(world):
    question = create(world)
    args = [question.public_id]
    client_of(world.editor).post(reverse("bank:submit", args=args))
    assert client_of(world.editor).post(reverse("bank:publish", args=args)).status_code == 403
    reviewer = client_of(world.reviewer)
    assert "接报后多久" in reviewer.get(reverse("bank:queue")).content.decode()
    empty = reviewer.post(reverse("bank:send_back", args=args), {"reason": ""})
    assert empty.status_code == 422 and "写一句原因" in empty.content.decode()
    reviewer.post(reverse("bank:publish", args=args), {"version": "1"})
    question.refresh_from_db()
    assert question.state == QuestionState.PUBLISHED


def test_a_filter_finds_by_words_kind_and_state(world):
    create(world)
    client = client_of(world.editor)
    address = reverse("bank:index")
    for query, hits in (
        ("q=口头", True),
        ("q=没有的词", False),
        ("kind=fill_in", False),
        ("state=draft", True),
        ("state=nonsense&kind=<x>", False),
        ("page=9999", True),
    ):
        page = client.get(f"{address}?{query}").content.decode()
        assert ("接报后多久" in page) is hits, query


def test_markup_in_a_stem_is_cleaned_in_every_place(world):
    bad = "先<script>alert(1)</script><img src=x onerror=alert(1)>做什么？"
    question = create(world, stem=bad)
    page = client_of(world.editor).get(question.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page


def test_the_explanation_is_drawn_as_candidates_will_see_it(world, make_question):
    question = make_question(
        stem="**先**做什么？", explanation="先**护住头颈**，再躲。\n\n- 桌下\n- 墙角"
    )
    page = client_of(world.reviewer).get(question.get_absolute_url()).content.decode()
    assert "<strong>护住头颈</strong>" in page and "<li>桌下</li>" in page and "**" not in page


def test_a_question_on_a_text_that_is_not_public_shows_no_empty_quote(world, make_question, source):
    question = make_question(source_key=KEY)
    source["public"] = False
    page = client_of(world.examiner).get(question.get_absolute_url()).content.decode()
    assert "这份文件不公开" in page and "<blockquote" not in page and "/plans/anlan/" in page


def test_who_may_open_a_question_is_named_by_the_rights(world, make_question):
    page = client_of(world.learner).get(make_question().get_absolute_url())
    assert page.status_code == 403
    words = page.content.decode().replace("<wbr>", "")
    assert "能办的是：编辑、审核员、教官、考务员、管理员。" in words
