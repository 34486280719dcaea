"""The four groups of the display settings page, each choice with a sample of itself."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from themes.domain.display import Display, Palette, Script

Words = str | Promise
SAMPLE: Final = _("地震了，先这样做")
DETAIL: Final = _("没有桌子，就靠内墙角蹲下。")


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button. `css` is the class that makes the sample look like the choice."""

    value: str
    label: Words
    css: str
    is_chosen: bool
    sample: Words = SAMPLE
    detail: Words = DETAIL
    lang: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One set of radio buttons; `name` is the query parameter it sends."""

    name: str
    title: Words
    choices: tuple[Choice, ...]
    hint: Words = ""


def groups(chosen: Display) -> tuple[Group, ...]:
    """Size, colour, contrast and script, with what is chosen now."""
    is_high = chosen.palette is Palette.HC
    size = "elder" if chosen.elder else ""
    return (
        Group(
            "elder",
            _("版面"),
            (
                Choice("0", _("普通版"), "normal", not chosen.elder),
                Choice("1", _("长辈版：字大，一屏一件事"), "elder", chosen.elder),
            ),
        ),
        Group(
            "palette",
            _("颜色"),
            (
                Choice("light", _("浅色"), f"light {size}", chosen.palette is not Palette.DARK),
                Choice(
                    "dark", _("深色：夜里看不刺眼"), f"dark {size}", chosen.palette is Palette.DARK
                ),
            ),
        ),
        Group(
            "contrast",
            _("对比"),
            (
                Choice("normal", _("普通"), f"light {size}", not is_high),
                Choice("high", _("高对比：黑底黄字"), f"hc {size}", is_high),
            ),
            _("选了高对比，上面的颜色不起作用。"),
        ),
        Group(
            "script",
            _("文字"),
            (
                Choice("hans", _("简体"), size, chosen.script is Script.HANS, fixed=True),
                Choice(
                    "hant",
                    _("繁体"),
                    size,
                    chosen.script is Script.HANT,
                    sample="地震了，先這樣做",
                    detail="沒有桌子，就靠內牆角蹲下。",
                    lang="zh-Hant",
                    fixed=True,
                ),
            ),
        ),
    )
