"""The result of an attempt as its person sees it, and no more than the policy allows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.pages import anchors
from content.pages.anchors import Anchor
from content.pages.rendering import render_markdown
from content.taxonomy.enums import LearningAim
from quizzes.attempts.domain.scoring import needed, pass_line
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, AttemptItem, ItemScore, ScoreRun
from quizzes.attempts.selectors import late_until, latest_run
from quizzes.bank import release
from quizzes.bank.domain.marking import Response
from quizzes.bank.enums import FeedbackPolicy
from quizzes.bank.models import QuestionVersion
from quizzes.bank.presenting import stem_line
from quizzes.papers import selectors as papers
from quizzes.papers.enums import Purpose
from quizzes.papers.models import AssessmentVersion

Withheld: TypeAlias = Literal["", "never", "until_late", "until_over", "asked_elsewhere"]


@dataclass(frozen=True, slots=True)
class Part:
    """Points, or in a practice right answers, by learning aim, as components/part_bars.html
    wants them."""

    label: str
    value: Decimal
    maximum: Decimal

    @property
    def figure(self) -> str:
        return f"{points(self.value)}/{points(self.maximum)}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was missed, with the paragraph it comes from and, once it is released,
    its key. `right` and `explanation` are empty while it is withheld. `moved`: the paragraph
    says something else by now than what the question was written from, and nobody has found
    since that the question still agrees with it."""

    number: int
    stem: str
    given: str
    right: str
    explanation: SafeString
    source: Anchor | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Result:
    """`missed` is None when the policy gives no answers (yet); `left_blank` counts questions
    without an answer that it leaves out. `withheld`: why keys are missing, empty if they are
    not or nothing can be said of when they come; `opens_at`: the moment they wait for.

    `line`: the share of all points that passes; `pass_points`: the least score that reaches it
    and that whole questions add up to. `right`, and `parts`, are missing until `held_until`, as
    long as late answers may count: of a part with one question they say what was right."""

    run: ScoreRun
    line: str
    pass_points: str
    short_of: str
    total: int
    right: int | None
    held_until: datetime | None
    minutes: int
    parts: tuple[Part, ...]
    missed: tuple[Missed, ...] | None
    left_blank: int
    withheld: Withheld
    opens_at: datetime | None


def points(value: Decimal) -> str:
    """`86`, `12.5`: no zeros that say nothing."""
    return f"{value.normalize():f}" if value else "0"


def result_of(attempt: Attempt, *, now: datetime) -> Result | None:
    """None while the attempt is not scored."""
    run = latest_run(attempt)
    if run is None or attempt.state != AttemptState.SCORED:
        return None
    scores = list(
        ItemScore.objects.filter(run=run)
        .select_related("item__question_version__question")
        .order_by("item__slot")
    )
    least = needed([score.maximum for score in scores], pass_percent=run.pass_percent)
    spent = (attempt.submitted_at or now) - (attempt.started_at or now)
    late = _late_until(attempt, scores, now)
    missed, withheld = _missed(attempt, scores, now, late)
    listed = {miss.number for miss in missed or ()}
    held = late if any(not score.correct for score in scores) else None
    return Result(
        run=run,
        line=points(pass_line(run.maximum, pass_percent=run.pass_percent)),
        pass_points=points(least),
        short_of=points(max(Decimal(0), least - run.score)),
        total=len(scores),
        right=None if held else run.correct_count,
        held_until=held,
        minutes=max(1, round(spent.total_seconds() / 60)),
        parts=()
        if held
        else _parts(scores, practises=attempt.assessment.purpose == Purpose.PRACTICE),
        missed=missed,
        left_blank=sum(
            not score.correct and not score.item.response and score.item.slot not in listed
            for score in scores
        ),
        withheld=withheld,
        opens_at=late if withheld == "until_late" else attempt.assessment_version.keys_open_at,
    )


def _parts(scores: list[ItemScore], *, practises: bool) -> tuple[Part, ...]:
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for score in scores:
        got, most = sums.get(score.item.part, (Decimal(0), Decimal(0)))
        mark, maximum = (
            (Decimal(score.correct), Decimal(1)) if practises else (score.mark, score.maximum)
        )
        sums[score.item.part] = (got + mark, most + maximum)
    return tuple(
        Part(label=str(LearningAim(part).label), value=got, maximum=most)
        for part, (got, most) in sums.items()
    )


