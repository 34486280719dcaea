"""Writing a comment or a reply, in office or by invitation, taking one's own back, answering."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.comments import telling
from content.comments.enums import Kind, State
from content.comments.models import QUOTE_LENGTH, Comment, Invitation
from content.comments.refusals import CommentRefused
from content.comments.selectors.invitations import clause_of, items_of, standing_of
from content.comments.selectors.reading import is_worked_with, place_of, readable_comments
from content.plans.models import Clause
from content.plans.selectors.anchored import text_of
from content.plans.selectors.lists import shown_hash
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile
from portal.foundation.sent import key_of
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action

MOST: Final = 200
"""Comments on one clause: more nobody reads through."""


@transaction.atomic
def write_comment(
    *,
    author: User,
    anchor: UUID,
    kind: str,
    text: str,
    token: UUID,
    version: int | None = None,
    shown: str = "",
) -> Comment:
    """Say something of a clause of the version in force, or of `version`. The same form sent
    twice is one, with other words it is another.

    `shown`: hash of what its writer saw of the clause, where that is known. Raises CommentRefused
    where the person may not read it or comment there, where the text is no longer worked with,
    and where too much is said of it; ChangedMeanwhile where it reads otherwise than `shown`.
    """
    place = place_of(author, anchor, version)
    if place is None:
        raise CommentRefused(_("这一条你现在看不到，或者不能提意见，没有存上。先复制下来。"))
    if not place.open:
        raise CommentRefused(_("这一条不在现行的一版里了，不再收意见。先复制下来。"))
    return _write(
        author=author,
        token=token,
        document_id=place.document.pk,
        version_id=place.version.pk,
        anchor=anchor,
        content_hash=place.clause.content_hash,
        seen=(shown, place.shown),
        quote=quoted(place.clause),
        kind=kind,
        text=text,
    )


@transaction.atomic
def write_invited(
    *, invitation: Invitation, anchor: UUID, kind: str, text: str, token: UUID, shown: str = ""
) -> Comment:
    """The invited person says something of a clause of the text that is open to them. Raises
    CommentRefused where the invitation has ended meanwhile or opens no such clause, and where the
    text is no longer worked with; ChangedMeanwhile as `write_comment`."""
    author = invitation.person
    standing = standing_of(author, invitation.pk)
    clause = clause_of(standing, anchor) if standing is not None else None
    if clause is None:
        raise CommentRefused(_("请你提意见的日子过了，或者收回了，没有存上。先复制下来。"))
    if not is_worked_with(clause.version):
        raise CommentRefused(_("这一版已经由新的一版代替，不再收意见。先复制下来。"))
    return _write(
        author=author,
        token=token,
        document_id=invitation.version.document_id,
        version_id=invitation.version_id,
        anchor=anchor,
        content_hash=clause.content_hash,
        seen=(shown, shown_hash(clause, items_of(invitation, clause))),
        quote=quoted(clause),
        kind=kind,
        text=text,
    )


@transaction.atomic
def reply(*, author: User, comment: Comment, kind: str, text: str, token: UUID) -> Comment:
    """Say something more to a comment, of the same words. A reply to a reply stands below the
    first. Raises CommentRefused where the person does not read it, and where it was taken back."""
    head = readable_comments(author).filter(pk=comment.reply_to_id or comment.pk).first()
    if head is None:
        raise CommentRefused(_("这条意见你现在看不到了，没有存上。先复制下来。"))
    if head.state == State.WITHDRAWN:
        raise CommentRefused(_("这条意见本人撤回了，不再收回复。要说的可以另写一条。"))
    return _write(
        author=author,
        token=token,
        document_id=head.document_id,
        version_id=head.version_id,
        anchor=head.anchor,
        content_hash=head.content_hash,
        quote=head.quote,
        reply_to_id=head.pk,
        kind=kind,
        text=text,
    )


def _write(
    *, author: User, token: UUID, anchor: UUID, seen: tuple[str, str] = ("", ""), **values: object
) -> Comment:
    """`seen`: hash of the words that its author saw, and of those that stand there."""
    said = {"anchor": anchor, **values}
    token = key_of(token, {name: said[name] for name in ("anchor", "kind", "text")})
    made = Comment.objects.filter(author=author, token=token).first()
    if made is not None and made.state == State.WITHDRAWN:
        raise CommentRefused(_("这句话你撤回过，没有再写上。刷新页面，另写一条。"))
    if made is not None:
        return made
    if seen[0] not in ("", seen[1]):
        raise ChangedMeanwhile
    if Comment.objects.filter(anchor=anchor).standing().count() >= MOST:
        raise CommentRefused(
            _("这一条的意见已有 %(most)d 条，没有存上。先看看有没有人说过。") % {"most": MOST}
        )
    comment, is_new = Comment.objects.get_or_create(
        author=author, token=token,
        defaults={"unit_id": author.home_unit_id, **said},
    )  # fmt: skip
    if is_new:
        _record("content.comment.written", comment, author, kind=comment.kind)
    return comment


@transaction.atomic
def withdraw(*, author: User, comment: Comment) -> bool:
    """Take one's own comment back before anybody answered it. False where it was already. Raises
    CommentRefused for what is another's or answered, and where its words were taken out."""
    own = Comment.objects.filter(pk=comment.pk, author=author)
    if own.filter(state=State.OPEN, taken_out_at=None).update(state=State.WITHDRAWN):
        _record("content.comment.withdrawn", comment, author)
        return True
    if own.filter(state=State.WITHDRAWN).exists():
        return False
    if own.filter(taken_out_at__isnull=False).exists():
        raise CommentRefused(_("这条意见的文字拿掉了，不能撤回：谁拿掉的、为什么，要留着。"))
    raise CommentRefused(_("只能撤回自己写的、还没有答复的意见。要补充，就在下面回复。"))


@transaction.atomic
def answer(*, comment: Comment, verdict: str, text: str, by: User) -> Comment:
    """What the editors do with it. The same answer again changes nothing. Raises CommentRefused
    for who may not edit the plan, and for a comment that asks for nothing; ChangedMeanwhile where
    it was answered otherwise or taken back meanwhile."""
    readable = readable_comments(by).filter(pk=comment.pk)
    unit = comment.document.owner_unit_id
    if not rights.can(by, Action.PLAN_EDIT, unit) or not readable.exists():
        raise CommentRefused(_("意见由负责这份文件的编辑答复。"))
    if comment.taken_out_at is not None:
        raise CommentRefused(_("这条意见的文字拿掉了，不用答复。"))
    if comment.kind == Kind.AGREE:
        raise CommentRefused(_("赞同的意见不用答复。"))
    given = Comment.objects.filter(pk=comment.pk, state=State.OPEN, taken_out_at=None).update(
        state=State.ANSWERED, verdict=verdict, answer=text,
        answered_by=by, answered_at=timezone.now(),
    )  # fmt: skip
    stored = Comment.objects.get(pk=comment.pk)
    if given:
        _record("content.comment.answered", stored, by, verdict=verdict)
        telling.answered(comment=stored)
    elif (stored.verdict, stored.answer, stored.answered_by_id) != (verdict, text, by.pk):
        raise ChangedMeanwhile
    return stored


def quoted(clause: Clause) -> str:
    """The clause as the comment keeps it: its heading in a line of its own, then its words."""
    words = "\n".join(filter(None, [clause.label, text_of(clause)]))
    return words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1] + "…"


def _record(action: str, comment: Comment, actor: User, **data: str) -> None:
    record(
        actor=actor,
        action=action,
        target_key=comment.key,
        unit_id=comment.document.owner_unit_id,
        data={"comment": comment.pk, **data},
    )
