"""A second person for letting more people read what is in force: proposed with a reason, confirmed
or declined by somebody else who may publish, withdrawn by whoever proposed it.

Each step is a conditional update: of two who press at once, one is heard. Repeating a step is
harmless.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans import telling
from content.plans.domain.reach import is_stricter
from content.plans.models import Clause, PlanDocument, Widening
from content.plans.models.review import WORDS_LENGTH
from content.plans.review_states import RoundState
from content.plans.selectors.widenings import deciders_for, grade_of, open_widening
from content.plans.services.freed import known_to_readers, secret_among, stands, words_of
from content.plans.services.reach import Kin, kin_of
from content.plans.services.register import PlanRefused, change_document
from content.plans.services.visibility import set_visibility
from content.plans.services.widening import refuse_classified, void_widenings
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action


@transaction.atomic
def change_or_propose(
    *, document: PlanDocument, actor: User, why: str = "", **values: Any
) -> Widening | None:
    """Change register data; that more people read what is in force is proposed, for the reason
    `why`, and given back. Raises PlanRefused as either does, and then neither happens."""
    stored = PlanDocument.objects.filter(pk=document.pk, current_version__isnull=False).first()
    wanted = values.get("visibility")
    if stored is None or wanted is None or not is_stricter(stored.visibility, wanted):
        change_document(document=document, actor=actor, **values)
        return None
    # The form has it already: nothing that follows the other changes may read it.
    document.visibility = stored.visibility
    del values["visibility"]
    change_document(document=document, actor=actor, **values)
    return propose_widening(document=document, wanted=wanted, reason=why, by=actor)


def propose_widening(
    *, document: PlanDocument, wanted: str, reason: str, by: User, clause: Clause | None = None
) -> Widening:
    """Ask for a second person's yes to let more people read a document in force, or a `clause`
    that was published: as it was published, whichever version `clause` is of. The same again
    gives back what stands. Raises PlanRefused: no reason, not wider, marked as a state secret,
    nobody to decide, another proposal stands."""
    reason = _reason(reason, field="why", missing=_("写一句为什么让更多人看，审核的人照它定。"))
    kin = kin_of(document) if clause is not None else {}
    with transaction.atomic():
        return _propose(document, wanted, reason, by, clause, kin)


def _propose(
    document: PlanDocument,
    wanted: str,
    reason: str,
    by: User,
    clause: Clause | None,
    kin: Mapping[tuple[int, int], Kin],
) -> Widening:
    hold(PlanDocument.objects.filter(pk=document.pk), by="title")
    document.refresh_from_db()
    in_force = document.current_version
    if in_force is None or not rights.can(by, Action.PLAN_EDIT, document.owner_unit_id):
        raise PlanRefused(_("由这份文件的编辑提出。"))
    refuse_classified(in_force, "visibility")
    anchor = clause.anchor if clause is not None else None
    known = known_to_readers(document, anchor) if anchor is not None else None
    if anchor is not None and known is None:
        raise PlanRefused(_("这一条还没有发布过，不用另一位确认，直接改。"), "visibility")
    was = grade_of(document, anchor)
    if not is_stricter(was, wanted):
        raise PlanRefused(_("现在已经是这个范围，或者更宽，不用提出。"), "visibility")
    _refuse_secret(document, anchor, wanted, kin)
    held = open_widening(document, anchor)
    if held is not None and stands(held, kin):
        if (held.wanted, held.proposed_by_id) == (wanted, by.pk):
            return held
        raise PlanRefused(_("已经有人提出放宽，等确认。先撤回那一次，或者等确认以后再提。"))
    void_widenings(document=document, anchors=[anchor], by=None)
    deciders = deciders_for(document, by)
    if not deciders:
        raise PlanRefused(_("现在没有另一位能发布的人来确认，请管理员定一位。"), "visibility")
    made = Widening.objects.create(
        document=document,
        anchor=anchor,
        version=known.version if known is not None else in_force,
        in_force=in_force,
        content_hash=words_of(document, anchor, wanted, kin),
        was=was,
        wanted=wanted,
        reason=reason,
        proposed_by=by,
    )
    _record("content.plan.widening_asked", made, by)
    telling.widening_asked(widening=made, deciders=deciders)
    return made


def _refuse_secret(
    document: PlanDocument, anchor: UUID | None, wanted: str, kin: Mapping[tuple[int, int], Kin]
) -> None:
    secret = secret_among(document, anchor, wanted, kin)
    if secret is not None:
        raise PlanRefused(
            _(
                "以前发布的第 %(number)d 版上有密级标志，里面有以后的版本没有的条文，放宽以后会一起"
                "让人看到。先照保密规定核对，在那一版的校对里把这些条文收紧，再提出。"
            )
            % {"number": secret.number},
            "visibility",
        )


def confirm_widening(*, widening: Widening, by: User) -> Widening:
    """Let more people read it, now. It comes back void where the text in force, its clauses or
    their readers changed meanwhile. Raises PlanRefused: their own proposal, no right to publish,
    ended otherwise meanwhile, marked as a state secret."""
    _refuse_decider(widening, by)
    # Of long texts it takes seconds, in which nobody should have to wait.
    kin = kin_of(widening.document) if widening.anchor else {}
    with transaction.atomic():
        hold(PlanDocument.objects.filter(pk=widening.document_id), by="title")
        widening.refresh_from_db()
        if widening.is_open and not stands(widening, kin):
            void_widenings(document=widening.document, anchors=[widening.anchor], by=None)
            widening.refresh_from_db()
            return widening
        document = widening.document
        if widening.is_open:
            _refuse_secret(document, widening.anchor, widening.wanted, kin)
        if not _end(widening, RoundState.APPROVED, by):
            return widening
        clause = known_to_readers(document, widening.anchor) if widening.anchor else None
        if clause is not None:
            set_visibility(
                clause=clause, visibility=widening.wanted, actor=widening.proposed_by,
                confirmed_by=by, kin=kin,
            )  # fmt: skip
        else:
            change_document(
                document=document, visibility=widening.wanted, actor=widening.proposed_by,
                confirmed_by=by,
            )  # fmt: skip
        _record("content.plan.widening_confirmed", widening, by)
        telling.widening_decided(widening=widening)
    return widening


@transaction.atomic
def decline_widening(*, widening: Widening, by: User, reason: str) -> Widening:
    """Raises PlanRefused: no reason, their own proposal, ended otherwise meanwhile."""
    _refuse_decider(widening, by)
    answer = _reason(reason, field="reason", missing=_("写一句原因，提出的人读得到。"))
    if _end(widening, RoundState.RETURNED, by, answer=answer):
        _record("content.plan.widening_declined", widening, by)
        telling.widening_decided(widening=widening)
    return widening


@transaction.atomic
def withdraw_widening(*, widening: Widening, by: User) -> Widening:
    """Raises PlanRefused: somebody else's, decided meanwhile."""
    if by.pk != widening.proposed_by_id:
        raise PlanRefused(_("由提出的人撤回。"))
    if _end(widening, RoundState.WITHDRAWN, by):
        _record("content.plan.widening_withdrawn", widening, by)
        telling.widening_over(widening=widening)
    return widening


