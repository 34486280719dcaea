"""What editors paste into guides and lessons, in signs that every reader's fonts have."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g

from content.pages.domain.pasted import tidy, unreadable


def legible(text: str) -> str:
    """Pasted text with signs everybody's fonts have. Raises ValidationError that says where a
    character is that only the font it was typed in can draw."""
    tidied = tidy(text)
    if before := unreadable(tidied):
        raise ValidationError(
            _g("有 %(count)d 个字符别人的屏幕显示不出来，第一个在“%(before)s”后面。删掉或重打。")
            % {"count": len(before), "before": before[0]}
        )
    return tidied
