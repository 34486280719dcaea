"""The form of a question against everything a request can carry."""

import re
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from content.taxonomy.models import Hazard
from quizzes.bank.enums import Pool
from quizzes.bank.models import AnswerKey, Question
from quizzes.bank.services import drawn_from

pytestmark = pytest.mark.django_db

HUGE, LONG = str(10**20), "长" * 350_000
NOWHERE = "clause:00000000-0000-4000-8000-000000000000"
STEM = "接报后多久口头报告？"
CHOICES = ("owner_unit", "aim", "pool", "hazards", "language", "jurisdiction", "right")
DATES = ("valid_from", "valid_to")
HIDDEN = ("creation_key", "id_1")


@pytest.fixture
def editor(world):
    client = Client(raise_request_exception=True)
    client.force_login(world.editor)
    return client


def fields(world, **extra):
    return {
        "stem": STEM,
        "text_1": "30 分钟",
        "text_2": "2 小时",
        "right": "1",
        "explanation": "预案写明。",
        "owner_unit": world.town.pk,
        "aim": "avoidance",
        "pool": "practice",
        "creation_key": str(uuid4()),
        **extra,
    }


def refuses(client, data, *, at=None):
    """The answer to a form that cannot be stored: 422, in words, with the typed stem."""
    answer = client.post(at or reverse("bank:new"), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "处要改" in page and data["stem"][:40] in page
    assert "Select a valid" not in page and "Ensure this" not in page
    return page


@pytest.mark.parametrize("name", CHOICES + DATES + HIDDEN)
@pytest.mark.parametrize("value", [HUGE, "-1", "\0", "a\0b", LONG, "0x1"], ids=range(6))
def test_a_value_that_is_no_choice_is_refused_in_words_and_nothing_is_stored(
    world, editor, name, value
):
    if name == "id_1" and value in (HUGE, "0x1"):
        value = "A B"
    page = refuses(editor, fields(world, **{name: value}))
    assert not Question.objects.exists()
    assert page.count(LONG) <= 1


def test_what_was_pasted_from_word_is_kept_in_signs_everybody_has(world, editor):
    typed = {
        "stem": "先做什么？\x0b看图\u200b再答。",
        "text_1": "关水\x0b关电",
        "explanation": "因为：\n\uf0b7\t漏电\n\uf0b7\t漏水",
    }
    assert editor.post(reverse("bank:new"), fields(world, **typed)).status_code == 302
    version = Question.objects.get().versions.get()
    assert version.stem == "先做什么？\n看图再答。"
    assert version.options[0]["text"] == "关水 关电"
    assert AnswerKey.objects.get().explanation == "因为：\n\n- 漏电\n- 漏水"


@pytest.mark.parametrize("name", ["stem", "text_1", "explanation"])
def test_a_sign_that_only_its_font_can_draw_is_named_and_stored_nowhere(world, editor, name):
    page = refuses(editor, fields(world, **{name: "关总阀\ue001"}))
    assert "第一个在“关总阀”后面" in page and not Question.objects.exists()


def test_what_a_new_question_trains_is_chosen_and_not_taken_for_granted(world, editor):
    shown = editor.get(reverse("bank:new")).content.decode()
    aims = shown[shown.index('<select name="aim"') :].split("</select>")[0]
    assert 'value="" selected' in aims and aims.count("selected") == 1
    page = refuses(editor, fields(world, aim=""))
    assert "选这道题考查什么。" in page and not Question.objects.exists()


@pytest.mark.parametrize("name", ["stem", "explanation", "text_1"])
@pytest.mark.parametrize("value", ["带\0空字符", LONG], ids=["nul", "long"])
def test_a_text_that_cannot_be_stored_stays_in_the_form(world, editor, name, value):
    page = refuses(editor, fields(world, **{name: value}))
    assert value[:30] in page
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "value", [HUGE, "-1", "\0", LONG, f"paragraph:{HUGE}", f"clause:{UUID(int=7)}"]
)
def test_a_source_that_is_none_is_refused_in_words(world, editor, value):
    refuses(editor, fields(world, source_key=value))
    assert not Question.objects.exists()
    assert editor.get(reverse("bank:new"), {"source": value[:2000]}).status_code == 200


