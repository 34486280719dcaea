"""The clause of a target, on the pages that ask about it."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.pages import anchors


def clause_in_words(anchor: anchors.Anchor | None) -> str:
    if anchor is None:
        return _("条文已撤下。")
    if not anchor.title:
        return format_html(
            '{}<a href="{}">{}</a>', _("依据的条文："), anchor.url, _("不公开的文件里的一条")
        )
    where = format_html(
        '<a href="{}">{}</a>', anchor.url, " ".join([*anchor.path[:1], anchor.title])
    )
    return format_html("{}{} {}", _("依据的条文："), where, anchor.text)
