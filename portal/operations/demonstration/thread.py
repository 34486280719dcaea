"""The thread to its end: people sit papers, certificates follow, indicators count them and
targets of the five-year plan say how far that is."""

from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from content.plans.services.targets import confirm_draft
from content.targets import counting
from content.targets import services as targets
from content.targets.enums import Comparator, Measure
from content.targets.models import Indicator
from portal.operations.demonstration import county, library
from portal.people.enums import Post, Role
from portal.people.models import Unit, User
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.bank.domain.marking import Response
from quizzes.bank.release import key_for_editor
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Scheme
from quizzes.papers.models import Assessment

VOLUNTEERS_CERTIFIED: Final = 8
OFFICERS_CERTIFIED: Final = 17
WRONG_EVERY: Final = 6
"""Each person misses about one question in six: a county where everybody knows everything
would show nothing."""

NOT_YET: Final = "上岗前还须参加培训和实操"
SCHEMES: Final[dict[str, dict[str, Any]]] = {
    "volunteer-basic": {
        "title": "应急志愿者（初级）",
        "kind": SchemeKind.VOLUNTEER,
        "paper": "volunteer-theory",
        "entitles": NOT_YET,
    },
    "information-officer": {
        "title": "灾害信息员（基础）",
        "kind": SchemeKind.INFORMATION_OFFICER,
        "paper": "information-officer-theory",
        "entitles": NOT_YET,
    },
}


def load() -> str:
    volunteer, officer = (_scheme(slug, **said) for slug, said in SCHEMES.items())
    rows = county.people()
    volunteers = [row for row in rows if Role.VOLUNTEER in row.roles]
    officers = [row for row in rows if row.post == Post.INFORMATION_OFFICER]
    # The account 古丽 is left to sit the paper herself.
    for row in volunteers[1 : VOLUNTEERS_CERTIFIED + 1]:
        _sit(row.key, volunteer.assessment)
    for row in officers[:OFFICERS_CERTIFIED]:
        _sit(row.key, officer.assessment)
    return _targets()


def _scheme(slug: str, *, title: str, kind: SchemeKind, paper: str, entitles: str) -> Scheme:
    scheme, _created = Scheme.objects.get_or_create(
        slug=slug,
        defaults={
            "title": title,
            "kind": kind,
            "issuer": Unit.objects.get(code="emergency"),
            "assessment": Assessment.objects.get(slug=paper),
            "entitles": entitles,
        },
    )
    return scheme


def _sit(username: str, assessment: Assessment) -> None:
    person = User.objects.get(username=username)
    if Attempt.objects.filter(person=person, assessment=assessment, submitted_at__isnull=False):
        return
    editor = User.objects.get(username="editor-chen")
    attempt = attempts.start(person=person, slug=assessment.slug).attempt
    for item in attempt.items.select_related("question_version__question"):
        if (item.slot + person.pk) % WRONG_EVERY == 0:
            continue
        key = key_for_editor(item.question_version, editor=editor)
        attempts.record_answer(
            attempt=attempt,
            slot=item.slot,
            response=Response(
                chosen=key.correct,
                typed=tuple((blank, words[0]) for blank, words in key.accepted),
            ),
            client_event_id=uuid5(NAMESPACE_URL, f"{attempt.public_id}/{item.slot}"),
            seen_revision=0,
        )
    attempts.submit(attempt=attempt)


DEFINITIONS: Final = {
    "certified-volunteers": (
        "持证应急志愿者人数",
        Measure.PEOPLE,
        "certified_volunteers",
        "截至当日持有**有效**的“应急志愿者”类证书的人数，一人只算一次；只算县或县直部门发的，"
        "乡镇、村等单位发的不算，过期、撤销的不算，注销账号的不算。\n\n"
        "数据来自本站证书名册，每 6 小时重算一次，可以逐张核验。"
        "目前只看理论考试；年满 18 周岁由本人自己确认，没有核对证件；培训学时、实操和志愿者登记"
        "也没有核对，还不等于规划所说的“经县级培训、考核合格”的登记人员。",
    ),
    "villages-with-officer": (
        "有持证灾害信息员的村（社区）比例",
        Measure.PERCENT,
        "villages_with_trained_officer",
        "分母：当日在册的村和社区；规划以60个村（社区）为基数，撤并以后两个数不同的，"
        "不能只凭这个比例说达到。分子：其中至少有 1 名在任灾害信息员持有**有效**的"
        "“灾害信息员”类证书的村和社区，证书只算县或县直部门发的。\n\n"
        "数据来自本站单位、任职和证书名册，每 6 小时重算一次。"
        "目前只看理论考试，没有核对培训学时和实操，还不等于规划所说的“经培训合格”。",
    ),
}


def _targets() -> str:
    for slug, (name, measure, source, definition) in DEFINITIONS.items():
        Indicator.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "measure": measure,
                "source": source,
                "definition": definition,
            },
        )
    _target(
        slug="certified-volunteers-2026",
        name="首批持证应急志愿者",
        indicator="certified-volunteers",
        quote="到2026年底首批持证应急志愿者不少于12人",
        value=Decimal(12),
        due=date(2026, 12, 31),
    )
    _target(
        slug="villages-with-officer-2026",
        name="有持证灾害信息员的村（社区）",
        indicator="villages-with-officer",
        quote="到2026年底村（社区）覆盖率达到60%以上",
        value=Decimal(60),
        due=date(2026, 12, 31),
    )
    counted = counting.snapshot_all(timezone.localdate())
    return f"{counted} 项指标"


def _target(*, slug: str, name: str, indicator: str, quote: str, value: Decimal, due: date) -> None:
    target = confirm_draft(
        draft=library.clause_saying("five-year-plan", quote).drafts.get(value=value),
        slug=slug,
        name=name,
        indicator=Indicator.objects.get(slug=indicator),
        comparator=Comparator.AT_LEAST,
        stratum="",
        starts=date(2026, 1, 1),
        due=due,
        unit=Unit.objects.get(code="anlan"),
        actor=User.objects.get(username="editor-chen"),
    )
    targets.confirm_target(target=target, actor=User.objects.get(username="admin-zhao"))
