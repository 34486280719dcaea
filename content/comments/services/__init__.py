"""Use cases of comments: writing, answering, taking out, and inviting somebody to comment."""

from content.comments.services.comments import (
    answer,
    quoted,
    reply,
    withdraw,
    write_comment,
    write_invited,
)
from content.comments.services.inviting import invite, uninvite
from content.comments.services.taking_out import take_out

__all__ = [
    "answer",
    "invite",
    "quoted",
    "reply",
    "take_out",
    "uninvite",
    "withdraw",
    "write_comment",
    "write_invited",
]