def _late_until(attempt: Attempt, scores: list[ItemScore], now: datetime) -> datetime | None:
    """A practice is sat as often as one likes, so its result is worth no waiting."""
    if attempt.assessment.purpose == Purpose.PRACTICE:
        return None
    asked = {score.item.question_version.question_id for score in scores}
    return late_until(attempt.person_id, asked, now)


def _missed(
    attempt: Attempt, scores: list[ItemScore], now: datetime, late: datetime | None
) -> tuple[tuple[Missed, ...] | None, Withheld]:
    version = attempt.assessment_version
    wrong = [score.item for score in scores if not score.correct]
    certifies = attempt.assessment.purpose == Purpose.CERTIFICATION
    over = papers.opens_keys(version, now)
    asked = {score.item.question_version.question_id for score in scores}
    if wrong and late is not None and _waits_until(late, version, over=over):
        return None, "until_late"
    elsewhere = certifies and over and papers.still_certify(asked, now)
    keys = release.keys_for(
        [item.question_version for item in wrong],
        policy=version.feedback,
        submitted=attempt.state == AttemptState.SCORED,
        closed=over and not elsewhere,
        certifies=certifies,
    )
    withheld: Withheld = ""
    if wrong and not keys:
        withheld = _withheld(version, over=over)
        if withheld == "never" or (version.feedback == FeedbackPolicy.AFTER_CLOSE and not over):
            return None, withheld
        # What was left blank earns no hint: else a blank paper would be an open book.
        wrong = [item for item in wrong if item.response]
    sources = anchors.resolve_many(
        {item.question_version.source_key for item in wrong if item.question_version.source_key}
    )
    missed = tuple(
        _miss(
            item,
            keys.get(item.question_version_id),
            sources.get(item.question_version.source_key),
        )
        for item in wrong
    )
    return missed, withheld


def _moved(version: QuestionVersion, source: Anchor) -> bool:
    known = {version.source_hash, version.question.confirmed_hash}
    return bool(version.source_hash) and source.content_hash not in known


def _miss(item: AttemptItem, key: release.ReleasedKey | None, source: Anchor | None) -> Missed:
    return Missed(
        number=item.slot,
        stem=stem_line(item.question_version.stem, limit=120),
        given=_given(item),
        right=_right(item, key) if key else "",
        explanation=render_markdown(key.explanation) if key else SafeString(),
        source=source,
        moved=source is not None and _moved(item.question_version, source),
    )


def _withheld(version: AssessmentVersion, *, over: bool) -> Withheld:
    if version.feedback == FeedbackPolicy.NONE:
        return "never"
    if over:
        return "asked_elsewhere"
    if version.keys_open_at is not None:
        return "until_over"
    # Papers published before this was refused promise an end that never comes.
    return "never" if version.feedback == FeedbackPolicy.AFTER_CLOSE else ""


def _waits_until(late: datetime, version: AssessmentVersion, *, over: bool) -> bool:
    """Do late answers hold back what was missed for longer than the policy does?"""
    if _withheld(version, over=over) == "never":
        return False
    opens = version.keys_open_at
    return version.feedback != FeedbackPolicy.AFTER_CLOSE or opens is None or opens < late


def _given(item: AttemptItem) -> str:
    response = Response.from_json(item.response)
    if response.is_empty:
        return _("没有作答")
    if response.typed:
        typed = dict(response.typed)
        return _("你填%(words)s") % {
            "words": "、".join(
                f"“{typed[option['id']]}”" if typed.get(option["id"]) else "—"
                for option in item.question_version.options
            )
        }
    return _("你选%(words)s") % {"words": _options(item, response.chosen)}


def _options(item: AttemptItem, chosen: frozenset[str]) -> str:
    """“甲”“丙”: options by their words, for the letters were shuffled for this attempt."""
    texts = {option["id"]: option["text"] for option in item.question_version.options}
    return "".join(f"“{texts[key]}”" for key in item.option_order or texts if key in chosen)


def _right(item: AttemptItem, key: release.ReleasedKey) -> str:
    if key.accepted:
        accepted = dict(key.accepted)
        return _("应填%(words)s") % {
            "words": "、".join(
                f"“{accepted[option['id']][0]}”" for option in item.question_version.options
            )
        }
    return _("应选%(words)s") % {"words": _options(item, frozenset(key.correct))}
