import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.plans.domain.errors import TooLong, TooManyLines
from content.plans.domain.kinds import OFFERED
from content.plans.domain.limits import (
    CHARACTER_LIMIT,
    CLAUSE_LIMIT,
    SIZE_LIMIT,
    TEXT_SIZE_LIMIT,
    check_text,
    size_limit,
)
from content.plans.enums import KINDS_OF, Family, Level
from content.plans.models import PlanDocument
from content.plans.selectors.called import called
from content.plans.selectors.distinctions import distinctions
from content.plans.selectors.hidden import hides_something
from content.plans.selectors.levels import levels_for
from content.plans.services.register import FALLING_DUE, PERIOD, held_in_its_family
from content.plans.services.targets import REASON_LENGTH
from content.taxonomy.forms import HazardsField
from portal.foundation.fields import DateInput, offer, offer_choices
from portal.foundation.files.forms import FileForm
from portal.foundation.picking import PickField, offer_found
from portal.foundation.seen import SeenForm
from portal.people import rights
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, own_unit

MEGABYTE = 1024 * 1024
EARLIEST_YEAR, LATEST_YEAR = 1949, 2199
"""Of a period of planning; a slip of the finger is none."""


def _told_apart(documents: Sequence[PlanDocument]) -> dict[int, str]:
    """Each with what tells it from others of its title."""
    known = distinctions(PlanDocument.objects.filter(pk__in=[one.pk for one in documents]))
    return {
        one.pk: f"{one}（{known[one.pk]}）" if one.pk in known else str(one) for one in documents
    }


