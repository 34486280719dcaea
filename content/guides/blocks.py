"""The form of a guide: up to four phases, each with its steps, what to do and not to do."""

import re
from collections import Counter
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from content.pages import anchors
from content.pages.domain.codes import codes_in
from content.pages.domain.pasted import listed
from content.pages.legible import legible
from content.taxonomy.enums import Phase

MAX_STEPS: Final = 7
MAX_PAIR: Final = 4
STEP_TITLE: Final = 24
STEP_DETAIL: Final = 60

_count = re.compile(r"\s+")
_prohibits = re.compile("[不别勿禁]")


class LimitedText(blocks.CharBlock):
    """One line whose limit is told in words, with how long it is now."""

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    @cached_property
    def field(self) -> Any:
        field = super().field
        field.widget.attrs["maxlength"] = self.limit * 2
        return field

    def clean(self, value: str) -> str:
        cleaned = super().clean(_count.sub(" ", legible(value or "")).strip())
        if len(cleaned) > self.limit:
            raise ValidationError(
                _g("最多 %(limit)d 个字，现在是 %(length)d 个。")
                % {"limit": self.limit, "length": len(cleaned)}
            )
        return cleaned


class ProhibitionBlock(LimitedText):
    """What not to do, as a sentence that says so itself: it is also quoted, searched and read
    aloud without its heading."""

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        if cleaned and not _prohibits.search(cleaned):
            raise ValidationError(_g("写成带“不”字的整句话，如：不乘电梯。单念这一句也不会弄反。"))
        return cleaned


class StepBlock(blocks.StructBlock):
    title = LimitedText(
        limit=STEP_TITLE, label=_("做什么"), help_text=_("动词开头，24 个字以内，如：护住头和脖子")
    )
    detail = LimitedText(
        limit=STEP_DETAIL, required=False, label=_("一句话说明"), help_text=_("60 个字以内")
    )
    more = blocks.TextBlock(
        required=False, label=_("看更多"), rows=3, help_text=_("点开才看得到，可以用 Markdown")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            cleaned["more"] = listed(legible(cleaned["more"] or ""))
        except ValidationError as refused:
            raise StructBlockValidationError(block_errors={"more": refused}) from refused
        return cleaned

    class Meta:
        label = _("步骤")
        label_format = "{title}"
        icon = "list-ol"


class SectionBlock(blocks.StructBlock):
    title = LimitedText(limit=24, label=_("小标题"), help_text=_("如：被压住了"))
    items = blocks.ListBlock(
        LimitedText(limit=60, label=_("要点")), min_num=1, max_num=8, label=_("要点")
    )

    class Meta:
        label = _("另外的情形")
        label_format = "{title}"
        icon = "list-ul"


class PhoneBlock(blocks.StructBlock):
    name = LimitedText(limit=10, label=_("名称"), help_text=_("如：急救"))
    number = blocks.CharBlock(
        label=_("号码"),
        validators=[RegexValidator(r"^\d{3,12}$", _("只写数字，3 到 12 位，如 120。"))],
    )

    class Meta:
        label = _("电话")
        label_format = "{name} {number}"
        icon = "mobile-alt"


class AudienceNoteBlock(blocks.StructBlock):
    who = LimitedText(limit=12, label=_("什么人"), help_text=_("如：坐轮椅的人"))
    text = LimitedText(limit=60, label=_("怎么做"))

    class Meta:
        label = _("多想着这些人")
        label_format = "{who}"
        icon = "group"


class SourceCodesBlock(blocks.CharBlock):
    """Codes of sources of the page, in one line. The form of the page knows which there are."""

    def clean(self, value: str) -> str:
        return "、".join(codes_in(super().clean(legible(value or ""))))

    class Meta:
        default = ""


class PhaseBlock(blocks.StructBlock):
    phase = blocks.ChoiceBlock(choices=Phase.choices, label=_("阶段"))
    tab = LimitedText(
        limit=6, required=False, label=_("标签上的字"), help_text=_("不填就用阶段名，如：摇晃时")
    )
    heading = LimitedText(
        limit=20, label=_("大标题"), help_text=_("说情况和答案，如：地震了，先这样做")
    )
    situation = LimitedText(
        limit=20, required=False, label=_("什么情形"), help_text=_("如：室内，正在摇晃")
    )
    elder_label = LimitedText(
        limit=14, required=False, label=_("长辈版里的叫法"), help_text=_("如：平时怎么准备")
    )
    steps = blocks.ListBlock(StepBlock(), min_num=1, max_num=MAX_STEPS, label=_("步骤"))
    phones = blocks.ListBlock(PhoneBlock(), max_num=3, default=[], label=_("电话"))
    phones_title = LimitedText(
        limit=14, required=False, label=_("电话上面的标题"), help_text=_("如：有人受伤、被困")
    )
    dos = blocks.ListBlock(
        LimitedText(limit=36, label=_("这样做")), max_num=MAX_PAIR, default=[], label=_("这样做")
    )
    donts = blocks.ListBlock(
        ProhibitionBlock(limit=36, label=_("切记")),
        max_num=MAX_PAIR,
        default=[],
        label=_("切记（不要做的）"),
    )
    sections = blocks.ListBlock(SectionBlock(), max_num=10, default=[], label=_("另外的情形"))
    notes = blocks.ListBlock(AudienceNoteBlock(), max_num=8, default=[], label=_("多想着这些人"))
    sources = SourceCodesBlock(
        required=False,
        max_length=400,
        search_index=False,
        label=_("依据哪几份来源"),
        help_text=_("写来源的代号，最要紧的在前，用顿号隔开，如：K3、Q8。不填就列出全部来源"),
    )

    class Meta:
        label = _("阶段")
        label_format = "{phase} · {heading}"
        icon = "calendar-alt"


class PhasesBlock(blocks.StreamBlock):
    """Each phase at most once."""

    phase = PhaseBlock()

    class Meta:
        max_num = len(Phase)
        min_num = 1

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        counts = Counter(child.value["phase"] for child in cleaned)
        repeated = {
            position: ValidationError(
                _g("“%(phase)s”写了 %(count)d 次，一个阶段只写一次。")
                % {
                    "phase": Phase(child.value["phase"]).label,
                    "count": counts[child.value["phase"]],
                }
            )
            for position, child in enumerate(cleaned)
            if counts[child.value["phase"]] > 1
        }
        if repeated:
            raise StreamBlockValidationError(block_errors=repeated)
        return cleaned


class AnchorKeyBlock(blocks.CharBlock):
    """Stable key of a clause or paragraph; refused when nothing answers to it."""

    def clean(self, value: str) -> str:
        cleaned = super().clean((value or "").strip())
        if cleaned and anchors.resolve(cleaned) is None:
            raise ValidationError(
                _g("没有找到“%(key)s”。到条文或段落那里复制它的标识再贴过来。") % {"key": cleaned}
            )
        return cleaned


class RelatedPageBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(label=_("页面"))
    title = LimitedText(limit=24, required=False, label=_("文字"), help_text=_("不填就用页面标题"))

    class Meta:
        label = _("页面")
        icon = "doc-empty"


class RelatedAnchorBlock(blocks.StructBlock):
    key = AnchorKeyBlock(label=_("条文或段落的标识"), help_text=_("形如 clause:…"))
    title = LimitedText(limit=24, required=False, label=_("文字"), help_text=_("如：预案里怎么写"))

    class Meta:
        label = _("条文")
        icon = "openquote"
