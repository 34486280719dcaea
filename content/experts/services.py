"""Which account is which expert: asked, accepted or declined, ended by either side.

Each step is a conditional update of the link that the person has before them: of two who press at
once, one is heard. Repeating a step is harmless.
"""

from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.experts import telling
from content.experts.enums import AccountState
from content.experts.models import ExpertAccount, ExpertPage
from content.experts.refusals import ExpertRefused
from content.experts.selectors import counts, open_link, who_keeps
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

_WHAT_CAME: Final = ("state", "answered_at", "ended_by", "ended_at", "expert")


@transaction.atomic
def ask_to_be(*, expert: ExpertPage, person: User, by: User) -> ExpertAccount:
    """Ask an account whether it is this expert. The same again gives back what stands. Raises
    ExpertRefused: not who keeps the page, their own account, one that is shut, another one
    stands, the expert was thrown away meanwhile. A question that counts no more gives way."""
    if not rights.can(by, Action.EXPERT_EDIT, expert.owner_unit_id):
        raise ExpertRefused(_("专家的账号，由能编辑这位专家的人来连。"))
    if person.pk == by.pk:
        raise ExpertRefused(
            _("自己的账号不能由自己来连。请另一位能编辑这位专家的人来请你。"), "account"
        )
    if not person.is_active:
        raise ExpertRefused(_("这个账号停用了，换一个。"), "account")
    # Of two who ask for the same expert at once, the second finds what the first has made.
    if not hold(ExpertPage.objects.filter(pk=expert.pk), by="category"):
        raise ExpertRefused(_("这位专家的页面刚才删除了。"))
    held = open_link(expert)
    if held is not None and not counts(held):
        _end(held, by)
        held = None
    if held is not None and held.person_id == person.pk:
        return held
    if held is not None:
        raise ExpertRefused(
            _("这位专家已经请了%(person)s。要换账号，先解除那一个。") % {"person": held.person}
        )
    made = ExpertAccount.objects.create(expert=expert, person=person, asked_by=by)
    _record("content.expert.account_asked", made, by)
    telling.asked(link=made)
    return made


@transaction.atomic
def accept(*, link: ExpertAccount, by: User) -> ExpertAccount:
    """Whoever holds the account says it is theirs to be this expert. Raises ExpertRefused: not
    theirs, asked by themselves, by somebody who keeps the page no more, taken back or ended
    meanwhile, already another expert."""
    _refuse_stranger(link, by)
    if link.is_asked and link.asked_by_id == by.pk:
        raise ExpertRefused(_("这是你自己连的。请另一位能编辑这位专家的人来请你。"))
    if link.is_asked and link.expert is not None and not counts(link):
        raise ExpertRefused(_not_counted(link.expert))
    try:
        with transaction.atomic():
            moved = _move(link, AccountState.ACCEPTED)
    except IntegrityError as error:
        raise ExpertRefused(
            _("你的账号已经连着另一位专家。一个账号只连一位，先在“我的”里解除那一位。")
        ) from error
    if moved:
        _record("content.expert.account_accepted", link, by)
        telling.answered(link=link)
    return link


@transaction.atomic
def decline(*, link: ExpertAccount, by: User) -> ExpertAccount:
    """Raises ExpertRefused: not theirs, taken back or accepted meanwhile."""
    _refuse_stranger(link, by)
    if _move(link, AccountState.DECLINED):
        _record("content.expert.account_declined", link, by)
        telling.answered(link=link)
    return link


@transaction.atomic
def end(*, link: ExpertAccount, by: User) -> bool:
    """Take the question back, or end what was accepted, by who keeps the page or by the person;
    False where it had ended. Raises ExpertRefused for anybody else."""
    if link.expert is None:
        return False
    keeps = rights.can(by, Action.EXPERT_EDIT, link.expert.owner_unit_id)
    if by.pk != link.person_id and not keeps:
        raise ExpertRefused(_("由本人，或者能编辑这位专家的人来解除。"))
    was_asked = link.is_asked
    ended = _end(link, by)
    if ended:
        telling.ended(link=link, by=by, was_asked=was_asked)
    return ended


def end_all_of(person: User) -> None:
    """With the account, in the transaction that erases it."""
    for link in ExpertAccount.objects.open().filter(person=person).select_related("expert"):
        _end(link, person)


def _end(link: ExpertAccount, by: User) -> bool:
    ended = ExpertAccount.objects.open().filter(pk=link.pk).update(
        state=AccountState.ENDED, ended_by=by, ended_at=timezone.now()
    )  # fmt: skip
    link.refresh_from_db(fields=_WHAT_CAME)
    if ended:
        _record("content.expert.account_ended", link, by)
        telling.unlinked(link=link)
    return bool(ended)


def _not_counted(expert: ExpertPage) -> str:
    said = _("请你的人不再管这位专家的页面，这一次不算数。")
    keepers = who_keeps(expert)
    if not keepers:
        return said
    return said + _("要连，请%(keepers)s再请你一次。") % {"keepers": keepers}


def _refuse_stranger(link: ExpertAccount, by: User) -> None:
    if by.pk != link.person_id:
        raise ExpertRefused(_("只有账号的本人能答复。"))


def _move(link: ExpertAccount, after: AccountState) -> bool:
    """False where it is there already; raises ExpertRefused where it went another way."""
    asked = ExpertAccount.objects.open().filter(pk=link.pk, state=AccountState.ASKED)
    moved = asked.update(state=after, answered_at=timezone.now())
    link.refresh_from_db(fields=_WHAT_CAME)
    if not moved and (link.state != after or link.expert_id is None):
        raise ExpertRefused(_("这件事刚才变了：%(state)s。") % {"state": link.get_state_display()})
    return bool(moved)


def _record(action: str, link: ExpertAccount, actor: User) -> None:
    record(
        actor=actor,
        action=action,
        target=link.person,
        unit_id=link.expert.owner_unit_id if link.expert is not None else None,
        data={"expert": link.expert_id},
    )
