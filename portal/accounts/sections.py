"""What /me/ lists of the apps below: papers sat, certificates held, clauses marked, what others
ask of the person."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from content.comments.selectors import invitations
from content.experts import selectors as experts
from content.marks import selectors as marks
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


def mark_rows(user: User) -> list[Row]:
    """Where they lie and whether they changed; the notes stay on their own page."""
    return [
        Row(
            title=_shortened(one.label or one.was) or gettext("看不到了的一条"),
            url=one.url,
            meta=one.title,
            tag="" if one.since == marks.Since.SAME else str(marks.WORDS[one.since]),
            tag_kind="amber",
        )
        for one in marks.rows(user, marks.marks_of(user)[:SHOWN])
    ]


def invitation_rows(user: User) -> list[Row]:
    """Texts the person may comment on today, by invitation."""
    return [
        Row(
            title=_shortened(one.version.title),
            url=reverse("comments:invited", args=[one.pk]),
            meta=gettext("到 %(day)s 为止") % {"day": one.until.isoformat()},
        )
        for one in invitations.all_standing_of(user, SHOWN)
    ]


def expert_rows(user: User) -> list[Row]:
    """Which expert of the pool the person is; what waits for an answer says so."""
    return [
        Row(
            title=str(one.expert),
            url=reverse("experts:own", args=[one.pk]),
            meta=one.expert.get_category_display() if one.expert else "",
            tag=gettext("等你答应") if one.is_asked else "",
            tag_kind="amber",
        )
        for one in experts.links_of(user)[:SHOWN]
    ]


def _shortened(text: str) -> str:
    return Truncator(text).chars(24)


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
    register(
        Section(
            key="marks", title=gettext_lazy("标记的条款"), rows=mark_rows, icon="plan", order=30,
            empty=gettext_lazy("还没有标记过条款"), next_url="/plans/",
            next_label=gettext_lazy("去预案库"),
            more_url="/me/marks/", more_label=gettext_lazy("看全部标记"),
        )
    )  # fmt: skip
    register(
        Section(
            key="invitations", title=gettext_lazy("请你提意见的"), rows=invitation_rows,
            icon="plan", order=5, empty="", only_if_any=True,
        )
    )  # fmt: skip
    register(
        Section(
            key="experts", title=gettext_lazy("专家库里的你"), rows=expert_rows, icon="info",
            order=6, empty="", only_if_any=True,
        )
    )  # fmt: skip
