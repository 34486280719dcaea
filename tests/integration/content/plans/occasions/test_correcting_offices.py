"""What an editor says of who holds an office: on cards and in data, for every text to come."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanCorrection
from content.plans.selectors.corrections import stretch_at
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import roles_of
from content.plans.services.extracts import make_extracts
from tests.samples.reviewed_plans import published
from tests.samples.who_acts import at, duties_of

PLAN = """安澜县防汛应急预案

1 组织

1.1 县防指

县防指指挥长由县长担任。县防指指挥长负责决定转移。

1.2 分工

县防指副指挥长：县水利局局长。县防指副指挥长负责值班。
"""
MISSED = "县防指副指挥长：县水利局局长"


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, publish=False, kind="special").version


@pytest.fixture
def send(client, world, draft):
    def run(words, form, version=draft, **values):
        client.force_login(world.editor)
        place = at(version, words)
        values = {"state": stretch_at(version, place).state, **values}
        return client.post(
            reverse("plans_desk:correct", args=[version.pk, place]),
            {"form": form, **{f"{form}-{key}": one for key, one in values.items()}},
        )

    return run


def held(version, person):
    return {
        (office.title, office.holder)
        for role in roles_of(readable_text(version, person))
        for office in role.actor.offices
    }


def test_the_page_shows_who_holds_what_takes_one_out_and_adds_one(send, draft, world, client):
    client.force_login(world.editor)
    html = client.get(
        reverse("plans_desk:correct", args=[draft.pk, at(draft, "县防指指挥长由")])
    ).content.decode()
    assert "县防指指挥长：县长" in html and "“谁担任什么职务”读错了" in html
    assert held(draft, world.editor) == {("县防指指挥长", "县长")}
    added = {"at": at(draft, MISSED), "name": "县水利局局长", "called": "县防指副指挥长"}
    assert send(MISSED, "holder", **added).status_code == 302
    assert ("县防指副指挥长", "县水利局局长") in held(draft, world.editor)
    assert "县防指副指挥长负责值班。" in duties_of(draft, world.editor)["县水利局局长"]
    assert send("县防指指挥长由", "office", name="县防指指挥长：县长").status_code == 302
    assert "县长" not in duties_of(draft, world.editor)
    html = client.get(reverse("plans_desk:review", args=[draft.pk])).content.decode()
    assert "谁担任什么职务：加上一个（县水利局局长，县防指副指挥长）" in html
    for row in PlanCorrection.objects.standing():
        services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert held(draft, world.editor) == {("县防指指挥长", "县长")}


def test_it_holds_for_later_texts_and_at_every_outlet(send, draft, world, client, import_small):
    send(MISSED, "holder", at=at(draft, MISSED), name="县水利局局长", called="县防指副指挥长")
    later = import_small(
        PLAN.replace("1.2 分工", "1.2 值班\n\n有人值班。\n\n1.3 分工"), publish=False,
        slug=draft.document.slug, kind="special",
    ).version  # fmt: skip
    assert ("县防指副指挥长", "县水利局局长") in held(later, world.editor)
    published(later, world.editor, world.reviewer)
    make_extracts(later.document)
    slug = later.document.slug
    client.logout()
    data = json.loads(b"".join(client.get(f"/plans/{slug}/plan.json")))
    offices = [one for actor in data["actors"] for one in actor["offices"]]
    assert ("县防指副指挥长", "县水利局局长") in {(one["title"], one["holder"]) for one in offices}
    later.refresh_from_db()
    clause = later.clauses.get(heading="分工")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    assert held(later, AnonymousUser()) == {("县防指指挥长", "县长")}
    assert "县水利局局长" not in b"".join(client.get(f"/plans/{slug}/plan.json")).decode()


@pytest.mark.parametrize(
    ("form", "sent", "words"),
    [
        ("holder", {"name": "县水利局局长"}, "写担任什么职务。"),
        ("holder", {"called": "县防指副指挥长"}, "写是哪个单位或人。"),
        ("holder", {"name": "甲", "called": "长" * 10_000}, "48"),
        ("holder", {"name": "甲", "called": "秘书\u202e长"}, "看不见"),
        ("holder", {"name": "张三13912345678", "called": "秘书长"}, "手机号"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_corrected(send, draft, form, sent, words):
    answer = send(MISSED, form, **{"at": at(draft, MISSED), **sent})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not PlanCorrection.objects.exists()


def test_of_two_offices_of_one_person_in_a_sentence_each_is_taken_out_alone(
    send, import_small, world, client
):
    both = import_small(
        "安澜县防雹应急预案\n\n1 组织\n\n1.1 分工\n\n"
        "县长任领导小组组长，县防雹指挥部指挥长由县长担任。县长负责决定转移。",
        publish=False, kind="special", title="安澜县防雹应急预案",
    ).version  # fmt: skip
    leader, chief = ("领导小组组长", "县长"), ("县防雹指挥部指挥长", "县长")
    assert held(both, world.editor) == {leader, chief}
    send("县长任", "office", version=both, name="领导小组组长：县长")
    assert held(both, world.editor) == {chief}
    send("县长任", "office", version=both, name="县防雹指挥部指挥长：县长")
    assert held(both, world.editor) == set()
    rows = list(PlanCorrection.objects.standing())
    assert [row.called for row in rows] == ["领导小组组长", "县防雹指挥部指挥长"]
    services.undo_correction(version=both, actor=world.editor, correction=rows[0])
    assert held(both, world.editor) == {leader}


def test_one_who_was_not_read_cannot_be_taken_out(send, draft):
    answer = send("县防指指挥长由", "office", name="县水利局局长")
    assert answer.status_code == 422 and "只能选这里列出的" in answer.content.decode()
    assert not PlanCorrection.objects.exists()


def test_the_database_refuses_an_office_without_a_holder_or_a_name(draft):
    place = {"document": draft.document, "text": "\n甲\n", "slot": "office"}
    for wrong in (
        {"kind": "office", "name": "甲"},
        {"kind": "office", "called": "组长"},
        {"kind": "no_office"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanCorrection.objects.create(**place, **wrong)