def test_bytes_that_are_no_text_are_stored_as_the_mark_of_a_lost_letter(world, editor):
    body = urlencode(fields(world)).replace("right=1", "right=1&hazards=%ED%A0%80")
    answer = editor.post(
        reverse("bank:new"), body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    body = urlencode(fields(world)).replace("stem=", "stem=%ED%A0%80")
    editor.post(reverse("bank:new"), body, content_type="application/x-www-form-urlencoded")
    assert "\ufffd" in Question.objects.get().versions.get().stem


def test_a_value_given_twice_counts_once_or_the_last_one_counts(world, editor):
    slugs = list(Hazard.objects.values_list("slug", flat=True)[:2])
    data = fields(world, hazards=[*slugs, slugs[0]], stem=["别的", STEM], right=["2", "1"])
    assert editor.post(reverse("bank:new"), data).status_code == 302
    question = Question.objects.get()
    assert set(question.hazards.values_list("slug", flat=True)) == set(slugs)
    assert (question.pool, question.versions.get().stem) == (Pool.PRACTICE, STEM)


def test_a_question_being_changed_refuses_the_same_and_keeps_its_version(world, editor):
    editor.post(reverse("bank:new"), fields(world))
    question = Question.objects.get()
    address = reverse("bank:edit", args=[question.public_id])
    for name in ("hazards", "jurisdiction", "aim", "pool", "right", "valid_to"):
        for value in (HUGE, "\0", LONG):
            refuses(editor, fields(world, stem="新的题干是什么？", **{name: value}), at=address)
    assert question.versions.count() == 1


def test_blanks_take_any_text_and_say_what_is_wrong(world, editor):
    address = f"{reverse('bank:new')}?kind=fill_in"
    for value in ("\0", LONG, "\n".join(["字" * 99] * 500), "|||"):
        data = fields(world, stem="要几分钟？____", blanks=value, blank_ids="a,a," + "\0")
        page = refuses(editor, data, at=address)
        assert page.count('class="err"') < 20
    assert not Question.objects.exists()


def test_the_list_filters_by_pool_and_says_what_it_cannot_read(world, editor):
    editor.post(reverse("bank:new"), fields(world))
    for query, shown in (
        ({"pool": "practice"}, True),
        ({"pool": "certification"}, False),
        ({"page": HUGE}, True),
    ):
        page = editor.get(reverse("bank:index"), query).content.decode()
        assert (STEM in page) is shown, query
    for query, words in (
        ({"pool": "\0"}, "只能选这里列出的"),
        ({"hazard": HUGE}, "只能选这里列出的"),
        ({"q": "\0"}, "看不见的空字符"),
        ({"q": "长" * 61}, "不超过 60 个字，现在是 61 个"),
        ({"source": "x" * 500}, "没有这个出处"),
    ):
        answer = editor.get(reverse("bank:index"), query)
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page, query
        assert STEM not in page and "没有符合的题目" not in page


def test_the_two_last_options_and_the_rare_fields_unfold_only_when_used(world, editor):
    blank = editor.get(reverse("bank:new")).content.decode()
    assert blank.count('<details class="more">') == 2 and '<details class="more" open>' not in blank
    assert 'name="text_6"' in blank
    bad = refuses(editor, fields(world, stem=STEM, text_6="另外", valid_to="昨天"))
    assert bad.count('<details class="more" open>') == 2


def test_an_editor_moves_an_unseen_question_and_is_told_why_a_seen_one_stays(
    world, editor, make_question, make_paper
):
    question = make_question(pool=Pool.PRACTICE, owner=world.town)
    page = editor.get(question.get_absolute_url()).content.decode()
    assert "练习题" in page
    address = reverse("bank:edit", args=[question.public_id])
    drawn = drawn_from(question.versions.get())
    data = fields(world, stem="在教室里先做什么？", pool="certification", drawn=drawn)
    make_paper(purpose="practice", questions=[question])
    page = refuses(editor, data, at=address)
    assert "“地震避险考试”已经把这道题给人练过" in page
    question.refresh_from_db()
    assert question.pool == Pool.PRACTICE and question.versions.count() == 1


OF_KIND = {
    "single": ({"text_1": "甲做法", "text_6": "己做法", "right": "6"}, ('value="6" checked',)),
    "multiple": (
        {"text_1": "甲做法", "text_6": "己做法", "right": ["1", "6"]},
        ('value="1" checked', 'value="6" checked'),
    ),
    "true_false": ({"truth": "false"}, ('value="false" checked',)),
    "fill_in": ({"blanks": "30|三十\n半小时"}, ("30|三十\n半小时",)),
}
ALWAYS_KEPT = {
    "explanation": "解析留着我",
    "valid_from": "2026-05-02",
    "valid_to": "2026-06-02",
    "aim": "self_rescue",
    "pool": "practice",
    "hazards": ["flood", "gas"],
}


@pytest.mark.parametrize("bad", [{"stem": ""}, {"stem": "长" * 2001}, {"stem": "空\0字符"},
                                 {"source_key": NOWHERE}, {"aim": "nonsense"}],
                         ids=["empty", "long", "nul", "source", "choice"])  # fmt: skip
@pytest.mark.parametrize("kind", OF_KIND)
def test_every_kind_keeps_all_that_was_typed_and_chosen(world, editor, kind, bad):
    typed, marks = OF_KIND[kind]
    data = {**fields(world), **ALWAYS_KEPT, **typed, **bad}
    if kind == "fill_in" and "stem" not in bad:
        data["stem"] = "___ 分钟，也就是 ___"
    page = refuses(editor, data, at=f"{reverse('bank:new')}?kind={kind}")
    kept = [data["explanation"], "2026-05-02", "2026-06-02", *marks]
    kept += [value for name, value in typed.items() if name.startswith("text_")]
    kept += ['value="practice" checked', 'value="flood" checked', 'value="gas" checked']
    if "aim" not in bad:
        kept.append('value="self_rescue" selected')
    plain = re.sub(r'(value="\w+")[^>]*? checked', r"\1 checked", page)
    assert [words for words in kept if words not in plain] == []
    assert not Question.objects.exists()


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_new_version_of_every_kind_keeps_what_was_typed(editor, world, make_question, kind):
    question = make_question(kind, owner=world.town)
    typed, marks = OF_KIND[kind]
    data = {**fields(world), **ALWAYS_KEPT, **typed, "stem": "", "note": "改动说明留着"}
    page = refuses(editor, data, at=reverse("bank:edit", args=[question.public_id]))
    plain = re.sub(r'(value="\w+")[^>]*? checked', r"\1 checked", page)
    kept = ["解析留着我", "改动说明留着", *marks]
    assert [words for words in kept if words not in plain] == []
    assert question.versions.count() == 1


def test_a_question_says_what_it_is_written_in_and_another_language_is_another_version(
    world, editor
):
    sent = fields(world, language="ug", stem="سوئال؟")
    editor.post(reverse("bank:new"), sent)
    question = Question.objects.get()
    assert question.versions.get().language == "ug"
    page = editor.get(question.get_absolute_url()).content.decode()
    assert '<h3 class="stem" lang="ug" dir="auto" translate="no">' in page
    again = {**sent, "language": "", "drawn": drawn_from(question.versions.get())}
    editor.post(reverse("bank:edit", args=[question.public_id]), again)
    assert [one.language for one in question.versions.order_by("number")] == ["ug", "zh-Hans"]


def test_only_the_field_that_is_wrong_is_marked_so(editor, world):
    page = refuses(editor, fields(world, right=""))
    assert 'class="field bad"' in page
    assert not re.search(r'name="text_\d"[^>]*aria-invalid', page)
