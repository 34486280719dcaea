"""What is said and done about a document that is marked as not for everybody."""

from django.utils.translation import gettext as _

from content.plans.domain.marking import Marking, marking_of
from content.plans.domain.reach import strictest
from content.plans.enums import Visibility


def narrowed(visibility: str, original: str) -> Visibility:
    """Who may read the document: no more than it says of itself."""
    marking = marking_of(original)
    grades = [visibility or Visibility.PUBLIC, *([marking.grade] if marking else [])]
    return Visibility(strictest(grades).value)


def is_classified(original: str) -> bool:
    return marking_of(original) is Marking.CLASSIFIED


def warning_of(original: str) -> str:
    """What the person who brings it in, and who publishes it, is told; empty where nothing."""
    marking = marking_of(original)
    if marking is None:
        return ""
    if marking is Marking.CLASSIFIED:
        return _(
            "文件上有密级标志。本站在互联网上，不是涉密系统，这一版不能发布。"
            "照保密规定处理，并删除这份草稿。"
        )
    return _("文件%(said)s，公开范围按“%(visibility)s”。要公开，先核对，再在登记页改。") % {
        "said": said_by(marking),
        "visibility": Visibility(marking.grade.value).label,
    }


def said_by(marking: Marking) -> str:
    """What a text says of itself, after its name."""
    return {
        Marking.CLASSIFIED: _("有密级标志"),
        Marking.WITHHELD: _("写明“不予公开”"),
        Marking.ON_REQUEST: _("写明“依申请公开”"),
        Marking.INSIDE: _("写明“内部资料”"),
    }[marking]
