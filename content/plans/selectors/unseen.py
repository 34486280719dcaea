"""Where the original of a text shows something that is no part of it: a picture, another file."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from content.plans.models import PlanVersion

_SAID: Final[Mapping[str, Promise]] = {
    "unseen": gettext_lazy("此处原文有图，这里没有收。"),
    "drawn": gettext_lazy("此处原文有图，这里只收了图里的字。"),
    "page": gettext_lazy("此处原文有整页的图片，这里没有收。"),
    "chunk": gettext_lazy("此处原文插着别的文件，这里没有收。"),
}
"""By the code of a note of the import."""


def unseen_in(version: PlanVersion) -> Mapping[int, str]:
    """By position of the clause, what is said there; of a text that was imported before its notes
    said where, nothing."""
    found: dict[int, dict[Any, None]] = {}
    for note in version.notes:
        if note["code"] in _SAID and note.get("position") is not None:
            found.setdefault(note["position"], {})[note["code"]] = None
    return {at: "".join(str(_SAID[code]) for code in codes) for at, codes in found.items()}
