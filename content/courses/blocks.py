"""What a lesson is made of. Every block has an id that outlives edits."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.guides.blocks import AnchorKeyBlock, LimitedText
from content.pages.domain.pasted import listed
from content.pages.legible import legible
from content.pages.rendering import MAX_LENGTH, TextTooLong, plain_text


class MarkdownBlock(blocks.TextBlock):
    """Markdown, refused when nothing readable would be left of it."""

    def clean(self, value: str) -> str:
        cleaned = listed(legible(super().clean(value)))
        try:
            left = plain_text(cleaned)
        except TextTooLong as refused:
            raise ValidationError(
                _g("一段最多 %(limit)d 个字，现在是 %(length)d 个。分成几段写。")
                % {"limit": MAX_LENGTH, "length": refused.length}
            ) from refused
        if cleaned and not left:
            raise ValidationError(_g("这段文字显示出来是空的：不能只有代码或外站图片。"))
        return cleaned


class NoteBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        choices=[("", _("提示")), ("amber", _("小心")), ("zhu", _("危险"))],
        required=False,
        label=_("轻重"),
    )
    text = LimitedText(limit=160, label=_("文字"))

    class Meta:
        label = _("提醒")
        icon = "warning"
        label_format = "{text}"


class KeyPointsBlock(blocks.StructBlock):
    title = LimitedText(limit=24, required=False, label=_("小标题"), help_text=_("不填就写“记住”"))
    items = blocks.ListBlock(
        LimitedText(limit=60, label=_("要点")), min_num=1, max_num=8, label=_("要点")
    )

    class Meta:
        label = _("要点")
        icon = "list-ul"
        label_format = "{title}"


class AnchorLinkBlock(blocks.StructBlock):
    key = AnchorKeyBlock(
        label=_("条文或段落的标识"),
        help_text=_("形如 clause:… 或 paragraph:…；原文改了，这里会标出来"),
    )
    title = LimitedText(limit=30, required=False, label=_("文字"), help_text=_("不填就用原文标题"))

    class Meta:
        label = _("引原文")
        icon = "openquote"
        label_format = "{title} {key}"


class LessonBody(blocks.StreamBlock):
    heading = LimitedText(limit=30, label=_("小标题"), icon="title")
    text = MarkdownBlock(label=_("正文"), icon="pilcrow", help_text=_("用 Markdown 写"))
    note = NoteBlock()
    key_points = KeyPointsBlock()
    anchor = AnchorLinkBlock()

    class Meta:
        min_num = 1


def readable(block: Any) -> str:
    """Plain text of one block of a lesson; empty for a link to an original."""
    value = block.value
    if block.block_type == "text":
        return plain_text(value)
    if block.block_type == "note":
        return str(value["text"])
    if block.block_type == "key_points":
        return "\n".join(value["items"])
    return ""
