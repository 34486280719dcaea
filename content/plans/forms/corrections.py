"""What may be said of one stretch of the original: each form is one correction."""

from collections.abc import Sequence
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.corrections.model import LONGEST_ACTOR
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.enums import CorrectionKind, HeaderKey
from content.plans.models import PlanCorrection
from content.plans.selectors.corrections import POINTS_SHOWN, End, Point
from portal.foundation.fields import OneOf, SomeOf, no_personal_number
from portal.people.forms.unseen import no_unseen

LEVELS: Final = 6
"""Levels that are offered; no plan known to us has more."""

_SHOWN: Final = 48
_ROLES: Final = (
    Says.HEADING, Says.PARAGRAPH, Says.JOIN, Says.JOIN_HEADING, Says.TEXT, Says.FIELD, Says.TITLE,
    Says.PREAMBLE, Says.ANNEX, Says.CLOSING, Says.LEFT_OUT,
)  # fmt: skip


def named_points(points: Sequence[Point]) -> list[tuple[int, str]]:
    return [
        (
            point.at,
            Truncator(point.words).chars(_SHOWN)
            if point.begins_line
            else "…" + Truncator(point.words).chars(_SHOWN - 1),
        )
        for point in points
    ]


class StateForm(forms.Form):
    """`state`: what the stretch was read as when the page was drawn."""

    state = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def redrawn(self, state: str) -> None:
        """What was chosen stays; it is said of what stands there now."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("state")] = state
        self.data = data

    def said(self) -> dict[str, Any]:
        """The correction, as `correct_draft` takes it; each form says its own."""
        raise NotImplementedError


class BeginForm(StateForm):
    """Where something begins, and what it is."""

    at = OneOf(
        label=gettext_lazy("从哪里起"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一处。")},
    )  # fmt: skip
    kind = OneOf(
        label=gettext_lazy("从这里起是什么"), widget=forms.RadioSelect,
        choices=[(kind.value, CorrectionKind(kind).label) for kind in _ROLES],
        error_messages={"required": gettext_lazy("选它是什么。")},
    )  # fmt: skip
    level = OneOf(
        label=gettext_lazy("第几级"), required=False,
        help_text=gettext_lazy("选了“标题”才用。第 1 级最高，像“第一章”“一、”。"),
        choices=[("", "—"), *((str(n), str(n)) for n in range(1, LEVELS + 1))],
    )  # fmt: skip
    key = OneOf(
        label=gettext_lazy("哪一项公开信息"), required=False,
        help_text=gettext_lazy("选了“公开信息”才用。"), choices=[("", "—"), *HeaderKey.choices],
    )  # fmt: skip

    def __init__(self, *args: Any, points: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["at"]
        field.choices = named_points(points)
        if len(points) == POINTS_SHOWN:
            field.help_text = _("这一段很长，只列出前 %(count)d 处。先从中间拆开，再改后面的。") % {
                "count": POINTS_SHOWN
            }
        if len(points) == 1:
            self.initial["at"] = points[0].at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Says.HEADING and not data.get("level"):
            self.add_error("level", _("选标题是第几级。"))
        if data.get("kind") == Says.FIELD and not data.get("key"):
            self.add_error("key", _("选是哪一项公开信息。"))
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = Says(data["kind"])
        return {
            "kind": kind,
            "at": int(data["at"]),
            "level": int(data["level"]) if kind is Says.HEADING else 0,
            "key": data["key"] if kind is Says.FIELD else "",
        }


class EndForm(StateForm):
    """Where the heading ends and the text begins."""

    ends = OneOf(
        label=gettext_lazy("编号和标题到哪里为止"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("选一处。")},
    )  # fmt: skip

    def __init__(self, *args: Any, ends: Sequence[End], at: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        field: Any = self.fields["ends"]
        field.choices = [
            (
                end.ends,
                end.words if len(end.words) <= _SHOWN
                else f"{end.words[: _SHOWN // 2]}…{end.words[-_SHOWN // 2 :]}",
            )
            for end in ends
        ]  # fmt: skip

    def said(self) -> dict[str, Any]:
        return {"kind": Says.BOUNDARY, "at": self.at, "ends": int(self.cleaned_data["ends"])}


class TableForm(StateForm):
    """The lines that are a table."""

    first = OneOf(label=gettext_lazy("表格的第一行"))
    last = OneOf(label=gettext_lazy("表格的最后一行"))
    columns = OneOf(
        label=gettext_lazy("原文里怎么排的"),
        choices=[
            ("0", gettext_lazy("一行就是表的一行，格子用制表符、竖线或空格隔开")),
            *(
                (str(n), gettext_lazy("一格占一行，每 %d 格是表的一行") % n)
                for n in range(2, 13)
            ),
        ],
    )  # fmt: skip

    def __init__(
        self, *args: Any, firsts: Sequence[Point], lasts: Sequence[Point], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, points in (("first", firsts), ("last", lasts)):
            field: Any = self.fields[name]
            field.choices = named_points(points)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "first" in data and "last" in data and int(data["last"]) <= int(data["first"]):
            self.add_error("last", _("最后一行要在第一行的下面。"))
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "kind": Says.TABLE, "at": int(data["first"]), "last": int(data["last"]),
            "columns": int(data["columns"]),
        }  # fmt: skip


def name_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST_ACTOR, validators=[no_unseen, no_personal_number], **kwargs,
    )  # fmt: skip


class AlikeForm(StateForm):
    """Of which other lines is said what was said of this one."""

    lines = SomeOf(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("一行也没选。不改的，点“不改，回到校对”。")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, like: PlanCorrection, at: int, points: Sequence[Point], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.like, self.at = like, at
        field: Any = self.fields["lines"]
        field.label = _("也改成：%(what)s") % {"what": like.description}
        field.help_text = _("不是的，去掉勾。")
        field.choices = named_points(points)
        self.initial["lines"] = [point.at for point in points]

    def said(self) -> dict[str, Any]:
        """What is said of the line that is corrected already."""
        return {"kind": Says(self.like.kind), "at": self.at, "level": self.like.level}

    def places(self) -> list[int]:
        return [int(at) for at in self.cleaned_data["lines"]]


class QuickForm(StateForm):
    """What one press says of the head of a stretch."""

    do = OneOf(
        choices=[(one, one) for one in ("up", "down", "join", "no_table")],
        error_messages={"required": gettext_lazy("选一种改法。")},
    )  # fmt: skip

    def __init__(self, *args: Any, at: int, depth: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.depth = at, depth

    def said(self) -> dict[str, Any]:
        do = self.cleaned_data["do"]
        if do in ("up", "down"):
            # `depth` counts from 0 and a level from 1.
            level = max(1, self.depth) if do == "up" else min(self.depth + 2, 9)
            return {"kind": Says.HEADING, "at": self.at, "level": level}
        return {"kind": Says.JOIN if do == "join" else Says.NO_TABLE, "at": self.at}
