"""Tags of the look: icons, heading words, gauges. `{% load ui %}`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, PasswordInput
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.foundation import charts
from themes import drawings
from themes.domain import gauges, headings, passages, signs

register = template.Library()

# A number, or the words of one, as views hand marks to a template.
Figure: TypeAlias = float | Decimal | str


@register.simple_tag
def icon(name: str, size: int = 24) -> SafeString:
    """`{% icon "earthquake" size=44 %}`: inline SVG, hidden from assistive technology."""
    return mark_safe(drawings.inline_svg(name, int(size)))  # noqa: S308 - our own files


_SECRET_FIELD = re.compile(r"pass|word\d?$|token|secret|otp|credential|csrf|answer", re.IGNORECASE)
"""Fields whose text is never put into a page: passwords, one-time passwords, tokens."""
_SIGNING_IN = ("account_", "mfa_")
"""Names of the addresses of allauth. What is called a code there is a one-time code; elsewhere it
is the code of a unit or of a division."""


@register.simple_tag
def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent in a form, for sending it once more; secrets left out."""
    if request.method != "POST":
        return []
    match = request.resolver_match
    signs_in = match is None or (match.url_name or "").startswith(_SIGNING_IN)
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str)
        and not _SECRET_FIELD.search(name)
        and not (signs_in and "code" in name.lower())
    ]


@register.simple_tag
def brand(name: str) -> SafeString:
    """`{% brand "mark" %}` or `{% brand "wordmark" %}`."""
    class_name = "i" if name == "mark" else "word"
    return mark_safe(drawings.brand_svg(name, class_name))  # noqa: S308 - our own files


@register.simple_tag
def qr(address: str) -> SafeString:
    """`{% qr portal.address %}`: the address for a phone's camera."""
    return mark_safe(drawings.qr_svg(address))  # noqa: S308 - drawn by segno


@register.simple_tag
def shape(name: str) -> SafeString:
    """Mark of a verdict or class: circle, half, diamond, triangle, cross, stop."""
    return mark_safe(signs.shape_svg(name))  # noqa: S308 - our own drawings


@register.simple_tag
def waves(count: int, size: int = 44) -> SafeString:
    """One to four waves for a warning's level; 0 is still water."""
    return mark_safe(signs.waves_svg(int(count), int(size)))  # noqa: S308 - our own drawings


@register.filter(needs_autoescape=True)
def words(text: object, autoescape: bool = True) -> SafeString:
    """A heading that breaks only between words. Escapes unless the text is already safe."""
    is_html = isinstance(text, SafeData)
    return mark_safe(headings.mark_words(str(text), is_html=is_html))  # noqa: S308 - escaped there


_ISO_DATE = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])(?![^<]*>)")


@register.filter(needs_autoescape=True)
def keep(text: object, autoescape: bool = True) -> SafeString:
    """`2 次` never splits between numeral and measure word, nor does 2026-06-08."""
    kept = headings.keep_together(str(text))
    safe = kept if isinstance(text, SafeData) or not autoescape else escape(kept)
    return mark_safe(_ISO_DATE.sub(r'<span class="nb">\g<0></span>', safe))  # noqa: S308


@register.filter
def clock(moment: datetime) -> str:
    """The time of a day; of another day than today with the day, so that nobody comes too late."""
    at = timezone.localtime(moment)
    return date_format(at, "H:i" if at.date() == timezone.localdate() else "n月j日 H:i")


@register.filter
def passage(text: object) -> str:
    """A quoted text, cut after a sentence where it is long."""
    return passages.shortened(str(text))


@register.simple_tag
def score_gauge(score: Figure, pass_mark: Figure, maximum: Figure) -> SafeString:
    """The marks of a paper on their scale, with the pass line."""
    return charts.bar_gauge(
        title=_("得分"),
        value=Decimal(str(score)),
        target=Decimal(str(pass_mark)),
        scale_max=Decimal(str(maximum)),
        target_word=_("及格"),
    ).svg


@register.simple_tag
def progress(value: int, total: int) -> SafeString:
    """Ticked progress line of a course or paper; the words stand beside it."""
    return mark_safe(gauges.progress_svg(int(value), int(total)))  # noqa: S308 - numbers only


@register.simple_tag
def bar(value: float | Decimal, maximum: float | Decimal = 100) -> SafeString:
    """Plain bar of a share; the figure stands beside it as text."""
    return mark_safe(gauges.bar_svg(float(value), float(maximum)))  # noqa: S308 - numbers only


@register.simple_tag(takes_context=True)
def display_url(context: template.Context, **choices: Any) -> str:
    """`{% display_url elder=1 %}`: address that changes the display and comes back here."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request is not None else "/"
    return "/display/set/?" + urlencode({**choices, "next": path})


SCRIPT_NAMES = {"hans": "简体", "hant": "繁體"}  # each in its own script, never translated


@register.simple_tag
def script_name(script: str) -> str:
    """The name of a script as its readers write it."""
    return SCRIPT_NAMES[script]


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of an error summary; `url` is empty where no field is meant."""

    url: str
    message: str


@register.simple_tag
def error_links(form: BaseForm | None = None, errors: Sequence[Any] | None = None) -> list[Any]:
    """Lines for components/error_summary.html from a bound form, in the order of its fields."""
    if errors:
        return list(errors)
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    found = [ErrorLink("", str(message)) for message in form.non_field_errors()]
    for name in form.fields:
        field = form[name]
        anchor = "" if field.is_hidden else f"#{field.id_for_label or f'{field.auto_id}_0'}"
        for message in field.errors:
            words = str(message)
            if str(field.label) not in words:
                words = _("%(label)s：%(message)s") % {"label": field.label, "message": words}
            found.append(ErrorLink(anchor, words))
    return found


@register.filter
def asks_password(form: BaseForm | None) -> bool:
    """Whether a form has a password box, which no browser is sent back filled."""
    fields = form.fields.values() if isinstance(form, BaseForm) else []
    return any(isinstance(field.widget, PasswordInput) for field in fields)


@register.filter
def came_empty(form: BaseForm | None) -> bool:
    """Whether a form was sent with nothing in any of its boxes, so that nothing was kept."""
    boxes = form.visible_fields() if isinstance(form, BaseForm) else []
    return bool(boxes) and not any(str(box.value() or "").strip() for box in boxes)


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int]:
    """Page numbers to show; 0 stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a data table with what its column says."""

    label: str
    value: Any
    numeric: bool


@register.simple_tag
def labelled_cells(columns: Sequence[Any], values: Sequence[Any]) -> list[Cell]:
    """Cells of a row beside the columns after the first; the shorter list decides."""
    found = []
    for column, value in zip(columns[1:], values, strict=False):
        of = column.get if isinstance(column, dict) else lambda name, c=column: getattr(c, name, "")
        found.append(Cell(str(of("label")), value, bool(of("numeric"))))
    return found


@register.simple_tag
def numeral(value: int) -> SafeString:
    """A count with thousands separators and tabular figures."""
    return format_html('<span class="num">{}</span>', f"{value:,}")
