"""What an editor says of who acts in a clause: at every outlet, for every text to come."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import LONGEST_ACTOR
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import Clause, ExtractedRole, PlanCorrection, ReviewRound
from content.plans.review_states import RoundState
from content.plans.selectors.acting import acted_by
from content.plans.selectors.corrections import stretch_at
from content.plans.selectors.readable import readable_text
from content.plans.selectors.roles import card_of, roles_of
from content.plans.selectors.situations import situations_by_chapter
from content.plans.selectors.structure_acting import actors as structured_actors
from content.plans.services import approvals
from content.plans.services.extracts import make_extracts
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.samples import who_acts
from tests.samples.reviewed_plans import approved, published
from tests.samples.who_acts import ACTING, at


def test_who_was_read_is_taken_out_of_one_clause_and_stays_in_the_others(draft, say, duties):
    assert duties(draft)["县水利局"] == [
        "发现管涌的，县水利局应当立即到场。", "县水利局负责汛情监测。",
    ]  # fmt: skip
    say(Says.NO_ACTOR, "发现管涌", "县水利局")
    assert duties(draft)["县水利局"] == ["县水利局负责汛情监测。"]
    say(Says.NO_ACTOR, "县水利局负责汛情", "县水利局")
    assert "县水利局" not in duties(draft)


def test_a_name_is_changed_where_it_was_read(draft, say, duties):
    say(Says.ACTOR_NAMED, "县公安局负责", "县公安局", "县公安局交警大队")
    found = duties(draft)
    assert found["县公安局交警大队"] == ["县公安局负责维持秩序。"]
    assert "县公安局" not in found


def test_who_was_missed_acts_in_the_sentence_that_was_pointed_at(draft, say, duties):
    say(Says.ACTOR, "转移路线", "带队干部")
    assert duties(draft)["带队干部"] == ["转移路线由带队的人定。"]
    say(Says.ACTOR, "县气象局负责", "县水利局")
    assert duties(draft)["县水利局"][-1] == "县气象局负责预报。"


def test_what_is_said_later_is_said_of_what_was_said_before(draft, say, duties, world):
    say(Says.ACTOR, "转移路线", "带队干部")
    say(Says.ACTOR_NAMED, "转移路线", "带队干部", "包村干部")
    assert list(duties(draft)) and "带队干部" not in duties(draft)
    last = say(Says.NO_ACTOR, "转移路线", "包村干部")
    assert "包村干部" not in duties(draft)
    services.undo_correction(version=draft, actor=world.editor, correction=last)
    assert duties(draft)["包村干部"] == ["转移路线由带队的人定。"]


def test_the_same_place_tells_several_names_and_of_one_name_the_last_word_stands(draft, say):
    say(Says.ACTOR, "转移路线", "带队干部")
    say(Says.ACTOR, "转移路线", "带队干部")
    say(Says.ACTOR, "转移路线", "村干部")
    assert PlanCorrection.objects.standing().count() == 2
    say(Says.NO_ACTOR, "转移路线", "村干部")
    kinds = [(row.kind, row.name) for row in PlanCorrection.objects.standing()]
    assert kinds == [("actor", "带队干部"), ("no_actor", "村干部")]


def test_nothing_else_of_the_draft_is_touched(draft, say):
    def rows():
        fields = [one.name for one in Clause._meta.concrete_fields if one.name != "told"]
        return list(draft.clauses.order_by("pk").values_list(*fields))

    before = rows()
    say(Says.ACTOR, "转移路线", "带队干部")
    assert rows() == before
    told = draft.clauses.exclude(told=[]).get()
    assert told.heading == "先期处置"
    assert [one["name"] for one in told.told] == ["带队干部"]
    assert AuditEvent.objects.get(action="content.plan.corrected").data["clauses"] == 1


def test_undoing_leaves_what_was_read(draft, say, duties, world):
    before = duties(draft)
    for kind, words, name, called in (
        (Says.NO_ACTOR, "发现管涌", "县水利局", ""),
        (Says.ACTOR_NAMED, "县公安局负责", "县公安局", "县公安局交警大队"),
        (Says.ACTOR, "转移路线", "带队干部", ""),
    ):
        row = say(kind, words, name, called)
        assert duties(draft) != before
        assert services.undo_correction(version=draft, actor=world.editor, correction=row)
        assert duties(draft) == before
    assert not draft.clauses.exclude(told=[]).exists()
    assert AuditEvent.objects.filter(action="content.plan.correction_undone").count() == 3


def test_every_later_text_is_read_so_wherever_the_sentence_went(
    draft, say, duties, world, import_small
):
    say(Says.NO_ACTOR, "县水利局负责汛情", "县水利局")
    say(Says.ACTOR, "转移路线", "带队干部")
    text = ACTING.replace("2.2 监测", "2.2 通信\n\n县通信办负责通信。\n\n2.3 监测")
    text = text.replace("转移路线", "\n\n2.1.1 转移\n\n转移路线")
    later = import_small(text, publish=False, slug=draft.document.slug, kind="special").version
    assert later.number == 2
    assert duties(later)["带队干部"] == ["转移路线由带队的人定。"]
    assert duties(later)["县水利局"] == ["发现管涌的，县水利局应当立即到场。"]
    assert later.clauses.get(heading="转移").told
    assert not [one for one in later.notes if one["code"] == "correction_lost"]


def test_a_sentence_that_is_gone_is_named_and_what_was_said_of_it_waits(
    draft, say, duties, import_small
):
    say(Says.ACTOR, "转移路线", "带队干部")
    slug = draft.document.slug
    gone = ACTING.replace("转移路线由带队的人定。", "")
    later = import_small(gone, publish=False, slug=slug, kind="special").version
    told = [one["text"] for one in later.notes if one["code"] == "correction_lost"]
    assert told and told[0].startswith("第 1 处改正没找到原句“转移路线由带队的人定。")
    assert "带队干部" not in duties(later)
    back = import_small(ACTING + "附注。", publish=False, slug=slug, kind="special").version
    assert "带队干部" in duties(back)


def test_a_sentence_that_is_no_text_of_a_clause_any_more_is_named(draft, say, world):
    say(Says.ACTOR, "转移路线", "带队干部")
    services.correct_draft(
        version=draft, actor=world.editor, kind=Says.LEFT_OUT, at=at(draft, "转移路线")
    )
    draft.refresh_from_db()
    told = [one["text"] for one in draft.notes if one["code"] == "correction_lost"]
    assert told == [
        "第 1 处改正没有用上：“转移路线由带队的人定。”现在不在条文的正文里。"
        "编辑要在草稿上重新改正。"
    ]


def test_every_outlet_of_the_published_text_says_it_and_the_version_before_stays(
    draft, say, world, client, import_small
):
    first = published(draft, world.editor, world.reviewer)
    draft.refresh_from_db()
    plan = draft.document
    plan.refresh_from_db()
    second = services.draft_of_published(version=draft, actor=world.editor)
    say(Says.NO_ACTOR, "发现管涌", "县水利局", version=second)
    say(Says.ACTOR_NAMED, "县公安局负责", "县公安局", "县公安局交警大队", version=second)
    say(Says.ACTOR, "转移路线", "带队干部", version=second)
    before = readable_text(draft, world.editor)
    assert "带队干部" not in [role.actor.name for role in roles_of(before)]
    published(second, world.editor, world.reviewer)
    second.refresh_from_db()
    plan.refresh_from_db()
    make_extracts(plan)
    text = readable_text(second, world.editor)
    names = {"带队干部", "县公安局交警大队", "县水利局", "县气象局"}
    assert {role.actor.name for role in roles_of(text)} == names
    key = next(role.key for role in roles_of(text) if role.actor.name == "带队干部")
    assert card_of(text, key).role.actor.duties[0].sentence == "转移路线由带队的人定。"
    anchor = second.clauses.get(heading="先期处置").anchor
    beside = acted_by(plan.slug, text, [anchor])[anchor]
    assert (beside.more, [one.name for one in beside.shown]) == (
        [], ["县公安局交警大队", "带队干部"],
    )  # fmt: skip
    assert {one["name"] for one in structured_actors(text)["actors"]} == names
    assert "带队干部" in ExtractedRole.objects.values_list("written", flat=True)
    (chapter,) = situations_by_chapter(text)
    assert [card.actors for one in chapter.situations for card in one.cards] == [()]
    html = client.get(reverse("plans:role", args=[plan.slug, key])).content.decode()
    assert "转移路线由" in html
    assert not draft.clauses.exclude(told=[]).exists(), first


def test_an_approval_ends_with_it(draft, say, world):
    approved(draft, world.editor, world.reviewer)
    say(Says.ACTOR, "转移路线", "带队干部")
    held = ReviewRound.objects.get()
    assert (held.state, held.void_for) == (RoundState.VOID, "corrected")


def test_what_was_asked_about_before_anything_could_be_said_is_what_it_was(draft, say, monkeypatch):
    """An update must not end the reviews that are under way."""
    asked = []
    monkeypatch.setattr(
        approvals, "fingerprint", lambda _facts, rows: asked.append(sorted(rows)) or "0" * 64
    )
    approvals.present(draft)
    say(Says.ACTOR, "转移路线", "带队干部")
    approvals.present(draft)
    assert asked == [
        ["cells", "clauses", "repairs", "tables"],
        ["cells", "clauses", "repairs", "tables", "told"],
    ]


def test_who_does_not_read_the_clause_hears_nothing_of_who_was_added_to_it(
    draft, say, world, client
):
    say(Says.ACTOR, "转移路线", "带队干部")
    published(draft, world.editor, world.reviewer)
    draft.refresh_from_db()
    clause = draft.clauses.get(heading="先期处置")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    make_extracts(draft.document)
    names = who_acts.duties_of(draft, AnonymousUser())
    assert "带队干部" not in names and "县气象局" in names
    assert "带队干部" in who_acts.duties_of(draft, world.editor)
    slug = draft.document.slug
    for address in (reverse("plans:roles", args=[slug]), f"/plans/{slug}/plan.json"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "带队干部" not in answer.content.decode()


def test_what_is_published_is_told_nothing(draft, say, world):
    published(draft, world.editor, world.reviewer)
    draft.refresh_from_db()
    with pytest.raises(services.PlanRefused, match="不能改"):
        say(Says.ACTOR, "转移路线", "带队干部")
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.clauses.filter(heading="先期处置").update(told=[{"kind": "actor", "name": "甲"}])


def test_the_database_refuses_a_name_where_none_belongs_and_none_where_one_does(draft):
    place = {"document": draft.document, "text": "\n甲\n"}
    for wrong in (
        {"kind": "actor", "slot": "actor"},
        {"kind": "no_actor", "slot": "actor"},
        {"kind": "actor_named", "slot": "actor", "name": "甲"},
        {"kind": "actor", "slot": "actor", "name": "甲", "called": "乙"},
        {"kind": "text", "slot": "line", "name": "甲"},
        {"kind": "text", "slot": "line", "called": "甲"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanCorrection.objects.create(**place, **wrong)


def test_a_page_of_before_is_told_that_another_editor_was_first(draft, say, world):
    place = at(draft, "发现管涌")
    state = stretch_at(draft, place).state
    say(Says.NO_ACTOR, "发现管涌", "县水利局")
    with pytest.raises(ChangedMeanwhile):
        say(Says.ACTOR_NAMED, "发现管涌", "县水利局", "县水务局", state=state)
    assert PlanCorrection.objects.count() == 1


def test_the_longest_name_is_kept_whole_at_every_outlet(draft, say, world, duties):
    name = "县" + "防汛抗旱" * 12
    name = name[: LONGEST_ACTOR - 2] + "中心"
    assert len(name) == LONGEST_ACTOR
    say(Says.ACTOR, "转移路线", name)
    published(draft, world.editor, world.reviewer)
    make_extracts(draft.document)
    assert name in duties(draft)
    assert ExtractedRole.objects.filter(name=name).exists()
