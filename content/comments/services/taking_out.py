"""Taking the words of a comment out: a secret, a telephone number, what is of no business here."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.comments.models import REASON_LENGTH, Comment
from content.comments.refusals import CommentRefused
from content.comments.selectors.reading import readable_comments
from portal.foundation.audit.services import record
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action


@transaction.atomic
def take_out(*, comment: Comment, reason: str, by: User, replies: Iterable[Comment] = ()) -> bool:
    """Empty a comment, what was quoted of its clause, by its replies too, and what was answered,
    for ever; that it was there, who took it out and why stays. These `replies` to it go likewise.
    False where it was already. Raises CommentRefused for who may not, and without a reason."""
    reason = " ".join(reason.split())
    if not may_take_out(by, comment):
        raise CommentRefused(_("意见的文字由能发布这份文件的人拿掉。"))
    if not reason or len(reason) > REASON_LENGTH:
        raise CommentRefused(
            _("写一句原因，最多 %(most)d 个字，不要写出被拿掉的内容。") % {"most": REASON_LENGTH},
            "reason",
        )
    emptied = Comment.objects.filter(pk=comment.pk, taken_out_at=None).update(
        text="", quote="", answer="", taken_out_by=by, taken_out_at=timezone.now(),
        taken_out_for=reason,
    )  # fmt: skip
    # The quote of a reply is the same words.
    Comment.objects.filter(reply_to=comment.pk, taken_out_at=None).exclude(quote="").update(
        quote=""
    )
    for one in replies:
        if one.reply_to_id == comment.pk:
            take_out(comment=one, reason=reason, by=by)
    if emptied:
        record(
            actor=by,
            action="content.comment.taken_out",
            target_key=comment.key,
            unit_id=comment.document.owner_unit_id,
            data={"comment": comment.pk},
        )
    return bool(emptied)


def may_take_out(person: User, comment: Comment) -> bool:
    publishes = rights.can(person, Action.PLAN_PUBLISH, comment.document.owner_unit_id)
    return publishes and readable_comments(person).filter(pk=comment.pk).exists()
