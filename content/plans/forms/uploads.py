"""The form with a file or a pasted text."""

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
from content.plans.enums import KINDS_OF
from content.plans.forms.places import DivisionField, offer_places
from content.plans.models import PlanDocument
from content.plans.selectors.called import called
from content.plans.selectors.distinctions import distinctions
from content.plans.selectors.places import places
from content.plans.services.register import PlanRefused, check_division
from portal.foundation.fields import TokenField, asked_for
from portal.foundation.files.domain.limits import MEGABYTE
from portal.foundation.files.forms import FileForm
from portal.foundation.picking import PickField, offer_found
from portal.people import rights
from portal.people.models import Unit
from portal.people.rights import Action, Person
from portal.people.selectors import open_units, own_unit, unit_called


def _told_apart(documents: Sequence[PlanDocument]) -> dict[int, str]:
    """Each with what tells it from others of its title."""
    known = distinctions(PlanDocument.objects.filter(pk__in=[one.pk for one in documents]))
    return {
        one.pk: f"{one}（{known[one.pk]}）" if one.pk in known else str(one) for one in documents
    }


class UploadForm(FileForm):
    """A file or a pasted text, and what the document does not say of itself."""

    token = TokenField()
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
        help_text=gettext_lazy("文件和正文，选一样。"),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("标题"), required=False, max_length=200,
        help_text=gettext_lazy("留空就用文件里的标题。"),
    )  # fmt: skip
    document = PickField(
        label=gettext_lazy("作为哪份文件的新版本"), required=False,
        queryset=PlanDocument.objects.none(), empty_label=gettext_lazy("新登记一份文件"),
    )  # fmt: skip
    owner_unit = PickField(label=gettext_lazy("负责单位"), queryset=Unit.objects.none())
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
    division = DivisionField(
        empty_label=gettext_lazy("负责单位所在的地区"),
        help_text=gettext_lazy("上级或别处的文件选它自己的地区，层级跟着地区定。"),
    )

    def __init__(
        self, *args: Any, user: Person, asked: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        held = rights.units_for(user, Action.PLAN_EDIT)
        documents = PlanDocument.objects.filter(owner_unit__in=held)
        # A unit that closed gets no new document; what it left behind gets new versions.
        self.open_units = open_units(user, Action.PLAN_EDIT)
        owners = Unit.objects.filter(pk__in=documents.values("owner_unit"))
        offer_found(self, "owner_unit", self.open_units | owners, unit_called, asked=asked)
        offer_found(self, "document", documents, called, asked=asked, labels=_told_apart)
        offer_places(self, "division", places(), asked=asked)
        self.initial.setdefault("owner_unit", own_unit(user, self.open_units))
        asked_for(self, "file", "text")

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
            division = data.get("division")
            if document and division and division != document.division:
                self.add_error(
                    "division",
                    _("新的一版用登记的地区“%(division)s”。这里选“负责单位所在的地区”；"
                      "登记错了，在登记页改。")
                    % {"division": document.division or _("没写")},
                )  # fmt: skip
            unit = data.get("owner_unit")
            if unit and not document and unit not in self.open_units:
                self.add_error(
                    "owner_unit",
                    _("%(unit)s已撤销，新文件要归到别的单位。") % {"unit": unit},
                )
            elif unit and division and not document:
                try:
                    check_division(division, unit)
                except PlanRefused as refusal:
                    self.add_error("division", refusal.message)
        return data
