"""What an editor says of levels and situations: at every outlet, for every text to come."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanCorrection, ReviewRound
from content.plans.review_states import RoundState
from content.plans.services.extracts import make_extracts
from portal.foundation.audit.models import AuditEvent
from tests.samples.reviewed_plans import approved, published
from tests.samples.what_when import PLAN, RISING, WHIRL

HEAVY = ["水位超过保证水位的。"], [], ["县长到场指挥。值班室记录。"]


def test_what_is_told_is_read_and_undone(draft, tell, levels, cases, world):
    before = levels(draft), cases(draft)
    assert before == ({"Ⅰ级": [*HEAVY]}, ["发现管涌的"])
    rows = [
        tell(Says.LEVEL_WHEN, RISING, "Ⅱ级"),
        tell(Says.NO_LEVEL, "值班室"),
        tell(Says.SITUATION, WHIRL, WHIRL),
        tell(Says.NO_SITUATION, "发现管涌"),
    ]
    assert levels(draft) == {
        "Ⅰ级": [HEAVY[0], [], ["县长到场指挥。"]],
        "Ⅱ级": [["河水漫过堤顶就算第二档。"], [], []],
    }
    assert cases(draft) == [WHIRL]
    assert AuditEvent.objects.filter(action="content.plan.corrected").count() == 4
    for row in rows:
        assert services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert (levels(draft), cases(draft)) == before
    assert not draft.clauses.exclude(told=[]).exists()


def test_of_one_place_the_last_word_stands_and_who_acts_is_another_word(draft, tell, levels):
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级")
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级")
    tell(Says.ACTOR, RISING, name="值班员")
    tell(Says.SITUATION, RISING, "漫堤")
    tell(Says.LEVEL_DONE, RISING, "Ⅰ级、Ⅲ级")
    kinds = {row.kind for row in PlanCorrection.objects.standing()}
    assert kinds == {"level_done", "actor", "situation"}
    found = levels(draft)
    assert set(found) == {"Ⅰ级", "Ⅲ级"}
    assert found["Ⅲ级"][2] == ["河水漫过堤顶就算第二档。"]


def test_every_later_text_is_read_so_and_what_is_gone_is_named(
    draft, tell, levels, cases, import_small
):
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级")
    tell(Says.SITUATION, WHIRL, WHIRL)
    tell(Says.LEVEL, "2.3 堤防巡查", "Ⅲ级")
    slug = draft.document.slug
    text = PLAN.replace("2.1 响应启动条件", "2.1 值班\n\n有人值班。\n\n2.2 响应启动条件")
    text = text.replace("2.2 Ⅰ级响应", "2.3 Ⅰ级响应").replace("2.3 堤防", "2.4 堤防")
    later = import_small(text, publish=False, slug=slug, kind="special").version
    assert levels(later)["Ⅱ级"][0] == ["河水漫过堤顶就算第二档。"]
    assert WHIRL in cases(later)
    gone = PLAN.replace("河水漫过堤顶就算第二档。", "")
    later = import_small(gone, publish=False, slug=slug, kind="special").version
    told = [one["text"] for one in later.notes if one["code"] == "correction_lost"]
    assert any(one.startswith("第 1 处改正没找到原句“河水漫过") for one in told)
    assert "Ⅱ级" not in levels(later)


def test_every_outlet_of_the_published_text_says_it_and_the_version_before_stays(
    draft, tell, levels, cases, world, client
):
    published(draft, world.editor, world.reviewer)
    draft.refresh_from_db()
    second = services.draft_of_published(version=draft, actor=world.editor)
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级", second)
    tell(Says.SITUATION, WHIRL, "堤脚冒水", second)
    published(second, world.editor, world.reviewer)
    plan = second.document
    plan.refresh_from_db()
    make_extracts(plan)
    assert "Ⅱ级" in levels(second) and "堤脚冒水" in cases(second)
    assert "Ⅱ级" not in levels(draft) and "堤脚冒水" not in cases(draft)
    client.logout()
    html = client.get(reverse("plans:levels", args=[plan.slug])).content.decode()
    assert "Ⅱ级" in html and RISING in html
    html = client.get(reverse("plans:situations", args=[plan.slug])).content.decode()
    assert "堤脚冒水" in html and WHIRL in html
    data = json.loads(b"".join(client.get(f"/plans/{plan.slug}/plan.json")))
    names = [one["name"] for ladder in data["levels"] for one in ladder["responses"]]
    assert names == ["Ⅰ级", "Ⅱ级"]


def test_a_plan_in_which_no_heading_speaks_of_levels_has_their_page_once_told(
    import_small, tell, world, client
):
    text = (
        PLAN.replace("安澜县防汛", "安澜县内涝")
        .replace("2.1 响应启动条件", "2.1 情形")
        .replace("2.2 Ⅰ级响应行动", "2.2 做法")
    )
    version = import_small(text, publish=False, kind="special").version
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级", version)
    published(version, world.editor, world.reviewer)
    address = reverse("plans:levels", args=[version.document.slug])
    assert RISING in client.get(address).content.decode()
    front = client.get(reverse("plans:document", args=[version.document.slug])).content.decode()
    assert address in front


def test_who_does_not_read_the_clause_hears_nothing_of_it(
    draft, tell, levels, cases, world, client
):
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级")
    tell(Says.SITUATION, WHIRL, "堤脚冒水")
    published(draft, world.editor, world.reviewer)
    draft.refresh_from_db()
    for words in (RISING, "水面起旋涡"):
        clause = draft.clauses.get(text__contains=words)
        services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    make_extracts(draft.document)
    assert "Ⅱ级" not in levels(draft, AnonymousUser()) and "Ⅱ级" in levels(draft)
    assert "堤脚冒水" not in cases(draft, AnonymousUser()) and "堤脚冒水" in cases(draft)
    slug = draft.document.slug
    client.logout()
    for name in ("levels", "situations", "document"):
        answer = client.get(reverse(f"plans:{name}", args=[slug]))
        assert answer.status_code == 200
        assert not {"Ⅱ级", "堤脚冒水"} & set(answer.content.decode().split())
    text = b"".join(client.get(f"/plans/{slug}/plan.json")).decode()
    assert "Ⅱ级" not in text and "堤脚冒水" not in text


def test_an_approval_ends_with_it(draft, tell, world):
    approved(draft, world.editor, world.reviewer)
    tell(Says.LEVEL_WHEN, RISING, "Ⅱ级")
    held = ReviewRound.objects.get()
    assert (held.state, held.void_for) == (RoundState.VOID, "corrected")


def test_the_database_refuses_what_is_called_where_nothing_is(draft):
    place = {"document": draft.document, "text": "\n甲\n"}
    for wrong in (
        {"kind": "level_when", "slot": "level"},
        {"kind": "no_level", "slot": "level", "called": "Ⅰ级"},
        {"kind": "situation", "slot": "case"},
        {"kind": "no_situation", "slot": "case", "called": "甲"},
        {"kind": "level", "slot": "level", "called": "Ⅰ级", "name": "甲"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanCorrection.objects.create(**place, **wrong)
