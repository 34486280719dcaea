"""What /me/ lists of the apps below: papers sat and certificates held."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.accounts.dashboard import Row, Section, register
from portal.people.models import User
from quizzes.attempts import selectors as attempts
from quizzes.attempts import words
from quizzes.certificates import earned
from quizzes.certificates import selectors as certificates

SHOWN: Final = 5


def attempt_rows(user: User) -> list[Row]:
    sat = list(attempts.of_person(user)[:SHOWN])
    runs = attempts.runs_of(sat)
    return [
        Row(
            title=one.assessment.title,
            url=reverse("attempts:attempt", args=[one.public_id]),
            meta=_day(one.started_at),
            tag=words.in_the_list(one, runs.get(one.pk)),
        )
        for one in sat
    ]


def certificate_rows(user: User) -> list[Row]:
    """What still waits for its person stands first; each certificate says how it stands."""
    today = timezone.localdate()
    waits = earned.waits_for(user)
    rows = [Row(title=waits.title, url=waits.url, meta=waits.meta)] if waits else []
    for one in certificates.for_person(user)[:SHOWN]:
        state = certificates.standing(one, today)
        rows.append(
            Row(
                title=one.facts["title"],
                url=reverse("certificates:detail", args=[one.number]),
                meta=one.number,
                tag=state.words,
                tag_kind=state.tag_kind,
                gone=state.is_revoked,
            )
        )
    return rows


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d") if moment else ""


def register_all() -> None:
    register(
        Section(
            key="attempts", title=gettext_lazy("我的考试"), rows=attempt_rows, icon="exam",
            order=10,
            empty=gettext_lazy("还没有考过试"), next_url="/exams/",
            next_label=gettext_lazy("看看有哪些考试"),
            more_url="/attempts/", more_label=gettext_lazy("看全部考试记录"),
        )
    )  # fmt: skip
    register(
        Section(
            key="certificates", title=gettext_lazy("我的证书"), rows=certificate_rows,
            icon="certificate", order=20, empty=gettext_lazy("还没有证书，考试通过就有"),
            next_url="/exams/", next_label=gettext_lazy("看看有哪些考试"),
            more_url="/certificates/", more_label=gettext_lazy("看全部证书"),
        )
    )  # fmt: skip
