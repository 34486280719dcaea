"""Who hears of what became of a comment, and where it may be read."""

from django.urls import reverse

from content.comments.models import Comment, Invitation
from content.comments.selectors.invitations import standing_at
from content.comments.selectors.reading import readable_comments
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send, unlink


def answered(*, comment: Comment) -> None:
    """Whoever wrote it, where they did not answer it themselves. The words of neither stand in
    the message, nor the title: they may have to be taken out, or be read by fewer people."""
    author = comment.author
    if author.pk == comment.answered_by_id or not author.is_active:
        return
    page = _page(comment)
    send(
        to=author,
        template="content/comments/answered",
        context={"verdict": comment.get_verdict_display(), "readable": bool(page)},
        channels=[Channel.INBOX],
        key=f"comment-answered:{comment.pk}",
        link=page,
    )


def ended(*, invitation: Invitation) -> None:
    """What was said of an invitation, or answered to it, leads nowhere any more."""
    said = Comment.objects.filter(author=invitation.person_id, version=invitation.version_id)
    anchors = set(said.order_by().values_list("anchor", flat=True))
    clauses = [reverse("comments:invited_clause", args=[invitation.pk, one]) for one in anchors]
    unlink(links=[reverse("comments:invited", args=[invitation.pk]), *clauses])


def _page(comment: Comment) -> str:
    """Where the author may read it; empty where they may no more."""
    if readable_comments(comment.author).filter(pk=comment.pk).exists():
        return reverse("comments:plan", args=[comment.document.slug]) + f"#{comment.fragment}"
    one = standing_at(comment.author, comment.version_id) if comment.version_id else None
    if one is None:
        return ""
    return reverse("comments:invited_clause", args=[one.pk, comment.anchor])
