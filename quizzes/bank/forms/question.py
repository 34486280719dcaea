"""Writing a question. Without JavaScript: a fixed number of option rows, the last folded."""

from collections.abc import Iterator
from typing import Any, Final, Self, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.taxonomy.enums import LearningAim
from content.taxonomy.forms import HazardsField
from portal.foundation.fields import (
    NOT_LISTED,
    OUT_OF_DATE,
    ModelOneOf,
    OneOf,
    date_field,
    offer,
)
from portal.foundation.seen import SeenForm, Sent, as_sent, changed_meanwhile
from portal.people.models import Division, Unit
from quizzes.bank import words
from quizzes.bank.domain.questions import Kind, QuestionNotWellFormed
from quizzes.bank.enums import Pool, QuestionKind, QuestionLanguage
from quizzes.bank.forms.answers import add_answer_fields, answers_of
from quizzes.bank.forms.fields import PastedMarkdown
from quizzes.bank.forms.rows import OPEN_ROWS, ROWS, OptionRow
from quizzes.bank.services import Filing, Wording

FOLDED: Final = ("hazards", "language", "jurisdiction", "valid_from", "valid_to")
"""What most questions leave as it is."""

OUTDATED: Final = "outdated"
FAULTS_SHOWN: Final = 12


class QuestionForm(SeenForm):
    """A question of one kind. `wording()` and `filing()` after validation."""

    creation_key = forms.UUIDField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": OUT_OF_DATE}
    )
    drawn = forms.CharField(label=_("这一页"), widget=forms.HiddenInput, required=False)
    source_key = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        max_length=80,
        error_messages={
            "max_length": _(
                "出处不对。预案在条文旁边重新点“据此出题”；"
                "指南和课程到“题库”的“从指南和课程出题”里重新选一段。"
            )
        },
    )
    stem = PastedMarkdown(
        label=_("题干"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("写题干。")},
    )
    explanation = PastedMarkdown(
        label=_("解析"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("三句话以内，说明为什么。公布答案后考生才看得到。"),
    )
    owner_unit = ModelOneOf(label=_("归属单位"), queryset=Unit.objects.none())
    aim = OneOf(
        label=_("考查目标"),
        choices=[("", _("选一个")), *LearningAim.choices],
        error_messages={"required": _("选这道题考查什么。")},
    )
    pool = OneOf(
        label=_("用在哪里"),
        choices=[
            (Pool.CERTIFICATION, _("认证考试，答案一直保密")),
            (Pool.PRACTICE, _("练习和模拟，做完看答案")),
        ],
        widget=forms.RadioSelect,
        help_text=_("练习给人看过的题，再也不能转为认证题。"),
        error_messages={"required": _("选这道题用在认证考试还是练习。")},
    )
    hazards = HazardsField(
        label=_("灾种"),
        required=False,
        to_field_name="slug",
        error_messages={"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
    )
    language = OneOf(
        label=_("语言"),
        choices=QuestionLanguage.choices,
        required=False,
        help_text=_("题干和选项是用什么写的，读屏软件按它念。"),
    )
    jurisdiction = ModelOneOf(
        label=_("适用地区"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("各地都适用"),
    )
    valid_from = date_field(label=_("起用日期"), required=False)
    valid_to = date_field(label=_("停用日期"), required=False)
    note = forms.CharField(
        label=_("改了什么"), required=False, max_length=200, help_text=_("一句话，留给审核员。")
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        units: QuerySet[Unit],
        divisions: QuerySet[Division],
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = QuestionKind(kind)
        offer(self, "owner_unit", units)
        offer(self, "jurisdiction", divisions)
        if is_new:
            del self.fields["note"]
            self.initial.setdefault("creation_key", uuid4())
            self.initial.setdefault("pool", Pool.CERTIFICATION)
            del self.fields["drawn"], self.fields["seen"]
        else:
            del self.fields["owner_unit"]
        add_answer_fields(self, self.kind)
        if not is_new and not self.is_bound:
            self.draw_from(self._sent())

    @property
    def is_multiple(self) -> bool:
        return self.kind == QuestionKind.MULTIPLE

    def open_rows(self) -> list[OptionRow]:
        """Option rows that are always seen; empty for other kinds."""
        return list(self._rows())[:OPEN_ROWS]

    def more_rows(self) -> list[OptionRow]:
        return list(self._rows())[OPEN_ROWS:]

    def more_rows_used(self) -> bool:
        return any(
            row.text_field.value() or row.is_right or row.text_field.errors
            for row in self.more_rows()
        )

    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in FOLDED]

    def folded_used(self) -> bool:
        return any(
            field.errors or (field.value() and field.value() != QuestionLanguage.CHINESE)
            for field in self.folded()
        )

    def _rows(self) -> Iterator[OptionRow]:
        if "right" not in self.fields:
            return
        right = self.right_values()
        for number in range(1, ROWS + 1):
            yield OptionRow(
                number=number,
                id_field=self[f"id_{number}"],
                text_field=self[f"text_{number}"],
                is_right=str(number) in right,
            )

    def right_values(self) -> list[str]:
        value = self["right"].value() if "right" in self.fields else None
        if value is None:
            return []
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        valid_from, valid_to = cleaned.get("valid_from"), cleaned.get("valid_to")
        if valid_from and valid_to and valid_to <= valid_from:
            self.add_error("valid_to", _("停用日期要晚于起用日期。"))
        return cleaned

    def catch_up(self, latest: Self) -> None:
        """After somebody else saved: takes over from `latest`, a fresh form, what the person did
        not touch, and says what that was. The answers of a question go together: which is right
        is said by their places."""
        ids = {
            field.name: as_sent(field.value())
            for field in latest.hidden_fields()
            if field.name.startswith(("id_", "blank_ids"))
        }
        answers = [
            name for name in latest.now if name.startswith(("text_", "right", "truth", "blanks"))
        ]
        changed = self.renew(latest.now, self._sent(), together=answers, beside=ids)
        cast(QueryDict, self.data)["drawn"] = latest["drawn"].value()
        self.add_error(None, ValidationError(changed_meanwhile(changed), code=OUTDATED))

    @property
    def is_outdated(self) -> bool:
        return self.has_error(NON_FIELD_ERRORS, OUTDATED)

    def _sent(self) -> dict[str, Sent]:
        """What stands in the fields that a person sees."""
        return {field.name: as_sent(field.value()) for field in self.visible_fields()}

    def wording(self) -> Wording:
        """Raises QuestionNotWellFormed when it is stored."""
        options, key = answers_of(self.kind, self.cleaned_data)
        return Wording(
            kind=cast(Kind, self.kind.value),
            stem=self.cleaned_data["stem"].strip(),
            options=options,
            key=key,
            explanation=self.cleaned_data["explanation"].strip(),
            source_key=self.cleaned_data["source_key"],
            note=self.cleaned_data.get("note", ""),
            language=self.cleaned_data["language"] or QuestionLanguage.CHINESE,
        )

    def filing(self) -> Filing:
        data = self.cleaned_data
        return Filing(
            aim=data["aim"],
            pool=data["pool"],
            hazards=list(data["hazards"]),
            jurisdiction=data["jurisdiction"],
            valid_from=data["valid_from"],
            valid_to=data["valid_to"],
        )

    def add_faults(self, error: QuestionNotWellFormed) -> None:
        """Domain faults beside their fields, in words."""
        for fault in error.faults[:FAULTS_SHOWN]:
            name = {"key": "right", "options": "right"}.get(fault.field, fault.field)
            if fault.field == "options" and fault.have and f"text_{fault.have}" in self.fields:
                name = f"text_{fault.have}" if fault.code != "too_few" else "right"
            self.add_error(name if name in self.fields else None, words.fault(fault))