class TokenField(forms.UUIDField):
    """Nobody types it: one that is spoiled is replaced, and nobody is told of it."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            return uuid.uuid4()


class UploadForm(FileForm):
    """A file or a pasted text, and what the document does not say of itself."""

    token = TokenField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    file = forms.FileField(
        label=gettext_lazy("文件"), required=False, max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(OFFERED)}),
        help_text=format_lazy(
            gettext_lazy(
                "收 Word（.docx、.doc）、WPS（.wps）和 PDF（最大 {size} MB）、网页（.html）、"
                ".txt 和 .md（最大 {text_size} MB），"
                "最多 {characters} 万字、{clauses} 条。这里不是涉密系统，涉密文件不得上传。"
            ),
            size=SIZE_LIMIT // MEGABYTE, text_size=TEXT_SIZE_LIMIT // MEGABYTE,
            characters=CHARACTER_LIMIT // 10_000, clauses=CLAUSE_LIMIT,
        ),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("或者粘贴正文"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("标题"), required=False, max_length=200,
        help_text=gettext_lazy("留空就用文件里的标题。"),
    )  # fmt: skip
    document = PickField(
        label=gettext_lazy("作为哪份文件的新版本"), required=False,
        queryset=PlanDocument.objects.none(), empty_label=gettext_lazy("新登记一份文件"),
    )  # fmt: skip
    owner_unit = forms.ModelChoiceField(
        label=gettext_lazy("负责单位"), queryset=Unit.objects.none()
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("种类"), required=False,
        choices=[
            ("", gettext_lazy("按标题判断")),
            *(
                (family.label, [(kind.value, kind.label) for kind in kinds])
                for family, kinds in KINDS_OF.items()
            ),
        ],
        help_text=gettext_lazy("留空就按标题判断。"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        held = rights.units_for(user, Action.PLAN_EDIT)
        documents = PlanDocument.objects.filter(owner_unit__in=held)
        # A unit that closed gets no new document; what it left behind gets new versions.
        self.open_units = open_units(user, Action.PLAN_EDIT)
        owners = Unit.objects.filter(pk__in=documents.values("owner_unit"))
        offer(self, "owner_unit", self.open_units | owners)
        offer_found(self, "document", documents, called, asked=asked, labels=_told_apart)
        self.initial.setdefault("owner_unit", own_unit(user, self.open_units))

    def renew_token(self) -> None:
        """A new try is a new upload."""
        # A QueryDict spread into a dict becomes lists, and the typed text would come back as one.
        data = cast(QueryDict, self.data).copy()
        data["token"] = str(uuid.uuid4())
        self.data = data

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return file
        limit = size_limit(file.name)
        if file.size > limit:
            raise forms.ValidationError(
                _("文件有 %(size)s MB，%(kind)s最大收 %(limit)s MB。拆成几份再传。")
                % {
                    "size": -(-file.size // MEGABYTE),
                    "kind": _(" Word 和 PDF 文件") if limit == SIZE_LIMIT else _("文本和网页文件"),
                    "limit": limit // MEGABYTE,
                }
            )
        return file

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        try:
            check_text(text)
        except (TooLong, TooManyLines) as refusal:
            raise forms.ValidationError(refusal.message) from None
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text", "")
        if not self.errors:
            if file and text.strip():
                raise forms.ValidationError(_("文件和粘贴的正文只要一样，去掉其中一样。"))
            if not file and not text.strip():
                raise forms.ValidationError(_("选一个文件，或者把正文粘贴进来。"))
            document = data.get("document")
            if document and document.owner_unit != data.get("owner_unit"):
                self.add_error(
                    "owner_unit",
                    _("这份文件由%(unit)s负责，负责单位要选它。") % {"unit": document.owner_unit},
                )
            kind = data.get("kind")
            if document and kind and kind != document.kind:
                self.add_error(
                    "kind",
                    _("新的一版用登记的种类“%(kind)s”。这里留空；种类登记错了，在登记页改。")
                    % {"kind": document.get_kind_display()},
                )
            unit = data.get("owner_unit")
            if unit and not document and unit not in self.open_units:
                self.add_error(
                    "owner_unit",
                    _("%(unit)s已撤销，新文件要归到别的单位。") % {"unit": unit},
                )
        return data


def year_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=EARLIEST_YEAR, max_value=LATEST_YEAR
    )


class DocumentForm(SeenForm, forms.ModelForm):
    """The entry in the register. Which fields a family has is the family's rule."""

    hazards = HazardsField(label=gettext_lazy("灾种"), required=False)
    period_start = year_field(gettext_lazy("规划期起"))
    period_end = year_field(gettext_lazy("规划期止"))
    replaced_by = PickField(
        label=gettext_lazy("由哪个文件代替"), required=False, queryset=PlanDocument.objects.none()
    )

    class Meta:
        model = PlanDocument
        fields = [
            "kind", "level", "division", "issuer", "hazards", "sector", "visibility", "status",
            "replaced_by", "original_for_readers", "period_start", "period_end", *FALLING_DUE,
        ]  # fmt: skip
        widgets = {
            **{name: DateInput() for name in FALLING_DUE if name.endswith("_on")},
            "division": forms.TextInput,
        }
        help_texts = {
            "original_for_readers": gettext_lazy(
                "原件里可能有这里看不到的人名、电话和 Word 的修订痕迹，先打开看一遍再勾。"
                "有条文不公开的时候，原件不给下载。"
            ),
            "issued_on": gettext_lazy(
                "备案、评估和演练的期限从这天起算；空着就按文件里的成文日期。"
            ),
            "filed_with": gettext_lazy(
                "总体预案送上一级政府，专项预案送上一级牵头部门，部门预案送本级政府，"
                "乡镇预案送县级政府，村和社区预案送乡镇。"
            ),
            "disclosed_on": gettext_lazy("空着就按文件里写的公开日期。"),
            "evaluated_on": gettext_lazy("没有评估过就空着。"),
        }

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        family = Family(self.instance.family)
        gone = FALLING_DUE if family == Family.PLANNING else PERIOD
        for name in (*gone, "division"):
            del self.fields[name]
        kinds = {each: [(k.value, k.label) for k in held] for each, held in KINDS_OF.items()}
        if held_in_its_family(self.instance):
            offer_choices(self, "kind", kinds[family])
        else:
            offer_choices(self, "kind", [(each.label, kinds[each]) for each in kinds])
            self.fields["kind"].help_text = _(
                "发布以前可以换到另一类。换了以后，只有原来那一类才有的内容清空。"
            )
        fitting = {*levels_for(self.instance.owner_unit), self.instance.level}
        offer_choices(
            self, "level", [(each.value, each.label) for each in Level if each in fitting]
        )
        others = PlanDocument.objects.filter(
            family=family, owner_unit__in=rights.units_for(user, Action.PLAN_EDIT)
        ).exclude(pk=self.instance.pk)
        offer_found(self, "replaced_by", others, called, asked=asked, empty=_("没有"))
        self.draw_from_initial()

    def changes(self) -> dict[str, Any]:
        """Only what the person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.now}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("replaced_by") and data.get("status") != "historic":
            self.add_error("status", _("有代替文件的，效力要选“历史”。"))
        start, end = data.get("period_start"), data.get("period_end")
        if "period_start" in self.fields and bool(start) != bool(end):
            self.add_error("period_end", _("规划期的起年和止年要一起填。"))
        elif start and end and end < start:
            self.add_error("period_end", _("规划期的止年不能早于起年。"))
        if data.get("original_for_readers") and "original_for_readers" in self.changed_data:
            self._check_original()
        filed, receipt = data.get("filed_on"), data.get("receipt_on")
        if receipt and not filed:
            self.add_error("filed_on", _("有回执日期的，备案日期也要填。"))
        elif receipt and filed and receipt < filed:
            self.add_error("receipt_on", _("回执日期不能早于备案日期。"))
        for name in ("issued_on", "filed_on", "receipt_on", "disclosed_on", "evaluated_on"):
            day = data.get(name)
            if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
                self.add_error(
                    name,
                    _("年份要在 %(first)d 到 %(last)d 之间。")
                    % {"first": EARLIEST_YEAR, "last": LATEST_YEAR},
                )
        self.refuse_older_page()
        return data

    def _check_original(self) -> None:
        """Why the box would offer nothing today."""
        version = self.instance.current_version
        if version is None or version.upload_id is None:
            self.add_error("original_for_readers", _("现行版本没有原件可下载，去掉这个勾再保存。"))
        elif hides_something(version):
            self.add_error(
                "original_for_readers",
                _(
                    "现行版本有不公开的条文或备注，原件里看得到它们。去掉这个勾，或者先公开那些条文。"
                ),
            )


class DismissForm(forms.Form):
    """Why the ticked numbers are no targets."""

    reason = forms.CharField(
        label=gettext_lazy("不是目标的理由"), max_length=REASON_LENGTH,
        help_text=gettext_lazy("一句话，例如：这是响应时限；这是现状，不是承诺。"),
        error_messages={"required": gettext_lazy("写一句为什么不是目标。")},
    )  # fmt: skip
