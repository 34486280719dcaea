"""Letting somebody comment on a text of a plan who could not otherwise, and ending it."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.comments import telling
from content.comments.models import Invitation
from content.comments.refusals import CommentRefused
from content.comments.selectors.invitations import is_backed, may_open_restricted
from content.experts.models import ExpertAccount
from content.plans.enums import Visibility
from content.plans.marked import is_classified
from content.plans.models import PlanVersion
from content.plans.selectors.register import makes
from portal.foundation.audit.services import record
from portal.foundation.locks import hold
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

LONGEST: Final = timedelta(days=366)


@transaction.atomic
def invite(
    *,
    version: PlanVersion,
    until: date,
    with_restricted: bool,
    note: str,
    by: User,
    account: User | None = None,
    link: ExpertAccount | None = None,
) -> Invitation:
    """Open one text to one person until a day, as an `account` or as the expert that an account
    is (`link`); its restricted clauses only by who may publish the plan, too. The same again
    changes nothing; another day or other words change the one that stands, and so does who opens
    restricted clauses anew after another may no more. Raises CommentRefused."""
    person, chosen = _person(account, link)
    unit = version.document.owner_unit_id
    if not rights.can(by, Action.PLAN_EDIT, unit):
        raise CommentRefused(_("请人提意见，要由负责这份文件的编辑来请。"))
    if is_classified(version.original):
        raise CommentRefused(_("这一版上有密级标志，不能给没有职务的人看。照保密规定处理。"))
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise CommentRefused(_("截止日期要在今天到一年以后之间。"), "until")
    if not person.is_active:
        raise CommentRefused(_("这个账号停用了，换一个。"), chosen)
    if makes(person, unit):
        raise CommentRefused(_("他本来就能编辑或者审核这份文件，不用请，直接写意见。"), chosen)
    if version.document.visibility == Visibility.RESTRICTED and not with_restricted:
        said = _("整份文件的公开范围是“限制”。要给他看，就勾“也能看限制的条文”。")
        if not may_open_restricted(by, unit):
            said = _("整份文件的公开范围是“限制”，要由能编辑也能发布的人来请。")
        raise CommentRefused(said, "with_restricted")
    if with_restricted and not may_open_restricted(by, unit):
        raise CommentRefused(
            _("给没有职务的人看限制的条文，要由能编辑也能发布的人来请。去掉这个勾，或者请他来请。"),
            "with_restricted",
        )
    # Of two who ask the same person at once, the second finds what the first has made.
    if not hold(PlanVersion.objects.filter(pk=version.pk), by="number"):
        raise CommentRefused(_("这一版刚才删除了，没有请。到“预案与规划”里选另一版。"))
    values = {
        "until": until, "with_restricted": with_restricted, "note": note, "through": link,
    }  # fmt: skip
    standing = Invitation.objects.filter(version=version, person=person, withdrawn_at=None)
    held = standing.first()
    is_same = held is not None and {name: getattr(held, name) for name in values} == values
    if held is not None and is_same and is_backed(held):
        return held
    if standing.update(invited_by=by, **values):
        # On the same row: its link and what is being written behind it hold.
        made = standing.get()
        made.version = version
    else:
        made = Invitation.objects.create(version=version, person=person, invited_by=by, **values)
    reads = Visibility.RESTRICTED if with_restricted else Visibility.INTERNAL
    _record("content.comment.invited", made, by, visibility=reads.value)
    send(
        to=person,
        template="content/comments/invited",
        # Neither title nor note: the message stays when they may not be read any more.
        context={"until": until},
        channels=[Channel.INBOX],
        key=f"comment-invited:{made.pk}:{timezone.now().isoformat()}",
        link=page_of(made),
    )  # fmt: skip
    return made


@transaction.atomic
def uninvite(*, invitation: Invitation, by: User) -> bool:
    """End it at once, by an editor or by the person themselves; False where it had ended. Raises
    CommentRefused for anybody else."""
    unit = invitation.version.document.owner_unit_id
    if by.pk != invitation.person_id and not rights.can(by, Action.PLAN_EDIT, unit):
        raise CommentRefused(_("请人提意见，由负责这份文件的编辑收回。"))
    ended = Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )
    if ended:
        _record("content.comment.uninvited", invitation, by)
        telling.ended(invitation=invitation)
    return bool(ended)


def page_of(invitation: Invitation) -> str:
    return reverse("comments:invited", args=[invitation.pk])


def _person(account: User | None, link: ExpertAccount | None) -> tuple[User, str]:
    """Whom, and the field that says it. The link may have ended since the page was drawn."""
    if link is None:
        if account is None:
            raise TypeError("nobody is invited")
        return account, "account"
    if not ExpertAccount.objects.standing().filter(pk=link.pk).exists():
        raise CommentRefused(_("这位专家刚才和账号解除了，现在请不到。"), "expert")
    return link.person, "expert"


def _record(action: str, invitation: Invitation, actor: User, **data: object) -> None:
    document = invitation.version.document
    record(
        actor=actor,
        action=action,
        target=document,
        unit_id=document.owner_unit_id,
        data={"version": invitation.version.number, "invitation": invitation.pk, **data},
    )
