"""The form of an evaluation sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.scoring import Limits, WeightsWrong
from content.drills.domain.sheets import (
    MOST_LINES,
    Line,
    NoLines,
    TooManyLines,
    UnreadableLine,
    offered,
    plain,
    read_lines,
    written,
)
from content.drills.enums import Aspect
from content.drills.models import Sheet
from content.drills.models.sheet import SOURCE_LENGTH
from portal.foundation.fields import no_personal_number
from portal.foundation.seen import SeenForm
from portal.people.forms.unseen import no_unseen, no_unseen_in_lines


def limit_field(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )


class SheetForm(SeenForm):
    lines = forms.CharField(
        label=gettext_lazy("指标和权重"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "maxlength": False}),
        help_text=gettext_lazy(
            "一行一项：方面｜指标｜权重｜怎样评分。最后一段可以不写，权重加起来是 100。"
            "例如：指挥协调｜接报后 10 分钟内启动响应｜15｜每晚 1 分钟扣 10 分"
        ),
    )  # fmt: skip
    excellent = limit_field(gettext_lazy("优秀，从几分起"))
    good = limit_field(gettext_lazy("良好，从几分起"))
    passed = limit_field(gettext_lazy("合格，从几分起"))
    source = forms.CharField(
        label=gettext_lazy("依据"), max_length=SOURCE_LENGTH,
        validators=[no_unseen, no_personal_number],
        help_text=gettext_lazy("写谁、哪天、用什么文件定的权重；对照过标准原文的，写条款。"),
    )  # fmt: skip

    def __init__(self, *args: Any, stored: Sheet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stored is None:
            self.initial["lines"] = offered([str(aspect.label) for aspect in Aspect])
        else:
            self.initial.update(
                lines=written(line.as_line for line in stored.lines.all()),
                excellent=stored.excellent,
                good=stored.good,
                passed=stored.passed,
                source=stored.source,
            )
        self.draw_from_initial()

    def clean_lines(self) -> list[Line]:
        text = str(self.cleaned_data["lines"])
        no_unseen_in_lines(text)
        try:
            return read_lines(text)
        except NoLines:
            said = _("至少写一项指标。")
        except TooManyLines:
            said = _("最多 %(most)d 项，合并几项。") % {"most": MOST_LINES}
        except WeightsWrong as wrong:
            said = _("权重加起来是 %(total)s，要正好 100。") % {"total": plain(wrong.total)}
        except UnreadableLine as wrong:
            said = _("第 %(number)d 行“%(line)s”：%(why)s") % {
                "number": wrong.number, "line": wrong.line[:30], "why": _why(wrong.why),
            }  # fmt: skip
        raise forms.ValidationError(said)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            self.refuse_older(
                {
                    "lines": written(data["lines"]),
                    **{name: plain(data[name]) for name in ("excellent", "good", "passed")},
                    "source": data["source"],
                }
            )
        return data

    @property
    def limits(self) -> Limits:
        data = self.cleaned_data
        return Limits(data["excellent"], data["good"], data["passed"])


def _why(code: str) -> str:
    return {
        "parts": _("用“｜”分成三段或四段：方面、指标、权重、怎样评分。"),
        "aspect": _("写上方面，不超过 40 个字。"),
        "name": _("写上指标，不超过 120 个字。"),
        "weight": _("写上权重，大于 0、不超过 100，最多两位小数。"),
        "guide": _("“怎样评分”不超过 200 个字。"),
        "twice": _("和前面一行重复，去掉一行。"),
    }[code]
