"""Taking a draft through its review: asked, withdrawn, approved, returned.

Each step is a conditional update of the round that the person has before them: of two who press
at once, one is heard. Repeating a step is harmless.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans import telling
from content.plans.domain.review import STEPS
from content.plans.enums import VersionState
from content.plans.models import PlanDocument, PlanVersion, ReviewRound
from content.plans.models.review import WORDS_LENGTH
from content.plans.review_states import RoundState, VoidFor
from content.plans.selectors.review import authors_of, deciders_of, open_round
from content.plans.services.approvals import hold_draft, present, void
from content.plans.services.comparing import look_ahead
from content.plans.services.publishing import publish_version
from content.plans.services.register import PlanRefused
from portal.foundation.audit.services import record
from portal.people.models import User

_WHAT_CAME: Final = (
    "state", "decided_by", "decided_at", "reason", "ended_by", "ended_at", "void_for",
)  # fmt: skip


@transaction.atomic
def submit(*, version: PlanVersion, actor: User, note: str = "") -> ReviewRound:
    """Ask the reviewers for their approval of a draft as it stands. The round that is open is
    given back. Raises PlanRefused: published, thrown away, still being corrected, long note."""
    note = _short(note, field="note")
    hold_draft(version)
    stands = present(version)
    held = open_round(version)
    if held is not None:
        if held.fingerprint == stands:
            return held
        void(held, why=VoidFor.CORRECTED, by=actor)
    asked = ReviewRound.objects.create(
        version=version,
        fingerprint=stands,
        note=note,
        asked_by=actor,
        asked_at=timezone.now(),
    )
    _record("content.plan.review_asked", asked, actor)
    telling.asked(round=asked, deciders=deciders_of(version, authors_of(version)))
    return asked


@transaction.atomic
def withdraw(*, round: ReviewRound, actor: User) -> ReviewRound:
    """Take the question back, or the approval before anything was published on it. Raises
    PlanRefused where it was decided meanwhile."""
    if round.state == RoundState.WITHDRAWN:
        return round
    hold_draft(round.version)
    if _move(round, RoundState.WITHDRAWN, ended_by=actor, ended_at=timezone.now()):
        _record("content.plan.review_withdrawn", round, actor)
        telling.over(round=round)
    return round


@transaction.atomic
def approve(*, round: ReviewRound, actor: User) -> ReviewRound:
    """Somebody who did not write the draft has read it as it stands. Raises PlanRefused: their
    own work, edited since, ended meanwhile."""
    approved = _approve(round, actor)
    if approved:
        telling.decided(round=round)
    return round


def approve_and_publish(*, round: ReviewRound, actor: User) -> PlanDocument:
    """Both in one press; raises PlanRefused as either does, and then neither happens."""
    if round.version.state == VersionState.PUBLISHED:
        return publish_version(version=round.version, actor=actor)
    ahead = look_ahead(round.version)
    with transaction.atomic():
        approved = _approve(round, actor)
        document = publish_version(version=round.version, actor=actor, ahead=ahead)
        if approved:
            telling.decided(round=round, published=True)
    return document


@transaction.atomic
def return_(*, round: ReviewRound, actor: User, reason: str) -> ReviewRound:
    """Send the draft back to whoever asked, who reads why. Also what was approved and is not
    published yet. Raises PlanRefused: no reason, their own question, ended meanwhile."""
    reason = _short(reason, field="reason")
    if not reason:
        raise PlanRefused(_("写一句原因，别人才知道怎么改。"), "reason")
    if actor.pk == round.asked_by_id:
        raise PlanRefused(_("这一版是你送审的，不用退回，点“撤回送审”。"))
    hold_draft(round.version)
    # Who approved it stays.
    who, when = ("ended_by", "ended_at") if round.was_approved else ("decided_by", "decided_at")
    if _move(round, RoundState.RETURNED, reason=reason, **{who: actor, when: timezone.now()}):
        _record("content.plan.review_returned", round, actor)
        telling.decided(round=round)
    elif round.returned_by != actor:
        raise PlanRefused(_became(round))
    return round


def _approve(round: ReviewRound, actor: User) -> bool:
    """False where it was approved before."""
    hold_draft(round.version)
    if round.state == RoundState.APPROVED:
        return False
    if actor.pk in authors_of(round.version):
        raise PlanRefused(_("这一版你参与过，不能自己批准。请没有参与的人审。"))
    if not _move(round, RoundState.APPROVED, decided_by=actor, decided_at=timezone.now()):
        return False
    if present(round.version) != round.fingerprint:
        raise PlanRefused(_("送审以后又改过，现在的还没有人送审。请编辑撤回，再送审一次。"))
    _record("content.plan.review_approved", round, actor)
    return True


def _move(round: ReviewRound, after: RoundState, **values: object) -> bool:
    """From the state the person saw. False where it is there already; raises PlanRefused where
    the round went another way meanwhile."""
    before = round.state
    if after in STEPS[before]:
        rounds = ReviewRound.objects.filter(pk=round.pk, state=before)
        moved = rounds.update(state=after, **values)
        round.refresh_from_db(fields=_WHAT_CAME)
        if moved:
            return True
    if round.state == after:
        return False
    raise PlanRefused(_became(round))


def _became(round: ReviewRound) -> str:
    if round.state == RoundState.VOID:
        return _("送审以后%(why)s，这次送审作废了。等重新送审再审。") % {
            "why": round.get_void_for_display()
        }
    return {
        RoundState.ASKED.value: _("这一版还在等审核，先看现在的样子。"),
        RoundState.APPROVED.value: _("刚才已经有人批准了，先看现在的样子。"),
        RoundState.RETURNED.value: _("刚才已经有人退回修改了，先看现在的样子。"),
        RoundState.WITHDRAWN.value: _("送审刚才撤回了，先看现在的样子。"),
    }[round.state]


def _short(words: str, *, field: str) -> str:
    words = " ".join(words.split())
    if len(words) > WORDS_LENGTH:
        raise PlanRefused(
            _("写了 %(length)d 个字，最多 %(most)d 个，写短些。")
            % {"length": len(words), "most": WORDS_LENGTH},
            field,
        )
    return words


def _record(action: str, round: ReviewRound, actor: User) -> None:
    document = round.version.document
    record(
        actor=actor,
        action=action,
        target=document,
        unit_id=document.owner_unit_id,
        data={"version": round.version.number},
    )
