from dataclasses import fields
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.foundation.fields import (
    NOT_LISTED,
    no_personal_number,
    offer,
    offer_choices,
    search_field,
)
from portal.foundation.seen import SeenForm
from portal.people import rights
from portal.people.rights import Action, Person
from portal.people.selectors import open_units
from quizzes.attempts.forms import RemarkField, reasons
from quizzes.certificates.domain.numbers import PREFIX
from quizzes.certificates.enums import RevocationReason, SchemeKind
from quizzes.certificates.models import Scheme
from quizzes.certificates.services import FIXED_ONCE_ISSUED, SchemeTerms
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment

HOLDERS_ARE_ADULTS: Final = _("证书只发给年满 18 周岁的人，这一项要勾上。")

RESERVED: Final = frozenset({"new"})
"""Addresses under desk/schemes/ that are no scheme."""


class VerificationForm(forms.Form):
    number = forms.CharField(
        label=_("证书编号"),
        help_text=_("在证书右上角，像这样：AL-2026-000000-2"),
        max_length=60,
        strip=True,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("填证书右上角的编号。"),
            "max_length": _("编号不会超过 60 个字符，请核对。"),
        },
    )


class RegisterFilter(forms.Form):
    """What somebody looks for in the register."""

    q = search_field(label=_("编号或姓名"))

    def query(self) -> str:
        """The part of an address that fills this form again."""
        typed = self.data.get("q", "")
        return urlencode({"q": typed}) if typed else ""


class FromPaper(forms.Form):
    """The paper from whose page somebody came to make a scheme."""

    paper = forms.SlugField(required=False)


class RevocationForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("撤销原因"),
        help_text=_("核验这张证书的人会看到"),
        choices=reasons(RevocationReason),
        error_messages={
            "required": _("选一个撤销原因，核验的人会看到。"),
            "invalid_choice": _("没有这个原因，从列表里选一个。"),
        },
    )
    note = RemarkField(
        label=_("备注"),
        help_text=_("只有管理证书的人看到，持证人注销账号时删掉。不写手机号、证件号、病情"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        error_messages={
            "max_length": _("备注不超过 %(limit_value)s 个字，现在是 %(show_value)s 个。"),
        },
    )


class SchemeForm(SeenForm, forms.ModelForm):
    """A scheme of the units in one's care, for a paper of theirs."""

    class Meta:
        model = Scheme
        fields = [
            "title", "assessment", "issuer", "kind", "heading", "entitles", "prefix",
            "validity_months", "renewal_days", "adult_only", "active", "slug",
        ]  # fmt: skip
        help_texts = {
            "assessment": _("只列认证考试。一份卷同时只有一个方案在发证"),
            "kind": _("前两类由县或县直部门发的，计入公开指标；别的培训、考核选“其他证书”，不计入"),
            "heading": _("印在证书最上面。不要写成职业资格证书、职业技能等级证书或红十字救护员证"),
            "prefix": _(
                "两个大写字母，印在编号最前面，例如 AL。可以用别的方案的；另起一个，就不能只差一个"
                "字母，也不能只是对调"
            ),
            "renewal_days": _("到期前这么多天内再考过，就发新证"),
            "adult_only": _("由考生自己确认，不核对证件。证书不发给不满 18 周岁的人，必须勾上"),
            "active": _("去掉勾就停止发证，已发的不变"),
            "slug": _("小写字母、数字和短横线，例如 volunteer-basic。定了不改"),
        }
        error_messages = {
            "title": {"required": _("写方案的名称。")},
            "assessment": {"required": _("选一份认证考试。"), "invalid_choice": NOT_LISTED},
            "issuer": {"required": _("选发证单位。"), "invalid_choice": NOT_LISTED},
            "kind": {"required": _("选类别。"), "invalid_choice": NOT_LISTED},
            "heading": {"required": _("写证书抬头。")},
            "prefix": {"required": _("写两个大写字母。")},
            "slug": {
                "required": _("写一个网址名。"),
                "invalid": _("网址名只能用小写字母、数字和短横线。"),
                "unique": _("这个网址名已经有别的方案在用，换一个。"),
            },
        }

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = self.instance
        units = rights.units_for(user, Action.SCHEME_EDIT)
        papers = Assessment.objects.filter(
            Q(purpose=Purpose.CERTIFICATION, owner_unit__in=units, withdrawn_at=None)
            | Q(pk=scheme.assessment_id)
        )
        offer(self, "assessment", papers, empty=gettext("选一份"))
        issuers = open_units(user, Action.SCHEME_EDIT, kept=scheme.issuer_id)
        offer(self, "issuer", issuers)
        offer_choices(self, "kind", [("", _("选一个")), *SchemeKind.choices])
        if scheme.pk is None:
            del self.fields["seen"]
            return
        del self.fields["slug"]
        if scheme.certificates.exists():
            for name in FIXED_ONCE_ISSUED:
                self.fields[name].disabled = True
        self.draw_from_initial()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "seen" in self.fields:
            self.refuse_older_page()
        return cleaned

    def clean_prefix(self) -> str:
        prefix: str = self.cleaned_data["prefix"].upper()
        if not PREFIX.fullmatch(prefix):
            raise forms.ValidationError(_("编号字头是两个英文字母，例如 AL。"))
        return prefix

    def clean_adult_only(self) -> bool:
        adult_only: bool = self.cleaned_data["adult_only"]
        if not adult_only:
            raise forms.ValidationError(HOLDERS_ARE_ADULTS)
        return adult_only

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        no_personal_number(slug)
        if slug in RESERVED:
            raise forms.ValidationError(_("这个网址名本站自己要用，换一个。"))
        return slug

    def terms(self) -> SchemeTerms:
        """What was asked for. The form is valid."""
        return SchemeTerms(
            **{field.name: self.cleaned_data[field.name] for field in fields(SchemeTerms)}
        )
