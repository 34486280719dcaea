"""What a reader has chosen to see: size, palette, script. Pure values and the cookie text."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

COOKIE_NAME: Final = "display"
COOKIE_AGE: Final = 365 * 24 * 3600  # seconds
MAX_TARGET_LENGTH: Final = 2000


class Palette(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    HC = "hc"


class Script(StrEnum):
    HANS = "hans"
    HANT = "hant"


@dataclass(frozen=True, slots=True)
class Display:
    """One reader's choices. The default is what a reader without a cookie sees."""

    elder: bool = False
    palette: Palette = Palette.LIGHT
    script: Script = Script.HANS

    @property
    def is_default(self) -> bool:
        return self == Display()

    @property
    def classes(self) -> str:
        """Class names for `<html>`, in a fixed order; empty for the default."""
        names = ["elder"] if self.elder else []
        if self.palette is not Palette.LIGHT:
            names.append(self.palette.value)
        return " ".join(names)

    @property
    def lang(self) -> str:
        """Language tag of the text as it leaves the templates; conversion changes it later."""
        return "zh-CN"

    @property
    def key(self) -> str:
        """Short text that differs exactly when the page looks different (for cache keys)."""
        return self.cookie or "normal"

    @property
    def cookie(self) -> str:
        """The cookie's value, such as `elder.dark.hant`; empty for the default."""
        parts = [self.classes.replace(" ", ".")] if self.classes else []
        if self.script is Script.HANT:
            parts.append(self.script.value)
        return ".".join(parts)

    def with_choices(self, choices: dict[str, str]) -> "Display":
        """A copy with the named choices applied. Unknown names and values change nothing.

        `elder`: "1" or "0" · `palette`: light, dark, hc · `script`: hans, hant.
        """
        chosen = self
        if choices.get("elder") in {"0", "1"}:
            chosen = replace(chosen, elder=choices["elder"] == "1")
        if choices.get("palette") in set(Palette):
            chosen = replace(chosen, palette=Palette(choices["palette"]))
        if choices.get("script") in set(Script):
            chosen = replace(chosen, script=Script(choices["script"]))
        return chosen


def parse_cookie(value: str) -> Display:
    """Read a cookie's value. Anything that `Display.cookie` would not write is the default."""
    parts = value.split(".") if len(value) <= 40 else []
    choices = {}
    for part in parts:
        if part == "elder":
            choices["elder"] = "1"
        elif part in {Palette.DARK, Palette.HC}:
            choices["palette"] = part
        elif part == Script.HANT:
            choices["script"] = part
    display = Display().with_choices(choices)
    return display if display.cookie == value else Display()


def safe_target(target: str) -> str:
    """`target` if it is a plain path on this site, else "/". Makes an open redirect impossible.

    Backslashes and control characters are refused because browsers read `/\\host` as `//host`
    and drop tabs and line breaks inside addresses.
    """
    if not 0 < len(target) <= MAX_TARGET_LENGTH or not target.startswith("/"):
        return "/"
    if target.startswith("//") or "\\" in target or any(ord(c) < 32 or c == "\x7f" for c in target):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith(("//", "/display/set")):
        return "/"
    return target
