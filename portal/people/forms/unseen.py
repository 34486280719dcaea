"""Words that many read hold nothing that is not seen or that turns the reading direction."""

from django import forms
from django.utils.translation import gettext

from portal.people.domain.names import has_unseen


def no_unseen(text: str) -> None:
    """For a name or title."""
    if has_unseen(text):
        raise forms.ValidationError(gettext("里面有看不见的字符，重新打一遍。"))


def no_unseen_in_lines(text: str) -> None:
    """For a text of several lines."""
    for line in text.replace("\r\n", "\n").split("\n"):
        no_unseen(line)
