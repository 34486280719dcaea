"""Writing questions and their versions."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.pages import anchors
from content.taxonomy.models import Hazard
from portal.foundation.audit import services as audit
from portal.people.models import Division, Unit, User
from quizzes.bank import pools, release
from quizzes.bank.domain.lifecycle import (
    FormOutdated,
    PoolBound,
    QuestionStepRefused,
    SourceMoved,
    SourceUnknown,
)
from quizzes.bank.domain.questions import Content, Key, Kind, Option, validate
from quizzes.bank.enums import Pool, QuestionLanguage, QuestionState
from quizzes.bank.models import Question, QuestionVersion


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says. Raises QuestionNotWellFormed when it is stored, not here."""

    kind: Kind
    stem: str
    options: tuple[Option, ...]
    key: Key
    explanation: str = ""
    source_key: str = ""
    note: str = ""
    language: str = QuestionLanguage.CHINESE

    @property
    def content(self) -> Content:
        return Content(kind=self.kind, stem=self.stem, options=self.options)

    def digest(self) -> str:
        """Equal for equal wording, key and source: a form sent twice makes one version."""
        parts = [
            self.stem,
            [option.as_json() for option in self.options],
            self.key.as_json(),
            self.explanation,
            self.source_key,
        ]
        # Versions written before there was a choice of language keep the digest they have.
        if self.language != QuestionLanguage.CHINESE:
            parts.append(str(self.language))
        raw = json.dumps(parts, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(raw.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Filing:
    """Where a question belongs: what it tests, in which pool, for whom, from when to when.

    Who does not say that a question is for practice keeps it back for certification: from
    there it can still be moved, the other way not once it was shown.
    """

    aim: str
    pool: str = Pool.CERTIFICATION
    hazards: Sequence[Hazard] = field(default_factory=tuple)
    jurisdiction: Division | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def parts(self) -> list[object]:
        """Equal for equal filing, whatever the order of the hazards."""
        return [
            self.aim,
            self.pool,
            sorted(hazard.pk for hazard in self.hazards),
            self.jurisdiction.pk if self.jurisdiction else None,
            str(self.valid_from),
            str(self.valid_to),
        ]


def drawn_from(latest: QuestionVersion) -> str:
    """Mark of what a form of the next version is drawn from. The filing counts too: it has
    no versions of its own, and two people may file a question without rewording it."""
    question = latest.question
    return _mark(
        latest.number,
        Filing(
            aim=question.aim,
            pool=question.pool,
            hazards=list(question.hazards.all()),
            jurisdiction=question.jurisdiction,
            valid_from=question.valid_from,
            valid_to=question.valid_to,
        ),
    )


def _mark(number: int, filing: Filing) -> str:
    return hashlib.sha256(json.dumps([number, filing.parts()]).encode()).hexdigest()


def create_question(
    *, by: User, owner_unit: Unit, wording: Wording, filing: Filing, creation_key: UUID
) -> Question:
    """A draft with its first version; the same `creation_key` gives the same question.

    Raises QuestionNotWellFormed, SourceUnknown, SourceMoved (withdrawn).
    """
    validate(wording.content, wording.key, wording.explanation)
    source_hash = source_hash_of(wording.source_key)
    existing = Question.objects.filter(creation_key=creation_key).first()
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            question = Question.objects.create(
                creation_key=creation_key,
                kind=wording.kind,
                aim=filing.aim,
                pool=filing.pool,
                jurisdiction=filing.jurisdiction,
                valid_from=filing.valid_from,
                valid_to=filing.valid_to,
                owner_unit=owner_unit,
                created_by=by,
            )
            question.hazards.set(filing.hazards)
            _add_version(question, number=1, by=by, wording=wording, source_hash=source_hash)
            audit.record(
                actor=by,
                action="quizzes.question.created",
                target=question,
                unit_id=owner_unit.pk,
                data={"kind": wording.kind, "source": wording.source_key},
            )
    except IntegrityError:
        # The same form arrived twice at once and the other one was first.
        return Question.objects.get(creation_key=creation_key)
    return question


def new_version(
    *, question: Question, by: User, wording: Wording, filing: Filing, drawn: str | None = None
) -> QuestionVersion:
    """The next version. The published one stays in use until this one is published; an
    unchanged wording gives the latest version back.

    `drawn`: what `drawn_from` said when the form was shown; None where no form was. Raises
    FormOutdated (somebody else saved since), QuestionNotWellFormed, SourceUnknown,
    SourceMoved, QuestionStepRefused (retired), PoolBound (a paper has shown the question, or
    asks it now).
    """
    validate(wording.content, wording.key, wording.explanation)
    source_hash = source_hash_of(wording.source_key)
    for _round in range(2):
        try:
            with transaction.atomic():
                return _next_version(question, by, wording, filing, source_hash, drawn)
        except IntegrityError:
            # Two editors saved at the same time: take the next number.
            continue
    raise QuestionStepRefused(question.state, QuestionState.DRAFT)


def _next_version(
    question: Question,
    by: User,
    wording: Wording,
    filing: Filing,
    source_hash: str,
    drawn: str | None,
) -> QuestionVersion:
    latest = _take_latest(question)
    is_reworded = (latest.content_hash, latest.source_hash) != (wording.digest(), source_hash)
    if drawn is not None:
        stands = drawn_from(latest)
        # The same form sent twice is not outdated: it finds what it wants.
        if drawn != stands and (is_reworded or _mark(latest.number, filing) != stands):
            raise FormOutdated
    _move_pool(question, by, filing.pool)
    after = (
        QuestionState.PUBLISHED
        if question.state == QuestionState.PUBLISHED
        else QuestionState.DRAFT
    )
    Question.objects.filter(pk=question.pk).update(
        aim=filing.aim,
        jurisdiction=filing.jurisdiction,
        valid_from=filing.valid_from,
        valid_to=filing.valid_to,
        state=after,
    )
    question.hazards.set(filing.hazards)
    question.refresh_from_db()
    if not is_reworded:
        return latest
    number = latest.number + 1
    version = _add_version(question, number=number, by=by, wording=wording, source_hash=source_hash)
    audit.record(
        actor=by,
        action="quizzes.question.versioned",
        target=question,
        unit_id=question.owner_unit_id,
        data={"number": number},
    )
    return version


def _take_latest(question: Question) -> QuestionVersion:
    """The question's row first, so that of two who save at once one sees what the other said."""
    taken = (
        Question.objects.filter(pk=question.pk)
        .exclude(state=QuestionState.RETIRED)
        .update(changed_at=timezone.now())
    )
    if not taken:
        raise QuestionStepRefused(QuestionState.RETIRED, QuestionState.DRAFT)
    question.refresh_from_db()
    return question.versions.select_related("question").order_by("-number")[0]


def _move_pool(question: Question, by: User, after: str) -> None:
    """To another pool, unless a paper binds the question; database triggers hold the same
    against a paper published at this moment."""
    before = question.pool
    if before == after:
        return
    papers = pools.bound_by(question)
    if papers:
        raise PoolBound(before, papers)
    Question.objects.filter(pk=question.pk).exclude(state=QuestionState.RETIRED).update(pool=after)
    audit.record(
        actor=by,
        action="quizzes.question.pool_moved",
        target=question,
        unit_id=question.owner_unit_id,
        data={"from": before, "to": after},
    )


def _add_version(
    question: Question, *, number: int, by: User, wording: Wording, source_hash: str
) -> QuestionVersion:
    version = QuestionVersion.objects.create(
        question=question,
        number=number,
        kind=question.kind,
        stem=wording.stem,
        options=[option.as_json() for option in wording.options],
        language=wording.language,
        source_key=wording.source_key,
        source_hash=source_hash,
        content_hash=wording.digest(),
        note=wording.note,
        created_by=by,
    )
    release.store(version, key=wording.key, explanation=wording.explanation)
    return version


def source_hash_of(key: str) -> str:
    """Hash of the source as it stands now; "" for a question without one."""
    if not key:
        return ""
    anchor = anchors.resolve(key)
    if anchor is None:
        raise SourceUnknown(key)
    if anchor.status == "withdrawn":
        raise SourceMoved(key, withdrawn=True)
    return anchor.content_hash
