"""安澜县 with one real object of every kind in each of four units, and one person of every role.

The people stand in 青河镇. `objects` holds what belongs to a unit, seen from there: the own unit,
one below it, its sister, its parent. `mine` holds what belongs to each person. Built once for a
module by `building`, which leaves nothing behind.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from content.comments.models import Invitation
from content.experts.models import ExpertContact
from content.plans.models import Intake
from content.targets import services as targets
from content.targets.models import Indicator
from portal.foundation.consent import services as consent
from portal.foundation.messages.models import Message
from portal.people.enums import Role, UnitKind
from portal.people.models import Membership, Unit, UnitParent, User
from quizzes.attempts import services as attempts
from quizzes.attempts.models import AnswerEvent
from quizzes.bank import services as bank
from quizzes.bank.domain.marking import Response
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from quizzes.papers import services as papers
from quizzes.papers.models import AssessmentVersion
from tests.samples import county_plans, drills, expert_accounts, pages
from tests.samples.sitting import close_by_clock
from tests.samples.things import County, Things

SINCE: Final = date(2025, 1, 1)
PASSWORD: Final = "安澜-test-2026"
PURPOSE: Final = "rehearsal"
ROLES: Final = (
    "citizen", "learner", "volunteer", "trainer", "editor", "reviewer", "examiner", "assessor",
    "administrator", "auditor", "superuser",
)  # fmt: skip
RELATIONS: Final = ("own", "below", "sister", "above")


@contextmanager
def building(blocker: Any) -> Iterator[County]:
    """The county inside one transaction that is taken back; no commit hook ever runs."""
    with blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build() -> County:
    county = County()
    units = _units()
    office = _person("office", "县办公室", units["above"], Role.ADMINISTRATOR)
    for role in ROLES[:-1]:
        county.people[role] = _person(f"p-{role}", f"青河{role[:2]}", units["own"], Role(role))
    superuser = county.people["superuser"] = get_user_model().objects.create_user(
        username="p-superuser",
        password=PASSWORD,
        full_name="系统管理员",
        home_unit=units["own"],
        adult_confirmed_at=timezone.now(),
    )
    consent.publish(actor=None, purpose=PURPOSE, title="演练报名", body="只收手机号。")
    home = pages.home()
    county.indexes = {
        "home": home, "guides": pages.guides(home), "experts": pages.experts(home),
        "courses": pages.courses(home),
    }  # fmt: skip
    for number, (relation, unit) in enumerate(units.items(), start=1):
        holder = _person(f"h-{relation}", f"持证人{unit.name}", unit, Role.VOLUNTEER)
        things = Things(unit=unit, holder=holder, membership=holder.memberships.get())
        county.objects[relation] = things
        county_plans.bring_in(things, office)
        drills.of_unit(things, office)
        _quizzes(things, relation, office)
        _targets(things, relation, office, number)
        _personal(things, things.paper.slug)
        things.guide = pages.guide(
            county.indexes["guides"], unit, title=f"指南{unit.name}", slug=f"guide-{relation}"
        )
        expert = pages.expert(county.indexes["experts"], unit, slug=f"expert-{relation}")
        things.contact = ExpertContact.objects.create(expert=expert, phone=f"+861390000000{number}")
    for role, person in county.people.items():
        county.mine[role] = Things(unit=units["own"], holder=person)
        _personal(county.mine[role], county.objects["above"].paper.slug)
    terms = {"invited_by": office, "until": timezone.localdate() + timedelta(days=9)}
    everybody = (*county.objects.values(), *county.mine.values())
    in_force = county.objects["above"].plan.current_version
    for things in everybody:
        things.invitation = Invitation.objects.create(
            version=in_force, person=things.holder, **terms
        )
        things.expert_account = expert_accounts.asked(county.indexes["experts"], things, office)
    for things in county.objects.values():
        things.asked = Invitation.objects.create(
            version=things.draft, person=things.holder, **terms
        )
    # Last: whoever sees the keys is not let in to certify himself.
    superuser.is_staff = superuser.is_superuser = True
    superuser.save()
    return county


def _units() -> dict[str, Unit]:
    above = Unit.objects.create(code="anlan", name="安澜县", kind=UnitKind.COUNTY)
    own = Unit.objects.create(code="qinghe", name="青河镇", kind=UnitKind.TOWN)
    sister = Unit.objects.create(code="dongshan", name="东山乡", kind=UnitKind.TOWN)
    below = Unit.objects.create(code="liushu", name="柳树村", kind=UnitKind.VILLAGE)
    for unit, parent in ((own, above), (sister, above), (below, own)):
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=SINCE)
    return {"own": own, "below": below, "sister": sister, "above": above}


def _person(username: str, full_name: str, unit: Unit, role: Role) -> User:
    user = get_user_model().objects.create_user(
        username=username, password=PASSWORD, full_name=full_name, home_unit=unit,
        adult_confirmed_at=timezone.now(),
    )  # fmt: skip
    Membership.objects.create(user=user, unit=unit, role=role, valid_from=SINCE)
    return user


def _targets(things: Things, relation: str, office: User, number: int) -> None:
    indicator, _ = Indicator.objects.get_or_create(
        slug="sample", defaults={"name": "持证志愿者", "definition": "人数。", "measure": "people"},
    )  # fmt: skip
    common = {
        "indicator": indicator, "clause_key": things.clause.key, "comparator": "ge",
        "value": Decimal(number), "starts": SINCE, "due": date(2028, 12, 31),
        "unit": things.unit, "actor": office,
    }  # fmt: skip
    things.target = targets.confirm_target(
        target=targets.draft_target(slug=f"target-{relation}", name="持证志愿者", **common),
        actor=office,
    )
    things.internal_target = targets.draft_target(
        slug=f"internal-{relation}", name="内部目标", stratum="内部", public=False, **common
    )


def _quizzes(things: Things, relation: str, office: User) -> None:
    things.question = bank.create_question(
        by=office, owner_unit=things.unit,
        wording=bank.Wording(
            kind="true_false", stem=f"{things.unit.name}：摇晃时先护住头？",
            options=(Option(TRUE_ID, "对"), Option(FALSE_ID, "错")),
            key=Key(correct=frozenset({TRUE_ID})), explanation="先护头颈。",
        ),
        filing=bank.Filing(aim="avoidance"), creation_key=uuid4(),
    )  # fmt: skip
    bank.submit_for_review(question=things.question, by=office)
    bank.publish(question=things.question, by=office)
    things.paper = papers.create_assessment(
        by=office, owner_unit=things.unit, slug=f"paper-{relation}",
        title=f"{things.unit.name}考试", purpose="certification",
    )  # fmt: skip
    draft = AssessmentVersion.objects.get(assessment=things.paper)
    papers.set_policies(version=draft, by=office, policies=papers.Policies(time_limit_minutes=60))
    papers.compose_fixed(
        version=draft, by=office, questions=[papers.FixedQuestion(things.question, Decimal(5))]
    )
    papers.publish(version=draft, by=office)
    papers.open_draft(assessment=things.paper, by=office)
    things.paper.refresh_from_db()
    things.scheme = Scheme.objects.create(
        slug=f"scheme-{relation}", title=f"{things.unit.name}志愿者", kind=SchemeKind.VOLUNTEER,
        issuer=things.unit, assessment=things.paper, entitles="参加服务",
    )  # fmt: skip


def _personal(things: Things, slug: str) -> None:
    """A passed attempt with its certificate, a late answer, another attempt still open."""
    person = things.holder
    things.closed = attempts.start(person=person, slug=slug).attempt
    chosen = Response(chosen=frozenset({TRUE_ID}))
    answer = {"attempt": things.closed, "slot": 1, "response": chosen, "seen_revision": 0}
    attempts.record_answer(client_event_id=uuid4(), **answer)
    close_by_clock(things.closed)
    other = Response(chosen=frozenset({FALSE_ID}))
    attempts.record_answer(client_event_id=uuid4(), **answer | {"response": other})
    things.late = AnswerEvent.objects.get(attempt=things.closed, late=True)
    things.certificate = Certificate.objects.get(person=person)
    things.running = attempts.start(person=person, slug=slug).attempt
    things.message = Message.objects.get(to=person)  # that the certificate was issued
    things.own_role, _ = Membership.objects.get_or_create(
        user=person, unit=things.unit, role=Role.CITIZEN, defaults={"valid_from": SINCE}
    )
    things.intake = Intake.objects.create(
        token=uuid4(), owner_unit=things.unit, actor=person,
        options={"title": "", "kind": "", "slug": "", "pasted": True},
    )  # fmt: skip
    things.session = UserSession.objects.create(
        user=person, ip="127.0.0.1", session_key=uuid4().hex, user_agent="sample",
        created_at=timezone.now() - timedelta(hours=1), data={},
    )  # fmt: skip
