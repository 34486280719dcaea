"""安澜县 with one real object of every kind in each of four units, and one person of every role.

The people stand in 青河镇. `objects` holds what belongs to a unit, seen from there: the own unit,
one below it, its sister, its parent. `mine` holds what belongs to each person. Built once for a
module by `building`, which leaves nothing behind.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from content.comments import services as comments
from content.comments.models import Invitation
from content.errata import services as errata
from content.experts.models import ExpertContact
from content.plans import services as plans
from content.plans.enums import CorrectionKind, Visibility
from content.plans.models import (
    Clause,
    Intake,
    Original,
    PlanDocument,
    PlanVersion,
    TargetDraft,
)
from content.plans.services.progress import Said
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
from tests.samples import drills, expert_accounts, pages
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

TEXT: Final = """{name}工作计划（2026—2028年）

为做好工作，根据《中华人民共和国突发事件应对法》，制定本计划。

一、总体要求

（一）工作目标。到2028年底，持证应急志愿者不少于{number}人，每年演练不少于{number}次。

（二）工作原则。先桌面、后实战。

（三）工作分工。县应急管理局负责统筹。

（四）发展目标。应急体系基本健全。

{name}
2026年3月1日
"""

FLOOD_PLAN: Final = """{name}防汛应急预案

1 总则

1.1 编制目的

做好防汛工作。

{name}
2026年3月2日
"""


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
        _plans(things, relation, office)
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


def _plans(things: Things, relation: str, office: User) -> None:
    def imported(name: str, number: int, **options: Any) -> plans.Imported:
        return plans.import_document(
            actor=office, owner_unit=things.unit, kind="work_plan",
            text=TEXT.format(name=f"{things.unit.name}{name}", number=number), **options,
        )  # fmt: skip

    public = imported("公开", 12)
    internal = imported("内部", 13, visibility=Visibility.INTERNAL)
    for one in (public, internal):
        plans.publish_version(version=one.version, actor=None)
        one.document.refresh_from_db()
    things.plan, things.internal_plan = public.document, internal.document
    offered = PlanDocument.objects.filter(pk__in=[public.document.pk, internal.document.pk])
    offered.update(original_for_readers=True)
    things.relation = plans.relate(
        document=public.document, kind="implements", named="应急体系规划", actor=office
    )
    flood = plans.import_document(
        actor=office, owner_unit=things.unit, kind="special",
        text=FLOOD_PLAN.format(name=things.unit.name),
    )  # fmt: skip
    plans.publish_version(version=flood.version, actor=None)
    things.flood_plan = flood.document
    things.trigger = plans.set_trigger(
        document=flood.document, what="risk", noticed_on=SINCE, reason="河堤加高了", actor=office
    )
    things.clause = Clause.objects.filter(version=public.version, text__contains="持证").get()
    things.internal_clause = Clause.objects.filter(
        version=internal.version, text__contains="持证"
    ).get()
    things.comment = comments.write_comment(
        author=office, anchor=things.clause.anchor, kind="change", token=uuid4(),
        text="写明由谁来数。",
    )  # fmt: skip
    things.report = errata.report_error(
        reader=AnonymousUser(), anchor=things.clause.anchor, token=uuid4(), text="少写了一个字。"
    )
    things.target_draft = TargetDraft.objects.filter(clause__version=public.version).first()
    things.progress = plans.note_progress(
        document=public.document, public=True, actor=office,
        said=Said(
            kind="yearly", covers_from=date(2026, 1, 1), covers_to=date(2026, 6, 30),
            noted_on=date(2026, 6, 30), text="上半年演练两次。",
        ),
    )  # fmt: skip
    things.attachment = plans.attach(
        note=things.progress,
        data=drills.photo_bytes(),
        name="现场.png",
        public=True,
        actor=office,
    )
    things.draft = imported("公开", 15, slug=public.document.slug).version
    data = things.draft.original.encode()
    upload = Original.objects.create(
        file=ContentFile(data, name="sample.txt"), name="sample.txt", size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), uploaded_by=office,
    )  # fmt: skip
    PlanVersion.objects.filter(pk=things.draft.pk).update(upload=upload)
    things.draft.refresh_from_db()
    things.correction = plans.correct_draft(
        version=things.draft, actor=office, at=0, kind=CorrectionKind.TITLE
    )


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