def _refuse_decider(widening: Widening, by: User) -> None:
    if by.pk == widening.proposed_by_id:
        raise PlanRefused(_("这是你提出的，要由另一位能发布的人确认。不要了就撤回。"))
    if not rights.can(by, Action.PLAN_PUBLISH, widening.document.owner_unit_id):
        raise PlanRefused(_("由能发布这份文件的人确认。"))


def _end(widening: Widening, after: RoundState, by: User, **values: object) -> bool:
    """False where this person had done so before; raises PlanRefused where it went another way."""
    asked = Widening.objects.filter(pk=widening.pk, state=RoundState.ASKED)
    moved = asked.update(state=after, ended_by=by, ended_at=timezone.now(), **values)
    widening.refresh_from_db()
    if not moved and (widening.state, widening.ended_by_id) != (after, by.pk):
        raise PlanRefused(
            _("这件事刚才变了：%(state)s。") % {"state": widening.get_state_display()}
        )
    return bool(moved)


def _reason(words: str, *, field: str, missing: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise PlanRefused(missing, field)
    if len(words) > WORDS_LENGTH:
        raise PlanRefused(_("最多 %(most)d 个字，写短些。") % {"most": WORDS_LENGTH}, field)
    return words


def _record(action: str, widening: Widening, actor: User) -> None:
    record(
        actor=actor,
        action=action,
        target=widening.document,
        target_key=f"clause:{widening.anchor}" if widening.anchor else "",
        unit_id=widening.document.owner_unit_id,
        data={"visibility": widening.wanted, "version": widening.in_force.number},
    )
