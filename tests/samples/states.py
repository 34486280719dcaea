"""States of the sample things in which a form is offered: a question in review, an attempt
passed by somebody of unknown age, a person signed in on two devices."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Workflow

from content.comments import services as comments
from content.comments.models import Comment
from content.marks import services as marks
from content.plans import services as plans
from content.plans.enums import HiddenFor, Kind, Visibility
from content.plans.models import (
    PlanDocument,
    PlanVersion,
    ReviewRound,
    TargetDraft,
    Widening,
)
from content.plans.selectors.goals import Goal, goals_of
from content.plans.selectors.task_proposals import Found, found_in
from content.plans.services.reach import propose
from content.plans.services.tasks import as_read
from content.targets.changed_clauses import flag_changed_clause
from content.targets.ending import retire_target
from content.targets.enums import RetireReason
from portal.foundation.consent import services as consent
from portal.people import services as people
from portal.people.enums import UnitKind
from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.bank import services as bank
from quizzes.bank.domain.marking import Response
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option
from quizzes.bank.models import Question
from quizzes.certificates import services as certificates
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Scheme
from quizzes.papers import services as papers
from tests.samples import reviewed_plans
from tests.samples.county import PASSWORD, PURPOSE
from tests.samples.things import Things


def worded_anew(things: Things, source: str = "") -> Question:
    bank.new_version(
        question=things.question, by=things.holder,
        wording=bank.Wording(
            kind="true_false", stem="摇晃停了以后走楼梯？", source_key=source,
            options=(Option(TRUE_ID, "对"), Option(FALSE_ID, "错")),
            key=Key(correct=frozenset({TRUE_ID})),
        ),
        filing=bank.Filing(aim="avoidance"),
    )  # fmt: skip
    return Question.objects.get(pk=things.question.pk)


def proposed(things: Things) -> None:
    """The import hid a clause of the draft, and nobody has judged it."""
    clause = things.draft.clauses.filter(kind="clause").first()
    propose(things.draft.document_id, clause.anchor, "restricted", HiddenFor.CONTACTS, "0" * 64)


def in_review(things: Things) -> None:
    bank.submit_for_review(question=worded_anew(things), by=things.holder)


def page_in_review(things: Things) -> None:
    page = Page.objects.get(pk=things.guide.pk).specific
    page.save_revision(user=things.holder)
    Workflow.objects.get(active=True).start(page, things.holder)


def source_moved(things: Things) -> None:
    question = worded_anew(things, things.clause.key)
    bank.submit_for_review(question=question, by=things.holder)
    bank.publish(question=question, by=things.holder)
    Question.objects.filter(pk=question.pk).update(needs_review=True, review_reason="原文已改")


def put_aside(things: Things) -> None:
    plans.dismiss_drafts(
        drafts=TargetDraft.objects.filter(pk=things.target_draft.pk),
        actor=things.holder, reason="这是现状。",
    )  # fmt: skip


def asked_whether_it_is_known(things: Things) -> None:
    """Somebody uploads what their unit has already, with a word changed."""
    document = PlanDocument.objects.get(
        owner_unit=things.unit, visibility=Visibility.PUBLIC, kind=Kind.WORK_PLAN
    )
    text = document.current_version.original.replace("持证", "有证")
    plans.receive(
        token=uuid4(), data=text.encode(), name="", pasted=True,
        owner_unit=things.unit, actor=things.holder,
    )  # fmt: skip


def with_a_changed_clause(things: Things) -> None:
    flag_changed_clause(key=things.clause.key, new_hash="b" * 64, withdrawn=False)


def a_goal(things: Things) -> Goal:
    found = goals_of(PlanVersion.objects.get(pk=things.plan.current_version_id))
    return next(one for one in found if one.goal.sentence == "应急体系基本健全。")


def with_a_declined_goal(things: Things) -> None:
    plans.decline_goal(goal=a_goal(things), reason="没有可以数的。", actor=things.holder)


def a_task(things: Things) -> Found:
    """Of the draft: （三）工作分工。"""
    version = PlanVersion.objects.get(pk=things.draft.pk)
    return next(one for one in found_in(version) if one.proposal.name == "工作分工")


def with_a_confirmed_task(things: Things) -> None:
    told = replace(as_read(a_task(things).proposal), leads=("县应急局",))
    plans.correct_task(found=a_task(things), told=told, actor=things.holder)


def replacing_another(things: Things) -> None:
    plans.relate(
        document=things.plan, kind="replaces", other=things.internal_plan, actor=things.holder
    )


def a_widening(things: Things, by: User | None = None) -> Widening:
    """That everybody read a plan in force, which waits for a second person."""
    plan = things.internal_plan
    found = Widening.objects.filter(document=plan).first()
    return found or Widening.objects.create(
        document=plan, version=plan.current_version, in_force=plan.current_version,
        was=plan.visibility, wanted=Visibility.PUBLIC, reason="核对过，可以公开。",
        proposed_by=by or User.objects.get(username="p-editor"),
    )  # fmt: skip


def an_own_widening(things: Things) -> Widening:
    return a_widening(things, User.objects.get(username="p-administrator"))


def with_an_own_comment(things: Things) -> Comment:
    person = User.objects.get(username="p-administrator")
    return comments.write_comment(
        author=person, anchor=things.clause.anchor, kind="fact", text="数错了。", token=uuid4()
    )


def in_a_week() -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()


def with_a_mark(things: Things) -> None:
    person = User.objects.get(username="p-administrator")
    marks.save_mark(user=person, anchor=things.clause.anchor, note="照这一条办")


def with_an_older_mark(things: Things) -> None:
    with_a_mark(things)
    plans.publish_version(version=things.draft, actor=None)


def plan_in_review(things: Things) -> ReviewRound:
    """Its holder, who has no part in the text, sent the draft to review."""
    return reviewed_plans.asked(things.draft, things.holder)


def plan_approved(things: Things) -> ReviewRound:
    reviewer = User.objects.get(username="p-reviewer")
    return reviewed_plans.approved(things.draft, things.holder, reviewer)


def with_a_retired_target(things: Things) -> None:
    retire_target(
        target=things.target, reason=RetireReason.MISTAKEN, note="多写了一个零。",
        actor=things.holder,
    )  # fmt: skip


def no_draft(things: Things) -> None:
    draft = things.paper.versions.get(state="draft")
    papers.publish(version=draft, by=things.holder)


def stopped_issuing(_things: Things) -> None:
    Scheme.objects.update(active=False)


def passed_of_unknown_age(things: Things) -> None:
    certificates.revoke(
        certificate=things.certificate, reason=RevocationReason.HOLDER_ASKED, actor=things.holder
    )
    User.objects.filter(pk=things.holder.pk).update(adult_confirmed_at=None)
    right = Response(chosen=frozenset({TRUE_ID}))
    attempts.record_answer(
        attempt=things.running, slot=1, response=right, seen_revision=0, client_event_id=uuid4()
    )
    attempts.submit(attempt=things.running)


def signed_in_elsewhere(things: Things) -> None:
    for _device in range(2):
        Client().post("/accounts/login/", {"login": things.holder.username, "password": PASSWORD})


def with_a_factor(things: Things) -> None:
    TOTP.activate(things.holder, generate_totp_secret())


def agreed_to_older_words(things: Things) -> None:
    consent.give(user=things.holder, purpose="account", version=1)
    consent.publish(actor=None, purpose="account", title="告知", body="新的话。")


def new_village(things: Things, code: str = "xincun") -> None:
    people.add_unit(
        actor=None, parent=things.unit, code=code, name="新村", kind=UnitKind.VILLAGE,
        valid_from=date(2025, 6, 1),
    )  # fmt: skip


def two_villages(things: Things) -> None:
    new_village(things)
    new_village(things, "laocun")


def consented(things: Things) -> None:
    consent.give(user=things.holder, purpose=PURPOSE, version=1)
